import { useState, type FormEvent } from 'react';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { currentSession } from '@/data/session';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Select, TextArea } from '@/ui/Field/Field';
import { Segmented } from '@/ui/Segmented/Segmented';
import { transfer } from '../actions';
import { useQueues, useUsers } from '../queries';
import { userHint } from './userHint';

/** Hands a ticket to a queue or an agent, with a note for whoever gets it. */
export default function TransferDialog({ id }: { id: string }) {
  const [to, setTo] = useState<'queue' | 'user'>('queue');
  const [target, setTarget] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const { data: queues } = useQueues();
  const { data: users } = useUsers();
  const me = currentSession().user.id;
  const agents = (users ?? []).filter((user) => user.id !== me && user.active);

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const name =
      to === 'queue'
        ? queues?.find((queue) => queue.id === target)?.name
        : agents.find((user) => user.id === target)?.name;
    setMissing(!name);
    if (!name) return;
    setBusy(true);
    const done = await transfer(id, to === 'queue' ? { queue_id: target } : { user_id: target }, name, note);
    setBusy(false);
    if (done) closeDialog();
  };
  return (
    <Dialog
      title={t('action.transferTicket')}
      onClose={closeDialog}
      footer={
        <>
          <Button onClick={closeDialog}>{t('action.cancel')}</Button>
          <Button type="submit" form="transfer" variant="primary" busy={busy}>
            {t('action.transfer')}
          </Button>
        </>
      }
    >
      <form id="transfer" style={{ display: 'grid', gap: 16 }} onSubmit={(event) => void onSubmit(event)}>
        <Segmented
          label={t('transfer.to')}
          value={to}
          onChange={(value) => {
            setTo(value);
            setTarget('');
          }}
          segments={[
            { value: 'queue', label: t('transfer.queue') },
            { value: 'user', label: t('transfer.user') },
          ]}
        />
        <Select
          label={t(to === 'queue' ? 'transfer.queue' : 'transfer.user')}
          value={target}
          error={missing ? t('transfer.choose') : undefined}
          onChange={(event) => setTarget(event.target.value)}
        >
          <option value="">{t('transfer.choosePlaceholder')}</option>
          {to === 'queue'
            ? (queues ?? [])
                .filter((queue) => queue.active)
                .map((queue) => (
                  <option key={queue.id} value={queue.id}>
                    {queue.open ? queue.name : t('queue.closedNow', { name: queue.name })}
                  </option>
                ))
            : agents.map((user) => (
                <option key={user.id} value={user.id}>
                  {`${user.name} (${userHint(user)})`}
                </option>
              ))}
        </Select>
        <TextArea
          label={t('transfer.note')}
          hint={t('transfer.noteHint')}
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
