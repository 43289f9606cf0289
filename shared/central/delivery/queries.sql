-- name: claim_next_message
-- The head of a lane, or why nothing may leave; sets the account itself and commits by itself (0011_delivery.sql).
select claim_next_message(%(account_id)s, %(conversation_id)s, %(lease_seconds)s, %(most_tries)s, %(deadline_hours)s)

-- name: begin_call
-- Whether the attempt is still ours, now that the call begins; remembers files that were just uploaded.
select begin_call(%(account_id)s, %(attempt_id)s, %(fence)s, %(lease_seconds)s, %(media)s::jsonb)

-- name: finish_attempt
-- Writes down what came of an attempt; refused by the fence for a worker that woke up late.
select finish_attempt(%(account_id)s, %(attempt_id)s, %(fence)s, %(outcome)s::jsonb)

-- name: lanes_of_channel
-- Conversations of one channel that is active with something to send, oldest first; rung when the channel works again.
select m.conversation_id
  from messages m
  join channels h on h.account_id = m.account_id and h.id = m.channel_id and h.state = 'active'
 where m.channel_id = %(channel_id)s and m.status = 'pending' and m.direction = 'out' and not m.private
 group by m.conversation_id
 order by min(m.stored_at)
 limit %(limit)s

-- name: find_signal_target
-- The contact's message a receipt, a typing sign or a reaction is about (the last one when none is named), with the
-- reaction an agent left on it last. By primary key, or backwards along (conversation, sequence).
select m.external_id, m.direction, m.stored_at > clock_timestamp() - interval '30 days' as recent,
       h.id as channel_id, h.type as channel_type, h.external_id as channel_external_id, h.credentials, h.state,
       (select r.emoji from reactions r
         where r.account_id = m.account_id and r.message_id = m.id and r.author_type = 'agent'
         order by r.created_at desc limit 1) as emoji,
       (select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value)
                         order by (i.id = c.identity_id) desc nulls last, i.created_at desc)
          from contact_identities i
         where i.account_id = c.account_id and i.contact_id = c.contact_id and i.channel_type = h.type) as recipient
  from conversations c
  join channels h on h.account_id = c.account_id and h.id = c.channel_id
  join messages m on m.account_id = c.account_id and m.conversation_id = c.id
 where c.id = %(conversation_id)s and m.external_id is not null
   and case when %(message_id)s::uuid is null then m.direction = 'in' else m.id = %(message_id)s::uuid end
 order by m.sequence desc
 limit 1

-- name: claim_file
-- A file whose time has come, with the message and the channel it belongs to; until the lease ends nobody else takes it.
-- By primary key.
with claimed as (
    update media f
       set attempts = f.attempts + 1,
           next_attempt_at = clock_timestamp() + make_interval(secs => %(lease_seconds)s)
     where f.id = %(id)s and f.state = 'pending'
       and (f.next_attempt_at is null or f.next_attempt_at <= clock_timestamp())
    returning f.*
)
select f.id, f.kind, f.mime_type, f.file_name, f.object_key, f.platform_media_id, f.sha256, f.voice,
       f.attempts, f.created_at > clock_timestamp() - interval '6 days' as fetchable,
       h.id as channel_id, h.type as channel_type, h.external_id as channel_external_id, h.credentials
  from claimed f
  left join messages m on m.account_id = f.account_id and m.id = f.message_id
  left join channels h on h.account_id = m.account_id and h.id = m.channel_id

-- name: store_file
-- The file is ready. attempts is the fence: a worker that was overtaken changes nothing. By primary key.
with done as (
    update media
       set state = 'stored', object_key = %(object_key)s, mime_type = %(mime_type)s, bytes = %(bytes)s,
           sha256 = %(sha256)s, file_name = %(file_name)s, width = %(width)s, height = %(height)s,
           duration_seconds = coalesce(%(duration)s, duration_seconds), animated = %(animated)s, error = null,
           next_attempt_at = null
     where id = %(id)s and state = 'pending' and attempts = %(attempts)s
    returning account_id, message_id
)
select m.id as message_id, m.conversation_id, m.direction, m.status
  from done left join messages m on m.account_id = done.account_id and m.id = done.message_id

-- name: postpone_file
-- A passing fault: again later. By primary key, fenced.
update media
   set error = %(error)s::jsonb, next_attempt_at = clock_timestamp() + make_interval(secs => %(seconds)s)
 where id = %(id)s and state = 'pending' and attempts = %(attempts)s

-- name: fail_file
-- The file will not come: the message stays, with the reason in its place. By primary key, fenced.
with done as (
    update media set state = 'failed', error = %(error)s::jsonb, next_attempt_at = null
     where id = %(id)s and state = 'pending' and attempts = %(attempts)s
    returning account_id, message_id
)
select m.id as message_id, m.conversation_id, m.direction, m.status
  from done left join messages m on m.account_id = done.account_id and m.id = done.message_id

-- name: block_file
-- A scanner found malware in it: it is shown no more, its folder is emptied, and the message says why. Nothing when the file is
-- gone or blocked already; a worker that prepares it finds that it was overtaken. By primary key.
with done as (
    update media
       set state = 'failed', error = %(error)s::jsonb, object_key = null, next_attempt_at = null
     where account_id = current_account() and id = %(id)s and error ->> 'code' is distinct from %(error)s::jsonb ->> 'code'
    returning account_id, id, message_id
), files as (
    insert into forgotten_files (account_id, folder)
    select d.account_id, 'accounts/' || d.account_id || '/media/' || d.id from done d
        on conflict (account_id, folder) do update set due_at = now(), once_more = true
)
select m.id as message_id, m.conversation_id, m.direction, m.status
  from done left join messages m on m.account_id = done.account_id and m.id = done.message_id
