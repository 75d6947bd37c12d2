"""The pages of a mother's file."""
