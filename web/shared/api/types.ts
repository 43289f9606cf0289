/** Shapes of the REST API and of the socket, as the app uses them. Times are RFC 3339 strings in UTC, ids are UUID strings. */

export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

export type ConversationStatus = 'open' | 'snoozed' | 'closed';
export type SessionState = 'bot' | 'waiting' | 'human';
export type MessageStatus = 'pending' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown';
export type AuthorType = 'contact' | 'agent' | 'bot' | 'ai' | 'system';
export type MessageType =
  | 'text'
  | 'image'
  | 'audio'
  | 'video'
  | 'document'
  | 'sticker'
  | 'location'
  | 'contacts'
  | 'contact'
  | 'reaction'
  | 'interactive'
  | 'template'
  | 'system'
  | 'unsupported';

export interface Named {
  id: string;
  name: string;
}

export interface Person extends Named {
  avatar_url: string | null;
}

export interface Ticket {
  id: string;
  protocol: string;
  state: 'waiting' | 'in_service' | 'finished' | 'abandoned' | 'transferred';
  priority: number;
  entered_at: string;
  assigned_at: string | null;
  finished_at: string | null;
  position: number | null;
  total: number | null;
}

export interface Preview {
  text: string | null;
  type: MessageType;
  author_type: AuthorType;
  status: MessageStatus | null;
  private: boolean;
  deleted: boolean;
  at: string;
}

export interface Conversation {
  id: string;
  status: ConversationStatus;
  session: SessionState;
  subject: string | null;
  preview: Preview | null;
  priority: number;
  unread_count: number;
  last_activity_at: string;
  last_sequence: number;
  waiting_since: string | null;
  opened_at: string;
  closed_at: string | null;
  snoozed_until: string | null;
  window_expires_at: string | null;
  labels: string[];
  version: number;
  contact: Person & { phone: string | null; identity: string | null };
  channel: Named & { type: string };
  assignee: Person | null;
  queue: Named | null;
  ticket: Ticket | null;
  handoff_reason: string | null;
  read_sequence: number;
}

export interface Media {
  id: string;
  kind: 'image' | 'audio' | 'video' | 'document' | 'sticker';
  file_name: string | null;
  mime_type: string | null;
  bytes: number | null;
  state: 'uploading' | 'pending' | 'stored' | 'failed';
  /** Signed and short-lived; null until the file is stored. */
  url: string | null;
  voice: boolean;
  animated: boolean;
  /** Seconds. */
  duration: number | null;
  width: number | null;
  height: number | null;
  error: { code?: string | null; message?: string | null } | null;
}

export interface InteractiveContent {
  /** `buttons` and `list` go out; `button_reply`, `list_reply` and others come in. */
  kind: string;
  body?: string;
  header?: unknown;
  footer?: string | null;
  buttons?: { id: string; title: string }[];
  button?: string | null;
  sections?: { title?: string | null; rows: { id: string; title: string; description?: string | null }[] }[];
  /** What the contact chose, on an inbound reply. */
  title?: string | null;
  description?: string | null;
}

export interface TemplateContent {
  name: string;
  language: string;
  variables?: Record<string, string>;
  header_media_id?: string | null;
  text?: string | null;
}

export interface LocationContent {
  latitude: number;
  longitude: number;
  name?: string | null;
  address?: string | null;
}

export interface ContactCard {
  name?: string | { formatted_name?: string; first_name?: string } | null;
  phones?: ({ phone?: string; wa_id?: string; type?: string } | string)[];
  emails?: ({ email?: string } | string)[];
}

export interface Message {
  id: string;
  conversation_id: string;
  sequence: number;
  direction: 'in' | 'out';
  author: { type: AuthorType; id?: string | null; name?: string | null };
  private: boolean;
  type: MessageType;
  text: string | null;
  status: MessageStatus | null;
  error: { code: string | null; message: string | null } | null;
  reply_to: { id: string; text: string | null; type: MessageType; author_type: AuthorType } | null;
  media: Media[];
  location: LocationContent | null;
  contacts: ContactCard[] | null;
  interactive: InteractiveContent | null;
  template: TemplateContent | null;
  reactions: { emoji: string; author_type: AuthorType; author_id: string | null }[];
  edited_at: string | null;
  deleted_at: string | null;
  forwarded: boolean;
  order?: Record<string, unknown> | null;
  referral: Record<string, unknown> | null;
  external_id: string | null;
  client_id: string | null;
  created_at: string;
  sent_at: string | null;
  delivered_at: string | null;
  read_at: string | null;
  metadata: Record<string, unknown> | null;
}

