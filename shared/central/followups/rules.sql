-- name: list_rules
-- The account's rules (ids null: all), by name.
select r.id, r.name, r.active, r.trigger, r.queue_id, r.channel_id, r.business_hours, r.minutes_before, r.notify, r.steps
  from follow_up_rules r
 where r.account_id = current_account() and (%(ids)s::uuid[] is null or r.id = any (%(ids)s::uuid[]))
 order by lower(r.name), r.id;

-- name: lock_rule
-- Others who change this rule wait. Primary key.
select r.id from follow_up_rules r where r.account_id = current_account() and r.id = %(rule_id)s for update;

-- name: insert_rule
-- Somebody looks at windows now; should the ring be lost, the sweep finds it by looks_at.
insert into follow_up_rules (account_id, name, active, trigger, queue_id, channel_id, business_hours, minutes_before, notify,
                             steps, looks_at)
values (current_account(), %(name)s, %(active)s, %(trigger)s, %(queue_id)s, %(channel_id)s, %(business_hours)s,
        %(minutes_before)s, %(notify)s, %(steps)s, case when %(active)s and %(trigger)s = 'window' then now() end)
returning id;

-- name: update_rule
-- Primary key.
update follow_up_rules
   set name = %(name)s, active = %(active)s, trigger = %(trigger)s, queue_id = %(queue_id)s, channel_id = %(channel_id)s,
       business_hours = %(business_hours)s, minutes_before = %(minutes_before)s, notify = %(notify)s, steps = %(steps)s,
       looks_at = case when %(active)s and %(trigger)s = 'window' then now() end, updated_at = now()
 where account_id = current_account() and id = %(rule_id)s;

-- name: delete_rule
-- Timers it set find no rule and end. Primary key.
delete from follow_up_rules where account_id = current_account() and id = %(rule_id)s;

-- name: names_what_exists
-- Whether what a rule names is of this account.
select (%(queue_id)s::uuid is null
        or exists (select from queues where account_id = current_account() and id = %(queue_id)s::uuid)) as queue,
       (%(channel_id)s::uuid is null
        or exists (select from channels where account_id = current_account() and id = %(channel_id)s::uuid)) as channel,
       array(select k.name from closing_reasons k where k.account_id = current_account() and k.active) as reasons,
       coalesce((select 'reason' = any (k.required) from closing_rules k where k.account_id = current_account()), false)
           as reason_required;

-- name: find_timers
-- The timers of a conversation that is locked, with their rules and what decides whether these still hold. A statement of
-- its own, after the lock (decision 0011). Primary keys; tickets_one_active.
select t.trigger, t.rule_id, r.name as rule_name, coalesce(r.active, false) as active, coalesce(r.notify, 'nobody') as notify,
       coalesce(r.steps, '[]') as steps, t.step, t.due_at, c.status, c.session, k.state as ticket_state,
       c.inbound_count > t.inbound_count as answered, c.waiting_since is not null as waits, p.blocked,
       p.marketing_opt_out_at is not null as opted_out, c.queue_id, c.assignee_id, coalesce(r.business_hours, false) as business_hours,
       a.locale, jsonb_build_object('name', coalesce(p.name, ''), 'protocol', coalesce(k.protocol, ''),
                                    'queue', coalesce(q.name, ''), 'agent', coalesce(u.name, '')) as variables,
       hours_to_say_in(c.queue_id, r.steps) as hours,
       -- Never at once again: what wakes it may come a moment late.
       case when c.status = 'snoozed' then greatest(clock_timestamp() + interval '5 seconds', follow_up_moment(
           r.business_hours, c.queue_id, c.snoozed_until, sla_open_seconds(
               case when r.business_hours then calendar_of_queue(c.queue_id) end, t.paused_at, t.due_at) / 60)) end
           as resumes_at,
       clock_timestamp() as now
  from follow_up_timers t
  join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
  join contacts p on p.account_id = c.account_id and p.id = c.contact_id
  join accounts a on a.id = c.account_id
  left join follow_up_rules r on r.account_id = t.account_id and r.id = t.rule_id
  left join tickets k on k.account_id = c.account_id and k.conversation_id = c.id and k.state in ('waiting', 'in_service')
  left join queues q on q.account_id = c.account_id and q.id = c.queue_id
  left join users u on u.id = c.assignee_id
 where t.account_id = current_account() and t.conversation_id = %(conversation_id)s
 order by t.trigger;

-- name: end_timer
-- Nothing happens any more until the next message of a person. Primary key.
update follow_up_timers set due_at = null, rings_at = null, paused_at = null
 where account_id = current_account() and conversation_id = %(conversation_id)s and trigger = %(trigger)s;

