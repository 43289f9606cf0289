-- Who let a conversation ring is paused for a reason of ours, not one they wrote: a code, said by whoever shows it in the
-- language of who reads (central.queues.model.PAUSE_REASONS). What was written before in Portuguese becomes it.

-- Rows of every company: their owner is let through the wall, nobody else. The states come first: a presence whose state has
-- its reason already begins no new one.
alter table agent_states no force row level security;
alter table agent_presence no force row level security;
alter table facts no force row level security;
update agent_states set reason = 'offer_missed' where reason = 'Não atendeu ao toque';
update agent_presence set reason = 'offer_missed' where reason = 'Não atendeu ao toque';
update facts set data = jsonb_set(data, '{reason}', '"offer_missed"')
 where type = 'AgentPresenceChanged' and data ->> 'reason' = 'Não atendeu ao toque';
alter table agent_states force row level security;
alter table agent_presence force row level security;
alter table facts force row level security;

-- As in migration 0096, but for that reason.
create or replace function end_offers(p_user_id uuid default null) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_over uuid[];
    v_news jsonb;
    v_paused jsonb;
begin
    select array_agg(o.id) into v_over
      from (select t.id
              from tickets t
              join conversations c on c.account_id = v_account and c.id = t.conversation_id
             where t.account_id = v_account and t.offered_to is not null
               and (t.offered_to = p_user_id or p_user_id is null and t.offered_until <= clock_timestamp())
               for no key update of c, t skip locked) o;
    if v_over is null then
        return join_news(null, null);
    end if;
    with ended as (
        update tickets t
           set offered_to = null, offered_at = null, offered_until = null,
               passed_by = array_append(t.passed_by, t.offered_to), passed_at = clock_timestamp()
          from (select k.id, k.offered_to, q.pause_when_silent
                  from tickets k join queues q on q.account_id = k.account_id and q.id = k.queue_id
                 where k.account_id = v_account and k.id = any (v_over)) o
         where t.account_id = v_account and t.id = o.id
        returning t.id, t.protocol, t.conversation_id, t.queue_id, o.offered_to as user_id, o.pause_when_silent
    ), paused as (
        update agent_presence a set state = 'pause', reason = 'offer_missed', state_since = now()
         where a.account_id = v_account and a.state = 'online' and p_user_id is null
           and a.user_id in (select e.user_id from ended e where e.pause_when_silent)
        returning a.user_id, a.reason
    ), told as (
        select jsonb_build_object(
                   'updates', jsonb_agg(jsonb_build_object(
                       'type', 'presence', 'user_id', p.user_id,
                       'data', jsonb_build_object('state', 'pause', 'reason', p.reason))),
                   'facts', jsonb_agg(jsonb_build_object(
                       'source', 'central.queues', 'detail_type', 'AgentPresenceChanged',
                       'data', jsonb_build_object('user_id', p.user_id, 'state', 'pause', 'reason', p.reason)))) as news
          from paused p having count(*) > 0
    )
    select jsonb_build_object(
               'updates', jsonb_agg(jsonb_build_object('type', 'offers_changed', 'user_id', e.user_id)),
               'facts', jsonb_agg(jsonb_build_object(
                   'source', 'central.queues', 'detail_type', 'TicketDeclined',
                   'data', jsonb_build_object('ticket_id', e.id, 'protocol', e.protocol,
                       'conversation_id', e.conversation_id, 'queue_id', e.queue_id, 'user_id', e.user_id,
                       'how', case when p_user_id is null then 'silent' else 'left' end, 'reason', null)))),
           (select t.news from told t)
      into v_news, v_paused
      from ended e;
    return join_news(v_news, v_paused);
end
$$;
