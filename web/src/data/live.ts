import { api } from '@shared/api/client';
import type { ConnectionState, Ephemeral, RealtimeClient } from '@shared/api/realtime';
import type { Conversation, ConversationFilters, Message, PresenceState, RealtimeEvent, User } from '@shared/api/types';
import { putConversation, removeConversation, type ConversationPages } from '@shared/domain/conversations';
import { putMessage, type MessagePages } from '@shared/domain/messages';
import { readMeta, writeMeta } from './idb';
import { contendForLeadership, leading } from './leader';
import { configureOutbox, flushOutbox, loadOutbox, settle } from './outbox';
import { keys, queryClient } from './queryClient';
import { checkSession, currentSession, sessionStore } from './session';
import { alertForSla } from './slaAlerts';
import { ring } from './sound';
import { createStore } from './store';

export const connection = createStore<ConnectionState>('connecting');

export interface TypingPerson {
  id: string | null;
  name: string;
  kind: 'contact' | 'agent';
  until: number;
}

export interface Viewer {
  id: string;
  name: string;
  avatar_url: string | null;
}

/** Colleagues who have the same conversation on their screen, by conversation. */
export const viewersStore = createStore<Readonly<Record<string, readonly Viewer[]>>>({});

/** Who is writing, by conversation. */
export const typingStore = createStore<Readonly<Record<string, readonly TypingPerson[]>>>({});
/** A typing signal is forgotten after this long, in milliseconds. */
const TYPING_LASTS = 5000;

/** Messages that arrived at the thread on screen, for the polite live region. */
export const arrivals = createStore<readonly Message[]>([]);
/** Conversation on screen, set by the thread. */
export const openConversation = createStore<string | null>(null);
/** Counts how often it changed hands: who is shown to look at it depends on whose it is. */
const handsChanged = createStore(0);

const CURSOR = 'cursor';

type Broadcast =
  | { kind: 'events'; events: RealtimeEvent[]; cursor: number }
  | { kind: 'ephemeral'; message: Ephemeral }
  | { kind: 'reset' }
  | { kind: 'state'; state: ConnectionState }
  | { kind: 'view'; id: string | null }
  | { kind: 'hello' };

/* ---- merging into the caches ---- */

/** Brings a newer version of a conversation everywhere it is shown. */
export function mergeConversation(conversation: Conversation): void {
  const viewer = sessionStore.read()?.user.id;
  if (!viewer) return;
  const cached = queryClient.getQueryData<Conversation>(keys.conversation(conversation.id));
  if (cached && cached.version > conversation.version) return;
  if (cached && cached.assignee?.id !== conversation.assignee?.id && conversation.id === openConversation.read()) {
    handsChanged.write((times) => times + 1);
  }
  queryClient.setQueryData(keys.conversation(conversation.id), conversation);
  for (const query of queryClient.getQueryCache().findAll({ queryKey: ['conversations'] })) {
    const filters = query.queryKey[1] as ConversationFilters;
    queryClient.setQueryData<ConversationPages>(query.queryKey, (data) =>
      data ? putConversation(data, conversation, filters, viewer) : data,
    );
  }
  refreshCounts();
}

/** Brings a message into its thread, if that thread is loaded, and closes its outbox entry. */
export function mergeMessageIntoThread(message: Message): void {
  queryClient.setQueryData<MessagePages>(keys.messages(message.conversation_id), (data) =>
    data ? putMessage(data, message) : data,
  );
  settle(message.client_id);
}

let countsTimer: ReturnType<typeof setTimeout> | null = null;

/** Counters follow the stream, but at most once a second. */
export function refreshCounts(): void {
  countsTimer ??= setTimeout(() => {
    countsTimer = null;
    void queryClient.invalidateQueries({ queryKey: keys.counts });
  }, 1000);
}

const wanted = new Set<string>();
let fetchTimer: ReturnType<typeof setTimeout> | null = null;

