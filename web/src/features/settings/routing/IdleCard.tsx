import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { idlePause as actions, type IdlePause } from '@shared/api/routing';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { Button } from '@/ui/Button/Button';
import { Field } from '@/ui/Field/Field';
import { toast } from '@/ui/Toast/toast';
import styles from '../settings.module.css';
import { CardFrame } from './CardFrame';
import { IDLE } from './keys';

const LONGEST = 480;

/** After how many minutes without a touch an online agent is paused. */
export function IdleCard() {
  const query = useQuery({ queryKey: IDLE, queryFn: actions.read });
  return (
    <CardFrame title={t('idlePause.title')} text={t('idlePause.text')} query={query}>
      {(saved) => <IdleForm key={query.dataUpdatedAt} saved={saved} />}
    </CardFrame>
  );
}

function IdleForm({ saved }: { saved: IdlePause }) {
  const client = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const text = String(new FormData(event.currentTarget).get('minutes')).trim();
    const minutes = Number(text);
    const wrong = text === '' || !Number.isInteger(minutes) || minutes < 0 || minutes > LONGEST;
    setProblem(wrong ? t('idlePause.invalid') : undefined);
    if (wrong) return;
    setBusy(true);
    try {
      client.setQueryData(IDLE, await actions.save({ minutes }));
      // One's own limit comes with one's presence.
      void client.invalidateQueries({ queryKey: keys.presence });
      toast(t('settings.saved'));
    } catch (error) {
      toast(describeError(error), { tone: 'error' });
    }
    setBusy(false);
  };
  return (
    <form noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
      <Field
        name="minutes"
        inputMode="numeric"
        label={t('idlePause.minutes')}
        hint={t('idlePause.hint')}
        defaultValue={saved.minutes}
        error={problem}
      />
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" busy={busy}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}
