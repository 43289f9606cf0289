-- What changes a message that exists: statuses, edits, deletions, reactions. What names a message that is not here yet
-- waits in parked_updates.

create function rank_of_status(p_status text) returns integer
    language sql immutable
    return case p_status when 'sent' then 1 when 'delivered' then 2 when 'read' then 3 when 'played' then 3
                         when 'pending' then 0 when 'unknown' then 0 end;

-- Both sides hold this until they commit: whoever parks an update and whoever stores the message it names. Else each
-- could look before the other is visible, and the update would wait for ever.
create function lock_external_ids(p_channel_ids uuid[], p_external_ids text[]) returns void
    language plpgsql as $$
begin
    perform pg_advisory_xact_lock(k.key)
       from (select distinct hashtextextended(t.channel_id || ':' || t.external_id, 7236413) as key
               from unnest(p_channel_ids, p_external_ids) as t (channel_id, external_id) order by 1) k;
end
$$;

-- Keeps an update until its message appears. The caller holds the lock and has looked again.
create function park_update(p_channel_id uuid, p_external_id text, p_item jsonb) returns void
    language sql
begin atomic
    insert into parked_updates (account_id, channel_id, external_id, update_key, item)
    values (current_account(), p_channel_id, p_external_id,
            concat_ws(':', p_item ->> 'kind', p_item ->> 'status', p_item ->> 'external_id', p_item ->> 'occurred_at'), p_item)
        on conflict (account_id, channel_id, external_id, update_key) do nothing;
end;

create type intake_status as (
    index integer,
    message_id uuid,
    attempt_id uuid,
    status text,
    rank integer,
    occurred_at timestamptz,
    external_id text,
    error jsonb,
    pricing jsonb,
    stale boolean
);

-- Applies statuses. Rank never falls; failed comes only from pending, sent or unknown and is left only by a new attempt;
-- read says delivered, delivered says sent. A status of an attempt that was refused is old news.
-- Returns {outcomes, updates} with one update per message that moved. p_park = false: what names nothing is dropped.
create function intake_statuses(p_work intake_item[], p_park boolean default true) returns jsonb
    language plpgsql as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
    v_attempts uuid[];
    v_named intake_status[];
    v_missing intake_item[];
    v_outcomes jsonb;
    v_updates jsonb := '[]';
    v_more jsonb;
    v_moved uuid[];
    v_failed uuid[];
    v_rounds integer;
