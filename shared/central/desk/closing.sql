-- name: closing_reasons
-- In the company's own order.
select id, name, active from closing_reasons where account_id = current_account() order by position, id;

-- name: closing_required
select required from closing_rules where account_id = current_account();

-- name: lock_closing
-- Others who save wait, also for the first time.
insert into closing_rules as r (account_id, required) values (current_account(), '{}')
on conflict (account_id) do update set required = r.required;

-- name: save_required
insert into closing_rules (account_id, required) values (current_account(), %(required)s)
on conflict (account_id) do update set required = excluded.required;

-- name: drop_reasons
-- Those that are not kept.
delete from closing_reasons where account_id = current_account() and id <> all (%(ids)s::uuid[]);

-- name: save_reason
-- A new one or a change. An id of another company's makes a new row here and touches nothing there.
insert into closing_reasons (account_id, id, name, position, active)
values (current_account(), %(id)s, %(name)s, %(position)s, %(active)s)
on conflict (account_id, id) do update set name = excluded.name, position = excluded.position, active = excluded.active;

-- name: closing_state
-- What closing a conversation asks for, and what of it is known. Primary keys.
select coalesce((select r.required from closing_rules r where r.account_id = c.account_id), '{}') as required,
       array(select r.name from closing_reasons r where r.account_id = c.account_id and r.active order by r.position) as reasons,
       array_remove(array[
           case when exists (select from conversation_labels l
                              where l.account_id = c.account_id and l.conversation_id = c.id) then 'labels' end,
           case when c.subject <> '' then 'subject' end, case when k.name <> '' then 'contact.name' end,
           case when k.phone <> '' then 'contact.phone' end, case when k.email <> '' then 'contact.email' end], null) as known
  from conversations c
  join contacts k on k.account_id = c.account_id and k.id = c.contact_id
 where c.account_id = current_account() and c.id = %(conversation_id)s;
