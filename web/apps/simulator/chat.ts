import type { ChatMessage } from './api';

/** Puts new and changed messages into a thread; the newer version of a message wins, order is the platform's. */
export function mergeMessages(known: readonly ChatMessage[], changed: readonly ChatMessage[]): ChatMessage[] {
  if (changed.length === 0) return known as ChatMessage[];
  const byId = new Map(known.map((message) => [message.wamid, message]));
  for (const message of changed) byId.set(message.wamid, message);
  return [...byId.values()].sort((a, b) => a.created_at.localeCompare(b.created_at));
}

interface Option {
  id: string;
  title: string;
  description?: string;
}

/** What the customer can tap under a business message: reply buttons, rows of a list, quick replies of a template. */
export function optionsOf(message: ChatMessage): {
  kind: 'button_reply' | 'list_reply' | 'template_button';
  options: Option[];
} {
  const action = (message.content.action ?? {}) as {
    buttons?: { reply: Option }[];
    sections?: { rows: Option[] }[];
  };
  if (message.type === 'interactive' && action.buttons)
    return { kind: 'button_reply', options: action.buttons.map((button) => button.reply) };
  if (message.type === 'interactive' && action.sections)
    return { kind: 'list_reply', options: action.sections.flatMap((section) => section.rows) };
  const { buttons = [] } = shownTemplate(message.content);
  return { kind: 'template_button', options: buttons.map((title) => ({ id: title, title })) };
}

/** A template as the phone shows it, its values filled in. */
export const shownTemplate = (
  content: Record<string, unknown>,
): { header?: string; body?: string; footer?: string; buttons?: string[] } => content.shown ?? {};

interface PlatformCard {
  name?: { formatted_name?: string };
  org?: { company?: string; title?: string };
  phones?: { phone?: string; wa_id?: string }[];
  emails?: { email?: string }[];
}

/** The people of a contact card, each with the lines a phone shows under the name. */
export const cardsOf = (content: Record<string, unknown>): { name: string; lines: string[] }[] =>
  ((content.items ?? []) as PlatformCard[]).map(({ name, org, phones = [], emails = [] }) => ({
    name: name?.formatted_name ?? '',
    lines: [
      [org?.title, org?.company].filter(Boolean).join(' · '),
      ...phones.map(({ phone, wa_id }) => phone ?? wa_id ?? ''),
      ...emails.map(({ email }) => email ?? ''),
    ].filter(Boolean),
  }));

/** One line about a message, for quotes and the list of chats. */
export function summaryOf(
  type: string | null | undefined,
  content: Record<string, unknown> | null | undefined,
): string {
  const item = content ?? {};
  const inner = (item.body as { text?: string } | string | undefined) ?? '';
  const text = typeof inner === 'string' ? inner : (inner.text ?? '');
  const icons: Record<string, string> = {
    image: '📷',
    audio: '🎤',
    video: '🎬',
    document: '📄',
    sticker: '💟',
    location: '📍',
    contacts: '👤',
    order: '🛒',
    template: '📋',
    unsupported: '❔',
  };
  const people = type === 'contacts' ? cardsOf(item).map(({ name }) => name) : [];
  const words =
    text ||
    people.join(', ') ||
    String(item.caption ?? item.filename ?? shownTemplate(item).body ?? item.name ?? item.text ?? '');
  return [icons[type ?? ''], words].filter(Boolean).join(' ');
}

const FIRST_NAMES = [
  'Beatriz',
  'Rafael',
  'Camila',
  'Thiago',
  'Larissa',
  'Gustavo',
  'Patrícia',
  'Rodrigo',
  'Aline',
  'Marcos',
];
const LAST_NAMES = [
  'Almeida',
  'Barbosa',
  'Cardoso',
  'Ferreira',
  'Gomes',
  'Lopes',
  'Moreira',
  'Ribeiro',
  'Silveira',
  'Vieira',
];

/** A name and a mobile number that look Brazilian; the number does not exist in the demo yet, most likely. */
export function inventCustomer(random: () => number = Math.random): { name: string; waId: string } {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const digits = String(Math.floor(random() * 1e8)).padStart(8, '7');
  return { name: `${pick(FIRST_NAMES)} ${pick(LAST_NAMES)}`, waId: `55119${digits}` };
}
