import type { ListedTicket, TicketFilter } from '@shared/api/tickets';
import type { Conversation } from '@shared/api/types';

/** What the address of the screen says; words as people see them in it. */
export interface TicketSearch {
  state: TicketFilter['state'];
  whose?: 'mine' | 'unassigned';
  q?: string;
  queue?: string;
  agent?: string;
  team?: string;
  priority?: NonNullable<TicketFilter['priority']>;
  sla?: NonNullable<TicketFilter['sla']>;
  from?: string;
  to?: string;
  sort?: TicketFilter['sort'];
}

const STATES: readonly TicketFilter['state'][] = ['waiting', 'in_service', 'closed'];
const PROTOCOL = /^[0-9-]{1,40}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ID = /^[0-9a-f-]{36}$/;

/** Reads what an address asks for; what makes no sense is left out. */
export function parseTicketSearch(raw: Record<string, unknown>): TicketSearch {
  const one = <Value extends string>(name: string, allowed: readonly Value[]): Value | undefined =>
    allowed.find((value) => value === raw[name]);
  // A protocol of digits alone arrives as a number.
  const text = (name: string, form: RegExp): string | undefined => {
    const value = String(raw[name] ?? '');
    return form.test(value) ? value : undefined;
  };
  const found = {
    whose: one('whose', ['mine', 'unassigned'] as const),
    q: text('q', PROTOCOL),
    queue: text('queue', ID),
    agent: text('agent', ID),
    team: text('team', ID),
    priority: one('priority', ['low', 'medium', 'high'] as const),
    sla: one('sla', ['at_risk', 'late'] as const),
    from: text('from', DAY),
    to: text('to', DAY),
    sort: one('sort', ['-entered_at', 'entered_at'] as const),
  };
  const given = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  return { state: one('state', STATES) ?? 'waiting', ...given };
}

/** Who waits is served in the order they came; of what ended the newest matters most. */
export const orderOf = ({ state, sort }: TicketSearch): TicketFilter['sort'] =>
  sort ?? (state === 'waiting' ? 'entered_at' : '-entered_at');

/** The filter of the API. Whose it is comes before an agent or a team; only what is open has a clock that runs. */
export function toFilter(search: TicketSearch, me: string): TicketFilter {
  const own = search.whose === undefined;
  return {
    state: search.state,
    sort: orderOf(search),
    queue_id: search.queue,
    assignee_id: search.whose === 'mine' ? me : own ? search.agent : undefined,
    team_id: own ? search.team : undefined,
    unassigned: search.whose === 'unassigned' ? true : undefined,
    priority: search.priority,
    protocol_prefix: search.q,
    sla: search.state === 'closed' ? undefined : search.sla,
    since: search.from,
    until: search.to,
  };
}

/** Whether anything narrows the list besides the tab it is on. */
export const isNarrowed = ({ state: _state, sort: _sort, ...rest }: TicketSearch): boolean =>
  Object.values(rest).some((value) => value !== undefined);

/** The clock that ends first, in the form of a conversation's badge; those that stand still end last. */
export function nextClock({ clocks }: Pick<ListedTicket, 'clocks'>): NonNullable<Conversation['sla']> | null {
  const live = clocks.filter(({ state, ended_at }) => ended_at === null && state !== 'cancelled' && state !== 'met');
  const first = live.sort((one, other) => (one.due_at ?? '9').localeCompare(other.due_at ?? '9'))[0];
  if (!first || first.state === 'met' || first.state === 'cancelled') return null;
  return { target: first.target, state: first.state, due_at: first.due_at };
}
