import type { Query } from '@tanstack/react-query';
import { database } from './idb';
import { queryClient } from './queryClient';

/** Which queries are kept on the device, with how many entries of each kind. */
const KEPT: Record<string, number> = {
  conversations: 12,
  conversation: 200,
  messages: 200,
  counts: 1,
  channels: 1,
  queues: 1,
  users: 1,
  labels: 1,
};
/** Oldest data that is still shown, in milliseconds. */
const OLDEST = 7 * 86_400_000;
const WRITE_AFTER = 800;

interface Paged {
  pages: unknown[];
  pageParams: unknown[];
}

const isPaged = (data: unknown): data is Paged =>
  typeof data === 'object' && data !== null && 'pages' in data && 'pageParams' in data;

/** Only the first page of a list is kept: the rest comes back by scrolling. */
function shorten(data: unknown): unknown {
  return isPaged(data) ? { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) } : data;
}

const kindOf = (query: Query): string => String(query.queryKey[0]);

/** Paints from the device: fills the query cache with what the last page knew, marked as old. */
export async function restoreQueries(): Promise<void> {
  try {
    const stored = await (await database()).getAll('queries');
    for (const entry of stored) {
      if (Date.now() - entry.updated_at > OLDEST) continue;
      const key = JSON.parse(entry.key) as unknown[];
      if (queryClient.getQueryData(key) === undefined)
        queryClient.setQueryData(key, entry.data, { updatedAt: entry.updated_at });
    }
    // Stale, not wrong: whatever is on screen is fetched again.
    await queryClient.invalidateQueries({ refetchType: 'none' });
  } catch {
    // A device without storage starts empty.
  }
}

/** Keeps the device's copy up to date; @returns a function that stops it. */
export function keepQueries(): () => void {
  const pending = new Map<string, Query>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const write = async () => {
    timer = null;
    const batch = [...pending.entries()];
    pending.clear();
    try {
      const db = await database();
      const transaction = db.transaction('queries', 'readwrite');
      for (const [key, query] of batch) {
        await transaction.store.put({ key, data: shorten(query.state.data), updated_at: query.state.dataUpdatedAt });
      }
      await prune(await transaction.store.index('updated_at').getAllKeys(), (key) => transaction.store.delete(key));
      await transaction.done;
    } catch {
      // Full or refused storage: the app goes on from memory.
    }
  };

  const unsubscribe = queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return;
    if (!(kindOf(event.query) in KEPT)) return;
    pending.set(JSON.stringify(event.query.queryKey), event.query);
    timer ??= setTimeout(() => void write(), WRITE_AFTER);
  });
  return () => {
    unsubscribe();
    if (timer) clearTimeout(timer);
  };
}

/** Deletes the oldest entries above the number kept of each kind. `byAge` is oldest first. */
async function prune(byAge: string[], remove: (key: string) => Promise<void>): Promise<void> {
  const counts: Record<string, number> = {};
  for (const key of byAge.slice().reverse()) {
    const kind = String((JSON.parse(key) as unknown[])[0]);
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (counts[kind] > (KEPT[kind] ?? 0)) await remove(key);
  }
}
