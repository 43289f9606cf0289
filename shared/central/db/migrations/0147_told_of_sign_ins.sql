-- Whoever's ways to sign in changed is told by mail, as of a new password.
alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check
    check (kind in ('invite', 'password_reset', 'password_changed', 'second_factor_removed', 'sign_in_changed')) not valid;
alter table mails validate constraint mails_kind_check;
