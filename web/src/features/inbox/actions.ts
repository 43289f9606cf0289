import { api, ApiError } from '@shared/api/client';
import type { BulkAction, Conversation, Queue } from '@shared/api/types';
import { t } from '@shared/i18n';
import { openDialog } from '@/data/dialogs';
import { conflictWinner, describeError } from '@/data/errors';
import {
  forgetConversation,
  mergeConversation,
  mergeMessageIntoThread,
  refreshCounts,
  timesForgotten,
} from '@/data/live';
import { keys, queryClient } from '@/data/queryClient';
import { currentSession } from '@/data/session';
import { toast } from '@/ui/Toast/toast';

/** The newest known version of a conversation. */
export function knownConversation(id: string): Conversation | undefined {
  const direct = queryClient.getQueryData<Conversation>(keys.conversation(id));
  if (direct) return direct;
  for (const [, data] of queryClient.getQueriesData<{ pages: { items: Conversation[] }[] }>({
    queryKey: ['conversations'],
  })) {
    const found = data?.pages.flatMap((page) => page.items).find((one) => one.id === id);
    if (found) return found;
  }
  return undefined;
}

const isConversation = (value: unknown): value is Conversation =>
  typeof value === 'object' && value !== null && 'contact' in value;

/**
 * Shows a change at once, asks the server, and takes the change back when it refuses.
 *
 * @returns true when the server agreed
 */
async function act(
  id: string,
  change: Partial<Conversation>,
  request: () => Promise<unknown>,
  onError?: (error: unknown) => void,
): Promise<boolean> {
  const before = knownConversation(id);
  const forgotten = timesForgotten(id);
  if (before) mergeConversation({ ...before, ...change });
  try {
    const result = await request();
    // Whoever gives a conversation away may not see it any more: that news can be here before this answer.
    if (timesForgotten(id) !== forgotten) return true;
    mergeConversation(isConversation(result) ? result : await api.conversations.read(id));
    return true;
  } catch (error) {
    // Put back our guess only: a newer version that came meanwhile by the socket stays.
    if (before && knownConversation(id)?.version === before.version) mergeConversation(before);
    if (onError) onError(error);
    else toast(describeError(error), { tone: 'error' });
    return false;
  }
}

const me = () => {
  const { user } = currentSession();
  return { id: user.id, name: user.name, avatar_url: user.avatar_url };
};

export async function accept(id: string): Promise<void> {
  await act(
    id,
    { assignee: me(), session: 'human' },
    () => api.conversations.accept(id),
    (error) => {
      const winner = conflictWinner(error);
      if (winner) toast(t('accept.lost', { name: winner }), { tone: 'error' });
      else if (error instanceof ApiError && error.status === 409)
        toast(error.message || t('accept.lostUnknown'), { tone: 'error' });
      else toast(describeError(error), { tone: 'error' });
      // Show who has it now; the winner's conversations may not be for these eyes.
      void api.conversations.read(id).then(mergeConversation, (reason: unknown) => {
        if (reason instanceof ApiError && reason.status === 404) forgetConversation(id);
      });
    },
  );
}

export async function assign(
  ids: string[],
  user: { id: string; name: string; avatar_url: string | null } | null,
): Promise<void> {
  const [only] = ids;
  if (ids.length === 1 && only) {
    const done = await act(only, { assignee: user }, () => api.conversations.assign(only, user?.id ?? null));
    if (done) toast(user ? t('assign.done', { name: user.name }) : t('assign.removed'));
    return;
  }
  await bulk(ids, { action: 'assign', user_id: user?.id ?? null });
}

export const assignToMe = (id: string): Promise<void> => assign([id], me());

export async function transfer(
  id: string,
  target: { queue_id?: string; user_id?: string },
  name: string,
  note: string,
): Promise<boolean> {
  const body = { ...target, ...(note.trim() ? { note: note.trim() } : {}) };
  const done = await act(id, {}, () => api.conversations.transfer(id, body));
  if (done) toast(t('transfer.done', { name }));
  return done;
}

/** Resolves with what the company asks for; what is missing is thrown, with the conversation as it was. */
export async function resolveWith(id: string, body: { reason?: string; note?: string }): Promise<void> {
  const name = knownConversation(id)?.contact.name ?? '';
  mergeConversation(await api.conversations.resolve(id, body));
  toast(t('resolve.done', { name }), { action: { label: t('action.undo'), run: () => void reopen(id) } });
}

