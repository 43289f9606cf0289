-- name: lock_conversation
-- Others who change this conversation wait. A statement of its own, before hold_conversation: whoever waited for a lock sees
-- the locked row as it is now, but what was joined to it as it was before the wait. Primary key.
select c.id from conversations c
 where c.account_id = current_account() and c.id = %(conversation_id)s
   for no key update;

-- name: hold_conversation
-- A conversation within sight (null: any) with its active ticket. blind: what a colleague just took is still
-- found, so that the loser can be told who won. Primary key; tickets_one_active.
select c.id, c.status, c.session, c.channel_id, c.assignee_id, c.queue_id, c.snoozed_until,
       c.contact_id, c.priority, c.subject, c.waiting_since, t.id as ticket_id, t.protocol as ticket_protocol, t.state as ticket_state, t.queue_id as ticket_queue_id,
       t.entered_at as ticket_entered_at
  from conversations c
  left join tickets t on t.account_id = c.account_id and t.conversation_id = c.id and t.state in ('waiting', 'in_service')
 where c.account_id = current_account() and c.id = %(conversation_id)s
   and conversation_in_sight(case when %(blind)s then null else c.assignee_id end, c.queue_id, c.channel_id, c.status,
                             c.session, %(sight)s::sight);

-- name: take_conversation
-- {outcome, news}: see the function.
select take_conversation(%(conversation_id)s, %(user_id)s, %(how)s) as result;

-- name: lock_capacity
-- Nobody gives tickets or changes who is there until this transaction ends.
select lock_capacity();

