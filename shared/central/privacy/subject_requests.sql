-- name: insert_request
-- Nothing when the contact is gone, or a request of the kind is open. Holds the contact: an erasure that is under way is waited
-- for, one that begins finds the request. subject_requests_one_open.
insert into subject_requests (account_id, id, contact_id, kind, note, recorded_by, due_on)
select c.account_id, %(id)s, c.id, %(request_kind)s, %(note)s, %(recorded_by)s,
       (now() at time zone a.time_zone)::date + %(days)s::integer
  from contacts c
  join accounts a on a.id = c.account_id
 where c.account_id = current_account() and c.id = %(contact_id)s
   for key share of c
    on conflict (account_id, contact_id, kind) where state = 'open' do nothing
returning id;

-- name: find_request
-- Primary key.
select r.id, r.contact_id, c.name as contact_name, r.kind, r.state, r.note, r.answer, r.recorded_by,
       u.name as recorded_by_name, r.created_at, r.due_on, r.due_on - (now() at time zone a.time_zone)::date as days_left,
       exists (select from privacy_jobs j
                where j.account_id = r.account_id and j.contact_id = r.contact_id and j.kind = r.kind
                  and j.state in ('waiting', 'working')) as in_progress,
       r.closed_by, w.name as closed_by_name, r.closed_at
  from subject_requests r
  join accounts a on a.id = r.account_id
  left join contacts c on c.account_id = r.account_id and c.id = r.contact_id
  left join users u on u.id = r.recorded_by
  left join users w on w.id = r.closed_by
 where r.account_id = current_account() and r.id = %(id)s;

-- name: list_requests_of_contact
-- The newest first. subject_requests_contact.
select r.id, r.contact_id, c.name as contact_name, r.kind, r.state, r.note, r.answer, r.recorded_by,
       u.name as recorded_by_name, r.created_at, r.due_on, r.due_on - (now() at time zone a.time_zone)::date as days_left,
       exists (select from privacy_jobs j
                where j.account_id = r.account_id and j.contact_id = r.contact_id and j.kind = r.kind
                  and j.state in ('waiting', 'working')) as in_progress,
       r.closed_by, w.name as closed_by_name, r.closed_at
  from subject_requests r
  join accounts a on a.id = r.account_id
  left join contacts c on c.account_id = r.account_id and c.id = r.contact_id
  left join users u on u.id = r.recorded_by
  left join users w on w.id = r.closed_by
 where r.account_id = current_account() and r.contact_id = %(contact_id)s
   and (%(after_at)s::timestamptz is null or (r.created_at, r.id) < (%(after_at)s, %(after_id)s::uuid))
 order by r.created_at desc, r.id desc
 limit %(limit)s;

-- name: list_open_requests
-- Who asked first comes first: that is due first. subject_requests_open.
select r.id, r.contact_id, c.name as contact_name, r.kind, r.state, r.note, r.answer, r.recorded_by,
       u.name as recorded_by_name, r.created_at, r.due_on, r.due_on - (now() at time zone a.time_zone)::date as days_left,
       exists (select from privacy_jobs j
                where j.account_id = r.account_id and j.contact_id = r.contact_id and j.kind = r.kind
                  and j.state in ('waiting', 'working')) as in_progress,
       r.closed_by, w.name as closed_by_name, r.closed_at
  from subject_requests r
  join accounts a on a.id = r.account_id
  left join contacts c on c.account_id = r.account_id and c.id = r.contact_id
  left join users u on u.id = r.recorded_by
  left join users w on w.id = r.closed_by
 where r.account_id = current_account() and r.state = 'open'
   and (%(after_at)s::timestamptz is null or (r.created_at, r.id) > (%(after_at)s, %(after_id)s::uuid))
 order by r.created_at, r.id
 limit %(limit)s;

-- name: list_closed_requests
-- What was answered last comes first. subject_requests_closed.
select r.id, r.contact_id, c.name as contact_name, r.kind, r.state, r.note, r.answer, r.recorded_by,
       u.name as recorded_by_name, r.created_at, r.due_on, r.due_on - (now() at time zone a.time_zone)::date as days_left,
       false as in_progress, r.closed_by, w.name as closed_by_name, r.closed_at
  from subject_requests r
  join accounts a on a.id = r.account_id
  left join contacts c on c.account_id = r.account_id and c.id = r.contact_id
  left join users u on u.id = r.recorded_by
  left join users w on w.id = r.closed_by
 where r.account_id = current_account() and r.state <> 'open'
   and (%(after_at)s::timestamptz is null or (r.closed_at, r.id) < (%(after_at)s, %(after_id)s::uuid))
 order by r.closed_at desc, r.id desc
 limit %(limit)s;

-- name: close_request
-- Nothing when somebody else answered it. Primary key.
update subject_requests
   set state = %(state)s, answer = %(answer)s, closed_by = %(closed_by)s, closed_at = clock_timestamp()
 where account_id = current_account() and id = %(id)s and state = 'open'
returning id, kind, contact_id, recorded_by;

-- name: fulfil_requests
-- What was asked for was done, whoever asked for it to be done. subject_requests_one_open.
update subject_requests
   set state = 'fulfilled', closed_by = %(closed_by)s, closed_at = clock_timestamp()
 where account_id = current_account() and contact_id = %(contact_id)s and kind = %(request_kind)s and state = 'open'
returning id, kind, contact_id, recorded_by;

-- name: forget_words
-- The contact is gone: nobody can answer what is open, and no word about them stays. subject_requests_contact.
with before as materialized (
    select r.id, r.state from subject_requests r
     where r.account_id = current_account() and r.contact_id = %(contact_id)s
     order by r.id
       for update
), gone as (
    update subject_requests r
       set state = case when b.state = 'open' then 'lapsed' else b.state end,
           closed_at = coalesce(r.closed_at, clock_timestamp()), note = null, answer = null
      from before b
     where r.account_id = current_account() and r.id = b.id
    returning r.id, r.kind, r.contact_id, r.recorded_by, b.state as before
)
select g.id, g.kind, g.contact_id, g.recorded_by from gone g where g.before = 'open' order by g.id;
