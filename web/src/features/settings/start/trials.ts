import type { Calendar } from '@shared/api/calendars';
import type { ConnectionState } from '@shared/api/realtime';
import type { Live } from '@shared/api/supervision';
import type { ChannelCheck } from '@shared/api/types';
import { t } from '@shared/i18n';
import type { Store } from '@/data/store';
import { standing } from '../calendars/plan';

/** What one trial found, and where it is mended. */
export interface Verdict {
  result: 'ok' | 'warning' | 'failed';
  text: string;
  place?: string;
}

/** The platform was asked about one channel just now. */
export function channelVerdict({ ok, checks }: ChannelCheck): Verdict {
  const worst = checks.find((check) => check.result === 'failed') ?? checks.find((check) => check.result === 'warning');
  if (worst?.result === 'failed' || !ok)
    return { result: 'failed', text: worst?.message ?? t('trial.channelFailed'), place: '/configuracoes/canais' };
  if (worst) return { result: 'warning', text: worst.message, place: '/configuracoes/canais' };
  return { result: 'ok', text: t('trial.channelOk') };
}

/** There is nothing a message could come or go by. */
export const noChannel = (): Verdict => ({
  result: 'failed',
  text: t('trial.channelNone'),
  place: '/configuracoes/canais',
});

/** How long a connection that is being made is waited for, in milliseconds. */
const CONNECTS_WITHIN = 8_000;

/** How this device is connected, once it has found out. */
export function settled(store: Pick<Store<ConnectionState>, 'read' | 'subscribe'>): Promise<ConnectionState> {
  if (store.read() !== 'connecting') return Promise.resolve(store.read());
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve(store.read());
    };
    const timer = setTimeout(end, CONNECTS_WITHIN);
    const stop = store.subscribe(() => {
      if (store.read() !== 'connecting') end();
    });
  });
}

/** How news reaches this very device. */
export function socketVerdict(state: ConnectionState): Verdict {
  if (state === 'online') return { result: 'ok', text: t('trial.socketOk') };
  if (state === 'polling') return { result: 'warning', text: t('trial.socketSlow') };
  return { result: 'failed', text: t('trial.socketFailed') };
}

/** Who would get the next conversation of each queue. */
export function routingVerdict({ queues, agents }: Pick<Live, 'queues' | 'agents'>): Verdict {
  const free = agents.filter((agent) => agent.state === 'online' && agent.load < agent.agent_limit);
  const active = queues.filter((queue) => queue.active);
  const without = active.filter((queue) => !free.some((agent) => agent.queue_ids.includes(queue.id)));
  if (active.length === 0) return { result: 'failed', text: t('trial.routingNone'), place: '/configuracoes/filas' };
  if (without.length === 0) return { result: 'ok', text: t('trial.routingOk', { free: free.length }) };
  const names = without.map((queue) => queue.name).join(', ');
  return {
    result: without.length === active.length ? 'failed' : 'warning',
    text: t('trial.routingMissing', { names }),
    place: '/configuracoes/filas',
  };
}

/** How the company's own calendar stands now. */
export function hoursVerdict(calendars: readonly Calendar[]): Verdict {
  const own = calendars.find((calendar) => calendar.is_default);
  if (!own) return { result: 'warning', text: t('trial.hoursNone'), place: '/configuracoes/horarios' };
  const text = standing({ open: own.open, changes_at: own.changes_at ?? null });
  return own.open ? { result: 'ok', text } : { result: 'warning', text, place: '/configuracoes/horarios' };
}
