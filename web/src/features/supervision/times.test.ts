import { describe, expect, it } from 'vitest';
import type { LiveAgent, LiveQueue } from '@shared/api/supervision';
import { byState, hours, seconds, sheetTotal, since, totals, waitTone } from './times';

const NOW = Date.UTC(2026, 10, 21, 12);
const ago = (s: number) => new Date(NOW - s * 1000).toISOString();
const agent = (name: string, state: LiveAgent['state'], load = 0) => ({ name, state, load }) as LiveAgent;
const queue = (values: Partial<LiveQueue>) =>
  ({
    waiting: 0,
    in_service: 0,
    finished_today: 0,
    oldest_entered_at: null,
    sla_at_risk: 0,
    sla_late: 0,
    ...values,
  }) as LiveQueue;

describe('supervision', () => {
  it.each([
    [0, 'neutral'],
    [119, 'neutral'],
    [120, 'warn'],
    [299, 'warn'],
    [300, 'error'],
  ])('a wait of %i s is %s', (waited, tone) => {
    expect(waitTone(ago(waited), NOW)).toBe(tone);
  });

  it('says times in words', () => {
    expect([since(ago(42), NOW), since(ago(-5), NOW), seconds(null), seconds(61.2)]).toEqual([
      '42 s',
      '0 s',
      '–',
      '1 min 1 s',
    ]);
    expect([hours(59 * 60), hours(7 * 3600 + 5 * 60), hours(20)]).toEqual(['59 min', '7 h 05 min', '0 min']);
  });

  it('puts who is there first, the busiest of them first', () => {
    const agents = [
      agent('Ana', 'offline'),
      agent('Bia', 'online', 1),
      agent('Caio', 'pause'),
      agent('Dora', 'online', 4),
    ];
    expect(byState(agents).map(({ name }) => name)).toEqual(['Dora', 'Bia', 'Caio', 'Ana']);
  });

  it('adds up', () => {
    const queues = [
      queue({ waiting: 2, oldest_entered_at: ago(10), finished_today: 4 }),
      queue({ in_service: 3, waiting: 1, sla_at_risk: 2, sla_late: 1, oldest_entered_at: ago(90) }),
    ];
    expect(totals(queues, [agent('Ana', 'online'), agent('Bia', 'busy')])).toEqual({
      waiting: 3,
      atRisk: 2,
      late: 1,
      inService: 3,
      finished: 4,
      online: 1,
      busy: 1,
      paused: 0,
      oldest: ago(90),
    });
    const day = { online_seconds: 10, busy_seconds: 2, pause_seconds: 1, pauses: [] };
    expect(sheetTotal({ user_id: 'u', name: 'Ana', days: [day, day] as never })).toEqual({
      online: 20,
      busy: 4,
      pause: 2,
    });
  });
});
