-- When a company's first steps were over: gone through, or left on purpose. How far they are is looked up, never stored.
-- The companies that are there already are past them; the next ones begin.
alter table accounts add column onboarding_ended_at timestamptz default now();
alter table accounts alter column onboarding_ended_at drop default;
