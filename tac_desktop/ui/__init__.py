"""Windows and pages. Shows and asks; decides nothing."""
