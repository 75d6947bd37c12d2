"""The program itself from its start until a page is painted; the passphrase is typed at once.

Arguments: the vault's folder, the page. The passphrase comes on standard input.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tac_desktop import app

if TYPE_CHECKING:
    from tac_desktop.ui.main_window import MainWindow


def main() -> None:
    """Open the window as the program does."""
    folder, page = Path(sys.argv[1]), sys.argv[2]
    passphrase = sys.stdin.readline().rstrip("\n")
    app._PAINTED_AFTER_MS = 0

    def begin(window: MainWindow) -> None:
        from benchmarks.programs.watcher import Watcher

        Watcher(window, page, passphrase)

    sys.exit(app.open_window(folder, then=begin))


if __name__ == "__main__":
    main()
