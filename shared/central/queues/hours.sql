-- name: closing
-- What a contact is told who waits for a queue that is closed now (with a ticket, or with a wish for one); no row when they do
-- not. told: they were told already that it is closed until it opens. window_open: they may be written to freely. Primary
-- keys; tickets_one_active.
select a.locale, a.texts, coalesce(k.name, '') as contact_name, q.out_of_hours_text, q.name as queue_name,
       coalesce(t.protocol, '') as protocol, coalesce(l.place::text, '') as position, coalesce(l.total::text, '') as total,
       hours_to_say(q.id) as hours, n.at as opens_at, coalesce(h.told_until > now(), false) as told,
       reply_window_is_open(c.channel_id, c.contact_id) as window_open
  from conversations c
  join accounts a on a.id = c.account_id
  join contacts k on k.account_id = c.account_id and k.id = c.contact_id
  left join tickets t on t.account_id = c.account_id and t.conversation_id = c.id and t.state = 'waiting'
  left join handoff_wishes h on h.account_id = c.account_id and h.conversation_id = c.id
  join queues q on q.account_id = c.account_id and q.id = coalesce(t.queue_id, h.queue_id)
  join calendars d on d.account_id = c.account_id and d.id = calendar_of_queue(q.id)
  left join lateral ticket_position(c.id) l on true
 cross join lateral (select next_opening(d.id) as at) n
 where c.account_id = current_account() and c.id = %(conversation_id)s and not calendar_is_open(d.id);

-- name: note_told_closed
-- Until when the contact was told that nobody is there (null: not known).
insert into handoff_wishes (account_id, conversation_id, told_until)
values (current_account(), %(conversation_id)s, coalesce(%(opens_at)s::timestamptz, 'infinity'))
on conflict (account_id, conversation_id) do update set told_until = excluded.told_until;

-- name: follow_hours
-- What the clock changed, at most so many of each; see the function. Null: the account has no calendars.
select follow_hours(%(limit)s::integer) as news;
