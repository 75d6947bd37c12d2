"""Programs of their own that are started to be timed, each from nothing."""
