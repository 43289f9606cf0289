import { describe, expect, it } from 'vitest';
import { groupsFor } from './sections';
import { closedPermissions, NEEDS_FULL_SIGHT, PERMISSION_GROUPS, permissionText, roleText } from './permissions';

const all = PERMISSION_GROUPS.flatMap((group) => group.permissions);

describe('permissions', () => {
  it('offers each once, in plain words', () => {
    expect(new Set(all).size).toBe(all.length);
    for (const permission of all) expect(permissionText(permission)).not.toBe(permission);
  });

  it('closes what oneself has not, and without sight of everything what decides about sight', () => {
    expect(closedPermissions(all, 'all')).toEqual(new Set());
    expect(closedPermissions(all, 'own')).toEqual(new Set(NEEDS_FULL_SIGHT));
    expect(closedPermissions(['contacts.read'], 'all').has('contacts.read')).toBe(false);
    expect(closedPermissions(['contacts.read'], 'all').size).toBe(all.length - 1);
  });

  it('names built-in roles in the language of the person, and others as they are called', () => {
    expect(roleText({ id: 'admin', name: 'admin' })).toBe('Administração');
    expect(roleText({ id: 'x', name: 'Leitura' })).toBe('Leitura');
  });

  it('hides the sections that somebody may not open', () => {
    const shown = (permissions: string[]) =>
      groupsFor(permissions).flatMap((group) => group.sections.map((one) => one.to));
    expect(shown([])).not.toContain('/configuracoes/auditoria');
    expect(shown(['audit.read'])).toContain('/configuracoes/auditoria');
  });
});
