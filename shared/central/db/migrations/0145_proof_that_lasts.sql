-- A session that is opened on the strength of an older one.

-- What a session's password was, so that a later look can tell whether it still is. Says nothing about the password.
create function password_proof(p_user_id uuid) returns bytea
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select gate.digest_of_password(u.password_hash) from users u where u.id = p_user_id;
end;
call run_as_lookup('password_proof(uuid)');
