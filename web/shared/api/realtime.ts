import * as z from 'zod/mini';
import type { EventPage, RealtimeEvent } from './types';

const eventSchema = z.object({
  sequence: z.number(),
  type: z.string(),
  conversation_id: z.nullish(z.string()),
  occurred_at: z.nullish(z.string()),
  data: z.nullish(z.record(z.string(), z.unknown())),
});

const frameSchema = z.object({
  type: z.literal('events'),
  after: z.number(),
  until: z.number(),
  events: z.array(eventSchema),
});

const ephemeralSchema = z.object({
  type: z.string(),
  conversation_id: z.nullish(z.string()),
});

export interface Frame {
  after: number;
  until: number;
  events: RealtimeEvent[];
}

/** A frame outside the log (typing, viewing, error): shown while it lasts, never repeated. */
export interface Ephemeral {
  type: string;
  conversation_id: string | null;
  /** The whole frame. */
  data: Record<string, unknown>;
}

export type ConnectionState = 'connecting' | 'online' | 'polling' | 'offline' | 'stopped';

/** The part of WebSocket that is used, so that tests can bring their own. */
export interface SocketLike {
  readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: (() => void) | null;
}

export interface RealtimePorts {
  ticket(): Promise<{ ticket: string; url: string }>;
  /** One page of the event log after a sequence; without one, only where the log stands. */
  events(after?: number): Promise<EventPage>;
  socket(url: string): SocketLike;
  isOnline(): boolean;
  /** Since somebody touched this device. */
  idleSeconds(): number;
  random(): number;
  setTimer(run: () => void, milliseconds: number): unknown;
  clearTimer(timer: unknown): void;
  /** Events in order, each exactly once. */
  onEvents(events: RealtimeEvent[], cursor: number): void;
  onEphemeral(message: Ephemeral): void;
  /** The log does not reach back to our cursor, or we have none yet: everything shown must be loaded again. */
  onReset(cursor: number): void;
  onState(state: ConnectionState): void;
}

/** API Gateway closes after 10 minutes of silence; agents count as away after 90 s without a sign of life. */
export const HEARTBEAT = 30_000;
/** API Gateway ends a connection at 2 h; we leave before, at a moment of our choice. */
export const PLANNED_RECONNECT = 110 * 60_000;
export const POLL_EVERY = 15_000;
const BACKOFF_FIRST = 500;
const BACKOFF_LONGEST = 30_000;
const FAILURES_BEFORE_POLLING = 3;
/** A heartbeat without any answer for this long means a dead line, in milliseconds. */
const SILENCE = 75_000;

/** Parses a socket message into an event frame, an ephemeral one, or null when it is neither. */
export function parseFrame(text: unknown): { frame: Frame } | { ephemeral: Ephemeral } | null {
  if (typeof text !== 'string') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const frame = frameSchema.safeParse(value);
  if (frame.success) {
    const events = frame.data.events.map((event) => ({
      sequence: event.sequence,
      type: event.type,
      conversation_id: event.conversation_id ?? null,
      occurred_at: event.occurred_at ?? '',
      data: event.data ?? {},
    }));
    return { frame: { after: frame.data.after, until: frame.data.until, events } };
  }
  const other = ephemeralSchema.safeParse(value);
  if (!other.success || other.data.type === 'events') return null;
  return {
    ephemeral: {
      type: other.data.type,
      conversation_id: other.data.conversation_id ?? null,
      data: value as Record<string, unknown>,
    },
  };
}

/**
 * Decides what to do with a frame at a cursor.
 *
 * @returns `apply` with the events that are new, `skip` for one already applied, `gap` when events in between are missing
 */
export function placeFrame(
  cursor: number,
  frame: Frame,
): { kind: 'apply'; events: RealtimeEvent[]; cursor: number } | { kind: 'skip' | 'gap' } {
  if (frame.until <= cursor) return { kind: 'skip' };
  if (frame.after > cursor) return { kind: 'gap' };
  return { kind: 'apply', cursor: frame.until, events: frame.events.filter((event) => event.sequence > cursor) };
}

