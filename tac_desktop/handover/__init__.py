"""Encrypted bundles: write, check, read, merge."""
