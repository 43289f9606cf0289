-- name: find_token
-- Before the account is known. At most one row. Counts the request. Unique index on api_tokens.token_hash, primary keys.
select t.token_id, t.account_id, t.user_id, t.role, t.permissions, c.wait_seconds, c.quota, c.remaining, c.reset_seconds,
       case when t.role = 'agent' then rights_of(t.account_id, t.user_id) end as rights
  from find_token(%(token_hash)s, %(now)s) t
 cross join lateral count_request(t.account_id, t.user_id, t.token_id, %(now)s) c;

-- name: insert_token
-- Primary keys.
with made as (
    insert into api_tokens (account_id, id, user_id, name, token_hash, hint, permissions, expires_at)
    values (current_account(), %(id)s, %(user_id)s, %(name)s, %(token_hash)s, %(hint)s, %(permissions)s, %(expires_at)s)
    returning *
)
select m.id, m.name, m.hint, m.permissions, m.requests_per_minute, m.created_at, m.expires_at, m.last_used_at,
       m.user_id, u.name as user_name
  from made m
  join users u on u.id = m.user_id;

-- name: list_tokens
-- The newest first, from behind a token. Index api_tokens_created.
select t.id, t.name, t.hint, t.permissions, t.requests_per_minute, t.created_at, t.expires_at, t.last_used_at,
       t.user_id, u.name as user_name
  from api_tokens t
  join users u on u.id = t.user_id
 where t.account_id = current_account()
   and (%(after_time)s::timestamptz is null or (t.created_at, t.id) < (%(after_time)s, %(after_id)s::uuid))
 order by t.created_at desc, t.id desc
 limit %(limit)s;

-- name: count_tokens
-- Index api_tokens_created.
select count(*) as tokens from api_tokens where account_id = current_account();

-- name: delete_token
-- Primary key.
delete from api_tokens where account_id = current_account() and id = %(id)s returning name;
