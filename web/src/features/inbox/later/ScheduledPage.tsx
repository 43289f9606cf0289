import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { scheduled, type ScheduledState } from '@shared/api/later';
import { t } from '@shared/i18n';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { Select } from '@/ui/Field/Field';
import { ScheduledRows } from './ScheduledRows';
import styles from './later.module.css';

const STATES: readonly ScheduledState[] = ['scheduled', 'sent', 'cancelled', 'failed'];

/** Everything that was left for later, in the conversations one sees. */
export function ScheduledPage() {
  const [state, setState] = useState<ScheduledState>('scheduled');
  const query = useInfiniteQuery({
    queryKey: keys.scheduled({ state }),
    queryFn: ({ pageParam }) => scheduled.list({ state }, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={styles.form}>
      <header>
        <h1>{t('later.title')}</h1>
        <p>{t('later.pageText')}</p>
      </header>
      <Select
        label={t('later.filter')}
        value={state}
        onChange={(event) => setState(event.target.value as ScheduledState)}
      >
        {STATES.map((one) => (
          <option key={one} value={one}>
            {t(`later.state.${one}`)}
          </option>
        ))}
      </Select>
      <PageState query={query} failed={t('later.failedLoad')}>
        {items.length === 0 ? (
          <EmptyState icon={<CalendarClock size={32} />} title={t('later.none')} text={t('later.noneText')} />
        ) : (
          <ScheduledRows items={items} named />
        )}
        {query.hasNextPage ? (
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('later.loadMore')}
          </Button>
        ) : null}
      </PageState>
    </div>
  );
}
