-- name: list_rules
-- The company's rules, the highest priority first (id null: all). They are few.
select r.id, r.name, r.priority, r.active, r.label_id, r.channel_id, r.contact_state, r.attribute_name, r.attribute_value
  from priority_rules r
 where r.account_id = current_account() and (%(id)s::uuid is null or r.id = %(id)s)
 order by r.priority desc, lower(r.name), r.id;

-- name: insert_rule
insert into priority_rules (account_id, name, priority, active, label_id, channel_id, contact_state, attribute_name,
                            attribute_value)
values (current_account(), %(name)s, %(priority)s, %(active)s, %(label_id)s, %(channel_id)s, %(contact_state)s,
        %(attribute_name)s, %(attribute_value)s)
returning id;

-- name: lock_rule
-- Others who change this rule wait. Primary key.
select r.id from priority_rules r where r.account_id = current_account() and r.id = %(id)s for update;

-- name: replace_rule
-- Primary key.
update priority_rules
   set name = %(name)s, priority = %(priority)s, active = %(active)s, label_id = %(label_id)s, channel_id = %(channel_id)s,
       contact_state = %(contact_state)s, attribute_name = %(attribute_name)s, attribute_value = %(attribute_value)s
 where account_id = current_account() and id = %(id)s;

-- name: delete_rule
delete from priority_rules where account_id = current_account() and id = %(id)s returning id;
