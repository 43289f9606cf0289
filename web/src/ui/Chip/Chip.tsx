import { X } from 'lucide-react';
import { t } from '@shared/i18n';
import styles from './Chip.module.css';

/** A filter or label that can be taken away. */
export function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      className={styles.chip}
      onClick={onRemove}
      aria-label={t('action.removeNamed', { name: label })}
    >
      <span>{label}</span>
      <X size={14} aria-hidden="true" />
    </button>
  );
}