-- name: agent_capacity
-- Load and limit of an acting member in a queue (null: the conversation's, else the default one), and whether they may serve
-- the conversation's channel and have room for one more of it (or it rings at them already); no row for others.
select a.load, a.agent_limit, a.available, may_serve(m.user_id, c.channel_id) as may_serve,
       has_room(m.user_id, w.queue_id, c.channel_id)
       or exists (select from tickets t
                   where t.account_id = m.account_id and t.conversation_id = c.id and t.offered_to = m.user_id) as has_room
  from memberships m
  join conversations c on c.account_id = m.account_id and c.id = %(conversation_id)s
 cross join lateral (select coalesce(%(queue_id)s::uuid, (
       select q.id from queues q where q.account_id = current_account() order by q.is_default desc, q.created_at limit 1))
           as queue_id) w
 cross join lateral agent_capacity(m.user_id, w.queue_id) a
 where m.account_id = current_account() and m.user_id = %(user_id)s and m.active;

-- name: find_queue
-- Whether a queue exists and takes conversations.
select q.id, q.active from queues q where q.account_id = current_account() and q.id = %(queue_id)s;

-- name: head_of_queue
-- The next waiting conversation of a queue, within sight, that nobody changes at this moment. The ticket is locked too: one that was given
-- away since this statement began does not wait any more. The conversation comes first: of a row that is skipped for its
-- second lock the first one stays, and whoever has that conversation would wait for us. What rings at somebody is theirs.
-- Index tickets_waiting.
select t.conversation_id
  from tickets t
  join conversations c on c.account_id = t.account_id and c.id = t.conversation_id and c.status = 'open'
 where t.account_id = current_account() and t.queue_id = %(queue_id)s and t.state = 'waiting'
   and (t.offered_to is null or t.offered_until <= now())
   and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
 order by t.rank desc, t.entered_at, t.id
 limit 1
   for no key update of c, t skip locked;

-- name: put_in_service
-- Gives one waiting ticket to an agent; the news.
select put_in_service(array[%(ticket_id)s::uuid], array[%(user_id)s::uuid], %(how)s) as news;

-- name: pass_ticket_on
-- A ticket in service goes to a colleague.
update tickets set assignee_id = %(user_id)s, assigned_at = clock_timestamp(), avoid_user_id = null
 where account_id = current_account() and id = %(ticket_id)s and state = 'in_service';

-- name: put_back_in_line
-- A ticket in service waits again, at the place it had, for somebody else.
update tickets
   set state = 'waiting', assignee_id = null, assigned_at = null, avoid_user_id = %(avoid_user_id)s,
       told_position = null, told_total = null
 where account_id = current_account() and id = %(ticket_id)s and state = 'in_service';

-- name: end_ticket
-- Ends the active ticket of a conversation and returns it, with how long it waited and was served. What is finished keeps
-- what it was closed with: the conversation's subject and labels may be others by its next ticket.
update tickets t
   set state = %(state)s, finished_at = now(), finish_reason = %(reason)s,
       closing = case when %(state)s = 'finished' then jsonb_build_object(
           'note', coalesce(%(note)s::text, ''),
           'subject', (select c.subject from conversations c where c.account_id = t.account_id and c.id = t.conversation_id),
           'labels', array(select l.name
                             from conversation_labels cl
                             join labels l on l.account_id = cl.account_id and l.id = cl.label_id
                            where cl.account_id = t.account_id and cl.conversation_id = t.conversation_id
                            order by lower(l.name))) end
 where account_id = current_account() and conversation_id = %(conversation_id)s and state in ('waiting', 'in_service')
returning id, protocol, conversation_id, queue_id, assignee_id, entered_at, assigned_at, finished_at,
          round(extract(epoch from greatest(coalesce(assigned_at, finished_at) - entered_at, interval '0')), 3)::float8
              as wait_seconds,
          round(extract(epoch from finished_at - assigned_at), 3)::float8 as service_seconds;

-- name: revive_ticket
-- The last ticket of a conversation waits again when it was finished; returns it. It enters now: the time it was closed is
-- nobody's wait, and what it took before was told when it ended.
update tickets t
   set state = 'waiting', entered_at = clock_timestamp(), finished_at = null, finish_reason = null, closing = null, assignee_id = null, assigned_at = null,
       avoid_user_id = null, told_position = null, told_total = null
  from (select k.id, k.state, k.assignee_id from tickets k
         where k.account_id = current_account() and k.conversation_id = %(conversation_id)s
         order by k.entered_at desc limit 1) l
 where t.account_id = current_account() and t.id = l.id and l.state = 'finished'
returning t.id, t.queue_id, l.assignee_id;

-- name: set_handling
-- Who handles a conversation, and in which queue it is (null: stays).
update conversations
   set session = %(session)s, assignee_id = %(assignee_id)s, queue_id = coalesce(%(queue_id)s, queue_id), version = version + 1
 where account_id = current_account() and id = %(conversation_id)s;

-- name: close_conversation
update conversations
   set status = 'closed', closed_at = now(), close_reason = %(reason)s, snoozed_until = null, answer_due_at = null,
       waiting_since = null, session = 'bot', version = version + 1
 where account_id = current_account() and id = %(conversation_id)s;

-- name: open_conversation
-- Opens a closed or sleeping conversation. A unique key refuses when the contact has another one open on this channel.
update conversations
   set status = 'open', closed_at = null, close_reason = null, snoozed_until = null,
       last_activity_at = case when status = 'snoozed' then now() else last_activity_at end, version = version + 1
 where account_id = current_account() and id = %(conversation_id)s;

-- name: snooze_conversation
update conversations set status = 'snoozed', snoozed_until = %(until)s, version = version + 1
 where account_id = current_account() and id = %(conversation_id)s;

-- name: queue_conversations
-- The news of putting conversations into queues; see the function.
select queue_conversations(%(items)s::jsonb) as news;

-- name: assign_waiting_tickets
-- The news of giving waiting tickets to free agents (queue_id null: of all queues), with "assigned" and "left".
select assign_waiting_tickets(%(queue_id)s::uuid, %(limit)s::integer) as news;

-- name: hold_conversations_of
-- Locks what somebody is working on, before the capacity; see the function.
select hold_conversations_of(array[%(user_id)s::uuid]);

-- name: give_back
-- The news of taking tickets from agents who are gone (user_id null: whoever is gone too long).
select give_back_absent_agents(%(user_id)s::uuid) as news;

-- name: end_offers
-- The news of taking back what rings at an agent who takes no work now.
select end_offers(%(user_id)s::uuid) as news;

-- name: run_lines
-- Everything a look at the account's lines does; see the function.
select run_lines(%(limit)s::integer) as news;

-- name: get_attendance
-- How an agent stands, and what their next sign of life is judged by. known is false when they were never there.
select w.user_id, coalesce(p.state, 'offline') as state, coalesce(p.chosen_state, 'offline') as chosen_state, p.reason,
       p.state_since, p.user_id is not null as known, p.absent_since is not null as absent,
       coalesce(extract(epoch from now() - p.last_active_at), 0)::float8 as idle_seconds,
       exists (select from tickets t where t.account_id = current_account() and t.offered_to = w.user_id) as rings,
       account_setting('idle_after_seconds', 300)::integer as idle_after_seconds,
       (select count(*)::integer from tickets t
         where t.account_id = current_account() and t.assignee_id = w.user_id and t.state = 'in_service') as load
  from (select %(user_id)s::uuid as user_id) w
  left join effective_presence p on p.account_id = current_account() and p.user_id = w.user_id;

-- name: save_presence
-- What somebody chose: a sign of life, and a touch.
insert into agent_presence (account_id, user_id, state, reason, state_since, last_heartbeat_at)
values (current_account(), %(user_id)s, %(state)s, %(reason)s, now(), now())
on conflict (account_id, user_id) do update
   set state_since = case when agent_presence.state = excluded.state then agent_presence.state_since else now() end,
       state = excluded.state, reason = excluded.reason, last_heartbeat_at = now(), absent_since = null,
       last_active_at = now();

-- name: force_presence
-- What a supervisor chose for somebody; no sign of life, but being idle counts from now on. Primary key.
update agent_presence
   set state_since = case when state = %(state)s then state_since else now() end, state = %(state)s, reason = %(reason)s,
       last_active_at = now()
 where account_id = current_account() and user_id = %(user_id)s;

-- name: beat
-- A sign of life, and how long ago its device was touched. Who was never there before is online.
insert into agent_presence (account_id, user_id, state, last_heartbeat_at, last_active_at)
values (current_account(), %(user_id)s, 'online', now(), now() - make_interval(secs => %(idle_seconds)s))
on conflict (account_id, user_id) do update
   set last_heartbeat_at = now(), absent_since = null,
       last_active_at = greatest(agent_presence.last_active_at, excluded.last_active_at);

-- name: follow_idleness
-- Into the pause of who is idle, or out of it. Primary key.
update agent_presence set state = %(state)s, reason = %(reason)s, state_since = now()
 where account_id = current_account() and user_id = %(user_id)s;

-- name: list_queues
-- Queues with members and how they stand, as far as it is within sight (null: all), the default one first (ids null: all).
-- Indexes tickets_waiting, tickets_in_service.
with seen as (
    select c.id from conversations c
     where (%(sight)s::sight).viewer is not null and c.account_id = current_account() and c.status <> 'closed'
       and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
)
select q.id, q.name, q.description, q.mode, q.agent_limit, q.is_default, q.active, q.priority, q.position_text,
       q.out_of_hours_text, q.calendar_id, calendar_is_open(k.id) as open, next_change(k.id) as changes_at,
       q.sticky, q.relax_skills_after_seconds, q.offer_seconds, q.pause_when_silent, q.overflow_after_seconds,
       q.overflow_queue_id, q.silence_after_seconds,
       (select coalesce(jsonb_agg(jsonb_build_object('skill_id', s.skill_id, 'level', s.level) order by s.skill_id), '[]')
          from queue_skills s where s.account_id = q.account_id and s.queue_id = q.id) as skills,
       array(select m.user_id from queue_members m
              where m.account_id = q.account_id and m.queue_id = q.id order by m.user_id) as member_ids,
       array(select m.user_id from queue_members m
              where m.account_id = q.account_id and m.queue_id = q.id and not m.by_team order by m.user_id) as chosen_ids,
       array(select t.team_id from queue_teams t
              where t.account_id = q.account_id and t.queue_id = q.id order by t.team_id) as team_ids,
       (select count(*)::integer from tickets t
         where t.account_id = q.account_id and t.queue_id = q.id and t.state = 'waiting'
           and ((%(sight)s::sight).viewer is null or t.conversation_id in (select v.id from seen v))) as waiting,
       (select count(*)::integer from tickets t
         where t.account_id = q.account_id and t.queue_id = q.id and t.state = 'in_service'
           and ((%(sight)s::sight).viewer is null or t.conversation_id in (select v.id from seen v))) as in_service,
       (select count(*)::integer from queue_members m
          join effective_presence p on p.account_id = m.account_id and p.user_id = m.user_id and p.available
         where m.account_id = q.account_id and m.queue_id = q.id) as online,
       (select min(t.entered_at) from tickets t
         where t.account_id = q.account_id and t.queue_id = q.id and t.state = 'waiting'
           and ((%(sight)s::sight).viewer is null or t.conversation_id in (select v.id from seen v))) as oldest_entered_at
  from queues q
 cross join lateral (select calendar_of_queue(q.id) as id) k
 where q.account_id = current_account() and (%(ids)s::uuid[] is null or q.id = any (%(ids)s::uuid[]))
 order by q.is_default desc, lower(q.name), q.id;

-- name: insert_queue
-- A queue of this name with every default.
insert into queues (account_id, name) values (current_account(), %(name)s)
returning id;

-- name: update_queue
-- Changes what is given (change: {column: value}).
update queues q
   set name = r.name, description = r.description, mode = r.mode, agent_limit = r.agent_limit, priority = r.priority,
       position_text = r.position_text, out_of_hours_text = r.out_of_hours_text, calendar_id = r.calendar_id,
       active = r.active, is_default = r.is_default, sticky = r.sticky,
       relax_skills_after_seconds = r.relax_skills_after_seconds, offer_seconds = r.offer_seconds,
       pause_when_silent = r.pause_when_silent, overflow_after_seconds = r.overflow_after_seconds,
       overflow_queue_id = r.overflow_queue_id, silence_after_seconds = r.silence_after_seconds, updated_at = now()
  from queues o cross join lateral jsonb_populate_record(o, %(change)s::jsonb) r
 where o.account_id = current_account() and o.id = %(queue_id)s and q.account_id = o.account_id and q.id = o.id;

-- name: leads_back
-- Whether who overflows into a queue (overflow_queue_id) would come back to this one, by whatever queues.
with recursive onward as (
    select q.id, q.overflow_queue_id from queues q
     where q.account_id = current_account() and q.id = %(overflow_queue_id)s
    union
    select q.id, q.overflow_queue_id from onward o
      join queues q on q.account_id = current_account() and q.id = o.overflow_queue_id
)
select exists (select from onward o where o.id = %(queue_id)s) as leads_back;

-- name: set_queue_skills
-- Exactly these (parallel lists); what waits asks for them at once. Returns how many of them exist.
with known as (
    select w.id, max(w.level) as level
      from unnest(%(skill_ids)s::uuid[], %(levels)s::integer[]) as w (id, level)
      join skills s on s.account_id = current_account() and s.id = w.id
     group by w.id
), gone as (
    delete from queue_skills
     where account_id = current_account() and queue_id = %(queue_id)s and skill_id <> all (%(skill_ids)s::uuid[])
), saved as (
    insert into queue_skills (account_id, queue_id, skill_id, level)
    select current_account(), %(queue_id)s, k.id, k.level from known k
        on conflict (account_id, queue_id, skill_id) do update set level = excluded.level
)
select count(*)::integer as known from known;

-- name: refresh_needs
-- What waits asks for what its queue and labels ask for now (queue_id null: every queue).
update tickets t set needs = skills_needed(t.queue_id, t.conversation_id)
 where t.account_id = current_account() and t.state = 'waiting'
   and (%(queue_id)s::uuid is null or t.queue_id = %(queue_id)s);

-- name: drop_default
-- Another queue becomes the default one.
update queues set is_default = false, updated_at = now()
 where account_id = current_account() and is_default and id <> %(queue_id)s;

-- name: add_members
-- Adds acting members of the account; returns who was added or was there already.
with wanted as (
    select m.user_id from memberships m
     where m.account_id = current_account() and m.active and m.user_id = any (%(user_ids)s::uuid[])
), added as (
    insert into queue_members (account_id, queue_id, user_id)
    select current_account(), %(queue_id)s, w.user_id from wanted w
        on conflict (account_id, queue_id, user_id) do update set by_team = false
)
select user_id from wanted;

-- name: remove_members
-- Who is in one of the queue's teams goes on serving it because of that.
with stays as (
    update queue_members m set by_team = true
     where m.account_id = current_account() and m.queue_id = %(queue_id)s and m.user_id = any (%(user_ids)s::uuid[])
       and exists (select from queue_teams q
                     join team_members t on t.account_id = q.account_id and t.team_id = q.team_id
                    where q.account_id = m.account_id and q.queue_id = m.queue_id and t.user_id = m.user_id)
    returning m.user_id
)
delete from queue_members
 where account_id = current_account() and queue_id = %(queue_id)s and user_id = any (%(user_ids)s::uuid[])
   and user_id not in (select s.user_id from stays s);

-- name: set_teams
-- Exactly these of the account's teams serve a queue; returns how many of them there are.
with known as (
    select t.id from teams t where t.account_id = current_account() and t.id = any (%(team_ids)s::uuid[])
), gone as (
    delete from queue_teams
     where account_id = current_account() and queue_id = %(queue_id)s and team_id <> all (%(team_ids)s::uuid[])
), saved as (
    insert into queue_teams (account_id, queue_id, team_id)
    select current_account(), %(queue_id)s, k.id from known k
        on conflict do nothing
)
select count(*)::integer as known from known;

-- name: hold_answer
-- Locks a conversation whose bot may answer; seconds is how long the burst may still last. Null answer_due_at: nothing is due.
select c.id, c.status, c.session, c.assignee_id,
       extract(epoch from c.answer_due_at - now())::float8 as seconds,
       exists (select 1 from messages m
                where m.account_id = c.account_id and m.conversation_id = c.id and m.sequence > c.last_sequence - 200
                  and m.author_type = 'bot' and m.created_at >= c.opened_at) as greeted,
       (select l.queue_id from (select t.queue_id, t.state from tickets t
                                 where t.account_id = c.account_id and t.conversation_id = c.id
                                 order by t.entered_at desc, t.id limit 1) l
         where l.state = 'abandoned') as abandoned_queue_id
  from conversations c
 where c.account_id = current_account() and c.id = %(conversation_id)s and c.answer_due_at is not null
   for no key update;

-- name: clear_answer
update conversations set answer_due_at = null where account_id = current_account() and id = %(conversation_id)s;

-- name: standing
-- What the bot tells a contact from: texts, ticket, place in line, how fast the line moves (the last twenty assignments of
-- an hour; index tickets_assigned). told_*: what the contact was told last. window_open: they may be written to freely.
select a.locale, a.texts, coalesce(k.name, '') as contact_name, t.id as ticket_id, t.protocol,
       coalesce(t.state = 'in_service', c.assignee_id is not null) as assigned,
       exists (select 1 from queue_members m
                 join effective_presence p on p.account_id = m.account_id and p.user_id = m.user_id and p.state <> 'offline'
                where m.account_id = c.account_id and m.queue_id = t.queue_id) as somebody_there,
       l.place as position, l.total, q.position_text, q.name as queue_name,
       (select l.place * extract(epoch from max(r.assigned_at) - min(r.assigned_at)) / nullif(count(*) - 1, 0)
          from (select s.assigned_at from tickets s
                 where s.account_id = c.account_id and s.queue_id = t.queue_id
                   and s.assigned_at > now() - interval '1 hour'
                 order by s.assigned_at desc limit 20) r)::float8 as wait_seconds,
       t.told_at, t.told_position, t.told_total, hours_to_say_in(t.queue_id, a.texts, q.position_text) as hours,
       reply_window_is_open(c.channel_id, c.contact_id) as window_open
  from conversations c
  join accounts a on a.id = c.account_id
  join contacts k on k.account_id = c.account_id and k.id = c.contact_id
  left join tickets t on t.account_id = c.account_id and t.conversation_id = c.id and t.state in ('waiting', 'in_service')
  left join queues q on q.account_id = c.account_id and q.id = t.queue_id
  left join lateral ticket_position(c.id) l on true
 where c.account_id = current_account() and c.id = %(conversation_id)s;

-- name: note_told
update tickets set told_position = %(position)s, told_total = %(total)s, told_at = now()
 where account_id = current_account() and id = %(ticket_id)s;

-- name: positions_to_tell
-- Waiting contacts whose place, or the total where the text names it, is another than they were told, and when they may be
-- told: after the queue's pause or the account's (setting position_interval_seconds, 60; 0: never), for a total alone after
-- so many of them (total_pauses). Only within the platform's 24 hours. The pause is asked for once per queue, and the
-- conversations only of who was told: a line may be long. Index tickets_waiting.
with pauses as materialized (
    select q.id as queue_id,
           coalesce(q.position_interval_seconds, account_setting('position_interval_seconds', 60))::float8 as pause,
           coalesce(q.position_text, a.texts ->> 'position', '{total}') like '%%{total}%%' as names_total
      from queues q
      join accounts a on a.id = q.account_id
     where q.account_id = current_account()
), lines as (
    select t.queue_id, t.conversation_id, t.told_at, t.told_position, t.told_total,
           row_number() over (partition by t.queue_id order by t.rank desc, t.entered_at, t.id) as place,
           count(*) over (partition by t.queue_id) as total
      from tickets t where t.account_id = current_account() and t.state = 'waiting'
)
select w.conversation_id, w.told_at, d.due_at, d.due_at <= now() as due
  from lines w
  join pauses p on p.queue_id = w.queue_id and p.pause > 0
 cross join lateral (
     select w.told_at + make_interval(secs => p.pause * case when w.told_position <> w.place then 1
                                                             else %(total_pauses)s::integer end) as due_at) d
 where w.told_position is not null and (w.told_position <> w.place or (p.names_total and w.told_total <> w.total))
   and exists (select 1 from conversations c
                 join reply_windows r on r.account_id = c.account_id and r.channel_id = c.channel_id
                                     and r.contact_id = c.contact_id
                where c.account_id = current_account() and c.id = w.conversation_id
                  and r.last_inbound_at > now() - interval '23 hours 59 minutes')
 order by due desc, d.due_at, w.place
 limit %(limit)s;

-- name: hold_sleeping
-- Locks a sleeping conversation; due: its time has come, by the database's clock.
select c.snoozed_until, c.snoozed_until <= clock_timestamp() as due from conversations c
 where c.account_id = current_account() and c.id = %(conversation_id)s and c.status = 'snoozed'
   for no key update;
