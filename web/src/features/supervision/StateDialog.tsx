import { useState, type FormEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { supervision, type LiveAgent } from '@shared/api/supervision';
import type { PresenceState } from '@shared/api/types';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select } from '@/ui/Field/Field';
import { toast } from '@/ui/Toast/toast';
import styles from './supervision.module.css';

const STATES: readonly PresenceState[] = ['online', 'busy', 'pause', 'offline'];

/** Puts somebody into another state, and says what that does. Whoever is not there can only be sent away. */
export function StateDialog({ agent, onClose }: { agent: LiveAgent; onClose: () => void }) {
  const client = useQueryClient();
  const choices = agent.state === 'offline' ? STATES.slice(3) : STATES.filter((state) => state !== agent.state);
  const [state, setState] = useState<PresenceState>(choices.includes('pause') ? 'pause' : (choices[0] ?? 'offline'));
  const [busy, setBusy] = useState(false);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    setBusy(true);
    try {
      await supervision.force(agent.id, { state, ...(reason ? { reason } : {}) });
      await client.invalidateQueries({ queryKey: keys.supervision });
      toast(t('supervision.changed', { name: agent.name, state: t(`presence.${state}`) }));
      onClose();
    } catch (error) {
      setBusy(false);
      toast(describeError(error), { tone: 'error' });
    }
  };
  return (
    <Dialog
      title={t('supervision.changeStateOf', { name: agent.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="state" variant="primary" busy={busy}>
            {t('supervision.change')}
          </Button>
        </>
      }
    >
      <form id="state" className={styles.form} onSubmit={(event) => void onSubmit(event)}>
        <Select
          label={t('supervision.state')}
          value={state}
          onChange={(event) => setState(event.target.value as PresenceState)}
        >
          {choices.map((one) => (
            <option key={one} value={one}>
              {t(`presence.${one}`)}
            </option>
          ))}
        </Select>
        <Field name="reason" label={t('supervision.reason')} maxLength={80} />
        <p className={styles.quiet}>
          {t(state === 'offline' ? 'supervision.offlineMeans' : 'supervision.theyAreTold', { count: agent.load })}
        </p>
      </form>
    </Dialog>
  );
}
