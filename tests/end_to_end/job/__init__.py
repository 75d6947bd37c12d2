"""The main job, step by step, as the person at the keyboard does it."""
