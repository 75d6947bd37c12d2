"""What the two windows that write handovers have in common: the frame, and the page at the end."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tac_desktop.errors import Cancelled, TacError
from tac_desktop.handover.outcome import Outcome
from tac_desktop.ui import theme
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.eject_row import EjectRow
from tac_desktop.ui.facts import Facts
from tac_desktop.ui.passphrase_once import PassphraseOnce
from tac_desktop.ui.print_dialog import PrintDialog
from tac_desktop.ui.session import Session
from tac_desktop.ui.shown_once_dialog import ShownOnceDialog
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    hint,
    line,
    primary_button,
    scrolled,
    secondary_button,
)
from tac_desktop.ui.widgets import title as title_label
from tac_desktop.words import _


class WrittenPage(QWidget):
    """What was written, its passphrase once, and the slip that goes with it."""

    may_close = Signal()

    def __init__(
        self, session: Session, parent: QWidget, *, heading: str, passphrase: str, check: str
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._purpose = ""
        self.slip: PrintDialog | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(4))
        self.outcome = Notice("done", "", self)
        self.not_written = Notice("danger", "", self)
        self.passphrase = PassphraseOnce(passphrase, self)
        self.passphrase.written_down.connect(self.may_close)
        self.facts = Facts(self)
        self.slip_button = secondary_button(_("Print the covering slip ..."), self)
        self.slip_button.clicked.connect(self.print_slip)
        self.eject = EjectRow(self)
        about_slip = _(
            "The slip says what is inside, for whom, and the check words; it has lines for "
            "whoever collects the stick, and a receipt to send back. It has no passphrase."
        )
        for widget in (
            title_label(heading, self),
            self.outcome,
            self.not_written,
            self.passphrase,
            line(self),
            self.facts,
            hint(check, self),
            button_row(self, self.slip_button),
            self.eject,
            hint(about_slip, self),
        ):
            layout.addWidget(widget)
        layout.addStretch(1)

    @property
    def is_written_down(self) -> bool:
        """Whether she has said that the passphrase is on paper."""
        return self.passphrase.tick.isChecked()

    def start(self) -> None:
        """Called once the page is on the screen."""
        self.passphrase.tick.setFocus()

    def print_slip(self) -> None:
        """Show the covering slip, to be printed."""
        raise NotImplementedError

    def show_slip(self, slip: PrintDialog) -> None:
        """Open the slip's window; the lock closes it."""
        self.slip = slip
        self._session.locked.connect(slip.close_as_locked)
        slip.open()

    def forget(self) -> None:
        """Take the passphrase off the screen."""
        self.passphrase.forget()


class HandoverDialog(ShownOnceDialog):
    """Two pages: what is asked, and what was written. Closed only with the passphrase on paper."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self.problem = Notice("danger", "", self)
        self._pages = QStackedWidget(self)
        self.write_button = primary_button("", self)
        self.write_button.clicked.connect(self.write_now)
        self.close_button = secondary_button(_("Go back"), self)
        self.close_button.clicked.connect(self.close_when_allowed)
        self._page: WrittenPage | None = None

    def write_now(self) -> None:
        """Write what was asked for, where everything was answered."""
        raise NotImplementedError

    def may_close(self) -> bool:
        """Whether no passphrase is shown that is not written down."""
        return not self.is_done() or self._page is None or self._page.is_written_down

    def _lay_out(self, questions: QWidget, page: WrittenPage) -> None:
        self._page = page
        for one in (questions, page):
            self._pages.addWidget(scrolled(one, self._pages))
        page.may_close.connect(self._enable)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.problem)
        layout.addWidget(button_row(self, self.write_button, self.close_button))
        fit_to_screen(self, 760, 720)
        self._session.locked.connect(self.close_as_locked)
        self.finished.connect(self._forget)

    def _turn_to_result(self, page: WrittenPage) -> None:
        self._pages.setCurrentIndex(1)
        QTimer.singleShot(0, page, page.start)
        self.write_button.hide()
        self.close_button.setText(_("Close"))
        self._enable()

    def _show_problem(self, error: TacError) -> None:
        cancelled = isinstance(error, Cancelled)
        words = Outcome.CANCELLED.sentence if cancelled else error.sentence
        self.write_button.setEnabled(True)
        self.problem.show_words("danger", words)
        self.write_button.setFocus()

    def _enable(self) -> None:
        self.close_button.setEnabled(self.may_close())

    def _forget(self) -> None:
        if self._page is not None:
            self._page.forget()
