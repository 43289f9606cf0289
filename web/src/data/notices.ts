import type { PresenceState, User } from '@shared/api/types';
import { loadTexts, t, type MessageKey } from '@shared/i18n';
import { toast } from '@/ui/Toast/toast';
import { keys, queryClient } from './queryClient';

/** What somebody is told wherever they are in the app, by the kind of the system message. */
const TEXTS: Readonly<Record<string, MessageKey>> = {
  low_rating: 'later.notice.low_rating',
  reminder: 'later.notice.reminder',
  scheduled_failed: 'later.notice.scheduled_failed',
  subject_request_fulfilled: 'later.notice.subject_request_fulfilled',
  subject_request_lapsed: 'later.notice.subject_request_lapsed',
  subject_request_recorded: 'later.notice.subject_request_recorded',
  subject_request_refused: 'later.notice.subject_request_refused',
  ticket_abandoned: 'later.notice.ticket_abandoned',
  window_closing: 'later.notice.window_closing',
};

/** Shows a system message that is about a conversation, with the way there, or about what a contact asked for by law. */
export async function showNotice(data: Record<string, unknown>): Promise<void> {
  const text = TEXTS[String(data['kind'])];
  if (!text) return;
  await loadTexts('later');
  if (text.includes('subject_request')) void queryClient.invalidateQueries({ queryKey: keys.subjectRequests() });
  const conversation = data['conversation_id'];
  toast(t(text, { text: String(data['text'] ?? '') }), {
    tone: data['severity'] === 'warning' ? 'error' : 'calm',
    ...(typeof conversation === 'string'
      ? { action: { label: t('later.open'), run: () => goTo(`/conversas/${encodeURIComponent(conversation)}`) } }
      : {}),
  });
}

/** Says who put this person into another state, and why. */
export async function showForced(by: string, data: Record<string, unknown>): Promise<void> {
  await loadTexts('later');
  const users = queryClient.getQueryData<{ items: User[] }>(keys.users)?.items ?? [];
  const name = users.find((user) => user.id === by)?.name ?? t('message.team');
  const words = t('later.notice.forced', { name, state: t(`presence.${data['state'] as PresenceState}`) });
  toast(data['reason'] ? `${words} ${String(data['reason'])}` : words);
}

/** The router follows the history. */
function goTo(path: string): void {
  history.pushState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}
