import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api as remote } from '@shared/api/client';
import type { RealtimeEvent } from '@shared/api/types';
import { eventually } from '@/test/eventually';
import { createFakeApi } from '@/test/fakeApi';
import { session as sample } from '@/test/samples';
import { draftStore, flushDrafts, saveDraft } from './drafts';
import { chooseDatabase, database } from './idb';
import { leading } from './leader';
import { connection, openConversation, startLive, typingStore, viewersStore } from './live';
import { keepQueries, restoreQueries } from './localCache';
import { enqueue, outboxStore } from './outbox';
import { keys, queryClient } from './queryClient';
import {
  checkSession,
  currentSession,
  followOtherWindows,
  may,
  moveTo,
  openRememberedSession,
  sessionEnded,
  sessionStore,
  signIn,
  signOut,
} from './session';

let api: ReturnType<typeof createFakeApi>;

beforeEach(async () => {
  api = createFakeApi();
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    api.handle(new Request(new URL(url, 'http://localhost'), init)),
  );
  await signIn('demo@plataforma.com', 'demo123');
});

afterEach(async () => {
  vi.restoreAllMocks();
  await signOut();
  vi.unstubAllGlobals();
});

describe('session', () => {
  it('is remembered without its token, and knows what may be done', () => {
    expect(currentSession().user.name).toBe('Ana Souza');
    expect(localStorage.getItem('central.session')).not.toContain('"token"');
    expect([may('channels.manage'), may('users.manage')]).toEqual([true, false]);
  });

  it('is refused with a wrong password', async () => {
    await expect(signIn('demo@plataforma.com', 'x')).rejects.toMatchObject({ status: 401 });
  });

  it('stays while the server cannot be reached, and ends when the server says so', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await checkSession();
    expect(sessionStore.read()).not.toBeNull();
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status: 401 })));
    await checkSession();
    expect([sessionStore.read(), sessionEnded.read()]).toEqual([null, true]);
    expect(() => currentSession()).toThrow('nobody');
  });

  it('takes everything kept on the device with it', async () => {
    saveDraft('c', 'reply', 'segredo');
    await flushDrafts();
    await signOut();
    expect(draftStore.read()).toEqual({});
    expect((await indexedDB.databases()).map((one) => one.name)).not.toContain(
      `central-${sample.account.id}-${sample.user.id}`,
    );
    expect(localStorage.getItem('central.session')).toBeNull();
  });
});

describe('several companies', () => {
  const elsewhere = { ...sample, account: { ...sample.account, id: 'account-2', name: 'Loja' } };
  const restarted = () => vi.spyOn(location, 'replace').mockImplementation(() => undefined);

  it('begins anew in the other one, with what was being written kept where it belongs', async () => {
    const restart = restarted();
    saveDraft('c', 'reply', 'para depois');
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(elsewhere, { status: 201 })));
    await moveTo('account-2');
    expect(restart).toHaveBeenCalledWith('/');
    expect(localStorage.getItem('central.session')).toContain('account-2');
    expect(await (await database()).count('drafts')).toBe(1);
    expect(sessionStore.read()?.account.id).toBe(sample.account.id);
  });

  it('stays where it is when the server refuses', async () => {
    const restart = restarted();
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ error: { code: 'not_found' } }, { status: 404 })));
    await expect(moveTo('account-3')).rejects.toMatchObject({ status: 404 });
    expect(restart).not.toHaveBeenCalled();
    expect(localStorage.getItem('central.session')).toContain(sample.account.id);
  });

  it('names the company on the screen, and begins anew when the session is in another one by now', async () => {
    const restart = restarted();
    const asked: (string | null)[] = [];
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      asked.push(new Headers(init.headers).get('x-account-id'));
      return Promise.resolve(
        url.endsWith('/session')
          ? Response.json(elsewhere)
          : Response.json({ error: { code: 'other_account' } }, { status: 409 }),
      );
    });
    await expect(remote.conversations.counts()).rejects.toMatchObject({ code: 'other_account' });
    await eventually(() => expect(restart).toHaveBeenCalledWith('/'));
    // The session itself is asked for as it is; nothing of the other company is taken over into this one.
    expect(asked).toEqual([sample.account.id, null]);
    expect(sessionStore.read()?.account.id).toBe(sample.account.id);
    expect(localStorage.getItem('central.session')).toContain('account-2');
  });

  it('follows another window at once', () => {
    const restart = restarted();
    followOtherWindows();
    localStorage.setItem('central.session', JSON.stringify(sample));
    dispatchEvent(new StorageEvent('storage', { key: 'central.session' }));
    dispatchEvent(new StorageEvent('storage', { key: 'other' }));
    expect(restart).not.toHaveBeenCalled();
    localStorage.setItem('central.session', JSON.stringify(elsewhere));
    dispatchEvent(new StorageEvent('storage', { key: 'central.session' }));
    expect(restart).toHaveBeenCalledWith('/');
  });

  it('leaves nothing of any of them behind when signing out', async () => {
    chooseDatabase('account-2', sample.user.id);
    await database();
    chooseDatabase(sample.account.id, sample.user.id);
    await signOut();
    expect((await indexedDB.databases()).map((one) => one.name).filter((name) => name?.startsWith('central-'))).toEqual(
      [],
    );
  });
});

