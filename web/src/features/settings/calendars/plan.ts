import type { Calendar, CalendarInput } from '@shared/api/calendars';
import { clockTime, dateTime, dayKey } from '@shared/format';
import { t } from '@shared/i18n';

export interface Hours {
  opens: string;
  closes: string;
}
export interface SpecialDay {
  date: string;
  name: string;
  hours: Hours[];
  every_year: boolean;
}

/** What the dialog edits: hours by weekday (0 is Monday), so that rows can be added and copied. */
export interface Draft {
  name: string;
  is_default: boolean;
  time_zone: string;
  week: Hours[][];
  days: SpecialDay[];
  /** null: no holidays; '' is the whole country. */
  region: string | null;
  optional: boolean;
  worked: string[];
}

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
const BUSINESS: Hours = { opens: '08:00', closes: '18:00' };

/** The states of Brazil, and its largest city, as the server knows them. */
export const REGIONS = [
  ...['AC', 'AL', 'AM', 'AP', 'BA', 'CE', 'DF', 'ES', 'GO', 'MA', 'MG', 'MS', 'MT', 'PA'],
  ...['PB', 'PE', 'PI', 'PR', 'RJ', 'RN', 'RO', 'RR', 'RS', 'SC', 'SE', 'SP', 'São Paulo Capital', 'TO'],
];

/** A calendar to begin with: Monday to Friday from eight to six, or the whole day every day. */
export const newDraft = (time_zone: string, kind: 'business' | 'always', is_default: boolean): Draft => ({
  name: t(kind === 'business' ? 'hours.businessName' : 'hours.alwaysName'),
  is_default,
  time_zone,
  week: WEEKDAYS.map((day) => (kind === 'always' ? [{ opens: '00:00', closes: '24:00' }] : day < 5 ? [BUSINESS] : [])),
  days: [],
  region: kind === 'business' ? '' : null,
  optional: false,
  worked: [],
});

export const draftOf = (calendar: Calendar): Draft => ({
  name: calendar.name,
  is_default: calendar.is_default,
  time_zone: calendar.time_zone,
  week: WEEKDAYS.map((day) =>
    calendar.week.filter((one) => one.weekday === day).map(({ opens, closes }) => ({ opens, closes })),
  ),
  days: calendar.days,
  region: calendar.holidays ? (calendar.holidays.region ?? '') : null,
  optional: calendar.holidays?.optional ?? false,
  worked: calendar.holidays?.worked ?? [],
});

/** What is sent; days without a date yet are left out. */
export const bodyOf = (draft: Draft): CalendarInput => ({
  name: draft.name.trim(),
  is_default: draft.is_default,
  time_zone: draft.time_zone,
  week: draft.week.flatMap((hours, weekday) => hours.map((one) => ({ weekday, ...one }))),
  days: draft.days.filter((day) => day.date),
  holidays:
    draft.region === null
      ? null
      : { country: 'BR', region: draft.region || null, optional: draft.optional, worked: draft.worked },
});

/** Hours for one more row of a day: after what is there, never beyond midnight. */
export function nextHours(hours: readonly Hours[]): Hours {
  const last = hours.at(-1);
  if (!last) return BUSINESS;
  const hour = Number(last.closes.slice(0, 2)) + 1;
  return hour > 22 || last.closes <= last.opens
    ? { opens: '00:00', closes: '01:00' }
    : { opens: `${String(hour).padStart(2, '0')}:00`, closes: `${String(Math.min(hour + 4, 23)).padStart(2, '0')}:00` };
}

/** A list of days as people have it: "25/01 Aniversário da cidade", one in a line, with or without a year. */
export function pastedDays(text: string, year: number): SpecialDay[] {
  return text.split('\n').flatMap((line) => {
    const found = /^\s*(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?\s*[-–:;,]?\s*(.*)$/.exec(line);
    if (!found) return [];
    const [, day = '', month = '', given, name = ''] = found;
    const date = `${given ?? String(year)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const real = new Date(`${date}T12:00:00Z`);
    if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== date) return [];
    return [{ date, name: name.trim().slice(0, 200), hours: [], every_year: given === undefined }];
  });
}

/** "Aberto agora · fecha às 18:00". */
export function standing({ open, changes_at }: { open: boolean; changes_at: string | null }): string {
  if (!changes_at) return t(open ? 'hours.open' : 'hours.closed');
  const today = dayKey(changes_at) === dayKey(Date.now());
  const when = today ? clockTime(changes_at) : dateTime(changes_at);
  if (today) return t(open ? 'hours.openUntil' : 'hours.closedUntil', { time: when });
  return t(open ? 'hours.openUntilDay' : 'hours.closedUntilDay', { time: when });
}
