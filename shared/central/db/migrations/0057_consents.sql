-- What contacts agreed to: every yes and no, with where it was said and who wrote it down. Rows are only ever added.

create table contact_consents (
    account_id uuid not null,
    id uuid not null default gen_random_uuid(),
    contact_id uuid not null,
    purpose text not null check (purpose in ('service', 'marketing')),
    granted boolean not null,
    -- platform: told by WhatsApp. keyword: the contact wrote SAIR or the like. Otherwise as a person entered it.
    source text not null check (length(source) between 1 and 80),
    note text check (length(note) <= 1000),
    recorded_by uuid,
    -- The message that said so; it may be erased before this row is.
    message_id uuid,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (account_id, id),
    foreign key (account_id, contact_id) references contacts (account_id, id) on delete cascade
);
create index contact_consents_contact on contact_consents (account_id, contact_id, purpose, recorded_at desc, id desc);
-- One message says it once, however often it is delivered.
create unique index contact_consents_message on contact_consents (account_id, message_id, purpose) where message_id is not null;
call protect_table('contact_consents', 'select, insert');

-- The contact's own column is what lists and campaigns read: it follows the last word, whoever wrote it down.
create function follow_marketing_consent() returns trigger
    language plpgsql as $$
begin
    update contacts c
       set marketing_opt_out_at = (
               select case when not o.granted then o.recorded_at end
                 from contact_consents o
                where o.account_id = new.account_id and o.contact_id = new.contact_id and o.purpose = 'marketing'
                order by o.recorded_at desc, o.id desc limit 1),
           updated_at = now()
     where c.account_id = new.account_id and c.id = new.contact_id;
    return null;
end
$$;
create trigger follow_marketing_consent after insert on contact_consents
    for each row when (new.purpose = 'marketing') execute function follow_marketing_consent();

-- Everything that is neither a message nor a status. Returns {outcome, reason?, conversation_id?, message_id?, updates?}.
create or replace function intake_change(p_work intake_item) returns jsonb
    language plpgsql as $$
declare
    v_account uuid := current_account();
    v_item jsonb := p_work.item;
    v_result jsonb;
    v_contact uuid;
begin
    case
        when p_work.kind in ('edit', 'revoke', 'reaction') then
            v_result := intake_message_change(p_work.channel_id, v_item);
            if v_result is null then
                perform lock_external_ids(array[p_work.channel_id], array[v_item ->> 'target_external_id']);
                v_result := intake_message_change(p_work.channel_id, v_item);
            end if;
            if v_result is null then
                perform park_update(p_work.channel_id, v_item ->> 'target_external_id', v_item);
                v_result := '{"outcome": "deferred"}';
            end if;
            return v_result;
        when p_work.kind = 'identity_change' then
            return intake_identity_change(p_work.channel_id, v_item);
        when p_work.kind in ('template_update', 'account_update') then
            return intake_notice(p_work.channel_id, v_item);
        when p_work.kind = 'opt' then
            select f.contact_id into v_contact from find_or_create_contact(v_item ->> 'platform', v_item -> 'contact') f;
            -- Told again, it changes nothing: a row per change of mind.
            insert into contact_consents (account_id, contact_id, purpose, granted, source, recorded_at)
            select v_account, v_contact, 'marketing', v_item ->> 'value' <> 'out', 'platform',
                   (v_item ->> 'occurred_at')::timestamptz
             where (v_item ->> 'value' <> 'out') is distinct from (
                   select o.granted from contact_consents o
                    where o.account_id = v_account and o.contact_id = v_contact and o.purpose = 'marketing'
                    order by o.recorded_at desc, o.id desc limit 1);
            return '{"outcome": "applied"}';
        when p_work.kind = 'contact_sync' and v_item ->> 'event' = 'add' then
            perform find_or_create_contact(v_item ->> 'platform', v_item -> 'contact');
            return '{"outcome": "applied"}';
        else
            return jsonb_build_object('outcome', 'ignored', 'reason', p_work.kind);
    end case;
end
$$;
