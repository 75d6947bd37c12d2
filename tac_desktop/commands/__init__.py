"""What `tac-desktop` can do without its window. Nothing here imports Qt."""
