import { useState, type FormEvent } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { api } from '@shared/api/client';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { describeError } from '@/data/errors';
import { mergeConversation } from '@/data/live';
import { currentSession } from '@/data/session';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Select, TextArea } from '@/ui/Field/Field';
import { Segmented } from '@/ui/Segmented/Segmented';
import { toast } from '@/ui/Toast/toast';
import { transfer } from '../actions';
import { useChannels, useConversation, useQueues, useUsers } from '../queries';
import { userHint } from './userHint';

type To = 'queue' | 'user' | 'channel';

const CHOICE = {
  queue: { label: 'transfer.queue', missing: 'transfer.choose' },
  user: { label: 'transfer.user', missing: 'transfer.choose' },
  channel: { label: 'transfer.channel', missing: 'transfer.chooseChannel' },
} as const;

/**
 * Hands a ticket to a queue or an agent, with a note for whoever gets it; or goes on with the contact on another channel
 * of the same kind, and shows the conversation there.
 */
export default function TransferDialog({ id }: { id: string }) {
  const [to, setTo] = useState<To>('queue');
  const [target, setTarget] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const { data: queues } = useQueues();
  const { data: users } = useUsers();
  const { data: channels } = useChannels();
  const { data: conversation } = useConversation(id);
  const navigate = useNavigate();
  const me = currentSession().user.id;
  const agents = (users ?? []).filter((user) => user.id !== me && user.active);
  const here = conversation?.channel;
  const others = (channels ?? []).filter(
    (channel) => here && channel.id !== here.id && channel.type === here.type && channel.state === 'active',
  );
  const options = {
    queue: (queues ?? [])
      .filter((queue) => queue.active)
      .map((queue) => ({ ...queue, text: queue.open ? queue.name : t('queue.closedNow', { name: queue.name }) })),
    user: agents.map((user) => ({ ...user, text: `${user.name} (${userHint(user)})` })),
    channel: others.map((channel) => ({ ...channel, text: channel.name })),
  }[to];

  const goOn = async (name: string): Promise<boolean> => {
    try {
      const there = await api.conversations.transfer(id, {
        channel_id: target,
        ...(note.trim() ? { note: note.trim() } : {}),
      });
      mergeConversation(there);
      toast(t(there.assignee ? 'transfer.continued' : 'transfer.queued', { name }));
      await navigate({ to: '/conversas/$id', params: { id: there.id } });
      return true;
    } catch (error) {
      setProblem(describeError(error));
      return false;
    }
  };

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const name = options.find((option) => option.id === target)?.name;
    setMissing(!name);
    setProblem('');
    if (!name) return;
    setBusy(true);
    const done =
      to === 'channel'
        ? await goOn(name)
        : await transfer(id, to === 'queue' ? { queue_id: target } : { user_id: target }, name, note);
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
            setMissing(false);
            setProblem('');
          }}
          segments={[
            { value: 'queue', label: t('transfer.queue') },
            { value: 'user', label: t('transfer.user') },
            ...(others.length > 0 ? [{ value: 'channel' as const, label: t('transfer.channel') }] : []),
          ]}
        />
        <Select
          label={t(CHOICE[to].label)}
          hint={to === 'channel' ? t('transfer.channelHint') : undefined}
          value={target}
          error={problem || (missing ? t(CHOICE[to].missing) : undefined)}
          onChange={(event) => setTarget(event.target.value)}
        >
          <option value="">{t('transfer.choosePlaceholder')}</option>
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.text}
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
