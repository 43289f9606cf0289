import { useState, type FormEvent } from 'react';
import { dateTime } from '@shared/format';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field } from '@/ui/Field/Field';
import { snooze } from '../actions';
import { localInputValue, snoozeChoices } from './snoozeChoices';
import styles from './dialogs.module.css';

/** Puts conversations aside until a moment; a new message of the customer brings them back earlier. */
export default function SnoozeDialog({ ids }: { ids: string[] }) {
  const [custom, setCustom] = useState('');
  const [past, setPast] = useState(false);
  const [now] = useState(() => new Date());
  const apply = (until: Date) => {
    closeDialog();
    void snooze(ids, until);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const until = new Date(custom);
    const wrong = Number.isNaN(until.getTime()) || until.getTime() <= Date.now();
    setPast(wrong);
    if (!wrong) apply(until);
  };
  return (
    <Dialog title={t('snooze.title')} onClose={closeDialog}>
      <div className={styles.choices}>
        {snoozeChoices(now).map((choice) => (
          <button key={choice.key} type="button" className={styles.choice} onClick={() => apply(choice.until)}>
            <span>{t(choice.key)}</span>
            <small className="tabular">{dateTime(choice.until.toISOString())}</small>
          </button>
        ))}
      </div>
      <form className={styles.inline} onSubmit={onSubmit}>
        <Field
          type="datetime-local"
          label={t('snooze.custom')}
          min={localInputValue(now)}
          value={custom}
          error={past ? t('snooze.past') : undefined}
          onChange={(event) => setCustom(event.target.value)}
        />
        <Button type="submit" variant="primary">
          {t('action.snooze')}
        </Button>
      </form>
    </Dialog>
  );
}
