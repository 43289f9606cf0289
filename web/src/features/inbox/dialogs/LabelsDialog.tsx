import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Plus, Tag } from 'lucide-react';
import { api } from '@shared/api/client';
import { fold } from '@shared/domain/search';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { PickList } from '@/ui/PickList/PickList';
import { toast } from '@/ui/Toast/toast';
import { bulk, knownConversation, setLabels } from '../actions';
import { useLabels } from '../queries';
import styles from './dialogs.module.css';

const NEW = 'new';

/** Ticks labels of one conversation, or adds one label to many. */
export default function LabelsDialog({ ids }: { ids: string[] }) {
  const client = useQueryClient();
  const { data, isPending } = useLabels();
  const [only] = ids.length === 1 ? ids : [];
  const [chosen, setChosen] = useState<string[]>(() => (only ? (knownConversation(only)?.labels ?? []) : []));
  const [typed, setTyped] = useState('');
  const names = [...new Set([...(data ?? []).map((label) => label.name), ...chosen])].sort((one, other) =>
    one.localeCompare(other),
  );
  const shown = names.filter((name) => fold(name).includes(fold(typed.trim())));
  const isNew = typed.trim() !== '' && !names.some((name) => fold(name) === fold(typed.trim()));

  const pick = async (id: string) => {
    let name = id;
    if (id === NEW) {
      name = typed.trim();
      try {
        await api.labels.create(name);
        await client.invalidateQueries({ queryKey: keys.labels });
      } catch (error) {
        toast(describeError(error), { tone: 'error' });
        return;
      }
    }
    if (!only) {
      closeDialog();
      void bulk(ids, { action: 'label', labels: [name] });
      return;
    }
    const next = chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name];
    setChosen(next);
    void setLabels(only, next);
  };
  return (
    <Dialog kind="palette" title={t('labels.title')} onClose={closeDialog}>
      <PickList
        label={t('labels.title')}
        placeholder={t('labels.placeholder')}
        busy={isPending}
        multiple
        onSearch={setTyped}
        options={[
          ...shown.map((name) => ({ id: name, label: name, icon: <Tag size={18} />, checked: chosen.includes(name) })),
          ...(isNew ? [{ id: NEW, label: t('labels.create', { name: typed.trim() }), icon: <Plus size={18} /> }] : []),
        ]}
        onPick={(option) => void pick(option.id)}
      />
      {only ? (
        <div className={styles.foot}>
          <Button variant="primary" onClick={closeDialog}>
            {t('action.done')}
          </Button>
        </div>
      ) : null}
    </Dialog>
  );
}
