-- As in migration 0131, without what decided nothing; and a comment that comes after another matter is for people also where
-- that was opened in the same conversation.
--
-- Takes what a contact wrote as the answer to a survey. p_work.item -> 'survey' is what it may be by its words
-- (central/surveys/model.py): {rating, request_id?} or {comment: true}. conversation_id: where it belongs, which is
-- locked then; null: it is no answer. rated: the fact, when this gave the rating.
--
-- An option that was tapped, or a quoted question or thanks, says itself what it answers. Other words count only while
-- the conversation is closed and the contact wrote nothing else since the question. The first rating counts. Whatever
-- comes late or twice changes nothing and opens nothing.
create or replace function take_survey_answer(p_work intake_item, out conversation_id uuid, out rated jsonb)
    language plpgsql as $$
#variable_conflict use_column
declare
    v_account uuid := current_account();
    v_survey jsonb := p_work.item -> 'survey';
    v_named uuid := as_uuid(v_survey ->> 'request_id');
    v_explicit boolean := v_named is not null;
    v_is_rating boolean := v_survey ? 'rating';
    v_request survey_requests;
    v_conversation conversations;
begin
    if v_explicit then
        select * into v_request from survey_requests r
         where r.account_id = v_account and r.id = v_named and r.contact_id = p_work.contact_id
           and r.channel_id = p_work.channel_id;
    else
        select * into v_request from survey_requests r
         where r.account_id = v_account and r.contact_id = p_work.contact_id and r.channel_id = p_work.channel_id
           and r.message_id is not null
         order by r.asked_at desc limit 1;
    end if;
    if v_request.id is null or (not v_explicit and v_request.expires_at <= now()) then
        return;
    end if;
    select * into v_conversation from conversations c
     where c.account_id = v_account and c.id = v_request.conversation_id for update;
    -- Read again: nobody changes it without the conversation. Of one that was erased meanwhile nothing is left.
    select * into v_request from survey_requests r where r.account_id = v_account and r.id = v_request.id;
    v_explicit := v_explicit or (p_work.item ? 'reply_to_external_id' and exists (
        select from messages m
         where m.account_id = v_account and m.channel_id = p_work.channel_id
           and m.external_id = p_work.item ->> 'reply_to_external_id'
           and m.id in (v_request.message_id, v_request.prompt_id)));
    if (not v_explicit or not v_is_rating)
       and (v_conversation.status <> 'closed'
            or exists (select from conversations n
                        where n.account_id = v_account and n.contact_id = p_work.contact_id
                          and n.channel_id = p_work.channel_id and n.opened_at > v_request.asked_at)) then
        return;
    end if;
    if exists (select from messages m where m.account_id = v_account and m.channel_id = p_work.channel_id
                                        and m.external_id = p_work.external_id) then
        conversation_id := v_conversation.id;  -- a neighbour stored it at this moment
        return;
    end if;
    if not v_explicit and v_conversation.inbound_count > v_request.inbound_count then
        return;
    end if;
    if v_is_rating and v_request.rating is null and v_request.expires_at > now() then
        update survey_requests r
           set state = 'answered', rating = (v_survey ->> 'rating')::integer, answered_at = now(), answered_by = 'chat',
               due_at = now(),
               comment_until = case when coalesce((select s.ask_comment from survey_settings s where s.account_id = v_account), true)
                                    then now() + interval '30 minutes' end
         where r.account_id = v_account and r.id = v_request.id;
        select jsonb_build_object('source', 'central.surveys', 'detail_type', 'TicketRated', 'data', jsonb_build_object(
                   'ticket_id', t.id, 'protocol', t.protocol, 'conversation_id', t.conversation_id, 'queue_id', t.queue_id,
                   'user_id', t.assignee_id, 'rating', v_survey -> 'rating', 'answered_by', 'chat'))
          into rated
          from tickets t where t.account_id = v_account and t.id = v_request.ticket_id;
    elsif v_is_rating then
        -- Late or once more. A number by itself, long after, may mean anything.
        if not v_explicit and not coalesce(v_request.answered_at > now() - interval '30 minutes', false) then
            return;
        end if;
    elsif v_request.rating is not null and v_request.comment is null
          and (case when v_explicit then v_request.expires_at else v_request.comment_until end) > now() then
        update survey_requests r
           set comment = btrim(p_work.item ->> 'text'), due_at = now()
         where r.account_id = v_account and r.id = v_request.id;
    else
        return;
    end if;
    update survey_requests r set inbound_count = r.inbound_count + 1
     where r.account_id = v_account and r.id = v_request.id;
    conversation_id := v_conversation.id;
end
$$;
