import { call } from './client';
import type { Page, Schemas } from './types';

/** Operations about what is said later: apart from the client, because the first paint does not need them. */

export type Scheduled = Schemas['ScheduledView'];
export type ScheduleInput = Schemas['ScheduleBody'];
export type ScheduleChange = Schemas['ScheduleChangeBody'];
export type ScheduledState = Scheduled['state'];

const at = (id: string): string => `/scheduled-messages/${encodeURIComponent(id)}`;

export const scheduled = {
  list: (filter: { conversation_id?: string; state?: ScheduledState }, cursor: string | null) =>
    call<Page<Scheduled>>('GET', '/scheduled-messages', { query: { ...filter, cursor, limit: 50 } }),
  create: (body: ScheduleInput, idempotency: string) =>
    call<Scheduled>('POST', '/scheduled-messages', { body, headers: { 'idempotency-key': idempotency } }),
  update: (id: string, body: ScheduleChange) => call<Scheduled>('PATCH', at(id), { body }),
  send: (id: string) => call<Scheduled>('POST', `${at(id)}/send`),
  cancel: (id: string) => call<Scheduled>('POST', `${at(id)}/cancel`),
};

export type QueueWaiting = Schemas['WaitingView'];

export const queueWaiting = {
  read: (id: string) => call<QueueWaiting>('GET', `/queues/${encodeURIComponent(id)}/waiting`),
  update: (id: string, body: Schemas['WaitingBody']) =>
    call<QueueWaiting>('PATCH', `/queues/${encodeURIComponent(id)}/waiting`, { body }),
};

export type FollowUpRule = Schemas['FollowUpRuleView'];
export type FollowUpRuleInput = Schemas['FollowUpRuleBody'];
export type FollowUp = Schemas['FollowUpView'];

const rule = (id: string): string => `/follow-up-rules/${encodeURIComponent(id)}`;
const inConversation = (id: string): string => `/conversations/${encodeURIComponent(id)}/follow-up`;

export const followUps = {
  list: () => call<Page<FollowUpRule>>('GET', '/follow-up-rules'),
  create: (body: FollowUpRuleInput) => call<FollowUpRule>('POST', '/follow-up-rules', { body }),
  readRule: (id: string) => call<FollowUpRule>('GET', rule(id)),
  replace: (id: string, body: Schemas['FollowUpRuleReplacementBody']) => call<FollowUpRule>('PUT', rule(id), { body }),
  remove: (id: string) => call<void>('DELETE', rule(id)),
  read: (conversationId: string) => call<FollowUp>('GET', inConversation(conversationId)),
  turn: (conversationId: string, enabled: boolean) =>
    call<FollowUp>('PUT', inConversation(conversationId), { body: { enabled } }),
};
