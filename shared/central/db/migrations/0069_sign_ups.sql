-- Companies that open themselves. What somebody asks for is written down for every address alike; the worker that sends
-- mail opens the company, and the link in the mail is what proves that the address is theirs: nobody is signed in before.

create table gate.sign_ups (
    email text primary key check (email = lower(email) and length(email) between 3 and 254),
    id uuid not null unique,
    company text not null check (length(company) between 1 and 120),
    person text not null check (length(person) between 1 and 120),
    locale text not null check (locale in ('pt-BR', 'en', 'es')),
    asked_at timestamptz not null
);
grant select, insert, delete on gate.sign_ups to central_lookup;
-- The new company's own rows pass the walls like everybody's: its id is the account of the transaction that opens it.
grant insert (id, name, locale, time_zone) on accounts to central_app;

-- Notes the wish; returns the seconds to wait when it was asked too often: 5 times from one address in a quarter of an hour.
create function ask_sign_up(
    p_id uuid, p_email text, p_company text, p_person text, p_locale text, p_address text, p_now timestamptz
) returns integer
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_wait integer := gate.count_try(gate.key_of('sign up', p_address), 5, p_now);
begin
    if v_wait = 0 then
        insert into gate.sign_ups (email, id, company, person, locale, asked_at)
        values (lower(p_email), p_id, p_company, p_person, p_locale, p_now)
        on conflict (email) do nothing;
    end if;
    return v_wait;
end
$$;
call run_as_lookup('ask_sign_up(uuid, text, text, text, text, text, timestamptz)');

-- The oldest wishes. known: somebody has that address already; they open companies when they are signed in.
create function due_sign_ups(p_limit integer)
    returns table (id uuid, email text, company text, person text, locale text, known boolean)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select s.id, s.email, s.company, s.person, s.locale, exists (select from users u where u.email = s.email)
      from gate.sign_ups s order by s.asked_at limit p_limit;
end;
call run_as_lookup('due_sign_ups(integer)');

-- The wish came true, or could not: its address is sent a link (migration 0043).
create function finish_sign_up(p_id uuid, p_now timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    insert into gate.reset_requests (email, id, asked_at)
    select s.email, s.id, p_now from gate.sign_ups s where s.id = p_id
    on conflict (email) do nothing;
    delete from gate.sign_ups s where s.id = p_id;
end
$$;
grant insert on gate.reset_requests to central_lookup;
call run_as_lookup('finish_sign_up(uuid, timestamptz)');

-- As in migration 0043, with the wishes for companies.
create or replace function mail_work() returns table (due boolean, ahead boolean)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select coalesce(bool_or(w.at < now() - interval '5 seconds'), false), count(*) > 0
      from (select m.due_at as at from mails m where m.due_at is not null
             union all
            select r.asked_at from gate.reset_requests r
             union all
            select s.asked_at from gate.sign_ups s) w;
end;
