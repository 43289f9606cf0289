-- Whole teams serve a queue: whoever joins one serves its queues from then on, whoever leaves it no longer does. Who was chosen
-- for the queue by name stays. What routing reads is queue_members as before: triggers keep it. Who may not act for a while
-- keeps their place, as who was chosen by name does: routing asks whether they may.
create table queue_teams (
    account_id uuid not null,
    queue_id uuid not null,
    team_id uuid not null,
    primary key (account_id, queue_id, team_id),
    foreign key (account_id, queue_id) references queues (account_id, id) on delete cascade,
    foreign key (account_id, team_id) references teams (account_id, id) on delete cascade
);
create index queue_teams_team on queue_teams (account_id, team_id);
call protect_table('queue_teams');

-- Only because of a team.
alter table queue_members add column by_team boolean not null default false;

create function follow_teams() returns trigger
    language plpgsql as $$
begin
    insert into queue_members (account_id, queue_id, user_id, by_team)
    select distinct q.account_id, q.queue_id, t.user_id, true
      from changed c
      join queue_teams q on q.account_id = c.account_id and q.team_id = c.team_id
      join team_members t on t.account_id = q.account_id and t.team_id = q.team_id
        on conflict do nothing;
    delete from queue_members m
     where m.by_team and m.account_id in (select c.account_id from changed c)
       and not exists (select from queue_teams q
                         join team_members t on t.account_id = q.account_id and t.team_id = q.team_id
                        where q.account_id = m.account_id and q.queue_id = m.queue_id and t.user_id = m.user_id);
    return null;
end
$$;
create trigger team_members_join_queues after insert on team_members
    referencing new table as changed for each statement execute function follow_teams();
create trigger team_members_leave_queues after delete on team_members
    referencing old table as changed for each statement execute function follow_teams();
create trigger queue_teams_join after insert on queue_teams
    referencing new table as changed for each statement execute function follow_teams();
create trigger queue_teams_leave after delete on queue_teams
    referencing old table as changed for each statement execute function follow_teams();
