import type { Conversation, ConversationFilters, Page } from '../api/types';
import { priorityLevel } from './priority';
import { slaLook } from './sla';

/** Cached pages of a conversation list. */
export interface ConversationPages {
  pages: Page<Conversation>[];
  pageParams: unknown[];
}

/**
 * Whether a conversation belongs in a list. A text search is not judged here (null): only the server knows all the text.
 *
 * @param viewer id of the signed-in user
 */
export function belongs(conversation: Conversation, filters: ConversationFilters, viewer: string): boolean | null {
  if (filters.status !== 'any' && conversation.status !== filters.status) return false;
  if (filters.view === 'mine' && conversation.assignee?.id !== viewer) return false;
  if (filters.view === 'unassigned' && conversation.assignee) return false;
  if (filters.view === 'bot' && conversation.session !== 'bot') return false;
  if (filters.view === 'waiting' && conversation.session !== 'waiting') return false;
  if (filters.channel_id && conversation.channel.id !== filters.channel_id) return false;
  if (filters.queue_id && conversation.queue?.id !== filters.queue_id) return false;
  if (filters.assignee_id && conversation.assignee?.id !== filters.assignee_id) return false;
  if (filters.label && !conversation.labels.includes(filters.label)) return false;
  if (filters.priority && priorityLevel(conversation.priority) !== filters.priority) return false;
  if (filters.unread && conversation.unread_count === 0) return false;
  // Sorted by the next deadline, a list holds what has one.
  if (filters.sort === 'sla_due_at' && !conversation.sla?.due_at) return false;
  if (filters.sla) {
    if (!conversation.sla?.due_at) return false;
    const late = slaLook(conversation.sla, Date.now()).kind === 'late';
    if (late !== (filters.sla === 'late')) return false;
    // Whether anybody was warned yet only the server knows.
    if (!late) return null;
  }
  return filters.q ? null : true;
}

type Comparison = (one: Conversation, other: Conversation) => number;

const byTime =
  (value: (conversation: Conversation) => string, direction: 1 | -1): Comparison =>
  (one, other) =>
    direction * (Date.parse(value(one)) - Date.parse(value(other)));

const FAR_FUTURE = '9999-12-31T00:00:00Z';

const ORDERS: Record<NonNullable<ConversationFilters['sort']>, Comparison> = {
  '-last_activity_at': byTime((one) => one.last_activity_at, -1),
  last_activity_at: byTime((one) => one.last_activity_at, 1),
  '-priority': (one, other) => other.priority - one.priority || byTime((each) => each.last_activity_at, -1)(one, other),
  waiting_since: byTime((one) => one.waiting_since ?? one.opened_at, 1),
  sla_due_at: byTime((one) => one.sla?.due_at ?? FAR_FUTURE, 1),
};

/**
 * Puts a newer version of a conversation into the cached pages of a list: moves it, inserts it or takes it out.
 * An older version than the cached one changes nothing.
 */
export function putConversation(
  data: ConversationPages,
  conversation: Conversation,
  filters: ConversationFilters,
  viewer: string,
): ConversationPages {
  const existing = data.pages.flatMap((page) => page.items).find((one) => one.id === conversation.id);
  if (existing && existing.version > conversation.version) return data;
  const belongsHere = belongs(conversation, filters, viewer);
  if (!existing && belongsHere !== true) return data;
  if (existing && belongsHere === null)
    return mapPages(data, (one) => (one.id === conversation.id ? conversation : one));

  const pages = existing ? removeConversation(data, conversation.id).pages : data.pages.slice();
  if (belongsHere) {
    const compare = ORDERS[filters.sort ?? '-last_activity_at'];
    insertInOrder(pages, conversation, compare);
  }
  return { ...data, pages };
}

/** Takes a conversation out of the cached pages. */
export function removeConversation(data: ConversationPages, id: string): ConversationPages {
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.filter((one) => one.id !== id) })) };
}

function insertInOrder(pages: Page<Conversation>[], conversation: Conversation, compare: Comparison): void {
  for (const [index, page] of pages.entries()) {
    const at = page.items.findIndex((one) => compare(conversation, one) < 0);
    const last = index === pages.length - 1;
    // After everything that is loaded, with more to load: the next page brings it.
    if (at < 0 && last && page.next_cursor) return;
    if (at < 0 && !last) continue;
    const items = page.items.slice();
    items.splice(at < 0 ? items.length : at, 0, conversation);
    pages[index] = { ...page, items };
    return;
  }
}

function mapPages(data: ConversationPages, change: (conversation: Conversation) => Conversation): ConversationPages {
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}

/** All loaded rows in order, each once. */
export function flattenConversations(data: ConversationPages | undefined): Conversation[] {
  const seen = new Set<string>();
  return (data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((conversation) => !seen.has(conversation.id) && Boolean(seen.add(conversation.id)));
}

/** Window in which free text is allowed; countdowns are shown in its last four hours. */
export const WINDOW_WARNING = 4 * 3_600_000;

/**
 * State of the reply window of a conversation.
 *
 * @param now current time in milliseconds since the epoch
 */
export function replyWindow(conversation: Conversation, now: number): { open: boolean; remaining: number | null } {
  // Only WhatsApp-like channels have a window; there a null means that the contact has not written yet.
  if (!['whatsapp', 'instagram', 'messenger'].includes(conversation.channel.type))
    return { open: true, remaining: null };
  if (!conversation.window_expires_at) return { open: false, remaining: 0 };
  const remaining = Date.parse(conversation.window_expires_at) - now;
  return { open: remaining > 0, remaining: Math.max(0, remaining) };
}
