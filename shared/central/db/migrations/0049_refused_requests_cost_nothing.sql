-- Who is refused because the company has nothing left gets back what was taken from their own budget: otherwise they would
-- wait a second time once the company has some again.
create or replace function count_request(p_account_id uuid, p_user_id uuid, p_token_id uuid, p_now timestamptz)
    returns table (wait_seconds integer, quota integer, remaining integer, reset_seconds integer)
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    v_all integer := (select a.requests_per_minute from accounts a where a.id = p_account_id);
    v_own integer := case when p_token_id is null then v_all / 5
                          else (select t.requests_per_minute from api_tokens t
                                 where t.account_id = p_account_id and t.id = p_token_id) end;
    v_kind text := case when p_token_id is null then 'person' else 'token' end;
    v_id uuid := coalesce(p_token_id, p_user_id);
    v_first record;
    v_second record;
begin
    v_first := gate.draw(p_account_id, v_kind, v_id, v_own, p_now);
    if v_first.wait_seconds = 0 then
        v_second := gate.draw(p_account_id, case when p_token_id is null then 'people' else 'tokens' end,
                              p_account_id, v_all, p_now);
        if v_second.wait_seconds > 0 then
            update gate.budgets b set full_at = b.full_at - interval '1 minute' / v_own
             where b.account_id = p_account_id and b.kind = v_kind and b.id = v_id;
        end if;
        if v_second.wait_seconds > 0 or v_second.remaining < v_first.remaining then
            return query select v_second.wait_seconds, v_all, v_second.remaining, v_second.reset_seconds;
            return;
        end if;
    end if;
    return query select v_first.wait_seconds, v_own, v_first.remaining, v_first.reset_seconds;
end
$$;
