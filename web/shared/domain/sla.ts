import type { Conversation } from '../api/types';

type Clock = NonNullable<Conversation['sla']>;

/** How a clock looks now: calm above 45 min, blue below, amber below 15, red when the time is over. */
export interface SlaLook {
  kind: 'paused' | 'due' | 'now' | 'late';
  tone: 'neutral' | 'info' | 'warn' | 'error';
  /** Whole minutes left, or late. */
  minutes: number;
  /** Near enough for a row of a list. */
  near: boolean;
}

const NEAR = 45;
const SOON = 15;

/**
 * What a badge shows of the clock of a conversation.
 *
 * @param now current time in milliseconds since the epoch
 */
export function slaLook({ due_at, state }: Clock, now: number): SlaLook {
  if (due_at === null) return { kind: 'paused', tone: 'neutral', minutes: 0, near: false };
  const left = (Date.parse(due_at) - now) / 60_000;
  if (state === 'missed' || left <= 0)
    return { kind: 'late', tone: 'error', minutes: Math.max(0, Math.floor(-left)), near: true };
  const minutes = Math.floor(left);
  if (minutes < 1) return { kind: 'now', tone: 'warn', minutes: 0, near: true };
  return { kind: 'due', tone: left < SOON ? 'warn' : left < NEAR ? 'info' : 'neutral', minutes, near: left < NEAR };
}
