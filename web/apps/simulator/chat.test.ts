import { describe, expect, it } from 'vitest';
import type { ChatMessage } from './api';
import { inventCustomer, mergeMessages, optionsOf, summaryOf } from './chat';
import { CATALOGUES } from './texts';

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
  });
});

describe('a summary', () => {
  it.each([
    ['text', { body: 'Oi' }, 'Oi'],
    ['image', { caption: 'A foto' }, '📷 A foto'],
    ['document', { filename: 'boleto.pdf' }, '📄 boleto.pdf'],
    ['interactive', { body: { text: 'Escolha' } }, 'Escolha'],
    [null, null, ''],
  ])('of %s', (type, content, expected) => expect(summaryOf(type, content)).toBe(expected));
});

it('invents a customer with a Brazilian mobile number', () => {
  expect(inventCustomer(() => 0).waId).toMatch(/^55119\d{8}$/);
  expect(inventCustomer(() => 0.999).name).toBe('Marcos Vieira');
});

it('speaks every language completely', () => {
  const [source, ...others] = Object.values(CATALOGUES).map((catalogue) => Object.keys(catalogue).sort());
  for (const keys of others) expect(keys).toEqual(source);
});
