-- A text may be taken out of a file that tells where each of its lines lies (PDF). Both are kept beside the bytes, for
-- another version of what takes them out may find others.
alter table source add column lines json;
comment on column source.lines is 'Where each line of the text lies; null where the file does not tell.';
comment on column source.encoding is 'What the bytes decode by, or the format that the text was taken out of.';
