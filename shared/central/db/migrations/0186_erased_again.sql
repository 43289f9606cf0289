-- An address that is erased a second time is so from then on: a yes from in between, of somebody else who shares it, counts no
-- longer.
grant update (created_at) on suppressions to central_app;
