"""The vault: keys, encrypted database, revisions, search, drafts, journal."""
