-- What a ticket was closed with: its note, and subject and labels as they were at that moment. The contact's own fields are
-- facts of the person and stay with the person.
alter table tickets add column closing jsonb check (jsonb_typeof(closing) = 'object');
