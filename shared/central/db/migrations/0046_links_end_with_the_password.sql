-- A password is the person's and not a company's, and so are the links for a new one: whatever company's mail they came
-- with, they end when the password changes. Returns the hashes of those that were good. As the application role, company by
-- company, like end_sessions (0041).
create function use_reset_links(p_user_id uuid) returns setof bytea
    language plpgsql as $$
declare
    v_here text := current_setting('central.account_id', true);
    v_account uuid;
begin
    for v_account in select companies_of(p_user_id) loop
        perform set_config('central.account_id', v_account::text, true);
        return query
            update mails m
               set link_used_at = now()
             where m.account_id = v_account and m.user_id = p_user_id and m.kind = 'password_reset'
               and m.link_used_at is null and m.link_expires_at > now()
            returning m.token_hash;
    end loop;
    perform set_config('central.account_id', coalesce(v_here, ''), true);
end
$$;
