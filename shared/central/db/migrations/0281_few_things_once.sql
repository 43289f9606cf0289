-- As in migration 0277, for less: what a page knows few of (channels, queues, people) is looked for once instead of per
-- conversation, and places in a line and marks of answers are looked at only where there is one.
create or replace function conversation_rows(p_ids uuid[], p_viewer uuid default null)
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
    ),
    -- A page knows few of these: each is looked for once, not once per conversation.
    their_channels as materialized (
        select h.id, h.type, h.name from channels h
         where h.account_id = v_account and h.id = any (array(select p.channel_id from page p))
    ),
    their_queues as materialized (
        select q.id, q.name from queues q
         where q.account_id = v_account and q.id = any (array(select p.queue_id from page p))
    ),
    their_people as materialized (
        select u.id, u.name, u.avatar_url from users u where u.id = any (array(select p.assignee_id from page p))
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
           utc(p.entered_at), utc(p.assigned_at), utc(p.finished_at),
           case when p.ticket_state = 'waiting' then (select s.place from places s where s.id = p.ticket_id) end,
           case when p.ticket_state = 'waiting' then (
               select n.total from lines n where n.queue_id = p.ticket_queue_id) end,
           utc(m.created_at), case when m.deleted_at is null then left(m.text, 200) end, m.type, m.author_type, m.status,
           m.private, m.deleted_at is not null,
           case when m.type = 'interactive' and m.deleted_at is null then interactive_mark(m.type, m.content) end,
           x.target, x.state, utc(x.due_at)
      from page p
      join contacts k on k.account_id = v_account and k.id = p.contact_id
      join their_channels h on h.id = p.channel_id
      left join their_people u on u.id = p.assignee_id
      left join their_queues q on q.id = p.queue_id
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
     order by p.position;
end
$$;
