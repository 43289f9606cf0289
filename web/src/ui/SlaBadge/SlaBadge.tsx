import { AlarmClock, AlarmClockOff, Pause } from 'lucide-react';
import type { Conversation } from '@shared/api/types';
import { slaLook } from '@shared/domain/sla';
import { duration } from '@shared/format';
import { t } from '@shared/i18n';
import { Badge } from '../Badge/Badge';

const ICONS = {
  due: <AlarmClock aria-hidden="true" />,
  now: <AlarmClock aria-hidden="true" />,
  late: <AlarmClockOff aria-hidden="true" />,
  paused: <Pause aria-hidden="true" />,
};

/** How long until what was promised is due: an icon and words, colour only supports them. `now` comes from the shared clock. */
export function SlaBadge({ sla, now }: { sla: NonNullable<Conversation['sla']>; now: number }) {
  const { kind, tone, minutes } = slaLook(sla, now);
  return (
    <Badge tone={tone} icon={ICONS[kind]}>
      <span title={t(`sla.target.${sla.target}`)}>
        {kind === 'paused' || kind === 'now'
          ? t(`sla.${kind}`)
          : t(`sla.${kind}`, { time: duration(Math.max(minutes, 1) * 60_000) })}
      </span>
    </Badge>
  );
}
