-- A ticket whose case goes on with the same contact on another channel names the ticket there. Several may go on in one:
-- what is open there already is carried on.
alter table tickets add column continued_as uuid;
alter table tickets add constraint tickets_continued_as check (continued_as is null or state = 'transferred');
alter table tickets add constraint tickets_continued_as_ticket
    foreign key (account_id, continued_as) references tickets (account_id, id) on delete set null (continued_as);
create index tickets_continued on tickets (account_id, continued_as) where continued_as is not null;

-- The clocks go along, as with every transfer: to the contact it is the same wait. What the ticket there promises already
-- stays its own; the undecided clock here ends like that of a ticket nobody finished. Under the locks of both conversations.
create function sla_continue() returns trigger
    language plpgsql as $$
begin
    -- Its execution asks for the old ticket and finds nothing; the new ticket's fact starts another one.
    update sla_targets s
       set ticket_id = new.continued_as, version = s.version + 1, looks_at = null,
           conversation_id = (select t.conversation_id from tickets t
                               where t.account_id = new.account_id and t.id = new.continued_as)
     where s.account_id = new.account_id and s.ticket_id = new.id and s.ended_at is null
       and not exists (select from sla_targets o
                        where o.account_id = s.account_id and o.ticket_id = new.continued_as and o.target = s.target);
    if found then
        perform sla_choose_again(new.continued_as);
    end if;
    perform sla_move(new.conversation_id, new.id, 'abandoned');
    return null;
end
$$;
create trigger tickets_sla_continue after update of continued_as on tickets
    for each row when (new.continued_as is not null and new.continued_as is distinct from old.continued_as)
    execute function sla_continue();
