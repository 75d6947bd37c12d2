"""The program: the window, or one of the commands of the same name."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tac_desktop import __version__, paths
from tac_desktop.storage.no_dumps import keep_memory_off_the_disk
from tac_desktop.words import _

if TYPE_CHECKING:
    import argparse

    from PySide6.QtWidgets import QApplication

    from tac_desktop.ui.main_window import MainWindow
    from tac_desktop.ui.settings import Settings

_PAINTED_AFTER_MS = 300


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; a first argument that is no option is a command, which needs no window."""
    keep_memory_off_the_disk()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and not arguments[0].startswith("-"):
        from tac_desktop.cli import main as run_command

        return run_command(arguments)
    chosen = options().parse_args(arguments)
    if chosen.self_check:
        from tac_desktop.commands import self_check

        return self_check.run()
    if chosen.try_files:
        from tac_desktop.ui.file_trial import serve

        return serve()
    if chosen.self_check_window:
        from tac_desktop.ui.self_check import answer_and_close

        return open_window(chosen.vault, then=answer_and_close)
    return open_window(chosen.vault)


def open_window(
    folder: Path | None = None, *, then: Callable[[MainWindow], None] | None = None
) -> int:
    """Show the window until it is closed; returns the program's exit code.

    `then` is called with the window as soon as it has been painted.
    """
    from tac_desktop.ui import bindings

    # What is loaded at the start stays; looking for garbage in it again and again is for nothing.
    gc.disable()
    bindings.load()
    import shiboken6
    from PySide6.QtCore import QTimer

    from tac_desktop.ui import loading, work
    from tac_desktop.ui.crash import CrashWatch
    from tac_desktop.ui.focus_ring import FocusRing
    from tac_desktop.ui.main_window import MainWindow
    from tac_desktop.ui.policy_card import PolicyNote
    from tac_desktop.ui.session import Session
    from tac_desktop.ui.settings import Settings
    from tac_desktop.ui.upgrade_note import UpgradeNote

    # The same for all that comes later: what is loaded by now is never garbage.
    gc.freeze()
    settings = Settings.load()
    application = _application(settings)
    session = Session(settings)
    note = PolicyNote(session)
    ring = FocusRing(application)
    window = MainWindow(session)
    upgraded = UpgradeNote(window)
    CrashWatch(window).install()
    window.show()
    window.start(folder)
    if then is not None:
        QTimer.singleShot(_PAINTED_AFTER_MS, partial(then, window))
    code = application.exec()
    work.cancel_all()
    work.wait_for_all()
    loading.wait_until_loaded()
    sys.excepthook = sys.__excepthook__
    # In this order: Qt crashes at exit where a window outlives the application it belongs to.
    window.close()
    for thing in (ring, upgraded, window, note, session):
        shiboken6.delete(thing)
    return code


def _application(settings: Settings) -> QApplication:
    """Qt's application with the program's look, name and icon."""
    from PySide6.QtCore import QLocale
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from tac_desktop.ui import theme
    from tac_desktop.ui.garbage import GarbageCollector

    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        application = existing
    else:
        application = QApplication([*sys.argv[:1], *theme.begin_with_style()])
    application.setApplicationName("TAC Desktop")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("tac-desktop")
    icon = QIcon()
    for size in (16, 32, 48, 256):
        icon.addFile(str(paths.resource("icons") / f"tac-desktop-{size}.png"))
    application.setWindowIcon(icon)
    theme.apply(settings.theme, settings.text_percent)
    GarbageCollector(application)
    return application


def options() -> argparse.ArgumentParser:
    """What can stand behind the program's name without a command."""
    import argparse

    parser = argparse.ArgumentParser(
        prog="tac-desktop",
        description=_("Opens the window. With a command, such as “training” or “verify”, runs it."),
        epilog=_("“tac-desktop COMMAND --help” says more about a command."),
    )
    parser.add_argument(
        "--vault", type=Path, metavar="DIR", help=_("the vault's folder, instead of the usual one")
    )
    parser.add_argument("--version", action="version", version=f"TAC Desktop {__version__}")
    parser.add_argument(
        "--self-check",
        action="store_true",
        help=_("say what is missing or blocked on this computer; opens no vault"),
    )
    # The second process of the check; of no use to a person.
    parser.add_argument("--self-check-window", action="store_true", help=argparse.SUPPRESS)
    # The process in which files from elsewhere are opened.
    parser.add_argument("--try-files", action="store_true", help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
