import { call, request } from './client';
import type { Page, PresenceState, Schemas } from './types';

/** Operations of the supervision screen: apart from the client, because the inbox does not need them. */

export type Live = Schemas['LiveView'];
export type LiveQueue = Schemas['LiveQueueView'];
export type LiveAgent = Schemas['LiveAgentView'];
export type Sheet = Schemas['SheetView'];

/** Days of the account's zone, YYYY-MM-DD, both included. */
export interface Period {
  since: string;
  until: string;
}

export const supervision = {
  live: () => call<Live>('GET', '/supervision/live'),
  force: (id: string, body: { state: PresenceState; reason?: string }) =>
    call<unknown>('PUT', `/supervision/agents/${encodeURIComponent(id)}/presence`, { body }),
  sheets: ({ since, until }: Period, cursor: string | null) =>
    call<Page<Sheet>>('GET', '/supervision/time-sheets', { query: { since, until, cursor, limit: 50 } }),
  exportSheets: async ({ since, until }: Period, password: string) =>
    (await request('POST', '/supervision/time-sheets/export', { query: { since, until }, body: { password } })).text(),
};
