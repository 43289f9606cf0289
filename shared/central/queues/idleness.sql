-- name: read_idle_pause
-- Minutes until who is idle is put into a pause; 0: never. As get_attendance reads them.
select account_setting('idle_pause_minutes', 5)::integer as minutes;

-- name: save_idle_pause
update accounts set settings = settings || jsonb_build_object('idle_pause_minutes', %(minutes)s::integer)
 where id = current_account();
