-- What no commitment has any more is not counted as none: its row goes, and with it the name of whoever led, or of an
-- agreement, whose words were erased.
delete from commitment_count where total = 0;
comment on table commitment_count is 'How many commitments have something in common: rebuildable.';
grant delete on commitment_count to handclasp_app;
