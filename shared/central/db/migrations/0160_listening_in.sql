-- Whoever leads listens in unseen: of whom this is true, colleagues are not told that they look at a conversation somebody else
-- has. Written with each look, from the permissions the person has then.
alter table socket_connections add column listens boolean not null default false;
