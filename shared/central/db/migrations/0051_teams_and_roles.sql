-- Teams, the roles a company makes itself, and which conversations somebody sees.

create table teams (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    name text not null check (length(name) between 1 and 80),
    created_at timestamptz not null default now(),
    primary key (account_id, id)
);
create unique index teams_name on teams (account_id, lower(name));
call protect_table('teams');

create table team_members (
    account_id uuid not null,
    team_id uuid not null,
    user_id uuid not null,
    primary key (account_id, team_id, user_id),
    foreign key (account_id, team_id) references teams (account_id, id) on delete cascade,
    foreign key (account_id, user_id) references memberships (account_id, user_id) on delete cascade
);
create index team_members_user on team_members (account_id, user_id);
call protect_table('team_members');

create table roles (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    name text not null check (length(name) between 1 and 60),
    permissions text[] not null default '{}',
    scope text not null check (scope in ('own', 'team', 'all')),
    sees_unassigned boolean not null default false,
    -- False: only of the channels in role_channels, also when none is left there.
    every_channel boolean not null default true,
    created_at timestamptz not null default now(),
    primary key (account_id, id),
    check (scope <> 'all' or sees_unassigned)
);
create unique index roles_name on roles (account_id, lower(name));
call protect_table('roles');

create table role_channels (
    account_id uuid not null,
    role_id uuid not null,
    channel_id uuid not null,
    primary key (account_id, role_id, channel_id),
    foreign key (account_id, role_id) references roles (account_id, id) on delete cascade,
    foreign key (account_id, channel_id) references channels (account_id, id) on delete cascade
);
call protect_table('role_channels');

-- Underneath a role of the company's own lies the built-in one that may least: code that knows only those stays safe.
-- The key refuses to delete a role somebody has.
alter table memberships add column role_id uuid;
alter table memberships add foreign key (account_id, role_id) references roles (account_id, id);
alter table memberships add check (role_id is null or role = 'agent');
create index memberships_role on memberships (account_id, role_id) where role_id is not null;

-- What somebody sees besides what is theirs; null: everything. people null: what everybody has, and what nobody has.
-- queues null: nothing that nobody has. channels null: of every channel.
create type sight as (viewer uuid, people uuid[], queues uuid[], channels uuid[]);

-- Who sees a conversation: the one rule. can_see() in conversations/model.py says the same of what was already read; a
-- test compares the two. Whoever is responsible sees it whatever their role says: it was given to them.
-- Of what nobody has (and is not closed) people see the queues they serve, and what is still with the bot in no queue.
create function conversation_in_sight(
    p_assignee uuid, p_queue uuid, p_channel uuid, p_status text, p_session text, p_sight sight
) returns boolean
    language sql immutable parallel safe
    return (p_sight).viewer is null
        or p_assignee = (p_sight).viewer
        or (((p_sight).channels is null or p_channel = any ((p_sight).channels))
            and ((p_sight).people is null
                 or p_assignee = any ((p_sight).people)
                 or (p_assignee is null and p_status <> 'closed' and (p_sight).queues is not null
                     and (p_queue = any ((p_sight).queues) or (p_queue is null and p_session = 'bot')))));
grant execute on function conversation_in_sight(uuid, uuid, uuid, text, text, sight) to central_app;

-- The rights of somebody who is no admin and no supervisor: {role, people, queue_ids, channel_ids}; role is null for the
-- built-in agent, the lists are those of the type above. Asked together with who a session, a socket or a token belongs
-- to, so before the account is known. Null when they do not work there.
-- It is asked with every request of everybody who is no admin and no supervisor: plans are kept (docs/decisions/0009), and
-- the built-in agent, which most people are, is answered first.
create function rights_of(p_account_id uuid, p_user_id uuid) returns jsonb
    language plpgsql stable security definer
    set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
declare
    v_role_id uuid;
    v_role roles;
    v_people uuid[] := '{}';
    v_queues uuid[];
    v_channels uuid[];
begin
    select m.role_id into v_role_id from memberships m where m.account_id = p_account_id and m.user_id = p_user_id;
    if not found then
        return null;
    elsif v_role_id is null then
        v_queues := array(select q.queue_id from queue_members q
                           where q.account_id = p_account_id and q.user_id = p_user_id);
        return jsonb_build_object('role', null, 'people', '[]'::jsonb, 'queue_ids', to_jsonb(v_queues), 'channel_ids', null);
    end if;
    select r.* into v_role from roles r where r.account_id = p_account_id and r.id = v_role_id;
    if v_role.scope = 'team' then
        v_people := array(select distinct o.user_id
                            from team_members t
                            join team_members o on o.account_id = p_account_id and o.team_id = t.team_id
                           where t.account_id = p_account_id and t.user_id = p_user_id);
    end if;
    if v_role.sees_unassigned then
        v_queues := array(select distinct q.queue_id from queue_members q
                           where q.account_id = p_account_id and q.user_id = any (v_people || p_user_id));
    end if;
    if not v_role.every_channel then
        v_channels := array(select c.channel_id from role_channels c
                             where c.account_id = p_account_id and c.role_id = v_role_id);
    end if;
    return jsonb_build_object(
        'role', jsonb_build_object(
            'id', v_role.id, 'name', v_role.name, 'permissions', v_role.permissions, 'scope', v_role.scope,
            'sees_unassigned', v_role.sees_unassigned),
        'people', case when v_role.scope <> 'all' then to_jsonb(v_people) end,
        'queue_ids', to_jsonb(v_queues), 'channel_ids', to_jsonb(v_channels));
end
$$;
call let_lookup_read('roles');
call let_lookup_read('role_channels');
call let_lookup_read('team_members');
call run_as_lookup('rights_of(uuid, uuid)');

-- Whether somebody may be given conversations of a channel by themselves: a role that may not answer, or does not see the
-- channel, gets none.
create function may_serve(p_user_id uuid, p_channel_id uuid) returns boolean
    language sql stable
begin atomic
    select exists (
        select from memberships m
          left join roles r on r.account_id = m.account_id and r.id = m.role_id
         where m.account_id = current_account() and m.user_id = p_user_id
           and (m.role_id is null
                or (r.permissions @> array['conversations.read', 'conversations.reply']
                    and (r.every_channel or exists (
                            select from role_channels c
                             where c.account_id = m.account_id and c.role_id = r.id and c.channel_id = p_channel_id)))));
end;
grant execute on function may_serve(uuid, uuid) to central_app;
