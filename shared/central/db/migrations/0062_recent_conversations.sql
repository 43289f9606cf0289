-- Which conversations the page shows that everybody looks at all day: newest activity first, no filter but the status. What a
-- page costs besides its rows is planning the statement that chooses them (0.4 ms of 3.5, docs/decisions/0009): these two
-- functions keep their plans. They say what page_recent and page_recent_of_people in conversations/queries.sql say, without
-- the filters; a test compares them. Plans are made once, also over tables that are still empty: always by index.

-- For who sees what everybody has. p_status null: any. p_after_time, p_after_id: the last row of the page before, or null.
create function recent_conversations(
    p_status text, p_sight sight, p_after_time timestamptz, p_after_id uuid, p_limit integer
) returns uuid[]
    language plpgsql stable
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
as $$
declare
    v_account uuid := current_account();
    v_time timestamptz := coalesce(p_after_time, 'infinity');
    v_id uuid := coalesce(p_after_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
begin
    if p_status is null then
        return array(
            select c.id from conversations c
             where c.account_id = v_account
               and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, p_sight)
               and (c.last_activity_at, c.id) < (v_time, v_id)
             order by c.last_activity_at desc, c.id desc
             limit p_limit);
    end if;
    return array(
        select c.id from conversations c
         where c.account_id = v_account and c.status = p_status
           and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, p_sight)
           and (c.last_activity_at, c.id) < (v_time, v_id)
         order by c.last_activity_at desc, c.id desc
         limit p_limit);
end
$$;
grant execute on function recent_conversations(text, sight, timestamptz, uuid, integer) to central_app;

-- For who sees some people's only: theirs, person by person, and (p_unassigned) what nobody has yet.
create function recent_conversations_of_people(
    p_status text, p_people uuid[], p_unassigned boolean, p_sight sight, p_after_time timestamptz, p_after_id uuid,
    p_limit integer
) returns uuid[]
    language plpgsql stable
    set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
    v_account uuid := current_account();
    v_time timestamptz := coalesce(p_after_time, 'infinity');
    v_id uuid := coalesce(p_after_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
begin
    return array(
        select p.id
          from (
            (select o.id, o.last_activity_at
               from unnest(p_people) a (id)
              cross join unnest(case when p_status is null then array['open', 'snoozed', 'closed'] else array[p_status] end) s (status)
              cross join lateral (
                select c.id, c.last_activity_at
                  from conversations c
                 where c.account_id = v_account and c.assignee_id = a.id and c.status = s.status
                   and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, p_sight)
                   and (c.last_activity_at, c.id) < (v_time, v_id)
                 order by c.last_activity_at desc, c.id desc
                 limit p_limit) o)
            union all
            (select c.id, c.last_activity_at
               from conversations c
              where p_unassigned and c.account_id = v_account and c.assignee_id is null and c.status <> 'closed'
                and (p_status is null or c.status = p_status)
                and conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, p_sight)
                and (c.last_activity_at, c.id) < (v_time, v_id)
              order by c.last_activity_at desc, c.id desc
              limit p_limit)) p
         order by p.last_activity_at desc, p.id desc
         limit p_limit);
end
$$;
grant execute on function recent_conversations_of_people(text, uuid[], boolean, sight, timestamptz, uuid, integer) to central_app;
