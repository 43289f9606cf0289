-- As in migration 0097, but also in a queue that is switched off: its people are given what falls back into it (migration 0221).
create or replace function give_back_silent_agents() returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_lost uuid[];
begin
    if not exists (select from queues q where q.account_id = v_account and q.silence_after_seconds > 0) then
        return join_news(null, null);
    end if;
    perform lock_capacity();
    select array_agg(l.id) into v_lost
      from (select t.id
              from queues q
              join tickets t on t.account_id = v_account and t.queue_id = q.id and t.state = 'in_service'
              join conversations c on c.account_id = v_account and c.id = t.conversation_id
             where q.account_id = v_account and q.silence_after_seconds > 0 and q.mode <> 'manual'
               and queue_is_open(q.id) and c.status = 'open'
               and c.waiting_since is not null
               and greatest(c.waiting_since, t.assigned_at) <= now() - make_interval(secs => q.silence_after_seconds)
               and exists (select from queue_members m
                             join effective_presence p
                               on p.account_id = m.account_id and p.user_id = m.user_id and p.available
                            where m.account_id = v_account and m.queue_id = q.id and m.user_id <> t.assignee_id)
               for no key update of t, c skip locked) l;
    return join_news(give_back_tickets(v_lost, 'silent'), null);
end
$$;
