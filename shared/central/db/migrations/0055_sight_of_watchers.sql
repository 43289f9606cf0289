-- What a colleague sees, for who is told what happens on a screen: null for admins and supervisors, who see everything.
create function sight_of(p_user_id uuid) returns sight
    language sql stable
begin atomic
    select row(
               m.user_id,
               case when jsonb_typeof(r.rights -> 'people') = 'array'
                    then array(select jsonb_array_elements_text(r.rights -> 'people')::uuid) end,
               case when jsonb_typeof(r.rights -> 'queue_ids') = 'array'
                    then array(select jsonb_array_elements_text(r.rights -> 'queue_ids')::uuid) end,
               case when jsonb_typeof(r.rights -> 'channel_ids') = 'array'
                    then array(select jsonb_array_elements_text(r.rights -> 'channel_ids')::uuid) end)::sight
      from memberships m
     cross join lateral (select rights_of(m.account_id, m.user_id) as rights) r
     where m.account_id = current_account() and m.user_id = p_user_id and m.role = 'agent';
end;
grant execute on function sight_of(uuid) to central_app;