/** Wait before try number `failures`: exponential with full jitter, never below half a second. */
export function backoff(failures: number, random: number): number {
  const ceiling = Math.min(BACKOFF_LONGEST, BACKOFF_FIRST * 2 ** failures);
  return Math.max(BACKOFF_FIRST, Math.round(ceiling * random));
}

/**
 * Keeps an account's event stream without gaps: socket first, the log by REST for what a socket missed, and polling when
 * sockets do not work here. REST is the truth, the socket only brings it sooner.
 */
export class RealtimeClient {
  private cursor: number | null;
  private socket: SocketLike | null = null;
  private failures = 0;
  private stopped = true;
  private resuming: Promise<boolean> | null = null;
  private waiting: Frame[] = [];
  private retryTimer: unknown = null;
  private pollTimer: unknown = null;
  private heartbeatTimer: unknown = null;
  private plannedTimer: unknown = null;
  private silenceTimer: unknown = null;
  /** Raised by each connection attempt, so that answers of an abandoned one are ignored. */
  private attempt = 0;
  /** Silence only means a dead line once the server is known to answer heartbeats. */
  private answersHeartbeats = false;

  constructor(
    private readonly ports: RealtimePorts,
    cursor: number | null,
  ) {
    this.cursor = cursor;
  }

  /** Opens the stream; does nothing when it is open. */
  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    void this.connect();
  }

  /** Closes everything; `start` may be called again later. */
  stop(): void {
    this.stopped = true;
    this.clearTimers();
    this.dropSocket();
    this.ports.onState('stopped');
  }

  /** Something suggests that the network is back or the page is seen again: try at once instead of waiting. */
  nudge(): void {
    if (this.stopped) return;
    if (this.socket?.readyState === 1) {
      void this.resume();
      return;
    }
    this.failures = Math.min(this.failures, FAILURES_BEFORE_POLLING);
    void this.connect();
  }

  /** Sends a message that may be lost (viewing, typing); false when no socket is open. */
  send(message: Record<string, unknown>): boolean {
    if (this.socket?.readyState !== 1) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** Gives a sign of life now, which says how long this device has been idle. */
  sign(): void {
    this.send({ action: 'heartbeat', idle_seconds: this.ports.idleSeconds() });
  }

  private async connect(): Promise<void> {
    this.ports.clearTimer(this.retryTimer);
    this.attempt += 1;
    const attempt = this.attempt;
    this.dropSocket();
    if (!this.ports.isOnline()) {
      this.ports.onState('offline');
      this.retry();
      return;
    }
    if (this.failures < FAILURES_BEFORE_POLLING) this.ports.onState('connecting');
    try {
      const { ticket, url } = await this.ports.ticket();
      if (this.stopped || attempt !== this.attempt) return;
      const address = url.includes('ticket=')
        ? url
        : `${url}${url.includes('?') ? '&' : '?'}ticket=${encodeURIComponent(ticket)}`;
      this.listen(this.ports.socket(`${address}&idle_seconds=${this.ports.idleSeconds()}`), attempt);
    } catch {
      if (!this.stopped && attempt === this.attempt) this.failed();
    }
  }

  private listen(socket: SocketLike, attempt: number): void {
    this.socket = socket;
    const mine = (): boolean => !this.stopped && attempt === this.attempt;
    socket.onopen = () => {
      if (!mine()) return;
      this.stopPolling();
      // What happened before the socket opened comes from the log.
      void this.resume().then(() => {
        if (!mine()) return;
        this.failures = 0;
        this.ports.onState('online');
      });
      this.beat();
      this.plannedTimer = this.ports.setTimer(() => void this.connect(), PLANNED_RECONNECT);
    };
    socket.onmessage = (event) => {
      if (!mine()) return;
      this.heard();
      const parsed = parseFrame(event.data);
      if (parsed && 'frame' in parsed) this.receive(parsed.frame);
      else if (parsed?.ephemeral.type === 'heartbeat') this.heartbeat(parsed.ephemeral.data['last_sequence']);
      else if (parsed) this.ports.onEphemeral(parsed.ephemeral);
    };
    socket.onclose = () => {
      if (mine()) this.failed();
    };
    socket.onerror = () => undefined;
  }

  /** The answer to a heartbeat names the end of the log: a push that got lost is noticed here. */
  private heartbeat(last: unknown): void {
    this.answersHeartbeats = true;
    this.heard();
    if (typeof last === 'number' && this.cursor !== null && last > this.cursor) void this.resume();
  }

  private receive(frame: Frame): void {
    if (this.cursor === null || this.resuming) {
      this.waiting.push(frame);
      return;
    }
    const placed = placeFrame(this.cursor, frame);
    if (placed.kind === 'apply') {
      this.cursor = placed.cursor;
      this.ports.onEvents(placed.events, placed.cursor);
    } else if (placed.kind === 'gap') {
      this.waiting.push(frame);
      void this.resume();
    }
  }

  /**
   * Reads the log up to its end, then applies what the socket brought meanwhile. One at a time.
   *
   * @returns whether the server answered
   */
  private resume(): Promise<boolean> {
    this.resuming ??= this.readLog()
      .then(() => true)
      .catch(() => false)
      .then((complete) => {
        this.resuming = null;
        const frames = this.waiting.splice(0);
        // After a failure the frames are dropped: the log has them, and the next resume starts at the same cursor.
        if (complete) for (const frame of frames) this.receive(frame);
        else if (this.socket?.readyState === 1) this.socket.close(4000, 'resume failed');
        return complete;
      });
    return this.resuming;
  }

  private async readLog(): Promise<void> {
    for (;;) {
      const page = await this.ports.events(this.cursor ?? undefined);
      if (this.stopped) return;
      if (this.cursor === null || page.reset) {
        // On a first visit what is shown was loaded before the log's position was known: what happened in between, such
        // as the work that signing in brings, is in neither.
        this.cursor = page.last_sequence;
        this.ports.onReset(page.last_sequence);
        return;
      }
      const before = this.cursor;
      const events = page.items.filter((event) => event.sequence > before);
      const last = events[events.length - 1];
      if (last) {
        this.cursor = last.sequence;
        this.ports.onEvents(events, last.sequence);
      }
      if (!page.next_cursor || !last) {
        // The log may end with events that this user may not see: they count as passed.
        this.cursor = Math.max(this.cursor, page.last_sequence);
        return;
      }
    }
  }

  private failed(): void {
    this.failures += 1;
    this.clearTimers();
    this.dropSocket();
    if (!this.ports.isOnline()) this.ports.onState('offline');
    else if (this.failures >= FAILURES_BEFORE_POLLING) this.poll();
    else this.ports.onState('connecting');
    this.retry();
  }

  private retry(): void {
    if (this.stopped) return;
    this.retryTimer = this.ports.setTimer(() => void this.connect(), backoff(this.failures, this.ports.random()));
  }

  private poll(): void {
    this.stopPolling();
    void this.resume().then((answered) => {
      if (this.stopped || this.socket?.readyState === 1) return;
      // A server that answers nothing is no connection, whatever the browser says about the network.
      this.ports.onState(answered ? 'polling' : 'offline');
      this.pollTimer = this.ports.setTimer(() => this.poll(), POLL_EVERY);
    });
  }

  private beat(): void {
    this.heartbeatTimer = this.ports.setTimer(() => {
      this.sign();
      this.beat();
    }, HEARTBEAT);
  }

  private heard(): void {
    this.ports.clearTimer(this.silenceTimer);
    if (this.answersHeartbeats) this.silenceTimer = this.ports.setTimer(() => this.failed(), SILENCE);
  }

  private stopPolling(): void {
    this.ports.clearTimer(this.pollTimer);
  }

  private clearTimers(): void {
    for (const timer of [this.retryTimer, this.pollTimer, this.heartbeatTimer, this.plannedTimer, this.silenceTimer])
      this.ports.clearTimer(timer);
  }

  private dropSocket(): void {
    const socket = this.socket;
    this.socket = null;
    for (const timer of [this.heartbeatTimer, this.plannedTimer, this.silenceTimer]) this.ports.clearTimer(timer);
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
    socket.close(1000);
  }
}
