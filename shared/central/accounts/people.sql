-- name: lock_people
-- All who may act as admin, and the two a change is about: locked in one order, so that two changes never wait for each
-- other, and weakly enough that giving somebody a ticket does not wait for them (its foreign key looks at the same row).
select user_id, role, role_id, active, left_at is not null as gone
  from memberships
 where account_id = current_account() and ((role = 'admin' and active) or user_id = any (%(user_ids)s::uuid[]))
 order by user_id
   for no key update;

-- name: update_member
-- Who comes back has not left any more. Primary key.
update memberships
   set role = %(role)s, role_id = %(role_id)s, active = %(active)s, left_at = case when %(left)s then now() end
 where account_id = current_account() and user_id = %(user_id)s;

-- name: lock_capacity
-- Before anybody's presence or tickets change; see migration 0008.
select lock_capacity();

-- name: leave_posts
-- Somebody who may not act any more is not there, and serves no queue and is in no team once they left.
with gone as (
    update agent_presence
       set state = 'offline', reason = null, state_since = now()
     where account_id = current_account() and user_id = %(user_id)s
), alone as (
    delete from team_members where account_id = current_account() and user_id = %(user_id)s and %(left)s
)
delete from queue_members
 where account_id = current_account() and user_id = %(user_id)s and %(left)s;

-- name: hold_conversations_of
-- Locks what people are working on; see the function.
select hold_conversations_of(%(user_ids)s::uuid[]);

-- name: hold_conversations_of_role
-- Locks what everybody with a role is working on.
select hold_conversations_of(array(select m.user_id from memberships m
                                    where m.account_id = current_account() and m.role_id = %(role_id)s));

-- name: give_back_conversations
-- All tickets of one person go back to their queues and on to who is free; the news. See the function.
select give_back_absent_agents(%(user_id)s::uuid) as news;

-- name: save_capacity
-- How many conversations somebody is given at most; null: what their queue says. Primary key.
insert into agent_presence (account_id, user_id, agent_limit)
values (current_account(), %(user_id)s, %(capacity)s)
on conflict (account_id, user_id) do update set agent_limit = excluded.agent_limit
 where agent_presence.agent_limit is distinct from excluded.agent_limit
returning user_id;
