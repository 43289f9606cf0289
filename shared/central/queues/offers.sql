-- name: list_offers
-- What rings at somebody, the oldest first: what they need to decide. Index tickets_offered.
select t.id as ticket_id, t.protocol, t.conversation_id, t.priority, t.entered_at, t.offered_at, t.offered_until,
       q.id as queue_id, q.name as queue_name, k.name as contact_name, h.type as channel_type, h.name as channel_name,
       case when m.deleted_at is null then left(m.text, 200) end as preview
  from tickets t
  join queues q on q.account_id = t.account_id and q.id = t.queue_id
  join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
  join contacts k on k.account_id = c.account_id and k.id = c.contact_id
  join channels h on h.account_id = c.account_id and h.id = c.channel_id
  left join messages m on m.account_id = c.account_id and m.id = c.last_message_id
 where t.account_id = current_account() and t.offered_to = %(user_id)s and t.offered_until > now()
 order by t.offered_at, t.id;

-- name: find_offer
-- The active ticket of a conversation and at whom it rings, once the capacity is held; over: it rang too long;
-- rang_here: at this user, now or lately. Index tickets_one_active.
select t.id as ticket_id, t.protocol, t.conversation_id, t.queue_id, t.offered_to, t.assignee_id, u.name as assignee_name,
       t.offered_until is null or t.offered_until <= clock_timestamp() as over,
       t.offered_to is not distinct from %(user_id)s or %(user_id)s = any (t.passed_by) as rang_here
  from tickets t
  left join users u on u.id = t.assignee_id
 where t.account_id = current_account() and t.conversation_id = %(conversation_id)s and t.state in ('waiting', 'in_service');

-- name: decline_offer
-- It rings no more at this agent, who is not asked again for a minute. Primary key.
update tickets
   set offered_to = null, offered_at = null, offered_until = null, passed_by = array_append(passed_by, offered_to),
       passed_at = clock_timestamp()
 where account_id = current_account() and id = %(ticket_id)s and offered_to is not null;
