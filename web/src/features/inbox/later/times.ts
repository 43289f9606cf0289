import { clockTime, dayKey, momentOf } from '@shared/format';

export interface QuickTime {
  key: 'later.hour' | 'later.tonight' | 'later.tomorrow' | 'later.monday';
  /** RFC 3339 in UTC. */
  at: string;
}

const DAY = 86_400_000;

/** What clocks in the account's zone show at a moment, as a field for date and time has it: YYYY-MM-DDTHH:MM. */
export const wallTime = (time: string | number): string => `${dayKey(time)}T${clockTime(new Date(time).toISOString())}`;

/** Usual moments to send something later, by the clocks of the account's zone. */
export function quickTimes(now: number): QuickTime[] {
  const clock = (day: number, time: string): string => momentOf(`${dayKey(day)}T${time}`);
  const tonight = clock(now, '18:00');
  const weekday = new Date(`${dayKey(now)}T12:00:00Z`).getUTCDay();
  const toMonday = (8 - weekday) % 7 || 7;
  const times: QuickTime[] = [
    { key: 'later.hour', at: new Date(Math.ceil(now / 60_000) * 60_000 + 3_600_000).toISOString() },
  ];
  if (Date.parse(tonight) > now + 1_800_000) times.push({ key: 'later.tonight', at: tonight });
  times.push({ key: 'later.tomorrow', at: clock(now + DAY, '09:00') });
  if (toMonday > 1) times.push({ key: 'later.monday', at: clock(now + toMonday * DAY, '09:00') });
  return times;
}