describe('data kept on the device', () => {
  it('comes back after a reload, marked as old, first page only', async () => {
    const stop = keepQueries();
    await queryClient.fetchQuery({ queryKey: keys.counts, queryFn: () => Promise.resolve({ mine: 3 }) });
    const filters = { view: 'mine', status: 'open' };
    await queryClient.fetchQuery({
      queryKey: keys.conversations(filters),
      queryFn: () => Promise.resolve({ pages: [{ items: [1] }, { items: [2] }], pageParams: [null, 'x'] }),
    });
    await queryClient.fetchQuery({ queryKey: keys.presence, queryFn: () => Promise.resolve('not kept') });
    await eventually(async () => expect(await (await database()).count('queries')).toBe(2));
    stop();
    queryClient.clear();
    await openRememberedSession();
    expect(queryClient.getQueryData(keys.counts)).toEqual({ mine: 3 });
    expect(queryClient.getQueryData(keys.conversations(filters))).toEqual({
      pages: [{ items: [1] }],
      pageParams: [null],
    });
    expect(queryClient.getQueryState(keys.counts)?.isInvalidated).toBe(true);
  });

  it('is not shown when it is older than a week', async () => {
    await (
      await database()
    ).put('queries', { key: JSON.stringify(keys.counts), data: { mine: 1 }, updated_at: Date.now() - 8 * 86_400_000 });
    await restoreQueries();
    expect(queryClient.getQueryData(keys.counts)).toBeUndefined();
  });

  it('keeps only the newest of each kind', async () => {
    const db = await database();
    for (let index = 0; index < 14; index += 1)
      await db.put('queries', {
        key: JSON.stringify(['conversations', { q: index }]),
        data: {},
        updated_at: index + 1,
      });
    const stop = keepQueries();
    await queryClient.fetchQuery({ queryKey: keys.labels, queryFn: () => Promise.resolve([]) });
    await eventually(async () => expect(await db.count('queries')).toBe(13));
    stop();
    expect(await db.get('queries', JSON.stringify(['conversations', { q: 0 }]))).toBeUndefined();
  });
});

describe('live data', () => {
  class FakeSocket {
    static all: FakeSocket[] = [];
    readyState = 0;
    sent: string[] = [];
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: string }) => void) | null = null;
    onclose: (() => void) | null = null;
    onerror: (() => void) | null = null;
    constructor(readonly url: URL) {
      FakeSocket.all.push(this);
    }
    send(data: string) {
      this.sent.push(data);
    }
    close() {
      this.readyState = 3;
    }
  }

  it('follows the socket, says what is on screen, shows who types, and passes events to other tabs', async () => {
    vi.stubGlobal('WebSocket', FakeSocket);
    const told: { kind: string }[] = [];
    const tab = new BroadcastChannel(`central-${sample.account.id}-${sample.user.id}`);
    tab.onmessage = (event: MessageEvent<{ kind: string }>) => told.push(event.data);
    const stop = startLive();
    await eventually(() => expect(FakeSocket.all).toHaveLength(1));
    expect(leading.read()).toBe(true);
    const socket = FakeSocket.all[0] as FakeSocket;
    expect(String(socket.url)).toMatch(/^ws:.*\/ws\?ticket=ticket&idle_seconds=0$/);
    socket.readyState = 1;
    socket.onopen?.();
    await eventually(() => expect(connection.read()).toBe('online'));

    openConversation.write('conversation-1');
    expect(socket.sent).toContain('{"action":"view","conversation_id":"conversation-1"}');
    const bia = { id: 'user-bia', name: 'Bia', avatar_url: null };
    const say = (message: object) => socket.onmessage?.({ data: JSON.stringify(message) });
    say({ type: 'viewing', conversation_id: 'conversation-1', viewers: [bia, { ...bia, id: 'user-ana' }] });
    say({ type: 'typing', conversation_id: 'conversation-1', user: bia, state: 'on' });
    expect(viewersStore.read()['conversation-1']).toEqual([bia]);
    expect(typingStore.read()['conversation-1']?.[0]).toMatchObject({ name: 'Bia', kind: 'agent' });
    say({ type: 'typing', conversation_id: 'conversation-1', user: bia, state: 'off' });
    expect(typingStore.read()['conversation-1']).toEqual([]);

    const event: RealtimeEvent = {
      sequence: 101,
      type: 'ticket_updated',
      conversation_id: 'conversation-1',
      occurred_at: new Date().toISOString(),
      data: { conversation: { ...api.conversations.get('conversation-1'), version: 9, subject: 'novo' } },
    };
    say({ type: 'events', after: 100, until: 101, events: [event] });
    expect(queryClient.getQueryData(keys.conversation('conversation-1'))).toMatchObject({ subject: 'novo' });
    await eventually(() =>
      expect(told.map((one) => one.kind)).toEqual(expect.arrayContaining(['state', 'events', 'ephemeral'])),
    );

    // Who is shown to look depends on whose it is: after it changed hands it is said again.
    const looks = () => socket.sent.filter((sent) => sent.includes('"view"')).length;
    const before = looks();
    const other = { ...api.conversations.get('conversation-1'), version: 10, assignee: bia };
    const moved = { ...event, sequence: 102, type: 'ticket_assigned', data: { conversation: other } };
    say({ type: 'events', after: 101, until: 102, events: [moved] });
    expect(looks()).toBe(before + 1);

    const entry = enqueue('conversation-1', { type: 'text', text: 'oi' }, { text: 'oi' });
    await eventually(() => expect(outboxStore.read()).toEqual([]));
    expect(api.sent.get(entry.client_id)?.text).toBe('oi');
    dispatchEvent(new Event('offline'));
    expect(connection.read()).toBe('offline');
    stop();
    expect([connection.read(), leading.read()]).toEqual(['stopped', false]);
    tab.close();
  });
});
