import {
  AlarmClock,
  CircleCheck,
  EllipsisVertical,
  Flag,
  MailOpen,
  RotateCcw,
  Tag,
  UserRoundPlus,
  X,
} from 'lucide-react';
import type { Conversation } from '@shared/api/types';
import { t } from '@shared/i18n';
import { openDialog } from '@/data/dialogs';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Menu } from '@/ui/Menu/Menu';
import { bulk } from '../actions';
import styles from './BulkBar.module.css';

interface BulkBarProps {
  selected: ReadonlySet<string>;
  rows: readonly Conversation[];
  onSelect: (ids: ReadonlySet<string>) => void;
  onDone: () => void;
}

/** Actions on the ticked conversations. */
export default function BulkBar({ selected, rows, onSelect, onDone }: BulkBarProps) {
  const ids = [...selected];
  const none = ids.length === 0;
  const all = rows.length > 0 && rows.slice(0, 100).every((row) => selected.has(row.id));
  const apply = (action: 'resolve' | 'reopen' | 'read') => {
    onDone();
    void bulk(ids, { action });
  };
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('bulk.toolbar')}>
      <button
        type="button"
        className={styles.all}
        onClick={() => onSelect(all ? new Set() : new Set(rows.slice(0, 100).map((row) => row.id)))}
      >
        {all ? t('bulk.clear') : none ? t('bulk.all') : t('bulk.count', { count: ids.length })}
      </button>
      <IconButton
        label={t('action.resolve')}
        icon={<CircleCheck size={20} />}
        disabled={none}
        onClick={() => apply('resolve')}
      />
      <IconButton
        label={t('action.assign')}
        icon={<UserRoundPlus size={20} />}
        disabled={none}
        onClick={() => openDialog('assign', { ids })}
      />
      <IconButton
        label={t('action.labels')}
        icon={<Tag size={20} />}
        disabled={none}
        onClick={() => openDialog('labels', { ids })}
      />
      <Menu
        label={t('action.more')}
        items={[
          { id: 'read', label: t('action.markRead'), icon: <MailOpen />, disabled: none, run: () => apply('read') },
          {
            id: 'priority',
            label: t('action.priority'),
            icon: <Flag />,
            disabled: none,
            run: () => openDialog('priority', { ids }),
          },
          {
            id: 'snooze',
            label: t('action.snooze'),
            icon: <AlarmClock />,
            disabled: none,
            run: () => openDialog('snooze', { ids }),
          },
          { id: 'reopen', label: t('action.reopen'), icon: <RotateCcw />, disabled: none, run: () => apply('reopen') },
        ]}
        trigger={(props) => <IconButton {...props} label={t('action.more')} icon={<EllipsisVertical size={20} />} />}
      />
      <IconButton label={t('bulk.stop')} icon={<X size={20} />} onClick={onDone} />
    </div>
  );
}
