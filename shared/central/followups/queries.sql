-- name: insert_scheduled
-- What an agent wrote for later; counts from now what the contact writes.
insert into scheduled_messages (account_id, conversation_id, author_id, kind, type, text, template, media_id, voice, due_at,
                                cancel_on_reply, inbound_count)
select c.account_id, c.id, %(author_id)s, %(kind)s, %(type)s, %(text)s, %(template)s::jsonb, %(media_id)s, %(voice)s,
       %(due_at)s, %(cancel_on_reply)s, c.inbound_count
  from conversations c
 where c.account_id = current_account() and c.id = %(conversation_id)s
returning id;

-- name: count_scheduled
-- How many wait in a conversation. Index scheduled_messages_conversation.
select count(*)::integer as waiting from scheduled_messages s
 where s.account_id = current_account() and s.conversation_id = %(conversation_id)s and s.state = 'scheduled';

-- name: conversation_of_scheduled
-- Where it is. Primary key.
select s.conversation_id from scheduled_messages s where s.account_id = current_account() and s.id = %(id)s;

-- name: hold_scheduled
-- Locks one, after its conversation was. Primary key.
select s.id, s.conversation_id, s.author_id, s.kind, s.type, s.text, s.template, s.media_id, s.voice, s.due_at,
       s.cancel_on_reply, s.state, c.inbound_count > s.inbound_count as replied
  from scheduled_messages s
  join conversations c on c.account_id = s.account_id and c.id = s.conversation_id
 where s.account_id = current_account() and s.id = %(id)s
   for no key update of s;

-- name: hold_due
-- Locks what is due in a conversation by the database's clock, after the conversation was locked. Index
-- scheduled_messages_conversation.
select s.id, s.conversation_id, s.author_id, s.kind, s.type, s.text, s.template, s.media_id, s.voice, s.due_at,
       s.cancel_on_reply, s.state, c.inbound_count > s.inbound_count as replied
  from scheduled_messages s
  join conversations c on c.account_id = s.account_id and c.id = s.conversation_id
 where s.account_id = current_account() and s.conversation_id = %(conversation_id)s and s.state = 'scheduled'
   and s.due_at <= clock_timestamp()
 order by s.due_at, s.id
 limit %(limit)s
   for no key update of s;

-- name: next_due
-- When the next one of a conversation is due. Index scheduled_messages_conversation.
select min(s.due_at) as due_at from scheduled_messages s
 where s.account_id = current_account() and s.conversation_id = %(conversation_id)s and s.state = 'scheduled';

-- name: change_scheduled
-- Primary key. Whoever changes it has seen what the contact wrote meanwhile.
update scheduled_messages s
   set text = %(text)s, template = %(template)s::jsonb, type = %(type)s,
       media_id = %(media_id)s, voice = %(voice)s, due_at = %(due_at)s, cancel_on_reply = %(cancel_on_reply)s,
       inbound_count = (select c.inbound_count from conversations c
                         where c.account_id = s.account_id and c.id = s.conversation_id)
 where s.account_id = current_account() and s.id = %(id)s;

-- name: end_scheduled
-- Sent, cancelled or failed. Primary key.
update scheduled_messages
   set state = %(state)s, reason = %(reason)s, message_id = %(message_id)s, ended_at = clock_timestamp()
 where account_id = current_account() and id = %(id)s;

-- name: other_conversation
-- The open conversation with the same contact on the same channel, when this one is closed. Index conversations_one_open.
select o.id from conversations c
  join conversations o on o.account_id = c.account_id and o.channel_id = c.channel_id and o.contact_id = c.contact_id
                      and o.status <> 'closed'
 where c.account_id = current_account() and c.id = %(conversation_id)s;

-- name: page_scheduled
-- Within sight (null: all), as the API shows them, the next one first. What the contact overtook is cancelled, though its
-- time has not come to say so. Index scheduled_messages_in_order, or _conversation.
select s.id, s.conversation_id, s.kind, s.type, s.text, s.template, s.voice, s.due_at, s.cancel_on_reply, s.created_at, s.ended_at,
       s.message_id, v.state, case when v.state <> s.state then 'replied' else s.reason end as reason,
       s.author_id, u.name as author_name, k.name as contact_name, h.name as channel_name, h.type as channel_type,
       w.last_inbound_at + interval '23:59' as window_expires_at,
       case when f.id is not null then json_build_object(
           'id', f.id, 'kind', f.kind, 'file_name', f.file_name, 'mime_type', f.mime_type, 'bytes', f.bytes) end as file
  from scheduled_messages s
  join conversations c on c.account_id = s.account_id and c.id = s.conversation_id
  join contacts k on k.account_id = c.account_id and k.id = c.contact_id
  join channels h on h.account_id = c.account_id and h.id = c.channel_id
  join users u on u.id = s.author_id
  left join reply_windows w on w.account_id = c.account_id and w.channel_id = c.channel_id and w.contact_id = c.contact_id
  left join media f on f.account_id = s.account_id and f.id = s.media_id
 cross join lateral (select case when s.state = 'scheduled' and s.cancel_on_reply and c.inbound_count > s.inbound_count
                                 then 'cancelled' else s.state end as state) v
 where s.account_id = current_account()
   and (%(id)s::uuid is null or s.id = %(id)s::uuid)
   and (%(conversation_id)s::uuid is null or s.conversation_id = %(conversation_id)s::uuid)
   and (%(state)s::text is null or v.state = %(state)s::text)
   and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
   and (%(after_time)s::timestamptz is null or (s.due_at, s.id) > (%(after_time)s::timestamptz, %(after_id)s::uuid))
 order by s.due_at, s.id
 limit %(limit)s;
