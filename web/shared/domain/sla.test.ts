import { describe, expect, it } from 'vitest';
import { slaLook } from './sla';

const NOW = Date.UTC(2026, 10, 20, 12, 0);
const clock = (minutes: number | null, state: 'running' | 'paused' | 'missed' = 'running') => ({
  target: 'first_response' as const,
  state,
  due_at: minutes === null ? null : new Date(NOW + minutes * 60_000).toISOString(),
});

describe('the look of a clock', () => {
  it.each([
    [clock(180), 'due', 'neutral', 180, false],
    [clock(45), 'due', 'neutral', 45, false],
    [clock(44.5), 'due', 'info', 44, true],
    [clock(15), 'due', 'info', 15, true],
    [clock(14.9), 'due', 'warn', 14, true],
    [clock(0.5), 'now', 'warn', 0, true],
    [clock(0), 'late', 'error', 0, true],
    [clock(-7.5), 'late', 'error', 7, true],
    [clock(0.5, 'missed'), 'late', 'error', 0, true],
    [clock(null, 'paused'), 'paused', 'neutral', 0, false],
  ] as const)('%o', (sla, kind, tone, minutes, near) => {
    expect(slaLook(sla, NOW)).toEqual({ kind, tone, minutes, near });
  });
});
