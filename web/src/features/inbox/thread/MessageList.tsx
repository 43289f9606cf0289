import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { ArrowDown, CloudOff, MessageCircle } from 'lucide-react';
import type { Conversation, Message } from '@shared/api/types';
import { flattenMessages, threadItems, type ThreadItem } from '@shared/domain/messages';
import { dayKey, dayLabel } from '@shared/format';
import { t } from '@shared/i18n';
import { useNow } from '@/data/clock';
import { describeError } from '@/data/errors';
import { typingStore } from '@/data/live';
import { optimisticMessage, outboxStore } from '@/data/outbox';
import { currentSession } from '@/data/session';
import { useStore } from '@/data/store';
import { Button } from '@/ui/Button/Button';
import { EmptyState } from '@/ui/EmptyState/EmptyState';
import { Skeleton, useLate } from '@/ui/Skeleton/Skeleton';
import { Spinner } from '@/ui/Spinner/Spinner';
import { VirtualList, type VirtualListHandle } from '@/ui/VirtualList/VirtualList';
import { useMessages } from '../queries';
import { Arrivals } from './Arrivals';
import { MessageBubble } from './MessageBubble';
import { useReadMark } from './readMarks';
import styles from './MessageList.module.css';

/** Closer to the end than this counts as being at the bottom, in pixels. */
const PINNED = 80;
const FETCH_OLDER_AT = 300;
/** The last there is when it is asked for; a list takes the nearest item it has. */
const LAST = Number.MAX_SAFE_INTEGER;
/** Half a second: longer than a page takes to draw what it has measured. */
const FOLLOW_FRAMES = 30;

export function MessageList({
  conversation,
  onReply,
}: {
  conversation: Conversation;
  onReply: (message: Message) => void;
}) {
  const { id } = conversation;
  const query = useMessages(id);
  const outbox = useStore(outboxStore);
  const { user } = currentSession();
  const now = useNow();
  // The divider shows what was unread on arrival and stays until the thread is left.
  const [readOnOpen] = useState(() => (conversation.unread_count > 0 ? conversation.read_sequence : null));

  const messages = useMemo(() => {
    const stored = flattenMessages(query.data);
    const known = new Set(stored.map((message) => message.client_id));
    const waiting = outbox.filter((entry) => entry.conversation_id === id && !known.has(entry.client_id));
    return [
      ...stored,
      ...waiting.map((entry) => withReply(optimisticMessage(entry, user), entry.body.reply_to_id, stored)),
    ];
  }, [query.data, outbox, id, user]);
  const items = useMemo(() => threadItems(messages, dayKey, readOnOpen), [messages, readOnOpen]);

  const list = useRef<VirtualListHandle>(null);
  const [atBottom, setAtBottom] = useState(true);
  const pinned = useRef(true);
  const offset = useRef(0);
  const [fresh, setFresh] = useState(0);
  const [topDay, setTopDay] = useState<string | null>(null);
  const [flash, setFlash] = useState<string | null>(null);
  const [placed, setPlaced] = useState(false);

  const first = messages[0]?.id ?? null;
  const last = messages[messages.length - 1] ?? null;
  const lastKey = last ? (last.client_id ?? last.id) : null;
  const shift = usePrepended(first, lastKey);
  const lastSequence = useMemo(
    () => Math.max(0, ...messages.filter((one) => one.sequence < Number.MAX_SAFE_INTEGER).map((one) => one.sequence)),
    [messages],
  );
  useReadMark(conversation, lastSequence, atBottom && placed);

  const toEnd = useCallback(() => {
    list.current?.scrollToIndex(LAST, { align: 'end' });
    setFresh(0);
  }, []);

  // To the end, for whoever is there. What was measured a moment ago is not drawn that high yet, and then there is nothing
  // to scroll: it is tried again in the next frames.
  const follow = (frames = FOLLOW_FRAMES) => {
    const shown = list.current;
    if (!shown || !pinned.current) return;
    shown.scrollToIndex(LAST, { align: 'end' });
    if (frames > 0 && shown.scrollSize - shown.viewportSize - shown.scrollOffset > 1)
      requestAnimationFrame(() => follow(frames - 1));
  };

  // What gets shorter takes whoever is below it back: a bubble that is no longer the last of its group, a composer that is
  // empty again. Nobody moved up, even if the next message is measured before the list tells of the new place.
  const onResize = (start: number) => {
    offset.current = Math.min(offset.current, start);
    follow();
  };

  // Where a thread opens: at the unread divider, else at its end.
  useLayoutEffect(() => {
    if (placed || items.length === 0) return;
    const divider = items.findIndex((item) => item.kind === 'unread');
    if (divider > 0 && items.length - divider > 8) {
      pinned.current = false;
      list.current?.scrollToIndex(divider, { align: 'start', offset: -56 });
    } else list.current?.scrollToIndex(LAST, { align: 'end' });
    setPlaced(true);
  }, [items, placed]);

  const before = useRef<string | null>(null);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = lastKey;
    if (!placed || was === null || was === lastKey) return;
    const own = last?.direction === 'out' && last.author.id === user.id;
    if (pinned.current || own) toEnd();
    else setFresh((count) => count + 1);
  }, [lastKey, placed, last, user.id, toEnd]);

  const onEdges = (start: number, end: number) => {
    const bottom = end < PINNED;
    // Only who moves up leaves the end: where much grows beneath at once, a burst or a picture, nobody moved.
    pinned.current = bottom || (pinned.current && start >= offset.current);
    offset.current = start;
    setAtBottom(bottom);
    if (bottom) setFresh(0);
    if (start < FETCH_OLDER_AT && query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    const index = list.current?.findItemIndex(start + 8) ?? 0;
    setTopDay(start > 40 ? dayAt(items, index) : null);
  };

  const jumpTo = (messageId: string) => {
    const index = items.findIndex((item) => item.kind === 'message' && item.message.id === messageId);
    if (index < 0) return;
    list.current?.scrollToIndex(index, { align: 'center' });
    setFlash(messageId);
    setTimeout(() => setFlash(null), 1600);
  };

  const late = useLate(query.isPending);
  if (query.isPending) {
    return (
      <div className={styles.waiting} role="status" aria-busy="true" aria-label={t('state.loading')}>
        {late ? <BubbleSkeletons /> : null}
      </div>
    );
  }
  if (query.isError && items.length === 0) {
    return (
      <div className={styles.middle}>
        <EmptyState
          tone="error"
          icon={<CloudOff size={32} />}
          title={t('thread.failed')}
          text={describeError(query.error)}
          action={<Button onClick={() => void query.refetch()}>{t('action.tryAgain')}</Button>}
        />
      </div>
    );
  }
  if (items.length === 0) {
    return (
      <div className={styles.middle}>
        <EmptyState icon={<MessageCircle size={32} />} title={t('thread.empty')} text={t('thread.emptyText')} />
      </div>
    );
  }
  return (
    <div className={styles.area}>
      {topDay ? (
        <div className={styles.floating} aria-hidden="true">
          <span className={styles.day}>{dayLabel(topDay, now)}</span>
        </div>
      ) : null}
      {query.isFetchingNextPage ? (
        <div className={styles.older} role="status" aria-label={t('thread.loadingOlder')}>
          <Spinner />
        </div>
      ) : null}
      <VirtualList
        ref={list}
        items={items}
        shift={shift}
        role="log"
        aria-label={t('thread.messages')}
        aria-live="off"
        tabIndex={0}
        className={styles.list ?? ''}
        onEdges={onEdges}
        onResize={onResize}
      >
        {(item) => (
          <Item
            key={item.key}
            item={item}
            now={now}
            flash={flash}
            conversation={conversation}
            onReply={onReply}
            onJump={jumpTo}
          />
        )}
      </VirtualList>
      {!atBottom ? (
        <button
          type="button"
          className={styles.jump}
          data-fresh={fresh > 0 || undefined}
          onClick={toEnd}
          aria-label={fresh > 0 ? t('thread.newMessages', { count: fresh }) : t('thread.toEnd')}
        >
          <ArrowDown size={18} aria-hidden="true" />
          {fresh > 0 ? <span>{t('thread.newMessages', { count: fresh })}</span> : null}
        </button>
      ) : null}
      <TypingLine conversation={conversation} />
      <Arrivals />
    </div>
  );
}