/** Fetches conversations that events named without bringing them; a burst asks once each. */
function fetchConversationSoon(id: string): void {
  wanted.add(id);
  fetchTimer ??= setTimeout(() => {
    fetchTimer = null;
    const ids = [...wanted];
    wanted.clear();
    for (const one of ids) void api.conversations.read(one).then(mergeConversation, () => undefined);
  }, 120);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const messageOf = ({ data }: RealtimeEvent): Message | null =>
  isObject(data['message']) ? (data['message'] as unknown as Message) : null;

const conversationOf = ({ data }: RealtimeEvent): Conversation | null =>
  isObject(data['conversation']) ? (data['conversation'] as unknown as Conversation) : null;

const forgets = new Map<string, number>();
/** How often a conversation was taken from this person's eyes: an answer asked for before the last time is no news. */
export const timesForgotten = (id: string): number => forgets.get(id) ?? 0;

/** A conversation that this person may no longer see: gone from every list, and its thread says so. */
export function forgetConversation(id: string): void {
  forgets.set(id, timesForgotten(id) + 1);
  queryClient.setQueriesData<ConversationPages>({ queryKey: ['conversations'] }, (data) =>
    data ? removeConversation(data, id) : data,
  );
  // Reset, not refetched: what is remembered of it must not come back when a refused guess is taken back.
  void queryClient.resetQueries({ queryKey: keys.conversation(id) });
  refreshCounts();
}

function applyEvent(event: RealtimeEvent, alert: boolean): void {
  const message = messageOf(event);
  const conversation = conversationOf(event);
  if (message) {
    mergeMessageIntoThread(message);
    if (event.type === 'new_message') stopTyping(message);
    if (event.type === 'new_message' && message.conversation_id === openConversation.read()) {
      arrivals.write((all) => [...all.slice(-9), message]);
    }
  }
  if (event.type === 'ticket_rated')
    for (const key of ['surveyAnswers', 'satisfaction', 'tickets'])
      void queryClient.invalidateQueries({ queryKey: [key] });
  if (event.type === 'ticket_updated') void queryClient.invalidateQueries({ queryKey: ['scheduled'] });
  if (event.type === 'system_message') {
    const told = event.data['conversation_id'] || String(event.data['kind']).startsWith('subject_request');
    if (!told) void queryClient.invalidateQueries({ queryKey: keys.channels });
    else if (alert) {
      ring('assigned');
      void import('./notices').then(({ showNotice }) => showNotice(event.data));
    }
  }
  // Only the server knows which lists of what is at risk or late it belongs to now.
  if (event.type === 'sla_warning' || event.type === 'sla_breached') {
    void queryClient.invalidateQueries({
      queryKey: ['conversations'],
      predicate: ({ queryKey }) => Boolean((queryKey[1] as ConversationFilters).sla),
    });
  }
  if (event.type === 'offers_changed') void queryClient.invalidateQueries({ queryKey: keys.offers });
  if (event.type === 'presence') applyPresence(event.data);
  else if (conversation) mergeConversation(conversation);
  else if (event.conversation_id && event.data['removed'] === true) forgetConversation(event.conversation_id);
  else if (event.conversation_id && isObject(event.data['pointer'])) {
    // Too large for a frame: only its ids came.
    fetchConversationSoon(event.conversation_id);
    void queryClient.invalidateQueries({ queryKey: keys.messages(event.conversation_id) });
  }
  // A replay after a pause must not ring for what is long past.
  if (alert && Date.now() - Date.parse(event.occurred_at) < 60_000) alertFor(event, message, conversation);
}

function applyPresence(data: Record<string, unknown>): void {
  const userId = String(data['user_id'] ?? '');
  const state = data['state'] as PresenceState;
  queryClient.setQueryData<{ items: User[] }>(keys.users, (users) =>
    users
      ? { ...users, items: users.items.map((user) => (user.id === userId ? { ...user, presence: state } : user)) }
      : users,
  );
  const me = sessionStore.read()?.user.id;
  if (userId !== me) return;
  void queryClient.invalidateQueries({ queryKey: keys.presence });
  const by = data['by_user_id'];
  if (by && by !== me) void import('./notices').then(({ showForced }) => showForced(String(by), data));
}

/** Rings for what concerns this agent: a conversation given to them, or a customer's message in one of theirs. */
function alertFor(event: RealtimeEvent, message: Message | null, conversation: Conversation | null): void {
  const me = sessionStore.read()?.user.id;
  const cached =
    conversation ??
    (event.conversation_id
      ? queryClient.getQueryData<Conversation>(keys.conversation(event.conversation_id))
      : undefined);
  if (event.type === 'sla_warning' || event.type === 'sla_breached') {
    alertForSla(event, cached);
    return;
  }
  const assignee =
    cached?.assignee?.id ??
    (isObject(event.data['assignee']) ? event.data['assignee']['id'] : event.data['assignee_id']);
  if ((event.type === 'ticket_assigned' || event.type === 'ticket_transferred') && assignee === me) ring('assigned');
  // A supervisor speaks to whoever has the conversation.
  else if (message?.metadata['whisper'] && assignee === me && message.author.id !== me) ring('message');
  else if (
    event.type === 'new_message' &&
    message?.direction === 'in' &&
    (assignee === me || assignee === undefined || assignee === null)
  ) {
    const watching = document.visibilityState === 'visible' && openConversation.read() === event.conversation_id;
    if (!watching) ring('message');
  }
}

function applyEphemeral(message: Ephemeral): void {
  const { conversation_id: id, data } = message;
  const me = sessionStore.read()?.user.id;
  if (!id || !me) return;
  if (message.type === 'viewing' && Array.isArray(data['viewers'])) {
    const viewers = (data['viewers'] as Viewer[]).filter((viewer) => viewer.id !== me);
    viewersStore.write((all) => ({ ...all, [id]: viewers }));
  }
  if (message.type !== 'typing') return;
  // A contact's signal has no user: platforms that tell it come with their channels.
  const user = isObject(data['user']) ? (data['user'] as unknown as Viewer) : null;
  if (user?.id === me) return;
  const on = data['state'] !== 'off';
  const others = (typingStore.read()[id] ?? []).filter((person) => person.id !== (user?.id ?? null));
  const person: TypingPerson = {
    id: user?.id ?? null,
    name: user?.name ?? '',
    kind: user ? 'agent' : 'contact',
    until: Date.now() + TYPING_LASTS,
  };
  typingStore.write((all) => ({ ...all, [id]: on ? [...others, person] : others }));
  if (on) setTimeout(forgetOldTyping, TYPING_LASTS + 50);
}

/** Whoever has sent a message has stopped writing it. */
function stopTyping({ conversation_id: id, author }: Message): void {
  const done = (person: TypingPerson): boolean =>
    author.type === 'contact' ? person.kind === 'contact' : person.id === author.id;
  typingStore.write((all) => (all[id] ? { ...all, [id]: all[id].filter((person) => !done(person)) } : all));
}

function forgetOldTyping(): void {
  const now = Date.now();
  typingStore.write((all) =>
    Object.fromEntries(Object.entries(all).map(([id, people]) => [id, people.filter((person) => person.until > now)])),
  );
}

/** Applies events in order to everything on screen. */
export function applyEvents(events: RealtimeEvent[], alert: boolean): void {
  for (const event of events) applyEvent(event, alert);
}

const OF_CONVERSATIONS: ReadonlySet<unknown> = new Set([
  'conversations',
  'conversation',
  'messages',
  'history',
  'contact',
]);

/**
 * Fetches everything anew: the log goes back no further, or what this person may do and see is another. What no screen
 * shows is dropped, not kept: it may be out of their sight by now.
 */
export function reset(): void {
  queryClient.removeQueries({ type: 'inactive', predicate: ({ queryKey }) => OF_CONVERSATIONS.has(queryKey[0]) });
  void queryClient.resetQueries({ predicate: ({ queryKey }) => OF_CONVERSATIONS.has(queryKey[0]) });
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => !OF_CONVERSATIONS.has(queryKey[0]) });
  void checkSession();
}

