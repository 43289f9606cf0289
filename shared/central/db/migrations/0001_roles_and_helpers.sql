-- Extensions, helper functions and the rules every later table relies on.
--
-- Three roles exist (created by the migration runner, because roles belong to the cluster and not to the database):
--   central_owner   owns the tables and runs the migrations
--   central_app     is what the functions connect as: it owns nothing and every row it sees passes row-level security
--   central_lookup  cannot log in; it owns the few SECURITY DEFINER functions that must look across accounts (which
--                   account does this number, session or socket belong to; what is due anywhere) and may read only
--                   the tables that were opened to it. No role bypasses row-level security.

create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- The account of the running transaction, or null. A fresh connection has no setting and a reused one an empty string:
-- both must mean "no account", never an error and never somebody else's rows.
create function current_account() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('central.account_id', true), '')::uuid;

-- Text as people search for it: lower case, without accents. Immutable so that it can be indexed; the dictionary is
-- named because an unqualified unaccent() depends on the search path.
create function fold(value text) returns text
    language sql immutable strict parallel safe
    return lower(public.unaccent('public.unaccent'::regdictionary, value));

-- Turns row-level security on for one account-owned table and lets the application role use it.
-- Every migration that creates such a table ends with this call; the catalogue audit fails when one forgets.
create procedure protect_table(table_name regclass, verbs text default 'select, insert, update, delete')
    language plpgsql as $$
begin
    execute format('alter table %s enable row level security', table_name);
    execute format('alter table %s force row level security', table_name);
    execute format(
        'create policy account_isolation on %s using (account_id = (select current_account()))'
        ' with check (account_id = (select current_account()))', table_name);
    execute format('grant %s on %s to central_app', verbs, table_name);
end
$$;

revoke all on procedure protect_table(regclass, text) from public;

-- Opens one table to the look-ups that precede the account: reading, never writing.
create procedure let_lookup_read(table_name regclass)
    language plpgsql as $$
begin
    execute format('create policy lookup on %s for select to central_lookup using (true)', table_name);
    execute format('grant select on %s to central_lookup', table_name);
end
$$;

-- Makes a SECURITY DEFINER function run as central_lookup and callable by the application role only.
create procedure run_as_lookup(function_name regprocedure)
    language plpgsql as $$
begin
    execute format('revoke all on function %s from public', function_name);
    execute format('grant execute on function %s to central_app', function_name);
    execute format('alter function %s owner to central_lookup', function_name);
end
$$;

revoke all on procedure let_lookup_read(regclass), run_as_lookup(regprocedure) from public;
