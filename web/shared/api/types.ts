import type { components } from './schema';

/**
 * Shapes of the REST API and of the socket, as the app uses them: the generated ones, made finer only where the API
 * describes a JSON object and the app draws its parts. Times are RFC 3339 strings in UTC, ids are UUID strings.
 */
export type Schemas = components['schemas'];

export interface Page<Item> {
  items: Item[];
  next_cursor?: string | null;
}

export type Conversation = Schemas['ConversationView'];
export type Preview = Schemas['PreviewView'];
export type Ticket = Schemas['TicketReferenceView'];
export type Counts = Schemas['CountsView'];
export type Session = Schemas['SessionView'] & { token?: string };
export type Challenge = Schemas['ChallengeView'];
export type Presence = Schemas['PresenceView'];
export type PresenceState = Presence['state'];
export type Contact = Schemas['ContactView'];
export type Channel = Schemas['ChannelView'] & Partial<Pick<Schemas['ChannelDetailView'], 'webhook'>>;
export type ChannelCheck = Schemas['ChannelCheckView'];
export type Template = Schemas['TemplateView'];
export type Queue = Schemas['QueueView'];
export type User = Schemas['MemberView'];
export type Label = Schemas['LabelView'];
export type Closing = Schemas['ClosingView'];
export type Media = Schemas['FileView'];

export type MessageType = Schemas['MessageView']['type'];
export type MessageStatus = NonNullable<Schemas['MessageView']['status']>;
export type AuthorType = Schemas['AuthorView']['type'];

export interface InteractiveContent {
  /** `buttons` and `list` go out; `button_reply`, `list_reply` and others come in. */
  kind: string;
  body?: string;
  header?: unknown;
  footer?: string | null;
  buttons?: { id?: string | null; title: string }[];
  button?: string | null;
  sections?: { title?: string | null; rows: { id?: string | null; title: string; description?: string | null }[] }[];
  /** What the contact chose, on an inbound reply. */
  id?: string;
  title?: string | null;
  description?: string | null;
  /** What the contact filled into a form. */
  data?: unknown;
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
  name?: string | null;
  phones?: { phone?: string; wa_id?: string | null; type?: string | null }[];
  emails?: { email?: string; type?: string | null }[];
  organization?: string | null;
  title?: string | null;
}

/** What a contact ordered from the catalogue. */
export interface Order {
  catalog_id?: string | null;
  items?: { retailer_id?: string | null; currency?: string | null; quantity?: number | null; price?: number | null }[];
}

export type Message = Omit<
  Schemas['MessageView'],
  'location' | 'contacts' | 'interactive' | 'template' | 'order' | 'referral' | 'metadata'
> & {
  location: LocationContent | null;
  contacts: ContactCard[] | null;
  interactive: InteractiveContent | null;
  template: TemplateContent | null;
  order?: Order | null;
  referral: Record<string, unknown> | null;
  metadata: Record<string, unknown>;
};

export type NewMessage = Partial<
  Pick<
    Schemas['MessageBody'],
    'text' | 'private' | 'whisper' | 'reply_to_id' | 'media_id' | 'voice' | 'location' | 'contacts' | 'client_id'
  >
> & {
  type?: Schemas['MessageBody']['type'];
  template?: TemplateContent;
  interactive?: Pick<InteractiveContent, 'body' | 'footer' | 'buttons' | 'button' | 'sections'> & {
    kind: 'buttons' | 'list';
  };
};

export type ChannelInput = Pick<Schemas['ChannelBody'], 'name' | 'external_id'> & {
  type: 'whatsapp';
  business_id: string;
  access_token: string;
  app_secret?: string;
};

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
  sla?: 'at_risk' | 'late' | undefined;
  q?: string | undefined;
  sort?: '-last_activity_at' | 'last_activity_at' | '-priority' | 'waiting_since' | 'sla_due_at' | undefined;
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
  next_cursor?: string | number | null;
  last_sequence: number;
  reset: boolean;
}
