-- Who is online but has touched nothing for a while goes into a pause, until they touch something again. Browsers say with
-- every heartbeat how long their person has been idle; the latest touch on any device counts. Kept with the person and not
-- with each connection, so that it outlives the device it was seen on.
alter table agent_presence add column last_active_at timestamptz not null default now();

-- As in migration 0008, and with that.
create or replace view effective_presence with (security_invoker = true) as
select p.account_id, p.user_id,
       case when p.last_heartbeat_at > now() - interval '90 seconds' then p.state else 'offline' end as state,
       p.state as chosen_state, p.reason, p.state_since, p.last_heartbeat_at, p.last_assigned_at, p.agent_limit,
       p.absent_since,
       coalesce(p.state = 'online' and p.last_heartbeat_at > now() - interval '90 seconds', false) as available,
       p.last_active_at
  from agent_presence p;
