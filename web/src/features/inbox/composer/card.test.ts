import { describe, expect, it } from 'vitest';
import type { Contact } from '@shared/api/types';
import { EMPTY_CARD, formOf, readCard } from './card';

const known = (value: string, kind = 'wa_phone'): Contact =>
  ({ name: 'Ana Souza', phone: '+5511987654321', email: null, identities: [{ kind, value }] }) as unknown as Contact;

describe('a contact card', () => {
  it('has what was typed, each number once and in full', () => {
    const form = {
      name: ' Ana Souza ',
      phones: ['(11) 98765-4321', '', '+5511987654321', '+1 415 555 0100'],
      email: ' ana@exemplo.com.br ',
      organization: ' Loja Sol ',
    };
    expect(readCard(form, null)).toEqual({
      card: {
        name: 'Ana Souza',
        phones: [{ phone: '+5511987654321' }, { phone: '+14155550100' }],
        emails: [{ email: 'ana@exemplo.com.br' }],
        organization: 'Loja Sol',
      },
      problems: {},
    });
  });

  it.each([
    ['the name', { phones: ['11 98765-4321'] }, { name: 'card.nameMissing' }],
    ['a way to reach them', { name: 'Ana' }, { phone0: 'card.reachMissing' }],
    ['a number that can be one', { name: 'Ana', phones: ['11 98765-4321', '123'] }, { phone1: 'panel.phoneInvalid' }],
    ['an e-mail that can be one', { name: 'Ana', email: 'ana@' }, { email: 'signIn.emailInvalid' }],
  ])('needs %s', (_, typed, problems) =>
    expect(readCard({ ...EMPTY_CARD, ...typed }, null)).toEqual({ card: null, problems }),
  );

  it('may have an e-mail only', () => {
    const { card } = readCard({ ...EMPTY_CARD, name: 'Ana', email: 'ana@exemplo.com.br' }, null);
    expect(card).toEqual({ name: 'Ana', emails: [{ email: 'ana@exemplo.com.br' }] });
  });

  it('is filled from a contact', () => {
    const contact = { name: 'Ana', phone: '+5511987654321', email: 'ana@exemplo.com.br' };
    expect(formOf(contact)).toEqual({
      name: 'Ana',
      phones: ['+55 11 98765-4321'],
      email: 'ana@exemplo.com.br',
      organization: '',
    });
    expect(formOf({ name: '', phone: null, email: null })).toEqual(EMPTY_CARD);
  });

  it.each([
    ['the same', known('5511987654321'), '5511987654321'],
    ['an old one without the ninth digit', known('551187654321'), '551187654321'],
    ["somebody else's", known('5511912345678'), undefined],
    ['no number', known('BR.123', 'wa_user'), undefined],
    ['not known', null, undefined],
  ])("carries WhatsApp's id of the number: %s", (_, contact, id) => {
    const { card } = readCard({ ...EMPTY_CARD, name: 'Ana', phones: ['11 98765-4321'] }, contact);
    expect(card?.phones?.[0]?.wa_id).toBe(id);
  });
});
