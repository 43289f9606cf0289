import type {
  Channel,
  Contact,
  Conversation,
  Label,
  Media,
  Message,
  Queue,
  Session,
  Template,
  User,
} from '@shared/api/types';

/** Believable data for tests and for looking at screens; ids are readable on purpose. */
export const NOW = Date.UTC(2026, 10, 20, 17, 40);
export const at = (minutesAgo: number, now = NOW): string => new Date(now - minutesAgo * 60_000).toISOString();

export const session: Session = {
  token: 'token',
  expires_at: '2099-01-01T00:00:00Z',
  user: {
    id: 'user-ana',
    name: 'Ana Souza',
    email: 'demo@plataforma.com',
    avatar_url: null,
    locale: 'pt-BR',
    signature: '',
  },
  account: {
    id: 'account-1',
    name: 'Clínica Horizonte',
    locale: 'pt-BR',
    time_zone: 'America/Sao_Paulo',
    brand_color: null,
    onboarding: false,
  },
  companies: 1,
  role: 'admin',
  custom_role: null,
  scope: 'all',
  second_factor_setup_required: false,
  permissions: [
    'conversations.read',
    'conversations.reply',
    'conversations.assign',
    'conversations.manage',
    'channels.manage',
    'queues.manage',
  ],
};

const user = (id: string, name: string, presence: User['presence'], open_tickets: number): User => ({
  id,
  name,
  avatar_url: null,
  email: `${id}@plataforma.com`,
  role: 'agent',
  active: true,
  presence,
  open_tickets,
  presence_reason: null,
  presence_since: null,
  capacity: null,
  custom_role: null,
  team_ids: [],
});

export const users: User[] = [
  user('user-ana', 'Ana Souza', 'online', 4),
  user('user-bia', 'Bia Carvalho', 'online', 2),
  user('user-caio', 'Caio Mendes', 'pause', 0),
];

export const channels: Channel[] = [
  {
    id: 'channel-wa',
    type: 'whatsapp',
    name: 'WhatsApp Clínica',
    state: 'active',
    state_reason: null,
    is_default: true,
    external_id: '106540352242922',
    business_id: '102290129340398',
    display_address: '+551130214455',
    credentials_hint: 'EAAJ…9fZD',
    uses_own_app: false,
    capabilities: {},
    created_at: at(60 * 24 * 30),
    updated_at: at(60),
    entry_mode: 'queue',
    has_credentials: true,
    messages_per_second: 80,
    queue_id: null,
    read_receipts: 'on_view',
    when_contact_returns: 'reopen',
    webhook: { callback_url: 'https://central.example.com/webhooks/whatsapp', verify_token: 'central-verify-3f9a' },
  },
  {
    id: 'channel-wa2',
    type: 'whatsapp',
    name: 'WhatsApp Exames',
    state: 'error',
    state_reason: 'A Meta recusou o token de acesso. Gere um novo token e salve-o aqui.',
    is_default: false,
    external_id: '106540352242999',
    business_id: '102290129340398',
    display_address: '+551130214499',
    credentials_hint: 'EAAJ…1aQD',
    uses_own_app: false,
    capabilities: {},
    created_at: at(60 * 24 * 30),
    updated_at: at(60),
    entry_mode: 'queue',
    has_credentials: true,
    messages_per_second: 80,
    queue_id: null,
    read_receipts: 'on_view',
    when_contact_returns: 'reopen',
    webhook: { callback_url: 'https://central.example.com/webhooks/whatsapp', verify_token: 'central-verify-3f9a' },
  },
];

export const queues: Queue[] = [
  {
    id: 'queue-1',
    name: 'Atendimento',
    description: '',
    mode: 'round_robin',
    agent_limit: 5,
    active: true,
    is_default: true,
    member_ids: ['user-ana', 'user-bia'],
    waiting: 2,
    in_service: 6,
    online: 2,
    oldest_entered_at: null,
    position_text: null,
    calendar_id: null,
    open: true,
    changes_at: null,
    out_of_hours_text: null,
    priority: 5,
  },
  {
    id: 'queue-2',
    name: 'Financeiro',
    description: '',
    mode: 'manual',
    agent_limit: 3,
    active: true,
    is_default: false,
    member_ids: ['user-caio'],
    waiting: 0,
    in_service: 0,
    online: 0,
    oldest_entered_at: null,
    position_text: null,
    calendar_id: null,
    open: true,
    changes_at: null,
    out_of_hours_text: null,
    priority: 5,
  },
];

export const labels: Label[] = ['exames', 'convênio', 'primeira consulta', 'retorno'].map((name, index) => ({
  id: `label-${index}`,
  name,
  color: '#0b5c6b',
  conversations: 3,
}));

