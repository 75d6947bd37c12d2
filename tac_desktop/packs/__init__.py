"""Everything printed. In: a case file and an audience. Out: PDF bytes."""
