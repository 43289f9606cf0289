import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  backoff,
  HEARTBEAT,
  parseFrame,
  placeFrame,
  PLANNED_RECONNECT,
  POLL_EVERY,
  RealtimeClient,
  type ConnectionState,
  type RealtimePorts,
  type SocketLike,
} from './realtime';
import type { EventPage, RealtimeEvent } from './types';

const event = (sequence: number): RealtimeEvent => ({
  sequence,
  type: 'new_message',
  conversation_id: 'c',
  occurred_at: '',
  data: {},
});
const frame = (after: number, until: number, sequences: number[]) =>
  JSON.stringify({ type: 'events', after, until, events: sequences.map(event) });

class FakeSocket implements SocketLike {
  readyState = 0;
  sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  send(data: string) {
    this.sent.push(data);
  }
  close() {
    this.readyState = 3;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
  }
  drop() {
    this.readyState = 3;
    this.onclose?.({ code: 1006 });
  }
}

function setup(cursor: number | null = 10) {
  const log: RealtimeEvent[] = [];
  const sockets: FakeSocket[] = [];
  const urls: string[] = [];
  const applied: number[] = [];
  const states: ConnectionState[] = [];
  const resets: number[] = [];
  const ephemeral: string[] = [];
  const options = { online: true, ticketFails: false, eventsFail: false, reset: false, idle: 7 };
  const ports: RealtimePorts = {
    ticket: () =>
      options.ticketFails ? Promise.reject(new Error('no')) : Promise.resolve({ ticket: 't 1', url: 'wss://x/ws' }),
    events: (after): Promise<EventPage> => {
      if (options.eventsFail) return Promise.reject(new Error('no'));
      const last = log[log.length - 1]?.sequence ?? cursor ?? 0;
      if (options.reset) return Promise.resolve({ items: [], next_cursor: null, last_sequence: last, reset: true });
      const items = log.filter((one) => one.sequence > (after ?? Number.POSITIVE_INFINITY)).slice(0, 2);
      const end = items[items.length - 1]?.sequence;
      return Promise.resolve({
        items,
        next_cursor: end !== undefined && end < last ? String(end) : null,
        last_sequence: last,
        reset: false,
      });
    },
    socket: (url) => {
      urls.push(url);
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    isOnline: () => options.online,
    idleSeconds: () => options.idle,
    random: () => 1,
    setTimer: (run, milliseconds) => setTimeout(run, milliseconds),
    clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    onEvents: (events) => applied.push(...events.map((one) => one.sequence)),
    onEphemeral: (message) => ephemeral.push(message.type),
    onReset: (at) => resets.push(at),
    onState: (state) => states.push(state),
  };
  const client = new RealtimeClient(ports, cursor);
  return {
    client,
    log,
    sockets,
    urls,
    applied,
    states,
    resets,
    ephemeral,
    options,
    last: () => sockets[sockets.length - 1] as FakeSocket,
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('frames', () => {
  it('are refused when they are not what they should be', () => {
    for (const text of [
      '',
      '{',
      '[]',
      '1',
      '{"type":"events"}',
      '{"type":"events","after":"1","until":2,"events":[]}',
      null,
    ])
      expect(parseFrame(text)).toBeNull();
    expect(parseFrame('{"type":"typing","conversation_id":"c","state":"on"}')).toMatchObject({
      ephemeral: { type: 'typing', data: { state: 'on' } },
    });
  });

  it('are applied once, skipped when old, and a gap is seen', () => {
    const make = (after: number, until: number, sequences: number[]) => ({
      after,
      until,
      events: sequences.map(event),
    });
    expect(placeFrame(10, make(10, 12, [11, 12]))).toMatchObject({ kind: 'apply', cursor: 12 });
    expect(placeFrame(11, make(10, 12, [11, 12]))).toMatchObject({ kind: 'apply', events: [{ sequence: 12 }] });
    expect(placeFrame(12, make(10, 12, [11, 12]))).toEqual({ kind: 'skip' });
    expect(placeFrame(10, make(13, 14, [14]))).toEqual({ kind: 'gap' });
    // Events in between that were not for these eyes still move the cursor.
    expect(placeFrame(10, make(10, 15, []))).toMatchObject({ kind: 'apply', cursor: 15, events: [] });
  });

  it('waits longer with each failure, with jitter', () => {
    expect([backoff(0, 1), backoff(1, 1), backoff(4, 1), backoff(20, 1), backoff(20, 0)]).toEqual([
      500, 1000, 8000, 30_000, 500,
    ]);
  });
});

describe('RealtimeClient', () => {
  it('reads the log before it counts as online, then follows the socket', async () => {
    const { client, log, last, applied, states, urls } = setup();
    log.push(event(11), event(12), event(13));
    client.start();
    await settle();
    expect(urls).toEqual(['wss://x/ws?ticket=t%201&idle_seconds=7']);
    last().open();
    last().onmessage?.({ data: frame(13, 14, [14]) });
    await settle();
    expect(applied).toEqual([11, 12, 13, 14]);
    expect(states[states.length - 1]).toBe('online');
  });

  it('loses nothing when the socket is cut while events happen', async () => {
    const { client, log, last, applied, sockets } = setup();
    client.start();
    await settle();
    last().open();
    await settle();
    last().onmessage?.({ data: frame(10, 11, [11]) });
    log.push(event(11));
    last().drop();
    for (let sequence = 12; sequence <= 61; sequence += 1) log.push(event(sequence));
    await vi.advanceTimersByTimeAsync(1000);
    expect(sockets).toHaveLength(2);
    last().open();
    await settle();
    expect(applied).toEqual(log.map((one) => one.sequence));
  });

  it('fills a gap from the log before it applies what came after', async () => {
    const { client, log, last, applied } = setup();
    client.start();
    await settle();
    last().open();
    await settle();
    log.push(event(11), event(12), event(13));
    last().onmessage?.({ data: frame(12, 13, [13]) });
    await settle();
    expect(applied).toEqual([11, 12, 13]);
  });

  it('notices by the heartbeat that a push got lost', async () => {
    const { client, log, last, applied } = setup();
    client.start();
    await settle();
    last().open();
    await settle();
    log.push(event(11));
    await vi.advanceTimersByTimeAsync(HEARTBEAT);
    expect(last().sent).toEqual(['{"action":"heartbeat","idle_seconds":7}']);
    last().onmessage?.({ data: '{"type":"heartbeat","last_sequence":11}' });
    await settle();
    expect(applied).toEqual([11]);
  });

  it('gives a sign of life at once when it is asked to, and says how long the device has been idle', async () => {
    const { client, last, options } = setup();
    client.start();
    await settle();
    client.sign();
    last().open();
    options.idle = 0;
    client.sign();
    expect(last().sent).toEqual(['{"action":"heartbeat","idle_seconds":0}']);
  });

  it('leaves a line that no longer answers', async () => {
    const { client, last, sockets } = setup();
    client.start();
    await settle();
    last().open();
    last().onmessage?.({ data: '{"type":"heartbeat","last_sequence":10}' });
    await vi.advanceTimersByTimeAsync(80_000);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it('polls after three failures and goes back to the socket when it can', async () => {
    const { client, log, options, applied, states, last } = setup();
    options.ticketFails = true;
    client.start();
    await vi.advanceTimersByTimeAsync(5000);
    expect(states).toContain('polling');
    log.push(event(11));
    await vi.advanceTimersByTimeAsync(POLL_EVERY);
    expect(applied).toEqual([11]);
    options.ticketFails = false;
    await vi.advanceTimersByTimeAsync(31_000);
    last().open();
    await settle();
    expect(states[states.length - 1]).toBe('online');
  });

  it('says that there is no connection when the server answers nothing at all', async () => {
    const { client, options, last, states } = setup(10);
    options.ticketFails = options.eventsFail = true;
    client.start();
    await vi.advanceTimersByTimeAsync(5000);
    expect(states[states.length - 1]).toBe('offline');
    options.eventsFail = false;
    await vi.advanceTimersByTimeAsync(POLL_EVERY);
    expect(states[states.length - 1]).toBe('polling');
    options.ticketFails = false;
    await vi.advanceTimersByTimeAsync(31_000);
    last().open();
    await settle();
    expect(states[states.length - 1]).toBe('online');
  });

  it('asks for everything anew when the log no longer reaches back', async () => {
    const { client, options, resets, last } = setup(10);
    options.reset = true;
    client.start();
    await settle();
    last().open();
    await settle();
    expect(resets).toEqual([10]);
  });

  it('starts where the log stands on a first visit, and loads again what was shown before', async () => {
    const { client, log, last, applied, resets } = setup(null);
    log.push(event(50));
    client.start();
    await settle();
    last().open();
    await settle();
    last().onmessage?.({ data: frame(50, 51, [51]) });
    await settle();
    expect(resets).toEqual([50]);
    expect(applied).toEqual([51]);
  });

  it('drops a socket whose resume failed instead of showing a hole', async () => {
    const { client, options, last, applied } = setup();
    client.start();
    await settle();
    options.eventsFail = true;
    last().open();
    last().onmessage?.({ data: frame(12, 13, [13]) });
    await settle();
    expect(applied).toEqual([]);
    expect(last().readyState).toBe(3);
  });

  it('reconnects before the gateway ends the connection', async () => {
    const { client, sockets, last } = setup();
    client.start();
    await settle();
    last().open();
    await vi.advanceTimersByTimeAsync(PLANNED_RECONNECT + 10);
    expect(sockets).toHaveLength(2);
  });

  it('says offline, and tries at once when nudged', async () => {
    const { client, options, states, sockets } = setup();
    options.online = false;
    client.start();
    await settle();
    expect(states).toEqual(['offline']);
    options.online = true;
    client.nudge();
    await settle();
    expect(sockets).toHaveLength(1);
    client.stop();
    expect(states[states.length - 1]).toBe('stopped');
  });

  it('passes on what is not in the log', async () => {
    const { client, last, ephemeral } = setup();
    client.start();
    await settle();
    last().open();
    last().onmessage?.({ data: '{"type":"typing","conversation_id":"c"}' });
    expect(ephemeral).toEqual(['typing']);
    expect(client.send({ action: 'view', conversation_id: 'c' })).toBe(true);
  });
});