-- name: ring_timer
-- Somebody rings at that time. Primary key.
update follow_up_timers set rings_at = %(rings_at)s
 where account_id = current_account() and conversation_id = %(conversation_id)s and trigger = %(trigger)s;

-- name: next_step
-- The next step, so many minutes of the rule's time from now. Primary key.
update follow_up_timers t
   set step = %(step)s, due_at = m.due_at, rings_at = m.due_at
  from (select follow_up_moment(%(business_hours)s, %(queue_id)s::uuid, clock_timestamp(), %(minutes)s) as due_at) m
 where t.account_id = current_account() and t.conversation_id = %(conversation_id)s and t.trigger = %(trigger)s
returning t.due_at;

-- name: show_timer
-- The timer of a conversation as its thread shows it: what the contact overtook waits no longer.
select t.off, r.id as rule_id, r.name as rule_name, r.steps -> t.step ->> 'action' as action, t.due_at,
       t.due_at is not null and r.active and not t.off and c.status <> 'closed' and c.session = 'human'
           and c.inbound_count = t.inbound_count as waits, t.paused_at is not null as paused
  from follow_up_timers t
  join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
  left join follow_up_rules r on r.account_id = t.account_id and r.id = t.rule_id
 where t.account_id = current_account() and t.conversation_id = %(conversation_id)s and t.trigger = 'silence';

-- name: switch_timer
-- Off: nothing happens in this conversation until it is switched on again; on: with the next message of a person.
insert into follow_up_timers as t (account_id, conversation_id, trigger, off)
values (current_account(), %(conversation_id)s, 'silence', %(off)s)
    on conflict (account_id, conversation_id, trigger) do update
   set off = excluded.off, due_at = null, rings_at = null, paused_at = null
 where t.off <> excluded.off;

-- name: closing_windows
-- Open conversations whose window ends within a day, with the moment their rule means and whether the contact waits for us;
-- those it was done for already are left out. Index conversations_by_status.
select c.id, r.id as rule_id, d.due_at, d.due_at <= now() + interval '15 minutes' as soon,
       c.waiting_since is not null and c.session <> 'bot' as waits
  from conversations c
  join channels h on h.account_id = c.account_id and h.id = c.channel_id and h.type = any (%(limited)s::text[])
  join reply_windows w on w.account_id = c.account_id and w.channel_id = c.channel_id and w.contact_id = c.contact_id
 cross join lateral follow_up_rule_for('window', c.queue_id, c.channel_id) r
 cross join lateral (
     select w.last_inbound_at + interval '24 hours' - make_interval(mins => r.minutes_before) as due_at) d
 where c.account_id = current_account() and c.status = 'open' and r.id is not null
   and w.last_inbound_at > now() - interval '24 hours'
   and not exists (select from follow_up_timers t
                    where t.account_id = c.account_id and t.conversation_id = c.id and t.trigger = 'window'
                      and t.inbound_count = c.inbound_count)
 order by d.due_at;

-- name: set_window_timers
-- Those that are due soon get their timer.
insert into follow_up_timers (account_id, conversation_id, trigger, rule_id, inbound_count, due_at, rings_at)
select c.account_id, c.id, 'window', d.rule_id, c.inbound_count, d.due_at, d.due_at
  from unnest(%(ids)s::uuid[], %(rule_ids)s::uuid[], %(moments)s::timestamptz[]) d (id, rule_id, due_at)
  join conversations c on c.account_id = current_account() and c.id = d.id
    on conflict (account_id, conversation_id, trigger) do update
   set rule_id = excluded.rule_id, inbound_count = excluded.inbound_count, due_at = excluded.due_at,
       rings_at = excluded.rings_at, step = 0;

-- name: set_look
-- Whoever looks next at the account's windows: at the next moment, or so late that nobody who writes from now on can be
-- due before (next_at null). Returns when to ring; no row: there are no such rules.
update follow_up_rules r
   set looks_at = least(%(next_at)s::timestamptz, now() + interval '24 hours' - make_interval(mins => (
           select max(o.minutes_before) from follow_up_rules o
            where o.account_id = current_account() and o.active and o.trigger = 'window')))
 where r.account_id = current_account() and r.active and r.trigger = 'window'
returning r.looks_at;

-- name: unset_look
-- Rules that are off are looked after by nobody.
update follow_up_rules r set looks_at = null
 where r.account_id = current_account() and r.looks_at is not null and not (r.active and r.trigger = 'window');
