-- What a stopped channel waits with is no work: nobody can do it, and looking for it every minute keeps the database awake.
-- It is looked for again when the channel works again (whoever starts it rings the sweep). As in migration 0011 but for
-- the files.

create or replace function lanes_ahead() returns boolean
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select exists (select from delivery_attempts d where d.state = 'sending')
        or exists (select from delivery_attempts d where d.retry_at is not null)
        or exists (select from messages m
                     join channels h on h.account_id = m.account_id and h.id = m.channel_id and h.state = 'active'
                    where m.status = 'pending' and m.direction = 'out' and not m.private)
        or exists (select from media f
                     left join messages m on m.account_id = f.account_id and m.id = f.message_id
                     left join channels h on h.account_id = m.account_id and h.id = m.channel_id
                    where f.state = 'pending' and coalesce(h.state, 'active') = 'active');
end;

create or replace function due_files(p_limit integer)
    returns table (account_id uuid, media_id uuid)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select f.account_id, f.id
      from media f
      left join messages m on m.account_id = f.account_id and m.id = f.message_id
      left join channels h on h.account_id = m.account_id and h.id = m.channel_id
     where f.state = 'pending' and coalesce(h.state, 'active') = 'active'
       and (f.next_attempt_at is null or f.next_attempt_at <= now() - interval '5 seconds')
     order by f.next_attempt_at
     limit p_limit;
end;
