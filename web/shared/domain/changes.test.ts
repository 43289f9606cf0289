import { expect, it } from 'vitest';
import { changedFields } from './changes';

it('sends only what was changed, also when a value is taken away', () => {
  const saved = { name: 'Loja', locale: 'pt-BR', retention_days: 30, second_factor_required: false };
  expect(changedFields(saved, { ...saved, retention_days: null })).toEqual({ retention_days: null });
  expect(changedFields(saved, { ...saved })).toEqual({});
});

it('sees what is within a list', () => {
  const saved = { name: 'Suporte', member_ids: ['a', 'b'] };
  expect(changedFields(saved, { name: 'Suporte', member_ids: ['a', 'b'] })).toEqual({});
  expect(changedFields(saved, { name: 'Suporte', member_ids: ['a'] })).toEqual({ member_ids: ['a'] });
});