export const templates: Template[] = [
  {
    id: 'template-1',
    channel_id: 'channel-wa',
    parameter_format: 'positional',
    quality: null,
    rejected_reason: null,
    updated_at: at(600),
    name: 'lembrete_consulta',
    language: 'pt_BR',
    category: 'UTILITY',
    status: 'APPROVED',
    text: 'Olá, {{1}}! Lembramos da sua consulta em {{2}}. Podemos confirmar?',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Clínica Horizonte' },
      { type: 'FOOTER', text: 'Responda PARAR para não receber.' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Confirmar' },
          { type: 'QUICK_REPLY', text: 'Remarcar' },
        ],
      },
    ],
    header_media: null,
    variables: [
      { key: '1', place: 'body', example: 'Maria' },
      { key: '2', place: 'body', example: '20/11' },
    ],
  },
  {
    id: 'template-2',
    channel_id: 'channel-wa',
    parameter_format: 'positional',
    quality: null,
    rejected_reason: null,
    updated_at: at(600),
    name: 'retomar_conversa',
    language: 'pt_BR',
    category: 'UTILITY',
    status: 'APPROVED',
    text: 'Oi, {{1}}! Podemos continuar o seu atendimento?',
    components: [],
    header_media: null,
    variables: [{ key: '1', place: 'body', example: 'Maria' }],
  },
];

const NAMES = [
  'Maria Silva',
  'João Santos',
  'Natália Pires',
  'Elisa Prado',
  'Carla Menezes',
  'Henrique Dias',
  'Fábio Teixeira',
  'Mariana Duarte',
  'Otávio Ramos',
  'Luana Ferreira',
  'Paulo Nogueira',
  'Renata Lima',
];
const LINES = [
  'Bom dia! Preciso remarcar minha consulta',
  'O boleto venceu, pode gerar outro?',
  'Obrigada! Resolveu aqui 😊',
  'Qual o horário de sábado?',
  'Vocês atendem pelo convênio Vida?',
  'Segue o pedido do exame',
  'Consigo pegar o resultado hoje?',
  'Quero falar com um atendente',
];

export const contacts: Contact[] = NAMES.map((name, index) => ({
  id: `contact-${index}`,
  name,
  avatar_url: null,
  phone: `+55119876543${String(20 + index)}`,
  email: index % 3 === 0 ? `${name.split(' ')[0]?.toLowerCase() ?? ''}@exemplo.com` : null,
  state: index % 2 === 0 ? 'customer' : 'lead',
  blocked: false,
  attributes: {},
  identities: [],
  marketing_opt_out_at: null,
  phone_display: null,
  updated_at: at(60),
  created_at: at(60 * 24 * (30 + index)),
}));

const person = (id: string) => {
  const found = users.find((one) => one.id === id);
  return found ? { id: found.id, name: found.name, avatar_url: null } : null;
};

export function conversation(fields: Partial<Conversation> & { id: string }, index = 0, now = NOW): Conversation {
  const contact = contacts[index % contacts.length] as Contact;
  const last_activity_at = at(index * 7, now);
  return {
    status: 'open',
    session: 'human',
    subject: null,
    preview: {
      text: LINES[index % LINES.length] ?? '',
      type: 'text',
      author_type: 'contact',
      status: null,
      private: false,
      deleted: false,
      at: last_activity_at,
    },
    priority: 5,
    unread_count: 0,
    last_activity_at,
    last_sequence: 10,
    waiting_since: null,
    opened_at: at(index * 7 + 90, now),
    closed_at: null,
    snoozed_until: null,
    window_expires_at: at(-60 * 20, now),
    labels: [],
    version: 1,
    contact: { id: contact.id, name: contact.name, avatar_url: null, phone: contact.phone, identity: contact.phone },
    channel: { id: 'channel-wa', type: 'whatsapp', name: 'WhatsApp Clínica' },
    assignee: person('user-ana'),
    queue: { id: 'queue-1', name: 'Atendimento' },
    ticket: {
      id: `ticket-${fields.id}`,
      protocol: `20261120-${String(index + 1).padStart(6, '0')}`,
      state: 'in_service',
      priority: 5,
      entered_at: at(index * 7 + 90, now),
      assigned_at: at(index * 7 + 88, now),
      finished_at: null,
      position: null,
      total: null,
    },
    handoff_reason: 'asked',
    read_sequence: 10,
    ...fields,
  };
}

export function message(fields: Partial<Message> & { id: string }): Message {
  return {
    conversation_id: 'conversation-0',
    sequence: 1,
    direction: 'in',
    author: { type: 'contact', id: 'contact-0', name: 'Maria Silva' },
    private: false,
    type: 'text',
    text: 'Oi',
    status: null,
    error: null,
    reply_to: null,
    media: [],
    location: null,
    contacts: null,
    interactive: null,
    template: null,
    reactions: [],
    edited_at: null,
    deleted_at: null,
    forwarded: false,
    referral: null,
    external_id: null,
    client_id: null,
    created_at: at(30),
    sent_at: null,
    delivered_at: null,
    read_at: null,
    metadata: {},
    ...fields,
  };
}

export const media = (fields: Partial<Media> & { id: string }): Media => ({
  kind: 'image',
  file_name: null,
  mime_type: 'image/jpeg',
  bytes: 180_000,
  state: 'stored',
  url: null,
  voice: false,
  animated: false,
  duration: null,
  width: null,
  height: null,
  error: null,
  ...fields,
});

export { LINES, person };