/* ---- the tabs together ---- */

/**
 * Starts live data for the signed-in user. One tab leads: it holds the socket and tells the others; each of them applies
 * the same events, so all show the same.
 *
 * @returns a function that stops it
 */
export function startLive(): () => void {
  const session = currentSession();
  const scope = `central-${session.account.id}-${session.user.id}`;
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(scope);
  const tell = (message: Broadcast) => channel?.postMessage(message);
  let client: RealtimeClient | null = null;

  // Colleagues see who has a conversation open; one socket can name one, so the tab used last counts.
  let viewing: string | null = null;
  const look = () => client?.send({ action: 'view', conversation_id: viewing });
  const showViewing = () => {
    viewing = document.visibilityState === 'visible' ? openConversation.read() : null;
    if (leading.read()) look();
    else tell({ kind: 'view', id: viewing });
  };

  const setState = (state: ConnectionState) => {
    connection.write(state);
    tell({ kind: 'state', state });
    if (state !== 'online') return;
    flushOutbox();
    look();
  };

  if (channel) {
    channel.onmessage = (event: MessageEvent<Broadcast>) => {
      const message = event.data;
      if (message.kind === 'hello') {
        if (client) tell({ kind: 'state', state: connection.read() });
        return;
      }
      if (message.kind === 'view') {
        viewing = message.id;
        look();
        return;
      }
      if (leading.read()) return;
      if (message.kind === 'events') applyEvents(message.events, false);
      else if (message.kind === 'ephemeral') applyEphemeral(message.message);
      else if (message.kind === 'reset') reset();
      else connection.write(message.state);
    };
    channel.postMessage({ kind: 'hello' });
  }

  const lead = async () => {
    // A list painted from an older visit is stale anyway; the cursor only says where this page began.
    // Loaded after the first paint: the list does not wait for it.
    const [stored, stream] = await Promise.all([readMeta<number>(CURSOR), import('./stream')]);
    if (!leading.read() || client) return;
    client = stream.openStream(
      {
        onEvents: (events, cursor) => {
          applyEvents(events, true);
          tell({ kind: 'events', events, cursor });
          void writeMeta(CURSOR, cursor);
        },
        onEphemeral: (message) => {
          applyEphemeral(message);
          tell({ kind: 'ephemeral', message });
        },
        onReset: (cursor) => {
          reset();
          tell({ kind: 'reset' });
          void writeMeta(CURSOR, cursor);
        },
        onState: setState,
      },
      stored ?? null,
    );
  };

  const unsubscribe = leading.subscribe(() => {
    if (leading.read()) void lead();
    else {
      client?.stop();
      client = null;
    }
  });
  const resign = contendForLeadership(scope);
  if (leading.read()) void lead();

  configureOutbox({
    send: api.conversations.send,
    onSent: mergeMessageIntoThread,
    isOnline: () => navigator.onLine,
    now: Date.now,
  });
  void loadOutbox();

  const nudge = () => {
    if (document.visibilityState === 'hidden') return;
    client?.nudge();
    flushOutbox();
  };
  const unsubscribeView = openConversation.subscribe(showViewing);
  const unsubscribeHands = handsChanged.subscribe(showViewing);
  document.addEventListener('visibilitychange', showViewing);
  const wentOffline = () => setState('offline');
  addEventListener('online', nudge);
  addEventListener('offline', wentOffline);
  document.addEventListener('visibilitychange', nudge);

  return () => {
    removeEventListener('online', nudge);
    removeEventListener('offline', wentOffline);
    document.removeEventListener('visibilitychange', nudge);
    document.removeEventListener('visibilitychange', showViewing);
    unsubscribeView();
    unsubscribeHands();
    unsubscribe();
    resign();
    client?.stop();
    channel?.close();
    openConversation.write(null);
  };
}
