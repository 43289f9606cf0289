import type { MessageKey } from '@shared/i18n';
import type { ChecklistStep } from '@shared/api/administration';

/** How often the list is looked up while something is missing, in milliseconds. */
export const LOOK_AGAIN = 3_000;

/** Where each step is done; one without a place is done by itself. */
export const PLACES: Record<string, string> = {
  channel: '/configuracoes/canais',
  team: '/configuracoes/pessoas',
  queue: '/configuracoes/filas',
  hours: '/configuracoes/horarios',
  received: '/conversas',
  sent: '/conversas',
  replied: '/conversas',
  round_robin: '/configuracoes/filas',
};

const KNOWN = new Set([...Object.keys(PLACES), 'socket', 'transcription', 'ai_handoff', 'score', 'campaign']);

/** What a step is called; one that this page does not know yet by its code. */
export const stepText = (key: string): MessageKey => (KNOWN.has(key) ? `ready.step.${key}` : key) as MessageKey;

export interface Ready {
  /** What this version can do, in the order of the server. */
  steps: readonly ChecklistStep[];
  later: readonly ChecklistStep[];
  done: number;
  complete: boolean;
}

/** The check list as it is shown: what can be done, what cannot yet, and how far it is. */
export function readyOf(items: readonly ChecklistStep[]): Ready {
  const steps = items.filter((step) => step.available);
  const done = steps.filter((step) => step.done).length;
  return {
    steps,
    later: items.filter((step) => !step.available),
    done,
    complete: steps.length > 0 && done === steps.length,
  };
}

/** Which of the three first steps are done. */
export function firstSteps(items: readonly ChecklistStep[]): {
  channel: boolean;
  team: boolean;
  received: boolean;
  reply: boolean;
  count: number;
} {
  const done = (key: string) => items.some((step) => step.key === key && step.done);
  const [channel, team, reply] = [done('channel'), done('team'), done('replied')];
  return { channel, team, received: done('received'), reply, count: [channel, team, reply].filter(Boolean).length };
}
