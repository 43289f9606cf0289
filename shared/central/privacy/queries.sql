-- name: insert_job
-- An open job of the same kind for the same contact stays the only one.
insert into privacy_jobs (account_id, id, kind, contact_id, requested_by, reason)
values (current_account(), %(id)s, %(job_kind)s, %(contact_id)s, %(requested_by)s, %(reason)s)
    on conflict (account_id, kind, contact_id) where state in ('waiting', 'working') do nothing
returning id;

-- name: find_open_job
-- privacy_jobs_one_open.
select j.id
  from privacy_jobs j
 where j.account_id = current_account() and j.kind = %(job_kind)s and j.contact_id = %(contact_id)s
   and j.state in ('waiting', 'working');

-- name: find_job
-- Primary key.
select j.id, j.kind, j.contact_id, c.name as contact_name, j.state, j.requested_by, u.name as requested_by_name, j.reason,
       j.counts, j.object_key, j.bytes, j.attempts, j.created_at, j.finished_at, j.expires_at
  from privacy_jobs j
  left join contacts c on c.account_id = j.account_id and c.id = j.contact_id
  left join users u on u.id = j.requested_by
 where j.account_id = current_account() and j.id = %(id)s;

-- name: list_jobs
-- privacy_jobs_recent, the newest first.
select j.id, j.kind, j.contact_id, c.name as contact_name, j.state, j.requested_by, u.name as requested_by_name, j.reason,
       j.counts, j.object_key, j.bytes, j.attempts, j.created_at, j.finished_at, j.expires_at
  from privacy_jobs j
  left join contacts c on c.account_id = j.account_id and c.id = j.contact_id
  left join users u on u.id = j.requested_by
 where j.account_id = current_account() and j.kind = %(job_kind)s
   and (%(after_at)s::timestamptz is null or (j.created_at, j.id) < (%(after_at)s, %(after_id)s::uuid))
 order by j.created_at desc, j.id desc
 limit %(limit)s;

-- name: claim_job
-- Takes a job nobody works on; what a worker left is free when its lease is over. Primary key.
update privacy_jobs j
   set state = 'working', leased_until = clock_timestamp() + %(lease)s::interval, attempts = j.attempts + 1
 where j.account_id = current_account() and j.id = %(id)s
   and (j.state = 'waiting' or (j.state = 'working' and j.leased_until < clock_timestamp()))
returning j.id, j.kind, j.contact_id, j.attempts, j.requested_by;

-- name: release_job
-- A try that failed: somebody else may have the job after a while. Primary key.
update privacy_jobs
   set leased_until = clock_timestamp() + %(wait)s::interval
 where account_id = current_account() and id = %(id)s and state = 'working';

-- name: finish_job
-- Nothing when the row is gone: an erasure took the contact's exports with it. Primary key.
update privacy_jobs
   set state = %(state)s, finished_at = clock_timestamp(), leased_until = null, reason = null,
       counts = counts || %(counts)s::jsonb, object_key = %(object_key)s, bytes = %(bytes)s,
       expires_at = clock_timestamp() + %(life)s::interval
 where account_id = current_account() and id = %(id)s and state = 'working'
returning id;

-- name: note_counts
-- What was erased so far. Primary key.
update privacy_jobs j
   set counts = (select jsonb_object_agg(k, coalesce((j.counts ->> k)::bigint, 0) + coalesce((%(counts)s::jsonb ->> k)::bigint, 0))
                   from jsonb_object_keys(j.counts || %(counts)s::jsonb) k)
 where j.account_id = current_account() and j.id = %(id)s;

-- name: expire_exports
-- Exports that are over (nothing else ends): their folders go the way of all files. privacy_jobs_expiry.
with over as (
    update privacy_jobs j
       set state = 'expired', object_key = null, expires_at = null
     where j.account_id = current_account() and j.expires_at <= coalesce(%(at)s::timestamptz, clock_timestamp())
    returning j.account_id, j.id
)
insert into forgotten_files (account_id, folder)
select o.account_id, 'accounts/' || o.account_id || '/exports/' || o.id from over o
    on conflict (account_id, folder) do nothing;

