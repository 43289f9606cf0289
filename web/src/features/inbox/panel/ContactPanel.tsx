import { lazy, Suspense, useState, type FormEvent } from 'react';
import { Link } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Copy, Mail, MessageSquarePlus, Pencil, Phone, Plus, ShieldCheck, Star } from 'lucide-react';
import { api, ApiError } from '@shared/api/client';
import { surveys } from '@shared/api/surveys';
import type { Contact, Conversation } from '@shared/api/types';
import { normalisePhone } from '@shared/domain/phone';
import { clockTime, dateTime, duration, formatPhone, shortDate } from '@shared/format';
import { currentLocale, t, type MessageKey } from '@shared/i18n';
import { useNow } from '@/data/clock';
import { openDialog } from '@/data/dialogs';
import { describeError } from '@/data/errors';
import { mergeConversation } from '@/data/live';
import { keys } from '@/data/queryClient';
import { Avatar } from '@/ui/Avatar/Avatar';
import { Badge } from '@/ui/Badge/Badge';
import { Button } from '@/ui/Button/Button';
import { ChannelIcon } from '@/ui/ChannelIcon/ChannelIcon';
import { Chip } from '@/ui/Chip/Chip';
import { Field, Select } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import { PriorityBadge } from '@/ui/PriorityBadge/PriorityBadge';
import { Skeleton, useLate } from '@/ui/Skeleton/Skeleton';
import { toast } from '@/ui/Toast/toast';
import { setLabels } from '../actions';
import { previewText } from '../preview';
import styles from './ContactPanel.module.css';

const TicketHistory = lazy(() => import('./TicketHistory'));

/** Informações do Cliente: the person, the ticket, labels, earlier conversations. */
export default function ContactPanel({ conversation, headless }: { conversation: Conversation; headless?: boolean }) {
  const { contact } = conversation;
  const [editing, setEditing] = useState(false);
  const query = useQuery({ queryKey: keys.contact(contact.id), queryFn: () => api.contacts.read(contact.id) });
  const full = query.data;
  const name = full?.name || contact.name || t('contact.unnamed');
  const phone = full?.phone ?? contact.phone;
  return (
    <div className={styles.panel}>
      {headless ? null : <h2 className={styles.title}>{t('panel.title')}</h2>}
      <div className={styles.person}>
        <Avatar
          name={name}
          url={contact.avatar_url}
          size={64}
          mark={<ChannelIcon type={conversation.channel.type} />}
        />
        <div className={styles.names}>
          <strong>{name}</strong>
          <span>
            {full
              ? `${t(`contact.state.${full.state}`)} · ${t('panel.since', { date: shortDate(full.created_at) })}`
              : ' '}
          </span>
        </div>
        {editing ? null : (
          <IconButton
            label={t('panel.edit')}
            icon={<Pencil size={18} />}
            disabled={!full}
            onClick={() => setEditing(true)}
          />
        )}
      </div>
      {editing && full ? (
        <ContactForm contact={full} conversation={conversation} onDone={() => setEditing(false)} />
      ) : (
        <ul className={styles.facts}>
          <Fact
            icon={<Phone size={16} />}
            label={t('panel.phone')}
            value={phone ? formatPhone(phone) : null}
            copy={phone}
          />
          <Fact icon={<Mail size={16} />} label={t('panel.email')} value={full?.email ?? null} copy={full?.email} />
          <Satisfaction contactId={contact.id} />
        </ul>
      )}
      <Button
        wide
        icon={<MessageSquarePlus size={18} aria-hidden="true" />}
        onClick={() => openDialog('newConversation', { contactId: contact.id, contactName: name })}
      >
        {t('panel.newConversation')}
      </Button>
      <TicketSection conversation={conversation} />
      <section className={styles.section}>
        <h3>{t('panel.labels')}</h3>
        <div className={styles.labels}>
          {conversation.labels.map((label) => (
            <Chip
              key={label}
              label={label}
              onRemove={() =>
                void setLabels(
                  conversation.id,
                  conversation.labels.filter((one) => one !== label),
                )
              }
            />
          ))}
          <Button
            variant="quiet"
            icon={<Plus size={16} aria-hidden="true" />}
            onClick={() => openDialog('labels', { ids: [conversation.id] })}
          >
            {t('panel.addLabel')}
          </Button>
        </div>
      </section>
      <Button
        wide
        variant="quiet"
        icon={<ShieldCheck size={18} aria-hidden="true" />}
        onClick={() => openDialog('privacy', { id: contact.id, name })}
      >
        {t('panel.privacy')}
      </Button>
      <section className={styles.section}>
        <h3>{t('panel.tickets')}</h3>
        <Suspense fallback={<Skeleton height={44} />}>
          <TicketHistory conversation={conversation} />
        </Suspense>
      </section>
      <History contactId={contact.id} current={conversation.id} />
    </div>
  );
}

