-- What is due anywhere: for the sweep, which rings again for what a lost doorbell or a crash left. Rows are the work; each
-- kind is given a few seconds in which its own doorbell should have been answered.

-- kind       due when                                                          ids
--   answer   a burst ended and nobody was greeted                              conversation
--   snooze   a sleeping conversation's time has come                           conversation
--   lane     messages wait to be sent, or an attempt to be settled             conversation
--   file     a file waits to be fetched or converted                           media
--   push     events were not pushed                                            -
--   outbox   facts were not published                                          -
--   assign   a ticket waits although somebody is free                          -
--   absent   an agent is gone and nobody was told, or still has tickets        -
create function due_work(p_limit integer)
    returns table (kind text, account_id uuid, conversation_id uuid, media_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    (select 'answer', c.account_id, c.id, null::uuid
       from conversations c
      where c.answer_due_at < now() - interval '5 seconds'
      order by c.answer_due_at limit p_limit)
    union all
    (select 'snooze', c.account_id, c.id, null
       from conversations c
      where c.snoozed_until <= now()
      order by c.snoozed_until limit p_limit)
    union all
    select 'lane', l.account_id, l.conversation_id, null from due_lanes(p_limit) l
    union all
    select 'file', f.account_id, null, f.media_id from due_files(p_limit) f
    union all
    (select 'push', s.account_id, null, null
       from account_sequences s
      where s.pushed_sequence < s.last_sequence and s.last_event_at < now() - interval '5 seconds'
      limit p_limit)
    union all
    (select distinct 'outbox', o.account_id, null::uuid, null::uuid
       from outbox o
      where o.created_at < now() - interval '10 seconds'
      limit p_limit)
    union all
    (select distinct 'assign', t.account_id, null::uuid, null::uuid
       from tickets t
       join conversations c on c.account_id = t.account_id and c.id = t.conversation_id and c.status = 'open'
       join queues q on q.account_id = t.account_id and q.id = t.queue_id and q.active and q.mode <> 'manual'
       join queue_members qm on qm.account_id = q.account_id and qm.queue_id = q.id
       join memberships m on m.account_id = q.account_id and m.user_id = qm.user_id and m.active
       join agent_presence p on p.account_id = q.account_id and p.user_id = qm.user_id
      where t.state = 'waiting' and t.entered_at < now() - interval '5 seconds'
        and p.state = 'online' and p.last_heartbeat_at > now() - interval '90 seconds'
        and qm.user_id is distinct from t.avoid_user_id
        and (select count(*) from tickets s
              where s.account_id = p.account_id and s.assignee_id = p.user_id and s.state = 'in_service')
            < coalesce(p.agent_limit, q.agent_limit)
      limit p_limit)
    union all
    (select distinct 'absent', a.account_id, null::uuid, null::uuid
       from (select p.account_id
               from agent_presence p
              where p.state <> 'offline' and p.absent_since is null
                and (p.last_heartbeat_at is null or p.last_heartbeat_at <= now() - interval '90 seconds')
             union all
             select t.account_id
               from tickets t
               join accounts k on k.id = t.account_id
               left join agent_presence p on p.account_id = t.account_id and p.user_id = t.assignee_id
              cross join lateral (select case when jsonb_typeof(k.settings -> 'give_back_after_seconds') = 'number'
                                              then (k.settings ->> 'give_back_after_seconds')::numeric else 300 end as seconds) g
              where t.state = 'in_service' and g.seconds > 0
                and greatest(t.assigned_at, p.last_heartbeat_at, case when p.state = 'offline' then p.state_since end)
                    < now() - make_interval(secs => g.seconds::double precision)
                and (p.state is null or p.state = 'offline' or p.last_heartbeat_at is null
                     or p.last_heartbeat_at <= now() - interval '90 seconds')) a
      limit p_limit);
end;

-- Whether anything may become due before somebody rings for it: then the sweep keeps itself going. When this is false,
-- nothing happens anywhere and the database may sleep.
create function work_ahead() returns boolean
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select lanes_ahead()
        or exists (select from conversations c where c.answer_due_at is not null)
        or exists (select from conversations c where c.snoozed_until <= now() + interval '15 minutes')
        or exists (select from account_sequences s where s.pushed_sequence < s.last_sequence)
        or exists (select from outbox)
        -- Somebody is there and may vanish, or vanished less than the grace time ago.
        or exists (select from agent_presence p where p.state <> 'offline' and p.absent_since is null)
        or exists (select from tickets t
                     join agent_presence p on p.account_id = t.account_id and p.user_id = t.assignee_id
                     join accounts k on k.id = t.account_id
                    where t.state = 'in_service' and p.state <> 'offline' and p.absent_since > now() - interval '1 day'
                      and k.settings -> 'give_back_after_seconds' is distinct from '0');
end;
call let_lookup_read('account_sequences');
call let_lookup_read('outbox');
call let_lookup_read('queues');
call let_lookup_read('queue_members');
call let_lookup_read('agent_presence');
call run_as_lookup('due_work(integer)');
call run_as_lookup('work_ahead()');
