import { call, request } from './client';
import type { Page, Schemas } from './types';

/** Operations of the settings: apart from the client, because the inbox does not need them. */

export type OpenSession = Schemas['OpenSessionView'];
export type AuditRow = Schemas['AuditRowView'];
export type AuditState = Schemas['AuditStateView'];

export interface AuditFilter {
  actor_id?: string | undefined;
  action?: string | undefined;
  /** First moment, RFC 3339. */
  since?: string | undefined;
  /** First moment that is not included any more, RFC 3339. */
  until?: string | undefined;
}

const at = (path: string, id: string): string => `/${path}/${encodeURIComponent(id)}`;

export const sessions = {
  list: () => call<Page<OpenSession>>('GET', '/sessions', { query: { limit: 100 } }),
  remove: (id: string) => call<void>('DELETE', at('sessions', id)),
  removeOthers: () => call<void>('DELETE', '/sessions'),
};

export const changePassword = (body: { current_password: string; new_password: string }) =>
  call<void>('PUT', '/me/password', { body });

export const audit = {
  list: (filter: AuditFilter, cursor: string | null) =>
    call<Page<AuditRow>>('GET', '/audit', { query: { ...filter, cursor, limit: 50 } }),
  verify: () => call<AuditState>('GET', '/audit/verification'),
  /** One part of the export and where the next one begins. */
  export: async (filter: AuditFilter, cursor: string | null) => {
    const answer = await request('GET', '/audit/export', { query: { ...filter, cursor } });
    return { text: await answer.text(), next: answer.headers.get('x-next-cursor') };
  },
};

export type TwoFactor = Schemas['TwoFactorView'];
export type TwoFactorSetup = Schemas['TwoFactorSetupView'];

export const twoFactor = {
  read: () => call<TwoFactor>('GET', '/me/two-factor'),
  start: (password: string) => call<TwoFactorSetup>('POST', '/me/two-factor', { body: { password } }),
  confirm: (code: string) => call<{ recovery_codes: string[] }>('POST', '/me/two-factor/confirm', { body: { code } }),
  newCodes: (password: string) =>
    call<{ recovery_codes: string[] }>('POST', '/me/two-factor/recovery-codes', { body: { password } }),
  remove: (password: string) => call<void>('DELETE', '/me/two-factor', { body: { password } }),
};
