"""Pictures of everything: `python -m tac_desktop.ui.screens OUT` writes a PNG of every window, in
light, dark and high contrast, at 100 and 200 %, and a PNG of every page of every pack.

For looking at. It works in a throw-away training vault, shows nothing on the screen, and writes
nothing outside OUT and a temporary folder that it removes. A picture that fails is named at the
end, and the others are still taken; then the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SCREEN = (1366, 768)
LOOKS = (
    ("light", 100),
    ("light", 200),
    ("dark", 100),
    ("dark", 200),
    ("high_contrast", 100),
    ("high_contrast", 200),
)


@dataclass
class Album:
    """Where the pictures go, and what went wrong."""

    folder: Path
    wanted: str = ""
    taken: list[Path] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def attempt(self, name: str, take: Callable[[], None]) -> None:
        """Take some pictures; a failure is noted and the next ones are taken all the same."""
        try:
            take()
        except Exception as error:
            self.failures.append(f"{name}: {type(error).__name__}: {error}")
            traceback.print_exc()

    def wants(self, name: str) -> bool:
        """Whether a picture of this name was asked for."""
        return self.wanted in name

    def path(self, name: str) -> Path:
        """The file of a picture; its folder is made."""
        path = self.folder / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.taken.append(path)
        return path


def main(words: Sequence[str] | None = None) -> int:
    """Take the pictures; returns 0 where all of them could be taken."""
    chosen = _command_line().parse_args(words)
    looks = [look for look in LOOKS if not chosen.look or _name(look) in chosen.look]
    album = Album(Path(chosen.out), chosen.only)
    album.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        _use_a_screen_of_its_own(folder)
        _take_all(album, looks, folder, paper=not chosen.no_paper)
    print(f"{len(album.taken)} pictures in {album.folder}")
    for failure in album.failures:
        print(f"FAILED {failure}", file=sys.stderr)
    return 1 if album.failures else 0


def _take_all(album: Album, looks: list[tuple[str, int]], folder: Path, *, paper: bool) -> None:
    import shiboken6
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from tac_desktop.ui.screens_paper import take_paper
    from tac_desktop.ui.screens_stage import Stage
    from tac_desktop.ui.screens_windows import take_windows

    qInstallMessageHandler(_say)
    application = QApplication.instance() or QApplication(["screens"])
    stage = Stage(album, folder)
    try:
        for theme_name, percent in looks:
            print(f"{theme_name} at {percent} %")
            stage.use_look(theme_name, percent)
            take_windows(stage)
        if paper:
            print("paper")
            take_paper(stage)
    finally:
        stage.close()
        shiboken6.delete(application)
        qInstallMessageHandler(None)


def _say(kind: object, context: object, message: str) -> None:
    """What Qt has to say, but for what it says of every window that nobody sees."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def _use_a_screen_of_its_own(folder: Path) -> None:
    """Windows fit the screen of a small office laptop, which nobody sees."""
    width, height = SCREEN
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    described = folder / "screen.json"
    described.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={described}"


def _command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="screens", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("out", metavar="OUT", help="the folder for the pictures")
    names = [_name(look) for look in LOOKS]
    parser.add_argument("--look", action="append", choices=names, help="only this one (repeatable)")
    parser.add_argument("--only", default="", metavar="TEXT", help="only names with this in them")
    parser.add_argument("--no-paper", action="store_true", help="leave the pages of packs out")
    return parser


def _name(look: tuple[str, int]) -> str:
    return f"{look[0]}-{look[1]}"


if __name__ == "__main__":
    sys.exit(main())
