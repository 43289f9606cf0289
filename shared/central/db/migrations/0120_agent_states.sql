-- How agents spent their time: one row per state, kept by the database itself, so that no way of changing somebody's
-- presence can forget it. Somebody who vanished is offline since their last sign of life, not since it was noticed.
create table agent_states (
    account_id uuid not null,
    user_id uuid not null,
    started_at timestamptz not null,
    -- Null: it lasts.
    ended_at timestamptz,
    state text not null check (state in ('online', 'busy', 'pause', 'offline')),
    reason text check (length(reason) <= 80),
    primary key (account_id, user_id, started_at),
    foreign key (account_id, user_id) references memberships (account_id, user_id) on delete cascade,
    check (ended_at >= started_at)
);
create unique index agent_states_lasting on agent_states (account_id, user_id) where ended_at is null;
call protect_table('agent_states', 'select, insert, update');

create function note_agent_state() returns trigger
    language plpgsql as $$
declare
    v_state text := case when new.absent_since is null then new.state else 'offline' end;
    v_reason text := case when new.absent_since is null then new.reason end;
    v_at timestamptz := case when new.absent_since is null then now() else coalesce(new.last_heartbeat_at, now()) end;
    v_before agent_states;
begin
    select s.* into v_before from agent_states s
     where s.account_id = new.account_id and s.user_id = new.user_id and s.ended_at is null;
    if found then
        if v_before.state = v_state and v_before.reason is not distinct from v_reason then
            return null;
        end if;
        -- Never before the state it ends: a last sign of life may be older than a choice somebody else made.
        v_at := greatest(v_at, v_before.started_at);
        update agent_states set ended_at = v_at
         where account_id = new.account_id and user_id = new.user_id and started_at = v_before.started_at;
    elsif v_state = 'offline' then
        return null;
    end if;
    -- Two choices at one moment: the later one counts.
    insert into agent_states (account_id, user_id, started_at, state, reason)
    values (new.account_id, new.user_id, v_at, v_state, v_reason)
    on conflict (account_id, user_id, started_at)
    do update set state = excluded.state, reason = excluded.reason, ended_at = null;
    return null;
end
$$;
create trigger agent_presence_begins after insert on agent_presence
    for each row execute function note_agent_state();
create trigger agent_presence_changes after update of state, reason, absent_since on agent_presence
    for each row when (old.state is distinct from new.state or old.reason is distinct from new.reason
                       or (old.absent_since is null) <> (new.absent_since is null))
    execute function note_agent_state();
