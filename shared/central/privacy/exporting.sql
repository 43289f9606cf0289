-- name: rows_of_contacts
select to_jsonb(t) as row from contacts t
 where t.account_id = current_account() and t.id = %(contact_id)s
 order by t.id limit %(limit)s offset %(offset)s;

-- name: rows_of_contact_identities
select to_jsonb(t) as row from contact_identities t
 where t.account_id = current_account() and t.contact_id = %(contact_id)s
 order by t.id limit %(limit)s offset %(offset)s;

-- name: rows_of_contact_consents
select to_jsonb(t) as row from contact_consents t
 where t.account_id = current_account() and t.contact_id = %(contact_id)s
 order by t.recorded_at, t.id limit %(limit)s offset %(offset)s;

-- name: rows_of_subject_requests
select to_jsonb(t) as row from subject_requests t
 where t.account_id = current_account() and t.contact_id = %(contact_id)s
 order by t.created_at, t.id limit %(limit)s offset %(offset)s;

-- name: rows_of_reply_windows
select to_jsonb(t) as row from reply_windows t
 where t.account_id = current_account() and t.contact_id = %(contact_id)s
 order by t.channel_id limit %(limit)s offset %(offset)s;

-- name: rows_of_conversations
select to_jsonb(t) as row from conversations t
 where t.account_id = current_account() and t.contact_id = %(contact_id)s
 order by t.opened_at, t.id limit %(limit)s offset %(offset)s;

-- name: rows_of_messages
select to_jsonb(t) as row
  from conversations c join messages t on t.account_id = c.account_id and t.conversation_id = c.id
 where c.account_id = current_account() and c.contact_id = %(contact_id)s
 order by c.opened_at, c.id, t.sequence limit %(limit)s offset %(offset)s;

-- name: rows_of_media
-- Of messages, and of scheduled ones that were not sent.
select to_jsonb(f) as row
  from (select t.*
          from conversations c
          join messages m on m.account_id = c.account_id and m.conversation_id = c.id
          join media t on t.account_id = m.account_id and t.message_id = m.id
         where c.account_id = current_account() and c.contact_id = %(contact_id)s
        union all
        select t.*
          from conversations c
          join scheduled_messages s on s.account_id = c.account_id and s.conversation_id = c.id
          join media t on t.account_id = s.account_id and t.id = s.media_id and t.message_id is null
         where c.account_id = current_account() and c.contact_id = %(contact_id)s) f
 order by f.created_at, f.id limit %(limit)s offset %(offset)s;

-- name: rows_of_reactions
select to_jsonb(t) as row
  from conversations c
  join messages m on m.account_id = c.account_id and m.conversation_id = c.id
  join reactions t on t.account_id = m.account_id and t.message_id = m.id
 where c.account_id = current_account() and c.contact_id = %(contact_id)s
 order by t.created_at, t.message_id, t.author_type, t.author_id limit %(limit)s offset %(offset)s;

-- name: rows_of_delivery_attempts
select to_jsonb(t) as row
  from conversations c
  join messages m on m.account_id = c.account_id and m.conversation_id = c.id
  join delivery_attempts t on t.account_id = m.account_id and t.message_id = m.id
 where c.account_id = current_account() and c.contact_id = %(contact_id)s
 order by t.started_at, t.id limit %(limit)s offset %(offset)s;

-- name: rows_of_conversation_labels
select to_jsonb(t) || jsonb_build_object('name', l.name) as row
  from conversations c
  join conversation_labels t on t.account_id = c.account_id and t.conversation_id = c.id
  join labels l on l.account_id = t.account_id and l.id = t.label_id
 where c.account_id = current_account() and c.contact_id = %(contact_id)s
 order by t.conversation_id, t.label_id limit %(limit)s offset %(offset)s;

-- name: rows_of_conversation_reads
select to_jsonb(t) as row
  from conversations c join conversation_reads t on t.account_id = c.account_id and t.conversation_id = c.id
 where c.account_id = current_account() and c.contact_id = %(contact_id)s
 order by t.conversation_id, t.user_id limit %(limit)s offset %(offset)s;

-- name: rows_of_tickets
select to_jsonb(t) as row
  from conversations c join tickets t on t.account_id = c.account_id and t.conversation_id = c.id
 where c.account_id = current_account() and c.contact_id = %(contact_id)s
 order by t.entered_at, t.id limit %(limit)s offset %(offset)s;

-- name: rows_of_survey_requests
select to_jsonb(t) as row from survey_requests t
 where t.account_id = current_account() and t.contact_id = %(contact_id)s
 order by t.planned_at, t.id limit %(limit)s offset %(offset)s;

-- name: rows_of_handoff_wishes
select to_jsonb(t) as row
  from conversations c join handoff_wishes t on t.account_id = c.account_id and t.conversation_id = c.id
 where c.account_id = current_account() and c.contact_id = %(contact_id)s
 order by t.conversation_id limit %(limit)s offset %(offset)s;

-- name: rows_of_sla_targets
select to_jsonb(t) as row
  from conversations c join sla_targets t on t.account_id = c.account_id and t.conversation_id = c.id
 where c.account_id = current_account() and c.contact_id = %(contact_id)s
 order by t.started_at, t.ticket_id, t.target, t.cycle limit %(limit)s offset %(offset)s;

-- name: rows_of_scheduled_messages
select to_jsonb(t) as row
  from conversations c join scheduled_messages t on t.account_id = c.account_id and t.conversation_id = c.id
 where c.account_id = current_account() and c.contact_id = %(contact_id)s
 order by t.due_at, t.id limit %(limit)s offset %(offset)s;

-- name: rows_of_parked_updates
select to_jsonb(t) as row from parked_updates t
 where t.account_id = current_account()
   and exists (select from contact_identities k
                where k.account_id = t.account_id and k.contact_id = %(contact_id)s
                  and (position(to_json(k.value)::text in t.item::text) > 0
                       or position(to_json(k.match_key)::text in t.item::text) > 0))
 order by t.id limit %(limit)s offset %(offset)s;

-- name: account_of_export
-- The company's name, for the first page of an archive.
select a.name, a.time_zone from accounts a where a.id = current_account();
