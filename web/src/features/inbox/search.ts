import type { ConversationFilters } from '@shared/api/types';

/** Filters of the inbox as they stand in the address; defaults are left out. */
export interface InboxSearch {
  view?: 'mine' | 'unassigned' | 'waiting' | 'all' | 'bot';
  status?: 'open' | 'snoozed' | 'closed' | 'any';
  channel?: string;
  queue?: string;
  /** Whose conversations. */
  agent?: string;
  label?: string;
  priority?: 'low' | 'medium' | 'high';
  unread?: true;
  /** Whose service level is at risk, or late. */
  sla?: 'at_risk' | 'late';
  q?: string;
  sort?: NonNullable<ConversationFilters['sort']>;
}

const among = <Value extends string>(value: unknown, allowed: readonly Value[]): Value | undefined =>
  allowed.includes(value as Value) ? (value as Value) : undefined;

const text = (value: unknown): string | undefined => {
  const words = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : '';
  return words === '' ? undefined : words;
};

/** Reads the address; what is unknown or wrong is dropped, never an error. */
export function parseInboxSearch(raw: Record<string, unknown>): InboxSearch {
  const search: InboxSearch = {};
  const put = <Key extends keyof InboxSearch>(key: Key, value: InboxSearch[Key] | undefined) => {
    if (value !== undefined) search[key] = value;
  };
  put('view', among(raw['view'], ['unassigned', 'waiting', 'all', 'bot']));
  put('status', among(raw['status'], ['snoozed', 'closed', 'any']));
  put('channel', text(raw['channel']));
  put('queue', text(raw['queue']));
  put('agent', text(raw['agent']));
  put('label', text(raw['label']));
  put('priority', among(raw['priority'], ['low', 'medium', 'high']));
  put('unread', raw['unread'] === true || raw['unread'] === 'true' ? true : undefined);
  put('sla', among(raw['sla'], ['at_risk', 'late']));
  put('q', text(raw['q']));
  put('sort', among(raw['sort'], ['last_activity_at', '-priority', 'waiting_since', 'sla_due_at']));
  return search;
}

/** The same filters as the API takes them. */
export function toFilters(search: InboxSearch): ConversationFilters {
  return {
    view: search.view ?? 'mine',
    status: search.status ?? 'open',
    ...(search.channel ? { channel_id: search.channel } : {}),
    ...(search.queue ? { queue_id: search.queue } : {}),
    ...(search.agent ? { assignee_id: search.agent } : {}),
    ...(search.label ? { label: search.label } : {}),
    ...(search.priority ? { priority: search.priority } : {}),
    ...(search.unread ? { unread: true } : {}),
    ...(search.sla ? { sla: search.sla } : {}),
    ...(search.q ? { q: search.q } : {}),
    ...(search.sort ? { sort: search.sort } : {}),
  };
}

/** Number of filters beyond the view, for the button that opens them. */
export const filterCount = (search: InboxSearch): number =>
  [
    search.status,
    search.channel,
    search.queue,
    search.agent,
    search.label,
    search.priority,
    search.unread,
    search.sla,
    search.sort,
  ].filter(Boolean).length;
