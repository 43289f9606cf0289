import {
  Check,
  CheckCheck,
  CircleAlert,
  CircleHelp,
  Clock,
  Contact,
  FileText,
  Image,
  LayoutTemplate,
  List,
  MapPin,
  Mic,
  Sticker,
  Video,
} from 'lucide-react';
import type { MessageStatus, MessageType, Preview } from '@shared/api/types';
import { plainText } from '@shared/domain/text';
import { t, type MessageKey } from '@shared/i18n';
import styles from './preview.module.css';

const KNOWN = [
  'image',
  'audio',
  'video',
  'document',
  'sticker',
  'location',
  'contacts',
  'contact',
  'interactive',
  'template',
  'unsupported',
  'reaction',
  'system',
  'text',
];

interface Mark {
  kind?: string | null;
  id?: string | null;
}

/** Name of a kind of message. */
export const typeName = (type: MessageType): string =>
  t((KNOWN.includes(type) ? `type.${type}` : 'type.unsupported') as MessageKey);

/** What an answer says whose own words are the platform's: a form, or whether one may call; null for everything else. */
export function answerName(content: Mark | null | undefined): string | null {
  if (content?.kind === 'form_reply') return t('message.form');
  if (content?.kind !== 'call_permission_reply') return null;
  return t(content.id === 'accept' ? 'message.callsAllowed' : 'message.callsRefused');
}

/** One line about a message: its words, or the name of what it is. */
export const previewText = (
  message: Pick<Preview, 'text' | 'type'> & { deleted?: boolean; interactive?: Mark | null },
): string =>
  message.deleted
    ? t('message.deleted')
    : (answerName(message.interactive) ?? (plainText(message.text ?? '') || typeName(message.type)));

const ICONS: Partial<Record<MessageType, typeof Image>> = {
  image: Image,
  audio: Mic,
  video: Video,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contact: Contact,
  interactive: List,
  template: LayoutTemplate,
};

export function PreviewIcon({ type, size = 14 }: { type: MessageType; size?: number }) {
  const Icon = ICONS[type];
  return Icon ? <Icon size={size} role="img" aria-label={typeName(type)} /> : null;
}

/** Ticks as people know them from WhatsApp; the word is in the accessible name. */
export function StatusTicks({ status, size = 16 }: { status: MessageStatus; size?: number }) {
  const icons = {
    pending: Clock,
    sent: Check,
    delivered: CheckCheck,
    read: CheckCheck,
    failed: CircleAlert,
    unknown: CircleHelp,
  } as const;
  const Icon = icons[status];
  return <Icon size={size} role="img" aria-label={t(`message.status.${status}`)} className={styles[status]} />;
}
