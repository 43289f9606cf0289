-- After an hour without a sweep what was longest due is rung for first, of all kinds together, and no more at a time than asked
-- for: a pile of one kind neither floods the workers nor hides the others.

-- As in migration 0135, in order.
create or replace function due_timers(p_limit integer) returns table (account_id uuid, conversation_id uuid, due boolean)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select s.account_id, s.conversation_id, bool_or(s.due_at <= now())
      from ((select m.account_id, m.conversation_id, m.due_at from scheduled_messages m
              where m.state = 'scheduled' and m.due_at <= now() + interval '15 minutes'
              order by m.due_at limit p_limit)
            union all
            (select w.account_id, t.conversation_id, w.due_at
               from ticket_waits w
               join tickets t on t.account_id = w.account_id and t.id = w.ticket_id
              where w.due_at <= now() + interval '15 minutes'
              order by w.due_at limit p_limit)
            union all
            (select f.account_id, f.conversation_id, f.due_at from follow_up_timers f
              where f.due_at <= now() + interval '15 minutes' and f.paused_at is null
              order by f.due_at limit p_limit)
            union all
            (select r.account_id, null, r.looks_at from follow_up_rules r
              where r.looks_at <= now() + interval '15 minutes'
              order by r.looks_at limit p_limit)
            union all
            (select q.account_id, q.conversation_id, q.due_at from survey_requests q
              where q.due_at <= now() + interval '15 minutes'
              order by q.due_at limit p_limit)) s
     group by s.account_id, s.conversation_id
     order by min(s.due_at), s.conversation_id
     limit p_limit;
end;

-- As in migration 0105, in order.
create or replace function due_sla(p_limit integer) returns table (account_id uuid, ticket_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select d.account_id, d.ticket_id
      from ((select s.account_id, s.ticket_id, coalesce(s.next_mark_at, s.looks_at) as at from sla_targets s
              where s.ended_at is null and s.next_offset is not null and s.looks_at < now() - interval '30 seconds'
              order by s.looks_at limit p_limit)
            union all
            (select s.account_id, s.ticket_id, s.next_mark_at from sla_targets s
              where s.ended_at is null and s.next_offset is not null and (s.looks_at is null or s.next_mark_at < s.looks_at)
              order by s.next_mark_at limit p_limit)) d
     group by d.account_id, d.ticket_id
     order by min(d.at), d.ticket_id
     limit p_limit;
end;
