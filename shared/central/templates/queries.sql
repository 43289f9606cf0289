-- name: list_templates
-- Those of one channel by name and language, from behind the last one shown. Unique index on channel, name, language.
select id, channel_id, external_id, name, language, category, status, parameter_format, components, rejected_reason, quality,
       updated_at
  from message_templates
 where account_id = current_account() and channel_id = %(channel_id)s
   and (%(status)s::text is null or status = %(status)s)
   and (%(after_name)s::text is null or (name, language) > (%(after_name)s, %(after_language)s::text))
 order by name, language
 limit %(limit)s;

-- name: store_templates
-- Makes the channel's templates equal to what the platform listed. Returns how many were stored and removed.
with listed as (
    select * from jsonb_to_recordset(%(templates)s) as t (
        id text, name text, language text, category text, status text, parameter_format text, components jsonb,
        rejected_reason text, quality text)
), stored as (
    insert into message_templates (account_id, channel_id, external_id, name, language, category, status,
                                   parameter_format, components, rejected_reason, quality)
    select distinct on (l.name, l.language)
           current_account(), %(channel_id)s, nullif(l.id, ''), l.name, l.language, l.category, l.status,
           case when l.parameter_format = 'NAMED' then 'NAMED' else 'POSITIONAL' end,
           coalesce(l.components, '[]'), l.rejected_reason, l.quality
      from listed l
    on conflict (account_id, channel_id, name, language) do update
        set external_id = excluded.external_id, category = excluded.category, status = excluded.status,
            parameter_format = excluded.parameter_format, components = excluded.components,
            rejected_reason = excluded.rejected_reason, quality = excluded.quality, updated_at = now()
    returning 1
), removed as (
    delete from message_templates m
     where m.account_id = current_account() and m.channel_id = %(channel_id)s
       and not exists (select from listed l where l.name = m.name and l.language = m.language)
    returning 1
)
select (select count(*) from stored)::integer as stored, (select count(*) from removed)::integer as removed;
