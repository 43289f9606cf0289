-- The wall of every table without a sub-select. As one it was a plan node of its own for each mention of a table, set up and
-- torn down with each statement: of storing a first message, which is some forty statements, that was a tenth. What it was
-- good for, asking once instead of for each row, the planner does where a statement names the account itself, as all do
-- that read many rows.
create or replace procedure protect_table(table_name regclass, verbs text default 'select, insert, update, delete')
    language plpgsql as $$
begin
    execute format('alter table %s enable row level security', table_name);
    execute format('alter table %s force row level security', table_name);
    execute format(
        'create policy account_isolation on %s using (account_id = current_account())'
        ' with check (account_id = current_account())', table_name);
    execute format('grant %s on %s to central_app', verbs, table_name);
end
$$;

alter policy account_isolation on accounts using (id = current_account()) with check (id = current_account());
do $$
declare
    v_table regclass;
begin
    for v_table in select polrelid::regclass from pg_policy
                    where polname = 'account_isolation' and polrelid <> 'accounts'::regclass loop
        execute format('alter policy account_isolation on %s using (account_id = current_account())'
                       ' with check (account_id = current_account())', v_table);
    end loop;
end
$$;
