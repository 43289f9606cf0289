import { ApiError } from '@shared/api/client';
import type { Message, NewMessage } from '@shared/api/types';
import { database, type OutboxEntry } from './idb';
import { createStore } from './store';

/** Messages that waited longer than this are not sent without asking, in milliseconds. */
export const ASK_AFTER = 30 * 60_000;

export interface OutboxPorts {
  send(conversationId: string, body: NewMessage, idempotency: string): Promise<Message>;
  /** The server has the message: put it into the thread. */
  onSent(message: Message, entry: OutboxEntry): void;
  isOnline(): boolean;
  now(): number;
}

/** Entries by client id, in order of creation. */
export const outboxStore = createStore<readonly OutboxEntry[]>([]);

let ports: OutboxPorts | null = null;
const running = new Set<string>();
let retryTimer: ReturnType<typeof setTimeout> | null = null;

export function configureOutbox(next: OutboxPorts): void {
  ports = next;
}

async function keep(entry: OutboxEntry): Promise<void> {
  try {
    await (await database()).put('outbox', entry);
  } catch {
    // Without storage the message is still sent by this page.
  }
}

async function drop(clientId: string): Promise<void> {
  outboxStore.write((all) => all.filter((one) => one.client_id !== clientId));
  try {
    await (await database()).delete('outbox', clientId);
  } catch {
    // Nothing was stored.
  }
}

function change(clientId: string, fields: Partial<OutboxEntry>): OutboxEntry | null {
  let changed: OutboxEntry | null = null;
  outboxStore.write((all) => all.map((one) => (one.client_id === clientId ? (changed = { ...one, ...fields }) : one)));
  return changed;
}

/**
 * What happens to an entry when its turn comes.
 *
 * @param now current time in milliseconds since the epoch
 */
export function decide(entry: OutboxEntry, now: number): 'send' | 'ask' | 'wait' {
  if (entry.state === 'failed' || entry.state === 'ask') return 'wait';
  return now - entry.created_at > ASK_AFTER ? 'ask' : 'send';
}

/** Entries left by an earlier page: read back, the interrupted ones tried again with the same key. */
export async function loadOutbox(): Promise<void> {
  try {
    const stored = await (await database()).getAllFromIndex('outbox', 'created_at');
    const known = new Set(outboxStore.read().map((entry) => entry.client_id));
    const left = stored
      .filter((entry) => !known.has(entry.client_id))
      .map((entry) => (entry.state === 'sending' ? { ...entry, state: 'queued' as const } : entry));
    outboxStore.write((all) => [...left, ...all]);
  } catch {
    // No storage, no leftovers.
  }
  flushOutbox();
}

/** Puts a message in line and tries at once. */
export function enqueue(conversationId: string, body: NewMessage, preview: OutboxEntry['preview']): OutboxEntry {
  const client_id = crypto.randomUUID();
  const entry: OutboxEntry = {
    client_id,
    conversation_id: conversationId,
    body: { ...body, client_id },
    preview,
    created_at: ports?.now() ?? Date.now(),
    state: 'queued',
    attempts: 0,
    error: null,
  };
  outboxStore.write((all) => [...all, entry]);
  void keep(entry);
  flushOutbox();
  return entry;
}

/** Tries everything that waits; one message at a time and in order within a conversation. */
export function flushOutbox(): void {
  const conversations = new Set(outboxStore.read().map((entry) => entry.conversation_id));
  for (const id of conversations) void drain(id);
}

async function drain(conversationId: string): Promise<void> {
  if (!ports || running.has(conversationId) || !ports.isOnline()) return;
  running.add(conversationId);
  try {
    for (;;) {
      const entry = outboxStore.read().find((one) => one.conversation_id === conversationId && one.state === 'queued');
      if (!entry) return;
      if (decide(entry, ports.now()) === 'ask') {
        const asked = change(entry.client_id, { state: 'ask' });
        if (asked) await keep(asked);
        continue;
      }
      if (!(await attempt(entry))) return;
    }
  } finally {
    running.delete(conversationId);
  }
}

/** @returns false when the line has to wait for the network */
async function attempt(entry: OutboxEntry): Promise<boolean> {
  change(entry.client_id, { state: 'sending', attempts: entry.attempts + 1 });
  try {
    const message = await ports?.send(entry.conversation_id, entry.body, entry.client_id);
    // First into the thread, then out of the line: the bubble must not blink.
    if (message) ports?.onSent({ ...message, client_id: message.client_id ?? entry.client_id }, entry);
    await drop(entry.client_id);
    return true;
  } catch (error) {
    if (error instanceof ApiError && !error.transient) {
      const failed = change(entry.client_id, { state: 'failed', error: { code: error.code, message: error.message } });
      if (failed) await keep(failed);
      return true;
    }
    const waiting = change(entry.client_id, { state: 'queued' });
    if (waiting) await keep(waiting);
    retryLater(entry.attempts);
    return false;
  }
}

function retryLater(attempts: number): void {
  if (retryTimer) clearTimeout(retryTimer);
  retryTimer = setTimeout(flushOutbox, Math.min(30_000, 1000 * 2 ** attempts));
}

/** "Tentar de novo" and "Enviar": the agent has decided, the age no longer matters. */
export function resend(clientId: string): void {
  const entry = change(clientId, { state: 'queued', error: null, created_at: ports?.now() ?? Date.now() });
  if (!entry) return;
  void keep(entry);
  flushOutbox();
}

export const discard = (clientId: string): Promise<void> => drop(clientId);

/** The stored message arrived by another way (socket, another tab): its entry is done. */
export function settle(clientId: string | null): void {
  if (clientId && outboxStore.read().some((entry) => entry.client_id === clientId)) void drop(clientId);
}

export function forgetOutbox(): void {
  if (retryTimer) clearTimeout(retryTimer);
  outboxStore.write([]);
}

/** The bubble of an entry, shaped like a message so that the thread draws both the same way. */
export function optimisticMessage(entry: OutboxEntry, author: { id: string; name: string }): Message {
  const { body, preview } = entry;
  return {
    id: entry.client_id,
    conversation_id: entry.conversation_id,
    sequence: Number.MAX_SAFE_INTEGER,
    direction: 'out',
    author: { type: 'agent', ...author },
    private: body.private ?? false,
    type: body.type === 'contacts' ? 'contact' : (body.type ?? 'text'),
    text: body.text ?? (preview.text || null),
    status: entry.state === 'failed' ? 'failed' : 'pending',
    error: entry.error,
    reply_to: null,
    media: preview.mime_type
      ? [
          {
            id: body.media_id ?? entry.client_id,
            kind:
              body.type === 'image' || body.type === 'audio' || body.type === 'video' || body.type === 'sticker'
                ? body.type
                : 'document',
            file_name: preview.file_name ?? null,
            mime_type: preview.mime_type,
            bytes: preview.bytes ?? null,
            state: 'pending',
            url: null,
            voice: body.voice ?? false,
            animated: false,
            duration: null,
            width: null,
            height: null,
            error: null,
          },
        ]
      : [],
    location: body.location ?? null,
    contacts: body.contacts ?? null,
    interactive: body.interactive ?? null,
    template: body.template ?? null,
    reactions: [],
    edited_at: null,
    deleted_at: null,
    forwarded: false,
    referral: null,
    external_id: null,
    client_id: entry.client_id,
    created_at: new Date(entry.created_at).toISOString(),
    sent_at: null,
    delivered_at: null,
    read_at: null,
    metadata: { outbox: entry.state },
  };
}
