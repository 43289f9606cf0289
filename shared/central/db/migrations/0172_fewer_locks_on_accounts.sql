-- What belongs to an account by way of another row, and what is only written and read on the way out, does not ask for the
-- account's row again: every message wrote three to six locks on it. Companies are never deleted, only suspended.
alter table conversations drop constraint conversations_account_id_fkey;
alter table outbox drop constraint outbox_account_id_fkey;
alter table account_events drop constraint account_events_account_id_fkey;
