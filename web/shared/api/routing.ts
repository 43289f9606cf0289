import { call } from './client';
import type { Conversation, Page, Queue, Schemas } from './types';

/** What routing goes by, and what rings: apart from the client, because the first paint needs none of it. */

export type Skill = Schemas['SkillView'];
export type SkillInput = Schemas['SkillBody'];
export type Capacity = Schemas['CapacityView'];
export type CapacityInput = Schemas['CapacityBody'];
export type PriorityRule = Schemas['PriorityRuleView'];
export type PriorityRuleInput = Schemas['PriorityRuleBody'];
export type Offer = Schemas['OfferView'];
export type QueueInput = Schemas['QueueChangeBody'];
export type NewQueue = Schemas['QueueBody'];

const at = (path: string, id: string): string => `/${path}/${encodeURIComponent(id)}`;

export const queues = {
  create: (body: NewQueue) => call<Queue>('POST', '/queues', { body }),
  update: (id: string, body: QueueInput) => call<Queue>('PATCH', at('queues', id), { body }),
};

export const skills = {
  list: () => call<Page<Skill>>('GET', '/skills'),
  create: (body: SkillInput) => call<Skill>('POST', '/skills', { body }),
  update: (id: string, body: Partial<SkillInput>) => call<Skill>('PATCH', at('skills', id), { body }),
  remove: (id: string) => call<void>('DELETE', at('skills', id)),
};

export const capacity = {
  read: () => call<Capacity>('GET', '/capacity'),
  save: (body: CapacityInput) => call<Capacity>('PUT', '/capacity', { body }),
};

export const priorityRules = {
  list: () => call<Page<PriorityRule>>('GET', '/priority-rules'),
  create: (body: PriorityRuleInput) => call<PriorityRule>('POST', '/priority-rules', { body }),
  replace: (id: string, body: Schemas['PriorityRuleReplacementBody']) =>
    call<PriorityRule>('PUT', at('priority-rules', id), { body }),
  remove: (id: string) => call<void>('DELETE', at('priority-rules', id)),
};

export const offers = {
  list: () => call<Page<Offer>>('GET', '/me/offers'),
  accept: (id: string) => call<Conversation>('POST', `${at('conversations', id)}/offer/accept`),
  decline: (id: string, reason: string) =>
    call<void>('POST', `${at('conversations', id)}/offer/decline`, { body: { reason } }),
};
