-- Who is in charge of a commitment, leading or supporting it, is something that it is found by: a delegate sees what
-- their organisation supports, too. Words are made anew when the ledger is opened.
truncate findable;
