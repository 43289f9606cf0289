import { useRef, useState, type FormEvent } from 'react';
import { Plus, Trash2, UserSearch } from 'lucide-react';
import type { Contact } from '@shared/api/types';
import { formatPhone } from '@shared/format';
import { t } from '@shared/i18n';
import { closeDialog, type DialogProps } from '@/data/dialogs';
import { enqueue } from '@/data/outbox';
import { Button } from '@/ui/Button/Button';
import { Dialog } from '@/ui/Dialog/Dialog';
import { Field } from '@/ui/Field/Field';
import { IconButton } from '@/ui/IconButton/IconButton';
import { EMPTY_CARD, formOf, MOST_PHONES, readCard, type CardForm } from '../composer/card';
import { ContactCards } from '../thread/Cards';
import { AnswerLine, AnswerPreview } from './AnswerParts';
import { ContactSearch } from './ContactSearch';
import styles from './dialogs.module.css';

/** Sends somebody's contact card: of a contact of the company, or of whom the agent describes. */
export default function ContactCardDialog({ id, replyTo, onSent }: DialogProps['contactCard']) {
  const [form, setForm] = useState<CardForm | null>(null);
  const [known, setKnown] = useState<Contact | null>(null);
  const [checked, setChecked] = useState(false);
  const { card, problems } = readCard(form ?? EMPTY_CARD, known);
  const wrong = (field: string) => (checked && problems[field] ? t(problems[field]) : undefined);

  const start = (next: CardForm | null, contact: Contact | null = null) => {
    setForm(next);
    setKnown(contact);
    setChecked(false);
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setChecked(true);
    if (!card) {
      const [first = ''] = Object.keys(problems);
      event.currentTarget.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
      return;
    }
    enqueue(id, { type: 'contact', contacts: [card], ...(replyTo ? { reply_to_id: replyTo.id } : {}) }, { text: '' });
    onSent();
    closeDialog();
  };
  return (
    <Dialog
      title={t('card.title')}
      onClose={closeDialog}
      footer={
        <>
          <Button onClick={closeDialog}>{t('action.cancel')}</Button>
          {form ? (
            <Button type="submit" form="contact-card" variant="primary" autoFocus={card !== null}>
              {t('composer.send')}
            </Button>
          ) : null}
        </>
      }
    >
      <AnswerLine message={replyTo} />
      {form ? (
        <form id="contact-card" className={styles.form} noValidate onSubmit={onSubmit}>
          <Button
            variant="quiet"
            className={styles.back ?? ''}
            icon={<UserSearch size={18} aria-hidden="true" />}
            onClick={() => start(null)}
          >
            {t('card.another')}
          </Button>
          <Field
            name="name"
            label={t('panel.name')}
            value={form.name}
            error={wrong('name')}
            maxLength={500}
            autoComplete="off"
            autoFocus={form.name === ''}
            onChange={(event) => setForm({ ...form, name: event.target.value })}
          />
          <Phones form={form} wrong={wrong} onChange={(phones) => setForm({ ...form, phones })} />
          <Field
            name="email"
            type="email"
            inputMode="email"
            label={t('card.emailOptional')}
            value={form.email}
            error={wrong('email')}
            maxLength={254}
            autoComplete="off"
            autoCapitalize="none"
            onChange={(event) => setForm({ ...form, email: event.target.value })}
          />
          <Field
            name="organization"
            label={t('card.organization')}
            value={form.organization}
            maxLength={1000}
            autoComplete="off"
            onChange={(event) => setForm({ ...form, organization: event.target.value })}
          />
          {card ? (
            <AnswerPreview>
              <ContactCards cards={[card]} />
            </AnswerPreview>
          ) : null}
        </form>
      ) : (
        <>
          <ContactSearch
            label={t('card.who')}
            empty={t('card.empty')}
            byPhone={(phone) => t('card.byPhone', { phone })}
            onPick={(contact) => start(formOf(contact), contact)}
            onPhone={(phone) => start({ ...EMPTY_CARD, phones: [formatPhone(phone)] })}
          />
          <Button variant="quiet" className={styles.back ?? ''} onClick={() => start(EMPTY_CARD)}>
            {t('card.byHand')}
          </Button>
        </>
      )}
    </Dialog>
  );
}

interface PhonesProps {
  form: CardForm;
  wrong: (field: string) => string | undefined;
  onChange: (phones: readonly string[]) => void;
}

function Phones({ form: { name, phones }, wrong, onChange }: PhonesProps) {
  const add = useRef<HTMLButtonElement>(null);
  return (
    <>
      {phones.map((phone, index) => (
        <div key={index} className={phones.length > 1 ? styles.inline : undefined}>
          <Field
            name={`phone${index}`}
            type="tel"
            inputMode="tel"
            label={phones.length > 1 ? t('card.phoneNumber', { number: index + 1 }) : t('panel.phone')}
            value={phone}
            error={wrong(`phone${index}`)}
            maxLength={40}
            autoComplete="off"
            autoFocus={index > 0 || (name !== '' && phone === '')}
            onChange={(event) => onChange(phones.map((one, at) => (at === index ? event.target.value : one)))}
          />
          {phones.length > 1 ? (
            <IconButton
              label={t('card.removePhone', { number: index + 1 })}
              icon={<Trash2 size={18} />}
              onClick={() => {
                onChange(phones.filter((_, at) => at !== index));
                // The button that had the focus is gone.
                requestAnimationFrame(() => add.current?.focus());
              }}
            />
          ) : null}
        </div>
      ))}
      {phones.length < MOST_PHONES ? (
        <Button
          ref={add}
          variant="quiet"
          className={styles.back ?? ''}
          icon={<Plus size={18} aria-hidden="true" />}
          onClick={() => onChange([...phones, ''])}
        >
          {t('card.addPhone')}
        </Button>
      ) : null}
    </>
  );
}
