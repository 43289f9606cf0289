import { describe, expect, it } from 'vitest';
import type { Calendar } from '@shared/api/calendars';
import { bodyOf, draftOf, newDraft, nextHours, pastedDays } from './plan';

const calendar: Calendar = {
  id: 'c1',
  name: 'Comercial',
  is_default: true,
  time_zone: 'America/Sao_Paulo',
  week: [
    { weekday: 0, opens: '08:00', closes: '12:00' },
    { weekday: 0, opens: '13:00', closes: '18:00' },
    { weekday: 5, opens: '22:00', closes: '06:00' },
  ],
  days: [{ date: '2026-12-24', name: 'Véspera', hours: [{ opens: '08:00', closes: '12:00' }], every_year: true }],
  holidays: { country: 'BR', region: 'SP', optional: true, worked: ['Carnaval'] },
  closed_days: [],
  open: true,
  changes_at: null,
  used_by: [],
};

describe('a draft', () => {
  it('is sent as it was read', () => {
    const { name, is_default, time_zone, week, days, holidays } = calendar;
    expect(bodyOf(draftOf(calendar))).toEqual({ name, is_default, time_zone, week, days, holidays });
  });
  it('has no rule without a region, and the whole country with an empty one', () => {
    const draft = draftOf(calendar);
    expect(bodyOf({ ...draft, region: null }).holidays).toBeNull();
    expect(bodyOf({ ...draft, region: '' }).holidays).toMatchObject({ country: 'BR', region: null });
  });
  it('leaves out a day that has no date yet', () => {
    const empty = { date: '', name: 'x', hours: [], every_year: false };
    expect(bodyOf({ ...draftOf(calendar), days: [empty] }).days).toEqual([]);
  });
  it('begins with working days, or with all of them', () => {
    expect(newDraft('UTC', 'business', true).week.map((hours) => hours.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
    expect(bodyOf(newDraft('UTC', 'always', false)).week).toHaveLength(7);
  });
});

describe('one more row of hours', () => {
  it.each([
    [[], { opens: '08:00', closes: '18:00' }],
    [[{ opens: '08:00', closes: '12:00' }], { opens: '13:00', closes: '17:00' }],
    [[{ opens: '08:00', closes: '20:00' }], { opens: '21:00', closes: '23:00' }],
    [[{ opens: '08:00', closes: '24:00' }], { opens: '00:00', closes: '01:00' }],
    [[{ opens: '22:00', closes: '06:00' }], { opens: '00:00', closes: '01:00' }],
  ])('after %j is %j', (hours, expected) => {
    expect(nextHours(hours)).toEqual(expected);
  });
});

describe('a pasted list', () => {
  it('takes days with and without a year, and leaves out what is none', () => {
    const text = '25/01 Aniversário da cidade\n 9-7-2027: Feriado\n31/02 nunca\nlinha qualquer\n24.12';
    expect(pastedDays(text, 2026)).toEqual([
      { date: '2026-01-25', name: 'Aniversário da cidade', hours: [], every_year: true },
      { date: '2027-07-09', name: 'Feriado', hours: [], every_year: false },
      { date: '2026-12-24', name: '', hours: [], every_year: true },
    ]);
  });
});