-- name: due_folders
-- Folders of the bucket to empty now. forgotten_files_due.
select f.folder
  from forgotten_files f
 where f.account_id = current_account() and f.due_at <= coalesce(%(at)s::timestamptz, clock_timestamp())
 order by f.due_at, f.folder
 limit %(limit)s;

-- name: folders_emptied
-- After the second look a folder is forgotten itself. What another worker emptied meanwhile had that look already, and is not
-- due again: two who look at once are one look. By folder, like everybody who locks several. Primary key.
with looked as materialized (
    select f.folder, f.once_more
      from forgotten_files f
     where f.account_id = current_account() and f.folder = any (%(folders)s)
       and f.due_at <= coalesce(%(at)s::timestamptz, clock_timestamp())
     order by f.folder
       for update
), again as (
    update forgotten_files f
       set once_more = false, due_at = coalesce(%(at)s::timestamptz, clock_timestamp()) + %(wait)s::interval
      from looked l
     where f.account_id = current_account() and f.folder = l.folder and l.once_more
)
delete from forgotten_files f
 using looked l
 where f.account_id = current_account() and f.folder = l.folder and not l.once_more;

-- name: lock_conversations
-- A contact's conversations, locked in the order everybody locks them in. conversations_of_contact.
select c.id, c.status
  from conversations c
 where c.account_id = current_account() and c.contact_id = %(contact_id)s
 order by c.id
   for update;

-- name: lock_contact
-- Primary key.
select c.id, c.phone, c.email
  from contacts c
 where c.account_id = current_account() and c.id = %(contact_id)s
   for update;

-- name: addresses
-- What a person is known by. contact_identities_contact.
select k.channel_type, k.kind, k.value, k.match_key
  from contact_identities k
 where k.account_id = current_account() and k.contact_id = %(contact_id)s;

-- name: hold_lanes
-- No attempt to send anything to a contact begins before commit: the lock of claim_next_message. Returns the conversations
-- it holds for. conversations_of_contact.
select c.id, pg_advisory_xact_lock(hashtextextended(c.id::text, 7236412))
  from (select c.id from conversations c
         where c.account_id = current_account() and c.contact_id = %(contact_id)s order by c.id) c;

-- name: lock_attempts
-- The attempts of the oldest messages (null: of all) of conversations, before the messages: the order in which they are
-- sent and platforms confirm them. In the order of thin_out_messages.
select d.id
  from delivery_attempts d
 where d.account_id = current_account()
   and d.message_id in (select m.id
                          from messages m
                         where m.account_id = current_account() and m.conversation_id = any (%(conversation_ids)s)
                         order by m.conversation_id, m.sequence
                         limit %(limit)s)
 order by d.id
   for update of d;

-- name: thin_out_messages
-- Deletes some messages of conversations, the oldest first, and remembers the folders of their files. What hangs on a message
-- goes with it. Returns how many.
with oldest as materialized (
    select m.id
      from messages m
     where m.account_id = current_account() and m.conversation_id = any (%(conversation_ids)s)
     order by m.conversation_id, m.sequence
     limit %(limit)s
), files as (
    insert into forgotten_files (account_id, folder)
    select f.account_id, 'accounts/' || f.account_id || '/media/' || f.id
      from media f
     where f.account_id = current_account() and f.message_id in (select d.id from oldest d)
        on conflict (account_id, folder) do nothing
), gone as (
    delete from messages m where m.account_id = current_account() and m.id in (select d.id from oldest d) returning 1
)
select count(*) as messages from gone;

-- name: forget_files_of_conversations
-- Remembers the folders of the files of conversations that are about to be deleted, and deletes those that wait to be sent
-- there, which no message takes along. Returns numbers.
with of_them as materialized (
    select m.id from messages m
     where m.account_id = current_account() and m.conversation_id = any (%(conversation_ids)s)
), unsent as (
    delete from media f using scheduled_messages s
     where s.account_id = current_account() and s.conversation_id = any (%(conversation_ids)s)
       and f.account_id = s.account_id and f.id = s.media_id and f.message_id is null
    returning f.account_id, f.id
), files as (
    insert into forgotten_files (account_id, folder)
    select f.account_id, 'accounts/' || f.account_id || '/media/' || f.id
      from (select m.account_id, m.id from media m
             where m.account_id = current_account() and m.message_id in (select o.id from of_them o)
            union all
            select u.account_id, u.id from unsent u) f
        on conflict (account_id, folder) do nothing
    returning 1
)
select (select count(*) from of_them) as messages, (select count(*) from files) as files;

