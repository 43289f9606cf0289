import { call, request } from './client';
import type { Challenge, Page, Schemas, Session, User } from './types';

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

export type OwnAddress = Schemas['OwnAddressView'];

/** One's own e-mail: a new one counts once the link that was sent to it is opened. */
export const ownAddress = {
  read: () => call<OwnAddress>('GET', '/me/email'),
  ask: (email: string, password: string) => call<OwnAddress>('POST', '/me/email', { body: { email, password } }),
  giveUp: () => call<void>('DELETE', '/me/email'),
  confirm: (token: string) => call<Session>('POST', '/me/email/confirm', { body: { token } }),
};

export const audit = {
  list: (filter: AuditFilter, cursor: string | null) =>
    call<Page<AuditRow>>('GET', '/audit', { query: { ...filter, cursor, limit: 50 } }),
  verify: () => call<AuditState>('GET', '/audit/verification'),
  /** One part of the export, where the next one begins, and what stands for the password then. */
  export: async (filter: AuditFilter, cursor: string | null, password: string) => {
    const answer = await request('POST', '/audit/export', { query: { ...filter, cursor }, body: { password } });
    return {
      text: await answer.text(),
      next: answer.headers.get('x-next-cursor'),
      proof: answer.headers.get('x-next-proof'),
    };
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

export type Permission = Session['permissions'][number];
export type Role = Schemas['RoleView'];
export type RoleInput = Schemas['RoleBody'];
export type Team = Schemas['TeamView'];
export type Invite = Schemas['InviteView'];
export type Token = Schemas['TokenView'];
export type NewToken = Schemas['NewTokenView'];
export type Company = Schemas['CompanyView'];
export type Workplace = Schemas['WorkplaceView'];
export type CompanyChange = Schemas['CompanyBody'];
export type Person = User;

/** Every page of a list that is short by its nature. */
async function everything<Item>(path: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null | undefined = null;
  do {
    const page: Page<Item> = await call<Page<Item>>('GET', path, { query: { limit: 100, cursor } });
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return items;
}

export const people = {
  list: () => everything<Person>('/users'),
  /** @param body `password`: one's own, with role or access */
  update: (id: string, body: { role?: string; active?: boolean; capacity?: number | null; password?: string }) =>
    call<Person>('PATCH', at('users', id), { body }),
  remove: (id: string, password: string) => call<void>('DELETE', at('users', id), { body: { password } }),
  endSessions: (id: string) => call<void>('DELETE', `${at('users', id)}/sessions`),
  removeTwoFactor: (id: string, password: string) =>
    call<void>('DELETE', `${at('users', id)}/two-factor`, { body: { password } }),
};

export const invites = {
  list: () => everything<Invite>('/invites'),
  /** @param body `password`: one's own, for any role but agent */
  create: (body: { email: string; role: string; team_ids?: string[]; password?: string }) =>
    call<Invite>('POST', '/invites', { body }),
  resend: (id: string) => call<Invite>('POST', `${at('invites', id)}/resend`),
  remove: (id: string) => call<void>('DELETE', at('invites', id)),
};

export const roles = {
  list: () => everything<Role>('/roles'),
  create: (body: RoleInput) => call<Role>('POST', '/roles', { body }),
  update: (id: string, body: Partial<RoleInput>) => call<Role>('PATCH', at('roles', id), { body }),
  remove: (id: string, password: string) => call<void>('DELETE', at('roles', id), { body: { password } }),
};

export const teams = {
  list: () => everything<Team>('/teams'),
  create: (body: { name: string; member_ids: string[] }) => call<Team>('POST', '/teams', { body }),
  update: (id: string, body: { name?: string; member_ids?: string[] }) =>
    call<Team>('PATCH', at('teams', id), { body }),
  remove: (id: string) => call<void>('DELETE', at('teams', id)),
};

export const tokens = {
  list: () => everything<Token>('/tokens'),
  create: (body: { name: string; permissions: Permission[]; expires_at: string | null; password: string }) =>
    call<NewToken>('POST', '/tokens', { body }),
  remove: (id: string, password: string) => call<void>('DELETE', at('tokens', id), { body: { password } }),
};

export const workplaces = () => call<Page<Workplace>>('GET', '/me/accounts');

export type ChecklistStep = Schemas['StepView'];

export type { Closing } from './types';
export type ClosingField = Schemas['ClosingView']['required'][number];

export const closing = {
  save: (body: Schemas['ClosingBody']) => call<Schemas['ClosingView']>('PUT', '/closing', { body }),
};

export const company = {
  checklist: () => call<Page<ChecklistStep>>('GET', '/account/checklist'),
  read: () => call<Company>('GET', '/account'),
  update: (body: CompanyChange) => call<Company>('PATCH', '/account', { body }),
};

export type Invitation = Schemas['InvitationView'];

export type CompanyUsage = Schemas['CompanyUsageView'];
export type NewCompany = Schemas['NewCompanyBody'];

/** For whoever runs the installation. */
export const operator = {
  list: (filter: { q?: string; status?: CompanyUsage['status'] }, cursor: string | null) =>
    call<Page<CompanyUsage>>('GET', '/operator/companies', { query: { ...filter, cursor, limit: 25 } }),
  create: (body: Omit<NewCompany, 'time_zone'>) => call<CompanyUsage>('POST', '/operator/companies', { body }),
  setStatus: (id: string, body: Schemas['CompanyStatusBody']) =>
    call<CompanyUsage>('PUT', `${at('operator/companies', id)}/status`, { body }),
};

export type SignUp = Schemas['SignUpBody'];

/** Companies that open themselves; nobody is signed in. */
export const signUps = {
  read: () => call<{ open: boolean }>('GET', '/sign-ups'),
  ask: (body: SignUp) => call<void>('POST', '/sign-ups', { body }),
};

/** What links in our mail open; nobody is signed in. */
export const links = {
  askReset: (email: string) => call<void>('POST', '/password-resets', { body: { email } }),
  reset: (body: { token: string; password: string }) => call<void>('POST', '/password-resets/confirm', { body }),
  invitation: (token: string) => call<Invitation>('POST', '/invites/lookup', { body: { token } }),
  accept: (body: { token: string; name?: string; password: string }) =>
    call<Session | { second_factor: Challenge }>('POST', '/invites/accept', { body }),
};

export type Consent = Schemas['ConsentView'];
export type PrivacyJob = Schemas['JobView'];
export type IncidentReport = Schemas['IncidentReportView'];
export type SubjectRequest = Schemas['SubjectRequestView'];

export const privacy = {
  consents: (contactId: string) => everything<Consent>(`${at('contacts', contactId)}/consents`),
  consent: (contactId: string, body: { purpose: Consent['purpose']; granted: boolean; source: string }) =>
    call<Consent>('POST', `${at('contacts', contactId)}/consents`, { body }),
  export: (contactId: string, password: string) =>
    call<unknown>('POST', `${at('contacts', contactId)}/export`, { body: { password } }),
  erase: (contactId: string, body: { password: string; reason: string }) =>
    call<unknown>('POST', `${at('contacts', contactId)}/erase`, { body }),
  requestsOf: (contactId: string) => everything<SubjectRequest>(`${at('contacts', contactId)}/subject-requests`),
  request: (contactId: string, body: { kind: SubjectRequest['kind']; note?: string }) =>
    call<SubjectRequest>('POST', `${at('contacts', contactId)}/subject-requests`, { body }),
  requests: (state: 'open' | 'closed') =>
    call<Page<SubjectRequest>>('GET', '/privacy/requests', { query: { state, limit: 100 } }),
  fulfil: (id: string) => call<SubjectRequest>('POST', `${at('privacy/requests', id)}/fulfil`),
  refuse: (id: string, reason: string) =>
    call<SubjectRequest>('POST', `${at('privacy/requests', id)}/refuse`, { body: { reason } }),
  exports: () => call<Page<PrivacyJob>>('GET', '/privacy/exports', { query: { limit: 100 } }),
  erasures: () => call<Page<PrivacyJob>>('GET', '/privacy/erasures', { query: { limit: 100 } }),
  /** `until` is not included; both RFC 3339. */
  incident: (body: { from: string; until: string; password: string }) =>
    call<IncidentReport>('POST', '/privacy/incident-report', { body }),
  /** With an address that works for a few minutes. */
  open: (id: string, password: string) =>
    call<Schemas['ExportView']>('POST', `${at('privacy/exports', id)}/open`, { body: { password } }),
};

export const avatar = {
  set: (media_id: string) => call<Session>('PUT', '/me/avatar', { body: { media_id } }),
  remove: () => call<Session>('DELETE', '/me/avatar'),
};

export type SlaPolicy = Schemas['PolicyView'];
export type SlaPolicyInput = Schemas['PolicyBody'];
export type SlaStep = SlaPolicy['steps'][number];

export const slaPolicies = {
  list: () => call<Page<SlaPolicy>>('GET', '/sla/policies'),
  read: (id: string) => call<SlaPolicy>('GET', at('sla/policies', id)),
  create: (body: SlaPolicyInput) => call<SlaPolicy>('POST', '/sla/policies', { body }),
  replace: (id: string, body: Schemas['PolicyReplacementBody']) =>
    call<SlaPolicy>('PUT', at('sla/policies', id), { body }),
  remove: (id: string) => call<void>('DELETE', at('sla/policies', id)),
};
