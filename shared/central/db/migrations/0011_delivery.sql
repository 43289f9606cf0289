-- Handing messages to the platform: the send lane of a conversation, its attempts, the pace of a number.
--
-- A worker asks for the head of one conversation's lane (claim_next_message), says that it is about to call
-- (begin_call), calls with no transaction open, and writes down what came of it (finish_attempt): one round trip each,
-- and nothing is locked while bytes are on the network. What is true of an attempt at any moment:
--   sending, called_at null      no byte has left: whoever finds the lease over may try again
--   sending, called_at set       the platform may have it: whoever finds the lease over declares it unknown
--   accepted | refused | unknown finished; outcome says why and what comes next
-- The functions run as the caller under row-level security and set the account of their own statement, like ingest.

alter table delivery_attempts
    add column conversation_id uuid,
    -- retry: a fault, counted. wait: a limit of the platform, not counted. stopped: the channel needs a person.
    -- accepted, failed and unknown end a round: only a person's retry begins the next one.
    add column outcome text check (outcome in ('accepted', 'retry', 'wait', 'stopped', 'failed', 'unknown')),
    -- When the call began; null as long as certainly nothing was sent.
    add column called_at timestamptz;

-- What a lane still has to look at: attempts at work, and those with something due (retry_at: the next try; of an
-- unknown one: when the agent is told that nobody confirmed it).
create index delivery_attempts_lane on delivery_attempts (account_id, conversation_id)
    where state = 'sending' or retry_at is not null;
create index messages_to_send on messages (stored_at) where status = 'pending' and direction = 'out';

-- The platform keeps an uploaded file for 30 days.
alter table media add column platform_uploaded_at timestamptz;

create function delivery_status_update(p_conversation_id uuid, p_message_id uuid, p_status text) returns jsonb
    language sql immutable
    return jsonb_build_object('type', 'message_status', 'conversation_id', p_conversation_id,
                              'message_id', p_message_id, 'data', jsonb_build_object('status', p_status));

-- Files of a message as the sender needs them. An upload older than 29 days is no longer there.
create function delivery_media(p_account_id uuid, p_message_id uuid) returns jsonb
    language sql stable
begin atomic
    select coalesce(jsonb_agg(jsonb_build_object(
               'id', f.id, 'kind', f.kind, 'mime_type', f.mime_type, 'file_name', f.file_name, 'bytes', f.bytes,
               'object_key', f.object_key, 'voice', f.voice, 'animated', f.animated,
               'platform_media_id', case when f.platform_uploaded_at > clock_timestamp() - interval '29 days'
                                         then f.platform_media_id end)
               order by f.position, f.created_at), '[]')
      from media f
     where f.account_id = p_account_id and f.message_id = p_message_id;
end;

-- Claims the head of a conversation's lane. Returns {"state": …, "told": bool}, told: events were written, ring the push.
--   idle      nothing to send
--   waiting   {reason: busy | channel | media | retry | blocked | pace, seconds}: nothing may leave yet
--   claimed   {send_in, attempt, message, channel, recipient, media, template}: everything needed to send
-- The lane is one line: a head that must wait holds back what stands behind it, for at most p_deadline_hours.
create function claim_next_message(
    p_account_id uuid, p_conversation_id uuid, p_lease_seconds integer, p_most_tries integer, p_deadline_hours integer
) returns jsonb
    language plpgsql as $$
declare
    v_now timestamptz;
    v_busy_until timestamptz;
    v_updates jsonb := '[]';
    v_result jsonb;
    v_row record;
    v_lane record;
    v_head messages%rowtype;
    v_last record;
    v_round record;
    v_error jsonb;
    v_file record;
    v_pacing channel_pacing%rowtype;
    v_slot timestamptz;
    v_attempt delivery_attempts%rowtype;
