import { afterAll, expect, it } from 'vitest';
import { setTimeZone } from '@shared/format';
import { periodOf } from './incident';

afterAll(() => setTimeZone('America/Sao_Paulo'));

it('reads a period on the clock of the company, not of the device', () => {
  setTimeZone('America/Manaus');
  expect(periodOf('2026-11-20T08:30', '2026-11-21T00:00')).toEqual({
    from: '2026-11-20T12:30:00.000Z',
    until: '2026-11-21T04:00:00.000Z',
  });
});

it('says what is missing or the wrong way round', () => {
  expect(periodOf('', '2026-11-21T00:00')).toBe('missing');
  expect(periodOf('2026-11-21T00:00', '2026-11-21T00:00')).toBe('reversed');
});
