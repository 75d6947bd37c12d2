"""Tries the promises of this program: kills, bad sticks, damage, hostile files, leaks.

`python3 tasks.py hardship` runs them at full size; `tests/hardship` runs seconds of each.
"""