-- name: forget_exports
-- Exports of a contact and, by their folders, the archives.
with gone as (
    delete from privacy_jobs j
     where j.account_id = current_account() and j.contact_id = %(contact_id)s and j.kind = 'export'
    returning j.account_id, j.id
)
insert into forgotten_files (account_id, folder)
select g.account_id, 'accounts/' || g.account_id || '/exports/' || g.id from gone g
    on conflict (account_id, folder) do nothing;

-- name: forget_events
delete from account_events e
 where e.account_id = current_account() and e.conversation_id = any (%(conversation_ids)s);

-- name: forget_outbox
-- Facts not yet published that name the contact or a conversation of theirs.
delete from outbox o
 where o.account_id = current_account()
   and exists (select from unnest(%(ids)s::text[]) i where position(i in o.detail::text) > 0);

-- name: forget_replies
-- Stored answers that show the contact or a conversation of theirs.
delete from idempotency_keys i
 where i.account_id = current_account()
   and exists (select from unnest(%(ids)s::text[]) k where position(k in i.response::text) > 0);

-- name: forget_parked
-- Changes that wait for a message, told about one of the contact's addresses.
delete from parked_updates u
 where u.account_id = current_account()
   and exists (select from unnest(%(addresses)s::text[]) a where position(to_json(a)::text in u.item::text) > 0);

-- name: delete_conversations
-- Everything that hangs on them goes with them.
delete from conversations c where c.account_id = current_account() and c.id = any (%(conversation_ids)s);

-- name: delete_contact
-- Everything that hangs on it goes with it, and its reply windows, which hang on nothing (0276). Primary key.
with windows as (
    delete from reply_windows w where w.account_id = current_account() and w.contact_id = %(contact_id)s
)
delete from contacts c where c.account_id = current_account() and c.id = %(contact_id)s;

-- name: closed_before
-- The oldest closed conversations of before, locked; whoever else holds one is not waited for. conversations_closed.
select c.id
  from conversations c
  join accounts k on k.id = c.account_id
 where c.account_id = current_account() and c.status = 'closed'
   and c.closed_at < coalesce(%(at)s::timestamptz, clock_timestamp()) - make_interval(days => k.retention_days)
 order by c.closed_at
 limit %(limit)s
   for update of c skip locked;

-- name: find_key
select sealed from privacy_keys where account_id = current_account();

-- name: insert_key
insert into privacy_keys (account_id, sealed) values (current_account(), %(sealed)s) on conflict (account_id) do nothing;

-- name: insert_suppressions
-- What was erased before is so from now on: a yes from in between counts no longer.
insert into suppressions (account_id, hash)
select current_account(), h from unnest(%(hashes)s::bytea[]) h
    on conflict (account_id, hash) do update set created_at = excluded.created_at;

-- name: any_suppression
select exists (select from suppressions where account_id = current_account()) as any;

-- name: find_suppressions
-- Primary key.
select hash, created_at from suppressions where account_id = current_account() and hash = any (%(hashes)s);

-- name: marketing_standing
-- What is known of contacts, by id; those that do not exist are left out. contact_consents_contact.
select c.id as contact_id, c.blocked, c.marketing_opt_out_at is not null as opted_out, last.agreed_at
  from contacts c
  left join lateral (
        select case when o.granted then o.recorded_at end as agreed_at
          from contact_consents o
         where o.account_id = c.account_id and o.contact_id = c.id and o.purpose = 'marketing'
         order by o.recorded_at desc, o.id desc limit 1) last on true
 where c.account_id = current_account() and c.id = any (%(contact_ids)s);

