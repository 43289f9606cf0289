import type { Conversation, RealtimeEvent } from '@shared/api/types';
import { t } from '@shared/i18n';
import { toast } from '@/ui/Toast/toast';
import { sessionStore } from './session';
import { ring } from './sound';

/** Tells who has a conversation that its time runs out or is over, and who leads when it is over or the policy says so. */
export function alertForSla(event: RealtimeEvent, conversation: Conversation | undefined): void {
  const session = sessionStore.read();
  if (!session || !conversation) return;
  const over = event.type === 'sla_breached';
  const mine = conversation.assignee?.id === session.user.id;
  const leads = session.permissions.includes('queues.manage');
  const early = !over && Number(event.data['percent']) < 80;
  const escalated = event.data['escalated'] === true;
  if (!(mine && !early) && !(leads && (over || escalated))) return;
  const name = conversation.contact.name || conversation.contact.phone || t('contact.unnamed');
  toast(t(over ? 'sla.alert.over' : 'sla.alert.soon', { name }), over ? { tone: 'error' } : {});
  if (mine || escalated) ring('message');
}
