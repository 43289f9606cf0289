-- Whoever leaves gives everything back, and the sweep knows what it waits for.

-- Locks what some people are working on, before the capacity: who leaves waits for whoever is changing one of their
-- conversations at that moment, since giving back passes over what is locked. By id, like everybody who locks several.
-- Index tickets_in_service.
create function hold_conversations_of(p_user_ids uuid[]) returns void
    language plpgsql as $$
begin
    perform 1 from conversations c
      where c.account_id = current_account()
        and c.id in (select t.conversation_id from tickets t
                      where t.account_id = current_account() and t.state = 'in_service'
                        and t.assignee_id = any (p_user_ids))
      order by c.id for no key update;
end
$$;
grant execute on function hold_conversations_of(uuid[]) to central_app;

-- As in migration 0013, but a ticket is only due for somebody whose role may answer it.
create or replace function due_work(p_limit integer)
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
        -- As in may_serve (0051): else the sweep would ring every minute for what nobody here may answer.
        and (m.role_id is null
             or exists (select from roles r
                         where r.account_id = m.account_id and r.id = m.role_id
                           and r.permissions @> array['conversations.read', 'conversations.reply']
                           and (r.every_channel
                                or exists (select from role_channels rc
                                            where rc.account_id = r.account_id and rc.role_id = r.id
                                              and rc.channel_id = c.channel_id))))
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

-- As in migration 0013, and for tickets of people who are gone already.
create or replace function work_ahead() returns boolean
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select lanes_ahead()
        or exists (select from conversations c where c.answer_due_at is not null)
        or exists (select from conversations c where c.snoozed_until <= now() + interval '15 minutes')
        or exists (select from account_sequences s where s.pushed_sequence < s.last_sequence)
        or exists (select from outbox)
        -- Somebody is there and may vanish, or vanished less than the grace time ago.
        or exists (select from agent_presence p where p.state <> 'offline' and p.absent_since is null)
        -- Who said that they leave, or works here no more, keeps what they were given afterwards for the grace time.
        or exists (select from tickets t
                     join accounts k on k.id = t.account_id
                     left join agent_presence p on p.account_id = t.account_id and p.user_id = t.assignee_id
                    where t.state = 'in_service' and k.settings -> 'give_back_after_seconds' is distinct from '0'
                      and case when coalesce(p.state, 'offline') = 'offline'
                               then greatest(t.assigned_at, p.state_since) else p.absent_since end
                          > now() - interval '1 day');
end;
