-- How conversations and messages are read: one shape each, for a row of a list, a detail and an event on a socket.
--
-- They are functions and not statements of a queries.sql because PL/pgSQL keeps their plan for the life of a connection:
-- joining eleven tables under row-level security costs 2.5 ms of planning and 0.7 ms of work for a page of fifty, and our
-- statements are never prepared (a connection pooler in front of Aurora mixes prepared statements up). They run as the
-- caller, so row-level security holds in them like everywhere.

-- How far each person has read. The counter of unread messages belongs to who is responsible and lives in the conversation.
create table conversation_reads (
    account_id uuid not null,
    conversation_id uuid not null,
    user_id uuid not null,
    read_sequence bigint not null,
    read_at timestamptz not null default now(),
    primary key (account_id, conversation_id, user_id),
    foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade,
    foreign key (account_id, user_id) references memberships (account_id, user_id) on delete cascade
);
call protect_table('conversation_reads');

-- What nobody is responsible for yet: small, and read by every agent's list.
create index conversations_unassigned on conversations (account_id, last_activity_at desc, id desc)
    where assignee_id is null and status <> 'closed';

-- A time as text in UTC, whatever the connection's time zone is: utc() costs next to nothing, instant() is what the API writes.
-- Stable like the conversions in them, or they would not be inlined.
create function utc(value timestamptz) returns text
    language sql stable parallel safe
    return (value at time zone 'UTC')::text;