-- name: addresses_of
-- The addresses of contacts, by id: identities, and phone and e-mail as they are written on the contact.
select k.contact_id, k.kind, k.match_key as value
  from contact_identities k
 where k.account_id = current_account() and k.contact_id = any (%(contact_ids)s)
union all
select c.id, 'phone', c.phone from contacts c
 where c.account_id = current_account() and c.id = any (%(contact_ids)s) and c.phone is not null
union all
select c.id, 'email', c.email from contacts c
 where c.account_id = current_account() and c.id = any (%(contact_ids)s) and c.email is not null;

-- name: insert_consent
insert into contact_consents (account_id, id, contact_id, purpose, granted, source, note, recorded_by)
values (current_account(), %(id)s, %(contact_id)s, %(purpose)s, %(granted)s, %(source)s, %(note)s, %(recorded_by)s);

-- name: find_consent
-- Primary key.
select o.id, o.contact_id, o.purpose, o.granted, o.source, o.note, o.recorded_by, u.name as recorded_by_name, o.recorded_at
  from contact_consents o
  left join users u on u.id = o.recorded_by
 where o.account_id = current_account() and o.id = %(id)s;

-- name: list_consents
-- The newest first.
select o.id, o.contact_id, o.purpose, o.granted, o.source, o.note, o.recorded_by, u.name as recorded_by_name, o.recorded_at
  from contact_consents o
  left join users u on u.id = o.recorded_by
 where o.account_id = current_account() and o.contact_id = %(contact_id)s
   and (%(after_at)s::timestamptz is null or (o.recorded_at, o.id) < (%(after_at)s, %(after_id)s::uuid))
 order by o.recorded_at desc, o.id desc
 limit %(limit)s;

-- name: lock_conversation_of
-- The conversation of a message, before the contact: the order in which a message is stored and a contact erased. Primary keys.
select v.id
  from messages m
  join conversations v on v.account_id = m.account_id and v.id = m.conversation_id
 where m.account_id = current_account() and m.id = %(message_id)s
   for no key update of v;

-- name: hear_keyword
-- Writes down what a message asked for, once per message and only when it changes something. Returns the contact, locked by
-- the change, the words of the company, and what they may name. window_open: they may be written to freely. Index
-- tickets_one_active.
with said as (
    select c.account_id, c.id as contact_id, c.name, c.blocked, c.marketing_opt_out_at is not null as opted_out,
           v.id as conversation_id, v.queue_id,
           reply_window_is_open(v.channel_id, v.contact_id) as window_open
      from messages m
      join conversations v on v.account_id = m.account_id and v.id = m.conversation_id
      join contacts c on c.account_id = v.account_id and c.id = v.contact_id
     where m.account_id = current_account() and m.id = %(message_id)s and m.author_type = 'contact'
       for update of c
), written as (
    insert into contact_consents (account_id, contact_id, purpose, granted, source, message_id)
    select s.account_id, s.contact_id, 'marketing', %(granted)s, 'keyword', %(message_id)s
      from said s
     where s.opted_out = %(granted)s
        on conflict (account_id, message_id, purpose) where message_id is not null do nothing
    returning contact_id
)
select s.conversation_id, s.blocked, s.window_open, a.locale, a.texts, s.name as contact_name, q.name as queue_name, t.protocol,
       coalesce(t.state = 'waiting', false) as waits, hours_to_say_in(s.queue_id, a.texts) as hours
  from written w
  join said s on s.contact_id = w.contact_id
  join accounts a on a.id = s.account_id
  left join queues q on q.account_id = s.account_id and q.id = s.queue_id
  left join tickets t
    on t.account_id = s.account_id and t.conversation_id = s.conversation_id and t.state in ('waiting', 'in_service');

-- name: incident_rows
-- audit_log_time; the oldest first.
select a.sequence, a.occurred_at, a.actor_type, a.actor_id, a.actor_name, a.action, a.target_type, a.target_id, a.fields,
       a.details, a.address, a.session_id, a.correlation_id, encode(a.hash, 'hex') as hash
  from audit_log a
 where a.account_id = current_account() and a.occurred_at >= %(since)s and a.occurred_at < %(until)s
 order by a.sequence
 limit %(limit)s;
