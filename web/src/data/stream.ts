import { api } from '@shared/api/client';
import { RealtimeClient, type RealtimePorts } from '@shared/api/realtime';
import { idleSeconds, speakThrough } from './activity';

type Heard = Pick<RealtimePorts, 'onEvents' | 'onEphemeral' | 'onReset' | 'onState'>;

/**
 * Opens the event stream of the tab that leads, by this browser's socket and clock.
 *
 * @param cursor up to which event this device knows everything; null: of none
 */
export function openStream(heard: Heard, cursor: number | null): RealtimeClient {
  const client = new RealtimeClient(
    {
      ticket: api.realtime.ticket,
      events: api.realtime.events,
      socket: (url) => new WebSocket(new URL(url, location.href.replace(/^http/, 'ws'))) as unknown as never,
      isOnline: () => navigator.onLine,
      idleSeconds,
      random: Math.random,
      setTimer: (run, milliseconds) => setTimeout(run, milliseconds),
      clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
      ...heard,
    },
    cursor,
  );
  speakThrough(() => client.sign());
  client.start();
  return client;
}
