-- Mails that only tell something: the owner of an account learns what changed about getting into it, also when it was not
-- them. They carry no link that opens anything, so they have no token.
alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check
    check (kind in ('invite', 'password_reset', 'password_changed', 'second_factor_removed')) not valid;
alter table mails validate constraint mails_kind_check;
