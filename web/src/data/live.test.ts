import { beforeEach, expect, it, vi } from 'vitest';
import { api } from '@shared/api/client';
import type { Conversation, RealtimeEvent } from '@shared/api/types';
import { flattenConversations, type ConversationPages } from '@shared/domain/conversations';
import { flattenMessages, type MessagePages } from '@shared/domain/messages';
import { toastStore } from '@/ui/Toast/toast';
import { eventually } from '@/test/eventually';
import { at, conversation, message, session, users } from '@/test/samples';
import { applyEvents, arrivals, mergeConversation, openConversation, reset, typingStore } from './live';
import { keys, queryClient } from './queryClient';
import { sessionStore } from './session';

const mine = { view: 'mine', status: 'open' } as const;
let sequence = 0;
const event = (type: string, data: Record<string, unknown>, conversation_id: string | null = 'c0'): RealtimeEvent => ({
  sequence: ++sequence,
  type,
  conversation_id,
  occurred_at: at(0),
  data,
});
const list = () =>
  flattenConversations(queryClient.getQueryData<ConversationPages>(keys.conversations(mine))).map((one) => one.id);
const thread = () => flattenMessages(queryClient.getQueryData<MessagePages>(keys.messages('c0')));

beforeEach(() => {
  queryClient.clear();
  sessionStore.write(session);
  openConversation.write(null);
  arrivals.write([]);
  queryClient.setQueryData(keys.conversations(mine), {
    pages: [{ items: [conversation({ id: 'c1' }, 1)], next_cursor: null }],
    pageParams: [null],
  });
  queryClient.setQueryData(keys.messages('c0'), {
    pages: [{ items: [message({ id: 'm1', conversation_id: 'c0' })], next_cursor: null }],
    pageParams: [null],
  });
});

it('brings a message into its thread and its conversation to the top, once', () => {
  openConversation.write('c0');
  const arrival = event('new_message', {
    message: message({ id: 'm2', conversation_id: 'c0', sequence: 2 }),
    conversation: conversation({ id: 'c0', version: 2 }),
  });
  applyEvents([arrival, arrival], false);
  expect(thread().map((one) => one.id)).toEqual(['m1', 'm2']);
  expect(list()).toEqual(['c0', 'c1']);
  expect(arrivals.read().length).toBeGreaterThan(0);
});

it('moves ticks forward only', () => {
  const status = (value: 'delivered' | 'sent') =>
    event('message_status', { message: message({ id: 'm1', conversation_id: 'c0', direction: 'out', status: value }) });
  applyEvents([status('delivered'), status('sent')], false);
  expect(thread()[0]?.status).toBe('delivered');
});

it('asks anew for lists of what is at risk or late, and only those, when a clock says something', () => {
  const late = { view: 'all', status: 'open', sla: 'late' } as const;
  queryClient.setQueryData(keys.conversations(late), { pages: [], pageParams: [] });
  applyEvents([event('sla_breached', { target: 'resolution' })], false);
  expect(queryClient.getQueryState(keys.conversations(late))?.isInvalidated).toBe(true);
  expect(queryClient.getQueryState(keys.conversations(mine))?.isInvalidated).toBe(false);
});

it('forgets a conversation that may no longer be seen', () => {
  applyEvents([event('ticket_transferred', { removed: true }, 'c1')], false);
  expect(list()).toEqual([]);
});

it('keeps nothing that may be out of sight once rights have changed, and asks what they are now', async () => {
  const asked = vi.spyOn(api.session, 'read').mockResolvedValue({ ...session, permissions: ['conversations.read'] });
  reset();
  expect(list()).toEqual([]);
  expect(thread()).toEqual([]);
  await eventually(() => expect(sessionStore.read()?.permissions).toEqual(['conversations.read']));
  expect(asked).toHaveBeenCalledOnce();
});

it('takes the presence of colleagues into the list of agents', () => {
  queryClient.setQueryData(keys.users, { items: users, next_cursor: null });
  applyEvents([event('presence', { user_id: 'user-bia', state: 'pause' }, null)], false);
  expect(
    queryClient.getQueryData<{ items: typeof users }>(keys.users)?.items.find((user) => user.id === 'user-bia')
      ?.presence,
  ).toBe('pause');
});

it('says who put this person into another state, and why', async () => {
  queryClient.setQueryData(keys.users, { items: users, next_cursor: null });
  const forced = { user_id: session.user.id, state: 'pause', reason: 'Reunião agora', by_user_id: 'user-bia' };
  applyEvents([event('presence', { ...forced, by_user_id: session.user.id }, null)], false);
  applyEvents([event('presence', forced, null)], false);
  await eventually(() => expect(toastStore.read().map(({ text }) => text)).toHaveLength(1));
  expect(toastStore.read()[0]?.text).toBe('Bia Carvalho mudou seu estado para Em pausa. Reunião agora');
});

it('asks anew how the channels are when the system tells of one', () => {
  queryClient.setQueryData(keys.channels, { items: [], next_cursor: null });
  applyEvents([event('system_message', { kind: 'channel_error' }, null)], false);
  expect(queryClient.getQueryState(keys.channels)?.isInvalidated).toBe(true);
});

it('says what became of what a contact asked for by law', async () => {
  const requests = keys.subjectRequests('contact-1');
  queryClient.setQueryData(requests, []);
  const kind = 'subject_request_refused';
  applyEvents([event('system_message', { kind, text: 'erasure', audience: 'person' }, null)], true);
  const words = 'O pedido de cliente que você registrou foi recusado: apagar os dados.';
  await eventually(() => expect(toastStore.read().map(({ text }) => text)).toContain(words));
  expect(queryClient.getQueryState(requests)?.isInvalidated).toBe(true);
});

it('forgets a conversation that went to somebody else, and nothing brings it back', () => {
  mergeConversation(conversation({ id: 'c0', version: 5 }));
  applyEvents([event('ticket_assigned', { removed: true }, 'c0')], false);
  expect(queryClient.getQueryData(keys.conversation('c0'))).toBeUndefined();
});

it('keeps the newer version when an older answer comes late', () => {
  mergeConversation(conversation({ id: 'c0', version: 5, subject: 'novo' }));
  mergeConversation(conversation({ id: 'c0', version: 4, subject: 'velho' }));
  expect(queryClient.getQueryData<Conversation>(keys.conversation('c0'))?.subject).toBe('novo');
});

it('fetches what was too large for a frame', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return Promise.resolve(new Response(JSON.stringify(conversation({ id: 'c0', version: 3 }))));
  });
  applyEvents([event('new_message', { pointer: { conversation_id: 'c0', message_id: 'm9' } })], false);
  await eventually(() => expect(asked).toContain('/api/v1/conversations/c0'));
  await eventually(() => expect(list()).toContain('c0'));
  vi.unstubAllGlobals();
});

it('a sent message ends the typing of its author', () => {
  typingStore.write({ c0: [{ id: null, name: 'Maria', kind: 'contact', until: Date.now() + 5000 }] });
  applyEvents([event('new_message', { message: message({ id: 'm3', conversation_id: 'c0', sequence: 3 }) })], false);
  expect(typingStore.read()['c0']).toEqual([]);
});
