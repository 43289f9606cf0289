import { call } from './client';
import type { Page, Schemas } from './types';

/** Tickets a conversation had: apart from the client, because only the contact's panel needs them. */

export type TicketOfConversation = Schemas['TicketOfConversationView'];
export type Clock = Schemas['ClockView'];

export const tickets = {
  list: (conversationId: string, cursor: string | null) =>
    call<Page<TicketOfConversation>>('GET', `/conversations/${encodeURIComponent(conversationId)}/tickets`, {
      query: { cursor },
    }),
  /** What the contact said by telephone or in person. */
  rate: (protocol: string, body: Schemas['RatingBody']) =>
    call<Schemas['CsatView']>('POST', `/tickets/${encodeURIComponent(protocol)}/rating`, { body }),
};
