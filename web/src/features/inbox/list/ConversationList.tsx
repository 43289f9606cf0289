import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { CloudOff, Inbox, ListChecks, ListFilter, Plus, SearchX } from 'lucide-react';
import { api } from '@shared/api/client';
import type { Conversation } from '@shared/api/types';
import { flattenConversations } from '@shared/domain/conversations';
import { relativeTime } from '@shared/format';
import { loadTexts, t } from '@shared/i18n';
import { useCommands } from '@/data/commands';
import { useNow } from '@/data/clock';
import { openDialog } from '@/data/dialogs';
import { describeError } from '@/data/errors';
import { connection } from '@/data/live';
import { keys } from '@/data/queryClient';
import { currentSession } from '@/data/session';
import { useStore } from '@/data/store';
import { Banner } from '@/ui/Banner/Banner';
import { Button } from '@/ui/Button/Button';
import { Chip } from '@/ui/Chip/Chip';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Segmented } from '@/ui/Segmented/Segmented';
import { Skeleton, useLate } from '@/ui/Skeleton/Skeleton';
import { VirtualList, type VirtualListHandle } from '@/ui/VirtualList/VirtualList';
import { preloadThread, useChannels, useConversations, useQueues, useUsers } from '../queries';
import { filterCount, toFilters, type InboxSearch } from '../search';
import { ConversationRow } from './ConversationRow';
import { SearchField } from './SearchField';
import styles from './ConversationList.module.css';

const BulkBar = lazy(async () => {
  const [module] = await Promise.all([import('./BulkBar'), loadTexts('thread')]);
  return module;
});
// Drawn once the server has said who waits: nothing of it is needed for the first paint.
const TakeNext = lazy(() => import('./TakeNext'));

/** Distance from the end, in pixels, at which the next page is fetched. */
const FETCH_AHEAD = 900;

