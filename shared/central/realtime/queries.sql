-- name: insert_ticket
-- A one-use right to connect, and up to which event the caller is when they fetch everything now.
with ticket as (
    insert into socket_tickets (account_id, token_hash, session_id, user_id, expires_at)
    values (current_account(), %(token_hash)s, %(session_id)s, %(user_id)s, now() + make_interval(secs => %(seconds)s))
    returning expires_at
), old as (
    -- What was never used is of no use to anybody.
    delete from socket_tickets
     where account_id = current_account() and user_id = %(user_id)s and expires_at < now() - interval '1 hour'
)
select t.expires_at, coalesce(s.last_sequence, 0) as last_sequence
  from ticket t
  left join account_sequences s on s.account_id = current_account();

-- name: use_ticket
-- Before the account is known. Uses the ticket up; no row when it is unknown, used, expired, or the session ended.
select t.account_id, t.user_id, t.session_id, t.role,
       case when t.role = 'agent' then rights_of(t.account_id, t.user_id) end as rights
  from use_socket_ticket(%(token_hash)s) t;

-- name: find_connection
-- Before the account is known. No row when the connection, the session or the membership has ended.
select c.account_id, c.user_id, c.session_id, c.role,
       case when c.role = 'agent' then rights_of(c.account_id, c.user_id) end as rights
  from find_socket_connection(%(connection_id)s) c;

-- name: hear_connection
-- As find_connection, and counts what is said: wait_seconds > 0: not now. See the function.
select c.account_id, c.user_id, c.session_id, c.role,
       case when c.role = 'agent' then rights_of(c.account_id, c.user_id) end as rights,
       count_signal(c.account_id, c.user_id, %(sign_of_life)s, %(now)s) as wait_seconds
  from find_socket_connection(%(connection_id)s) c;

-- name: insert_connection
insert into socket_connections (account_id, connection_id, session_id, user_id)
values (current_account(), %(connection_id)s, %(session_id)s, %(user_id)s);

-- name: lock_news
-- Waits for whoever is telling something without having seen this connection, and keeps others until commit. Primary key.
insert into account_sequences as s (account_id) values (current_account())
on conflict (account_id) do update set last_sequence = s.last_sequence;

-- name: delete_connection
-- Returns what the connection looked at, and whether it was the person's last one.
with gone as (
    delete from socket_connections
     where account_id = current_account() and connection_id = %(connection_id)s
    returning user_id, viewing_conversation_id
)
select g.user_id, g.viewing_conversation_id,
       not exists (select from socket_connections c
                    where c.account_id = current_account() and c.user_id = g.user_id
                      and c.connection_id <> %(connection_id)s) as last
  from gone g;

-- name: touch_connection
-- A sign of life; answers with the account's last event, by which a client notices a frame that was lost. Primary key.
update socket_connections c set last_seen_at = now()
 where c.account_id = current_account() and c.connection_id = %(connection_id)s
returning (select s.last_sequence from account_sequences s where s.account_id = current_account()) as last_sequence;

-- name: look_at
-- Says which conversation this connection shows, or none, and whether its person may listen in; returns the one it showed
-- before.
with before as (
    select viewing_conversation_id from socket_connections
     where account_id = current_account() and connection_id = %(connection_id)s
       for update
)
update socket_connections c set viewing_conversation_id = %(conversation_id)s, listens = %(listens)s, last_seen_at = now()
  from before b
 where c.account_id = current_account() and c.connection_id = %(connection_id)s
returning b.viewing_conversation_id as before;

-- name: list_watchers
-- Who has a conversation on the screen and still sees it. Only connections that gave a sign of life lately. hidden: they listen
-- in on a colleague.
select c.connection_id, c.user_id::text, u.name, u.avatar_url, c.listens,
       c.listens and v.assignee_id is not null and v.assignee_id <> c.user_id as hidden
  from socket_connections c
  join conversations v on v.account_id = c.account_id and v.id = c.viewing_conversation_id
  join users u on u.id = c.user_id
 where c.account_id = current_account() and c.viewing_conversation_id = %(conversation_id)s
   and c.last_seen_at > now() - interval '90 seconds'
   and conversation_in_sight(v.assignee_id, v.queue_id, v.channel_id, v.status, v.session, sight_of(c.user_id))
 order by u.name, c.connection_id;

-- name: find_person
select id::text, name, avatar_url from users where id = %(user_id)s;

-- name: forget_connections
delete from socket_connections where account_id = current_account() and connection_id = any(%(connection_ids)s);

-- name: last_inbound
-- The contact's last message: what a typing sign names. The unique index on sequence.
select m.id from messages m
 where m.account_id = current_account() and m.conversation_id = %(conversation_id)s and m.direction = 'in'
   and m.external_id is not null
 order by m.sequence desc
 limit 1;

-- name: read_position
-- The account's last event and whether the log still holds what follows `after` and is young enough to be complete.
select coalesce(s.last_sequence, 0) as last_sequence,
       coalesce(s.last_sequence, 0) = %(after)s or exists (
           select from account_events e
            where e.account_id = current_account() and e.sequence = %(after)s::bigint + 1
              and e.occurred_at > now() - make_interval(hours => %(hours)s)) as known
  from (select current_account() as id) a
  left join account_sequences s on s.account_id = a.id;

-- name: read_events
-- Events of the log in their order. Primary key.
select e.sequence, e.type, e.conversation_id::text, e.message_id::text, e.user_id::text, e.data,
       instant(e.occurred_at) as occurred_at
  from account_events e
 where e.account_id = current_account() and e.sequence > %(after)s
 order by e.sequence
 limit %(limit)s;

-- name: read_things
-- What events are about, for those who are told.
select event_things(%(conversation_ids)s::uuid[], %(message_ids)s::uuid[]) as things;

-- name: begin_push
-- Sets the account of its own statement. See the SQL function.
select begin_push(%(account_id)s, %(holder)s, %(limit)s, %(lease_seconds)s);

-- name: finish_push
-- Sets the account of its own statement. See the SQL function.
select finish_push(%(account_id)s, %(holder)s, %(until)s, %(gone)s::text[]);
