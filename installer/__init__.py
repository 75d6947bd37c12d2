"""What turns this folder into what is installed: `python3 tasks.py build` starts it.

`build` runs in an environment of its own, made from requirements-build.lock, and is not shipped.
"""