begin
    -- Attempts before messages, as the sender locks them.
    select array_agg(l.id) into v_attempts
      from (select a.id from delivery_attempts a
             where a.account_id = v_account
               and a.id in (select w.attempt_id from unnest(p_work) w where w.attempt_id is not null)
             order by a.id for update) l;
    select array_agg(row(w.index, coalesce(m.id, a.message_id), a.id, w.item ->> 'status',
                         rank_of_status(w.item ->> 'status'), (w.item ->> 'occurred_at')::timestamptz,
                         w.external_id, w.item -> 'error', w.item -> 'pricing',
                         coalesce(a.state = 'refused' or (w.item ->> 'status' = 'failed' and exists (
                             select 1 from delivery_attempts n
                              where n.account_id = v_account and n.message_id = a.message_id and n.number > a.number)),
                             false))::intake_status order by w.index)
               filter (where m.id is not null or a.id is not null),
           array_agg(intake_item_of(w.index, w.channel_id, w.item) order by w.index)
               filter (where m.id is null and a.id is null)
      into v_named, v_missing
      from unnest(p_work) w
      left join delivery_attempts a
        on a.account_id = v_account and a.id = any (v_attempts) and a.id = w.attempt_id
      left join messages m
        on m.account_id = v_account and m.channel_id = w.channel_id and m.external_id = w.external_id;

    select jsonb_object_agg(n.index, jsonb_build_object('outcome', case when n.stale then 'ignored' else 'applied' end,
                                                        'message_id', n.message_id)) into v_outcomes
      from unnest(v_named) n;
    -- All at once; only where one of a message's statuses is a failure does their order count: those go one by one.
    select coalesce(max(r.round), 0) into v_rounds
      from (select case when bool_or(n.rank is null) over (partition by n.message_id)
                        then row_number() over (partition by n.message_id order by n.index) else 1 end as round
              from unnest(v_named) n where not n.stale) r;
    for v_round in 1 .. v_rounds loop
        with said as (
            select x.message_id, max(x.rank) as rank, bool_or(x.rank is null) as failed,
                   min(x.occurred_at) filter (where x.rank >= 1) as sent_at,
                   min(x.occurred_at) filter (where x.rank >= 2) as delivered_at,
                   min(x.occurred_at) filter (where x.rank >= 3) as read_at,
                   min(x.external_id) as external_id, (array_agg(x.error) filter (where x.rank is null))[1] as error,
                   (array_agg(x.pricing) filter (where x.pricing is not null))[1] as pricing
              from (select n.*, case when bool_or(n.rank is null) over (partition by n.message_id)
                                     then row_number() over (partition by n.message_id order by n.index) else 1 end as round
                      from unnest(v_named) n where not n.stale) x
             where x.round = v_round
             group by x.message_id
        ), before as (
            select m.id, m.status
              from messages m
             where m.account_id = v_account and m.direction = 'out' and m.status is not null
               and m.id in (select s.message_id from said s)
             order by m.id for update
        ), after as (
            select s.*, b.status as was,
                   case when s.failed then case when b.status in ('pending', 'sent', 'unknown') then 'failed' else b.status end
                        when s.rank > rank_of_status(b.status) then (array['sent', 'delivered', 'read'])[s.rank]
                        else b.status end as status
              from said s join before b on b.id = s.message_id
             where b.status <> 'failed'
        ), moved as (
            update messages m
               set status = a.status,
                   sent_at = least(m.sent_at, a.sent_at), delivered_at = least(m.delivered_at, a.delivered_at),
                   read_at = least(m.read_at, a.read_at), external_id = coalesce(m.external_id, a.external_id),
                   error = case when a.status = a.was then m.error else a.error end,
                   metadata = case when a.pricing is null then m.metadata
                                   else m.metadata || jsonb_build_object('pricing', a.pricing) end
              from after a
             where m.account_id = v_account and m.id = a.message_id
               and (a.status <> a.was or m.external_id is null or not m.metadata @> jsonb_build_object('pricing', a.pricing)
                    or (m.sent_at, m.delivered_at, m.read_at) is distinct from
                       (least(m.sent_at, a.sent_at), least(m.delivered_at, a.delivered_at), least(m.read_at, a.read_at)))
            returning m.id, m.conversation_id, a.status, a.was
        )
        select coalesce(jsonb_agg(jsonb_build_object('type', 'message_status', 'conversation_id', m.conversation_id,
                   'message_id', m.id, 'data', jsonb_build_object('status', m.status)) order by m.id)
                   filter (where m.status <> m.was), '[]'),
               array_agg(m.id) filter (where m.status = 'failed' and m.was <> 'failed'), array_agg(m.id)
          into v_more, v_failed, v_moved
          from moved m;
        -- One update per message: of several rounds the last one tells how it stands.
        select coalesce(jsonb_agg(u), '[]') || v_more into v_updates
          from jsonb_array_elements(v_updates) u
         where not exists (select 1 from jsonb_array_elements(v_more) o where o -> 'message_id' = u -> 'message_id');
        update delivery_attempts d
           set state = case when d.message_id = any (v_failed) then 'refused' else 'accepted' end,
               outcome = case when d.message_id = any (v_failed) then 'failed' else 'accepted' end,
               external_id = coalesce(d.external_id, n.external_id), leased_until = null, retry_at = null,
               error = coalesce(n.error, d.error), finished_at = coalesce(d.finished_at, now())
          from unnest(v_named) n
         where d.account_id = v_account and d.id = n.attempt_id and d.id = any (v_attempts) and not n.stale
           and case when d.message_id = any (v_failed) then n.rank is null and d.state <> 'refused'
                    else n.rank is not null and d.state in ('sending', 'unknown') end;
    end loop;

    if v_missing is not null and p_park then
        perform lock_external_ids(array_agg(w.channel_id), array_agg(w.external_id)) from unnest(v_missing) w;
        if exists (select 1 from unnest(v_missing) w join messages m
                      on m.account_id = v_account and m.channel_id = w.channel_id and m.external_id = w.external_id) then
            v_more := intake_statuses(v_missing);
            v_outcomes := coalesce(v_outcomes, '{}') || (v_more -> 'outcomes');
            v_updates := v_updates || (v_more -> 'updates');
        else
            perform park_update(w.channel_id, w.external_id, w.item) from unnest(v_missing) w;
            select coalesce(v_outcomes, '{}') || jsonb_object_agg(w.index, '{"outcome": "deferred"}'::jsonb) into v_outcomes
              from unnest(v_missing) w;
        end if;
    end if;
    return jsonb_build_object('outcomes', coalesce(v_outcomes, '{}'), 'updates', v_updates);
end
$$;

-- Edits, deletions and reactions of a message. Null: the message is not here.
create function intake_message_change(p_channel_id uuid, p_item jsonb) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_at timestamptz := (p_item ->> 'occurred_at')::timestamptz;
    v_author text := case p_item ->> 'author' when 'business' then 'agent' else 'contact' end;
    v_emoji text := left(p_item ->> 'emoji', 32);
    v_message record;
    v_changed boolean;
