import { duration } from '@shared/format';
import type { LiveAgent, LiveQueue, Sheet } from '@shared/api/supervision';

/** A wait beyond this is shown as a warning, beyond the other as an alarm; in seconds. */
const LONG = 120;
const TOO_LONG = 300;

/** How long ago a moment was, in words; a clock that is behind counts as no time. */
export const since = (iso: string, now: number): string => duration(Math.max(0, now - Date.parse(iso)));

/** How a wait that began at this moment is to be shown. */
export function waitTone(iso: string, now: number): 'neutral' | 'warn' | 'error' {
  const seconds = (now - Date.parse(iso)) / 1000;
  return seconds >= TOO_LONG ? 'error' : seconds >= LONG ? 'warn' : 'neutral';
}

/** Seconds in words; a dash where there is nothing to take a mean of. */
export const seconds = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : duration(Math.round(value) * 1000);

/** 7 h 05 min; what is no whole minute counts as none. */
export function hours(value: number): string {
  const minutes = Math.round(value / 60);
  const rest = String(minutes % 60).padStart(2, '0');
  return minutes >= 60 ? `${Math.floor(minutes / 60)} h ${rest} min` : `${minutes} min`;
}

const ORDER = { online: 0, busy: 1, pause: 2, offline: 3 } as const;

/** Who is there first, the busiest of them first; then by name, as they came. */
export const byState = (agents: readonly LiveAgent[]): LiveAgent[] =>
  [...agents].sort((one, other) => ORDER[one.state] - ORDER[other.state] || other.load - one.load);

/** The numbers above everything. */
export function totals(queues: readonly LiveQueue[], agents: readonly LiveAgent[]) {
  const sum = (read: (queue: LiveQueue) => number) => queues.reduce((all, queue) => all + read(queue), 0);
  const count = (state: LiveAgent['state']) => agents.filter((agent) => agent.state === state).length;
  const oldest = queues.flatMap((queue) => queue.oldest_entered_at ?? []).sort()[0] ?? null;
  return {
    waiting: sum((queue) => queue.waiting),
    atRisk: sum((queue) => queue.sla_at_risk),
    late: sum((queue) => queue.sla_late),
    inService: sum((queue) => queue.in_service),
    finished: sum((queue) => queue.finished_today),
    online: count('online'),
    busy: count('busy'),
    paused: count('pause'),
    oldest,
  };
}

/** What somebody did in the whole period, in seconds. */
export function sheetTotal(sheet: Sheet) {
  const sum = (read: (day: Sheet['days'][number]) => number) => sheet.days.reduce((all, day) => all + read(day), 0);
  return {
    online: sum((day) => day.online_seconds),
    busy: sum((day) => day.busy_seconds),
    pause: sum((day) => day.pause_seconds),
  };
}
