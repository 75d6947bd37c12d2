"""Upgrades from a stick: a signed file, read, checked, and put beside the version in use.

Nothing here asks a network. The layout of the file is described in docs/upgrade-format.md.
"""
