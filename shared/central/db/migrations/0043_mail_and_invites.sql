-- System mail with links that open something once: invites to work for a company, and new passwords.
--
-- A link's token exists in the mail only. It is made when the mail is sent, and its SHA-256 is what is stored, so nobody who
-- reads this database opens anything.

create table invites (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    email text not null check (email = lower(email) and length(email) between 3 and 254),
    role text not null check (role in ('admin', 'supervisor', 'agent')),
    -- A role of the company's own, when it still exists by the time the invite is accepted.
    role_id uuid,
    invited_by uuid not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    accepted_at timestamptz,
    revoked_at timestamptz,
    primary key (account_id, id),
    foreign key (account_id, invited_by) references memberships (account_id, user_id) on delete cascade
);
create unique index invites_open on invites (account_id, email) where accepted_at is null and revoked_at is null;
create index invites_made on invites (account_id, created_at, id);
create index invites_inviter on invites (account_id, invited_by);
call protect_table('invites');
call let_lookup_read('invites');

-- pending   to be sent from due_at on
-- sending   a worker does; should it say nothing until due_at, nobody knows whether the mail left
-- sent      the mail service took it
-- failed    it was refused, or could not be sent until its time was over; error says why
-- unknown   it may have been sent; never sent again by itself, so that nobody has it twice
create table mails (
    account_id uuid not null references accounts (id) on delete cascade,
    id uuid not null default gen_random_uuid(),
    kind text not null check (kind in ('invite', 'password_reset')),
    address text not null check (length(address) between 3 and 254),
    -- Of a password_reset: whose password. Of an invite: which.
    user_id uuid,
    invite_id uuid,
    state text not null default 'pending' check (state in ('pending', 'sending', 'sent', 'failed', 'unknown')),
    attempts integer not null default 0,
    due_at timestamptz default now(),
    error text check (length(error) <= 80),
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    token_hash bytea unique,
    link_expires_at timestamptz,
    link_used_at timestamptz,
    primary key (account_id, id),
    foreign key (account_id, user_id) references memberships (account_id, user_id) on delete cascade,
    foreign key (account_id, invite_id) references invites (account_id, id) on delete cascade,
    check ((due_at is not null) = (state in ('pending', 'sending')))
);
create index mails_due on mails (due_at) where due_at is not null;
create index mails_user on mails (account_id, user_id, created_at);
create index mails_invite on mails (account_id, invite_id, created_at);
call protect_table('mails');
call let_lookup_read('mails');

-- Somebody forgot a password. Written down for every address alike, known or not; who it belongs to is looked up by the
-- worker, so that neither the answer nor its time tells. Asking again before that changes nothing.
create table gate.reset_requests (
    email text primary key,
    id uuid not null unique,
    asked_at timestamptz not null
);
grant select, insert, delete on gate.reset_requests to central_lookup;

-- Notes that a new password is asked for; returns the seconds to wait when it was asked too often: 20 times from one
-- address in a quarter of an hour. A browser that is known for the e-mail has tries of its own (decision 0010).
create function ask_password_reset(p_id uuid, p_email text, p_address text, p_device bytea, p_now timestamptz) returns integer
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_email text := lower(p_email);
    v_device bytea := gate.key_of('device', v_email, encode(p_device, 'hex'));
    v_wait integer;
begin
    if p_device is not null
       and exists (select from gate.known k where k.key = v_device and k.expires_at > p_now)
       and gate.count_try(gate.key_of('reset device', encode(v_device, 'hex')), 5, p_now) = 0 then
        v_wait := 0;
    else
        v_wait := gate.count_try(gate.key_of('reset address', p_address), 20, p_now);
    end if;
    if v_wait = 0 then
        insert into gate.reset_requests (email, id, asked_at) values (v_email, p_id, p_now) on conflict (email) do nothing;
    end if;
    return v_wait;
end
$$;
call run_as_lookup('ask_password_reset(uuid, text, text, bytea, timestamptz)');

