-- name: read_service
-- The company's own words, and what it chose about time.
select a.locale, a.texts, a.settings @> '{"say_closing": true}' as say_closing,
       account_setting('position_interval_seconds', 60)::integer as position_interval_seconds,
       account_setting('give_back_after_seconds', 300)::integer as give_back_after_seconds,
       account_setting('idle_after_seconds', 300)::integer as idle_after_seconds
  from accounts a where a.id = current_account();

-- name: save_service
-- What is given; a text that is null is the language's again. Primary key.
update accounts set texts = jsonb_strip_nulls(texts || %(texts)s::jsonb), settings = settings || %(settings)s::jsonb
 where id = current_account();
