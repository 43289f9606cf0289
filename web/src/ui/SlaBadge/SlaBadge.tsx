import { AlarmClock, AlarmClockOff, Pause } from 'lucide-react';
import type { Conversation } from '@shared/api/types';
import { slaLook } from '@shared/domain/sla';
import { duration, roughDuration } from '@shared/format';
import { t } from '@shared/i18n';
import { Badge } from '../Badge/Badge';

const ICONS = {
  due: <AlarmClock aria-hidden="true" />,
  now: <AlarmClock aria-hidden="true" />,
  late: <AlarmClockOff aria-hidden="true" />,
  paused: <Pause aria-hidden="true" />,
};

/**
 * How long until what was promised is due: an icon and words, colour only supports them. `now` comes from the shared
 * clock; `short` says it in a word and a number, and all of it to whoever points at it or has it read.
 */
export function SlaBadge({ sla, now, short }: { sla: NonNullable<Conversation['sla']>; now: number; short?: boolean }) {
  const { kind, tone, minutes } = slaLook(sla, now);
  const left = Math.max(minutes, 1);
  const words =
    kind === 'paused' || kind === 'now' ? t(`sla.${kind}`) : t(`sla.${kind}`, { time: duration(left * 60_000) });
  const target = t(`sla.target.${sla.target}`);
  return (
    <Badge tone={tone} icon={ICONS[kind]}>
      {short && kind !== 'paused' ? (
        <span title={`${words} (${target})`}>
          <span aria-hidden="true">{t(`sla.short.${kind}`, { time: roughDuration(left) })}</span>
          <span className="visually-hidden">{words}</span>
        </span>
      ) : (
        <span title={target}>{words}</span>
      )}
    </Badge>
  );
}
