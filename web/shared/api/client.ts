import { translated } from '../i18n';
import type * as T from './types';

/** An answer of the API that is not a success, or no answer at all (`status` 0). */
export class ApiError extends Error {
  override name = 'ApiError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: Record<string, string> = {},
    readonly details: Record<string, unknown> = {},
    readonly correlationId: string | null = null,
    /** Seconds to wait before another try, when the server says so. */
    readonly wait = 0,
  ) {
    super(message);
  }

  /** True when the request may never have arrived: worth another try with the same idempotency key. */
  get transient(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

type Query = Record<string, string | number | boolean | null | undefined>;

interface Options {
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** Longest wait for one answer, in milliseconds: past it the request counts as lost. */
const TIMEOUT = 30_000;

const BASE = '/api/v1';

type Refusal = 'ended' | 'setup' | 'moved';
let onRefused: (why: Refusal) => void = () => undefined;
let shown: string | null = null;

/**
 * Names the company on the screen. All windows share one session: one that was changed to another company elsewhere is
 * refused, instead of showing, or writing, one company's things in the other.
 */
export function showAccount(id: string | null): void {
  shown = id;
}

/** Sets what happens when the session has ended, first needs a second factor, or is in another company by now. */
export function setRefusalHandler(handler: (why: Refusal) => void): void {
  onRefused = handler;
}

function fieldMessages(value: unknown): Record<string, string> {
  if (Array.isArray(value)) {
    return Object.fromEntries(
      value
        .filter(
          (one): one is { field: string; message: string } => typeof one === 'object' && one !== null && 'field' in one,
        )
        .map((one) => [one.field, translated(one.message)]),
    );
  }
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([field, text]) => [
      field,
      Array.isArray(text) ? text.join(' ') : translated(String(text)),
    ]),
  );
}

async function toError(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as {
    error?: Record<string, unknown>;
    correlation_id?: string;
  };
  const { code, message, fields, ...details } = body.error ?? {};
  return new ApiError(
    response.status,
    typeof code === 'string' ? code : 'unexpected',
    typeof message === 'string' ? translated(message) : '',
    fieldMessages(fields),
    { ...details, ...(typeof details['details'] === 'object' ? (details['details'] as object) : {}) },
    body.correlation_id ?? null,
    Number(response.headers.get('retry-after')) || 0,
  );
}

/**
 * One request to the API; the session travels in an HttpOnly cookie.
 *
 * @throws ApiError for every answer outside 2xx and when there is no answer
 */