/** Resolves at once; where the company has reasons or asks for something before, a dialog asks first. */
export async function resolve(id: string): Promise<boolean> {
  const asks = await queryClient
    .fetchQuery({ queryKey: keys.closing, queryFn: api.closing.read, staleTime: 300_000 })
    .catch(() => null);
  if (asks && (asks.required.length > 0 || asks.reasons.some((reason) => reason.active))) {
    openDialog('resolve', { id });
    return false;
  }
  const before = knownConversation(id);
  const done = act(id, { status: 'closed', closed_at: new Date().toISOString() }, () => api.conversations.resolve(id));
  toast(t('resolve.done', { name: before?.contact.name ?? '' }), {
    action: { label: t('action.undo'), run: () => void done.then((ok) => (ok ? reopen(id) : undefined)) },
  });
  return done;
}

export async function reopen(id: string): Promise<void> {
  await act(id, { status: 'open', closed_at: null, snoozed_until: null }, () => api.conversations.reopen(id));
}

export async function snooze(ids: string[], until: Date): Promise<void> {
  const [only] = ids;
  const iso = until.toISOString();
  if (ids.length === 1 && only) {
    const done = await act(only, { status: 'snoozed', snoozed_until: iso }, () => api.conversations.snooze(only, iso));
    if (done) toast(t('snooze.done'), { action: { label: t('action.undo'), run: () => void reopen(only) } });
    return;
  }
  await bulk(ids, { action: 'snooze', until: iso });
}

export async function setPriority(ids: string[], priority: number): Promise<void> {
  const [only] = ids;
  if (ids.length === 1 && only) await act(only, { priority }, () => api.conversations.update(only, { priority }));
  else await bulk(ids, { action: 'priority', priority });
}

export async function setLabels(id: string, labels: string[]): Promise<void> {
  await act(id, { labels }, () => api.conversations.setLabels(id, labels));
}

export async function markUnread(id: string): Promise<void> {
  const done = await act(id, { unread_count: Math.max(1, knownConversation(id)?.unread_count ?? 0) }, () =>
    api.conversations.markUnread(id),
  );
  if (done) toast(t('unread.done'));
}

/** Quiet: a read mark that fails is sent again with the next message seen. */
export async function markRead(id: string, sequence: number): Promise<void> {
  const before = knownConversation(id);
  if (before)
    mergeConversation({ ...before, unread_count: 0, read_sequence: Math.max(before.read_sequence, sequence) });
  await api.conversations.markRead(id, sequence).then(refreshCounts, () => undefined);
}

export async function takeNext(queue: Queue): Promise<Conversation | null> {
  try {
    const conversation = await api.queues.takeNext(queue.id);
    mergeConversation(conversation);
    return conversation;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) toast(t('takeNext.empty'));
    else toast(describeError(error), { tone: 'error' });
    return null;
  }
}

/** Up to a hundred conversations at once; says how many could not be changed. */
export async function bulk(ids: string[], action: BulkAction): Promise<void> {
  try {
    const { items } = await api.conversations.bulk(ids, action);
    const failed = items.filter((item) => !item.ok).length;
    const undo =
      action.action === 'resolve'
        ? { action: { label: t('action.undo'), run: () => void bulk(ids, { action: 'reopen' }) } }
        : {};
    if (failed > 0) toast(t('bulk.partly', { done: items.length - failed, failed }), { tone: 'error' });
    else toast(t('bulk.done', { count: items.length }), undo);
  } catch (error) {
    toast(describeError(error), { tone: 'error' });
  }
  await queryClient.invalidateQueries({ queryKey: ['conversations'] });
  await queryClient.invalidateQueries({ queryKey: ['conversation'] });
  refreshCounts();
}

export async function react(messageId: string, emoji: string): Promise<void> {
  try {
    mergeMessageIntoThread(await api.messages.react(messageId, emoji));
  } catch (error) {
    toast(describeError(error), { tone: 'error' });
  }
}

export async function retryMessage(messageId: string): Promise<void> {
  try {
    mergeMessageIntoThread(await api.messages.retry(messageId));
  } catch (error) {
    toast(describeError(error), { tone: 'error' });
  }
}
