import type { Permission, Role } from '@shared/api/administration';
import { t, type MessageKey } from '@shared/i18n';

/** Permissions as people think of them; each once. What everybody has (one's own profile) is not offered. */
export const PERMISSION_GROUPS: { label: MessageKey; permissions: Permission[] }[] = [
  {
    label: 'permissions.conversations',
    permissions: [
      'conversations.read',
      'conversations.reply',
      'conversations.assign',
      'conversations.manage',
      'labels.read',
      'labels.manage',
    ],
  },
  { label: 'permissions.contacts', permissions: ['contacts.read', 'contacts.write'] },
  {
    label: 'permissions.service',
    permissions: [
      'channels.read',
      'channels.manage',
      'queues.read',
      'queues.manage',
      'tickets.rate',
      'supervision.read',
      'supervision.act',
    ],
  },
  { label: 'permissions.people', permissions: ['users.read', 'users.manage', 'teams.manage', 'roles.manage'] },
  {
    label: 'permissions.company',
    permissions: ['account.read', 'account.manage', 'tokens.manage', 'audit.read', 'privacy.manage'],
  },
];

/** What decides who sees what: the server gives it only to a role that sees every conversation. */
export const NEEDS_FULL_SIGHT: readonly Permission[] = [
  'users.manage',
  'roles.manage',
  'teams.manage',
  'queues.manage',
  'supervision.read',
  'supervision.act',
  'channels.manage',
  'audit.read',
  'privacy.manage',
];

/** Which permissions cannot be chosen: what oneself does not have, and what needs sight of everything. */
export function closedPermissions(own: readonly Permission[], scope: Role['scope']): Set<Permission> {
  return new Set(
    PERMISSION_GROUPS.flatMap((group) => group.permissions).filter(
      (permission) => !own.includes(permission) || (scope !== 'all' && NEEDS_FULL_SIGHT.includes(permission)),
    ),
  );
}

/** A permission in plain words; one that is newer than this app by its name. */
export function permissionText(permission: Permission): string {
  const key = `permission.${permission}` as MessageKey;
  const text = t(key);
  return text === key ? permission : text;
}

const BUILT_IN = ['admin', 'supervisor', 'agent'];

/** Name of a role; the built-in ones in the person's language. */
export const roleText = (role: { id: string; name: string }): string =>
  BUILT_IN.includes(role.id) ? t(`role.${role.id}` as MessageKey) : role.name;
