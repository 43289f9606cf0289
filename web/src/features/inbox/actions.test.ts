import { beforeEach, expect, it, vi } from 'vitest';
import { applyEvents } from '@/data/live';
import { keys, queryClient } from '@/data/queryClient';
import { sessionStore } from '@/data/session';
import { at, conversation, session } from '@/test/samples';
import { knownConversation, transfer } from './actions';

beforeEach(() => {
  queryClient.clear();
  sessionStore.write(session);
});

it('does not bring back a conversation that was given away to where its giver may not look', async () => {
  const known = conversation({ id: 'c0', version: 1 });
  queryClient.setQueryData(keys.conversation('c0'), known);
  vi.stubGlobal('fetch', () => {
    applyEvents(
      [{ sequence: 1, type: 'ticket_transferred', conversation_id: 'c0', occurred_at: at(0), data: { removed: true } }],
      false,
    );
    return Promise.resolve(Response.json({ ...known, version: 2 }));
  });
  await transfer('c0', { user_id: 'user-bia' }, 'Bia', '');
  expect(knownConversation('c0')).toBeUndefined();
  vi.unstubAllGlobals();
});
