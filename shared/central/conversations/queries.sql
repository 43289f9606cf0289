-- name: page_recent
-- A page of conversations, newest activity first, for who sees what everybody has, or of one person's own. Walks
-- conversations_by_status, _by_assignee or _all in the order of the list and stops at the limit.
select *
  from conversation_rows(array(
    select c.id
      from matching_conversations(%(filter)s::jsonb, %(ids)s::uuid[]) c
     where conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
       and (%(after_time)s::timestamptz is null
            or (c.last_activity_at, c.id) < (%(after_time)s::timestamptz, %(after_id)s::uuid))
     order by c.last_activity_at desc, c.id desc
     limit %(limit)s::integer), %(reader)s::uuid);

-- name: page_recent_of_people
-- The same for who sees some people's only: theirs, by conversations_by_assignee per person and status, and (unassigned)
-- what nobody has yet, by conversations_unassigned. All walk their index in the order of the list and stop at the limit;
-- then they are merged.
select *
  from conversation_rows(array(
    select p.id
      from (
        (select o.id, o.last_activity_at
           from unnest(%(people)s::uuid[]) a (id)
          cross join (values ('open'), ('snoozed'), ('closed')) s (status)
          cross join lateral (
            select c.id, c.last_activity_at
              from matching_conversations(%(filter)s::jsonb, %(ids)s::uuid[]) c
             where c.assignee_id = a.id and c.status = s.status
               and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
               and (%(after_time)s::timestamptz is null
                    or (c.last_activity_at, c.id) < (%(after_time)s::timestamptz, %(after_id)s::uuid))
             order by c.last_activity_at desc, c.id desc
             limit %(limit)s::integer) o)
        union all
        (select c.id, c.last_activity_at
           from matching_conversations(%(filter)s::jsonb, %(ids)s::uuid[]) c
          where %(unassigned)s::boolean and c.assignee_id is null and c.status <> 'closed'
            and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
            and (%(after_time)s::timestamptz is null
                 or (c.last_activity_at, c.id) < (%(after_time)s::timestamptz, %(after_id)s::uuid))
          order by c.last_activity_at desc, c.id desc
          limit %(limit)s::integer)) p
     order by p.last_activity_at desc, p.id desc
     limit %(limit)s::integer), %(reader)s::uuid);

-- name: page_recent_plain
-- page_recent with no filter but the status (null: any), by a plan that is kept: what everybody looks at all day.
select *
  from conversation_rows(recent_conversations(%(status)s::text, %(sight)s::sight, %(after_time)s::timestamptz,
                                              %(after_id)s::uuid, %(limit)s::integer), %(reader)s::uuid);

-- name: page_recent_of_people_plain
-- page_recent_of_people with no filter but the status (null: any), by a plan that is kept.
select *
  from conversation_rows(recent_conversations_of_people(
           %(status)s::text, %(people)s::uuid[], %(unassigned)s::boolean, %(sight)s::sight, %(after_time)s::timestamptz,
           %(after_id)s::uuid, %(limit)s::integer), %(reader)s::uuid);

-- name: page_oldest
-- A page of conversations, oldest activity first.
select *
  from conversation_rows(array(
    select c.id
      from matching_conversations(%(filter)s::jsonb, %(ids)s::uuid[]) c
     where conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
       and (%(after_time)s::timestamptz is null
            or (c.last_activity_at, c.id) > (%(after_time)s::timestamptz, %(after_id)s::uuid))
     order by c.last_activity_at, c.id
     limit %(limit)s::integer), %(reader)s::uuid);

-- name: page_by_priority
-- A page of conversations, highest priority first, then newest activity.
select *
  from conversation_rows(array(
    select c.id
      from matching_conversations(%(filter)s::jsonb, %(ids)s::uuid[]) c
     where conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
       and (%(after_time)s::timestamptz is null
            or (c.priority, c.last_activity_at, c.id)
                < (%(after_priority)s::integer, %(after_time)s::timestamptz, %(after_id)s::uuid))
     order by c.priority desc, c.last_activity_at desc, c.id desc
     limit %(limit)s::integer), %(reader)s::uuid);

-- name: page_by_waiting
-- A page of conversations, the contact who waits longest first; those who wait for nothing come last.
select *
  from conversation_rows(array(
    select c.id
      from matching_conversations(%(filter)s::jsonb, %(ids)s::uuid[]) c
     where conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
       and (%(after_time)s::timestamptz is null
            or (coalesce(c.waiting_since, timestamptz '9999-01-01 00:00:00Z'), c.id)
                > (%(after_time)s::timestamptz, %(after_id)s::uuid))
     order by coalesce(c.waiting_since, timestamptz '9999-01-01 00:00:00Z'), c.id
     limit %(limit)s::integer), %(reader)s::uuid);

