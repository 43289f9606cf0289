import { database, type Draft } from './idb';
import { createStore } from './store';

export type ComposerMode = 'reply' | 'note';

/** Pause after the last key before a draft is written, in milliseconds. */
export const SAVE_AFTER = 400;

const keyOf = (conversationId: string, mode: ComposerMode): string => `${conversationId}:${mode}`;

/** Drafts by key; the list reads reply drafts from here. */
export const draftStore = createStore<Readonly<Record<string, string>>>({});

const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** Writes run one after the other, so that a late save cannot bring a deleted draft back. */
let writes: Promise<unknown> = Promise.resolve();

function persist(key: string): void {
  const timer = timers.get(key);
  if (timer) clearTimeout(timer);
  timers.delete(key);
  writes = writes
    .then(async () => {
      const db = await database();
      const text = draftStore.read()[key];
      const [conversation_id = '', mode = 'reply'] = key.split(':') as [string, ComposerMode];
      const draft: Draft = { key, conversation_id, mode, text: text ?? '', saved_at: Date.now() };
      // What is written is what the store holds now, not what it held when the save was asked for.
      await (text ? db.put('drafts', draft) : db.delete('drafts', key));
    })
    .catch(() => undefined);
}

/** Reads all drafts into memory; called once after sign-in. */
export async function loadDrafts(): Promise<void> {
  try {
    const all = await (await database()).getAll('drafts');
    draftStore.write((current) => ({ ...Object.fromEntries(all.map((draft) => [draft.key, draft.text])), ...current }));
  } catch {
    // No storage: drafts live as long as the page.
  }
}

export const readDraft = (conversationId: string, mode: ComposerMode): string =>
  draftStore.read()[keyOf(conversationId, mode)] ?? '';

/** Keeps a draft: in memory at once, on disk after a pause. */
export function saveDraft(conversationId: string, mode: ComposerMode, text: string): void {
  const key = keyOf(conversationId, mode);
  if (text.trim() === '') {
    deleteDraft(conversationId, mode);
    return;
  }
  draftStore.write((current) => ({ ...current, [key]: text }));
  const timer = timers.get(key);
  if (timer) clearTimeout(timer);
  timers.set(
    key,
    setTimeout(() => persist(key), SAVE_AFTER),
  );
}

export function deleteDraft(conversationId: string, mode: ComposerMode): void {
  const key = keyOf(conversationId, mode);
  if (!(key in draftStore.read()) && !timers.has(key)) return;
  draftStore.write((current) => Object.fromEntries(Object.entries(current).filter(([one]) => one !== key)));
  persist(key);
}

/** Writes what is still waiting; called when the page is hidden. */
export function flushDrafts(): Promise<unknown> {
  for (const key of [...timers.keys()]) persist(key);
  return writes;
}

export function forgetDrafts(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  draftStore.write({});
}
