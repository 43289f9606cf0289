import { describe, expect, it } from 'vitest';
import type { ChatMessage } from './api';
import { cardsOf, inventCustomer, mergeMessages, optionsOf, summaryOf } from './chat';
import { CATALOGUES, clockTime, dayTitle, listTime } from './texts';

const message = (wamid: string, changes: Partial<ChatMessage> = {}): ChatMessage => ({
  wamid,
  direction: 'business',
  type: 'text',
  content: { body: 'Oi' },
  reply_to: null,
  status: 'sent',
  reactions: {},
  edited_at: null,
  deleted_at: null,
  created_at: `2026-11-21T10:00:0${wamid}Z`,
  ...changes,
});

describe('the thread', () => {
  it('keeps the platform’s order and takes the newer version of a message', () => {
    const merged = mergeMessages([message('2')], [message('1'), message('2', { status: 'read' })]);
    expect(merged.map(({ wamid, status }) => [wamid, status])).toEqual([
      ['1', 'sent'],
      ['2', 'read'],
    ]);
  });

  it('is the same object when nothing changed, so that nothing is drawn again', () => {
    const known = [message('1')];
    expect(mergeMessages(known, [])).toBe(known);
  });
});

describe('what a customer can tap', () => {
  it('is the buttons or the rows of a list', () => {
    const buttons = message('1', {
      type: 'interactive',
      content: { action: { buttons: [{ reply: { id: 'a', title: 'Sim' } }] } },
    });
    const list = message('2', {
      type: 'interactive',
      content: {
        action: { sections: [{ rows: [{ id: 'b', title: 'Pix' }] }, { rows: [{ id: 'c', title: 'Boleto' }] }] },
      },
    });
    expect(optionsOf(buttons)).toEqual({ kind: 'button_reply', options: [{ id: 'a', title: 'Sim' }] });
    expect(optionsOf(list).options.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(optionsOf(message('3')).options).toEqual([]);
    const template = message('4', { type: 'template', content: { name: 'aviso', shown: { buttons: ['Sim'] } } });
    expect(optionsOf(template)).toEqual({ kind: 'template_button', options: [{ id: 'Sim', title: 'Sim' }] });
  });
});

describe('a summary', () => {
  it.each([
    ['text', { body: 'Oi' }, 'Oi'],
    ['image', { caption: 'A foto' }, '📷 A foto'],
    ['document', { filename: 'boleto.pdf' }, '📄 boleto.pdf'],
    ['template', { name: 'aviso', shown: { body: 'Oi Ana' } }, '📋 Oi Ana'],
    ['interactive', { body: { text: 'Escolha' } }, 'Escolha'],
    ['location', { name: 'MASP' }, '📍 MASP'],
    ['contacts', { items: [{ name: { formatted_name: 'Ana' } }, { name: { formatted_name: 'Bia' } }] }, '👤 Ana, Bia'],
    [null, null, ''],
  ])('of %s', (type, content, expected) => expect(summaryOf(type, content)).toBe(expected));
});

it('shows all of a contact card', () => {
  const card = {
    name: { formatted_name: 'José' },
    org: { company: 'Sol', title: 'Gerente' },
    phones: [{ phone: '+5511987654321', wa_id: '5511987654321' }, { wa_id: '5511912345678' }],
    emails: [{ email: 'jose@exemplo.com.br' }],
  };
  expect(cardsOf({ items: [card, { name: { formatted_name: 'Ana' } }] })).toEqual([
    { name: 'José', lines: ['Gerente · Sol', '+5511987654321', '5511912345678', 'jose@exemplo.com.br'] },
    { name: 'Ana', lines: [] },
  ]);
});

it('invents a customer with a Brazilian mobile number', () => {
  expect(inventCustomer(() => 0).waId).toMatch(/^55119\d{8}$/);
  expect(inventCustomer(() => 0.999).name).toBe('Marcos Vieira');
});

it('speaks every language completely', () => {
  const [source, ...others] = Object.values(CATALOGUES).map((catalogue) => Object.keys(catalogue).sort());
  for (const keys of others) expect(keys).toEqual(source);
});

it('tells the time in Brasília, wherever the browser stands', () => {
  const now = Date.parse('2026-11-21T02:30:00Z');
  expect(clockTime('2026-11-21T02:05:00Z')).toBe('23:05');
  expect(listTime('2026-11-20T03:00:00Z', now)).toBe('00:00');
  expect(listTime('2026-11-20T02:59:00Z', now)).toBe('19/11');
  expect(dayTitle('2026-11-20T12:00:00Z', now)).toBe('Hoje');
  expect(dayTitle('2026-11-19T12:00:00Z', now)).toBe('19 de novembro');
});
