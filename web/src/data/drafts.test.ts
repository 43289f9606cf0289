import { beforeEach, expect, it, vi } from 'vitest';
import {
  deleteDraft,
  draftStore,
  flushDrafts,
  forgetDrafts,
  loadDrafts,
  readDraft,
  SAVE_AFTER,
  saveDraft,
} from './drafts';
import { database, deleteDatabases, chooseDatabase } from './idb';

beforeEach(async () => {
  forgetDrafts();
  await deleteDatabases();
  chooseDatabase('account', 'user');
});

const stored = async () => (await (await database()).getAll('drafts')).map((draft) => [draft.key, draft.text]);

it('keeps a reply and a note of one conversation apart', async () => {
  saveDraft('c', 'reply', 'olá');
  saveDraft('c', 'note', 'só para nós');
  await flushDrafts();
  expect(await stored()).toEqual([
    ['c:note', 'só para nós'],
    ['c:reply', 'olá'],
  ]);
});

it('writes after a pause, the last words only', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  saveDraft('c', 'reply', 'o');
  saveDraft('c', 'reply', 'olá');
  expect(readDraft('c', 'reply')).toBe('olá');
  vi.advanceTimersByTime(SAVE_AFTER);
  vi.useRealTimers();
  await flushDrafts();
  expect(await stored()).toEqual([['c:reply', 'olá']]);
});

it('never brings a sent draft back by a late save', async () => {
  saveDraft('c', 'reply', 'vai ser enviado');
  const late = flushDrafts();
  deleteDraft('c', 'reply');
  await late;
  await flushDrafts();
  expect(await stored()).toEqual([]);
  expect(readDraft('c', 'reply')).toBe('');
});

it('counts empty text as no draft', async () => {
  saveDraft('c', 'reply', 'algo');
  saveDraft('c', 'reply', '   ');
  await flushDrafts();
  expect(draftStore.read()).toEqual({});
  expect(await stored()).toEqual([]);
});

it('reads drafts of an earlier visit, without losing what was typed meanwhile', async () => {
  saveDraft('old', 'reply', 'de ontem');
  saveDraft('both', 'reply', 'antigo');
  await flushDrafts();
  draftStore.write({ 'both:reply': 'novo' });
  await loadDrafts();
  expect(draftStore.read()).toEqual({ 'old:reply': 'de ontem', 'both:reply': 'novo' });
});
