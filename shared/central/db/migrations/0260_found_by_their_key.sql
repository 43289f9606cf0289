-- A message is stored without walking through everybody who waits, and without looking for what nobody parked (decision 0048).

-- As in migration 0150, but that each ticket is read by its key: among ten ids the planner preferred an index of the whole line.
create or replace function stand_behind(p_ticket_ids uuid[]) returns boolean
    language plpgsql stable as $$
declare
    v_account uuid := current_account();
    v_id uuid;
    v_ticket record;
    v_queue uuid;
    v_channel uuid;
begin
    foreach v_id in array p_ticket_ids loop
        select t.queue_id, t.channel_id, t.state into v_ticket from tickets t where t.account_id = v_account and t.id = v_id;
        continue when v_ticket.state is distinct from 'waiting'
                   or (v_ticket.queue_id, v_ticket.channel_id) = (v_queue, v_channel);
        v_queue := v_ticket.queue_id;
        v_channel := v_ticket.channel_id;
        if not exists (
               select from (select t.id, t.channel_id, t.conversation_id, t.offered_to, t.needs, t.avoid_user_id, t.passed_by
                              from tickets t
                             where t.account_id = v_account and t.queue_id = v_queue and t.state = 'waiting'
                             order by t.rank desc, t.entered_at, t.id limit 3) t
                 join conversations c on c.account_id = v_account and c.id = t.conversation_id and c.status = 'open'
                where t.id <> all (p_ticket_ids) and t.channel_id = v_channel and t.offered_to is null
                  and t.needs is null and t.avoid_user_id is null and t.passed_by = '{}') then
            return false;
        end if;
    end loop;
    return true;
end
$$;

-- As in migration 0009; one alone needs no order.
create or replace function lock_external_ids(p_channel_ids uuid[], p_external_ids text[]) returns void
    language plpgsql as $$
begin
    if cardinality(p_external_ids) = 1 then
        perform pg_advisory_xact_lock(hashtextextended(p_channel_ids[1] || ':' || p_external_ids[1], 7236413));
    else
        perform pg_advisory_xact_lock(k.key)
           from (select distinct hashtextextended(t.channel_id || ':' || t.external_id, 7236413) as key
                   from unnest(p_channel_ids, p_external_ids) as t (channel_id, external_id) order by 1) k;
    end if;
end
$$;

-- As in migration 0009, but that a company for which nothing is parked is not searched.
create or replace function take_parked_updates(p_channel_ids uuid[], p_external_ids text[]) returns jsonb
    language plpgsql as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
    v_work intake_item[];
    v_item intake_item;
    v_updates jsonb := '[]';
begin
    perform lock_external_ids(p_channel_ids, p_external_ids);
    if not exists (select from parked_updates p where p.account_id = v_account) then
        return v_updates;
    end if;
    with taken as (
        delete from parked_updates p
         using (select distinct * from unnest(p_channel_ids, p_external_ids) as t (channel_id, external_id)) t
         where p.account_id = v_account and p.channel_id = t.channel_id and p.external_id = t.external_id
        returning p.id, p.channel_id, p.item
    )
    select array_agg(intake_item_of(0, t.channel_id, t.item) order by t.id)
      into v_work from taken t;
    if v_work is null then
        return v_updates;
    end if;
    foreach v_item in array v_work loop
        if v_item.kind <> 'status' then
            v_updates := v_updates || coalesce(intake_message_change(v_item.channel_id, v_item.item) -> 'updates', '[]');
        end if;
    end loop;
    select array_agg(w) into v_work from unnest(v_work) w where w.kind = 'status';
    if v_work is not null then
        v_updates := v_updates || (intake_statuses(v_work, false) -> 'updates');
    end if;
    return v_updates;
end
$$;
