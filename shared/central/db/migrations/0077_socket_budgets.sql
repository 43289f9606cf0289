-- What one person says over all their sockets, counted by the statement that finds the connection (docs/decisions/0015). Signs
-- of life have a budget of their own, so that a browser in a loop makes nobody absent, and no budget is shared with colleagues.
-- Returns the seconds to wait; 0: it is counted.
create function count_signal(p_account_id uuid, p_user_id uuid, p_sign_of_life boolean, p_now timestamptz) returns integer
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    return (gate.draw(p_account_id, case when p_sign_of_life then 'heartbeat' else 'socket' end, p_user_id,
                      case when p_sign_of_life then 60 else 300 end, p_now)).wait_seconds;
end
$$;
call run_as_lookup('count_signal(uuid, uuid, boolean, timestamptz)');
