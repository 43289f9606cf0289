import { describe, expect, it, vi } from 'vitest';
import type { Calendar } from '@shared/api/calendars';
import type { ConnectionState } from '@shared/api/realtime';
import type { Live } from '@shared/api/supervision';
import type { ChannelCheck } from '@shared/api/types';
import { createStore } from '@/data/store';
import { channelVerdict, hoursVerdict, noChannel, routingVerdict, settled, socketVerdict } from './trials';

const checked = (ok: boolean, ...results: ('ok' | 'warning' | 'failed')[]) =>
  channelVerdict({
    ok,
    checks: results.map((result) => ({ name: 'token', result, message: `é ${result}` })),
  } as unknown as ChannelCheck);

describe('the live test', () => {
  it('says the worst of what the platform found, and never that all is well when it is not', () => {
    expect(checked(true, 'ok').result).toBe('ok');
    expect(checked(true, 'ok', 'warning')).toMatchObject({ result: 'warning', text: 'é warning' });
    expect(checked(false, 'warning', 'failed')).toMatchObject({ result: 'failed', text: 'é failed' });
    expect(checked(false).result).toBe('failed');
    expect(noChannel()).toMatchObject({ result: 'failed', place: '/configuracoes/canais' });
  });

  it('knows how news reaches this device', () => {
    const all = (['online', 'polling', 'connecting', 'offline', 'stopped'] as const).map(socketVerdict);
    expect(all.map((one) => one.result)).toEqual(['ok', 'warning', 'failed', 'failed', 'failed']);
  });

  it('waits for a connection that is being made, and not for ever', async () => {
    vi.useFakeTimers();
    const store = createStore<ConnectionState>('connecting');
    const found = settled(store);
    store.write('online');
    expect(await found).toBe('online');
    store.write('connecting');
    const late = settled(store);
    await vi.advanceTimersByTimeAsync(8_000);
    expect(await late).toBe('connecting');
    vi.useRealTimers();
  });

  it('looks for somebody free in every active queue', () => {
    const queue = (id: string, active = true) => ({ id, name: id, active });
    const agent = (state: string, load: number, ...queue_ids: string[]) => ({ state, load, agent_limit: 2, queue_ids });
    const verdict = (queues: unknown[], agents: unknown[]) =>
      routingVerdict({ queues, agents } as Pick<Live, 'queues' | 'agents'>);
    expect(verdict([queue('a'), queue('b', false)], [agent('online', 1, 'a')]).result).toBe('ok');
    expect(verdict([queue('a'), queue('b')], [agent('online', 1, 'a')])).toMatchObject({ result: 'warning' });
    expect(verdict([queue('a')], [agent('online', 2, 'a'), agent('pause', 0, 'a')]).result).toBe('failed');
    expect(verdict([queue('a', false)], [agent('online', 0, 'a')]).result).toBe('failed');
  });

  it('goes by the calendar of the company', () => {
    const calendar = (open: boolean, is_default = true) => ({ open, is_default, changes_at: null }) as Calendar;
    expect(hoursVerdict([calendar(false, false), calendar(true)]).result).toBe('ok');
    expect(hoursVerdict([calendar(false)]).result).toBe('warning');
    expect(hoursVerdict([calendar(true, false)]).place).toBe('/configuracoes/horarios');
  });
});
