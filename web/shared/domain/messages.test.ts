import { describe, expect, it } from 'vitest';
import { at, message } from '@/test/samples';
import { flattenMessages, mergeMessage, putMessage, threadItems, type MessagePages } from './messages';

const pages = (...lists: ReturnType<typeof message>[][]): MessagePages => ({
  pages: lists.map((items, index) => ({ items, next_cursor: index === lists.length - 1 ? 'more' : null })),
  pageParams: lists.map(() => null),
});
const sent = (fields: Parameters<typeof message>[0]) =>
  message({ direction: 'out', author: { type: 'agent', id: 'a', name: 'Ana' }, ...fields });

describe('mergeMessage', () => {
  it.each([
    ['pending', 'delivered', 'delivered'],
    ['delivered', 'sent', 'delivered'],
    ['read', 'delivered', 'read'],
    ['unknown', 'delivered', 'delivered'],
    ['sent', 'failed', 'failed'],
    ['failed', 'pending', 'pending'],
  ] as const)('%s then %s is %s', (before, after, result) => {
    expect(mergeMessage(sent({ id: '1', status: before }), sent({ id: '1', status: after })).status).toBe(result);
  });

  it('keeps times that the newer version does not know', () => {
    const merged = mergeMessage(
      sent({ id: '1', delivered_at: at(1) }),
      sent({ id: '1', delivered_at: null, read_at: at(0) }),
    );
    expect([merged.delivered_at, merged.read_at]).toEqual([at(1), at(0)]);
  });
});

describe('putMessage', () => {
  it('inserts at its sequence, also late', () => {
    const data = pages([message({ id: '3', sequence: 3 }), message({ id: '1', sequence: 1 })]);
    expect(flattenMessages(putMessage(data, message({ id: '2', sequence: 2 }))).map((one) => one.id)).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  it('replaces what has the same client id instead of doubling it', () => {
    const data = pages([sent({ id: 'local', client_id: 'c', sequence: 9 })]);
    const result = flattenMessages(
      putMessage(data, sent({ id: 'server', client_id: 'c', sequence: 9, status: 'sent' })),
    );
    expect(result.map((one) => [one.id, one.status])).toEqual([['server', 'sent']]);
  });

  it('leaves what is older than all that is loaded to its page', () => {
    const data = pages([message({ id: '5', sequence: 5 })]);
    expect(putMessage(data, message({ id: '1', sequence: 1 }))).toBe(data);
  });

  it('applied twice changes nothing', () => {
    const once = putMessage(pages([message({ id: '1' })]), message({ id: '2', sequence: 2 }));
    expect(flattenMessages(putMessage(once, message({ id: '2', sequence: 2 })))).toHaveLength(2);
  });
});

describe('threadItems', () => {
  const day = (iso: string) => iso.slice(0, 10);

  it('groups by sender within five minutes', () => {
    const list = [
      message({ id: '1', sequence: 1, created_at: at(20) }),
      message({ id: '2', sequence: 2, created_at: at(18) }),
      message({ id: '3', sequence: 3, created_at: at(2) }),
    ];
    const shown = threadItems(list, day, null).flatMap((item) =>
      item.kind === 'message' ? [[item.message.id, item.first, item.last]] : [],
    );
    expect(shown).toEqual([
      ['1', true, false],
      ['2', false, true],
      ['3', true, true],
    ]);
  });

  it('never puts a note into a group of replies', () => {
    const list = [
      sent({ id: '1', sequence: 1, created_at: at(3) }),
      sent({ id: '2', sequence: 2, private: true, created_at: at(2) }),
    ];
    expect(threadItems(list, day, null).filter((item) => item.kind === 'message' && item.first)).toHaveLength(2);
  });

  it('draws the divider once, before the first unread message of the contact', () => {
    const list = [
      message({ id: '1', sequence: 1 }),
      message({ id: '2', sequence: 2 }),
      message({ id: '3', sequence: 3 }),
    ];
    const kinds = threadItems(list, day, 1).map((item) =>
      item.kind === 'unread' ? `unread ${item.count}` : item.kind,
    );
    expect(kinds).toEqual(['day', 'message', 'unread 2', 'message', 'message']);
  });

  it('keeps the key of a bubble when its stored version arrives', () => {
    const key = (id: string) => threadItems([sent({ id, client_id: 'c' })], day, null)[1]?.key;
    expect(key('local')).toBe(key('server'));
  });
});