function Item({
  item,
  now,
  flash,
  conversation,
  onReply,
  onJump,
}: {
  item: ThreadItem;
  now: number;
  flash: string | null;
  conversation: Conversation;
  onReply: (message: Message) => void;
  onJump: (id: string) => void;
}) {
  if (item.kind === 'day') {
    return (
      <div className={styles.divider} role="separator" aria-label={dayLabel(item.at, now)}>
        <span className={styles.day}>{dayLabel(item.at, now)}</span>
      </div>
    );
  }
  if (item.kind === 'unread') {
    return (
      <div className={styles.unread} role="separator" aria-label={t('thread.unread', { count: item.count })}>
        <span>{t('thread.unread', { count: item.count })}</span>
      </div>
    );
  }
  return (
    <MessageBubble
      message={item.message}
      first={item.first}
      last={item.last}
      flash={flash === item.message.id}
      conversation={conversation}
      onReply={onReply}
      onJump={onJump}
    />
  );
}

function TypingLine({ conversation }: { conversation: Conversation }) {
  const people = useStore(typingStore, (all) => all[conversation.id]);
  if (!people || people.length === 0) return null;
  const person = people[0];
  return (
    <p className={styles.typing}>
      <span className={styles.dots} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {t(person?.kind === 'contact' ? 'typing.contact' : 'typing.agent', {
        name: person?.name || conversation.contact.name,
      })}
    </p>
  );
}

function BubbleSkeletons() {
  return [58, 34, 46, 62, 30].map((width, index) => (
    <span key={width} style={{ alignSelf: index % 3 === 2 ? 'end' : 'start', width: `${width}%` }}>
      <Skeleton height={index % 2 ? 44 : 64} />
    </span>
  ));
}

function dayAt(items: ThreadItem[], index: number): string | null {
  for (let at = Math.min(index, items.length - 1); at >= 0; at -= 1) {
    const item = items[at];
    if (item?.kind === 'day') return item.at;
  }
  return null;
}

/** True in the render in which older messages were put before the others. */
function usePrepended(first: string | null, last: string | null): boolean {
  const [seen, setSeen] = useState({ first, last, prepended: false });
  if (seen.first !== first || seen.last !== last) {
    const prepended = seen.first !== null && seen.first !== first && seen.last === last;
    const next = { first, last, prepended };
    setSeen(next);
    return prepended;
  }
  return seen.prepended;
}

function withReply(message: Message, replyToId: string | null | undefined, stored: Message[]): Message {
  const target = replyToId ? stored.find((one) => one.id === replyToId) : undefined;
  return target
    ? {
        ...message,
        reply_to: {
          id: target.id,
          text: target.text,
          type: target.type,
          author_type: target.author.type,
          interactive: target.interactive ? { kind: target.interactive.kind, id: target.interactive.id ?? null } : null,
        },
      }
    : message;
}
