-- Who left a company is no colleague any more, though the row that names them stays (0044): their tokens end for good, also
-- when an invite brings them back.
create function end_tokens_of_who_left() returns trigger
    language plpgsql as $$
begin
    delete from api_tokens t where t.account_id = new.account_id and t.user_id = new.user_id;
    return null;
end
$$;
create trigger end_tokens_of_who_left after update of left_at on memberships for each row
    when (new.left_at is not null) execute function end_tokens_of_who_left();
