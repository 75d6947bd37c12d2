"""Where the built program begins; the same as `python -m tac_desktop`, once it is the newest."""

from __future__ import annotations

import os
import sys

from tac_desktop.upgrades.pointer import STAY, hand_on

code = hand_on(sys.argv[1:])
if code is None:
    # What it starts itself is of the same version.
    os.environ[STAY] = "1"
    from tac_desktop.app import main

    code = main()
sys.exit(code)