/** How the contact rated so far; nothing while they never did. */
function Satisfaction({ contactId }: { contactId: string }) {
  const { data } = useQuery({
    queryKey: keys.satisfaction(contactId),
    queryFn: () => surveys.satisfaction(contactId),
    staleTime: 60_000,
  });
  if (!data || data.mean === null) return null;
  const mean = new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: 1 }).format(data.mean);
  const value = t('panel.satisfactionValue', { mean, count: data.answered, last: data.last_rating ?? 0 });
  return <Fact icon={<Star size={16} />} label={t('panel.satisfaction')} value={value} />;
}

function Fact({
  icon,
  label,
  value,
  copy,
}: {
  icon: React.ReactNode;
  label: string;
  value: string | null;
  copy?: string | null | undefined;
}) {
  return (
    <li className={styles.fact}>
      <span aria-hidden="true">{icon}</span>
      <div>
        <small>{label}</small>
        <p>{value ?? <span className={styles.none}>{t('panel.none')}</span>}</p>
      </div>
      {copy ? (
        <IconButton
          label={t('panel.copy', { what: label })}
          icon={<Copy size={16} />}
          onClick={() =>
            void navigator.clipboard.writeText(copy).then(
              () => toast(t('message.copied')),
              () => toast(t('message.copyFailed'), { tone: 'error' }),
            )
          }
        />
      ) : null}
    </li>
  );
}

const STATES = ['lead', 'qualified', 'customer', 'inactive'] as const;

