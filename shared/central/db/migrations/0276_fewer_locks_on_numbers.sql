-- Less that every message waits for.

-- What belongs to a company or to a number by way of another row does not ask for that row again (as 0172 for companies): a first
-- message put five locks on them, which everybody who writes to the same number shares. Companies and numbers are never deleted,
-- and who writes these rows has read the number, as this company, in the same transaction.
alter table contacts drop constraint contacts_account_id_fkey;
alter table conversations drop constraint conversations_account_id_channel_id_fkey;
alter table messages drop constraint messages_account_id_channel_id_fkey;
-- A window is written with a message into a conversation of the same contact, which is locked by that; an erasure deletes both.
alter table reply_windows
    drop constraint reply_windows_account_id_channel_id_fkey, drop constraint reply_windows_account_id_contact_id_fkey;

-- Lists of an agent or of a queue never look for nobody's: a conversation with the bot is in neither index.
drop index conversations_by_assignee;
create index conversations_by_assignee on conversations (account_id, assignee_id, status, last_activity_at desc, id desc)
    where assignee_id is not null;
drop index conversations_by_queue;
create index conversations_by_queue on conversations (account_id, queue_id, status, last_activity_at desc, id desc)
    where queue_id is not null;

-- As in migration 0006, one statement after the other: one for all of them was set up for longer than it ran.
create or replace function append_news(p_events jsonb, p_facts jsonb) returns bigint
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_count integer := jsonb_array_length(p_events);
    v_last bigint;
    v_listened boolean;
begin
    if p_facts <> '[]' then
        insert into outbox (account_id, id, source, detail_type, detail)
        select v_account, (f ->> 'id')::uuid, f ->> 'source', f ->> 'detail_type', f -> 'detail'
          from jsonb_array_elements(p_facts) f;
    end if;
    if v_count = 0 then
        return null;
    end if;
    loop
        update account_sequences s
           set last_sequence = s.last_sequence + v_count, last_event_at = now(),
               pushed_sequence = case when exists (select from socket_connections c where c.account_id = v_account)
                                      then s.pushed_sequence else s.last_sequence + v_count end
         where s.account_id = v_account
        returning s.last_sequence, s.pushed_sequence < s.last_sequence into v_last, v_listened;
        exit when found;
        insert into account_sequences (account_id) values (v_account) on conflict do nothing;
    end loop;
    insert into account_events (account_id, sequence, type, conversation_id, message_id, user_id, data)
    select v_account, v_last - v_count + e.position, e.item ->> 'type', (e.item ->> 'conversation_id')::uuid,
           (e.item ->> 'message_id')::uuid, (e.item ->> 'user_id')::uuid, coalesce(e.item -> 'data', '{}')
      from jsonb_array_elements(p_events) with ordinality as e (item, position);
    if v_listened then
        return v_last;
    elsif not exists (select from socket_connections c where c.account_id = v_account) then
        return null;
    end if;
    update account_sequences set pushed_sequence = v_last - v_count where account_id = v_account;
    return v_last;
end
$$;
