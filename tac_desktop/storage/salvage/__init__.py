"""Reading what can still be read of a damaged vault, page by page, into a new one."""
