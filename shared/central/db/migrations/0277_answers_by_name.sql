-- A line about a message names an answer to a form, or to whether one may call, in the words of the thread: the platform's own
-- ("Sent", "accept") say nothing to people. What a function returns cannot be added to, so conversation_rows is made anew.
drop function event_things(uuid[], uuid[]);
drop function conversation_rows(uuid[], uuid);

-- What a line has to know of an interactive message; the rest of it (sections, a form's data) may be long.
create function interactive_mark(p_type text, p_content jsonb) returns json
    language plpgsql immutable
as $$
begin
    return case when p_type = 'interactive' and p_content ? 'interactive' then json_build_object(
        'kind', p_content #> '{interactive,kind}', 'id', p_content #> '{interactive,id}') end;
end
$$;
grant execute on function interactive_mark(text, jsonb) to central_app;

-- Conversations in the order of p_ids, flat (building JSON here costs three times the query). Ids that do not exist in this
-- account are left out. Ids and times are text: times in UTC, without a zone. p_viewer: whose read mark is shown (null:
-- the responsible's). place and waiting_total are set only while the ticket waits,
-- sla_* while a clock of it is live.
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
        preview_private boolean, preview_deleted boolean, preview_interactive json,
        sla_target text, sla_state text, sla_due_at text)
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
    -- Only the queues somebody of this page waits in, served by rank, then entry (index tickets_waiting). Nobody needs
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
             select k.id, row_number() over (order by k.rank desc, k.entered_at, k.id) as place
               from tickets k
              where k.account_id = v_account and k.queue_id = n.queue_id and k.state = 'waiting'
              order by k.rank desc, k.entered_at, k.id
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
           m.private, m.deleted_at is not null,
           case when m.deleted_at is null then interactive_mark(m.type, m.content) end,
           x.target, x.state, utc(x.due_at)
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
      -- The clock that ends first; those that stand still end last. Index sla_targets_live.
      left join lateral (
          select t.target, t.state, t.due_at from sla_targets t
           where t.account_id = v_account and t.conversation_id = p.id and t.ended_at is null and t.goal_seconds is not null
             and p.status <> 'closed'
           order by t.due_at limit 1) x on true
      left join lines n on p.ticket_state = 'waiting' and n.queue_id = p.ticket_queue_id
      left join places s on p.ticket_state = 'waiting' and s.id = p.ticket_id
     order by p.position;
end
$$;
grant execute on function conversation_rows(uuid[], uuid) to central_app;

-- As in migration 0020, but for the mark of what is quoted.
create or replace function message_rows(p_ids uuid[])
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
                   'type', a.type, 'author_type', a.author_type,
                   'interactive', case when a.deleted_at is null then interactive_mark(a.type, a.content) end) end,
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
