-- A scheduled message may carry a file: its own, or the header of its template. The file waits for it: it is in no other
-- scheduled message, and goes where the conversation goes.
alter table scheduled_messages
    add column media_id uuid,
    add column voice boolean not null default false,
    add foreign key (account_id, media_id) references media (account_id, id) on delete cascade,
    drop constraint scheduled_messages_type_check,
    add constraint scheduled_messages_type_check
        check (type in ('text', 'template', 'image', 'audio', 'video', 'document', 'sticker')),
    add check (type in ('text', 'template') or media_id is not null),
    add check (type <> 'text' or media_id is null);
create unique index scheduled_messages_media on scheduled_messages (account_id, media_id) where state = 'scheduled';
create index scheduled_messages_by_media on scheduled_messages (account_id, media_id) where media_id is not null;
