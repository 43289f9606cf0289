-- As in migration 0055, but rights_of is asked once: without the offset the planner pulls the subquery up and puts a call
-- of the function in every place that reads its answer, which was four to six times for each person who looks at a conversation.
create or replace function sight_of(p_user_id uuid) returns sight
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
     cross join lateral (select rights_of(m.account_id, m.user_id) as rights offset 0) r
     where m.account_id = current_account() and m.user_id = p_user_id and m.role = 'agent';
end;
