import type { AuditRow } from '@shared/api/administration';
import { dayStart } from '@shared/format';
import { t, type MessageKey } from '@shared/i18n';
import type { AuditSearch } from './search';

/** Actions with words of our own, in the order of the search; another one is shown by its code. */
export const ACTIONS = [
  'session.opened',
  'session.closed',
  'session.failed',
  'session.refused',
  'session.confirmed',
  'session.revoked',
  'sessions.revoked',
  'password.changed',
  'password.reset_asked',
  'password.reset',
  'second_factor.started',
  'second_factor.enabled',
  'second_factor.removed',
  'recovery_codes.replaced',
  'recovery_code.used',
  'profile.changed',
  'email.change_asked',
  'email.change_given_up',
  'email.changed',
  'identity.bound',
  'identity.unbound',
  'invite.sent',
  'invite.sent_again',
  'invite.revoked',
  'invite.accepted',
  'member.admitted',
  'member.changed',
  'member.removed',
  'team.created',
  'team.changed',
  'team.deleted',
  'role.created',
  'role.changed',
  'role.deleted',
  'token.created',
  'token.deleted',
  'account.created',
  'account.changed',
  'account.suspended',
  'account.resumed',
  'sign_in_provider.created',
  'sign_in_provider.changed',
  'sign_in_provider.deleted',
  'channel.created',
  'channel.changed',
  'queue.created',
  'queue.changed',
  'skill.created',
  'skill.changed',
  'skill.deleted',
  'capacity.changed',
  'priority_rule.created',
  'priority_rule.changed',
  'priority_rule.deleted',
  'calendar.created',
  'calendar.changed',
  'calendar.deleted',
  'sla_policy.created',
  'sla_policy.changed',
  'sla_policy.deleted',
  'follow_up_rule.created',
  'follow_up_rule.changed',
  'follow_up_rule.deleted',
  'closing.changed',
  'surveys.changed',
  'ticket.rated',
  'service.changed',
  'presence.forced',
  'export.requested',
  'export.made',
  'erasure.requested',
  'contact.erased',
  'consent.recorded',
  'request.recorded',
  'request.fulfilled',
  'request.refused',
  'request.lapsed',
  'export.opened',
  'retention.applied',
  'file.blocked',
  'incident_report.made',
  'secrets.rotated',
  'audit.exported',
] as const;

const KNOWN = new Set<string>(ACTIONS);

export const actionText = (action: string): string =>
  KNOWN.has(action) ? t(`audit.action.${action}` as MessageKey) : action;

/** Who did it: a person, somebody who could not sign in, or the system. */
export function actorText(row: AuditRow): string {
  if (row.actor.name) return row.actor.name;
  if (row.actor.type === 'anonymous') return t('audit.nobody');
  return t(row.actor.type === 'user' ? 'audit.formerPerson' : 'audit.system');
}

const word = (value: unknown): string =>
  value === null || value === undefined || value === ''
    ? '–'
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

/** What a row says was there before and after, and its other details, as lines of text. */
export function detailLines(details: Record<string, unknown>): { name: string; text: string }[] {
  const { before, after, ...rest } = details;
  const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  const changed =
    isRecord(before) && isRecord(after)
      ? [...new Set([...Object.keys(before), ...Object.keys(after)])].map((name) => ({
          name,
          text: `${word(before[name])} → ${word(after[name])}`,
        }))
      : [];
  return [...changed, ...Object.entries(rest).map(([name, value]) => ({ name, text: word(value) }))];
}

/** The filter of the API for what was chosen: whole days of the account's time zone. */
export const toFilter = (search: AuditSearch) => ({
  actor_id: search.actor,
  action: search.action,
  since: search.from ? dayStart(search.from) : undefined,
  until: search.to ? dayStart(search.to, 1) : undefined,
});

/** Parts of an export as one file: each part repeats the heading, which stays once. */
export const joinParts = (parts: readonly string[]): string =>
  parts.map((part, index) => (index === 0 ? part : part.slice(part.indexOf('\n') + 1))).join('');
