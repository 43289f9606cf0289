import { Contact, ExternalLink, Mail, MapPin, Phone } from 'lucide-react';
import type { ContactCard, LocationContent } from '@shared/api/types';
import { formatPhone } from '@shared/format';
import { t } from '@shared/i18n';
import styles from './Cards.module.css';

/** A place, as a link to the map. */
export function PlaceCard({ location }: { location: LocationContent }) {
  const { latitude, longitude, name, address } = location;
  return (
    <a
      className={styles.location}
      href={`https://www.google.com/maps/search/?api=1&query=${latitude},${longitude}`}
      target="_blank"
      rel="noopener noreferrer"
    >
      <span className={styles.map} aria-hidden="true">
        <MapPin size={30} fill="var(--error-soft)" />
      </span>
      <span className={styles.place}>
        <strong>{name ?? t('type.location')}</strong>
        <span>{address ?? `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}</span>
        <span className={styles.open}>
          {t('message.openMap')} <ExternalLink size={13} aria-hidden="true" />
        </span>
      </span>
    </a>
  );
}

const cardName = (card: ContactCard): string => card.name ?? t('contact.unnamed');

/** People whose cards were sent, with all ways to reach them. */
export function ContactCards({ cards }: { cards: readonly ContactCard[] }) {
  return (
    <ul className={styles.cards}>
      {cards.map((card, index) => (
        <Card key={index} card={card} />
      ))}
    </ul>
  );
}

function Card({ card }: { card: ContactCard }) {
  const phones = (card.phones ?? []).map((phone) => phone.phone ?? phone.wa_id ?? '').filter(Boolean);
  const emails = (card.emails ?? []).map((one) => one.email ?? '').filter(Boolean);
  const office = [card.title, card.organization].filter(Boolean).join(' · ');
  return (
    <li className={styles.card}>
      <Contact size={22} aria-hidden="true" />
      <span>
        <strong>{cardName(card)}</strong>
        {office ? <span className={styles.small}>{office}</span> : null}
        {phones.map((phone) => (
          <a key={phone} href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
            <Phone size={13} aria-hidden="true" /> {formatPhone(phone)}
          </a>
        ))}
        {emails.map((email) => (
          <a key={email} href={`mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`}>
            <Mail size={13} aria-hidden="true" /> {email}
          </a>
        ))}
      </span>
    </li>
  );
}