-- name: page_by_sla
-- A page of conversations with a clock that runs (or is late), what is due first first. Walks sla_targets_due, which holds
-- open tickets only; how they stand is asked there too, not per conversation.
select *
  from conversation_rows(array(
    select c.id
      from conversation_clocks() k
      join matching_conversations(%(filter)s::jsonb - 'sla', %(ids)s::uuid[]) c on c.id = k.conversation_id
     where conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight)
       and c.status <> 'closed'
       and (%(filter)s::jsonb -> 'sla' is null or k.standing = %(filter)s::jsonb ->> 'sla')
       and (%(after_time)s::timestamptz is null or (k.due_at, c.id) > (%(after_time)s::timestamptz, %(after_id)s::uuid))
     order by k.due_at, c.id
     limit %(limit)s::integer), %(reader)s::uuid);

-- name: names_what_exists
-- Whether every id a filter names is one of this account (null: not named). Primary keys.
select (%(queue_id)s::uuid is null
        or exists (select from queues where account_id = current_account() and id = %(queue_id)s::uuid))
   and (%(channel_id)s::uuid is null
        or exists (select from channels where account_id = current_account() and id = %(channel_id)s::uuid))
   and (%(assignee_id)s::uuid is null
        or exists (select from memberships where account_id = current_account() and user_id = %(assignee_id)s::uuid))
   and (%(contact_id)s::uuid is null
        or exists (select from contacts where account_id = current_account() and id = %(contact_id)s::uuid)) as known;

-- name: search_conversations
-- Ids of visible conversations that match, newest activity first. Indexes messages_search, contacts_search.
select array(select conversation_id
               from search_conversations(%(words)s::text[], %(digits)s::text, %(sight)s::sight,
                                         %(limit)s::integer)) as ids;

-- name: find_labelled
-- Ids of conversations with a label, whatever its case, seen by the caller or not. Indexes labels_name, conversation_labels_label.
select array(select cl.conversation_id
               from labels l
               join conversation_labels cl on cl.account_id = l.account_id and cl.label_id = l.id
              where l.account_id = current_account() and lower(l.name) = lower(%(label)s)
              limit %(limit)s::integer) as ids;

-- name: count_conversations
-- Open conversations the viewer sees, by what the inbox shows as numbers. Index conversations_by_status.
select count(*) filter (where c.assignee_id = %(reader)s::uuid) as mine,
       count(*) filter (where c.assignee_id is null) as unassigned,
       count(*) filter (where c.session = 'waiting') as waiting,
       count(*) as "all",
       count(*) filter (where c.assignee_id = %(reader)s::uuid and c.unread_count > 0) as unread
  from conversations c
 where c.account_id = current_account() and c.status = 'open'
   and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight);

-- name: show_conversations
-- Conversations by id, in that order, seen by everybody or not.
select * from conversation_rows(%(ids)s::uuid[], %(reader)s::uuid);

-- name: find_visible
-- What a use case needs to know of one conversation the viewer may see. Primary key.
select c.id, c.channel_id, c.contact_id, c.identity_id, c.status, c.session, c.assignee_id, c.queue_id, c.last_sequence,
       c.read_sequence, c.unread_count, c.priority, c.version, h.type as channel_type, h.state as channel_state,
       h.read_receipts, w.last_inbound_at + interval '23:59' as window_expires_at
  from conversations c
  join channels h on h.account_id = current_account() and h.id = c.channel_id
  left join reply_windows w
    on w.account_id = current_account() and w.channel_id = c.channel_id and w.contact_id = c.contact_id
 where c.account_id = current_account() and c.id = %(id)s
   and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, %(sight)s::sight);

-- name: lock_conversation
-- Others who change this conversation wait. Primary key.
select version from conversations where account_id = current_account() and id = %(id)s for no key update;

-- name: page_messages
-- Messages of a conversation, newest first. The unique index on (account, conversation, sequence).
select id::text, body
  from message_rows(array(
    select m.id from messages m
     where m.account_id = current_account() and m.conversation_id = %(conversation_id)s
       and (%(before)s::bigint is null or m.sequence < %(before)s::bigint)
     order by m.sequence desc
     limit %(limit)s::integer));