-- What was asked for, the oldest first, and whom it belongs to: the oldest company somebody works for sends the mail.
-- Nulls: nobody.
create function due_reset_requests(p_limit integer) returns table (id uuid, email text, user_id uuid, account_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select r.id, r.email, w.user_id, w.account_id
      from gate.reset_requests r
      left join lateral (
          select u.id as user_id, m.account_id
            from users u
            join memberships m on m.user_id = u.id and m.active
            join accounts a on a.id = m.account_id and a.status = 'active'
           where u.email = r.email
           order by m.created_at, m.account_id
           limit 1) w on true
     order by r.asked_at
     limit p_limit;
end;
call run_as_lookup('due_reset_requests(integer)');

create function forget_reset_request(p_id uuid) returns void
    language sql security definer set search_path = pg_catalog, public
begin atomic
    delete from gate.reset_requests r where r.id = p_id;
end;
call run_as_lookup('forget_reset_request(uuid)');

-- Mails whose time has come, in all companies, the oldest first.
create function due_mails(p_limit integer) returns table (account_id uuid, mail_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select m.account_id, m.id from mails m where m.due_at <= now() order by m.due_at limit p_limit;
end;
call run_as_lookup('due_mails(integer)');

-- For the sweep: whether mail waits longer than its own doorbell takes, and whether any may wait later.
create function mail_work() returns table (due boolean, ahead boolean)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select exists (select from mails m where m.due_at < now() - interval '5 seconds')
           or exists (select from gate.reset_requests r where r.asked_at < now() - interval '5 seconds'),
           exists (select from mails m where m.due_at is not null) or exists (select from gate.reset_requests);
end;
call run_as_lookup('mail_work()');

-- Whom a link belongs to, before the account is known. No row: it never existed, was used, ended, or was taken back; such
-- tries are counted, 20 per address in a quarter of an hour, and wait_seconds says how long not to try. A link that is good
-- is never counted, so nobody is kept from theirs.
create function find_link(p_kind text, p_token_hash bytea, p_address text, p_now timestamptz)
    returns table (wait_seconds integer, account_id uuid, account_name text, account_locale text, invite_id uuid,
                   email text, role text, user_id uuid, user_name text, has_password boolean)
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    return query
        select 0, a.id, a.name, a.locale, i.id, coalesce(i.email, u.email), i.role, u.id, u.name,
               u.password_hash is not null
          from mails m
          join accounts a on a.id = m.account_id and a.status = 'active'
          left join invites i on i.account_id = m.account_id and i.id = m.invite_id
          left join users u on u.id = m.user_id or u.email = i.email
         where m.token_hash = p_token_hash and m.kind = p_kind
           and m.link_used_at is null and m.link_expires_at > now()
           and case m.kind
                   when 'invite' then i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
                   else exists (select from memberships w
                                 where w.account_id = m.account_id and w.user_id = m.user_id and w.active)
               end;
    if not found then
        return query select gate.count_try(gate.key_of('link', p_address), 20, p_now), null::uuid, null, null, null::uuid,
                            null, null, null::uuid, null, null::boolean;
    end if;
end
$$;
call run_as_lookup('find_link(text, bytea, text, timestamptz)');

-- Before the password of somebody who was invited and is known already is compared: 5 tries per link in a quarter of an
-- hour. Only who holds the link can use them up.
create function begin_invite_password(p_token_hash bytea, p_now timestamptz)
    returns table (wait_seconds integer, password_hash text)
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_wait integer := gate.count_try(gate.key_of('invite password', encode(p_token_hash, 'hex')), 5, p_now);
begin
    return query
        select v_wait, case when v_wait = 0 then u.password_hash end
          from mails m
          join invites i on i.account_id = m.account_id and i.id = m.invite_id
          join users u on u.email = i.email
         where m.token_hash = p_token_hash and m.kind = 'invite' and m.link_expires_at > now();
end
$$;
call run_as_lookup('begin_invite_password(bytea, timestamptz)');

-- Invites are mail to people who did not ask for it: 5 per address and 100 per company in a quarter of an hour.
create function count_invite_mail(p_email text, p_now timestamptz) returns integer
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_account text := current_account()::text;
begin
    return greatest(
        gate.count_try(gate.key_of('invite mail', v_account, lower(p_email)), 5, p_now),
        gate.count_try(gate.key_of('invite mails', v_account), 100, p_now));
end
$$;
call run_as_lookup('count_invite_mail(text, timestamptz)');
