import { currentLocale, t } from '../i18n';

let timeZone: string | undefined = 'America/Sao_Paulo';

/** Sets the account's time zone (IANA name); an unknown one is ignored. */
export function setTimeZone(zone: string | null | undefined): void {
  if (!zone) return;
  try {
    new Intl.DateTimeFormat('pt-BR', { timeZone: zone });
    timeZone = zone;
  } catch {
    // Keep the previous zone: a wrong name in the account must not break every date.
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${currentLocale()}|${timeZone}|${JSON.stringify(options)}`;
  let formatter = formatters.get(id);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(currentLocale(), { ...options, timeZone });
    formatters.set(id, formatter);
  }
  return formatter;
}

/** 14:38 */
export const clockTime = (iso: string): string =>
  dateFormat({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(iso));

/** 20/11/2026 14:38 */
export const dateTime = (iso: string): string =>
  dateFormat({
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(new Date(iso))
    .replace(',', '');

/** 20/11/2026 */
export const shortDate = (iso: string): string =>
  dateFormat({ day: '2-digit', month: '2-digit', year: 'numeric' }).format(new Date(iso));

/** Calendar day in the account's zone, as YYYY-MM-DD, for grouping. */
export function dayKey(time: string | number): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(new Date(time));
}

const fourDigits = (local: string): string => local.replace(/^\d{5,}/, '9999');

/**
 * First moment of a calendar day in the account's zone, RFC 3339 in UTC.
 *
 * @param day YYYY-MM-DD
 * @param offset days to add: 1 is the first moment that does not belong to the day any more
 */
export const dayStart = (day: string, offset = 0): string =>
  momentOf(new Date(Date.parse(`${fourDigits(day)}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 16));

/**
 * A moment of the account's clock, RFC 3339 in UTC.
 *
 * @param local YYYY-MM-DDTHH:MM, as a field for date and time has it: also in the year 2 of who has typed one digit so far,
 *   and in a year of five digits, which is as good as the last of four
 */
export function momentOf(local: string): string {
  const wanted = Date.parse(`${fourDigits(local)}:00Z`);
  const wall = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  let guess = wanted;
  // Twice: the zone's offset at the guess may differ from the one at the answer.
  for (let round = 0; round < 2; round += 1) {
    const part = Object.fromEntries(wall.formatToParts(new Date(guess)).map(({ type, value }) => [type, value]));
    const year = part.year?.padStart(6, '0');
    const shown = Date.parse(`+${year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`);
    guess += wanted - shown;
  }
  return new Date(guess).toISOString();
}

/** Heading of a day in a thread: Hoje, Ontem, weekday within a week, else the date. */
export function dayLabel(iso: string, now: number): string {
  const day = dayKey(iso);
  if (day === dayKey(now)) return t('time.today');
  if (day === dayKey(now - 86_400_000)) return t('time.yesterday');
  const age = now - Date.parse(iso);
  if (age > 0 && age < 6 * 86_400_000) return capitalise(dateFormat({ weekday: 'long' }).format(new Date(iso)));
  return dateFormat({ day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(iso));
}

const capitalise = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/**
 * Time of a list row: agora, 5 min, 2 h, ontem, then the date.
 *
 * @param now current time in milliseconds since the epoch
 */
export function relativeTime(iso: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000);
  if (minutes < 1) return t('time.now');
  if (minutes < 60) return t('time.minutes', { count: minutes });
  if (dayKey(iso) === dayKey(now)) return t('time.hours', { count: Math.floor(minutes / 60) });
  if (dayKey(iso) === dayKey(now - 86_400_000)) return t('time.yesterdayShort');
  const date = new Date(iso);
  const sameYear = dayKey(iso).slice(0, 4) === dayKey(now).slice(0, 4);
  return dateFormat(
    sameYear ? { day: '2-digit', month: '2-digit' } : { day: '2-digit', month: '2-digit', year: '2-digit' },
  ).format(date);
}

/** 1 min 42 s, 3 h 05 min, from milliseconds. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, '0')} min`;
  if (minutes > 0) return seconds % 60 > 0 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  return `${seconds} s`;
}

/** 42 min, 3 h, 2 d: one number, for where there is no room for two. */
export function roughDuration(minutes: number): string {
  if (minutes < 60) return t('time.minutes', { count: minutes });
  if (minutes < 1440) return t('time.hours', { count: Math.round(minutes / 60) });
  return t('time.days', { count: Math.round(minutes / 1440) });
}

/** Position in a recording, 0:07 or 12:30, from seconds. */
export function recordingTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** 340 KB, 1,2 MB */
export function fileSize(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), 'KB'] : [bytes / 1_000_000, 'MB'];
  return `${new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: 1 }).format(value as number)} ${unit}`;
}

/** R$ 1.234,56; a currency that is no ISO code stands before the number as it is. */
export function money(amount: number, currency: string): string {
  try {
    return new Intl.NumberFormat(currentLocale(), { style: 'currency', currency }).format(amount);
  } catch {
    return `${currency} ${new Intl.NumberFormat(currentLocale(), { minimumFractionDigits: 2 }).format(amount)}`.trim();
  }
}

export { formatPhone, normalisePhone } from '../domain/phone';
