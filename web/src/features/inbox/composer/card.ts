import type { Contact, NewMessage } from '@shared/api/types';
import { formatPhone, normalisePhone } from '@shared/domain/phone';
import type { MessageKey } from '@shared/i18n';

/** How many numbers one card takes here: more nobody types. */
export const MOST_PHONES = 5;

/** A contact card as it is typed. */
export interface CardForm {
  name: string;
  phones: readonly string[];
  email: string;
  organization: string;
}
export type Card = NonNullable<NewMessage['contacts']>[number];

export const EMPTY_CARD: CardForm = { name: '', phones: [''], email: '', organization: '' };

/** The form, filled with what is known of a contact. */
export const formOf = ({ name, phone, email }: Pick<Contact, 'name' | 'phone' | 'email'>): CardForm => ({
  ...EMPTY_CARD,
  name,
  phones: [phone ? formatPhone(phone) : ''],
  email: email ?? '',
});

/** The same for both forms of a Brazilian mobile: WhatsApp knows many without the ninth digit that people dial. */
const person = (phone: string): string => phone.replace(/\D/g, '').replace(/^(55\d{2})9(\d{8})$/, '$1$2');

/**
 * The card that is sent, or null and what is wrong by field (`name`, `phone0` …, `email`).
 *
 * @param known the contact it was filled from: a number that WhatsApp knows of them goes with its id there, so that whoever
 *   receives the card can write to them at once
 */
export function readCard(
  form: CardForm,
  known: Contact | null,
): { card: Card | null; problems: Record<string, MessageKey> } {
  const name = form.name.trim();
  const email = form.email.trim();
  const organization = form.organization.trim();
  const problems: Record<string, MessageKey> = {};
  const phones = new Set<string>();
  for (const [index, typed] of form.phones.entries()) {
    if (!typed.trim()) continue;
    const phone = normalisePhone(typed);
    if (phone) phones.add(phone);
    else problems[`phone${index}`] = 'panel.phoneInvalid';
  }
  if (!name) problems['name'] = 'card.nameMissing';
  if (email && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) problems['email'] = 'signIn.emailInvalid';
  if (!email && form.phones.every((typed) => !typed.trim())) problems['phone0'] = 'card.reachMissing';
  if (Object.keys(problems).length > 0) return { card: null, problems };
  const card = {
    name,
    ...(phones.size > 0 ? { phones: [...phones].map((phone) => ({ phone, ...waId(phone, known) })) } : {}),
    ...(email ? { emails: [{ email }] } : {}),
    ...(organization ? { organization } : {}),
  };
  return { card, problems };
}

function waId(phone: string, known: Contact | null): { wa_id?: string } {
  const identity = known?.identities.find((one) => one.kind === 'wa_phone' && person(one.value) === person(phone));
  return identity ? { wa_id: identity.value } : {};
}
