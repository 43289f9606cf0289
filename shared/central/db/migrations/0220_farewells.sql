-- The last word to a contact whose ticket was resolved, where the company wants one. A moment late, so that whoever resolved by
-- mistake has said nothing. The row is the timer; it goes when the word is said, or not said any more.
create table farewells (
    account_id uuid not null,
    conversation_id uuid not null,
    due_at timestamptz not null,
    primary key (account_id, conversation_id),
    foreign key (account_id, conversation_id) references conversations (account_id, id) on delete cascade
);
create index farewells_due on farewells (due_at);
call protect_table('farewells');

-- As in migration 0195, and the last words.
create or replace function due_timers(p_limit integer) returns table (account_id uuid, conversation_id uuid, due boolean)
    language sql stable security definer set search_path = pg_catalog, public
begin atomic
    select s.account_id, s.conversation_id, bool_or(s.due_at <= now())
      from ((select m.account_id, m.conversation_id, m.due_at from scheduled_messages m
              where m.state = 'scheduled' and m.due_at <= now() + interval '15 minutes'
              order by m.due_at limit p_limit)
            union all
            (select w.account_id, t.conversation_id, w.due_at
               from ticket_waits w
               join tickets t on t.account_id = w.account_id and t.id = w.ticket_id
              where w.due_at <= now() + interval '15 minutes'
              order by w.due_at limit p_limit)
            union all
            (select f.account_id, f.conversation_id, f.due_at from follow_up_timers f
              where f.due_at <= now() + interval '15 minutes' and f.paused_at is null
              order by f.due_at limit p_limit)
            union all
            (select r.account_id, null, r.looks_at from follow_up_rules r
              where r.looks_at <= now() + interval '15 minutes'
              order by r.looks_at limit p_limit)
            union all
            (select q.account_id, q.conversation_id, q.due_at from survey_requests q
              where q.due_at <= now() + interval '15 minutes'
              order by q.due_at limit p_limit)
            union all
            (select l.account_id, l.conversation_id, l.due_at from farewells l
              where l.due_at <= now() + interval '15 minutes'
              order by l.due_at limit p_limit)) s
     group by s.account_id, s.conversation_id
     order by min(s.due_at), s.conversation_id
     limit p_limit;
end;
call let_lookup_read('farewells');
