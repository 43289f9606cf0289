-- name: find_rights
-- The rights of somebody who is no admin and no supervisor; see the function. Primary keys, indexes team_members_user and
-- queue_members_user.
select rights_of(current_account(), %(user_id)s) as rights;
