-- Sealed values, for whoever wraps their keys again (central/upkeep/rotation.py). They stay sealed: none of this opens one.

-- Every company that has any, suspended ones too.
create function accounts_with_secrets() returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select a.id
      from accounts a
     where exists (select from channels h where h.account_id = a.id and h.credentials is not null)
        or exists (select from privacy_keys k where k.account_id = a.id)
        or exists (select from memberships m join gate.second_factors f on f.user_id = m.user_id where m.account_id = a.id)
     order by a.id;
end;

-- The second factors of the people of the transaction's company.
create function sealed_factors() returns table (user_id uuid, secret bytea, pending_secret bytea)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select f.user_id, f.secret, f.pending_secret
      from gate.second_factors f
     where gate.works_here(f.user_id);
end;

-- Puts a value in the place of the one it was made from; nothing when that is another by now.
create function replace_sealed_factor(p_user_id uuid, p_old bytea, p_new bytea) returns void
    language sql volatile security definer set search_path = pg_catalog, public
begin atomic
    update gate.second_factors f
       set secret = case when f.secret = p_old then p_new else f.secret end,
           pending_secret = case when f.pending_secret = p_old then p_new else f.pending_secret end
     where f.user_id = p_user_id and gate.works_here(p_user_id) and p_old in (f.secret, f.pending_secret);
end;

call let_lookup_read('privacy_keys');
call run_as_lookup('accounts_with_secrets()');
call run_as_lookup('sealed_factors()');
call run_as_lookup('replace_sealed_factor(uuid, bytea, bytea)');
