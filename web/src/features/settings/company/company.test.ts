import { describe, expect, it } from 'vitest';
import { changedFields, timeZones } from './company';

describe('company settings', () => {
  it('sends only what was changed, also when a value is taken away', () => {
    const saved = { name: 'Loja', locale: 'pt-BR', retention_days: 30, second_factor_required: false };
    expect(changedFields(saved, { ...saved, retention_days: null })).toEqual({ retention_days: null });
    expect(changedFields(saved, { ...saved })).toEqual({});
  });

  it('offers the time zone in use, also one that the browser does not list', () => {
    expect(timeZones('Etc/Invented')).toContain('Etc/Invented');
    expect(timeZones('America/Sao_Paulo').filter((zone) => zone === 'America/Sao_Paulo')).toHaveLength(1);
  });
});
