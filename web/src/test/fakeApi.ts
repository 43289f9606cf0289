import type { Conversation, ConversationFilters, Message, NewMessage, RealtimeEvent } from '@shared/api/types';
import { belongs } from '@shared/domain/conversations';
import { matches } from '@shared/domain/search';
import * as samples from './samples';
import { everyMessage, longThread } from './thread';

/**
 * The API in memory, for unit tests and for looking at screens without a stack. It follows the contract's shapes and
 * codes, nothing more: what the server really does is tested against the server.
 */
export function createFakeApi(now = Date.now()) {
  let signedIn = true;
  let sequence = 100;
  const events: RealtimeEvent[] = [];
  const conversations = new Map<string, Conversation>();
  const messages = new Map<string, Message[]>();
  const presence = {
    user_id: 'user-ana',
    state: 'online',
    chosen_state: 'online',
    reason: null as string | null,
    idle_after_seconds: 300,
  };
  const profile = { ...samples.session.user };
  const sent = new Map<string, Message>();
  const uploads = new Map<string, { file_name: string; mime_type: string; bytes: number; voice?: boolean }>();
  /** Answers forced by tests: "METHOD /path" → status and code. */
  const faults = new Map<string, { status: number; code: string; message?: string; details?: unknown }>();

  const scheduled = samples.scheduled(now);
  const scheduledRoutes = (path: string, method: string, query: Record<string, string>, body: unknown): Response => {
    const [, , id, action] = path.split('/');
    if (!id && method === 'POST') {
      const input = body as { conversation_id: string; kind: 'message'; text: string; due_at: string };
      const made = {
        ...samples.scheduled(now)[0],
        ...input,
        id: `scheduled-${scheduled.length}`,
      } as (typeof scheduled)[0];
      scheduled.push(made);
      return json(made, 201);
    }
    const one = scheduled.find((item) => item.id === id);
    if (!id) return page(scheduled.filter((item) => !query['state'] || item.state === query['state']));
    if (!one) return json({ error: { code: 'not_found', message: 'Não encontrado.' } }, 404);
    Object.assign(one, body, action ? { state: action === 'send' ? 'sent' : 'cancelled' } : {});
    return json(one);
  };

  const make = (index: number): Conversation => {
    const id = `conversation-${index}`;
    const waiting = index === 3 || index === 6;
    const other = index % 5 === 4;
    return samples.conversation(
      {
        id,
        unread_count: index === 0 ? 2 : index % 4 === 2 ? 3 : 0,
        priority: index === 1 ? 9 : index === 5 ? 2 : 5,
        labels: index % 3 === 0 ? ['exames'] : [],
        ...(waiting
          ? {
              session: 'waiting' as const,
              assignee: null,
              ticket: {
                id: `ticket-${index}`,
                protocol: `20261120-00000${index}`,
                state: 'waiting' as const,
                priority: 5,
                entered_at: samples.at(4 + index, now),
                assigned_at: null,
                finished_at: null,
                position: index === 3 ? 1 : 2,
                total: 2,
              },
            }
          : {}),
        ...(other ? { assignee: samples.person('user-bia') } : {}),
        ...(index === 2 ? { window_expires_at: samples.at(30, now) } : {}),
        ...(index === 1 ? { window_expires_at: samples.at(-95, now) } : {}),
        ...(index > 40 ? { status: 'closed' as const, closed_at: samples.at(index * 7, now) } : {}),
        ...(index === 0 ? { read_sequence: 23, last_sequence: 25 } : {}),
      },
      index,
      now,
    );
  };
  for (let index = 0; index < 60; index += 1) {
    const row = make(index);
    conversations.set(row.id, row);
    messages.set(row.id, index === 0 ? everyMessage(row.id, now) : longThread(row.id, index === 1 ? 400 : 14, now));
  }

  const json = (body: unknown, status = 200): Response =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  const fail = (status: number, code: string, message = '', details?: unknown): Response =>
    json({ error: { code, message, ...(details ? { details } : {}) }, correlation_id: 'test' }, status);
  const page = <Item>(items: Item[], next: string | null = null): Response => json({ items, next_cursor: next });

  const emit = (type: string, conversationId: string, data: Record<string, unknown>) => {
    sequence += 1;
    const event: RealtimeEvent = {
      sequence,
      type,
      conversation_id: conversationId,
      occurred_at: new Date().toISOString(),
      data,
    };
    events.push(event);
    return event;
  };
  const change = (id: string, fields: Partial<Conversation>): Conversation => {
    const before = conversations.get(id) as Conversation;
    const after = { ...before, ...fields, version: before.version + 1 };
    conversations.set(id, after);
    return after;
  };
  const append = (id: string, fields: Partial<Message>): Message => {
    const list = messages.get(id) ?? [];
    const last = list[list.length - 1]?.sequence ?? 0;
    const created = samples.message({
      id: crypto.randomUUID(),
      conversation_id: id,
      sequence: last + 1,
      created_at: new Date().toISOString(),
      ...fields,
    });
    messages.set(id, [...list, created]);
    const conversation = conversations.get(id) as Conversation;
    const inbound = created.direction === 'in';
    const after = change(id, {
      last_activity_at: created.created_at,
      last_sequence: created.sequence,
      unread_count: inbound ? conversation.unread_count + 1 : 0,
      preview: {
        text: created.text ?? '',
        type: created.type,
        author_type: created.author.type,
        status: created.status,
        private: created.private,
        deleted: false,
        interactive: null,
        at: created.created_at,
      },
    });
    emit('new_message', id, { message: created, conversation: after });
    return created;
  };

  async function route(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname.replace('/api/v1', '');
    const { method } = request;
    if (url.pathname.startsWith('/fake-media/')) return fakeMedia(url.pathname, method);
    const fault = faults.get(`${method} ${path}`);
    if (fault) return fail(fault.status, fault.code, fault.message, fault.details);
    const body = (/json/.test(request.headers.get('content-type') ?? '') ? await request.json() : {}) as Record<
      string,
      never
    >;
    const query = Object.fromEntries(url.searchParams);

    if (path === '/session' && method === 'POST') {
      if (body['password'] !== 'demo123') return fail(401, 'invalid_credentials', 'E-mail ou senha incorretos.');
      signedIn = true;
      return json(samples.session, 201);
    }
    if (path === '/session' && method === 'DELETE') {
      signedIn = false;
      return new Response(null, { status: 204 });
    }
    if (!signedIn) return fail(401, 'unauthenticated');
    if (path === '/session') return json({ ...samples.session, user: profile, token: undefined });
    if (path === '/me') {
      Object.assign(profile, body);
      return json(profile);
    }
    if (path === '/me/presence') {
      if (method === 'PUT')
        Object.assign(presence, { state: body['state'], chosen_state: body['state'], reason: body['reason'] ?? null });
      return json(presence);
    }
    if (path === '/socket-tickets') return json({ ticket: 'ticket', url: '/ws', expires_at: samples.at(-1, now) }, 201);
    if (path === '/events') {
      const after = query['after'] === undefined ? sequence : Number(query['after']);
      return json({
        items: events.filter((event) => event.sequence > after),
        next_cursor: null,
        last_sequence: sequence,
        reset: false,
      });
    }
    if (path === '/users') return page(samples.users);
    if (path === '/closing') return json({ reasons: [], required: [], version: '0' });
    if (path === '/labels')
      return method === 'POST' ? json({ id: 'new', name: body['name'], color: '#0b5c6b' }, 201) : page(samples.labels);
    if (path === '/me/offers') return page([]);
    if (path === '/queues') return page(samples.queues);
    if (path.startsWith('/queues/') && path.endsWith('/take-next')) {
      const next = [...conversations.values()].find((one) => one.session === 'waiting' && one.status === 'open');
      return next
        ? json(change(next.id, { session: 'human', assignee: samples.person('user-ana') }))
        : fail(404, 'empty');
    }
    if (path.startsWith('/queues/') && path.endsWith('/waiting'))
      return json({ ...samples.waiting, ...(body as object | undefined) });
    if (path.startsWith('/scheduled-messages')) return scheduledRoutes(path, method, query, body);
    if (path.startsWith('/queues/')) return json({ ...samples.queues[0], ...(body as object) });
    if (path === '/channels')
      return method === 'POST'
        ? json({ ...samples.channels[0], id: 'channel-new', name: body['name'], state: 'configuring' }, 201)
        : page(samples.channels.map(({ webhook: _webhook, ...rest }) => rest));
    if (path.endsWith('/templates')) return page(samples.templates);
    if (path.endsWith('/validate')) {
      return json({
        ok: true,
        channel: samples.channels[0],
        checks: [
          { name: 'token', result: 'ok', message: 'O token é permanente e tem as permissões certas.' },
          { name: 'webhook', result: 'warning', message: 'O webhook ainda não recebeu nenhuma mensagem.' },
        ],
      });
    }
    if (path.startsWith('/channels/'))
      return json(samples.channels.find((one) => path.includes(one.id)) ?? samples.channels[0]);
    if (path === '/contacts')
      return page(samples.contacts.filter((one) => matches(`${one.name} ${one.phone ?? ''}`, query['q'] ?? '')));
    const contact = /^\/contacts\/([^/]+)(\/conversations)?$/.exec(path);
    if (contact) {
      const found = samples.contacts.find((one) => one.id === contact[1]);
      if (!found) return fail(404, 'not_found');
      if (contact[2]) return page([...conversations.values()].filter((one) => one.contact.id === found.id));
      if (method === 'PATCH') Object.assign(found, body);
      return json(found);
    }
    if (path === '/media') {
      const id = `media-${uploads.size + 1}`;
      uploads.set(id, body as never);
      return json({ id, upload: { url: `/fake-media/${id}`, method: 'PUT', headers: {} } }, 201);
    }
    const file = /^\/media\/([^/]+)(\/complete)?$/.exec(path);
    if (file?.[1])
      return json(
        samples.media({
          id: file[1],
          ...(file[1] === 'media-pending' ? { state: 'pending' } : { url: '/fake-media/photo.svg' }),
        }),
      );
    return conversationRoutes(path, method, query, body, request);
  }

  function conversationRoutes(
    path: string,
    method: string,
    query: Record<string, string>,
    body: Record<string, never>,
    request: Request,
  ): Response {
    const all = [...conversations.values()];
    if (path === '/conversations/counts') {
      const count = (view: ConversationFilters['view']) =>
        all.filter((one) => belongs(one, { view, status: 'open' }, 'user-ana')).length;
      return json({
        mine: count('mine'),
        unassigned: count('unassigned'),
        waiting: count('waiting'),
        all: count('all'),
        unread: all.filter((one) => one.assignee?.id === 'user-ana' && one.unread_count > 0 && one.status === 'open')
          .length,
      });
    }
    if (path === '/conversations/bulk') {
      const ids = body['ids'] as unknown as string[];
      for (const id of ids) if (body['action'] === 'resolve') change(id, { status: 'closed' });
      return json({ items: ids.map((id) => ({ id, ok: true, error: null })) });
    }
    if (path === '/conversations' && method === 'POST') {
      const created = samples.conversation({ id: `conversation-${conversations.size}` }, conversations.size, now);
      conversations.set(created.id, created);
      return json(created, 201);
    }
    if (path === '/conversations') {
      const { q, cursor, limit: _limit, unread, ...rest } = query;
      const filters = {
        view: 'all',
        status: 'open',
        ...rest,
        ...(unread ? { unread: true } : {}),
      } as ConversationFilters;
      const found = all
        .filter(
          (one) =>
            belongs(one, filters, 'user-ana') && (!q || matches(`${one.contact.name} ${one.preview?.text ?? ''}`, q)),
        )
        .sort((one, other) => Date.parse(other.last_activity_at) - Date.parse(one.last_activity_at));
      const from = Number(cursor ?? 0);
      return page(found.slice(from, from + 50), from + 50 < found.length ? String(from + 50) : null);
    }
    const one = /^\/conversations\/([^/]+)(?:\/(.+))?$/.exec(path);
    const reaction = /^\/messages\/([^/]+)\/(retry|reaction)$/.exec(path);
    if (reaction?.[1]) return messageAction(reaction[1], reaction[2] ?? '', body);
    const id = one?.[1] ?? '';
    const current = conversations.get(id);
    if (!current) return fail(404, 'not_found');
    switch (one?.[2]) {
      case undefined:
        return json(method === 'PATCH' ? change(id, body) : current);
      case 'messages': {
        if (method === 'POST') return send(id, body as NewMessage, request.headers.get('idempotency-key') ?? '');
        const list = [...(messages.get(id) ?? [])].reverse();
        const from = Number(query['cursor'] ?? 0);
        return page(list.slice(from, from + 50), from + 50 < list.length ? String(from + 50) : null);
      }
      case 'accept':
        return json(change(id, { assignee: samples.person('user-ana'), session: 'human' }));
      case 'assign':
        return json(change(id, { assignee: body['user_id'] ? samples.person(body['user_id']) : null }));
      case 'transfer':
        return json(
          change(id, { assignee: body['user_id'] ? samples.person(body['user_id']) : null, session: 'waiting' }),
        );
      case 'resolve':
        return json(change(id, { status: 'closed', closed_at: new Date().toISOString() }));
      case 'reopen':
        return json(change(id, { status: 'open', closed_at: null, snoozed_until: null }));
      case 'snooze':
        return json(change(id, { status: 'snoozed', snoozed_until: body['until'] }));
      case 'labels':
        return json(change(id, { labels: body['labels'] }));
      case 'read':
        return json(change(id, { unread_count: 0, read_sequence: current.last_sequence }));
      case 'unread':
        return json(change(id, { unread_count: 1 }));
      case 'typing':
        return new Response(null, { status: 204 });
      default:
        return fail(404, 'not_found');
    }
  }

  function send(id: string, body: NewMessage, key: string): Response {
    const before = sent.get(key);
    if (before) return json(before, 201);
    const created = append(id, {
      direction: 'out',
      author: { type: 'agent', id: 'user-ana', name: 'Ana Souza' },
      private: body.private ?? false,
      type: (body.type ?? 'text') as Message['type'],
      text: body.text ?? null,
      status: body.private ? null : 'pending',
      client_id: body.client_id ?? null,
      template: body.template ?? null,
      interactive: (body.interactive as Message['interactive']) ?? null,
      media: body.media_id ? [samples.media({ id: body.media_id, url: '/fake-media/photo.svg' })] : [],
    });
    sent.set(key, created);
    return json(created, 201);
  }

  function messageAction(id: string, action: string, body: Record<string, string>): Response {
    for (const [conversationId, list] of messages) {
      const found = list.find((one) => one.id === id);
      if (!found) continue;
      const next: Message =
        action === 'retry'
          ? { ...found, status: 'pending', error: null }
          : {
              ...found,
              reactions: body['emoji'] ? [{ emoji: body['emoji'], author_type: 'agent', author_id: 'user-ana' }] : [],
            };
      messages.set(
        conversationId,
        list.map((one) => (one.id === id ? next : one)),
      );
      return json(next);
    }
    return fail(404, 'not_found');
  }

  return {
    /** Answers a request as the API would. */
    handle: (request: Request): Promise<Response> => route(request),
    /** A customer writes. */
    receive: (id: string, text: string): Message => append(id, { text }),
    signOut: () => void (signedIn = false),
    faults,
    conversations,
    messages,
    sent,
  };
}

function fakeMedia(path: string, method: string): Response {
  if (method === 'PUT') return new Response(null, { status: 200 });
  if (path.endsWith('.wav')) return new Response(tone(), { headers: { 'content-type': 'audio/wav' } });
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#9ad8e2"/><stop offset="1" stop-color="#0b5c6b"/></linearGradient></defs><rect width="800" height="600" fill="url(#g)"/><circle cx="610" cy="150" r="70" fill="#fff3cf"/><path d="M0 600 240 300l160 190 130-150 270 260z" fill="#084752"/></svg>`;
  return new Response(picture, { headers: { 'content-type': 'image/svg+xml' } });
}

/** Seven seconds of silence as WAV: enough for the player. */
function tone(): ArrayBuffer {
  const samplesCount = 8000 * 7;
  const buffer = new ArrayBuffer(44 + samplesCount);
  const view = new DataView(buffer);
  const text = (offset: number, value: string) =>
    [...value].forEach((character, index) => view.setUint8(offset + index, character.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + samplesCount, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 8000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, samplesCount, true);
  new Uint8Array(buffer, 44).fill(128);
  return buffer;
}
