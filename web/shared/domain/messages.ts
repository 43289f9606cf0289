import type { Message, MessageStatus, Page } from '../api/types';

/** Cached pages of a thread, newest page first and newest message first within a page. */
export interface MessagePages {
  pages: Page<Message>[];
  pageParams: unknown[];
}

const RANK: Partial<Record<MessageStatus, number>> = { pending: 0, unknown: 1, sent: 2, delivered: 3, read: 4 };

/**
 * Joins two versions of one message. Delivery only moves forward (a late answer must not take ticks away), except that a
 * failure may follow anything and a failed message may be tried again.
 */
export function mergeMessage(current: Message, incoming: Message): Message {
  const before = current.status ? RANK[current.status] : undefined;
  const after = incoming.status ? RANK[incoming.status] : undefined;
  const backwards = before !== undefined && after !== undefined && after < before;
  return {
    ...incoming,
    status: backwards ? current.status : incoming.status,
    sent_at: incoming.sent_at ?? current.sent_at,
    delivered_at: incoming.delivered_at ?? current.delivered_at,
    read_at: incoming.read_at ?? current.read_at,
    client_id: incoming.client_id ?? current.client_id,
  };
}

const same = (one: Message, other: Message): boolean =>
  one.id === other.id || (one.client_id !== null && one.client_id === other.client_id);

/** Puts a message into the cached pages: replaces its older version or inserts it at its sequence. */
export function putMessage(data: MessagePages, message: Message): MessagePages {
  for (const [pageIndex, page] of data.pages.entries()) {
    const at = page.items.findIndex((one) => same(one, message));
    if (at < 0) continue;
    const items = page.items.slice();
    items[at] = mergeMessage(items[at] as Message, message);
    return withPage(data, pageIndex, items);
  }
  for (const [pageIndex, page] of data.pages.entries()) {
    const at = page.items.findIndex((one) => one.sequence < message.sequence);
    const last = pageIndex === data.pages.length - 1;
    // Older than all that is loaded: it belongs to a page that is still to come.
    if (at < 0 && last && page.next_cursor) return data;
    if (at < 0 && !last) continue;
    const items = page.items.slice();
    items.splice(at < 0 ? items.length : at, 0, message);
    return withPage(data, pageIndex, items);
  }
  return data;
}

function withPage(data: MessagePages, index: number, items: Message[]): MessagePages {
  const pages = data.pages.slice();
  pages[index] = { ...(pages[index] as Page<Message>), items };
  return { ...data, pages };
}

/** All loaded messages, oldest first, each once. */
export function flattenMessages(data: MessagePages | undefined): Message[] {
  const seen = new Set<string>();
  const all: Message[] = [];
  for (const page of data?.pages ?? []) {
    for (const message of page.items) {
      if (seen.has(message.id)) continue;
      seen.add(message.id);
      all.push(message);
    }
  }
  return all.reverse();
}

export type ThreadItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string; count: number }
  | { kind: 'message'; key: string; message: Message; first: boolean; last: boolean };

/** Messages of one sender this close together form a group, in milliseconds. */
export const GROUP_WITHIN = 5 * 60_000;

const groupOf = (message: Message): string =>
  `${message.direction}|${message.author.type}|${message.author.id ?? ''}|${message.private}`;

/**
 * Lays a thread out: day headings, the unread divider and groups by sender.
 *
 * @param messages oldest first
 * @param day gives the calendar day of a time
 * @param readUntil sequence that had been read when the thread was opened; null draws no divider
 */
export function threadItems(messages: Message[], day: (iso: string) => string, readUntil: number | null): ThreadItem[] {
  const items: ThreadItem[] = [];
  const unread = (message: Message): boolean =>
    readUntil !== null && message.direction === 'in' && message.sequence > readUntil;
  const count = messages.filter(unread).length;
  let previous: Message | null = null;
  let divided = false;
  for (const message of messages) {
    const newDay = !previous || day(previous.created_at) !== day(message.created_at);
    if (newDay) items.push({ kind: 'day', key: `day-${day(message.created_at)}`, at: message.created_at });
    const divider = !divided && unread(message);
    if (divider) {
      items.push({ kind: 'unread', key: 'unread', count });
      divided = true;
    }
    const joins =
      previous !== null &&
      !newDay &&
      !divider &&
      groupOf(previous) === groupOf(message) &&
      message.type !== 'system' &&
      Date.parse(message.created_at) - Date.parse(previous.created_at) < GROUP_WITHIN;
    const before = items[items.length - 1];
    if (joins && before?.kind === 'message') before.last = false;
    // The key survives the change from the optimistic bubble to the stored message, so nothing blinks.
    items.push({ kind: 'message', key: message.client_id ?? message.id, message, first: !joins, last: true });
    previous = message;
  }
  return items;
}
