import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import { t } from '@shared/i18n';
import { priorityLevel } from '@shared/domain/priority';
import { Badge } from '../Badge/Badge';

/** Alta, Média or Baixa with an arrow; `full` adds the word "Prioridade". */
export function PriorityBadge({ priority, full }: { priority: number; full?: boolean }) {
  const level = priorityLevel(priority);
  const look = {
    high: { tone: 'error', icon: <ArrowUp aria-hidden="true" /> },
    medium: { tone: 'neutral', icon: <Equal aria-hidden="true" /> },
    low: { tone: 'neutral', icon: <ArrowDown aria-hidden="true" /> },
  } as const;
  return (
    <Badge tone={look[level].tone} icon={look[level].icon}>
      {t(full ? `priority.full.${level}` : `priority.${level}`)}
    </Badge>
  );
}
