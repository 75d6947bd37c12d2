"""`python -m tac_desktop` is the same as `tac-desktop`."""

from __future__ import annotations

import sys

from tac_desktop.app import main

sys.exit(main())
