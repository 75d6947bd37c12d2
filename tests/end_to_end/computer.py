"""The computer that the job is done on: its printer, its file dialogs, and the program started on
it. These are the edges of the operating system; everything inside them is the real program."""

from __future__ import annotations

import faulthandler
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from tac_desktop import app, paths
from tac_desktop.errors import TacError
from tac_desktop.ui import messages, pack_work, printers
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.printing import PrintResult
from tests.end_to_end.keyboard import Keyboard, Stuck, where

PRINTER = "Office"
_LOOK_MS = 15
_BY_FOLDER = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")


class PrinterWithATray:
    """The office printer: each job becomes a sheet of dots in the tray.

    What goes to it is also kept as it was before it became dots, so that it can be read.
    """

    def __init__(self, tray: Path) -> None:
        self.tray = tray
        self.jobs = 0
        self.readable: list[Path] = []
        self._print_copies: Callable[..., PrintResult] = vars(pack_work)["print_copies"]
        vars(pack_work)["print_copies"] = self._keep_and_print

    def found(self) -> list[printers.Printer]:
        return [printers.Printer(PRINTER, is_usual=True)]

    def open(self, name: str) -> QPrinter:
        self.jobs += 1
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.tray / f"sheet-{self.jobs}.pdf"))
        return printer

    def _keep_and_print(self, copies: Sequence[bytes], *rest: object) -> PrintResult:
        for pdf in copies:
            path = self.tray / f"words-{len(self.readable) + 1}.pdf"
            path.write_bytes(pdf)
            self.readable.append(path)
        return self._print_copies(copies, *rest)


@dataclass
class Desk:
    """Answers the system's file dialogs and the program's questions as they were prepared.

    What nobody prepared is a failure: a message that nobody expected is one that interrupts.
    """

    paths: list[Path] = field(default_factory=list)
    agrees_to: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)

    def tell(self, parent: QWidget | None, said: TacError | str, title: str) -> None:
        self.told.append(_sentence(said))

    def choose(
        self,
        parent: QWidget | None,
        said: TacError | str,
        buttons: Sequence[str],
        *,
        danger: bool,
        title: str,
    ) -> int:
        if self.agrees_to and self.agrees_to[0] in buttons:
            return list(buttons).index(self.agrees_to.pop(0))
        self.unexpected.append(f"{_sentence(said)} {list(buttons)}")
        return -1

    def reason(
        self, parent: QWidget | None, heading: str, sentences: Sequence[str], button_words: str
    ) -> str:
        self.unexpected.append(f"{heading} {list(sentences)}")
        return ""

    def folder(self, parent: QWidget | None, title: str, start: Path | None) -> Path | None:
        return self._path(title)

    def file_to_open(
        self, parent: QWidget | None, title: str, kinds: str, start: Path | None
    ) -> Path | None:
        return self._path(title)

    def file_to_save(
        self, parent: QWidget | None, title: str, kinds: str, start: Path | None
    ) -> Path | None:
        return self._path(title)

    def _path(self, title: str) -> Path | None:
        if self.paths:
            return self.paths.pop(0)
        self.unexpected.append(title)
        return None


class WindowManager(QObject):
    """Gives the keys to the window below when one closes, as every desktop does.

    Qt's offscreen platform leaves them to nobody.
    """

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._order: list[QWindow] = []
        application.focusWindowChanged.connect(self._changed)
        # A window that is destroyed goes without a word, so it has to be looked for.
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_MS)

    def _changed(self, window: QWindow | None) -> None:
        if window is not None:
            self._order = [one for one in self._order if _is_there(one) and one is not window]
            self._order.append(window)

    def _look(self) -> None:
        focused = QGuiApplication.focusWindow()
        if focused is not None and focused.isVisible():
            return
        modal = QGuiApplication.modalWindow()
        there = [one for one in self._order if _is_there(one) and one.isVisible()]
        for window in [modal] if modal is not None else reversed(there):
            window.requestActivate()
            return


class Computer:
    """Starts the program as `tac-desktop` does and lets somebody work at it until it ends."""

    def __init__(self, tray: Path) -> None:
        if sys.platform.startswith("linux"):
            _without_a_print_service(tray.parent / "qt")
        self.application = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(self.application, QApplication)
        self._manager = WindowManager(self.application)
        self.keyboard = Keyboard()
        self.desk = Desk()
        self.printer = PrinterWithATray(tray)
        self.tray = tray
        self.doing = "nothing yet"
        self.failure = ""
        messages.use_answerer(self.desk)
        printers.this_computer = self.printer
        self.keyboard.on_wait = self.refuse_surprises

    def use(self, do: Callable[[], None]) -> None:
        """Start the program, let `do` work at the keyboard, and see the program end by itself."""
        ended = False

        def sit_down() -> None:
            nonlocal ended
            try:
                self.keyboard.wait(_window_with_focus, "the window to come up")
                do()
                self.refuse_surprises()
                ended = True
            except BaseException:
                self.failure = f"{where()}\n{traceback.format_exc()}"
                faulthandler.dump_traceback(all_threads=True)
                self._take_pictures()
                QApplication.exit(1)

        QTimer.singleShot(0, sit_down)
        code = app.main([])
        if self.failure or not ended or code != 0:
            raise SystemExit(f"while: {self.doing}\n{self.failure}")

    def window(self) -> MainWindow:
        """The program's window, to be read."""
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
        assert len(found) == 1, found
        return found[0]

    def refuse_surprises(self) -> None:
        """Fail where the program said or asked what nobody expected."""
        surprises = self.desk.told + self.desk.unexpected
        if surprises:
            self.desk.told, self.desk.unexpected = [], []
            raise Stuck(f"the program said: {surprises}")

    def move_to(self, folder: Path) -> None:
        """Go on as another person on another computer: other folders, nothing known of before."""
        if sys.platform == "win32":
            # Windows is asked for the folder, and cannot be told another one.
            paths.data_folder = lambda: folder / "TAC Desktop"
            return
        for name in _BY_FOLDER:
            os.environ[name] = str(folder / name.lower())
            Path(os.environ[name]).mkdir(parents=True)

    def _take_pictures(self) -> None:
        for number, window in enumerate(QApplication.topLevelWidgets()):
            if window.isVisible():
                window.grab().save(str(self.tray / f"failed-{number}.png"))


def _is_there(window: QWindow) -> bool:
    return bool(shiboken6.isValid(window))


def _window_with_focus() -> bool:
    return QApplication.focusWidget() is not None


def _without_a_print_service(folder: Path) -> None:
    """Let Qt find all its plug-ins but the one that asks CUPS, which is a process of its own.

    It would be asked over a local socket at every printer object; the printer here is the tray.
    """
    plugins = [Path(path) for path in QCoreApplication.libraryPaths()]
    source = next(path for path in plugins if (path / "printsupport").is_dir())
    folder.mkdir(exist_ok=True)
    for one in source.iterdir():
        if one.name != "printsupport":
            (folder / one.name).symlink_to(one, target_is_directory=True)
    QCoreApplication.setLibraryPaths([str(folder)])


def _sentence(said: TacError | str) -> str:
    return said.sentence if isinstance(said, TacError) else said
