-- name: list_weights
-- What one conversation of each kind of channel takes of an agent's limit: of the kinds the company has or has set.
select k.type as channel_type, coalesce(w.weight, 1)::float8 as weight, w.agent_limit
  from (select c.type from channels c where c.account_id = current_account()
        union
        select w.channel_type from channel_weights w where w.account_id = current_account()) k
  left join channel_weights w on w.account_id = current_account() and w.channel_type = k.type
 order by k.type;

-- name: list_limits
-- Limits of single agents for a kind of channel, by person. Of those who are still here: of others none can be saved.
select l.user_id, l.channel_type, l.agent_limit
  from agent_channel_limits l
  join memberships m on m.account_id = l.account_id and m.user_id = l.user_id and m.left_at is null
 where l.account_id = current_account()
 order by l.user_id, l.channel_type;

-- name: set_weights
-- Exactly these (parallel lists).
with gone as (
    delete from channel_weights where account_id = current_account() and channel_type <> all (%(types)s::text[])
)
insert into channel_weights (account_id, channel_type, weight, agent_limit)
select current_account(), w.type, w.weight, w.agent_limit
  from unnest(%(types)s::text[], %(weights)s::numeric[], %(limits)s::integer[]) as w (type, weight, agent_limit)
    on conflict (account_id, channel_type) do update set weight = excluded.weight, agent_limit = excluded.agent_limit;

-- name: set_limits
-- Exactly these (parallel lists). Returns how many are of people of the company.
with known as (
    select w.* from unnest(%(user_ids)s::uuid[], %(types)s::text[], %(limits)s::integer[]) as w (user_id, type, agent_limit)
      join memberships m on m.account_id = current_account() and m.user_id = w.user_id and m.left_at is null
), gone as (
    delete from agent_channel_limits l
     where l.account_id = current_account()
       and not exists (select from known k where k.user_id = l.user_id and k.type = l.channel_type)
), saved as (
    insert into agent_channel_limits (account_id, user_id, channel_type, agent_limit)
    select current_account(), k.user_id, k.type, k.agent_limit from known k
        on conflict (account_id, user_id, channel_type) do update set agent_limit = excluded.agent_limit
)
select count(*)::integer as known from known;

-- name: weigh_again
-- What is served or rings weighs what its kind weighs now. Indexes tickets_in_service, tickets_offered.
update tickets t set weight = coalesce(w.weight, 1)
  from channels h
  left join channel_weights w on w.account_id = h.account_id and w.channel_type = h.type
 where t.account_id = current_account() and (t.state = 'in_service' or t.offered_to is not null)
   and h.account_id = current_account() and h.id = t.channel_id and t.weight <> coalesce(w.weight, 1);
