import { beforeEach, expect, it } from 'vitest';
import { ApiError } from '@shared/api/client';
import type { Message, NewMessage } from '@shared/api/types';
import { eventually } from '@/test/eventually';
import { message, NOW } from '@/test/samples';
import { database, deleteDatabases, chooseDatabase } from './idb';
import {
  ASK_AFTER,
  configureOutbox,
  decide,
  discard,
  enqueue,
  flushOutbox,
  forgetOutbox,
  loadOutbox,
  optimisticMessage,
  outboxStore,
  resend,
  settle,
} from './outbox';

let online = true;
let now = NOW;
let answers: (() => Promise<Message>)[] = [];
let calls: { id: string; body: NewMessage; key: string }[] = [];
let arrived: Message[] = [];

const ok = (body: NewMessage) =>
  Promise.resolve(
    message({
      id: `server-${body.text ?? ''}`,
      direction: 'out',
      client_id: body.client_id ?? null,
      text: body.text ?? null,
    }),
  );

beforeEach(async () => {
  forgetOutbox();
  await deleteDatabases();
  chooseDatabase('account', 'user');
  [online, now, answers, calls, arrived] = [true, NOW, [], [], []];
  configureOutbox({
    send: (id, body, key) => {
      calls.push({ id, body, key });
      return answers.shift()?.() ?? ok(body);
    },
    onSent: (sent) => arrived.push(sent),
    isOnline: () => online,
    now: () => now,
  });
});

const write = (text: string, id = 'c') => enqueue(id, { type: 'text', text }, { text });
const texts = () => calls.map((call) => call.body.text);
const stored = async () => (await database()).getAll('outbox');

it('sends at once, with the client id as idempotency key, and forgets the entry', async () => {
  const entry = write('oi');
  await eventually(() => expect(outboxStore.read()).toEqual([]));
  expect(calls[0]).toMatchObject({ id: 'c', key: entry.client_id, body: { client_id: entry.client_id } });
  expect(arrived[0]?.client_id).toBe(entry.client_id);
  await eventually(async () => expect(await stored()).toEqual([]));
});

it('keeps the order within a conversation', async () => {
  for (const text of ['1', '2', '3']) write(text);
  await eventually(() => expect(outboxStore.read()).toEqual([]));
  expect(texts()).toEqual(['1', '2', '3']);
});

it('waits while offline and survives a reload', async () => {
  online = false;
  write('depois');
  await eventually(async () => expect(await stored()).toHaveLength(1));
  expect(calls).toEqual([]);
  forgetOutbox();
  online = true;
  await loadOutbox();
  await eventually(() => expect(texts()).toEqual(['depois']));
});

it('tries again with the same key after a lost answer', async () => {
  answers = [() => Promise.reject(new ApiError(0, 'network', ''))];
  const entry = write('oi');
  await eventually(() => expect(outboxStore.read()[0]?.state).toBe('queued'));
  flushOutbox();
  await eventually(() => expect(outboxStore.read()).toEqual([]));
  expect(calls.map((call) => call.key)).toEqual([entry.client_id, entry.client_id]);
});

it('keeps a refused message in place with its reason, and goes on with the next', async () => {
  answers = [() => Promise.reject(new ApiError(409, 'window_closed', 'A janela fechou.'))];
  const entry = write('tarde demais');
  write('outra');
  await eventually(() => expect(texts()).toEqual(['tarde demais', 'outra']));
  expect(outboxStore.read()).toMatchObject([{ state: 'failed', error: { code: 'window_closed' } }]);
  resend(entry.client_id);
  await eventually(() => expect(outboxStore.read()).toEqual([]));
});

it('asks before it sends what waited for half an hour', async () => {
  online = false;
  const entry = write('ainda?');
  now += ASK_AFTER + 1;
  online = true;
  flushOutbox();
  await eventually(() => expect(outboxStore.read()[0]?.state).toBe('ask'));
  expect(calls).toEqual([]);
  expect(decide({ ...entry, state: 'ask' }, now)).toBe('wait');
  await discard(entry.client_id);
  expect(outboxStore.read()).toEqual([]);
});

it('is settled by the stored message arriving another way', async () => {
  online = false;
  const entry = write('oi');
  settle(entry.client_id);
  settle(null);
  expect(outboxStore.read()).toEqual([]);
});

it('draws a bubble like a message', () => {
  const entry = enqueue(
    'c',
    { type: 'image', media_id: 'm', private: true },
    { text: 'legenda', file_name: 'a.jpg', mime_type: 'image/jpeg', bytes: 10 },
  );
  expect(optimisticMessage(entry, { id: 'me', name: 'Eu' })).toMatchObject({
    status: 'pending',
    private: true,
    text: 'legenda',
    media: [{ id: 'm', kind: 'image', state: 'pending' }],
  });
});
