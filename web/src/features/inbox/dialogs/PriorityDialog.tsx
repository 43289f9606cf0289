import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import { LEVEL_PRIORITY, priorityLevel, type PriorityLevel } from '@shared/domain/priority';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { Dialog } from '@/ui/Dialog/Dialog';
import { PickList } from '@/ui/PickList/PickList';
import { knownConversation, setPriority } from '../actions';

const ICONS = { high: <ArrowUp size={18} />, medium: <Equal size={18} />, low: <ArrowDown size={18} /> };

/** Alta, Média or Baixa for one or many conversations. */
export default function PriorityDialog({ ids }: { ids: string[] }) {
  const known = ids.length === 1 && ids[0] ? knownConversation(ids[0]) : undefined;
  const current = known ? priorityLevel(known.priority) : null;
  return (
    <Dialog kind="palette" title={t('action.priority')} onClose={closeDialog}>
      <PickList
        label={t('action.priority')}
        placeholder={t('priority.placeholder')}
        options={(['high', 'medium', 'low'] as const).map((level) => ({
          id: level,
          label: t(`priority.full.${level}`),
          icon: ICONS[level],
          checked: level === current,
        }))}
        onPick={(option) => {
          closeDialog();
          void setPriority(ids, LEVEL_PRIORITY[option.id as PriorityLevel]);
        }}
      />
    </Dialog>
  );
}
