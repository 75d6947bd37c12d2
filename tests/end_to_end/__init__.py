"""The whole program, driven as its user drives it."""
