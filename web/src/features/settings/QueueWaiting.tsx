import { useState, type FormEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Hourglass } from 'lucide-react';
import { ApiError } from '@shared/api/client';
import { queueWaiting, type QueueWaiting as Waiting } from '@shared/api/later';
import { t } from '@shared/i18n';
import { describeError } from '@/data/errors';
import { keys } from '@/data/queryClient';
import { PageState } from '@/features/common/PageState';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field, Select, TextArea } from '@/ui/Field/Field';
import { toast } from '@/ui/Toast/toast';
import styles from './settings.module.css';

const MINUTES = [1, 2, 5, 10] as const;
const VARIABLES = '{position} {total} {wait} {protocol} {queue} {name} {hours} {opens}';

/** How a queue treats who waits: when it gives up, and what it says about the place in line. */
export function QueueWaiting({ id, name }: { id: string; name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        icon={<Hourglass size={18} aria-hidden="true" />}
        aria-label={t('waiting.editNamed', { name })}
        onClick={() => setOpen(true)}
      >
        {t('waiting.edit')}
      </Button>
      {open ? <WaitingDialog id={id} name={name} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function WaitingDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const query = useQuery({ queryKey: keys.queueWaiting(id), queryFn: () => queueWaiting.read(id), staleTime: 0 });
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      title={t('waiting.editNamed', { name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="waiting" variant="primary" busy={busy} disabled={!query.data}>
            {t('action.save')}
          </Button>
        </>
      }
    >
      <PageState query={query} failed={t('waiting.failed')}>
        {query.data ? <WaitingForm waiting={query.data} onBusy={setBusy} onClose={onClose} /> : null}
      </PageState>
    </Dialog>
  );
}

interface WaitingFormProps {
  waiting: Waiting;
  onBusy: (busy: boolean) => void;
  onClose: () => void;
}

function WaitingForm({ waiting, onBusy, onClose }: WaitingFormProps) {
  const client = useQueryClient();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const pause = waiting.position_interval_seconds;
  const minutes = [...new Set([...MINUTES, ...(pause ? [pause / 60] : [])])].sort((a, b) => a - b);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const after = Number(data.get('abandon'));
    if (!Number.isInteger(after) || after < 0 || after > 1440) {
      setProblems({ abandon_after_seconds: t('waiting.abandonInvalid') });
      return;
    }
    const interval = String(data.get('interval'));
    onBusy(true);
    try {
      const saved = await queueWaiting.update(waiting.queue_id, {
        abandon_after_seconds: after * 60,
        position_text: String(data.get('text')).trim() || null,
        position_interval_seconds: interval === '' ? null : Number(interval),
      });
      client.setQueryData(keys.queueWaiting(waiting.queue_id), saved);
      void client.invalidateQueries({ queryKey: keys.queues });
      toast(t('settings.saved'));
      onClose();
    } catch (error) {
      onBusy(false);
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblems(error.fields);
      else toast(describeError(error), { tone: 'error' });
    }
  };

  return (
    <form id="waiting" noValidate className={styles.form} onSubmit={(event) => void onSubmit(event)}>
      <Field
        name="abandon"
        type="number"
        inputMode="numeric"
        min={0}
        max={1440}
        label={t('waiting.abandonAfter')}
        hint={t('waiting.abandonHint')}
        defaultValue={Math.round(waiting.abandon_after_seconds / 60)}
        error={problems['abandon_after_seconds']}
      />
      <TextArea
        name="text"
        rows={3}
        maxLength={1000}
        label={t('waiting.positionText')}
        hint={t('waiting.positionHint', { variables: VARIABLES })}
        defaultValue={waiting.position_text ?? ''}
        error={problems['position_text']}
      />
      <Select
        name="interval"
        label={t('waiting.interval')}
        defaultValue={pause ?? ''}
        error={problems['position_interval_seconds']}
      >
        <option value="">{t('waiting.interval.account')}</option>
        <option value={0}>{t('waiting.interval.never')}</option>
        {minutes.map((count) => (
          <option key={count} value={count * 60}>
            {t('waiting.interval.seconds', { minutes: count })}
          </option>
        ))}
      </Select>
    </form>
  );
}