export function ConversationList({ open, className }: { open: string | null; className: string }) {
  const search = useSearch({ from: '/app/conversas' });
  const navigate = useNavigate();
  const filters = useMemo(() => toFilters(search), [search]);
  const query = useConversations(filters);
  const { data: counts } = useQuery({ queryKey: keys.counts, queryFn: api.conversations.counts });
  const rows = useMemo(() => flattenConversations(query.data), [query.data]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [selecting, setSelecting] = useState(false);
  const list = useRef<VirtualListHandle>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const offline = useStore(connection) === 'offline';
  const late = useLate(query.isPending);
  const now = useNow();
  const me = currentSession().user.id;
  const active = selecting || selected.size > 0;

  const change = (next: Partial<Record<keyof InboxSearch, InboxSearch[keyof InboxSearch] | undefined>>) =>
    void navigate({ to: '.', search: (before) => clean({ ...before, ...next }), replace: true });
  const show = (conversation: Conversation | undefined) => {
    if (conversation)
      void navigate({ to: '/conversas/$id', params: { id: conversation.id }, search: (before) => before });
  };
  const step = (by: number) => {
    const at = rows.findIndex((row) => row.id === open);
    const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
    show(rows[next]);
    list.current?.scrollToIndex(next, { align: 'nearest' });
  };

  useCommands([
    {
      id: 'list.next',
      label: t('command.next'),
      keys: 'j',
      group: t('command.group.inbox'),
      hidden: true,
      run: () => step(1),
    },
    {
      id: 'list.previous',
      label: t('command.previous'),
      keys: 'k',
      group: t('command.group.inbox'),
      hidden: true,
      run: () => step(-1),
    },
    {
      id: 'list.search',
      label: t('command.search'),
      keys: '/',
      group: t('command.group.inbox'),
      run: () => document.getElementById('inbox-search')?.focus(),
    },
    {
      id: 'list.filters',
      label: t('filter.title'),
      keys: 'f',
      group: t('command.group.inbox'),
      run: () => openDialog('filters', {}),
    },
    {
      id: 'list.select',
      label: t('bulk.start'),
      keys: 'x',
      group: t('command.group.inbox'),
      run: () => (open ? toggle(open) : setSelecting(true)),
    },
  ]);

  // On phones the list is its own page: coming back to it puts the focus on its heading.
  useEffect(() => {
    if (!open && matchMedia('(max-width: 767px)').matches) heading.current?.focus({ preventScroll: true });
  }, [open]);

  // A selection belongs to what was on screen when it was made.
  useEffect(() => setSelected(new Set()), [filters]);

  const toggle = (id: string) =>
    setSelected((before) => {
      const next = new Set(before);
      if (!next.delete(id) && next.size < 100) next.add(id);
      return next;
    });
  const stopSelecting = () => {
    setSelected(new Set());
    setSelecting(false);
  };

  const count = filterCount(search);
  const Heading = open ? 'h2' : 'h1';
  return (
    <section className={`${styles.list} ${className}`} aria-label={t('inbox.title')}>
      <header className={styles.header}>
        <div className={styles.top}>
          <Heading ref={heading} tabIndex={-1} className={styles.title}>
            {t('inbox.title')}
          </Heading>
          <IconButton
            label={t('bulk.start')}
            keys="x"
            icon={<ListChecks size={20} />}
            aria-pressed={active}
            onClick={() => (active ? stopSelecting() : setSelecting(true))}
          />
          <IconButton
            label={t('inbox.new')}
            keys="c"
            icon={<Plus size={22} />}
            variant="primary"
            onClick={() => openDialog('newConversation', {})}
          />
        </div>
        <div className={styles.search}>
          <SearchField
            value={search.q ?? ''}
            onChange={(q) => change({ q: q || undefined, ...(q && !search.q ? { view: 'all', status: 'any' } : {}) })}
          />
          <span className={styles.filter}>
            <IconButton
              variant="outline"
              label={count > 0 ? t('filter.openCount', { count }) : t('filter.open')}
              keys="f"
              icon={<ListFilter size={20} />}
              aria-haspopup="dialog"
              onClick={() => openDialog('filters', {})}
            />
            {count > 0 ? (
              <span className={styles.dot} aria-hidden="true">
                {count}
              </span>
            ) : null}
          </span>
        </div>
        <Segmented
          label={t('view.label')}
          value={filters.view}
          onChange={(view) => change({ view: view === 'mine' ? undefined : view })}
          segments={[
            { value: 'mine', label: t('view.mine.short'), name: t('view.mine'), count: counts?.mine },
            {
              value: 'unassigned',
              label: t('view.unassigned.short'),
              name: t('view.unassigned'),
              count: counts?.unassigned,
            },
            { value: 'waiting', label: t('view.waiting.short'), name: t('view.waiting'), count: counts?.waiting },
            { value: 'all', label: t('view.all.short'), name: t('view.all'), count: counts?.all },
          ]}
        />
        <FilterChips search={search} change={change} />
      </header>
      {active ? (
        <Suspense fallback={null}>
          <BulkBar selected={selected} rows={rows} onSelect={setSelected} onDone={stopSelecting} />
        </Suspense>
      ) : (
        <Suspense fallback={null}>
          <TakeNext waiting={counts?.waiting ?? 0} view={filters.view} onTaken={show} />
        </Suspense>
      )}
      {query.isError && rows.length > 0 ? (
        <Banner
          tone="warn"
          icon={<CloudOff size={18} aria-hidden="true" />}
          action={
            <Button variant="quiet" onClick={() => void query.refetch()}>
              {t('action.tryAgain')}
            </Button>
          }
        >
          {offline
            ? t('inbox.dataFrom', { time: relativeTime(new Date(query.dataUpdatedAt).toISOString(), now) })
            : describeError(query.error)}
        </Banner>
      ) : null}
      {query.isPending ? (
        <div className={styles.waiting} aria-busy="true" aria-label={t('state.loading')} role="status">
          {late ? [0, 1, 2, 3, 4, 5, 6].map((row) => <RowSkeleton key={row} />) : null}
        </div>
      ) : query.isError && rows.length === 0 ? (
        <EmptyState
          level={3}
          tone="error"
          icon={<CloudOff size={32} />}
          title={t('inbox.failed')}
          text={describeError(query.error)}
          action={<Button onClick={() => void query.refetch()}>{t('action.tryAgain')}</Button>}
        />
      ) : rows.length === 0 ? (
        search.q || count > 0 ? (
          <EmptyState
            level={3}
            icon={<SearchX size={32} />}
            title={t('inbox.noMatch')}
            text={search.q ? t('inbox.noMatchText', { text: search.q }) : t('inbox.noMatchFilters')}
            action={
              <Button
                onClick={() =>
                  void navigate({ to: '.', search: search.view ? { view: search.view } : {}, replace: true })
                }
              >
                {t('filter.clear')}
              </Button>
            }
          />
        ) : (
          <EmptyState
            level={3}
            icon={<Inbox size={32} />}
            title={t(`inbox.empty.${filters.view === 'bot' ? 'all' : filters.view}`)}
            text={t('inbox.emptyText')}
            action={
              filters.view === 'all' ? (
                <Button onClick={() => openDialog('newConversation', {})}>{t('inbox.new')}</Button>
              ) : (
                <Button onClick={() => change({ view: 'all' })}>{t('inbox.showAll')}</Button>
              )
            }
          />
        )
      ) : (
        <VirtualList
          ref={list}
          items={rows}
          role="list"
          aria-label={t('inbox.list')}
          tabIndex={-1}
          className={styles.rows ?? ''}
          onEdges={(_start, end) => {
            if (end < FETCH_AHEAD && query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
          }}
        >
          {(conversation) => (
            <ConversationRow
              key={conversation.id}
              conversation={conversation}
              me={me}
              now={now}
              current={conversation.id === open}
              showAssignee={filters.view !== 'mine'}
              highlight={search.q ?? ''}
              selecting={active}
              selected={selected.has(conversation.id)}
              onToggle={toggle}
              onWarm={preloadThread}
            />
          )}
        </VirtualList>
      )}
    </section>
  );
}

/** Drops empty values, so that the address stays short. */
function clean(search: Record<string, unknown>): InboxSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ''),
  ) as InboxSearch;
}

