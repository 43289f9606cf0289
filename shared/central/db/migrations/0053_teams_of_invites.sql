-- Which teams somebody who is invited joins: those that still exist by the time they accept.
alter table invites add column team_ids uuid[] not null default '{}';
