import type { SlaPolicy } from '@shared/api/administration';
import { formatSpan } from '@shared/domain/span';
import { t } from '@shared/i18n';

const TARGETS = ['first_response', 'next_response', 'resolution'] as const;

type Promised = Pick<
  SlaPolicy,
  'first_response_seconds' | 'next_response_seconds' | 'resolution_seconds' | 'business_hours'
>;

/** A policy's promise in plain words: "Primeira resposta em 15 min, contando só o horário de atendimento". */
export function promiseText(policy: Promised): string {
  const goals = TARGETS.flatMap((target) => {
    const seconds = policy[`${target}_seconds`];
    return seconds ? [t(`slas.say.${target}`, { time: formatSpan(seconds) })] : [];
  });
  if (goals.length === 0) return t('slas.say.nothing');
  const text = [...goals, t(policy.business_hours ? 'slas.say.hours' : 'slas.say.always')].join(', ');
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
