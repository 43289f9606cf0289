import { CalendarClock } from 'lucide-react';
import { dateTime } from '@shared/format';
import { t } from '@shared/i18n';
import { openDialog } from '@/data/dialogs';
import { summaryOf } from './content';
import { useScheduled } from './queries';
import styles from './later.module.css';

/** One line above the composer while something waits to be sent; opens the list. */
export function ScheduledBar({ id }: { id: string }) {
  const items = useScheduled(id).data?.items ?? [];
  const [first] = items;
  if (!first) return null;
  return (
    <button type="button" className={styles.bar} aria-haspopup="dialog" onClick={() => openDialog('scheduled', { id })}>
      <CalendarClock size={18} aria-hidden="true" />
      <strong>{t('later.count', { count: items.length })}</strong>
      <span>
        {t('later.next', { time: dateTime(first.due_at) })} · {summaryOf(first)}
      </span>
    </button>
  );
}
