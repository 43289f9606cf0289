import { describe, expect, it } from 'vitest';
import { at, conversation, NOW } from '@/test/samples';
import type { ConversationFilters } from '../api/types';
import {
  belongs,
  flattenConversations,
  putConversation,
  removeConversation,
  replyWindow,
  type ConversationPages,
} from './conversations';

const mine: ConversationFilters = { view: 'mine', status: 'open' };
const pages = (ids: number[], next: string | null = null): ConversationPages => ({
  pages: [{ items: ids.map((index) => conversation({ id: `c${index}` }, index)), next_cursor: next }],
  pageParams: [null],
});
const ids = (data: ConversationPages) => flattenConversations(data).map((one) => one.id);

describe('belongs', () => {
  const base = conversation({ id: 'c', labels: ['exames'], priority: 9, unread_count: 1 });
  it.each([
    ['mine', {}, true],
    ['mine', { status: 'closed' }, false],
    ['unassigned', {}, false],
    ['waiting', {}, false],
    ['all', { label: 'exames' }, true],
    ['all', { label: 'outra' }, false],
    ['all', { priority: 'high' }, true],
    ['all', { priority: 'low' }, false],
    ['all', { unread: true }, true],
    ['all', { channel_id: 'x' }, false],
    ['all', { q: 'maria' }, null],
    ['all', { sla: 'late' }, false],
  ] as const)('%s %o → %s', (view, extra, expected) => {
    expect(belongs(base, { view, status: 'open', ...extra }, 'user-ana')).toBe(expected);
  });
});

describe('belongs to what is at risk or late', () => {
  const clock = (minutes: number | null) => ({
    target: 'resolution' as const,
    state: 'running' as const,
    due_at: minutes === null ? null : new Date(Date.now() + minutes * 60_000).toISOString(),
  });
  it.each([
    ['late', -1, true],
    ['late', 1, false],
    ['late', null, false],
    ['at_risk', -1, false],
    // Whether anybody was warned only the server knows.
    ['at_risk', 1, null],
    ['at_risk', null, false],
  ] as const)('%s, due in %s min → %s', (sla, minutes, expected) => {
    const one = conversation({ id: 'c', sla: clock(minutes) });
    expect(belongs(one, { view: 'all', status: 'open', sla }, 'user-ana')).toBe(expected);
  });
});

describe('putConversation', () => {
  it('moves a conversation with news to the top', () => {
    const news = conversation({ id: 'c2', version: 2, last_activity_at: at(-1) }, 2);
    expect(ids(putConversation(pages([0, 1, 2]), news, mine, 'user-ana'))).toEqual(['c2', 'c0', 'c1']);
  });

  it('takes out what no longer belongs', () => {
    const gone = conversation({ id: 'c1', version: 2, assignee: null }, 1);
    expect(ids(putConversation(pages([0, 1]), gone, mine, 'user-ana'))).toEqual(['c0']);
  });

  it('ignores an older version', () => {
    const data = pages([0]);
    const old = conversation({ id: 'c0', version: 0, unread_count: 9 });
    expect(putConversation(data, old, mine, 'user-ana')).toBe(data);
  });

  it('leaves a row beyond the loaded pages to its page', () => {
    const far = conversation({ id: 'c9' }, 9);
    expect(ids(putConversation(pages([0, 1], 'more'), far, mine, 'user-ana'))).toEqual(['c0', 'c1']);
    expect(ids(putConversation(pages([0, 1]), far, mine, 'user-ana'))).toEqual(['c0', 'c1', 'c9']);
  });

  it('updates search results in place and adds none', () => {
    const filters: ConversationFilters = { view: 'all', status: 'any', q: 'x' };
    const changed = conversation({ id: 'c1', version: 2, last_activity_at: at(-5) }, 1);
    expect(ids(putConversation(pages([0, 1]), changed, filters, 'user-ana'))).toEqual(['c0', 'c1']);
    expect(ids(putConversation(pages([0]), conversation({ id: 'new' }), filters, 'user-ana'))).toEqual(['c0']);
  });

  it('keeps the order of priority lists', () => {
    const urgent = conversation({ id: 'c2', version: 2, priority: 10 }, 2);
    expect(ids(putConversation(pages([0, 1]), urgent, { ...mine, sort: '-priority' }, 'user-ana'))[0]).toBe('c2');
  });

  it('forgets a conversation', () => {
    expect(ids(removeConversation(pages([0, 1]), 'c0'))).toEqual(['c1']);
  });
});

describe('replyWindow', () => {
  it('is open until its end, closed without one, and absent on channels that have none', () => {
    expect(replyWindow(conversation({ id: 'c', window_expires_at: at(-60) }), NOW)).toEqual({
      open: true,
      remaining: 3_600_000,
    });
    expect(replyWindow(conversation({ id: 'c', window_expires_at: at(0) }), NOW).open).toBe(false);
    expect(replyWindow(conversation({ id: 'c', window_expires_at: null }), NOW).open).toBe(false);
    expect(
      replyWindow(
        conversation({ id: 'c', window_expires_at: null, channel: { id: 'e', type: 'email', name: 'E' } }),
        NOW,
      ),
    ).toEqual({ open: true, remaining: null });
  });
});