export async function request(method: string, path: string, options: Options = {}): Promise<Response> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const query = search.size > 0 ? `?${search}` : '';
  const timeout = AbortSignal.timeout(TIMEOUT);
  let response: Response;
  try {
    response = await fetch(`${BASE}${path}${query}`, {
      method,
      credentials: 'same-origin',
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
      headers: {
        accept: 'application/json',
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        // The session itself is asked for as it is: that is how a window learns where it is now.
        ...(shown && !/^\/session(\/|$)/.test(path) ? { 'x-account-id': shown } : {}),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiError(0, 'network', String(cause));
  }
  if (response.ok) return response;
  const error = await toError(response);
  // Signing in is refused with 401 too, but has no session that could end.
  if (error.status === 401 && !/^\/(session|single-sign-on|invites\/accept)/.test(path)) onRefused('ended');
  if (error.code === 'second_factor_setup_required') onRefused('setup');
  if (error.code === 'other_account') onRefused('moved');
  throw error;
}

/** The same, read as JSON. */
export async function call<Result>(method: string, path: string, options: Options = {}): Promise<Result> {
  const response = await request(method, path, options);
  return (response.status === 204 ? undefined : await response.json()) as Result;
}

const conversation = (id: string): string => `/conversations/${encodeURIComponent(id)}`;
const key = (value: string) => ({ 'idempotency-key': value });

/** Every operation the app uses, by resource. */
export const api = {
  session: {
    create: (body: { email: string; password: string }) =>
      call<T.Session | { second_factor: T.Challenge }>('POST', '/session', { body }),
    finish: (body: { challenge: string; code: string }) => call<T.Session>('POST', '/session/second-factor', { body }),
    read: () => call<T.Session>('GET', '/session'),
    moveTo: (account_id: string) => call<T.Session>('POST', '/session/account', { body: { account_id } }),
    remove: () => call<void>('DELETE', '/session'),
  },
  me: {
    update: (body: { name?: string; locale?: string; signature?: string }) => call<unknown>('PATCH', '/me', { body }),
    presence: () => call<T.Presence>('GET', '/me/presence'),
    setPresence: (body: { state: T.Presence['state']; reason?: string }) =>
      call<T.Presence>('PUT', '/me/presence', { body }),
  },
  realtime: {
    ticket: () => call<{ ticket: string; url: string; expires_at: string }>('POST', '/socket-tickets'),
    events: (after?: number) => call<T.EventPage>('GET', '/events', { query: { after } }),
  },
  conversations: {
    list: (filters: T.ConversationFilters, cursor: string | null, signal?: AbortSignal) =>
      call<T.Page<T.Conversation>>('GET', '/conversations', { query: { ...filters, cursor, limit: 50 }, signal }),
    counts: () => call<T.Counts>('GET', '/conversations/counts'),
    read: (id: string, signal?: AbortSignal) => call<T.Conversation>('GET', conversation(id), { signal }),
    create: (
      body: {
        channel_id: string;
        contact_id?: string;
        contact?: { name?: string; phone: string };
        message: T.NewMessage;
      },
      idempotency: string,
    ) => call<T.Conversation>('POST', '/conversations', { body, headers: key(idempotency) }),
    update: (id: string, body: { subject?: string; priority?: number }) =>
      call<T.Conversation>('PATCH', conversation(id), { body }),
    accept: (id: string) => call<T.Conversation>('POST', `${conversation(id)}/accept`),
    assign: (id: string, user_id: string | null) =>
      call<T.Conversation>('POST', `${conversation(id)}/assign`, { body: { user_id } }),
    transfer: (id: string, body: { queue_id?: string; user_id?: string; channel_id?: string; note?: string }) =>
      call<T.Conversation>('POST', `${conversation(id)}/transfer`, { body }),
    resolve: (id: string, body: { reason?: string; note?: string } = {}) =>
      call<T.Conversation>('POST', `${conversation(id)}/resolve`, { body }),
    reopen: (id: string) => call<T.Conversation>('POST', `${conversation(id)}/reopen`),
    snooze: (id: string, until: string) =>
      call<T.Conversation>('POST', `${conversation(id)}/snooze`, { body: { until } }),
    markRead: (id: string, sequence?: number) =>
      call<unknown>('POST', `${conversation(id)}/read`, { body: sequence === undefined ? {} : { sequence } }),
    markUnread: (id: string) => call<unknown>('POST', `${conversation(id)}/unread`),
    setLabels: (id: string, labels: string[]) =>
      call<T.Conversation>('PUT', `${conversation(id)}/labels`, { body: { labels } }),
    typing: (id: string, state: 'on' | 'off') => call<void>('POST', `${conversation(id)}/typing`, { body: { state } }),
    bulk: (ids: string[], action: T.BulkAction) =>
      call<{ items: { id: string; ok: boolean; error?: unknown }[] }>('POST', '/conversations/bulk', {
        body: { ids, ...action },
      }),
    messages: (id: string, cursor: string | null, signal?: AbortSignal) =>
      call<T.Page<T.Message>>('GET', `${conversation(id)}/messages`, { query: { cursor, limit: 50 }, signal }),
    send: (id: string, body: T.NewMessage, idempotency: string) =>
      call<T.Message>('POST', `${conversation(id)}/messages`, { body, headers: key(idempotency) }),
  },
  messages: {
    retry: (id: string) => call<T.Message>('POST', `/messages/${encodeURIComponent(id)}/retry`),
    react: (id: string, emoji: string) =>
      call<T.Message>('PUT', `/messages/${encodeURIComponent(id)}/reaction`, { body: { emoji } }),
  },
  media: {
    create: (body: { file_name: string; mime_type: string; bytes: number; voice?: boolean }) =>
      call<{ id: string; upload: { url: string; method: string; headers: Record<string, string> } }>('POST', '/media', {
        body,
      }),
    complete: (id: string) => call<T.Media>('POST', `/media/${encodeURIComponent(id)}/complete`),
    read: (id: string) => call<T.Media>('GET', `/media/${encodeURIComponent(id)}`),
  },
  contacts: {
    search: (q: string, signal?: AbortSignal) =>
      call<T.Page<T.Contact>>('GET', '/contacts', { query: { q, limit: 20 }, signal }),
    read: (id: string) => call<T.Contact>('GET', `/contacts/${encodeURIComponent(id)}`),
    update: (id: string, body: Partial<Pick<T.Contact, 'name' | 'phone' | 'email' | 'state' | 'blocked'>>) =>
      call<T.Contact>('PATCH', `/contacts/${encodeURIComponent(id)}`, { body }),
    conversations: (id: string) =>
      call<T.Page<T.Conversation>>('GET', `/contacts/${encodeURIComponent(id)}/conversations`),
  },
  channels: {
    list: () => call<T.Page<T.Channel>>('GET', '/channels'),
    create: (body: T.ChannelInput) => call<T.Channel>('POST', '/channels', { body }),
    read: (id: string) => call<T.Channel>('GET', `/channels/${encodeURIComponent(id)}`),
    update: (
      id: string,
      body: {
        name?: string;
        business_id?: string;
        access_token?: string;
        app_secret?: string;
        active?: boolean;
        is_default?: boolean;
      },
    ) => call<T.Channel>('PATCH', `/channels/${encodeURIComponent(id)}`, { body }),
    validate: (id: string) => call<T.ChannelCheck>('POST', `/channels/${encodeURIComponent(id)}/validate`),
    templates: (id: string) => call<T.Page<T.Template>>('GET', `/channels/${encodeURIComponent(id)}/templates`),
    syncTemplates: (id: string) => call<unknown>('POST', `/channels/${encodeURIComponent(id)}/templates/sync`),
  },
  queues: {
    list: () => call<T.Page<T.Queue>>('GET', '/queues'),
    takeNext: (id: string) => call<T.Conversation>('POST', `/queues/${encodeURIComponent(id)}/take-next`),
  },
  users: { list: () => call<T.Page<T.User>>('GET', '/users') },
  closing: { read: () => call<T.Closing>('GET', '/closing') },
  labels: {
    list: () => call<T.Page<T.Label>>('GET', '/labels'),
    create: (name: string) => call<T.Label>('POST', '/labels', { body: { name } }),
  },
};
