-- The tickets of a conversation come one after the other: who is handed on while they wait keeps the moment they came in, and
-- of two tickets of one moment either was the last one, for what is reopened, rated, given to the same agent or listed.

-- As in migration 0150, but that a ticket with the moment of the conversation's last one comes a microsecond after it.
create or replace function enter_line() returns trigger
    language plpgsql as $$
declare
    v_wished boolean;
begin
    select c.channel_id,
           case when l.entered_at = new.entered_at then new.entered_at + interval '1 microsecond' else new.entered_at end,
           new.ahead or new.state = 'waiting' and coalesce(l.state = 'abandoned', false),
           case when new.state = 'waiting' and new.priority = 5
                     and exists (select from priority_rules r where r.account_id = new.account_id)
                then coalesce(ruled_priority(c.id), 5) else new.priority end,
           case when new.state = 'waiting' and exists (
                     select from queues q where q.account_id = new.account_id and q.id = new.queue_id and q.mode = 'skills')
                then skills_needed(new.queue_id, c.id) else new.needs end,
           exists (select from handoff_wishes h where h.account_id = new.account_id and h.conversation_id = c.id)
      into new.channel_id, new.entered_at, new.ahead, new.priority, new.needs, v_wished
      from conversations c
      left join lateral (
           select t.state, t.entered_at from tickets t
            where t.account_id = new.account_id and t.conversation_id = c.id
            order by t.entered_at desc limit 1) l on true
     where c.account_id = new.account_id and c.id = new.conversation_id;
    if v_wished then
        delete from handoff_wishes h
         where h.account_id = new.account_id and h.conversation_id = new.conversation_id and h.wished_at is not null;
    end if;
    return new;
end
$$;

-- Those of before: in the order of their protocols.
update tickets t
   set entered_at = t.entered_at + n.behind * interval '1 microsecond'
  from (select k.account_id, k.id,
               row_number() over (partition by k.account_id, k.conversation_id, k.entered_at order by k.protocol) - 1 as behind
          from tickets k) n
 where n.behind > 0 and t.account_id = n.account_id and t.id = n.id;
