-- name: list_contacts
-- The most recently changed first, from behind the last row shown. Index contacts_recent; a search names its ids first.
select c.id, c.name, c.email, c.phone, c.avatar_url, c.state, c.attributes, c.blocked, c.marketing_opt_out_at,
       c.created_at, c.updated_at,
       coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'channel_type', i.channel_type, 'kind', i.kind, 'value', i.value)
                                  order by i.created_at, i.id)
                   from contact_identities i where i.account_id = c.account_id and i.contact_id = c.id), '[]') as identities
  from contacts c
 where c.account_id = current_account()
   and (%(after_time)s::timestamptz is null or (c.updated_at, c.id) < (%(after_time)s, %(after_id)s::uuid))
 order by c.updated_at desc, c.id desc
 limit %(limit)s;

-- name: search_contacts
-- The same, of those whose name, e-mail or phone contains a text. Index contacts_search, at most 1,000 found.
select c.id, c.name, c.email, c.phone, c.avatar_url, c.state, c.attributes, c.blocked, c.marketing_opt_out_at,
       c.created_at, c.updated_at,
       coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'channel_type', i.channel_type, 'kind', i.kind, 'value', i.value)
                                  order by i.created_at, i.id)
                   from contact_identities i where i.account_id = c.account_id and i.contact_id = c.id), '[]') as identities
  from search_contacts(%(text)s, 1000) found
  join contacts c on c.account_id = current_account() and c.id = found.contact_id
 where (%(after_time)s::timestamptz is null or (c.updated_at, c.id) < (%(after_time)s, %(after_id)s::uuid))
 order by c.updated_at desc, c.id desc
 limit %(limit)s;

-- name: find_contact
-- Primary key.
select c.id, c.name, c.email, c.phone, c.avatar_url, c.state, c.attributes, c.blocked, c.marketing_opt_out_at,
       c.created_at, c.updated_at,
       coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'channel_type', i.channel_type, 'kind', i.kind, 'value', i.value)
                                  order by i.created_at, i.id)
                   from contact_identities i where i.account_id = c.account_id and i.contact_id = c.id), '[]') as identities
  from contacts c
 where c.account_id = current_account() and c.id = %(contact_id)s;

-- name: insert_contact
-- Primary key.
insert into contacts (account_id, id, name, email, phone, state, attributes)
values (current_account(), %(contact_id)s, %(name)s, %(email)s, %(phone)s, %(state)s, %(attributes)s);

-- name: claim_identity
-- Gives an address to a contact, or returns whose it is. Unique by its match key; a concurrent claim waits here.
with claimed as (
    insert into contact_identities (account_id, contact_id, channel_type, kind, value, match_key)
    values (current_account(), %(contact_id)s, %(channel_type)s, %(kind)s, %(value)s, %(match_key)s)
    on conflict (account_id, channel_type, kind, match_key) do update set value = contact_identities.value
    returning contact_id
)
select k.contact_id, c.name
  from claimed k
  left join contacts c on c.account_id = current_account() and c.id = k.contact_id;

-- name: drop_identity
-- A number somebody corrected is no longer an address, unless it was written from. Index contact_identities_contact.
delete from contact_identities i
 where i.account_id = current_account() and i.contact_id = %(contact_id)s
   and i.channel_type = %(channel_type)s and i.kind = %(kind)s and i.match_key = %(match_key)s
   and not exists (select from conversations v where v.account_id = i.account_id and v.identity_id = i.id);

-- name: update_contact
-- Columns whose flag is off stay as they are. Primary key.
update contacts
   set name = case when %(set_name)s then %(name)s else name end,
       email = case when %(set_email)s then %(email)s else email end,
       phone = case when %(set_phone)s then %(phone)s else phone end,
       state = case when %(set_state)s then %(state)s else state end,
       attributes = case when %(set_attributes)s then %(attributes)s else attributes end,
       blocked = case when %(set_blocked)s then %(blocked)s else blocked end,
       updated_at = now()
 where account_id = current_account() and id = %(contact_id)s;
