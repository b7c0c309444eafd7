-- Whoever let another side in is its host, until that has an office of its own.
alter table duty drop constraint duty_role_check,
  add constraint duty_role_check check (role in ('clerk', 'approver', 'office', 'delegate', 'host'));
