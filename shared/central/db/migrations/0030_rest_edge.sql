-- Signing in hashes a password again when the parameters of the past are too weak. The application may write the hash
-- of a colleague (row-level security names who that is) and still never read one.
grant update (password_hash) on users to central_app;
