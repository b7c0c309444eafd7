-- Files lie beside the database, known by their hash; what is attached refers to them. Whether anything still does is
-- asked by the file, over all cooperations: one store serves them all.
create index record_file on record ((value ->> 'file'), cooperation, side, id) where kind = 'attachment';
