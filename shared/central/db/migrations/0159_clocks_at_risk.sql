-- Conversations whose service level is at risk or late, for supervision and for the list.

-- Conversations with a clock that runs: the end of the one that ends first, and how they stand: late when any clock is past its
-- end, else at_risk when any was warned of, else running. Said once, so that a number on the supervision screen and the list it
-- leads to agree. Index sla_targets_due: open tickets only, however long the history is.
create function conversation_clocks() returns table (conversation_id uuid, due_at timestamptz, standing text)
    language sql stable
begin atomic
    select s.conversation_id, min(s.due_at),
           case when bool_or(s.state = 'missed' or s.due_at <= now()) then 'late'
                when max(s.warned) > 0 then 'at_risk' else 'running' end
      from sla_targets s
     where s.account_id = current_account() and s.ended_at is null and s.due_at is not null
     group by s.conversation_id;
end;
grant execute on function conversation_clocks() to central_app;

-- As in migration 0020, and by sla: at_risk or late. An array, so that a few ids are fetched by their key instead of
-- asking every conversation.
create or replace function matching_conversations(p_filter jsonb, p_ids uuid[]) returns setof conversations
    language sql stable as $$
    select c.*
      from conversations c
     where c.account_id = current_account()
       and (p_filter -> 'status' is null or c.status = p_filter ->> 'status')
       and (p_filter -> 'session' is null or c.session = p_filter ->> 'session')
       and (p_filter -> 'assignee_id' is null or c.assignee_id = (p_filter ->> 'assignee_id')::uuid)
       and (p_filter -> 'unassigned' is null or c.assignee_id is null)
       and (p_filter -> 'queue_id' is null or c.queue_id = (p_filter ->> 'queue_id')::uuid)
       and (p_filter -> 'channel_id' is null or c.channel_id = (p_filter ->> 'channel_id')::uuid)
       and (p_filter -> 'contact_id' is null or c.contact_id = (p_filter ->> 'contact_id')::uuid)
       and (p_filter -> 'priority_from' is null
            or c.priority between (p_filter ->> 'priority_from')::integer and (p_filter ->> 'priority_to')::integer)
       and (p_filter -> 'unread' is null or c.unread_count > 0)
       and (p_filter -> 'label' is null or exists (
               select from conversation_labels cl
                 join labels l on l.account_id = c.account_id and l.id = cl.label_id
                where cl.account_id = c.account_id and cl.conversation_id = c.id
                  and lower(l.name) = lower(p_filter ->> 'label')))
       and (p_filter -> 'sla' is null or (c.status <> 'closed' and c.id = any (array(
               select k.conversation_id from conversation_clocks() k where k.standing = p_filter ->> 'sla'))))
       and (p_ids is null or c.id = any (p_ids))
$$;
