-- name: find_ticket
-- One ticket by its protocol number, with how it was rated and its clocks; what lasts is counted up to now. Unique index on account and protocol.
select t.id, t.protocol, t.state, t.priority, t.handoff_reason, t.entered_at, t.assigned_at, t.finished_at, t.finish_reason,
       extract(epoch from greatest(coalesce(t.assigned_at, t.finished_at, now()) - t.entered_at, interval '0'))::float8
           as wait_seconds,
       extract(epoch from greatest(coalesce(t.finished_at, now()) - t.assigned_at, interval '0'))::float8 as service_seconds,
       t.conversation_id, q.id as queue_id, q.name as queue_name, u.id as assignee_id, u.name as assignee_name,
       case when r.rating is not null
            then json_build_object('rating', r.rating, 'comment', r.comment, 'answered_at', r.answered_at,
                                   'answered_by', r.answered_by,
                                   'entered_by', case when e.id is not null
                                                      then json_build_object('id', e.id, 'name', e.name) end) end as csat,
       ticket_clocks(t.id) as clocks
  from tickets t
  join queues q on q.account_id = t.account_id and q.id = t.queue_id
  left join users u on u.id = t.assignee_id
  left join survey_requests r on r.account_id = t.account_id and r.ticket_id = t.id
  left join users e on e.id = r.entered_by
 where t.account_id = current_account() and t.protocol = %(protocol)s;

-- name: tickets_of_conversation
-- A conversation's tickets, newest first, with their clocks and how they were handed on. Waits and services that last are counted up to now.
-- Indexes tickets_of_conversation, facts_of_conversation.
select t.id, t.protocol, t.state, t.priority, t.handoff_reason, t.entered_at, t.assigned_at, t.finished_at, t.finish_reason,
       extract(epoch from greatest(coalesce(t.assigned_at, t.finished_at, now()) - t.entered_at, interval '0'))::float8
           as wait_seconds,
       extract(epoch from greatest(coalesce(t.finished_at, now()) - t.assigned_at, interval '0'))::float8 as service_seconds,
       json_build_object('id', q.id, 'name', q.name) as queue,
       case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as assignee,
       t.closing,
       case when r.rating is not null
            then json_build_object('rating', r.rating, 'comment', r.comment, 'answered_at', r.answered_at,
                                   'answered_by', r.answered_by,
                                   'entered_by', case when e.id is not null
                                                      then json_build_object('id', e.id, 'name', e.name) end) end as csat,
       coalesce(h.transfers, '[]') as transfers, ticket_clocks(t.id) as clocks
  from tickets t
  join queues q on q.account_id = t.account_id and q.id = t.queue_id
  left join users u on u.id = t.assignee_id
  left join survey_requests r on r.account_id = t.account_id and r.ticket_id = t.id
  left join users e on e.id = r.entered_by
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
          and f.type in ('TicketTransferred', 'TicketOverflowed')) h on true
 where t.account_id = current_account() and t.conversation_id = %(conversation_id)s
   and (%(after_time)s::timestamptz is null or (t.entered_at, t.id) < (%(after_time)s::timestamptz, %(after_id)s::uuid))
 order by t.entered_at desc, t.id desc
 limit %(limit)s;
