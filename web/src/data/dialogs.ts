import type { Message } from '@shared/api/types';
import type { Upload } from '@/features/inbox/composer/uploads';
import { createStore } from './store';

interface Answer {
  id: string;
  /** The message that is quoted. */
  replyTo: Message | null;
  onSent: () => void;
}

/** Dialogs by name with what they need; drawn lazily by the shell. */
export interface DialogProps {
  palette: Record<string, never>;
  shortcuts: Record<string, never>;
  filters: Record<string, never>;
  newConversation: { contactId?: string; contactName?: string };
  assign: { ids: string[] };
  transfer: { id: string };
  resolve: { id: string };
  snooze: { ids: string[] };
  labels: { ids: string[] };
  priority: { ids: string[] };
  template: { id: string };
  interactive: { id: string };
  location: Answer;
  contactCard: Answer;
  schedule: { id: string; kind: 'message' | 'reminder'; text: string; uploads?: Upload[]; onDone?: () => void };
  scheduled: { id: string };
  lightBox: { images: { url: string; name: string; mediaId: string }[]; index: number };
  pause: Record<string, never>;
  companies: Record<string, never>;
  panel: { id: string };
  privacy: { id: string; name: string };
}

export type OpenDialog = { [Name in keyof DialogProps]: { name: Name; props: DialogProps[Name] } }[keyof DialogProps];

export const dialogStore = createStore<OpenDialog | null>(null);

export function openDialog<Name extends keyof DialogProps>(name: Name, props: DialogProps[Name]): void {
  dialogStore.write({ name, props } as OpenDialog);
}

export const closeDialog = (): void => dialogStore.write(null);
