-- name: find_number
-- One business number with its switches.
select phone_number_id, business_id, display_number, verified_name, access_token, faults
  from demo.numbers where phone_number_id = %(phone_number_id)s;

-- name: find_number_of_token
-- The business number a token was made for.
select phone_number_id, business_id, faults from demo.numbers where access_token = %(access_token)s limit 1;

-- name: list_numbers
-- The oldest first: the demonstration's own company.
select phone_number_id, business_id, display_number, verified_name, faults from demo.numbers order by created_at, phone_number_id;

-- name: insert_number
insert into demo.numbers (phone_number_id, business_id, display_number, verified_name, access_token)
values (%(phone_number_id)s, %(business_id)s, %(display_number)s, %(verified_name)s, %(access_token)s)
returning phone_number_id, business_id, display_number, verified_name, access_token;

-- name: save_faults
update demo.numbers set faults = %(faults)s where phone_number_id = %(phone_number_id)s
returning phone_number_id, faults;

-- name: save_customer
-- A customer writes for the first time, or changes the name.
insert into demo.customers (wa_id, user_id, name) values (%(wa_id)s, %(user_id)s, %(name)s)
on conflict (wa_id) do update set name = excluded.name
returning wa_id, user_id, name;

-- name: find_customer
select wa_id, user_id, name from demo.customers where wa_id = %(wa_id)s;

-- name: list_customers
-- Customers with their last message, newest first; a reaction is none.
select c.wa_id, c.name, c.user_id, m.content as last_content, m.type as last_type, m.created_at as last_at
  from demo.customers c
  left join lateral (select content, type, created_at from demo.messages
                      where wa_id = c.wa_id and phone_number_id = %(phone_number_id)s and type <> 'reaction'
                      order by id desc limit 1) m on true
 order by coalesce(m.created_at, c.created_at) desc
 limit 100;

-- name: insert_message
insert into demo.messages (wamid, phone_number_id, wa_id, direction, type, content, reply_to, status, callback_data)
values (%(wamid)s, %(phone_number_id)s, %(wa_id)s, %(direction)s, %(type)s, %(content)s, %(reply_to)s, %(status)s,
        %(callback_data)s)
returning *;

-- name: find_message
select * from demo.messages where wamid = %(wamid)s;

-- name: list_messages
-- What changed in one thread since a moment (everything when it is null).
select * from demo.messages
 where phone_number_id = %(phone_number_id)s and wa_id = %(wa_id)s
   and (%(since)s::timestamptz is null or changed_at > %(since)s)
 order by id
 limit 500;

-- name: advance_status
-- A status only rises.
update demo.messages set status = %(status)s, changed_at = clock_timestamp()
 where wamid = %(wamid)s
   and array_position(array['accepted', 'sent', 'delivered', 'read'], status)
     < array_position(array['accepted', 'sent', 'delivered', 'read'], %(status)s)
returning *;

-- name: list_unread_by_customer
-- What the customer sees now that the chat is open.
select wamid from demo.messages
 where phone_number_id = %(phone_number_id)s and wa_id = %(wa_id)s and direction = 'business'
   and status in ('accepted', 'sent', 'delivered') and type <> 'reaction'
 order by id;

-- name: mark_seen_by_business
-- The business has read up to this message: the customer's ticks turn blue.
update demo.messages m set status = 'read', changed_at = clock_timestamp()
  from demo.messages named
 where named.wamid = %(wamid)s and m.phone_number_id = named.phone_number_id and m.wa_id = named.wa_id
   and m.direction = 'customer' and m.id <= named.id and m.status is distinct from 'read';

-- name: set_reaction
update demo.messages
   set reactions = case when %(emoji)s = '' then reactions - %(by)s
                        else reactions || jsonb_build_object(%(by)s::text, %(emoji)s::text) end,
       changed_at = clock_timestamp()
 where wamid = %(wamid)s
returning *;

-- name: edit_message
update demo.messages set content = %(content)s, edited_at = now(), changed_at = clock_timestamp()
 where wamid = %(wamid)s and direction = 'customer' returning *;

-- name: delete_message
update demo.messages set deleted_at = now(), changed_at = clock_timestamp()
 where wamid = %(wamid)s and direction = 'customer' returning *;

-- name: insert_media
insert into demo.media (id, mime_type, file_name, sha256, content)
values (%(id)s, %(mime_type)s, %(file_name)s, %(sha256)s, %(content)s);

-- name: find_media
select id, mime_type, file_name, sha256, content, length(content) as bytes from demo.media where id = %(id)s;

-- name: list_templates
select name, language, category, status, components from demo.templates
 where business_id = %(business_id)s order by name, language;

-- name: find_template
select name, language, category, status, components from demo.templates
 where business_id = %(business_id)s and name = %(name)s and language = %(language)s;

-- name: record_call
insert into demo.calls (phone_number_id, operation, answer, callback_data)
values (%(phone_number_id)s, %(operation)s, %(answer)s, %(callback_data)s);

-- name: set_typing
insert into demo.typing (phone_number_id, wa_id, until)
select phone_number_id, wa_id, now() + interval '25 seconds' from demo.messages where wamid = %(wamid)s
on conflict (phone_number_id, wa_id) do update set until = excluded.until;

-- name: stop_typing
delete from demo.typing where phone_number_id = %(phone_number_id)s and wa_id = %(wa_id)s;

-- name: is_typing
select 1 as typing from demo.typing
 where phone_number_id = %(phone_number_id)s and wa_id = %(wa_id)s and until > now();

-- name: save_mail
-- A mail our product sent; the last two hundred are kept.
with forgotten as (
    delete from demo.mails where id <= (select max(id) - 199 from demo.mails)
)
insert into demo.mails (sender, recipient, subject, content)
values (%(sender)s, %(recipient)s, %(subject)s, %(content)s)
returning id;

-- name: list_mails
-- The newest first.
select id, recipient, subject, content, created_at from demo.mails order by id desc limit %(limit)s;

-- name: list_people
-- Who can be chosen at the look-alike provider: the demo's own first, then whom somebody made up; ten at most.
select email, name from demo.people order by created_at, name limit 10;

-- name: save_person
-- Nobody's name changes by coming again; without a name they are called what stands before the @.
insert into demo.people (email, name)
values (%(email)s, coalesce(nullif(%(name)s, ''), split_part(%(email)s, '@', 1)))
on conflict (email) do update set email = excluded.email
returning email;

-- name: save_code
-- Good for a minute; those of before are forgotten.
with forgotten as (
    delete from demo.codes where created_at < now() - interval '1 minute'
)
insert into demo.codes (code, email, challenge, nonce) values (%(code)s, %(email)s, %(challenge)s, %(nonce)s);

-- name: take_code
-- Good once.
with taken as (
    delete from demo.codes where code = %(code)s returning email, challenge, nonce, created_at
)
select p.subject, p.email, p.name, t.challenge, t.nonce
  from taken t
  join demo.people p on p.email = t.email
 where t.created_at > now() - interval '1 minute';

-- name: find_key
select id, pem from demo.keys;

-- name: save_key
insert into demo.keys (id, pem) values (%(id)s, %(pem)s) on conflict do nothing;
