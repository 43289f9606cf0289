-- Whether a contact may be written to freely: five statements about one conversation said it, each with the minute that is kept
-- from the platform's day because an answer is on its way for a while. Statements about a whole queue join the table instead.
create function reply_window_is_open(p_channel_id uuid, p_contact_id uuid) returns boolean
    language plpgsql stable as $$
begin
    return exists (select from reply_windows w
                    where w.account_id = current_account() and w.channel_id = p_channel_id and w.contact_id = p_contact_id
                      and w.last_inbound_at > now() - interval '23 hours 59 minutes');
end
$$;
grant execute on function reply_window_is_open(uuid, uuid) to central_app;
