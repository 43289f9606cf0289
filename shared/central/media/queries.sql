-- name: insert_file
-- Primary key.
insert into media (account_id, id, kind, state, file_name, mime_type, bytes, object_key, voice, created_by)
values (current_account(), %(id)s, %(kind)s, 'uploading', %(file_name)s, %(mime_type)s, %(bytes)s, %(object_key)s, %(voice)s,
        %(user_id)s);

-- name: find_file
-- A file the viewer may see: one they uploaded, or one of a conversation within sight (null: everything).
select f.id, f.kind, f.state, f.file_name, f.mime_type, f.bytes, f.object_key, f.voice, f.animated,
       f.duration_seconds::float8 as duration, f.width, f.height, f.error
  from media f
 where f.account_id = current_account() and f.id = %(id)s
   and (%(sight)s::sight is null
        or f.created_by = %(viewer)s::uuid
        or exists (
            select from messages m
              join conversations c on c.account_id = m.account_id and c.id = m.conversation_id
             where m.account_id = f.account_id and m.id = f.message_id
               and conversation_in_sight(
                       c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)));

-- name: find_upload
-- A file somebody is uploading or has uploaded. Primary key.
select f.id, f.kind, f.state, f.file_name, f.mime_type, f.bytes, f.object_key, f.voice, f.animated,
       f.duration_seconds::float8 as duration, f.width, f.height, f.error
  from media f
 where f.account_id = current_account() and f.id = %(id)s and f.created_by = %(user_id)s;

-- name: complete_file
-- Once only; the sweep finds what stays pending. Primary key.
update media
   set state = %(state)s, next_attempt_at = case when %(state)s = 'pending' then now() end
 where account_id = current_account() and id = %(id)s and state = 'uploading';
