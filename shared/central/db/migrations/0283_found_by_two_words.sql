-- As in migration 0052, but that a contact is found by two words at once. By the longest alone everybody was read who shares
-- it: of 300,000 called "Cliente" and a number each, seven seconds; the number is the shorter word.
create or replace function search_conversations(p_words text[], p_digits text, p_sight sight, p_limit integer)
    returns table (conversation_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    with query as (
        select to_tsquery('simple', string_agg(quote, ' & ' order by position)) as words
          from (select position, '''' || translate(fold(word), '''\', '  ') || ''''
                       || case when position = cardinality(p_words) then ':*' else '' end as quote
                  from unnest(p_words) with ordinality as given (word, position)) quoted
    ),
    patterns as (
        select '%' || replace(replace(replace(fold(word), '\', '\\'), '%', '\%'), '_', '\_') || '%' as pattern
          from unnest(p_words) as given (word)
    ),
    -- Once, whatever the planner thinks of the filter below.
    found as materialized (
        select m.conversation_id as id
          from messages m
         where m.account_id = current_account()
           and m.text is not null and m.deleted_at is null
           and to_tsvector('simple', fold(m.text)) @@ (select words from query)
        union
        select c.id
          from contacts k
          join conversations c on c.account_id = current_account() and c.contact_id = k.id
         where k.account_id = current_account()
           -- The two longest words find them (index contacts_search), the others choose among those.
           and fold(k.name || ' ' || coalesce(k.email, '') || ' ' || coalesce(k.phone, ''))
               like (select pattern from patterns order by length(pattern) desc limit 1)
           and fold(k.name || ' ' || coalesce(k.email, '') || ' ' || coalesce(k.phone, ''))
               like (select pattern from patterns order by length(pattern) desc
                     offset (cardinality(p_words) > 1)::integer limit 1)
           and (cardinality(p_words) <= 2
                or fold(k.name || ' ' || coalesce(k.email, '') || ' ' || coalesce(k.phone, ''))
                   like all (array(select pattern from patterns)))
        union
        select c.id
          from contacts k
          join conversations c on c.account_id = current_account() and c.contact_id = k.id
         where k.account_id = current_account()
           and p_digits is not null
           and fold(k.name || ' ' || coalesce(k.email, '') || ' ' || coalesce(k.phone, '')) like '%' || p_digits || '%'
        union
        select t.conversation_id
          from tickets t
         where t.account_id = current_account() and t.protocol = p_words[1] and cardinality(p_words) = 1
    )
    select c.id
      from found f
      join conversations c on c.account_id = current_account() and c.id = f.id
     where conversation_in_sight(c.assignee_id, c.queue_id, c.channel_id, c.status, c.session, p_sight)
     order by c.last_activity_at desc, c.id desc
     limit p_limit;
end;
call run_as_lookup('search_conversations(text[], text, sight, integer)');
