import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { CloudOff, Headset, Pencil, Plus } from 'lucide-react';
import { api } from '@shared/api/client';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { may } from '@/data/session';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { Skeleton, useLate } from '@/ui/Skeleton/Skeleton';
import { standing } from './calendars/plan';
import { PageHead } from './PageHead';
import { QueueDialog } from './routing/QueueDialog';
import { QueueWaiting } from './QueueWaiting';
import styles from './settings.module.css';

const NEW = 'new';

/** Queues: how they share out conversations, how many each agent may have, and who answers. */
export function QueuesPage() {
  const query = useQuery({ queryKey: keys.queues, queryFn: api.queues.list });
  const { data: users } = useQuery({ queryKey: keys.users, queryFn: api.users.list });
  const [editing, setEditing] = useState<string | null>(null);
  const late = useLate(query.isPending);
  const queues = query.data?.items ?? [];
  const manages = may('queues.manage');
  const edited = queues.find((queue) => queue.id === editing);
  return (
    <>
      <PageHead
        title={t('nav.queues')}
        text={t('queues.text')}
        action={
          manages ? (
            <Button variant="primary" icon={<Plus size={18} aria-hidden="true" />} onClick={() => setEditing(NEW)}>
              {t('queue.new')}
            </Button>
          ) : null
        }
      />
      {query.isPending ? (
        <div className={styles.card} role="status" aria-label={t('state.loading')}>
          {late ? <Skeleton height={48} /> : null}
        </div>
      ) : query.isError && queues.length === 0 ? (
        <EmptyState
          tone="error"
          icon={<CloudOff size={32} />}
          title={t('queues.failed')}
          text={describeError(query.error)}
          action={<Button onClick={() => void query.refetch()}>{t('action.tryAgain')}</Button>}
        />
      ) : queues.length === 0 ? (
        <EmptyState icon={<Headset size={32} />} title={t('queues.none')} text={t('queues.noneText')} />
      ) : (
        queues.map((queue) => (
          <section key={queue.id} className={styles.card} aria-label={queue.name}>
            <div className={styles.item}>
              <span className={styles.glyph}>
                <Headset size={24} aria-hidden="true" />
              </span>
              <span className={styles.words}>
                <strong>{queue.name}</strong>
                <small>
                  {t(`queues.mode.${queue.mode}`)} · {t('queues.limitShort', { count: queue.agent_limit })} ·{' '}
                  {t('queues.members', { count: queue.member_ids.length })}
                </small>
                {queue.open && !queue.changes_at ? null : (
                  <small>{standing({ open: queue.open, changes_at: queue.changes_at ?? null })}</small>
                )}
              </span>
              {queue.is_default ? <Badge tone="brand">{t('channels.default')}</Badge> : null}
              {queue.active ? null : <Badge>{t('queues.inactive')}</Badge>}
              {queue.active && queue.member_ids.length === 0 ? <Badge tone="warn">{t('queue.empty')}</Badge> : null}
              {manages ? <QueueWaiting id={queue.id} name={queue.name} /> : null}
              {manages ? (
                <Button
                  icon={<Pencil size={18} aria-hidden="true" />}
                  onClick={() => setEditing(queue.id)}
                  aria-label={t('queues.editNamed', { name: queue.name })}
                >
                  {t('action.edit')}
                </Button>
              ) : null}
            </div>
            <div className={styles.numbers}>
              {queue.open ? null : <Badge tone="warn">{t('hours.closed')}</Badge>}
              <Badge tone={queue.waiting > 0 ? 'warn' : 'neutral'}>
                {t('queues.waiting', { count: queue.waiting })}
              </Badge>
              <Badge>{t('queues.inService', { count: queue.in_service })}</Badge>
              <Badge tone={queue.online > 0 ? 'ok' : 'neutral'}>{t('queues.online', { count: queue.online })}</Badge>
            </div>
          </section>
        ))
      )}
      {edited || editing === NEW ? (
        <QueueDialog
          queue={edited ?? null}
          queues={queues}
          users={(users?.items ?? []).filter((user) => user.active)}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </>
  );
}
