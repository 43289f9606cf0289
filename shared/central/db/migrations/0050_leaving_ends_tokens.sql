-- Who left a company is no colleague any more, though the row that names them stays (0044): its admins have nothing to say
-- about their second factor, and their tokens end for good, also when an invite brings them back.
create or replace function gate.works_here(p_user_id uuid) returns boolean
    language sql stable set search_path = pg_catalog, public
begin atomic
    select exists (select from memberships m
                    where m.account_id = current_account() and m.user_id = p_user_id and m.left_at is null);
end;

create function end_tokens_of_who_left() returns trigger
    language plpgsql as $$
begin
    delete from api_tokens t where t.account_id = new.account_id and t.user_id = new.user_id;
    return null;
end
$$;
create trigger end_tokens_of_who_left after update of left_at on memberships for each row
    when (new.left_at is not null) execute function end_tokens_of_who_left();
