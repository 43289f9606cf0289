-- Whether somebody of the transaction's company has a password: who has none is not told that theirs stays as it is.
create function has_password(p_user_id uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select exists (
        select from users u
          join memberships m on m.account_id = current_account() and m.user_id = u.id
         where u.id = p_user_id and u.password_hash is not null);
end;
call run_as_lookup('has_password(uuid)');
