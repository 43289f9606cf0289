-- As in migration 0051, faster: it is asked with every request of everybody who is no admin and no supervisor. Plans are
-- kept (docs/decisions/0009), and the built-in agent, which most people are, is answered first.
create or replace function rights_of(p_account_id uuid, p_user_id uuid) returns jsonb
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