-- name: show_messages
-- Messages by id, in that order.
select id::text, conversation_id::text, body from message_rows(%(ids)s::uuid[]);

-- name: find_message
-- One message and what sending it again or reacting to it needs. Primary key.
select m.id, m.conversation_id, m.channel_id, m.sequence, m.direction, m.private, m.type, m.status, m.external_id,
       m.deleted_at, m.stored_at
  from messages m
 where m.account_id = current_account() and m.id = %(id)s;

-- name: find_by_client_id
-- The message an optimistic send already made. Index messages_client.
select id from messages
 where account_id = current_account() and conversation_id = %(conversation_id)s and client_id = %(client_id)s;

-- name: retry_message
-- Begins a new round for a message that failed or was never confirmed; only the first of two presses finds it so.
update messages
   set status = 'pending', error = null, external_id = null, sent_at = null, delivered_at = null, read_at = null
 where account_id = current_account() and id = %(id)s and status in ('failed', 'unknown')
returning conversation_id;

-- name: retry_files
-- Files of a message that could not be prepared are tried again with it. Index media_of_message.
update media set state = 'pending', attempts = 0, next_attempt_at = now(), error = null
 where account_id = current_account() and message_id = %(message_id)s and state = 'failed' and object_key is not null
returning id;

-- name: find_media
-- A file somebody uploaded and has not yet sent. Primary key.
select id, kind, state, mime_type, file_name, bytes, animated, voice, message_id, created_by
  from media where account_id = current_account() and id = %(id)s for update;

-- name: set_media_kind
-- How an uploaded file is sent: a picture may go as a document or a sticker, an audio as a voice note. waits: a worker prepares
-- it for that first; one that is preparing it for something else is overtaken (attempts is its fence). Primary key.
update media
   set kind = %(kind)s, voice = %(voice)s, state = case when %(waits)s then 'pending' else state end,
       attempts = attempts + %(waits)s::boolean::integer,
       next_attempt_at = case when %(waits)s then now() else next_attempt_at end
 where account_id = current_account() and id = %(id)s;

-- name: find_template
-- A template of a channel by name and language. The unique key.
select name, language, status, category, parameter_format, components
  from message_templates
 where account_id = current_account() and channel_id = %(channel_id)s and name = %(name)s and language = %(language)s;

-- name: set_reaction
-- The company's reaction to a message: one, whoever gave it last.
with gone as (
    delete from reactions
     where account_id = current_account() and message_id = %(message_id)s and author_type = 'agent'
       and author_id <> %(author_id)s
)
insert into reactions (account_id, message_id, author_type, author_id, emoji)
values (current_account(), %(message_id)s, 'agent', %(author_id)s, %(emoji)s)
on conflict (account_id, message_id, author_type, author_id) do update set emoji = excluded.emoji;

-- name: remove_reactions
-- Takes the company's reaction back.
delete from reactions where account_id = current_account() and message_id = %(message_id)s and author_type = 'agent';

-- name: save_read
-- How far a person has read; never backwards.
insert into conversation_reads as r (account_id, conversation_id, user_id, read_sequence)
values (current_account(), %(conversation_id)s, %(user_id)s, %(sequence)s)
on conflict (account_id, conversation_id, user_id) do update
   set read_sequence = excluded.read_sequence, read_at = now()
 where r.read_sequence < excluded.read_sequence;

-- name: mark_read
-- The responsible person (or, where nobody is, anybody) has read up to a message: what came later stays unread.
update conversations c
   set read_sequence = greatest(c.read_sequence, %(sequence)s),
       unread_count = (select count(*) from messages m
                        where m.account_id = current_account() and m.conversation_id = c.id and m.direction = 'in'
                          and not m.private and m.sequence > greatest(c.read_sequence, %(sequence)s)),
       version = c.version + 1
 where c.account_id = current_account() and c.id = %(id)s
   and (c.read_sequence < %(sequence)s or c.unread_count > 0)
returning c.id;

-- name: last_inbound
-- The contact's last message up to a point: what a read receipt and a typing indicator name.
select m.id, m.external_id from messages m
 where m.account_id = current_account() and m.conversation_id = %(conversation_id)s and m.direction = 'in'
   and m.external_id is not null and m.sequence <= %(sequence)s::bigint
 order by m.sequence desc
 limit 1;

