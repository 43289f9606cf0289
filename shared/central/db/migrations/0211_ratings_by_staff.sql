-- A rating the customer gave by telephone or in person is entered by somebody who works here, and says so for good.
alter table survey_requests add column entered_by uuid;
alter table survey_requests drop constraint survey_requests_answered_by_check;
alter table survey_requests add constraint survey_requests_answered_by_check
    check (answered_by in ('chat', 'link', 'staff')) not valid;
alter table survey_requests add constraint survey_requests_entered
    check ((answered_by is not distinct from 'staff') = (entered_by is not null)) not valid;
