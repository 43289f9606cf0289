import { call } from './client';
import type { Schemas } from './types';

/** What the company says by itself, and how patient it is. */
export type Service = Schemas['ServiceView'];
export type ServiceText = keyof Service['texts'];

export const service = {
  read: () => call<Service>('GET', '/service'),
  update: (body: Schemas['ServiceBody']) => call<Service>('PATCH', '/service', { body }),
};
