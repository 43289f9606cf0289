-- Tickets as lists: of a company, of a person, and by how a protocol begins. What waits or is in service is few, and has
-- indexes of its own (tickets_waiting, tickets_in_service).
create index tickets_recent on tickets (account_id, entered_at desc, id desc);
create index tickets_of_agent on tickets (account_id, assignee_id, entered_at desc, id desc) where assignee_id is not null;
create index tickets_by_protocol on tickets (account_id, protocol text_pattern_ops);

-- Tickets that match; filters that are not there match all. state: one, or closed: whatever ended. since, until: days of the
-- account's time zone on which it came in. protocol: how it begins, digits and dashes, which all come before a colon; like is
-- not leakproof, so row-level security would keep it from the index. sla: at_risk or late. Inlined: constant filters are folded.
create function matching_tickets(p_filter jsonb) returns setof tickets
    language sql stable as $$
    select t.*
      from tickets t
     where t.account_id = current_account()
       and (p_filter -> 'state' is null or t.state = p_filter ->> 'state')
       and (p_filter -> 'closed' is null or t.state not in ('waiting', 'in_service'))
       and (p_filter -> 'queue_id' is null or t.queue_id = (p_filter ->> 'queue_id')::uuid)
       and (p_filter -> 'assignee_id' is null or t.assignee_id = (p_filter ->> 'assignee_id')::uuid)
       and (p_filter -> 'unassigned' is null or t.assignee_id is null)
       and (p_filter -> 'team_id' is null or t.assignee_id in (
               select m.user_id from team_members m
                where m.account_id = t.account_id and m.team_id = (p_filter ->> 'team_id')::uuid))
       and (p_filter -> 'priority_from' is null
            or t.priority between (p_filter ->> 'priority_from')::integer and (p_filter ->> 'priority_to')::integer)
       and (p_filter -> 'protocol' is null
            or t.protocol ~>=~ (p_filter ->> 'protocol') and t.protocol ~<~ ((p_filter ->> 'protocol') || ':'))
       and (p_filter -> 'since' is null
            or t.entered_at >= (p_filter ->> 'since')::date::timestamp
                   at time zone (select a.time_zone from accounts a where a.id = current_account()))
       and (p_filter -> 'until' is null
            or t.entered_at < ((p_filter ->> 'until')::date + 1)::timestamp
                   at time zone (select a.time_zone from accounts a where a.id = current_account()))
       and (p_filter -> 'sla' is null or t.state in ('waiting', 'in_service') and t.conversation_id = any (array(
               select k.conversation_id from conversation_clocks() k where k.standing = p_filter ->> 'sla')))
$$;
grant execute on function matching_tickets(jsonb) to central_app;

-- Tickets as lists show them, in the order of p_ids. What lasts is counted up to now.
create function ticket_rows(p_ids uuid[])
    returns table (
        id uuid, protocol text, state text, priority integer, handoff_reason text, entered_at timestamptz,
        assigned_at timestamptz, finished_at timestamptz, finish_reason text, wait_seconds double precision,
        service_seconds double precision, queue json, assignee json, csat json, clocks json, conversation_id uuid,
        subject text, contact json, channel json)
    language sql stable
begin atomic
    select t.id, t.protocol, t.state, t.priority, t.handoff_reason, t.entered_at, t.assigned_at, t.finished_at, t.finish_reason,
           extract(epoch from greatest(coalesce(t.assigned_at, t.finished_at, now()) - t.entered_at, interval '0'))::float8,
           case when t.assigned_at is not null
                then extract(epoch from greatest(coalesce(t.finished_at, now()) - t.assigned_at, interval '0'))::float8 end,
           json_build_object('id', q.id, 'name', q.name),
           case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end,
           case when r.rating is not null
                then json_build_object('rating', r.rating, 'comment', r.comment, 'answered_at', r.answered_at,
                                       'answered_by', r.answered_by,
                                       'entered_by', case when e.id is not null
                                                          then json_build_object('id', e.id, 'name', e.name) end) end,
           ticket_clocks(t.id), t.conversation_id,
           case when t.closing is null then c.subject else t.closing ->> 'subject' end,
           json_build_object('id', k.id, 'name', k.name, 'avatar_url', k.avatar_url, 'phone', k.phone),
           json_build_object('id', h.id, 'type', h.type, 'name', h.name)
      from unnest(p_ids) with ordinality as wanted (id, position)
      join tickets t on t.account_id = current_account() and t.id = wanted.id
      join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
      join contacts k on k.account_id = c.account_id and k.id = c.contact_id
      join channels h on h.account_id = c.account_id and h.id = c.channel_id
      join queues q on q.account_id = t.account_id and q.id = t.queue_id
      left join users u on u.id = t.assignee_id
      left join survey_requests r on r.account_id = t.account_id and r.ticket_id = t.id
      left join users e on e.id = r.entered_by
     order by wanted.position;
end;
grant execute on function ticket_rows(uuid[]) to central_app;