export interface NewMessage {
  type?: Exclude<MessageType, 'system' | 'unsupported' | 'reaction' | 'contact'>;
  text?: string;
  private?: boolean;
  reply_to_id?: string;
  media_id?: string;
  voice?: boolean;
  location?: LocationContent;
  template?: TemplateContent;
  interactive?: Pick<InteractiveContent, 'kind' | 'body' | 'footer' | 'buttons' | 'button' | 'sections'>;
  client_id?: string;
}

export interface Session {
  token?: string;
  expires_at: string;
  user: { id: string; name: string; email: string; avatar_url: string | null; locale: string | null };
  account: { id: string; name: string; locale: string | null; time_zone: string | null };
  role: string;
  permissions: string[];
}

export type PresenceState = 'online' | 'busy' | 'pause' | 'offline';

export interface Presence {
  /** What holds now: without a sign of life an agent counts as offline. */
  state: PresenceState;
  /** What the agent chose. */
  chosen_state: PresenceState;
  reason: string | null;
}

export interface Contact {
  id: string;
  name: string;
  avatar_url: string | null;
  phone: string | null;
  email: string | null;
  state: 'lead' | 'qualified' | 'customer' | 'inactive';
  blocked: boolean;
  created_at: string;
}

export interface Channel {
  id: string;
  type: string;
  name: string;
  state: 'active' | 'inactive' | 'configuring' | 'error';
  state_reason: string | null;
  is_default: boolean;
  /** Phone number id at Meta. */
  external_id: string;
  /** WhatsApp business account id. */
  business_id: string | null;
  display_address: string | null;
  credentials_hint: string | null;
  uses_own_app: boolean;
  /** Only in the detail. */
  webhook?: { callback_url: string; verify_token: string | null } | null;
}

export interface ChannelInput {
  type: 'whatsapp';
  name: string;
  external_id: string;
  business_id: string;
  access_token: string;
  app_secret?: string;
}

export interface ChannelCheck {
  ok: boolean;
  checks: { name: string; result: 'ok' | 'warning' | 'failed'; message: string }[];
  channel: Channel;
}

export interface Template {
  id: string;
  name: string;
  language: string;
  category: string | null;
  status: string;
  /** The body, with variables as {{1}} or {{name}}. */
  text: string;
  components: Record<string, unknown>[];
  header_media: 'image' | 'video' | 'document' | null;
  variables: { key: string; place: 'header' | 'body' | 'button'; example: string }[];
}

export interface Queue {
  id: string;
  name: string;
  description: string;
  mode: 'round_robin' | 'least_busy' | 'skills' | 'ai' | 'manual';
  agent_limit: number;
  active: boolean;
  is_default: boolean;
  member_ids: string[];
  waiting: number;
  in_service: number;
  online: number;
}

export interface User extends Person {
  email: string;
  role: string;
  active: boolean;
  presence: PresenceState;
  open_tickets: number;
}

export interface Label {
  id: string;
  name: string;
  color: string;
}

export interface Counts {
  mine: number;
  unassigned: number;
  waiting: number;
  all: number;
  unread: number;
}

export type ConversationView = 'mine' | 'unassigned' | 'all' | 'bot' | 'waiting';

export interface ConversationFilters {
  view: ConversationView;
  status: 'open' | 'snoozed' | 'closed' | 'any';
  channel_id?: string | undefined;
  queue_id?: string | undefined;
  assignee_id?: string | undefined;
  label?: string | undefined;
  priority?: 'low' | 'medium' | 'high' | undefined;
  unread?: boolean | undefined;
  q?: string | undefined;
  sort?: '-last_activity_at' | 'last_activity_at' | '-priority' | 'waiting_since' | undefined;
}

export type BulkAction =
  | { action: 'resolve' | 'reopen' | 'read' }
  | { action: 'assign'; user_id: string | null }
  | { action: 'label' | 'unlabel'; labels: string[] }
  | { action: 'priority'; priority: number }
  | { action: 'snooze'; until: string };

export interface RealtimeEvent {
  sequence: number;
  type: string;
  conversation_id: string | null;
  occurred_at: string;
  data: Record<string, unknown>;
}

export interface EventPage {
  items: RealtimeEvent[];
  next_cursor: string | null;
  last_sequence: number;
  reset: boolean;
}
