import { describe, expect, it } from 'vitest';
import { activateLocale } from '../i18n';
import {
  clockTime,
  dateTime,
  dayKey,
  dayLabel,
  dayStart,
  duration,
  fileSize,
  momentOf,
  money,
  recordingTime,
  relativeTime,
  roughDuration,
  setTimeZone,
} from './index';

// 20/11/2026 14:38 in São Paulo
const NOW = Date.UTC(2026, 10, 20, 17, 38);
const before = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

describe('times', () => {
  it.each([
    [0, 'agora'],
    [5, '5 min'],
    [125, '2 h'],
    [60 * 20, 'ontem'],
    [60 * 24 * 40, '11/10'],
    [60 * 24 * 400, '16/10/25'],
  ])('%i minutes ago is %s', (minutes, expected) => {
    expect(relativeTime(before(minutes), NOW)).toBe(expected);
  });

  it.each([
    [1, '1 min'],
    [59, '59 min'],
    [60, '1 h'],
    [1439, '24 h'],
    [1440, '1 d'],
    [4000, '3 d'],
  ])('%i minutes are about %s', (minutes, expected) => {
    expect(roughDuration(minutes)).toBe(expected);
  });

  it.each([
    // The zone's oldest offset is known to the second.
    ['0002-11-20T10:10', '0002-11-20T13:16'],
    ['9999-12-31T23:59', '+010000-01-01T02:59'],
    ['20266-11-20T10:10', '9999-11-20T13:10'],
  ])('a year that is still being typed is no accident: %s', (local, moment) => {
    expect(momentOf(local).startsWith(moment)).toBe(true);
    expect(dayStart(local.slice(0, -6), 1)).toContain('T03:');
  });

  it('uses the account time zone, and ignores a wrong one', () => {
    expect(clockTime(before(0))).toBe('14:38');
    expect(dateTime(before(0))).toBe('20/11/2026 14:38');
    setTimeZone('America/Manaus');
    expect(clockTime(before(0))).toBe('13:38');
    setTimeZone('Nowhere/Land');
    expect(clockTime(before(0))).toBe('13:38');
    setTimeZone('America/Sao_Paulo');
    expect(dayKey('2026-11-21T02:30:00Z')).toBe('2026-11-20');
  });

  it('names days', () => {
    expect(dayLabel(before(0), NOW)).toBe('Hoje');
    expect(dayLabel(before(60 * 20), NOW)).toBe('Ontem');
    expect(dayLabel(before(60 * 24 * 3), NOW)).toBe('Terça-feira');
    expect(dayLabel(before(60 * 24 * 20), NOW)).toBe('31 de outubro de 2026');
  });
});

describe('amounts', () => {
  it('follows the language', async () => {
    expect([
      duration(102_000),
      duration(7_500_000),
      duration(9_000),
      recordingTime(67),
      recordingTime(Number.POSITIVE_INFINITY),
    ]).toEqual(['1 min 42 s', '2 h 05 min', '9 s', '1:07', '0:00']);
    expect([fileSize(340_000), fileSize(1_240_000)]).toEqual(['340 KB', '1,2 MB']);
    expect([money(18990, 'BRL'), money(5, 'pontos')].map((text) => text.replace(/\u00a0/g, ' '))).toEqual([
      'R$ 18.990,00',
      'pontos 5,00',
    ]);
    await activateLocale('en');
    expect(fileSize(1_240_000)).toBe('1.2 MB');
    expect(relativeTime(before(0), NOW)).toBe('now');
    await activateLocale('pt-BR');
  });
});
