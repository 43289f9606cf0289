-- As in migration 0057, for the ingest_batch of 0067: an item whose contact was erased between finding and storing is tried
-- again, finds nobody, and makes a new contact.
do $$
declare
    v_before text := pg_get_functiondef('ingest_batch(jsonb, double precision, text)'::regprocedure);
    v_after text := replace(v_before, 'exit when v_state <> ''23505''', 'exit when v_state not in (''23503'', ''23505'')');
begin
    if v_after = v_before then
        raise exception 'ingest_batch is not the one this migration changes';
    end if;
    execute v_after;
end
$$;
