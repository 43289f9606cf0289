import { useState } from 'react';
import { Button } from '@/ui/Button/Button';
import { api, type BusinessNumber, type Faults } from './api';
import styles from './simulator.module.css';
import { t, type TextKey } from './texts';

interface SwitchesProps {
  number: BusinessNumber;
  sendFaults: readonly string[];
  onApplied: () => void;
  onError: (error: unknown) => void;
}

const OFF: Faults = {
  send: 'none',
  remaining: null,
  status_delay_seconds: 0,
  shuffle_statuses: false,
  drop_statuses: false,
  repeat_webhooks: 1,
};

/** The platform's faults, as switches. */
export function Switches({ number, sendFaults, onApplied, onError }: SwitchesProps) {
  const [faults, setFaults] = useState<Faults>({ ...OFF, ...number.faults });
  const [applied, setApplied] = useState(false);
  // The platform switches a fault off by itself after so many times: shown here unless something else is being chosen.
  const there = JSON.stringify(number.faults);
  const [seen, setSeen] = useState(there);
  const [touched, setTouched] = useState(false);
  if (seen !== there && !touched) {
    setSeen(there);
    setFaults({ ...OFF, ...number.faults });
    setApplied(false);
  }
  const set = (change: Partial<Faults>): void => {
    setFaults({ ...faults, ...change });
    setApplied(false);
    setTouched(true);
  };
  return (
    <form
      className={styles.switches}
      onSubmit={(event) => {
        event.preventDefault();
        api
          .saveFaults(number.phone_number_id, faults)
          .then(() => {
            setApplied(true);
            setTouched(false);
            setSeen(there);
            onApplied();
          })
          .catch(onError);
      }}
    >
      <h2>{t('switches')}</h2>
      <p className={styles.small}>{t('switchesHint')}</p>
      <label>
        {t('sendFault')}
        <select value={faults.send} onChange={(event) => set({ send: event.target.value })}>
          {sendFaults.map((fault) => (
            <option key={fault} value={fault}>
              {t(`fault_${fault}` as TextKey)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('remaining')}
        <input
          type="number"
          min={1}
          value={faults.remaining ?? ''}
          onChange={(event) => set({ remaining: event.target.value ? Number(event.target.value) : null })}
        />
      </label>
      <label>
        {t('statusDelay')}
        <input
          type="number"
          min={0}
          max={600}
          value={faults.status_delay_seconds}
          onChange={(event) => set({ status_delay_seconds: Number(event.target.value) })}
        />
      </label>
      <label>
        {t('repeat')}
        <input
          type="number"
          min={1}
          max={8}
          value={faults.repeat_webhooks}
          onChange={(event) => set({ repeat_webhooks: Number(event.target.value) })}
        />
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={faults.shuffle_statuses}
          onChange={(event) => set({ shuffle_statuses: event.target.checked })}
        />
        {t('shuffle')}
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={faults.drop_statuses}
          onChange={(event) => set({ drop_statuses: event.target.checked })}
        />
        {t('drop')}
      </label>
      <Button type="submit" variant="primary" wide>
        {t(applied ? 'applied' : 'apply')}
      </Button>
    </form>
  );
}