function ContactForm({
  contact,
  conversation,
  onDone,
}: {
  contact: Contact;
  conversation: Conversation;
  onDone: () => void;
}) {
  const client = useQueryClient();
  const [problem, setProblem] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const value = (field: string) => String(data.get(field) ?? '').trim();
    const phone = value('phone') ? normalisePhone(value('phone')) : null;
    const found: Record<string, string> = {};
    if (!value('name')) found['name'] = t('panel.nameMissing');
    if (value('phone') && !phone) found['phone'] = t('panel.phoneInvalid');
    if (value('email') && !/^\S+@\S+\.\S+$/.test(value('email'))) found['email'] = t('signIn.emailInvalid');
    setProblem(found);
    if (Object.keys(found).length > 0) return;
    // Only what was changed is sent: two people may be editing different fields.
    const wanted = { name: value('name'), phone, email: value('email') || null, state: value('state') };
    const change = Object.fromEntries(
      Object.entries(wanted).filter(([field, next]) => (contact[field as keyof Contact] ?? null) !== next),
    );
    if (Object.keys(change).length === 0) {
      onDone();
      return;
    }
    setBusy(true);
    try {
      const saved = await api.contacts.update(contact.id, change);
      client.setQueryData(keys.contact(contact.id), saved);
      mergeConversation({
        ...conversation,
        contact: { ...conversation.contact, name: saved.name, phone: saved.phone },
      });
      toast(t('panel.saved'));
      onDone();
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) setProblem(error.fields);
      else toast(describeError(error), { tone: 'error' });
    }
  };
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void onSubmit(event)}>
      <Field
        name="name"
        label={t('panel.name')}
        defaultValue={contact.name}
        error={problem['name']}
        autoComplete="off"
      />
      <Field
        name="phone"
        type="tel"
        label={t('panel.phone')}
        defaultValue={contact.phone ? formatPhone(contact.phone) : ''}
        error={problem['phone']}
        autoComplete="off"
      />
      <Field
        name="email"
        type="email"
        label={t('panel.email')}
        defaultValue={contact.email ?? ''}
        error={problem['email']}
        autoComplete="off"
      />
      <Select name="state" label={t('panel.contactState')} defaultValue={contact.state} error={problem['state']}>
        {STATES.map((state) => (
          <option key={state} value={state}>
            {t(`contact.state.${state}`)}
          </option>
        ))}
      </Select>
      <div className={styles.buttons}>
        <Button onClick={onDone}>{t('action.cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}

function TicketSection({ conversation }: { conversation: Conversation }) {
  const now = useNow();
  const { ticket } = conversation;
  const lines: [string, React.ReactNode][] = [];
  if (ticket) {
    lines.push([t('panel.protocol'), <span className="tabular">{ticket.protocol}</span>]);
    lines.push([t('panel.state'), t(`ticket.${ticket.state}` as MessageKey)]);
    lines.push([t('panel.entered'), <span className="tabular">{dateTime(ticket.entered_at)}</span>]);
    const until = ticket.assigned_at ? Date.parse(ticket.assigned_at) : now;
    lines.push([t('panel.wait'), duration(until - Date.parse(ticket.entered_at))]);
  }
  lines.push([t('panel.queue'), conversation.queue?.name ?? t('panel.none')]);
  lines.push([t('panel.channel'), conversation.channel.name]);
  lines.push([t('panel.assignee'), conversation.assignee?.name ?? t('assignee.none')]);
  lines.push([t('panel.priority'), <PriorityBadge priority={conversation.priority} />]);
  if (conversation.handoff_reason) lines.push([t('panel.reason'), reasonText(conversation.handoff_reason)]);
  return (
    <section className={styles.section}>
      <h3>{t('panel.ticket')}</h3>
      <dl className={styles.lines}>
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const REASONS = ['asked', 'ai', 'flow', 'failure', 'rule', 'agent'];
const reasonText = (reason: string): string =>
  REASONS.includes(reason) ? t(`reason.${reason}` as MessageKey) : reason;

function History({ contactId, current }: { contactId: string; current: string }) {
  const query = useQuery({ queryKey: keys.history(contactId), queryFn: () => api.contacts.conversations(contactId) });
  const late = useLate(query.isPending);
  const others = (query.data?.items ?? []).filter((one) => one.id !== current);
  return (
    <section className={styles.section}>
      <h3>{t('panel.history')}</h3>
      {query.isPending ? (
        late ? (
          <Skeleton height={44} />
        ) : null
      ) : query.isError ? (
        <Button variant="quiet" onClick={() => void query.refetch()}>
          {t('panel.historyFailed')}
        </Button>
      ) : others.length === 0 ? (
        <p className={styles.none}>{t('panel.noHistory')}</p>
      ) : (
        <ul className={styles.history}>
          {others.map((one) => (
            <li key={one.id}>
              <Link
                to="/conversas/$id"
                params={{ id: one.id }}
                search={(before) => before}
                title={`${dateTime(one.last_activity_at)} ${clockTime(one.last_activity_at)}`}
              >
                <ChannelIcon type={one.channel.type} size={18} named />
                <span>
                  <span>{one.subject || (one.preview ? previewText(one.preview) : t('row.noMessage'))}</span>
                  <small className="tabular">
                    {shortDate(one.opened_at)} {one.ticket ? `· ${one.ticket.protocol}` : ''}
                  </small>
                </span>
                <Badge tone={one.status === 'closed' ? 'neutral' : 'info'}>{t(`status.${one.status}One`)}</Badge>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
