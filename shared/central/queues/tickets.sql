-- name: find_ticket
-- One ticket by its protocol number. Unique index on account and protocol.
select * from ticket_rows(array(
    select t.id from tickets t where t.account_id = current_account() and t.protocol = %(protocol)s));

-- name: tickets_of_conversation
-- A conversation's tickets, newest first, with what was asked before they closed and how they were handed on (to another
-- channel: continued_as there, continues here). Indexes tickets_of_conversation, facts_of_conversation, tickets_continued.
select r.*, t.closing, coalesce(h.transfers, '[]') as transfers,
       (select json_build_object('protocol', o.protocol, 'conversation_id', o.conversation_id, 'channel', ch.name)
          from tickets o
          join channels ch on ch.account_id = o.account_id and ch.id = o.channel_id
         where o.account_id = t.account_id and o.id = t.continued_as) as continued_as,
       (select coalesce(json_agg(json_build_object('protocol', o.protocol, 'conversation_id', o.conversation_id,
                                                   'channel', ch.name) order by o.finished_at, o.id), '[]')
          from tickets o
          join channels ch on ch.account_id = o.account_id and ch.id = o.channel_id
         where o.account_id = t.account_id and o.continued_as = t.id) as continues
  from ticket_rows(array(
       select t.id
         from tickets t
        where t.account_id = current_account() and t.conversation_id = %(conversation_id)s
          and (%(after_time)s::timestamptz is null
               or (t.entered_at, t.id) < (%(after_time)s::timestamptz, %(after_id)s::uuid))
        order by t.entered_at desc, t.id desc
        limit %(limit)s)) r
  join tickets t on t.account_id = current_account() and t.id = r.id
  left join lateral (
       select json_agg(json_build_object(
                  'at', f.occurred_at, 'from_user', nullif(fu.name, ''), 'to_user', nullif(tu.name, ''),
                  'from_queue', fq.name, 'to_queue', tq.name) order by f.occurred_at, f.id) as transfers
         from facts f
         left join users fu on fu.id = (f.data ->> 'from_user_id')::uuid
         left join users tu on tu.id = (f.data ->> 'to_user_id')::uuid
         left join queues fq on fq.account_id = f.account_id and fq.id = (f.data ->> 'from_queue_id')::uuid
         left join queues tq on tq.account_id = f.account_id and tq.id = (f.data ->> 'to_queue_id')::uuid
        where f.account_id = t.account_id and f.conversation_id = t.conversation_id and f.ticket_id = t.id
          and f.data ->> 'to_channel_id' is null
          and f.type in ('TicketTransferred', 'TicketOverflowed')) h on true
 order by r.entered_at desc, r.id desc;

-- name: names_what_exists
-- Whether every id a filter names is one of this account (null: not named). Primary keys.
select (%(queue_id)s::uuid is null
        or exists (select from queues where account_id = current_account() and id = %(queue_id)s::uuid))
   and (%(assignee_id)s::uuid is null
        or exists (select from memberships where account_id = current_account() and user_id = %(assignee_id)s::uuid))
   and (%(team_id)s::uuid is null
        or exists (select from teams where account_id = current_account() and id = %(team_id)s::uuid)) as known;

-- name: page_newest
-- A page of tickets, the newest first, for who sees what everybody has. Walks tickets_recent, tickets_of_agent or
-- tickets_by_protocol; of what waits or is in service, tickets_waiting and tickets_in_service.
select * from ticket_rows(array(
    select t.id
      from matching_tickets(%(filter)s::jsonb) t
      join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
     where conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
       and (%(after_time)s::timestamptz is null
            or (t.entered_at, t.id) < (%(after_time)s::timestamptz, %(after_id)s::uuid))
     order by t.entered_at desc, t.id desc
     limit %(limit)s::integer));

-- name: page_oldest
-- The same, the oldest first.
select * from ticket_rows(array(
    select t.id
      from matching_tickets(%(filter)s::jsonb) t
      join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
     where conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
       and (%(after_time)s::timestamptz is null
            or (t.entered_at, t.id) > (%(after_time)s::timestamptz, %(after_id)s::uuid))
     order by t.entered_at, t.id
     limit %(limit)s::integer));

-- name: page_newest_near
-- The same for who sees some people's only, among so many (walk) of everybody's next tickets: whoever serves many finds a page of
-- their own there. Fewer than asked for say nothing. Index tickets_recent.
with bound as materialized (
    select t.entered_at
      from tickets t
     where t.account_id = current_account()
       and (%(after_time)s::timestamptz is null
            or (t.entered_at, t.id) < (%(after_time)s::timestamptz, %(after_id)s::uuid))
     order by t.entered_at desc, t.id desc
    offset %(walk)s::integer limit 1
)
select * from ticket_rows(array(
    select t.id
      from matching_tickets(%(filter)s::jsonb) t
      join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
     where conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
       and t.entered_at >= (select coalesce(max(b.entered_at), '-infinity') from bound b)
       and (%(after_time)s::timestamptz is null
            or (t.entered_at, t.id) < (%(after_time)s::timestamptz, %(after_id)s::uuid))
     order by t.entered_at desc, t.id desc
     limit %(limit)s::integer));

-- name: page_newest_of_people
-- The same for who serves few: from their conversations, and what nobody has yet, to the tickets of these, so
-- that nobody looks through everybody's for a few of their own. Indexes conversations_by_assignee, conversations_unassigned,
-- tickets_of_conversation.
with seen as materialized (
    select c.id from conversations c
     where c.account_id = current_account()
       and (c.assignee_id = any (%(people)s::uuid[]) or (c.assignee_id is null and c.status <> 'closed'))
       and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
)
select * from ticket_rows(array(
    select t.id
      from seen v
      join matching_tickets(%(filter)s::jsonb) t on t.conversation_id = v.id
     where (%(after_time)s::timestamptz is null
            or (t.entered_at, t.id) < (%(after_time)s::timestamptz, %(after_id)s::uuid))
     order by t.entered_at desc, t.id desc
     limit %(limit)s::integer));

-- name: page_oldest_near
-- The same, the oldest first.
with bound as materialized (
    select t.entered_at
      from tickets t
     where t.account_id = current_account()
       and (%(after_time)s::timestamptz is null
            or (t.entered_at, t.id) > (%(after_time)s::timestamptz, %(after_id)s::uuid))
     order by t.entered_at, t.id
    offset %(walk)s::integer limit 1
)
select * from ticket_rows(array(
    select t.id
      from matching_tickets(%(filter)s::jsonb) t
      join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
     where conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
       and t.entered_at <= (select coalesce(max(b.entered_at), 'infinity') from bound b)
       and (%(after_time)s::timestamptz is null
            or (t.entered_at, t.id) > (%(after_time)s::timestamptz, %(after_id)s::uuid))
     order by t.entered_at, t.id
     limit %(limit)s::integer));

-- name: page_oldest_of_people
-- The same, the oldest first.
with seen as materialized (
    select c.id from conversations c
     where c.account_id = current_account()
       and (c.assignee_id = any (%(people)s::uuid[]) or (c.assignee_id is null and c.status <> 'closed'))
       and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
)
select * from ticket_rows(array(
    select t.id
      from seen v
      join matching_tickets(%(filter)s::jsonb) t on t.conversation_id = v.id
     where (%(after_time)s::timestamptz is null
            or (t.entered_at, t.id) > (%(after_time)s::timestamptz, %(after_id)s::uuid))
     order by t.entered_at, t.id
     limit %(limit)s::integer));
