"""The main job of tests/end_to_end at the keyboard, with patience: started by try_windows.py.

Under Wine a text is measured some hundred times slower than on Windows. So that nothing takes that
for a computer that slept, or for a window that hangs, the times to wait are longer; all else is the
program as it is.
"""

from __future__ import annotations

import sys

from tac_desktop.policy import LONGEST_IDLE
from tac_desktop.ui import lock_watch, settings
from tests.end_to_end import the_main_job
from tests.end_to_end.keyboard import Keyboard

_LONG = 900.0


def main() -> int:
    """Do the job; returns its exit code."""
    lock_watch.ASLEEP_SECONDS = 1_000_000
    settings.Settings.idle_minutes = LONGEST_IDLE
    assert Keyboard.wait.__defaults__ == (30.0,)
    Keyboard.wait.__defaults__ = (_LONG,)
    return the_main_job.main()


if __name__ == "__main__":
    sys.exit(main())
