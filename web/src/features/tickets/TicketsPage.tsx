import { useEffect, useRef } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useInfiniteQuery } from '@tanstack/react-query';
import { SearchX, Ticket } from 'lucide-react';
import { tickets } from '@shared/api/tickets';
import { t } from '@shared/i18n';
import { currentSession } from '@/data/session';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { Segmented } from '@/ui/Segmented/Segmented';
import { isNarrowed, parseTicketSearch, toFilter, type TicketSearch } from './filter';
import { TicketFilters } from './TicketFilters';
import { TicketRow } from './TicketRow';
import styles from './tickets.module.css';

/** Without any other reason the list is asked again after this long, in milliseconds. */
const EVERY = 20_000;

/** Every ticket one may see: who waits, who is served, and what ended. */
export function TicketsPage() {
  const navigate = useNavigate();
  const search = parseTicketSearch(useSearch({ strict: false }));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const change = (next: Partial<TicketSearch>, replace = false) => {
    const merged = Object.entries({ ...search, ...next }).filter(([, value]) => value !== undefined && value !== '');
    void navigate({ to: '/tickets', search: Object.fromEntries(merged) as never, replace });
  };
  const filter = toFilter(search, currentSession().user.id);
  const query = useInfiniteQuery({
    queryKey: ['tickets', 'list', filter],
    queryFn: ({ pageParam }) => tickets.search(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: EVERY,
    staleTime: 0,
  });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 ref={heading} tabIndex={-1}>
          {t('nav.tickets')}
        </h1>
        <Segmented
          label={t('tickets.state')}
          value={search.state}
          onChange={(state) => change({ state })}
          kind="underline"
          segments={[
            { value: 'waiting', label: t('tickets.pending'), name: t('tickets.pendingName') },
            { value: 'in_service', label: t('tickets.open'), name: t('tickets.openName') },
            { value: 'closed', label: t('tickets.closed'), name: t('tickets.closedName') },
          ]}
        />
      </header>
      <TicketFilters search={search} onChange={change} />
      <PageState query={query} failed={t('tickets.failed')}>
        {rows.length === 0 ? (
          isNarrowed(search) ? (
            <EmptyState
              icon={<SearchX size={32} />}
              title={t('tickets.nothingFound')}
              action={
                <Button onClick={() => void navigate({ to: '/tickets', search: { state: search.state } as never })}>
                  {t('tickets.clear')}
                </Button>
              }
            />
          ) : (
            <EmptyState icon={<Ticket size={32} />} title={t(`tickets.none.${search.state}`)} />
          )
        ) : (
          <>
            <p className="visually-hidden" role="status">
              {t('tickets.count', { count: rows.length })}
            </p>
            <ul className={styles.rows} aria-label={t('nav.tickets')}>
              {rows.map((row) => (
                <TicketRow key={row.id} ticket={row} />
              ))}
            </ul>
            {query.hasNextPage ? (
              <Button wide busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('tickets.more')}
              </Button>
            ) : null}
          </>
        )}
      </PageState>
    </div>
  );
}
