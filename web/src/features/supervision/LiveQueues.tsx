import { Link } from '@tanstack/react-router';
import { AlarmClock, AlarmClockOff, Headset } from 'lucide-react';
import type { LiveQueue } from '@shared/api/supervision';
import { t } from '@shared/i18n';
import { Badge } from '@/ui/Badge/Badge';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { seconds, since, waitTone } from './times';
import styles from './supervision.module.css';

/** Every queue: who waits and how long, and what it did today. On a phone each row becomes a card. */
export function LiveQueues({ queues, now }: { queues: LiveQueue[]; now: number }) {
  if (queues.length === 0) return <EmptyState icon={<Headset size={32} />} title={t('supervision.noQueues')} />;
  return (
    <section className={styles.card} aria-labelledby="live-queues">
      <h2 id="live-queues">{t('nav.queues')}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('supervision.queue')}</th>
            <th scope="col">{t('supervision.waiting')}</th>
            <th scope="col">{t('supervision.longest')}</th>
            <th scope="col">{t('supervision.sla')}</th>
            <th scope="col">{t('supervision.inService')}</th>
            <th scope="col">{t('supervision.online')}</th>
            <th scope="col">{t('supervision.finishedToday')}</th>
            <th scope="col">{t('supervision.meanWait')}</th>
            <th scope="col">{t('supervision.meanService')}</th>
          </tr>
        </thead>
        <tbody>
          {queues.map((queue) => (
            <tr key={queue.id}>
              <th scope="row">
                <Link
                  to="/conversas"
                  search={{ view: queue.waiting > 0 ? 'waiting' : 'all', queue: queue.id }}
                  className={styles.link}
                >
                  {queue.name}
                </Link>
                {queue.active ? null : <Badge>{t('supervision.inactive')}</Badge>}
              </th>
              <td data-label={t('supervision.waiting')}>{queue.waiting}</td>
              <td data-label={t('supervision.longest')}>
                {queue.oldest_entered_at ? (
                  <Badge tone={waitTone(queue.oldest_entered_at, now)}>{since(queue.oldest_entered_at, now)}</Badge>
                ) : (
                  '–'
                )}
              </td>
              <td data-label={t('supervision.sla')} data-wide>
                <span className={styles.pressing}>
                  <Pressing sla="late" count={queue.sla_late} queue={queue} />
                  <Pressing sla="at_risk" count={queue.sla_at_risk} queue={queue} />
                  {queue.sla_late + queue.sla_at_risk === 0 ? '–' : null}
                </span>
              </td>
              <td data-label={t('supervision.inService')}>{queue.in_service}</td>
              <td data-label={t('supervision.online')}>{queue.online}</td>
              <td data-label={t('supervision.finishedToday')}>{queue.finished_today}</td>
              <td data-label={t('supervision.meanWait')} className={styles.times}>
                {seconds(queue.mean_wait_seconds)}
              </td>
              <td data-label={t('supervision.meanService')} className={styles.times}>
                {seconds(queue.mean_service_seconds)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** How many conversations of a queue are late or at risk: leads to them, the one that is due first on top. */
function Pressing({ sla, count, queue }: { sla: 'at_risk' | 'late'; count: number; queue: LiveQueue }) {
  if (count === 0) return null;
  return (
    <Link
      to="/conversas"
      search={{ view: 'all', status: 'any', queue: queue.id, sla, sort: 'sla_due_at' }}
      className={styles.link}
    >
      <Badge
        tone={sla === 'late' ? 'error' : 'warn'}
        icon={sla === 'late' ? <AlarmClockOff aria-hidden="true" /> : <AlarmClock aria-hidden="true" />}
      >
        {t(sla === 'late' ? 'supervision.late' : 'supervision.atRisk', { count })}
      </Badge>
      <span className="visually-hidden">, {queue.name}</span>
    </Link>
  );
}
