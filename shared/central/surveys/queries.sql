-- name: plan_survey
-- A ticket was resolved: its contact is asked later, when a person served it and answered. What was never asked is planned
-- anew. Unique key of ticket.
insert into survey_requests as r (account_id, ticket_id, conversation_id, contact_id, channel_id, due_at)
select t.account_id, t.id, c.id, c.contact_id, c.channel_id,
       clock_timestamp() + make_interval(secs => greatest(s.delay_seconds, %(least_delay)s::integer))
  from tickets t
  join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
  left join survey_settings s on s.account_id = t.account_id
 where t.account_id = current_account() and t.id = %(ticket_id)s and t.assigned_at is not null
   and c.first_replied_at is not null
   and coalesce(s.enabled and t.queue_id <> all (s.quiet_queue_ids), true)
    on conflict (account_id, ticket_id) do update
   set state = 'planned', reason = null, due_at = excluded.due_at
 where r.state in ('planned', 'skipped')
returning due_at;

-- name: hold_due
-- Surveys of a conversation in which something is to be said, now or later, locked after the conversation. Index
-- survey_requests_conversation.
select r.id, r.due_at <= clock_timestamp() as due, r.due_at, r.rating, r.comment,
       coalesce(r.comment_until > now(), false) as asks_comment, r.told, c.status,
       t.state as ticket_state, coalesce(s.enabled and t.queue_id <> all (s.quiet_queue_ids), true) as wanted,
       coalesce(s.alert_low_ratings, true) as alerts, k.blocked,
       k.marketing_opt_out_at is not null as opted_out, h.type as channel_type, h.state as channel_state,
       reply_window_is_open(c.channel_id, c.contact_id) as window_open,
       a.locale, a.texts, k.name as contact_name, t.protocol, q.name as queue_name,
       hours_to_say_in(q.id, a.texts) as hours
  from survey_requests r
  join conversations c on c.account_id = r.account_id and c.id = r.conversation_id
  join tickets t on t.account_id = r.account_id and t.id = r.ticket_id
  join queues q on q.account_id = t.account_id and q.id = t.queue_id
  join contacts k on k.account_id = r.account_id and k.id = r.contact_id
  join channels h on h.account_id = r.account_id and h.id = r.channel_id
  join accounts a on a.id = r.account_id
  left join survey_settings s on s.account_id = r.account_id
 where r.account_id = current_account() and r.conversation_id = %(conversation_id)s and r.due_at is not null
 order by r.due_at, r.id
 limit %(limit)s
   for no key update of r;

-- name: mark_asked
-- Primary key. From here on what the contact writes may be the answer.
update survey_requests r
   set state = 'asked', due_at = null, message_id = %(message_id)s, asked_at = clock_timestamp(),
       expires_at = clock_timestamp() + make_interval(days => %(days)s),
       inbound_count = (select c.inbound_count from conversations c
                         where c.account_id = r.account_id and c.id = r.conversation_id)
 where r.account_id = current_account() and r.id = %(id)s;

-- name: mark_skipped
-- Primary key.
update survey_requests set state = 'skipped', due_at = null, reason = %(reason)s
 where account_id = current_account() and id = %(id)s;

-- name: mark_thanked
-- Primary key.
update survey_requests set due_at = null, told = true, prompt_id = coalesce(%(prompt_id)s, prompt_id)
 where account_id = current_account() and id = %(id)s;

-- name: open_request
-- The survey of the last resolved ticket of a conversation, open for a week from now unless it was answered; made when there
-- is none. Index tickets_of_conversation.
insert into survey_requests as r (account_id, ticket_id, conversation_id, contact_id, channel_id, state, asked_at, expires_at)
select t.account_id, t.id, c.id, c.contact_id, c.channel_id, 'asked', clock_timestamp(),
       clock_timestamp() + make_interval(days => %(days)s)
  from conversations c
 cross join lateral (
       select x.account_id, x.id, x.state, x.assigned_at from tickets x
        where x.account_id = c.account_id and x.conversation_id = c.id
        order by x.entered_at desc limit 1) t
 where c.account_id = current_account() and c.id = %(conversation_id)s and c.status = 'closed'
   and t.state = 'finished' and t.assigned_at is not null
    on conflict (account_id, ticket_id) do update
   set state = case r.state when 'skipped' then 'asked' else r.state end, reason = null,
       asked_at = coalesce(r.asked_at, excluded.asked_at), expires_at = excluded.expires_at
returning id, rating, expires_at;

-- name: insert_link
-- A link more; of many the oldest go. Index survey_links_request.
with added as (
    insert into survey_links (account_id, token_hash, request_id) values (current_account(), %(token_hash)s, %(request_id)s)
)
delete from survey_links l
 where l.account_id = current_account() and l.request_id = %(request_id)s
   and l.token_hash in (select o.token_hash from survey_links o
                         where o.account_id = current_account() and o.request_id = %(request_id)s
                         order by o.created_at desc offset 4);

