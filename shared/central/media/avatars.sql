-- name: find_avatar
-- Where somebody's picture lies; nobody but colleagues. Primary keys.
select u.avatar_key
  from memberships m
  join users u on u.id = m.user_id
 where m.account_id = current_account() and m.user_id = %(user_id)s;

-- name: save_avatar
-- Primary key.
update users set avatar_url = %(url)s, avatar_key = %(key)s where id = %(user_id)s;
