-- What people find and what their sockets are told, by the one rule of migration 0051.

-- As in migration 0020, with a sight instead of a viewer and their queues.
drop function search_conversations(text[], text, uuid, uuid[], integer);
create function search_conversations(p_words text[], p_digits text, p_sight sight, p_limit integer)
    returns table (conversation_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    with query as (
        select to_tsquery('simple', string_agg(quote, ' & ' order by position)) as words
          from (select position, '''' || translate(fold(word), '''\', '  ') || ''''
                       || case when position = cardinality(p_words) then ':*' else '' end as quote
                  from unnest(p_words) with ordinality as given (word, position)) quoted
    ),
    patterns as (
        select '%' || replace(replace(replace(fold(word), '\', '\\'), '%', '\%'), '_', '\_') || '%' as pattern
          from unnest(p_words) as given (word)
    ),
    -- Once, whatever the planner thinks of the filter below.
    found as materialized (
        select m.conversation_id as id
          from messages m
         where m.account_id = current_account()
           and m.text is not null and m.deleted_at is null
           and to_tsvector('simple', fold(m.text)) @@ (select words from query)
        union
        select c.id
          from contacts k
          join conversations c on c.account_id = current_account() and c.contact_id = k.id
         where k.account_id = current_account()
           -- The longest word finds them (index contacts_search), the others choose among those.
           and fold(k.name || ' ' || coalesce(k.email, '') || ' ' || coalesce(k.phone, ''))
               like (select pattern from patterns order by length(pattern) desc limit 1)
           and fold(k.name || ' ' || coalesce(k.email, '') || ' ' || coalesce(k.phone, ''))
               like all (array(select pattern from patterns))
        union
        select c.id
          from contacts k
          join conversations c on c.account_id = current_account() and c.contact_id = k.id
         where k.account_id = current_account()
           and p_digits is not null
           and fold(k.name || ' ' || coalesce(k.email, '') || ' ' || coalesce(k.phone, '')) like '%' || p_digits || '%'
        union
        select t.conversation_id
          from tickets t
         where t.account_id = current_account() and t.protocol = p_words[1] and cardinality(p_words) = 1
    )
    select c.id
      from found f
      join conversations c on c.account_id = current_account() and c.id = f.id
     where conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, p_sight)
     order by c.last_activity_at desc, c.id desc
     limit p_limit;
end;
call run_as_lookup('search_conversations(text[], text, sight, integer)');

-- As in migration 0020. A listener whose role the company made comes with its rights; admins, supervisors and agents cost
-- what they did.
create or replace function begin_push(p_account_id uuid, p_holder uuid, p_limit integer, p_lease_seconds integer) returns json
    language plpgsql as $$
declare
    v_mine boolean;
    v_after bigint;
    v_until bigint;
    v_listeners json;
    v_events json;
    v_things json;
begin
    perform set_config('central.account_id', p_account_id::text, true);
    insert into push_leases as l (account_id, holder, leased_until)
    values (p_account_id, p_holder, clock_timestamp() + make_interval(secs => p_lease_seconds))
    on conflict (account_id) do update
       set rung = l.leased_until > clock_timestamp() and l.holder is distinct from p_holder,
           holder = case when l.leased_until > clock_timestamp() then l.holder else p_holder end,
           leased_until = case when l.leased_until > clock_timestamp() and l.holder is distinct from p_holder
                               then l.leased_until else excluded.leased_until end
    returning l.holder = p_holder into v_mine;
    if not v_mine then
        return null;
    end if;
    select s.pushed_sequence, s.last_sequence into v_after, v_until
      from account_sequences s where s.account_id = p_account_id;
    select json_agg(json_build_object(
               'connection_id', c.connection_id, 'user_id', c.user_id, 'role', m.role,
               'queue_ids', (select coalesce(json_agg(q.queue_id), '[]') from queue_members q
                              where q.account_id = p_account_id and q.user_id = c.user_id),
               'rights', case when m.role_id is not null then rights_of(p_account_id, c.user_id) end))
      into v_listeners
      from socket_connections c
      join sessions s
        on s.account_id = p_account_id and s.id = c.session_id and s.revoked_at is null and s.expires_at > now()
      join memberships m on m.account_id = p_account_id and m.user_id = c.user_id and m.active
     where c.account_id = p_account_id;
    if v_listeners is not null and v_after < v_until then
        v_until := least(v_until, v_after + p_limit);
        select json_agg(json_build_object(
                   'sequence', e.sequence, 'type', e.type, 'conversation_id', e.conversation_id,
                   'message_id', e.message_id, 'user_id', e.user_id, 'data', e.data,
                   'occurred_at', instant(e.occurred_at)) order by e.sequence),
               event_things(array_agg(distinct e.conversation_id) filter (where e.conversation_id is not null),
                            array_agg(distinct e.message_id) filter (where e.message_id is not null))
          into v_events, v_things
          from account_events e
         where e.account_id = p_account_id and e.sequence > v_after and e.sequence <= v_until;
    end if;
    return json_build_object('after', coalesce(v_after, 0), 'until', coalesce(v_until, 0),
                             'events', coalesce(v_events, '[]'), 'things', v_things,
                             'listeners', coalesce(v_listeners, '[]'));
end
$$;
grant execute on function begin_push(uuid, uuid, integer, integer) to central_app;
