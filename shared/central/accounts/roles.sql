-- name: list_roles
-- The roles the company made, by name, with how many have each (ids null: all). They are few; index memberships_role.
select r.id, r.name, r.permissions, r.scope, r.sees_unassigned,
       case when not r.every_channel then array(
           select c.channel_id from role_channels c
            where c.account_id = r.account_id and c.role_id = r.id order by c.channel_id) end as channel_ids,
       (select count(*)::integer from memberships m
         where m.account_id = r.account_id and m.role_id = r.id) as members
  from roles r
 where r.account_id = current_account() and (%(ids)s::uuid[] is null or r.id = any (%(ids)s::uuid[]))
 order by lower(r.name), r.id;

-- name: count_built_in
-- How many have each built-in role.
select m.role, count(*)::integer as members
  from memberships m
 where m.account_id = current_account() and m.role_id is null
 group by m.role;

-- name: lock_role
-- Others who change or give this role wait. Primary key.
select r.id from roles r where r.account_id = current_account() and r.id = %(role_id)s for update;

-- name: insert_role
insert into roles (account_id, name, permissions, scope, sees_unassigned, every_channel)
values (current_account(), %(name)s, %(permissions)s, %(scope)s, %(sees_unassigned)s, %(every_channel)s)
returning id;

-- name: update_role
-- Primary key.
update roles
   set name = %(name)s, permissions = %(permissions)s, scope = %(scope)s, sees_unassigned = %(sees_unassigned)s,
       every_channel = %(every_channel)s
 where account_id = current_account() and id = %(role_id)s;

-- name: set_role_channels
-- Exactly these of the account's channels; returns how many of them there are.
with gone as (
    delete from role_channels
     where account_id = current_account() and role_id = %(role_id)s and channel_id <> all (%(channel_ids)s::uuid[])
), known as (
    select c.id from channels c where c.account_id = current_account() and c.id = any (%(channel_ids)s::uuid[])
), added as (
    insert into role_channels (account_id, role_id, channel_id)
    select current_account(), %(role_id)s, k.id from known k
        on conflict do nothing
)
select count(*)::integer as known from known;

-- name: delete_role
-- Its channels go with it; a foreign key refuses when somebody has it.
delete from roles where account_id = current_account() and id = %(role_id)s;

-- name: list_holders
-- Who has a role, whether they may act or not. Index memberships_role.
select u.id, u.name
  from memberships m
  join users u on u.id = m.user_id
 where m.account_id = current_account() and m.role_id = %(role_id)s
 order by fold(u.name), u.id;

-- name: list_teams
-- Teams by name with their members (ids null: all). They are few.
select t.id, t.name,
       array(select m.user_id from team_members m
              where m.account_id = t.account_id and m.team_id = t.id order by m.user_id) as member_ids
  from teams t
 where t.account_id = current_account() and (%(ids)s::uuid[] is null or t.id = any (%(ids)s::uuid[]))
 order by lower(t.name), t.id;

-- name: lock_team
-- Others who change this team wait. Primary key.
select t.id from teams t where t.account_id = current_account() and t.id = %(team_id)s for update;

-- name: insert_team
insert into teams (account_id, name) values (current_account(), %(name)s) returning id;

-- name: rename_team
-- Primary key.
update teams set name = %(name)s where account_id = current_account() and id = %(team_id)s;

-- name: set_team_members
-- Exactly these of the account's people; returns how many of them there are.
with gone as (
    delete from team_members
     where account_id = current_account() and team_id = %(team_id)s and user_id <> all (%(user_ids)s::uuid[])
), known as (
    select m.user_id from memberships m
     where m.account_id = current_account() and m.left_at is null and m.user_id = any (%(user_ids)s::uuid[])
), added as (
    insert into team_members (account_id, team_id, user_id)
    select current_account(), %(team_id)s, k.user_id from known k
        on conflict do nothing
)
select count(*)::integer as known from known;

-- name: delete_team
-- Primary key.
delete from teams where account_id = current_account() and id = %(team_id)s;

-- name: list_teams_of
-- The teams of one person. Index team_members_user.
select team_id as id from team_members
 where account_id = current_account() and user_id = %(user_id)s order by team_id;

-- name: join_teams
-- One person into exactly these of the account's teams; returns how many of them there are.
with gone as (
    delete from team_members
     where account_id = current_account() and user_id = %(user_id)s and team_id <> all (%(team_ids)s::uuid[])
), known as (
    select t.id from teams t where t.account_id = current_account() and t.id = any (%(team_ids)s::uuid[])
), added as (
    insert into team_members (account_id, team_id, user_id)
    select current_account(), k.id, %(user_id)s from known k
        on conflict do nothing
)
select count(*)::integer as known from known;

-- name: list_colleagues
-- Everybody in some teams. Index: the primary key of team_members.
select distinct user_id as id from team_members
 where account_id = current_account() and team_id = any (%(team_ids)s::uuid[]);

-- name: take_connections_of
-- Deletes and returns the sockets of some people, in one order, so that two who do it never wait for each other.
with theirs as (
    select connection_id from socket_connections
     where account_id = current_account() and user_id = any (%(user_ids)s::uuid[])
     order by connection_id
       for update
)
delete from socket_connections c using theirs t
 where c.account_id = current_account() and c.connection_id = t.connection_id
returning c.connection_id;