function FilterChips({
  search,
  change,
}: {
  search: InboxSearch;
  change: (next: Partial<Record<keyof InboxSearch, undefined>>) => void;
}) {
  const { data: channels } = useChannels();
  const { data: queues } = useQueues();
  const { data: users } = useUsers();
  const chips: { key: keyof InboxSearch; label: string }[] = [];
  if (search.status) chips.push({ key: 'status', label: t(`status.${search.status}`) });
  if (search.channel)
    chips.push({
      key: 'channel',
      label: channels?.find((one) => one.id === search.channel)?.name ?? t('filter.channel'),
    });
  if (search.queue)
    chips.push({ key: 'queue', label: queues?.find((one) => one.id === search.queue)?.name ?? t('filter.queue') });
  if (search.agent)
    chips.push({ key: 'agent', label: users?.find((one) => one.id === search.agent)?.name ?? t('filter.agent') });
  if (search.label) chips.push({ key: 'label', label: search.label });
  if (search.priority) chips.push({ key: 'priority', label: t(`priority.full.${search.priority}`) });
  if (search.sla) chips.push({ key: 'sla', label: t(`sla.filter.${search.sla}`) });
  if (search.unread) chips.push({ key: 'unread', label: t('filter.unread') });
  if (search.sort) chips.push({ key: 'sort', label: t(`sort.${search.sort}`) });
  if (chips.length === 0) return null;
  return (
    <div className={styles.chips}>
      {chips.map((chip) => (
        <Chip key={chip.key} label={chip.label} onRemove={() => change({ [chip.key]: undefined })} />
      ))}
    </div>
  );
}

function RowSkeleton() {
  return (
    <div className={styles.skeleton}>
      <Skeleton width={44} height={44} round />
      <div>
        <Skeleton width="55%" />
        <Skeleton width="85%" height={12} />
      </div>
    </div>
  );
}
