import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Phone, X } from 'lucide-react';
import { api, ApiError } from '@shared/api/client';
import type { NewMessage } from '@shared/api/types';
import { normalisePhone } from '@shared/domain/phone';
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
import { PickList, type PickOption } from '@/ui/PickList/PickList';
import { Segmented } from '@/ui/Segmented/Segmented';
import { useChannels } from '../queries';
import { TemplateForm } from './TemplateForm';
import styles from './dialogs.module.css';

interface Person {
  id?: string;
  phone?: string;
  name: string;
}

/** Pause after typing before contacts are searched, in milliseconds. */
const PAUSE = 250;
const BY_PHONE = 'phone:';

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
        <ContactSearch onPick={setPerson} />
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

function ContactSearch({ onPick }: { onPick: (person: Person) => void }) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  const query = useQuery({
    queryKey: ['contacts', asked],
    queryFn: ({ signal }) => api.contacts.search(asked, signal),
    placeholderData: (before) => before,
  });
  const phone = normalisePhone(typed);
  const options: PickOption[] = [
    ...(phone
      ? [{ id: BY_PHONE + phone, label: t('new.byPhone', { phone: formatPhone(phone) }), icon: <Phone size={20} /> }]
      : []),
    ...(query.data?.items ?? []).map((contact) => ({
      id: contact.id,
      label: contact.name || t('contact.unnamed'),
      hint: contact.phone ? formatPhone(contact.phone) : (contact.email ?? undefined),
      icon: <Avatar name={contact.name} size={36} />,
    })),
  ];
  return (
    <div className={styles.list}>
      <PickList
        label={t('new.who')}
        placeholder={t('new.whoPlaceholder')}
        busy={query.isFetching}
        empty={t('new.noContact')}
        options={options}
        onSearch={setTyped}
        onPick={(option) => {
          if (option.id.startsWith(BY_PHONE)) onPick({ phone: option.id.slice(BY_PHONE.length), name: '' });
          else {
            const contact = query.data?.items.find((one) => one.id === option.id);
            if (contact)
              onPick({ id: contact.id, name: contact.name, ...(contact.phone ? { phone: contact.phone } : {}) });
          }
        }}
      />
    </div>
  );
}
