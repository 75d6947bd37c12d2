"""Where the built program begins; the same as `python -m tac_desktop`."""

from __future__ import annotations

import sys

from tac_desktop.app import main

sys.exit(main())
