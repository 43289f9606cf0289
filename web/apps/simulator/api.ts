/** The look-alike platform's API for the customer's side (`/demo/api`). */

export type CustomerKind =
  | 'text'
  | 'image'
  | 'audio'
  | 'video'
  | 'document'
  | 'sticker'
  | 'location'
  | 'contacts'
  | 'button_reply'
  | 'list_reply'
  | 'template_button'
  | 'form_reply'
  | 'call_permission'
  | 'order'
  | 'unsupported';

export interface Faults {
  send: string;
  remaining: number | null;
  status_delay_seconds: number;
  shuffle_statuses: boolean;
  drop_statuses: boolean;
  repeat_webhooks: number;
}

export interface BusinessNumber {
  phone_number_id: string;
  display_number: string;
  verified_name: string;
  faults: Partial<Faults>;
}

export interface Customer {
  wa_id: string;
  name: string;
  last_type?: string | null;
  last_content?: Record<string, unknown> | null;
  last_at?: string | null;
}

/** One message as the platform knows it; `content` is the platform's object of that type. */
export interface ChatMessage {
  wamid: string;
  direction: 'customer' | 'business';
  type: string;
  content: Record<string, unknown>;
  reply_to: string | null;
  status: 'accepted' | 'sent' | 'delivered' | 'read' | 'failed' | null;
  reactions: Record<string, string>;
  edited_at: string | null;
  deleted_at: string | null;
  created_at: string;
}

export interface ChatPage {
  items: ChatMessage[];
  since: string | null;
  typing: boolean;
}

/** The simulator understood and refused; the message is a sentence for the person. */
export class Refused extends Error {}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const raw = body instanceof Blob;
  const response = await fetch(`/demo/api${path}`, {
    method,
    headers: body === undefined || raw ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
  });
  const answer = (await response.json()) as T & { error?: { message: string } };
  if (!response.ok) throw answer.error ? new Refused(answer.error.message) : new Error(`HTTP ${response.status}`);
  return answer;
}

const chatPath = (number: string, waId: string): string => `/numbers/${number}/chats/${waId}`;

export const api = {
  numbers: () => call<{ items: BusinessNumber[]; send_faults: string[] }>('GET', '/numbers'),
  customers: (number: string) => call<{ items: Customer[] }>('GET', `/numbers/${number}/customers`),
  saveCustomer: (name: string, waId: string) => call<Customer>('POST', '/customers', { name, wa_id: waId }),
  /** What changed since `since`; `open` means that the customer sees the chat now. */
  chat: (number: string, waId: string, since: string | null, open: boolean) =>
    call<ChatPage>(
      'GET',
      `${chatPath(number, waId)}?${new URLSearchParams({ ...(since ? { since } : {}), open: open ? '1' : '0' })}`,
    ),
  write: (number: string, waId: string, message: Record<string, unknown> & { type: CustomerKind }) =>
    call<ChatMessage>('POST', `${chatPath(number, waId)}/messages`, message),
  changeNumber: (number: string, waId: string, newWaId: string) =>
    call<Customer>('POST', `${chatPath(number, waId)}/number`, { wa_id: newWaId }),
  edit: (wamid: string, text: string) => call<ChatMessage>('POST', `/messages/${wamid}/edit`, { text }),
  remove: (wamid: string) => call<ChatMessage>('POST', `/messages/${wamid}/delete`),
  react: (wamid: string, emoji: string) => call<ChatMessage>('POST', `/messages/${wamid}/reaction`, { emoji }),
  saveFaults: (number: string, faults: Faults) => call<unknown>('PUT', `/numbers/${number}/faults`, faults),
  upload: (file: Blob, name: string) =>
    call<{ id: string }>('POST', `/media?${new URLSearchParams({ mime_type: file.type, file_name: name })}`, file),
  mediaUrl: (id: unknown): string => `/demo/api/media/${String(id)}`,
};