-- name: mark_unread
-- The contact's last message counts as unread again, for the responsible person and for who asked.
with point as (
    select coalesce(max(m.sequence), 0) as sequence from messages m
     where m.account_id = current_account() and m.conversation_id = %(id)s and m.direction = 'in' and not m.private
), forgotten as (
    update conversation_reads r set read_sequence = greatest(p.sequence - 1, 0)
      from point p
     where r.account_id = current_account() and r.conversation_id = %(id)s and r.user_id = %(user_id)s
       and r.read_sequence >= p.sequence
)
update conversations c
   set read_sequence = least(c.read_sequence, greatest(p.sequence - 1, 0)), unread_count = greatest(c.unread_count, 1),
       version = c.version + 1
  from point p
 where c.account_id = current_account() and c.id = %(id)s;

-- name: change_conversation
-- Subject and priority; a ticket that is active follows the priority by a trigger. Primary key.
update conversations
   set subject = case when %(set_subject)s then %(subject)s else subject end,
       priority = coalesce(%(priority)s::integer, priority),
       version = version + 1
 where account_id = current_account() and id = %(id)s;

-- name: raise_priority
-- A higher priority, and what it was before; a ticket that is active follows by a trigger. Primary key.
update conversations c set priority = %(priority)s, version = c.version + 1
  from (select k.account_id, k.id, k.priority from conversations k
         where k.account_id = current_account() and k.id = %(id)s
           for no key update) b
 where c.account_id = b.account_id and c.id = b.id and b.priority < %(priority)s
returning b.priority as before;

-- name: find_labels
-- Labels by name, whatever the case. Index labels_name.
select id, name from labels where account_id = current_account() and lower(name) = any (%(names)s::text[]);

-- name: set_labels
-- Exactly these labels. Returns whether anything changed.
with gone as (
    delete from conversation_labels
     where account_id = current_account() and conversation_id = %(id)s and label_id <> all (%(label_ids)s::uuid[])
    returning 1
), added as (
    insert into conversation_labels (account_id, conversation_id, label_id)
    select current_account(), %(id)s, l from unnest(%(label_ids)s::uuid[]) l
    on conflict do nothing
    returning 1
)
select exists (select from gone) or exists (select from added) as changed;

-- name: list_label_names
-- The labels of a conversation.
select l.name from conversation_labels cl
  join labels l on l.account_id = current_account() and l.id = cl.label_id
 where cl.account_id = current_account() and cl.conversation_id = %(id)s;

-- name: touch_conversation
-- Tells everybody who compares versions that something about it changed. Primary key.
update conversations set version = version + 1 where account_id = current_account() and id = %(id)s;

-- name: find_identity_of_contact
-- The address of a contact on a kind of channel, the newest first. Index contact_identities_contact.
select i.id, i.contact_id from contact_identities i
 where i.account_id = current_account() and i.contact_id = %(contact_id)s and i.channel_type = %(channel_type)s
 order by i.created_at desc, i.id
 limit 1;

-- name: find_identity_by_phone
-- Who has this number on a kind of channel, however it was written. The unique key.
select i.id, i.contact_id from contact_identities i
 where i.account_id = current_account() and i.channel_type = %(channel_type)s and i.kind = 'wa_phone'
   and i.match_key = %(match_key)s;

-- name: create_contact
-- A person known by a number only; two at once make one.
select contact_id, identity_id as id from find_or_create_contact(%(channel_type)s, %(contact)s::jsonb);

-- name: find_channel
-- A connection a conversation can be started on. Primary key.
select id, type, state, name from channels where account_id = current_account() and id = %(id)s;

-- name: open_conversation
-- A conversation of our own initiative; no row when one with this contact is open. Index conversations_one_open.
insert into conversations (account_id, channel_id, contact_id, identity_id, subject)
values (current_account(), %(channel_id)s, %(contact_id)s, %(identity_id)s, %(subject)s)
on conflict (account_id, channel_id, contact_id) where status <> 'closed' do nothing
returning id;

-- name: find_open_conversation
-- The one that is open. Index conversations_one_open.
select c.id, c.assignee_id, u.name as assignee_name
  from conversations c
  left join users u on u.id = c.assignee_id
 where c.account_id = current_account() and c.channel_id = %(channel_id)s and c.contact_id = %(contact_id)s
   and c.status <> 'closed'
   for update of c;

-- name: take_conversation
-- The agent becomes responsible, with a ticket of their own. See the SQL function.
select take_conversation(%(id)s, %(user_id)s, %(how)s) as answer;
