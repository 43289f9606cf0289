-- name: list_skills
-- The company's skills by name, with who can them how well and which labels ask for them (id null: all). They are few.
select s.id, s.name,
       (select coalesce(jsonb_agg(jsonb_build_object('user_id', a.user_id, 'level', a.level) order by a.user_id), '[]')
          from agent_skills a where a.account_id = s.account_id and a.skill_id = s.id) as agents,
       (select coalesce(jsonb_agg(jsonb_build_object('label_id', l.label_id, 'level', l.level) order by l.label_id), '[]')
          from label_skills l where l.account_id = s.account_id and l.skill_id = s.id) as labels,
       (select count(*)::integer from queue_skills q where q.account_id = s.account_id and q.skill_id = s.id) as queues
  from skills s
 where s.account_id = current_account() and (%(id)s::uuid is null or s.id = %(id)s)
 order by lower(s.name), s.id;

-- name: insert_skill
insert into skills (account_id, name) values (current_account(), %(name)s) returning id;

-- name: rename_skill
update skills set name = %(name)s where account_id = current_account() and id = %(id)s;

-- name: delete_skill
-- With what people, labels and queues have of it.
delete from skills where account_id = current_account() and id = %(id)s returning name;

-- name: set_agents
-- Exactly these people of the company can it (parallel lists). Returns how many of them exist.
with known as (
    select m.user_id, max(w.level) as level
      from unnest(%(ids)s::uuid[], %(levels)s::integer[]) as w (id, level)
      join memberships m on m.account_id = current_account() and m.user_id = w.id and m.left_at is null
     group by m.user_id
), gone as (
    delete from agent_skills
     where account_id = current_account() and skill_id = %(skill_id)s and user_id <> all (%(ids)s::uuid[])
), saved as (
    insert into agent_skills (account_id, user_id, skill_id, level)
    select current_account(), k.user_id, %(skill_id)s, k.level from known k
        on conflict (account_id, user_id, skill_id) do update set level = excluded.level
)
select count(*)::integer as known from known;

-- name: set_labels
-- Exactly these labels ask for it (parallel lists). Returns how many of them exist.
with known as (
    select l.id, max(w.level) as level
      from unnest(%(ids)s::uuid[], %(levels)s::integer[]) as w (id, level)
      join labels l on l.account_id = current_account() and l.id = w.id
     group by l.id
), gone as (
    delete from label_skills
     where account_id = current_account() and skill_id = %(skill_id)s and label_id <> all (%(ids)s::uuid[])
), saved as (
    insert into label_skills (account_id, label_id, skill_id, level)
    select current_account(), k.id, %(skill_id)s, k.level from known k
        on conflict (account_id, label_id, skill_id) do update set level = excluded.level
)
select count(*)::integer as known from known;
