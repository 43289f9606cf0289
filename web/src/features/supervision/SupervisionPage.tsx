import { useEffect, useRef, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { supervision } from '@shared/api/supervision';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { Segmented } from '@/ui/Segmented/Segmented';
import { LiveAgents } from './LiveAgents';
import { LiveQueues } from './LiveQueues';
import { since, totals, waitTone } from './times';
import { TimeSheets } from './TimeSheets';
import styles from './supervision.module.css';

/** Without any event the picture is taken again after this long, and after events at most this often; milliseconds. */
const AT_LEAST_EVERY = 15_000;
const AT_MOST_EVERY = 2_000;

type View = 'now' | 'sheets';

/** The service as it stands, and how people spent their time. */
export function SupervisionPage() {
  const [view, setView] = useState<View>('now');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 ref={heading} tabIndex={-1}>
          {t('nav.supervision')}
        </h1>
        <Segmented
          label={t('supervision.view')}
          value={view}
          onChange={setView}
          segments={[
            { value: 'now', label: t('supervision.now') },
            { value: 'sheets', label: t('supervision.sheets') },
          ]}
        />
      </header>
      {view === 'now' ? <Now /> : <TimeSheets />}
    </div>
  );
}

function Now() {
  const query = useQuery({
    queryKey: keys.supervision,
    queryFn: supervision.live,
    refetchInterval: AT_LEAST_EVERY,
    staleTime: 0,
  });
  useEventsRefresh(query.refetch);
  const now = useSeconds();
  const live = query.data;
  const sums = totals(live?.queues ?? [], live?.agents ?? []);
  return (
    <PageState query={query} failed={t('supervision.failed')}>
      <dl className={styles.sums}>
        <div data-tone={sums.oldest ? waitTone(sums.oldest, now) : undefined}>
          <dt>{t('supervision.waiting')}</dt>
          <dd className="tabular">{sums.waiting}</dd>
          <dd className={styles.small}>
            {sums.oldest ? t('supervision.oldest', { time: since(sums.oldest, now) }) : t('supervision.nobodyWaits')}
          </dd>
        </div>
        <div data-tone={sums.late > 0 ? 'error' : sums.atRisk > 0 ? 'warn' : undefined}>
          <dt>{t('supervision.slaAtRisk')}</dt>
          <dd className="tabular">{sums.atRisk}</dd>
          <dd className={styles.small}>{t('supervision.slaLate', { count: sums.late })}</dd>
        </div>
        <div>
          <dt>{t('supervision.inService')}</dt>
          <dd className="tabular">{sums.inService}</dd>
        </div>
        <div>
          <dt>{t('supervision.online')}</dt>
          <dd className="tabular">{sums.online}</dd>
          <dd className={styles.small}>{t('supervision.others', { busy: sums.busy, pause: sums.paused })}</dd>
        </div>
        <div>
          <dt>{t('supervision.finishedToday')}</dt>
          <dd className="tabular">{sums.finished}</dd>
        </div>
      </dl>
      <LiveQueues queues={live?.queues ?? []} now={now} />
      <LiveAgents agents={live?.agents ?? []} queues={live?.queues ?? []} now={now} />
    </PageState>
  );
}

/** Takes the picture again when something happened: events renew the inbox's counters and what is known of colleagues. */
function useEventsRefresh(refetch: () => Promise<unknown>): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const watched = new Set<unknown>([keys.counts[0], keys.users[0]]);
    const stop = client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'success' || !watched.has(event.query.queryKey[0])) return;
      timer ??= setTimeout(() => {
        timer = null;
        void refetch();
      }, AT_MOST_EVERY);
    });
    return () => {
      stop();
      if (timer) clearTimeout(timer);
    };
  }, [client, refetch]);
}

/** The time, every second: waits are watched here. */
function useSeconds(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
