-- As in migration 0135; who is written to while the conversation is snoozed is counted from its waking.
create or replace function follow_up_arm() returns trigger
    language plpgsql as $$
begin
    if not exists (select from follow_up_rules r where r.account_id = new.account_id and r.active and r.trigger = 'silence') then
        return null;
    end if;
    insert into follow_up_timers as t (account_id, conversation_id, trigger, rule_id, step, inbound_count, due_at, paused_at)
    select c.account_id, c.id, 'silence', r.id, 0, c.inbound_count,
           follow_up_moment(r.business_hours, c.queue_id, clock_timestamp(), (r.steps -> 0 ->> 'after_minutes')::integer),
           case when c.status = 'snoozed' then clock_timestamp() end
      from conversations c
     cross join lateral follow_up_rule_for('silence', c.queue_id, c.channel_id) r
     where c.account_id = new.account_id and c.id = new.conversation_id and c.session = 'human' and r.id is not null
        on conflict (account_id, conversation_id, trigger) do update
       set rule_id = excluded.rule_id, step = 0, inbound_count = excluded.inbound_count, due_at = excluded.due_at,
           paused_at = excluded.paused_at
     where not t.off;
    return null;
end
$$;
