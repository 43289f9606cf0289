import { call } from './client';
import type { Page, Schemas } from './types';

/** Tickets a conversation had: apart from the client, because only the contact's panel needs them. */

export type TicketOfConversation = Schemas['TicketOfConversationView'];
export type LinkedTicket = Schemas['LinkedTicketView'];
export type Clock = Schemas['ClockView'];
export type ListedTicket = Schemas['ListedTicketView'];

/** What a list of tickets is about; days are those of the company's time zone, `YYYY-MM-DD`. */
export interface TicketFilter {
  state: 'waiting' | 'in_service' | 'closed';
  sort: '-entered_at' | 'entered_at';
  queue_id?: string | undefined;
  assignee_id?: string | undefined;
  team_id?: string | undefined;
  unassigned?: boolean | undefined;
  priority?: 'low' | 'medium' | 'high' | undefined;
  protocol_prefix?: string | undefined;
  sla?: 'at_risk' | 'late' | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

export const tickets = {
  search: (filter: TicketFilter, cursor: string | null) =>
    call<Page<ListedTicket>>('GET', '/tickets', { query: { ...filter, cursor, limit: 25 } }),
  list: (conversationId: string, cursor: string | null) =>
    call<Page<TicketOfConversation>>('GET', `/conversations/${encodeURIComponent(conversationId)}/tickets`, {
      query: { cursor },
    }),
  /** What the contact said by telephone or in person. */
  rate: (protocol: string, body: Schemas['RatingBody']) =>
    call<Schemas['CsatView']>('POST', `/tickets/${encodeURIComponent(protocol)}/rating`, { body }),
};
