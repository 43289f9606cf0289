import { afterAll, beforeAll, expect, it } from 'vitest';
import { setTimeZone } from '@shared/format';
import { loadTexts } from '@shared/i18n';
import { periodOf, periodProblems } from './incident';

beforeAll(() => loadTexts('settings'));
afterAll(() => setTimeZone('America/Sao_Paulo'));

it('reads a period on the clock of the company, not of the device', () => {
  setTimeZone('America/Manaus');
  expect(periodOf('2026-11-20T08:30', '2026-11-21T00:00')).toEqual({
    from: '2026-11-20T12:30:00.000Z',
    until: '2026-11-21T04:00:00.000Z',
  });
});

it('says what is missing or the wrong way round, all at once and each beside its field', () => {
  expect(periodProblems('', '', '')).toEqual({
    from: 'Informe quando o período começa.',
    until: 'Informe quando o período termina.',
    password: 'Escreva a sua senha.',
  });
  const [earlier, later] = ['2026-11-20T00:00', '2026-11-21T00:00'];
  expect(periodProblems(later, earlier, 'x')).toEqual({ until: 'O fim precisa vir depois do começo.' });
  expect(periodProblems(later, later, 'x')).toEqual({ until: 'O fim precisa vir depois do começo.' });
  expect(periodProblems(later, '9999-12-31T23:59', 'x')).toEqual({});
  expect(periodProblems(earlier, later, 'x')).toEqual({});
});
