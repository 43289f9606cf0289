import { useState } from 'react';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field } from '@/ui/Field/Field';
import { changePresence } from './PresenceMenu';
import styles from './PauseDialog.module.css';

/** Asks why the agent pauses; the usual reasons are one tap away. */
export default function PauseDialog() {
  const [reason, setReason] = useState('');
  const usual = [t('pause.lunch'), t('pause.coffee'), t('pause.meeting'), t('pause.training')];
  const pause = (why: string) => {
    closeDialog();
    void changePresence({ state: 'pause', reason: why.trim() || null });
  };
  return (
    <Dialog
      title={t('pause.title')}
      onClose={closeDialog}
      footer={
        <Button variant="primary" type="submit" form="pause">
          {t('pause.start')}
        </Button>
      }
    >
      <p>{t('pause.text')}</p>
      <div className={styles.usual}>
        {usual.map((one) => (
          <Button key={one} onClick={() => pause(one)}>
            {one}
          </Button>
        ))}
      </div>
      <form
        id="pause"
        onSubmit={(event) => {
          event.preventDefault();
          pause(reason);
        }}
      >
        <Field
          label={t('pause.other')}
          value={reason}
          maxLength={80}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
