-- name: find_there
-- The conversation that is carried on with a contact on a channel: the open one, else the last where the channel says that
-- who returns is put into it. Index conversations_of_contact.
select c.id
  from conversations c
  join channels h on h.account_id = c.account_id and h.id = c.channel_id
 where c.account_id = current_account() and c.channel_id = %(channel_id)s and c.contact_id = %(contact_id)s
   and (c.status <> 'closed' or h.when_contact_returns = 'reopen')
 order by (c.status <> 'closed') desc, c.last_activity_at desc
 limit 1;

-- name: lock_conversations
-- Others who change these conversations wait. Always in this order, so that two who go opposite ways do not wait in a
-- circle. A statement of its own, as lock_conversation. Primary key.
select c.id from conversations c
 where c.account_id = current_account() and c.id = any (%(ids)s::uuid[])
 order by c.id
   for no key update;

-- name: open_again
-- A closed conversation begins anew, as when the contact returns. A unique key refuses when another one is open.
update conversations
   set status = 'open', closed_at = null, close_reason = null, session = 'bot', handoff_reason = null, assignee_id = null,
       queue_id = null, opened_at = now(), first_replied_at = null, last_activity_at = now(), version = version + 1
 where account_id = current_account() and id = %(conversation_id)s;

-- name: carry_over
-- What the case takes along: since when the contact waits, its subject where there is none, and (fresh) its priority.
update conversations c
   set waiting_since = least(c.waiting_since, %(waiting_since)s::timestamptz), subject = coalesce(c.subject, %(subject)s),
       priority = case when %(fresh)s then %(priority)s::integer else c.priority end, version = c.version + 1
 where c.account_id = current_account() and c.id = %(conversation_id)s;

-- name: continue_ticket
-- An ended ticket goes on as another one; its clocks go along by a trigger. Primary key.
update tickets set continued_as = %(ticket_id)s
 where account_id = current_account() and id = %(former_id)s;