begin
    perform set_config('central.account_id', p_account_id::text, true);
    -- The lane's lock. Not the conversation's row: arriving messages hold that one.
    perform pg_advisory_xact_lock(hashtextextended(p_conversation_id::text, 7236412));
    v_now := clock_timestamp();

    -- What workers that went away left behind.
    for v_row in
        select d.id, d.state, d.message_id, d.called_at, d.leased_until, m.status
          from delivery_attempts d
          join messages m on m.account_id = p_account_id and m.id = d.message_id
         where d.account_id = p_account_id and d.conversation_id = p_conversation_id
           and (d.state = 'sending' or (d.retry_at <= v_now and (d.state = 'unknown' or m.status <> 'pending')))
    loop
        if v_row.state = 'sending' and v_row.leased_until > v_now then
            v_busy_until := greatest(v_busy_until, v_row.leased_until);
        elsif v_row.state = 'sending' and v_row.called_at is null then
            update delivery_attempts
               set state = 'refused', outcome = 'retry', fence = fence + 1, finished_at = v_now, leased_until = null,
                   error = '{"code": "worker_lost", "message": "O envio foi interrompido antes de sair."}'
             where account_id = p_account_id and id = v_row.id and state = 'sending';
        elsif v_row.state = 'sending' then
            update delivery_attempts
               set state = 'unknown', outcome = 'unknown', fence = fence + 1, finished_at = v_now, leased_until = null,
                   retry_at = v_now + interval '15 minutes', error = '{"code": "unknown"}'
             where account_id = p_account_id and id = v_row.id and state = 'sending';
            update messages
               set status = 'unknown',
                   error = '{"code": "unknown", "message": "Aguardando a confirmação do WhatsApp."}'
             where account_id = p_account_id and id = v_row.message_id and status = 'pending';
            if found then
                v_updates := v_updates || delivery_status_update(p_conversation_id, v_row.message_id, 'unknown');
            end if;
        else
            update delivery_attempts set retry_at = null where account_id = p_account_id and id = v_row.id;
            if v_row.state = 'unknown' then
                update messages
                   set error = '{"code": "not_confirmed", "message": "O WhatsApp não confirmou esta mensagem. Confira com a pessoa antes de reenviar."}'
                 where account_id = p_account_id and id = v_row.message_id and status = 'unknown';
                if found then
                    v_updates := v_updates || delivery_status_update(p_conversation_id, v_row.message_id, 'unknown');
                end if;
            end if;
        end if;
    end loop;

    select c.contact_id, c.identity_id, h.id as channel_id, h.type, h.external_id, h.state, h.credentials,
           h.messages_per_second
      into v_lane
      from conversations c
      join channels h on h.account_id = p_account_id and h.id = c.channel_id
     where c.account_id = p_account_id and c.id = p_conversation_id;

    while v_result is null loop
        select * into v_head
          from messages m
         where m.account_id = p_account_id and m.conversation_id = p_conversation_id and m.status = 'pending'
           and m.direction = 'out' and not m.private
         order by m.sequence
         limit 1;
        if not found or v_lane.channel_id is null then
            v_result := '{"state": "idle"}';
        elsif v_busy_until is not null then
            v_result := jsonb_build_object('state', 'waiting', 'reason', 'busy',
                                           'seconds', extract(epoch from v_busy_until - v_now));
        elsif v_lane.state <> 'active' then
            v_result := '{"state": "waiting", "reason": "channel", "seconds": null}';
        else
            select d.number, d.state, d.retry_at, d.error into v_last
              from delivery_attempts d
             where d.account_id = p_account_id and d.message_id = v_head.id
             order by d.number desc
             limit 1;
            -- This round: what happened since a person last wanted it sent.
            select count(*) filter (where d.outcome = 'retry') as tries,
                   count(*) filter (where d.outcome = 'wait') as waits,
                   min(d.started_at) filter (where d.outcome in ('retry', 'wait')) as since
              into v_round
              from delivery_attempts d
             where d.account_id = p_account_id and d.message_id = v_head.id
               and d.number > coalesce((select max(e.number) from delivery_attempts e
                                         where e.account_id = p_account_id and e.message_id = v_head.id
                                           and e.outcome in ('accepted', 'failed', 'unknown')), 0);
            select f.state, f.error into v_file
              from media f
             where f.account_id = p_account_id and f.message_id = v_head.id and f.state <> 'stored'
             order by f.state = 'failed' desc
             limit 1;
            v_error := null;
            if v_file.state = 'failed' then
                v_error := coalesce(v_file.error, '{"code": "media_failed", "message": "O arquivo não pôde ser preparado."}');
            elsif v_round.tries >= p_most_tries or v_round.since < v_now - make_interval(hours => p_deadline_hours) then
                v_error := coalesce(v_last.error, '{"code": "retries_exhausted", "message": "Não foi possível enviar."}');
            end if;
            if v_error is not null then
                update delivery_attempts set retry_at = null, outcome = 'failed'
                 where account_id = p_account_id and message_id = v_head.id and number = v_last.number;
                update messages set status = 'failed', error = v_error
                 where account_id = p_account_id and id = v_head.id;
                v_updates := v_updates || delivery_status_update(p_conversation_id, v_head.id, 'failed');
            elsif v_file.state is not null then
                v_result := '{"state": "waiting", "reason": "media", "seconds": null}';
            elsif v_last.state = 'refused' and v_last.retry_at > v_now then
                v_result := jsonb_build_object('state', 'waiting', 'reason', 'retry',
                                               'seconds', extract(epoch from v_last.retry_at - v_now));
            else
                -- The number's pace: one row, locked only for the rest of this statement.
                insert into channel_pacing (account_id, channel_id, next_send_at)
                values (p_account_id, v_lane.channel_id, v_now)
                on conflict do nothing;
                select * into v_pacing from channel_pacing p
                 where p.account_id = p_account_id and p.channel_id = v_lane.channel_id
                   for update;
                v_now := clock_timestamp();
                v_slot := greatest(v_pacing.next_send_at, v_now);
                if v_pacing.blocked_until > v_now then
                    v_result := jsonb_build_object('state', 'waiting', 'reason', 'blocked',
                                                   'seconds', extract(epoch from v_pacing.blocked_until - v_now));
                elsif v_slot > v_now + interval '1 second' then
                    v_result := jsonb_build_object('state', 'waiting', 'reason', 'pace',
                                                   'seconds', extract(epoch from v_slot - v_now));
                else
                    -- A number in trouble is only probed, once a second, until something works again.
                    update channel_pacing
                       set next_send_at = v_slot + make_interval(secs => case
                               when v_pacing.consecutive_failures >= 5 then 1.0
                               else 1.0 / v_lane.messages_per_second end)
                     where account_id = p_account_id and channel_id = v_lane.channel_id;
                    update delivery_attempts set retry_at = null
                     where account_id = p_account_id and message_id = v_head.id and retry_at is not null;
                    insert into delivery_attempts (account_id, conversation_id, message_id, number, leased_until, started_at)
                    values (p_account_id, p_conversation_id, v_head.id, coalesce(v_last.number, 0) + 1,
                            v_slot + make_interval(secs => p_lease_seconds), v_now)
                    returning * into v_attempt;
                    v_result := jsonb_build_object(
                        'state', 'claimed',
                        'send_in', extract(epoch from v_slot - v_now),
                        'slot', v_slot,
                        'attempt', jsonb_build_object('id', v_attempt.id, 'number', v_attempt.number,
                                                      'fence', v_attempt.fence, 'tries', v_round.tries,
                                                      'waits', v_round.waits),
                        'message', jsonb_build_object(
                            'id', v_head.id, 'type', v_head.type, 'text', v_head.text, 'content', v_head.content,
                            'reply_to_external_id', coalesce(v_head.reply_to_external_id, (
                                select r.external_id from messages r
                                 where r.account_id = p_account_id and r.id = v_head.reply_to_id))),
                        'channel', jsonb_build_object(
                            'id', v_lane.channel_id, 'type', v_lane.type, 'external_id', v_lane.external_id,
                            'credentials', encode(v_lane.credentials, 'base64')),
                        -- First the address the contact last wrote from, then any other of this platform.
                        'recipient', coalesce((
                            select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value)
                                             order by (i.id = v_lane.identity_id) desc nulls last, i.created_at desc)
                              from contact_identities i
                             where i.account_id = p_account_id and i.contact_id = v_lane.contact_id
                               and i.channel_type = v_lane.type), '[]'),
                        'media', delivery_media(p_account_id, v_head.id),
                        'template', case when v_head.type = 'template' then (
                            select jsonb_build_object('name', t.name, 'language', t.language,
                                                      'parameter_format', t.parameter_format,
                                                      'components', t.components)
                              from message_templates t
                             where t.account_id = p_account_id and t.channel_id = v_lane.channel_id
                               and t.name = v_head.content #>> '{template,name}'
                               and t.language = v_head.content #>> '{template,language}') end);
                end if;
            end if;
        end if;
    end loop;

    if v_updates <> '[]' then
        perform append_news(v_updates, '[]');
    end if;
    return v_result || jsonb_build_object('told', v_updates <> '[]');
end
$$;

-- Says that the call begins now: from here on a lost worker means "unknown". False when the attempt is no longer this
-- worker's, or the message no longer wanted: then nothing may be sent.
-- p_media: [{"id", "platform_media_id"}] of files that were just uploaded.
create function begin_call(
    p_account_id uuid, p_attempt_id uuid, p_fence bigint, p_lease_seconds integer, p_media jsonb
) returns boolean
    language plpgsql as $$
begin
    perform set_config('central.account_id', p_account_id::text, true);
    update media f
       set platform_media_id = u ->> 'platform_media_id', platform_uploaded_at = clock_timestamp()
      from jsonb_array_elements(p_media) u
     where f.account_id = p_account_id and f.id = (u ->> 'id')::uuid;
    update delivery_attempts d
       set called_at = clock_timestamp(),
           leased_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
      from messages m
     where d.account_id = p_account_id and d.id = p_attempt_id and d.fence = p_fence and d.state = 'sending'
       and d.called_at is null and d.leased_until > clock_timestamp()
       and m.account_id = p_account_id and m.id = d.message_id and m.status = 'pending';
    return found;
end
$$;

-- Writes down what came of an attempt. Returns {"written": bool, "told": bool, "status": the message's}; written is
-- false when somebody else took the attempt over (its fence rose): a late worker changes nothing.
-- p_outcome: {outcome, external_id?, held?, identities?: [{kind, value, match_key}], error?: {code, message, details},
--             retry_seconds?, block_seconds?, health?: "good" | "bad"}
create function finish_attempt(p_account_id uuid, p_attempt_id uuid, p_fence bigint, p_outcome jsonb) returns jsonb
    language plpgsql as $$
declare
    v_outcome text := p_outcome ->> 'outcome';
    v_external_id text := p_outcome ->> 'external_id';
    v_error jsonb := p_outcome -> 'error';
    v_now timestamptz := clock_timestamp();
    v_attempt delivery_attempts%rowtype;
    v_message record;
    v_status text;
    v_updates jsonb := '[]';
    v_facts jsonb := '[]';
begin
    perform set_config('central.account_id', p_account_id::text, true);
    select * into v_attempt from delivery_attempts
     where account_id = p_account_id and id = p_attempt_id
       for update;
    -- A status that named this attempt may have been faster than we are: then the rest is still written.
    if not found or v_attempt.fence <> p_fence
       or (v_attempt.state <> 'sending' and not (v_attempt.state = 'accepted' and v_outcome = 'accepted')) then
        return '{"written": false, "told": false, "status": null}';
    end if;
    select m.conversation_id, m.channel_id, m.status, m.external_id, c.contact_id, h.type, h.name into v_message
      from messages m
      join conversations c on c.account_id = p_account_id and c.id = m.conversation_id
      join channels h on h.account_id = p_account_id and h.id = m.channel_id
     where m.account_id = p_account_id and m.id = v_attempt.message_id;

    update delivery_attempts
       set state = case v_outcome when 'accepted' then 'accepted' when 'unknown' then 'unknown' else 'refused' end,
           outcome = v_outcome, external_id = coalesce(v_external_id, external_id), error = v_error,
           finished_at = v_now, leased_until = null,
           retry_at = case when v_outcome in ('retry', 'wait')
                           then v_now + make_interval(secs => (p_outcome ->> 'retry_seconds')::double precision)
                           when v_outcome = 'unknown' then v_now + interval '15 minutes' end
     where account_id = p_account_id and id = p_attempt_id;

    if v_outcome = 'accepted' then
        begin
            update messages
               set external_id = coalesce(external_id, v_external_id),
                   status = case when status in ('pending', 'unknown') then 'sent' else status end,
                   sent_at = coalesce(sent_at, v_now),
                   error = case when status in ('pending', 'unknown') then null else error end,
                   metadata = case when (p_outcome ->> 'held')::boolean then metadata || '{"held": true}' else metadata end
             where account_id = p_account_id and id = v_attempt.message_id;
        exception when unique_violation then
            -- The platform's id is stored already, as an echo of this very message.
            update messages
               set status = 'sent', sent_at = coalesce(sent_at, v_now), error = null,
                   metadata = metadata || jsonb_build_object('external_id', v_external_id)
             where account_id = p_account_id and id = v_attempt.message_id and status in ('pending', 'unknown');
        end;
        insert into contact_identities as i (account_id, contact_id, channel_type, kind, value, match_key)
        select p_account_id, v_message.contact_id, v_message.type, n ->> 'kind', n ->> 'value', n ->> 'match_key'
          from jsonb_array_elements(coalesce(p_outcome -> 'identities', '[]')) n
            on conflict (account_id, channel_type, kind, match_key) do update
           set value = excluded.value
         where i.contact_id = excluded.contact_id and i.value <> excluded.value;
    elsif v_outcome in ('failed', 'unknown') then
        update messages set status = v_outcome, error = v_error
         where account_id = p_account_id and id = v_attempt.message_id and status = 'pending';
    elsif v_outcome = 'stopped' then
        update channels set state = 'error', state_reason = v_error ->> 'message', updated_at = v_now
         where account_id = p_account_id and id = v_message.channel_id and state = 'active';
        if found then
            v_updates := v_updates || jsonb_build_object(
                'type', 'system_message',
                'data', jsonb_build_object('kind', 'channel_error', 'audience', 'admins', 'severity', 'critical',
                                           'channel_id', v_message.channel_id, 'channel_name', v_message.name,
                                           'code', v_error ->> 'code', 'text', v_error ->> 'message'));
            v_facts := wrap_facts(jsonb_build_array(jsonb_build_object(
                'source', 'central.channels', 'detail_type', 'ChannelStateChanged',
                'data', jsonb_build_object('channel_id', v_message.channel_id, 'type', v_message.type,
                                           'state', 'error'))), p_attempt_id::text);
        end if;
    end if;

    if p_outcome ->> 'health' is not null or p_outcome ->> 'block_seconds' is not null then
        update channel_pacing p
           set consecutive_failures = case p_outcome ->> 'health' when 'good' then 0
                                           when 'bad' then p.consecutive_failures + 1
                                           else p.consecutive_failures end,
               -- Five faults in a row open the breaker: 5 s, 10 s … at most 5 minutes, then single probes.
               blocked_until = greatest(
                   p.blocked_until,
                   v_now + make_interval(secs => (p_outcome ->> 'block_seconds')::double precision),
                   case when p_outcome ->> 'health' = 'bad' and p.consecutive_failures >= 4
                        then v_now + make_interval(secs => least(300, 5 * 2 ^ least(p.consecutive_failures - 4, 10))) end)
         where p.account_id = p_account_id and p.channel_id = v_message.channel_id;
    end if;

    if v_outcome = 'accepted' then
        -- Statuses that came before we knew the platform's id.
        v_updates := v_updates || take_parked_updates(array[v_message.channel_id], array[v_external_id]);
    end if;
    select m.status into v_status from messages m where m.account_id = p_account_id and m.id = v_attempt.message_id;
    if v_status <> v_message.status and not v_updates @> jsonb_build_array(jsonb_build_object('message_id', v_attempt.message_id)) then
        v_updates := v_updates || delivery_status_update(v_message.conversation_id, v_attempt.message_id, v_status);
    end if;
    if v_updates <> '[]' then
        perform append_news(v_updates, v_facts);
    end if;
    return jsonb_build_object('written', true, 'told', v_updates <> '[]', 'status', v_status);
end
$$;

grant execute on function claim_next_message(uuid, uuid, integer, integer, integer) to central_app;
grant execute on function begin_call(uuid, uuid, bigint, integer, jsonb) to central_app;
grant execute on function finish_attempt(uuid, uuid, bigint, jsonb) to central_app;

-- Lanes somebody should look at now, of all companies: their doorbell was lost, their worker died, their wait is over, or
-- nobody confirmed a message for 15 minutes. Lanes that must wait (channel, breaker, file, retry) are left out.
create function due_lanes(p_limit integer)
    returns table (account_id uuid, conversation_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select distinct due.account_id, due.conversation_id
      from (
        (select m.account_id, m.conversation_id
           from messages m
           join channels h on h.account_id = m.account_id and h.id = m.channel_id and h.state = 'active'
           left join channel_pacing p
             on p.account_id = m.account_id and p.channel_id = m.channel_id and p.blocked_until > now()
          where m.status = 'pending' and m.direction = 'out' and not m.private
            and m.stored_at < now() - interval '10 seconds'
            and p.channel_id is null
            and not exists (select 1 from delivery_attempts d
                             where d.account_id = m.account_id and d.conversation_id = m.conversation_id
                               and ((d.state = 'sending' and d.leased_until > now())
                                    or (d.state = 'refused' and d.retry_at > now())))
            and not exists (select 1 from media f
                             where f.account_id = m.account_id and f.message_id = m.id
                               and f.state in ('uploading', 'pending'))
          order by m.stored_at
          limit p_limit)
        union all
        (select d.account_id, d.conversation_id
           from delivery_attempts d
          where d.state = 'sending' and d.leased_until <= now() and d.conversation_id is not null
          order by d.leased_until
          limit p_limit)
        union all
        (select d.account_id, d.conversation_id
           from delivery_attempts d
          where d.state = 'unknown' and d.retry_at <= now() and d.conversation_id is not null
          order by d.retry_at
          limit p_limit)
      ) due
     limit p_limit;
end;
-- Whether any lane or file will need a look later: then the sweep keeps itself going. Stopped channels are not waited for.
create function lanes_ahead() returns boolean
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select exists (select from delivery_attempts d where d.state = 'sending')
        or exists (select from delivery_attempts d where d.retry_at is not null)
        or exists (select from messages m
                     join channels h on h.account_id = m.account_id and h.id = m.channel_id and h.state = 'active'
                    where m.status = 'pending' and m.direction = 'out' and not m.private)
        or exists (select from media f where f.state = 'pending');
end;

-- Files whose doorbell was lost or whose wait is over, of all companies.
create function due_files(p_limit integer)
    returns table (account_id uuid, media_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select f.account_id, f.id
      from media f
     where f.state = 'pending'
       and (f.next_attempt_at is null or f.next_attempt_at <= now() - interval '5 seconds')
     order by f.next_attempt_at
     limit p_limit;
end;
create policy lookup_lanes on delivery_attempts for select to central_lookup using (true);
create policy lookup_lanes on channel_pacing for select to central_lookup using (true);
create policy lookup_lanes on media for select to central_lookup using (true);
grant select on delivery_attempts, channel_pacing, media to central_lookup;
call run_as_lookup('due_lanes(integer)');
call run_as_lookup('lanes_ahead()');
call run_as_lookup('due_files(integer)');