-- name: find_link
-- Before the account is known; see the function.
select wait_seconds, account_id, request_id from find_survey_link(%(token_hash)s, %(address)s, %(now)s);

-- name: conversation_of_request
-- Where it is. Primary key.
select r.conversation_id from survey_requests r where r.account_id = current_account() and r.id = %(id)s;

-- name: show_request
-- What whoever has the link may know: nothing about the contact. Primary key.
select r.rating, r.comment is not null as commented, r.expires_at <= now() as expired, r.ticket_id, r.conversation_id,
       t.protocol, t.queue_id, t.assignee_id, a.name as company, a.brand_color, a.locale, a.texts, q.name as queue_name,
       k.name as contact_name, coalesce(s.ask_comment, true) as ask_comment,
       coalesce(s.alert_low_ratings, true) as alerts, hours_to_say_in(q.id, a.texts) as hours
  from survey_requests r
  join tickets t on t.account_id = r.account_id and t.id = r.ticket_id
  join queues q on q.account_id = t.account_id and q.id = t.queue_id
  join contacts k on k.account_id = r.account_id and k.id = r.contact_id
  join accounts a on a.id = r.account_id
  left join survey_settings s on s.account_id = r.account_id
 where r.account_id = current_account() and r.id = %(id)s
   for no key update of r;

-- name: rate_by_link
-- Primary key. What the bot was going to ask is asked no more.
update survey_requests
   set state = 'answered', rating = %(rating)s, answered_at = clock_timestamp(), answered_by = 'link', due_at = null,
       told = true
 where account_id = current_account() and id = %(id)s;

-- name: comment_by_link
-- Primary key.
update survey_requests set comment = %(comment)s
 where account_id = current_account() and id = %(id)s;

-- name: find_ticket_to_rate
-- A ticket by its protocol, for whoever enters how it was rated. served: resolved, and by a person. Unique index on account
-- and protocol.
select t.id as ticket_id, t.protocol, t.conversation_id, t.queue_id, t.assignee_id, k.name as contact_name,
       t.state = 'finished' and t.assigned_at is not null as served, coalesce(s.alert_low_ratings, true) as alerts,
       (select u.name from users u where u.id = %(user_id)s) as caller_name
  from tickets t
  join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
  join contacts k on k.account_id = c.account_id and k.id = c.contact_id
  left join survey_settings s on s.account_id = t.account_id
 where t.account_id = current_account() and t.protocol = %(protocol)s;

-- name: rate_by_staff
-- What was said by telephone or in person; no row when it is rated already. What the bot was going to ask is asked no more,
-- and a number that still comes opens nothing for half an hour. Unique key of ticket.
with rated as (
    insert into survey_requests as r (account_id, ticket_id, conversation_id, contact_id, channel_id, state, asked_at,
                                      expires_at, rating, comment, answered_by, answered_at, entered_by, told)
    select t.account_id, t.id, c.id, c.contact_id, c.channel_id, 'answered', clock_timestamp(), clock_timestamp(),
           %(rating)s, %(comment)s, 'staff', clock_timestamp(), %(user_id)s, true
      from tickets t
      join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
     where t.account_id = current_account() and t.id = %(ticket_id)s
        on conflict (account_id, ticket_id) do update
       set state = 'answered', reason = null, due_at = null, asked_at = coalesce(r.asked_at, excluded.asked_at),
           expires_at = coalesce(r.expires_at, excluded.expires_at), rating = excluded.rating, comment = excluded.comment,
           answered_by = 'staff', answered_at = excluded.answered_at, entered_by = excluded.entered_by, told = true
     where r.rating is null
    returning r.rating, r.comment, r.answered_by, r.answered_at, r.entered_by
)
select r.rating, r.comment, r.answered_by, r.answered_at, json_build_object('id', u.id, 'name', u.name) as entered_by
  from rated r
  join users u on u.id = r.entered_by;

-- name: read_settings
select coalesce(s.enabled, true) as enabled, coalesce(s.ask_comment, true) as ask_comment,
       coalesce(s.alert_low_ratings, true) as alert_low_ratings, coalesce(s.delay_seconds, 0) as delay_seconds, coalesce(s.quiet_queue_ids, '{}') as quiet_queue_ids, a.locale, a.texts
  from accounts a
  left join survey_settings s on s.account_id = a.id
 where a.id = current_account();

-- name: known_queues
-- How many of these queues there are. Primary key.
select count(*)::integer as known from queues q where q.account_id = current_account() and q.id = any (%(ids)s::uuid[]);

