import { useRef, useState, type FormEvent } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { api, ApiError } from '@shared/api/client';
import type { NewMessage } from '@shared/api/types';
import { formatPhone } from '@shared/format';
import { t } from '@shared/i18n';
import { closeDialog } from '@/data/dialogs';
import { describeError } from '@/data/errors';
import { mergeConversation } from '@/data/live';
import { Avatar } from '@/ui/Avatar/Avatar';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Select, TextArea } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import { Segmented } from '@/ui/Segmented/Segmented';
import { useChannels } from '../queries';
import { ContactSearch } from './ContactSearch';
import { TemplateForm } from './TemplateForm';
import styles from './dialogs.module.css';

interface Person {
  id?: string;
  phone?: string;
  name: string;
}

/** Starts a conversation: with whom, through which channel, with a text or a template. */
export default function NewConversationDialog({
  contactId,
  contactName,
}: {
  contactId?: string;
  contactName?: string;
}) {
  const navigate = useNavigate();
  const { data: channels } = useChannels();
  const [person, setPerson] = useState<Person | null>(contactId ? { id: contactId, name: contactName ?? '' } : null);
  const [channelId, setChannelId] = useState('');
  const [kind, setKind] = useState<'template' | 'text'>('template');
  const [text, setText] = useState('');
  const [ready, setReady] = useState(false);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  // One key for all tries of this dialog: a double click starts one conversation.
  const idempotency = useRef(crypto.randomUUID());

  const usable = (channels ?? []).filter((channel) => channel.state === 'active');
  const channel = usable.find((one) => one.id === channelId) ?? usable.find((one) => one.is_default) ?? usable[0];

  const create = async (message: NewMessage) => {
    if (!person || !channel || busy) return;
    setBusy(true);
    setProblem('');
    try {
      const who = person.id
        ? { contact_id: person.id }
        : { contact: { phone: person.phone ?? '', ...(person.name ? { name: person.name } : {}) } };
      const conversation = await api.conversations.create(
        { channel_id: channel.id, ...who, message },
        idempotency.current,
      );
      mergeConversation(conversation);
      closeDialog();
      await navigate({ to: '/conversas/$id', params: { id: conversation.id } });
    } catch (error) {
      idempotency.current = crypto.randomUUID();
      setBusy(false);
      if (error instanceof ApiError && error.code === 'window_closed') {
        setKind('template');
        setProblem(t('new.needsTemplate'));
      } else setProblem(describeError(error));
    }
  };
  const onText = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) void create({ type: 'text', text: text.trim() });
    else setProblem(t('new.textMissing'));
  };
  const canSubmit = person && channel && (kind === 'text' || ready);
  return (
    <Dialog
      title={t('inbox.new')}
      onClose={closeDialog}
      footer={
        canSubmit ? (
          <>
            <Button onClick={closeDialog}>{t('action.cancel')}</Button>
            <Button type="submit" form="new-conversation" variant="primary" busy={busy}>
              {t('new.start')}
            </Button>
          </>
        ) : null
      }
    >
      {person ? (
        <div className={styles.contact}>
          <Avatar name={person.name || (person.phone ?? '')} size={36} />
          <span>
            <strong>{person.name || t('new.newContact')}</strong>
            {person.phone ? <small>{formatPhone(person.phone)}</small> : null}
          </span>
          {contactId ? null : (
            <IconButton label={t('new.changeContact')} icon={<X size={18} />} onClick={() => setPerson(null)} />
          )}
        </div>
      ) : (
        <ContactSearch
          label={t('new.who')}
          empty={t('new.noContact')}
          byPhone={(phone) => t('new.byPhone', { phone })}
          onPick={(contact) =>
            setPerson({ id: contact.id, name: contact.name, ...(contact.phone ? { phone: contact.phone } : {}) })
          }
          onPhone={(phone) => setPerson({ phone, name: '' })}
        />
      )}
      {person ? (
        usable.length === 0 ? (
          <p className={styles.error}>{t('new.noChannel')}</p>
        ) : (
          <>
            <Select
              label={t('filter.channel')}
              value={channel?.id ?? ''}
              onChange={(event) => setChannelId(event.target.value)}
            >
              {usable.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
            <Segmented
              label={t('new.kind')}
              value={kind}
              onChange={setKind}
              segments={[
                { value: 'template', label: t('new.template') },
                { value: 'text', label: t('new.text') },
              ]}
            />
            {problem ? (
              <p className={styles.error} role="alert">
                {problem}
              </p>
            ) : null}
            {kind === 'text' ? (
              <form id="new-conversation" onSubmit={onText}>
                <TextArea
                  label={t('new.message')}
                  hint={t('new.textHint')}
                  value={text}
                  maxLength={4096}
                  onChange={(event) => setText(event.target.value)}
                />
              </form>
            ) : channel ? (
              <TemplateForm
                key={channel.id}
                channelId={channel.id}
                formId="new-conversation"
                known={{ name: person.name }}
                onReady={setReady}
                onSubmit={(template) => void create({ type: 'template', template })}
              />
            ) : null}
          </>
        )
      ) : null}
    </Dialog>
  );
}
