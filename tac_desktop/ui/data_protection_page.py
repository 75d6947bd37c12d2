"""Data protection: requests for own information, keeping and disposal, and what was given out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.access_requests import AccessRequests
from tac_desktop.ui.given_out_part import GivenOutPart
from tac_desktop.ui.retention_part import RetentionPart
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import scrolled, title
from tac_desktop.words import _

KEEPING, GIVEN_OUT = 1, 2


class DataProtectionPage(QWidget):
    """`record_wanted` carries a mother and a record, `form_wanted` a mother and a record type."""

    record_wanted = Signal(str, str)
    form_wanted = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        self._title = title(_("Data protection"), self)
        layout.addWidget(self._title)
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Parts of this page"))
        for words in (_("Requests"), _("Keeping and disposal"), _("Given out")):
            self.tabs.addTab(words)
        layout.addWidget(self.tabs)
        self.stack = QStackedWidget(self)
        self.requests = AccessRequests(session, self.stack)
        self.retention = RetentionPart(session, self.stack)
        self.given_out = GivenOutPart(session, self.stack)
        self.requests.at_the_desk.connect(self._make_room)
        self.retention.record_wanted.connect(self.record_wanted)
        self.retention.form_wanted.connect(self.form_wanted)
        self.given_out.record_wanted.connect(self.record_wanted)
        self.stack.addWidget(self.requests)
        for part in (self.retention, self.given_out):
            self.stack.addWidget(scrolled(part, self.stack))
        layout.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._show_part)
        session.changed.connect(self._changed)

    def start(self) -> None:
        """Called when the page comes on the screen."""
        self.refresh()

    def refresh(self) -> None:
        """Show the part that is on the screen as it is now."""
        part = (self.requests, self.retention, self.given_out)[self.tabs.currentIndex()]
        part.refresh()

    def show_part(self, place: int) -> None:
        """Go to one of the parts."""
        self.tabs.setCurrentIndex(place)

    def _show_part(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        if self._session.is_unlocked:
            self.refresh()

    def _make_room(self, at_the_desk: bool) -> None:
        """One request fills the page."""
        self._title.setVisible(not at_the_desk)
        self.tabs.setVisible(not at_the_desk)

    def _changed(self, _mother_id: str) -> None:
        if self.isVisible() and self._session.is_unlocked:
            self.refresh()
