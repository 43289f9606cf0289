-- name: record_fact
-- Keeps a fact; one that is known already changes nothing. Primary key.
insert into facts (account_id, id, type, occurred_at, conversation_id, ticket_id, queue_id, user_id, data)
values (current_account(), %(id)s, %(type)s, %(occurred_at)s, %(conversation_id)s, %(ticket_id)s, %(queue_id)s, %(user_id)s,
        %(data)s::jsonb)
    on conflict do nothing;

-- name: queue_days
-- What every queue did since midnight of the account's zone, and how many of its conversations are at risk or late now.
-- Indexes tickets_finished, tickets_assigned, sla_targets_due. No day has 26 hours: that bound is for the planner, who would
-- read years of tickets rather than believe that midnight is near.
with today as (
    select date_trunc('day', now() at time zone a.time_zone) at time zone a.time_zone as start
      from accounts a where a.id = current_account()
), pressing as materialized (
    select c.queue_id, count(*) filter (where k.standing = 'at_risk') as at_risk,
           count(*) filter (where k.standing = 'late') as late
      from conversation_clocks() k
      join conversations c on c.account_id = current_account() and c.id = k.conversation_id
     where k.standing <> 'running' and c.status <> 'closed'
     group by c.queue_id
)
select q.id as queue_id, f.finished, f.abandoned, w.mean_wait_seconds, f.mean_service_seconds,
       coalesce(k.at_risk, 0)::integer as sla_at_risk, coalesce(k.late, 0)::integer as sla_late
  from queues q
 cross join today d
  left join pressing k on k.queue_id = q.id
 cross join lateral (
       select count(*) filter (where t.state = 'finished')::integer as finished,
              count(*) filter (where t.state = 'abandoned')::integer as abandoned,
              avg(extract(epoch from t.finished_at - t.assigned_at)) filter (where t.state = 'finished')::float8
                  as mean_service_seconds
         from tickets t
        where t.account_id = q.account_id and t.queue_id = q.id and t.finished_at >= d.start
          and t.finished_at > now() - interval '26 hours') f
 cross join lateral (
       select avg(extract(epoch from greatest(t.assigned_at - t.entered_at, interval '0')))::float8 as mean_wait_seconds
         from tickets t
        where t.account_id = q.account_id and t.queue_id = q.id and t.assigned_at >= d.start
          and t.assigned_at > now() - interval '26 hours') w
 where q.account_id = current_account();

-- name: live_agents
-- Everybody who serves a queue, is there or has conversations. Who vanished is offline since their last sign of life.
-- Index tickets_in_service.
select u.id, u.name, u.avatar_url, coalesce(p.state, 'offline') as state,
       case when p.state = p.chosen_state then p.reason end as reason,
       case when p.state = p.chosen_state then p.state_since else p.last_heartbeat_at end as since,
       coalesce(l.load, 0)::integer as load,
       coalesce(p.agent_limit, (select max(q.agent_limit) from queues q
                                 where q.account_id = m.account_id and q.id = any (s.queue_ids)), 0) as agent_limit,
       s.queue_ids
  from memberships m
  join users u on u.id = m.user_id
  left join effective_presence p on p.account_id = m.account_id and p.user_id = m.user_id
  left join (select t.assignee_id, count(*) as load from tickets t
              where t.account_id = current_account() and t.state = 'in_service' group by t.assignee_id) l
         on l.assignee_id = m.user_id
 cross join lateral (
       select array(select qm.queue_id from queue_members qm
                     where qm.account_id = m.account_id and qm.user_id = m.user_id order by qm.queue_id) as queue_ids) s
 where m.account_id = current_account() and m.active
   and (cardinality(s.queue_ids) > 0 or coalesce(p.state, 'offline') <> 'offline' or l.load > 0)
 order by lower(u.name), u.id;

-- name: today
-- The day it is in the account's zone.
select (now() at time zone a.time_zone)::date as day from accounts a where a.id = current_account();

-- name: locale_of
-- Primary key.
select u.locale from users u where u.id = %(user_id)s;

-- name: people_of_sheet
-- One person of the company, or (user_id null) whoever was ever there, by name; the page after one.
select m.user_id, u.name
  from memberships m
  join users u on u.id = m.user_id
 where m.account_id = current_account()
   and (%(user_id)s::uuid is null or m.user_id = %(user_id)s)
   and (%(after_name)s::text is null or (u.name, m.user_id) > (%(after_name)s, %(after_id)s::uuid))
   and (%(user_id)s::uuid is not null
        or exists (select from agent_states s where s.account_id = m.account_id and s.user_id = m.user_id))
 order by u.name, m.user_id
 limit %(limit)s;

-- name: stretches
-- Seconds in each state per person and day of the account's zone, from the first day through the last. A state that
-- lasts ends now, or at the last sign of life of somebody whose heartbeat is not heard.
with zone as (
    select a.time_zone as name, %(first)s::date::timestamp at time zone a.time_zone as starts,
           (%(last)s::date + 1)::timestamp at time zone a.time_zone as ends
      from accounts a where a.id = current_account()
), spans as (
    select s.user_id, s.state, s.reason, greatest(s.started_at, z.starts) as started_at,
           least(coalesce(s.ended_at, case when p.state = p.chosen_state then now() else p.last_heartbeat_at end, now()),
                 z.ends) as ended_at
      from agent_states s
     cross join zone z
      left join effective_presence p on p.account_id = s.account_id and p.user_id = s.user_id
     where s.account_id = current_account() and s.user_id = any (%(user_ids)s::uuid[]) and s.state <> 'offline'
       and s.started_at < z.ends and coalesce(s.ended_at, now()) > z.starts
)
select s.user_id, d.day::date as day, s.state, s.reason,
       sum(extract(epoch from least(s.ended_at, d.until) - greatest(s.started_at, d.since)))::float8 as seconds,
       min(greatest(s.started_at, d.since)) as first_at, max(least(s.ended_at, d.until)) as last_at
  from spans s
 cross join zone z
 cross join lateral (
       select g.day, g.day at time zone z.name as since, (g.day + interval '1 day') at time zone z.name as until
         from generate_series(date_trunc('day', s.started_at at time zone z.name),
                              s.ended_at at time zone z.name, interval '1 day') as g (day)) d
 where s.ended_at > s.started_at and least(s.ended_at, d.until) > greatest(s.started_at, d.since)
 group by s.user_id, d.day, s.state, s.reason
 order by s.user_id, d.day;