-- name: lock_settings
-- Others who save wait, also for the first time.
insert into survey_settings as s (account_id) values (current_account())
on conflict (account_id) do update set enabled = s.enabled;

-- name: save_settings
insert into survey_settings (account_id, enabled, ask_comment, alert_low_ratings, delay_seconds, quiet_queue_ids)
values (current_account(), %(enabled)s, %(ask_comment)s, %(alert_low_ratings)s, %(delay_seconds)s,
        %(quiet_queue_ids)s::uuid[])
on conflict (account_id) do update
   set enabled = excluded.enabled, ask_comment = excluded.ask_comment, alert_low_ratings = excluded.alert_low_ratings,
       delay_seconds = excluded.delay_seconds, quiet_queue_ids = excluded.quiet_queue_ids;

-- name: save_texts
-- Null takes a text back to the one of the language.
update accounts set texts = jsonb_strip_nulls(texts || %(texts)s::jsonb) where id = current_account();

-- name: known_filters
-- Whether the queue and the person a list is about are here. Primary keys.
select (%(queue_id)s::uuid is null
        or exists (select from queues q where q.account_id = current_account() and q.id = %(queue_id)s::uuid))
   and (%(user_id)s::uuid is null
        or exists (select from memberships m where m.account_id = current_account() and m.user_id = %(user_id)s::uuid)) as known;

-- name: page_answers
-- The newest answer first. Index survey_requests_answered.
select r.id, r.rating, r.comment, r.answered_by, r.answered_at, r.conversation_id, t.id as ticket_id, t.protocol,
       k.id as contact_id, k.name as contact_name, h.id as channel_id, h.name as channel_name, h.type as channel_type,
       q.id as queue_id, q.name as queue_name, u.id as agent_id, u.name as agent_name,
       case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as entered_by
  from survey_requests r
  join tickets t on t.account_id = r.account_id and t.id = r.ticket_id
  join queues q on q.account_id = t.account_id and q.id = t.queue_id
  join contacts k on k.account_id = r.account_id and k.id = r.contact_id
  join channels h on h.account_id = r.account_id and h.id = r.channel_id
  join accounts a on a.id = r.account_id
  left join users u on u.id = t.assignee_id
  left join users e on e.id = r.entered_by
 where r.account_id = current_account() and r.rating is not null
   and (%(queue_id)s::uuid is null or t.queue_id = %(queue_id)s::uuid)
   and (%(user_id)s::uuid is null or t.assignee_id = %(user_id)s::uuid)
   and (%(rating)s::integer is null or r.rating = %(rating)s::integer)
   and (%(since)s::date is null or r.answered_at >= %(since)s::date::timestamp at time zone a.time_zone)
   and (%(until)s::date is null or r.answered_at < (%(until)s::date + 1)::timestamp at time zone a.time_zone)
   and (%(after_time)s::timestamptz is null or (r.answered_at, r.id) < (%(after_time)s::timestamptz, %(after_id)s::uuid))
 order by r.answered_at desc, r.id desc
 limit %(limit)s;

-- name: sum_up
-- Of the tickets resolved in a period (days of the account's zone): asked, and how they were rated.
select count(*) filter (where r.asked_at is not null)::integer as asked, count(r.rating)::integer as answered,
       avg(r.rating)::float8 as mean,
       array[count(*) filter (where r.rating = 1), count(*) filter (where r.rating = 2), count(*) filter (where r.rating = 3),
             count(*) filter (where r.rating = 4), count(*) filter (where r.rating = 5)]::integer[] as by_rating
  from survey_requests r
  join tickets t on t.account_id = r.account_id and t.id = r.ticket_id
  join accounts a on a.id = r.account_id
 where r.account_id = current_account()
   and (%(queue_id)s::uuid is null or t.queue_id = %(queue_id)s::uuid)
   and (%(user_id)s::uuid is null or t.assignee_id = %(user_id)s::uuid)
   and (%(since)s::date is null or coalesce(r.answered_at, r.asked_at) >= %(since)s::date::timestamp at time zone a.time_zone)
   and (%(until)s::date is null or coalesce(r.answered_at, r.asked_at) < (%(until)s::date + 1)::timestamp at time zone a.time_zone);

-- name: satisfaction_of
-- How a contact has rated the company so far; no row: no such contact. Index survey_requests_rated_by.
select count(r.id)::integer as answered, avg(r.rating)::float8 as mean,
       (array_agg(r.rating order by r.answered_at desc, r.id) filter (where r.id is not null))[1] as last_rating,
       max(r.answered_at) as last_answered_at
  from contacts k
  left join survey_requests r on r.account_id = k.account_id and r.contact_id = k.id and r.rating is not null
 where k.account_id = current_account() and k.id = %(contact_id)s
 group by k.id;
