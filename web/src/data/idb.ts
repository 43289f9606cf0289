import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { NewMessage } from '@shared/api/types';

export interface Draft {
  key: string;
  conversation_id: string;
  mode: 'reply' | 'note';
  text: string;
  saved_at: number;
}

export interface OutboxEntry {
  client_id: string;
  conversation_id: string;
  body: NewMessage;
  /** Words shown on the bubble while the message has no server version. */
  preview: { text: string; file_name?: string; mime_type?: string; bytes?: number };
  created_at: number;
  state: 'queued' | 'sending' | 'failed' | 'ask';
  attempts: number;
  error: { code: string; message: string } | null;
}

export interface CachedQuery {
  key: string;
  data: unknown;
  updated_at: number;
}

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft };
  outbox: { key: string; value: OutboxEntry; indexes: { created_at: number } };
  queries: { key: string; value: CachedQuery; indexes: { updated_at: number } };
  meta: { key: string; value: { key: string; value: unknown } };
}

export type Database = IDBPDatabase<Schema>;

const VERSION = 1;
const PREFIX = 'central-';
let opened: Promise<Database> | null = null;
let name: string | null = null;

/** Chooses the database of one account and user; everything local lives in it. */
export function chooseDatabase(accountId: string, userId: string): void {
  const next = `${PREFIX}${accountId}-${userId}`;
  if (name === next) return;
  // One that stays open would stand in the way of whoever forgets everything.
  void opened?.then((db) => db.close()).catch(() => undefined);
  name = next;
  opened = null;
}

/**
 * The open database.
 *
 * @throws Error when nobody is signed in or the browser refuses storage; callers go on without local data
 */
export function database(): Promise<Database> {
  if (!name) return Promise.reject(new Error('no database chosen'));
  opened ??= openDB<Schema>(name, VERSION, {
    upgrade(db) {
      db.createObjectStore('drafts', { keyPath: 'key' });
      db.createObjectStore('outbox', { keyPath: 'client_id' }).createIndex('created_at', 'created_at');
      db.createObjectStore('queries', { keyPath: 'key' }).createIndex('updated_at', 'updated_at');
      db.createObjectStore('meta', { keyPath: 'key' });
    },
    blocking() {
      // Another tab wants to delete or upgrade: do not stand in its way.
      void opened?.then((db) => db.close());
      opened = null;
    },
  });
  return opened;
}

/** Forgets everything kept on this device, of every company: whoever signs out leaves nothing behind. */
export async function deleteDatabases(): Promise<void> {
  const current = name;
  const open = opened;
  name = null;
  opened = null;
  try {
    (await open)?.close();
    // Older browsers do not tell which there are: the one in use goes all the same.
    const known = (await indexedDB.databases?.())?.map((one) => one.name) ?? [];
    const ours = new Set([current, ...known.filter((one) => one?.startsWith(PREFIX))]);
    await Promise.all([...ours].map((one) => (one ? deleteDB(one) : undefined)));
  } catch {
    // Storage refused from the start: there is nothing to delete.
  }
}

export async function readMeta<Value>(key: string): Promise<Value | undefined> {
  try {
    return (await (await database()).get('meta', key))?.value as Value | undefined;
  } catch {
    return undefined;
  }
}

export async function writeMeta(key: string, value: unknown): Promise<void> {
  try {
    await (await database()).put('meta', { key, value });
  } catch {
    // A cache that cannot be written is only a slower next start.
  }
}
