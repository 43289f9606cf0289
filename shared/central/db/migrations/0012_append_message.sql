-- One message of ours at the end of a conversation, and an agent taking a conversation.

-- Appends a message of an agent, the bot, the AI or the system, or a note, with the next number, and brings the
-- conversation up to date. Arriving messages of contacts come in by ingest_batch.
-- p_message: {direction, author_type, author_id?, type, text?, content?, private?, reply_to_id?, client_id?, status?,
-- metadata?}. A client_id seen before gives the message of then, created false. message is null when the conversation does
-- not exist. Raises no_data_found when reply_to_id is no message of this conversation.
create function append_message(
    p_conversation_id uuid, p_message jsonb,
    out message messages, out created boolean, out first_reply boolean)
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_conversation conversations;
    v_reply_to uuid := (p_message ->> 'reply_to_id')::uuid;
    v_author text := p_message ->> 'author_type';
    v_private boolean := coalesce((p_message ->> 'private')::boolean, false);
    -- What the contact sees as our word.
    v_spoken boolean := p_message ->> 'direction' = 'out' and not v_private and v_author <> 'system';
    -- Whose unread counter it is: the responsible person's or, where nobody is, anybody's who answers.
    v_theirs boolean;
begin
    select * into v_conversation from conversations c
     where c.account_id = v_account and c.id = p_conversation_id for no key update;
    if not found then
        return;
    end if;
    created := false;
    first_reply := false;
    select * into message from messages m
     where m.account_id = v_account and m.conversation_id = p_conversation_id
       and m.client_id = (p_message ->> 'client_id')::uuid;
    if found then
        return;
    end if;
    if v_reply_to is not null and not exists (
        select 1 from messages m
         where m.account_id = v_account and m.id = v_reply_to and m.conversation_id = p_conversation_id) then
        raise exception 'no such message' using errcode = 'no_data_found';
    end if;
    insert into messages (account_id, conversation_id, channel_id, sequence, direction, author_type, author_id, private, type,
                          text, content, client_id, status, reply_to_id, reply_to_external_id, metadata, created_at)
    values (v_account, p_conversation_id, v_conversation.channel_id, v_conversation.last_sequence + 1,
            p_message ->> 'direction', v_author, (p_message ->> 'author_id')::uuid, v_private, p_message ->> 'type',
            p_message ->> 'text', coalesce(p_message -> 'content', '{}'), (p_message ->> 'client_id')::uuid,
            p_message ->> 'status', v_reply_to,
            (select m.external_id from messages m where m.account_id = v_account and m.id = v_reply_to),
            coalesce(p_message -> 'metadata', '{}'), clock_timestamp())
    returning * into message;
    created := true;
    v_theirs := v_author = 'agent' and (v_conversation.assignee_id is null
                                        or coalesce(v_conversation.assignee_id = message.author_id, false));
    first_reply := v_spoken and v_author = 'agent' and v_conversation.first_replied_at is null;
    update conversations c
       set last_sequence = message.sequence,
           last_message_id = case when v_author = 'system' then c.last_message_id else message.id end,
           outbound_count = c.outbound_count + v_spoken::integer,
           -- A greeting while somebody waits for a person is no answer.
           waiting_since = case when v_spoken and (v_author in ('agent', 'ai') or c.session = 'bot') then null
                                else c.waiting_since end,
           first_replied_at = case when v_spoken and v_author = 'agent' then coalesce(c.first_replied_at, message.created_at)
                                   else c.first_replied_at end,
           -- A person answered first: the bot keeps quiet.
           answer_due_at = case when v_spoken and v_author = 'agent' then null else c.answer_due_at end,
           read_sequence = case when v_theirs then message.sequence else c.read_sequence end,
           unread_count = case when v_theirs then 0 else c.unread_count end,
           last_activity_at = greatest(c.last_activity_at, message.created_at),
           version = c.version + 1
     where c.account_id = v_account and c.id = p_conversation_id;
end
$$;
grant execute on function append_message(uuid, jsonb) to central_app;

-- An agent takes a conversation that nobody has: waiting in a queue, or still with the bot (then it gets its ticket now).
-- The first wins. Returns {outcome, news}: taken | mine (it was theirs already) | lost (winner: {id, name}) | full (load,
-- agent_limit) | closed | missing.
create function take_conversation(p_conversation_id uuid, p_user_id uuid, p_how text default 'accepted') returns jsonb
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
grant execute on function take_conversation(uuid, uuid, text) to central_app;
