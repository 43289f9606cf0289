-- name: list_labels
-- By name, from behind the last one shown; the count reads index conversation_labels_label.
select l.id, l.name, l.color,
       (select count(*) from conversation_labels cl
          join conversations c on c.account_id = cl.account_id and c.id = cl.conversation_id and c.status <> 'closed'
         where cl.account_id = l.account_id and cl.label_id = l.id)::integer as conversations
  from labels l
 where l.account_id = current_account()
   and (%(after_name)s::text is null or (lower(l.name), l.id) > (lower(%(after_name)s), %(after_id)s::uuid))
 order by lower(l.name), l.id
 limit %(limit)s;

-- name: insert_label
-- Returns nothing when the name is taken. Unique index labels_name.
insert into labels (account_id, name, color)
values (current_account(), %(name)s, %(color)s)
on conflict (account_id, lower(name)) do nothing
returning id, name, color, 0 as conversations;
