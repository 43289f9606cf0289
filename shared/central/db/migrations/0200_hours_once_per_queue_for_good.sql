-- Which calendar a queue has, and whether it is shut, was still asked for everybody who waits (migration 0171 meant once per
-- queue): what is asked of a distinct column PostgreSQL asks before it makes the rows distinct, unless they are materialized.
-- With three hundred waiting that took thirty milliseconds of every look.

-- As in migration 0171, but for what is materialized.
create or replace function follow_hours(p_limit integer) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_items jsonb;
    v_ids uuid[];
    v_news jsonb;
    v_opened jsonb;
    v_tell jsonb;
    v_rings jsonb;
begin
    if not exists (select from calendars c where c.account_id = v_account)
       and not exists (select from handoff_wishes h where h.account_id = v_account) then
        return null;
    end if;
    select array_agg(w.conversation_id), jsonb_agg(jsonb_build_object(
               'conversation_id', w.conversation_id, 'queue_id', w.queue_id, 'reason', w.reason,
               'entered_at', w.since - (w.since - least(w.wished_at, w.since)) / 10000 + w.place * interval '1 microsecond')
               order by w.place)
      into v_ids, v_items
      from (select h.conversation_id, h.queue_id, h.reason, h.wished_at, coalesce(o.opens_at, now()) as since,
                   row_number() over (order by h.wished_at, h.conversation_id) as place
              from handoff_wishes h
              join conversations c on c.account_id = v_account and c.id = h.conversation_id and c.status <> 'snoozed'
             cross join lateral (select calendar_of_queue(h.queue_id) as id) k
              left join lateral (select x.opens_at, x.closes_at from calendar_openings x
                                  where x.account_id = v_account and x.calendar_id = k.id and x.opens_at <= now()
                                  order by x.opens_at desc limit 1) o on o.closes_at > now()
             where h.account_id = v_account and h.wished_at is not null and (k.id is null or o.opens_at is not null)
             order by h.wished_at, h.conversation_id
             limit p_limit) w;
    if v_items is not null then
        v_news := queue_conversations(v_items);
        -- Also what is closed or served by now.
        delete from handoff_wishes h
         where h.account_id = v_account and h.conversation_id = any (v_ids) and h.wished_at is not null;
        select jsonb_agg(t.conversation_id order by t.entered_at) into v_opened
          from tickets t
          join conversations c on c.account_id = v_account and c.id = t.conversation_id
          join reply_windows r on r.account_id = v_account and r.channel_id = c.channel_id and r.contact_id = c.contact_id
         where t.account_id = v_account and t.conversation_id = any (v_ids) and t.state in ('waiting', 'in_service')
           and t.told_position is null and r.last_inbound_at > now() - interval '23 hours 59 minutes';
    end if;
    delete from handoff_wishes h where h.account_id = v_account and h.wished_at is null and h.told_until <= now();
    with waited_in as materialized (
        select distinct t.queue_id from tickets t where t.account_id = v_account and t.state = 'waiting'
    ), shut as materialized (
        select q.queue_id from waited_in q where not queue_is_open(q.queue_id)
    )
    select jsonb_agg(w.conversation_id order by w.entered_at) into v_tell
      from (select t.conversation_id, t.entered_at
              from tickets t
              join shut s on s.queue_id = t.queue_id
              join conversations c on c.account_id = v_account and c.id = t.conversation_id and c.status = 'open'
              join reply_windows r
                on r.account_id = v_account and r.channel_id = c.channel_id and r.contact_id = c.contact_id
             where t.account_id = v_account and t.state = 'waiting'
               and r.last_inbound_at > now() - interval '23 hours 59 minutes'
               and not exists (select from handoff_wishes h where h.account_id = v_account
                                  and h.conversation_id = t.conversation_id and h.told_until > now())
             order by t.entered_at
             limit p_limit) w;
    with waited_for as materialized (
        select t.queue_id from tickets t where t.account_id = v_account and t.state = 'waiting'
        union
        select h.queue_id from handoff_wishes h where h.account_id = v_account and h.wished_at is not null
    ), followed as materialized (
        select distinct calendar_of_queue(w.queue_id) as id from waited_for w
    ), changes as materialized (
        select f.id, next_change(f.id) as at from followed f where f.id is not null
    ), rung as (
        update calendars c set rung_for = n.at
          from changes n
         where c.account_id = v_account and c.id = n.id and n.at is not null and c.rung_for is distinct from n.at
        returning n.at
    )
    select jsonb_agg(distinct r.at) into v_rings from rung r;
    return join_news(v_news, null) || jsonb_build_object(
        'opened', coalesce(v_opened, '[]'), 'tell', coalesce(v_tell, '[]'), 'rings', coalesce(v_rings, '[]'),
        'left', coalesce(cardinality(v_ids), 0) >= p_limit);
end
$$;
