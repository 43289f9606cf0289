-- Who leads is told of a low rating, unless the company does not want it; and that a rating was told is kept, because thanks
-- that are switched off leave no message behind that says so.
alter table survey_settings add column alert_low_ratings boolean not null default true;
alter table survey_requests add column told boolean not null default false;
update survey_requests set told = true where rating is not null and (due_at is null or prompt_id is not null);
-- How one contact has rated so far.
create index survey_requests_rated_by on survey_requests (account_id, contact_id, answered_at) where rating is not null;