create function instant(value timestamptz) returns text
    language sql stable parallel safe
    return to_char(value at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- Who may see a conversation. The same rule, for what was already read, is can_see() in conversations/model.py; a test compares
-- the two. p_viewer null: sees everything (admins, supervisors, the system). An agent sees their own, and what nobody has yet:
-- of the queues they serve (p_queues), or still with the bot and in no queue.
create function conversation_visible(
    p_assignee uuid, p_queue uuid, p_status text, p_session text, p_viewer uuid, p_queues uuid[]
) returns boolean
    language sql immutable parallel safe
    return p_viewer is null
        or p_assignee = p_viewer
        or (p_assignee is null and p_status <> 'closed'
            and (p_queue = any (p_queues) or (p_queue is null and p_session = 'bot')));

-- The filters of a list, written once and inlined into whoever asks (the planner then sees only the filters that are set).
-- p_filter: {status, session, assignee_id | unassigned, queue_id, channel_id, contact_id, label, priority_from, priority_to,
-- unread}, each optional. p_ids: what a search found, or null.
create function matching_conversations(p_filter jsonb, p_ids uuid[]) returns setof conversations
    language sql stable as $$
    select c.*
      from conversations c
     where c.account_id = current_account()
       and (p_filter -> 'status' is null or c.status = p_filter ->> 'status')
       and (p_filter -> 'session' is null or c.session = p_filter ->> 'session')
       and (p_filter -> 'assignee_id' is null or c.assignee_id = (p_filter ->> 'assignee_id')::uuid)
       and (p_filter -> 'unassigned' is null or c.assignee_id is null)
       and (p_filter -> 'queue_id' is null or c.queue_id = (p_filter ->> 'queue_id')::uuid)
       and (p_filter -> 'channel_id' is null or c.channel_id = (p_filter ->> 'channel_id')::uuid)
       and (p_filter -> 'contact_id' is null or c.contact_id = (p_filter ->> 'contact_id')::uuid)
       and (p_filter -> 'priority_from' is null
            or c.priority between (p_filter ->> 'priority_from')::integer and (p_filter ->> 'priority_to')::integer)
       and (p_filter -> 'unread' is null or c.unread_count > 0)
       and (p_filter -> 'label' is null or exists (
               select from conversation_labels cl
                 join labels l on l.account_id = c.account_id and l.id = cl.label_id
                where cl.account_id = c.account_id and cl.conversation_id = c.id
                  and lower(l.name) = lower(p_filter ->> 'label')))
       and (p_ids is null or c.id = any (p_ids))
$$;
grant execute on function matching_conversations(jsonb, uuid[]) to central_app;

-- Conversations in the order of p_ids, flat (building JSON here costs three times the query). Ids that do not exist in this
-- account are left out. Ids and times are text: times in UTC, without a zone. p_viewer: whose read mark is shown (null:
-- the responsible's). place and waiting_total are set only while the ticket waits.
create function conversation_rows(p_ids uuid[], p_viewer uuid default null)
    returns table (
        id text, status text, session text, subject text, priority integer, unread_count integer, last_sequence bigint,
        version bigint, handoff_reason text, read_sequence bigint, labels text[],
        last_activity_at text, waiting_since text, opened_at text, closed_at text, snoozed_until text, window_expires_at text,
        contact_id text, contact_name text, contact_avatar_url text, contact_phone text, contact_identity text,
        channel_id text, channel_type text, channel_name text,
        assignee_id text, assignee_name text, assignee_avatar_url text,
        queue_id text, queue_name text,
        ticket_id text, ticket_protocol text, ticket_state text, ticket_priority integer, ticket_entered_at text,
        ticket_assigned_at text, ticket_finished_at text, place bigint, waiting_total bigint,
        preview_at text, preview_text text, preview_type text, preview_author_type text, preview_status text,
        preview_private boolean, preview_deleted boolean)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
begin
    return query
    with page as materialized (
        select c.*, wanted.position,
               t.id as ticket_id, t.protocol, t.state as ticket_state, t.priority as ticket_priority, t.entered_at,
               t.assigned_at, t.finished_at, t.queue_id as ticket_queue_id
          from unnest(p_ids) with ordinality as wanted (id, position)
          join conversations c on c.account_id = v_account and c.id = wanted.id
          left join lateral (
              select k.* from tickets k
               where k.account_id = v_account and k.conversation_id = c.id
               order by k.entered_at desc limit 1) t on true
    ),
    -- Only the queues somebody of this page waits in, served by priority, then entry (index tickets_waiting). Nobody needs
    -- to know that he is the 1,001st, so no more than a thousand are numbered.
    lines as materialized (
        select w.queue_id, (select count(*) from tickets k
                             where k.account_id = v_account and k.queue_id = w.queue_id and k.state = 'waiting') as total
          from (select distinct p.ticket_queue_id as queue_id from page p where p.ticket_state = 'waiting') w
    ),
    places as materialized (
        select o.id, o.place
          from lines n
         cross join lateral (
             select k.id, row_number() over (order by k.priority desc, k.entered_at, k.id) as place
               from tickets k
              where k.account_id = v_account and k.queue_id = n.queue_id and k.state = 'waiting'
              order by k.priority desc, k.entered_at, k.id
              limit 1000) o
    )
    select p.id::text, p.status, p.session, p.subject, p.priority, p.unread_count, p.last_sequence, p.version,
           p.handoff_reason,
           greatest(case when p_viewer is null or p_viewer = p.assignee_id then p.read_sequence else 0 end,
                    coalesce(r.read_sequence, 0)),
           array(select l.name
                   from conversation_labels cl
                   join labels l on l.account_id = v_account and l.id = cl.label_id
                  where cl.account_id = v_account and cl.conversation_id = p.id
                  order by lower(l.name)),
           utc(p.last_activity_at), utc(p.waiting_since), utc(p.opened_at), utc(p.closed_at), utc(p.snoozed_until),
           -- A minute before the platform's 24 hours are over, so that a message on its way still arrives in time.
           utc(w.last_inbound_at + interval '23:59'),
           k.id::text, k.name, k.avatar_url, k.phone, i.value,
           h.id::text, h.type, h.name,
           u.id::text, u.name, u.avatar_url,
           q.id::text, q.name,
           p.ticket_id::text, p.protocol, p.ticket_state, p.ticket_priority,
           utc(p.entered_at), utc(p.assigned_at), utc(p.finished_at), s.place, n.total,
           utc(m.created_at), case when m.deleted_at is null then left(m.text, 200) end, m.type, m.author_type, m.status,
           m.private, m.deleted_at is not null
      from page p
      join contacts k on k.account_id = v_account and k.id = p.contact_id
      join channels h on h.account_id = v_account and h.id = p.channel_id
      left join users u on u.id = p.assignee_id
      left join queues q on q.account_id = v_account and q.id = p.queue_id
      left join contact_identities i on i.account_id = v_account and i.id = p.identity_id
      left join reply_windows w
        on w.account_id = v_account and w.channel_id = p.channel_id and w.contact_id = p.contact_id
      left join messages m on m.account_id = v_account and m.id = p.last_message_id
      left join conversation_reads r
        on r.account_id = v_account and r.conversation_id = p.id and r.user_id = p_viewer
      left join lines n on p.ticket_state = 'waiting' and n.queue_id = p.ticket_queue_id
      left join places s on p.ticket_state = 'waiting' and s.id = p.ticket_id
     order by p.position;
end
$$;
grant execute on function conversation_rows(uuid[], uuid) to central_app;

-- Messages in the order of p_ids, as the API shows them, with who may see them left to the caller. A file's object_key is for
-- the server only: the service replaces it by a signed, short-lived address. What a contact deleted is shown as deleted only.
create function message_rows(p_ids uuid[])
    returns table (id uuid, conversation_id uuid, body json)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_account uuid := current_account();
begin
    return query
    select m.id, m.conversation_id,
           json_build_object(
               'id', m.id,
               'conversation_id', m.conversation_id,
               'sequence', m.sequence,
               'direction', m.direction,
               'author', json_build_object(
                   'type', m.author_type,
                   'id', coalesce(m.author_id, case when m.author_type = 'contact' then c.contact_id end),
                   'name', case m.author_type when 'contact' then k.name when 'agent' then u.name end),
               'private', m.private,
               'type', m.type,
               'text', case when m.deleted_at is null then m.text end,
               'status', m.status,
               'error', case when m.error is not null then json_build_object(
                   'code', m.error ->> 'code', 'message', m.error ->> 'message') end,
               'reply_to', case when a.id is not null then json_build_object(
                   'id', a.id, 'text', case when a.deleted_at is null then left(a.text, 200) end,
                   'type', a.type, 'author_type', a.author_type) end,
               'media', coalesce(case when m.deleted_at is null then (
                   select json_agg(json_build_object(
                              'id', f.id, 'kind', f.kind, 'file_name', f.file_name, 'mime_type', f.mime_type,
                              'bytes', f.bytes, 'state', f.state, 'object_key', f.object_key, 'voice', f.voice,
                              'animated', f.animated, 'duration', f.duration_seconds, 'width', f.width,
                              'height', f.height,
                              'error', case when f.error is not null then json_build_object(
                                  'code', f.error ->> 'code', 'message', f.error ->> 'message') end)
                              order by f.position, f.created_at)
                     from media f
                    where f.account_id = v_account and f.message_id = m.id) end, '[]'),
               'location', case when m.deleted_at is null then m.content -> 'location' end,
               'contacts', case when m.deleted_at is null then m.content -> 'contacts' end,
               'interactive', case when m.deleted_at is null then m.content -> 'interactive' end,
               'template', m.content -> 'template',
               'order', case when m.deleted_at is null then m.content -> 'order' end,
               'reactions', coalesce((
                   select json_agg(json_build_object(
                              'emoji', e.emoji, 'author_type', e.author_type, 'author_id', e.author_id)
                              order by e.created_at)
                     from reactions e
                    where e.account_id = v_account and e.message_id = m.id), '[]'),
               'edited_at', instant(m.edited_at),
               'deleted_at', instant(m.deleted_at),
               'forwarded', m.forwarded,
               'referral', m.content -> 'referral',
               'external_id', m.external_id,
               'client_id', m.client_id,
               'created_at', instant(m.created_at),
               'sent_at', instant(m.sent_at),
               'delivered_at', instant(m.delivered_at),
               'read_at', instant(m.read_at),
               'metadata', m.metadata)
      from unnest(p_ids) with ordinality as wanted (id, position)
      join messages m on m.account_id = v_account and m.id = wanted.id
      join conversations c on c.account_id = v_account and c.id = m.conversation_id
      join contacts k on k.account_id = v_account and k.id = c.contact_id
      left join users u on m.author_type = 'agent' and u.id = m.author_id
      left join messages a on a.account_id = v_account and a.id = m.reply_to_id
     order by wanted.position;
end
$$;
grant execute on function message_rows(uuid[]) to central_app;

-- Conversations that match what a person typed, over all history: words of messages (accents ignored, the last word may be
-- the beginning of one), the contact's name, e-mail and phone, the protocol. Visibility is part of it, because a limit
-- before it would hide an agent's own conversations behind those of others.
-- Row-level security would keep the planner from using the indexes (neither operator is leak-proof), so it runs as
-- central_lookup and names the account itself; the text of a message never leaves it.
-- p_viewer null: sees everything; else the agent, with the queues they serve.
create function search_conversations(p_words text[], p_digits text, p_viewer uuid, p_queue_ids uuid[], p_limit integer)
    returns table (conversation_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    with query as (
        select to_tsquery('simple', string_agg(quote, ' & ' order by position)) as words
          from (select position, '''' || translate(fold(word), '''\', '  ') || ''''
                       || case when position = cardinality(p_words) then ':*' else '' end as quote
                  from unnest(p_words) with ordinality as given (word, position)) quoted
    ),
    patterns as (
        select '%' || replace(replace(replace(fold(word), '\', '\\'), '%', '\%'), '_', '\_') || '%' as pattern
          from unnest(p_words) as given (word)
    ),
    found as (
        select m.conversation_id as id
          from messages m
         where m.account_id = current_account()
           and m.text is not null and m.deleted_at is null
           and to_tsvector('simple', fold(m.text)) @@ (select words from query)
        union
        select c.id
          from contacts k
          join conversations c on c.account_id = current_account() and c.contact_id = k.id
         where k.account_id = current_account()
           -- The longest word finds them (index contacts_search), the others choose among those.
           and fold(k.name || ' ' || coalesce(k.email, '') || ' ' || coalesce(k.phone, ''))
               like (select pattern from patterns order by length(pattern) desc limit 1)
           and fold(k.name || ' ' || coalesce(k.email, '') || ' ' || coalesce(k.phone, ''))
               like all (array(select pattern from patterns))
        union
        select c.id
          from contacts k
          join conversations c on c.account_id = current_account() and c.contact_id = k.id
         where k.account_id = current_account()
           and p_digits is not null
           and fold(k.name || ' ' || coalesce(k.email, '') || ' ' || coalesce(k.phone, '')) like '%' || p_digits || '%'
        union
        select t.conversation_id
          from tickets t
         where t.account_id = current_account() and t.protocol = p_words[1] and cardinality(p_words) = 1
    )
    select c.id
      from found f
      join conversations c on c.account_id = current_account() and c.id = f.id
     where conversation_visible(c.assignee_id, c.queue_id, c.status, c.session, p_viewer, p_queue_ids)
     order by c.last_activity_at desc, c.id desc
     limit p_limit;
end;
call let_lookup_read('conversations');
call let_lookup_read('tickets');
call run_as_lookup('search_conversations(text[], text, uuid, uuid[], integer)');

-- One pusher per account at a time. The row is touched by everybody who is rung: a pusher that finds it taken leaves
-- "rung", and whoever holds the lease cannot give it back without looking again. A lease is no lock: nothing is held while
-- frames are on the network, and the row of account_sequences stays free for those who write.
create table push_leases (
    account_id uuid primary key references accounts (id) on delete cascade,
    holder uuid,
    leased_until timestamptz not null default '-infinity',
    rung boolean not null default false
);
call protect_table('push_leases');

-- What events are about, for those who are told: {conversations: [row of conversation_rows], messages: [body], reads:
-- [[conversation, user, sequence]]}.
create function event_things(p_conversation_ids uuid[], p_message_ids uuid[]) returns json
    language sql stable
begin atomic
    select json_build_object(
        'conversations', (select coalesce(json_agg(r), '[]') from conversation_rows(p_conversation_ids) r),
        'messages', (select coalesce(json_agg(m.body), '[]') from message_rows(p_message_ids) m),
        'reads', (select coalesce(json_agg(json_build_array(r.conversation_id, r.user_id, r.read_sequence)), '[]')
                    from conversation_reads r
                   where r.account_id = current_account() and r.conversation_id = any (p_conversation_ids)));
end;
grant execute on function event_things(uuid[], uuid[]) to central_app;

-- Takes the lease, or leaves word for who has it. Statements of a volatile function see what was committed before each of
-- them, so what is read after the lease is what the last holder left. It sets the account of its own statement: a push is
-- this call, the frames, and finish_push. Returns null when somebody else pushes, else
-- {after, until, events: [{sequence, type, conversation_id, message_id, user_id, data, occurred_at}], things,
--  listeners: [{connection_id, user_id, role, queue_ids}]}; without listeners the events are skipped, not read.
create function begin_push(p_account_id uuid, p_holder uuid, p_limit integer, p_lease_seconds integer) returns json
    language plpgsql as $$
declare
    v_mine boolean;
    v_after bigint;
    v_until bigint;
    v_listeners json;
    v_events json;
    v_things json;
begin
    perform set_config('central.account_id', p_account_id::text, true);
    insert into push_leases as l (account_id, holder, leased_until)
    values (p_account_id, p_holder, clock_timestamp() + make_interval(secs => p_lease_seconds))
    on conflict (account_id) do update
       set rung = l.leased_until > clock_timestamp() and l.holder is distinct from p_holder,
           holder = case when l.leased_until > clock_timestamp() then l.holder else p_holder end,
           leased_until = case when l.leased_until > clock_timestamp() and l.holder is distinct from p_holder
                               then l.leased_until else excluded.leased_until end
    returning l.holder = p_holder into v_mine;
    if not v_mine then
        return null;
    end if;
    select s.pushed_sequence, s.last_sequence into v_after, v_until
      from account_sequences s where s.account_id = p_account_id;
    select json_agg(json_build_object(
               'connection_id', c.connection_id, 'user_id', c.user_id, 'role', m.role,
               'queue_ids', (select coalesce(json_agg(q.queue_id), '[]') from queue_members q
                              where q.account_id = p_account_id and q.user_id = c.user_id)))
      into v_listeners
      from socket_connections c
      join sessions s
        on s.account_id = p_account_id and s.id = c.session_id and s.revoked_at is null and s.expires_at > now()
      join memberships m on m.account_id = p_account_id and m.user_id = c.user_id and m.active
     where c.account_id = p_account_id;
    if v_listeners is not null and v_after < v_until then
        v_until := least(v_until, v_after + p_limit);
        select json_agg(json_build_object(
                   'sequence', e.sequence, 'type', e.type, 'conversation_id', e.conversation_id,
                   'message_id', e.message_id, 'user_id', e.user_id, 'data', e.data,
                   'occurred_at', instant(e.occurred_at)) order by e.sequence),
               event_things(array_agg(distinct e.conversation_id) filter (where e.conversation_id is not null),
                            array_agg(distinct e.message_id) filter (where e.message_id is not null))
          into v_events, v_things
          from account_events e
         where e.account_id = p_account_id and e.sequence > v_after and e.sequence <= v_until;
    end if;
    return json_build_object('after', coalesce(v_after, 0), 'until', coalesce(v_until, 0),
                             'events', coalesce(v_events, '[]'), 'things', v_things,
                             'listeners', coalesce(v_listeners, '[]'));
end
$$;
grant execute on function begin_push(uuid, uuid, integer, integer) to central_app;

-- Remembers how far was pushed, forgets connections that are gone, and gives the lease back unless there is more.
-- Returns true when this pusher is done: nothing is left, or another one has taken over.
create function finish_push(p_account_id uuid, p_holder uuid, p_until bigint, p_gone text[]) returns boolean
    language plpgsql as $$
begin
    perform set_config('central.account_id', p_account_id::text, true);
    if cardinality(p_gone) > 0 then
        delete from socket_connections where account_id = p_account_id and connection_id = any (p_gone);
    end if;
    update account_sequences set pushed_sequence = p_until
     where account_id = p_account_id and pushed_sequence < p_until;
    update push_leases l
       set holder = null, leased_until = '-infinity'
     where l.account_id = p_account_id and l.holder = p_holder and not l.rung
       and not exists (select from account_sequences s
                        where s.account_id = p_account_id and s.pushed_sequence < s.last_sequence);
    return found
        or not exists (select from push_leases l where l.account_id = p_account_id and l.holder = p_holder);
end
$$;
grant execute on function finish_push(uuid, uuid, bigint, text[]) to central_app;
