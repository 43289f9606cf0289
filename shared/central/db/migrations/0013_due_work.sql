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
--   prune    something is kept for an hour longer than it is kept for          -
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
      limit p_limit)
    union all
    -- An hour of grace: whoever prunes takes everything that is over, so an account is due once an hour at most.
    (select 'prune', k.id, null::uuid, null::uuid
       from accounts k
      cross join lateral (select e.occurred_at as at from account_events e where e.account_id = k.id
                           order by e.sequence limit 1) first_event
      where first_event.at < now() - interval '25 hours'
      limit p_limit)
    union all
    (select 'prune', k.id, null::uuid, null::uuid
       from accounts k
      where exists (select from idempotency_keys i where i.account_id = k.id and i.created_at < now() - interval '25 hours')
         or exists (select from parked_updates u where u.account_id = k.id and u.created_at < now() - interval '7 days 1 hour')
         or exists (select from socket_tickets t where t.account_id = k.id and t.expires_at < now() - interval '2 hours')
         or exists (select from sessions s where s.account_id = k.id
                                             and least(s.expires_at, s.revoked_at) < now() - interval '30 days 1 hour')
      limit p_limit);
end;

-- Forgets what the running transaction's account keeps no longer, at most p_limit rows of each kind; returns the largest
-- number it deleted of one kind. The event log is cut at one place: whoever resumes from before it begins anew.
create function prune_account(p_limit integer) returns integer
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_count integer;
    v_most integer := 0;
begin
    delete from account_events e
     where e.account_id = v_account
       and e.sequence <= (select max(f.sequence)
                            from (select o.sequence, o.occurred_at from account_events o where o.account_id = v_account
                                   order by o.sequence limit p_limit) f
                           where f.occurred_at < now() - interval '24 hours');
    get diagnostics v_count = row_count;
    v_most := greatest(v_most, v_count);
    delete from idempotency_keys i
     where i.account_id = v_account and (i.user_id, i.key) in (
           select o.user_id, o.key from idempotency_keys o
            where o.account_id = v_account and o.created_at < now() - interval '24 hours' order by o.created_at limit p_limit);
    get diagnostics v_count = row_count;
    v_most := greatest(v_most, v_count);
    delete from parked_updates u
     where u.account_id = v_account and u.id in (
           select o.id from parked_updates o
            where o.account_id = v_account and o.created_at < now() - interval '7 days' order by o.created_at limit p_limit);
    get diagnostics v_count = row_count;
    v_most := greatest(v_most, v_count);
    -- Used or not, a ticket that is over opens nothing.
    delete from socket_tickets t
     where t.account_id = v_account and t.token_hash in (
           select o.token_hash from socket_tickets o
            where o.account_id = v_account and o.expires_at < now() - interval '1 hour' order by o.expires_at limit p_limit);
    get diagnostics v_count = row_count;
    v_most := greatest(v_most, v_count);
    delete from sessions s
     where s.account_id = v_account and s.id in (
           select o.id from sessions o
            where o.account_id = v_account and least(o.expires_at, o.revoked_at) < now() - interval '30 days'
            order by least(o.expires_at, o.revoked_at) limit p_limit);
    get diagnostics v_count = row_count;
    return greatest(v_most, v_count);
end
$$;
grant execute on function prune_account(integer) to central_app;

-- How the whole house does, in numbers without names: for the metrics of the sweep. Messages of a channel that waits for a
-- person do not count as late: nobody can send them faster.
create function business_metrics()
    returns table (waiting_tickets bigint, oldest_wait_seconds double precision, late_messages bigint,
                   oldest_pending_seconds double precision, unconfirmed_messages bigint, parked_updates bigint)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select t.waiting, t.oldest, m.late, m.oldest, m.unconfirmed, (select count(*) from parked_updates)
      from (select count(*) as waiting,
                   coalesce(extract(epoch from now() - min(k.entered_at)), 0)::double precision as oldest
              from tickets k
              join conversations c on c.account_id = k.account_id and c.id = k.conversation_id and c.status = 'open'
             where k.state = 'waiting') t
     cross join (select count(*) filter (where p.pending and p.stored_at < now() - interval '1 minute') as late,
                        coalesce(extract(epoch from now() - min(p.stored_at) filter (where p.pending)), 0)::double precision
                            as oldest,
                        count(*) filter (where p.status = 'unknown') as unconfirmed
                   from (select u.status, u.stored_at, u.status = 'pending' and h.state = 'active' as pending
                           from messages u
                           join channels h on h.account_id = u.account_id and h.id = u.channel_id
                          where u.status in ('pending', 'unknown') and u.direction = 'out' and not u.private) p) m;
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
call let_lookup_read('account_events');
call let_lookup_read('idempotency_keys');
call let_lookup_read('parked_updates');
call run_as_lookup('due_work(integer)');
call run_as_lookup('work_ahead()');
call run_as_lookup('business_metrics()');
