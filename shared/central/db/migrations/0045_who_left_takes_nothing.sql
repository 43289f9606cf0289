-- Somebody accepts a conversation while an admin ends their rights. Ending them gives back what they have, under the
-- account's capacity lock, so here, behind the same lock, it shows whether they still may act.

-- As in migration 0012, but for the question after the lock.
create or replace function take_conversation(p_conversation_id uuid, p_user_id uuid, p_how text default 'accepted') returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_conversation conversations;
    v_ticket tickets;
    v_queue uuid;
    v_capacity record;
    v_news jsonb;
begin
    select * into v_conversation from conversations c
     where c.account_id = v_account and c.id = p_conversation_id for no key update;
    if not found then
        return '{"outcome": "missing"}';
    elsif v_conversation.assignee_id = p_user_id and v_conversation.status <> 'closed' then
        return '{"outcome": "mine"}';
    elsif v_conversation.assignee_id is not null then
        return jsonb_build_object('outcome', 'lost', 'winner', (
            select jsonb_build_object('id', u.id, 'name', u.name) from users u where u.id = v_conversation.assignee_id));
    elsif v_conversation.status = 'closed' then
        return '{"outcome": "closed"}';
    end if;
    perform lock_capacity();
    if not exists (select from memberships m
                    where m.account_id = v_account and m.user_id = p_user_id and m.active) then
        return '{"outcome": "missing"}';
    end if;
    select * into v_ticket from tickets t
     where t.account_id = v_account and t.conversation_id = p_conversation_id and t.state in ('waiting', 'in_service');
    v_queue := coalesce(v_ticket.queue_id, v_conversation.queue_id,
        (select ch.queue_id from channels ch where ch.account_id = v_account and ch.id = v_conversation.channel_id),
        (select q.id from queues q where q.account_id = v_account order by q.is_default desc, q.created_at, q.id limit 1));
    select * into v_capacity from agent_capacity(p_user_id, v_queue);
    if v_capacity.load >= v_capacity.agent_limit then
        return jsonb_build_object('outcome', 'full', 'load', v_capacity.load, 'agent_limit', v_capacity.agent_limit);
    end if;
    if v_ticket.id is null then
        insert into tickets (account_id, protocol, conversation_id, queue_id, priority, handoff_reason, entered_at)
        values (v_account, next_protocol(), p_conversation_id, v_queue, v_conversation.priority, 'agent', clock_timestamp())
        returning * into v_ticket;
        update conversations c set handoff_reason = 'agent' where c.account_id = v_account and c.id = p_conversation_id;
        v_news := jsonb_build_object('updates', jsonb_build_array(jsonb_build_object(
            'type', 'new_ticket', 'conversation_id', p_conversation_id,
            'data', jsonb_build_object('ticket_id', v_ticket.id, 'queue_id', v_queue))));
    end if;
    return jsonb_build_object('outcome', 'taken', 'news',
        join_news(v_news, put_in_service(array[v_ticket.id], array[p_user_id], p_how)));
end
$$;
