import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Phone } from 'lucide-react';
import { api } from '@shared/api/client';
import type { Contact } from '@shared/api/types';
import { normalisePhone } from '@shared/domain/phone';
import { formatPhone } from '@shared/format';
import { t } from '@shared/i18n';
import { Avatar } from '@/ui/Avatar/Avatar';
import { PickList, type PickOption } from '@/ui/PickList/PickList';
import styles from './dialogs.module.css';

/** Pause after typing before contacts are searched, in milliseconds. */
const PAUSE = 250;
const BY_PHONE = 'phone:';

interface ContactSearchProps {
  label: string;
  empty: string;
  /** What is offered for a number that was typed. */
  byPhone: (phone: string) => string;
  onPick: (contact: Contact) => void;
  onPhone: (phone: string) => void;
}

/** Finds one of the company's contacts, or takes a number that is typed in full. */
export function ContactSearch({ label, empty, byPhone, onPick, onPhone }: ContactSearchProps) {
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
    ...(phone ? [{ id: BY_PHONE + phone, label: byPhone(formatPhone(phone)), icon: <Phone size={20} /> }] : []),
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
        label={label}
        placeholder={t('new.whoPlaceholder')}
        busy={query.isFetching}
        empty={empty}
        options={options}
        onSearch={setTyped}
        onPick={(option) => {
          if (option.id.startsWith(BY_PHONE)) onPhone(option.id.slice(BY_PHONE.length));
          else {
            const contact = query.data?.items.find((one) => one.id === option.id);
            if (contact) onPick(contact);
          }
        }}
      />
    </div>
  );
}