begin
    select m.id, m.conversation_id, m.direction, m.text, c.contact_id, c.channel_id into v_message
      from messages m join conversations c on c.account_id = v_account and c.id = m.conversation_id
     where m.account_id = v_account and m.channel_id = p_channel_id and m.external_id = p_item ->> 'target_external_id'
       for update of m;
    if not found then
        return null;
    end if;
    if p_item ->> 'kind' = 'reaction' then
        if v_emoji = '' then
            delete from reactions r
             where r.account_id = v_account and r.message_id = v_message.id and r.author_type = v_author
               and (v_author = 'agent' or r.author_id = v_message.contact_id) and r.created_at <= v_at;
        else
            -- Who in the company reacted on the phone is not known: the number itself stands for them.
            insert into reactions as r (account_id, message_id, author_type, author_id, emoji, created_at)
            values (v_account, v_message.id, v_author,
                    case v_author when 'agent' then v_message.channel_id else v_message.contact_id end, v_emoji, v_at)
                on conflict (account_id, message_id, author_type, author_id) do update
               set emoji = excluded.emoji, created_at = excluded.created_at
             where r.created_at <= excluded.created_at and r.emoji <> excluded.emoji;
        end if;
        v_changed := found;
    -- Only the author's own side edits and deletes.
    elsif (v_message.direction = 'out') <> (v_author = 'agent') then
        return jsonb_build_object('outcome', 'ignored', 'reason', 'not_the_author', 'message_id', v_message.id);
    elsif p_item ->> 'kind' = 'revoke' then
        update messages m set deleted_at = v_at where m.account_id = v_account and m.id = v_message.id and m.deleted_at is null;
        v_changed := found;
    else
        update messages m
           set text = p_item ->> 'text', edited_at = v_at
         where m.account_id = v_account and m.id = v_message.id and p_item ? 'text' and m.deleted_at is null
           and (m.edited_at is null or m.edited_at <= v_at) and m.text is distinct from p_item ->> 'text';
        v_changed := found;
    end if;
    return jsonb_build_object(
        'outcome', 'applied', 'message_id', v_message.id, 'conversation_id', v_message.conversation_id,
        'updates', case when v_changed then jsonb_build_array(jsonb_build_object(
            'type', 'message_status', 'conversation_id', v_message.conversation_id, 'message_id', v_message.id,
            'data', jsonb_build_object('change', p_item -> 'kind'))) else '[]' end);
end
$$;

-- Everything that is neither a message nor a status. Returns {outcome, reason?, conversation_id?, message_id?, updates?}.
create function intake_change(p_work intake_item) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_item jsonb := p_work.item;
    v_result jsonb;
    v_contact uuid;
begin
    case
        when p_work.kind in ('edit', 'revoke', 'reaction') then
            v_result := intake_message_change(p_work.channel_id, v_item);
            if v_result is null then
                perform lock_external_ids(array[p_work.channel_id], array[v_item ->> 'target_external_id']);
                v_result := intake_message_change(p_work.channel_id, v_item);
            end if;
            if v_result is null then
                perform park_update(p_work.channel_id, v_item ->> 'target_external_id', v_item);
                v_result := '{"outcome": "deferred"}';
            end if;
            return v_result;
        when p_work.kind = 'identity_change' then
            return intake_identity_change(p_work.channel_id, v_item);
        when p_work.kind in ('template_update', 'account_update') then
            return intake_notice(p_work.channel_id, v_item);
        when p_work.kind = 'opt' then
            select f.contact_id into v_contact from find_or_create_contact(v_item ->> 'platform', v_item -> 'contact') f;
            update contacts c
               set marketing_opt_out_at = case v_item ->> 'value' when 'out' then (v_item ->> 'occurred_at')::timestamptz end,
                   updated_at = now()
             where c.account_id = v_account and c.id = v_contact;
            return '{"outcome": "applied"}';
        when p_work.kind = 'contact_sync' and v_item ->> 'event' = 'add' then
            perform find_or_create_contact(v_item ->> 'platform', v_item -> 'contact');
            return '{"outcome": "applied"}';
        else
            return jsonb_build_object('outcome', 'ignored', 'reason', p_work.kind);
    end case;
end
$$;

-- What waited for messages that are here now, in the order it came. Returns the updates.
create function take_parked_updates(p_channel_ids uuid[], p_external_ids text[]) returns jsonb
    language plpgsql as $$
#variable_conflict use_column
declare
    v_work intake_item[];
    v_item intake_item;
    v_updates jsonb := '[]';
begin
    perform lock_external_ids(p_channel_ids, p_external_ids);
    with taken as (
        delete from parked_updates p
         using (select distinct * from unnest(p_channel_ids, p_external_ids) as t (channel_id, external_id)) t
         where p.account_id = current_account() and p.channel_id = t.channel_id and p.external_id = t.external_id
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

-- The same for one message, for whoever gives it its platform id. The caller appends the updates.
create function apply_parked_updates(p_channel_id uuid, p_external_id text) returns jsonb
    language sql
    return take_parked_updates(array[p_channel_id], array[p_external_id]);
