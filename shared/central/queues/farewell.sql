-- name: plan_farewell
-- A ticket was resolved: its contact gets a last word, where the company says one and a person served and answered them. Primary keys.
insert into farewells as f (account_id, conversation_id, due_at)
select c.account_id, c.id, clock_timestamp() + make_interval(secs => %(delay)s)
  from tickets t
  join conversations c on c.account_id = t.account_id and c.id = t.conversation_id
  join accounts a on a.id = t.account_id
 where t.account_id = current_account() and t.id = %(ticket_id)s and t.assigned_at is not null
   and c.first_replied_at is not null and a.settings @> '{"say_closing": true}'
    on conflict (account_id, conversation_id) do update set due_at = excluded.due_at
returning due_at;

-- name: find_farewell
-- The last word that is to be said in a conversation that is locked, and what decides whether it still is. talks: the contact
-- has an open conversation on this channel, this one or another. protocol, queue: of the last ticket. Indexes
-- conversations_one_open, tickets_of_conversation.
select f.due_at, f.due_at <= clock_timestamp() as due,
       exists (select from conversations o
                where o.account_id = c.account_id and o.channel_id = c.channel_id and o.contact_id = c.contact_id
                  and o.status <> 'closed') as talks,
       k.blocked, h.type as channel_type, h.state as channel_state,
       reply_window_is_open(c.channel_id, c.contact_id) as window_open,
       a.locale, a.texts, k.name as contact_name, t.protocol, q.name as queue_name,
       hours_to_say_in(q.id, a.texts) as hours
  from farewells f
  join conversations c on c.account_id = f.account_id and c.id = f.conversation_id
  join contacts k on k.account_id = c.account_id and k.id = c.contact_id
  join channels h on h.account_id = c.account_id and h.id = c.channel_id
  join accounts a on a.id = c.account_id
 cross join lateral (
       select x.protocol, x.queue_id from tickets x
        where x.account_id = c.account_id and x.conversation_id = c.id
        order by x.entered_at desc limit 1) t
  join queues q on q.account_id = c.account_id and q.id = t.queue_id
 where f.account_id = current_account() and f.conversation_id = %(conversation_id)s;

-- name: forget_farewell
-- Primary key.
delete from farewells where account_id = current_account() and conversation_id = %(conversation_id)s;
