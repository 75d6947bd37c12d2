"""For who may read but not write: the file says so on top, and what writes is greyed with a reason.

The vault refuses in any case (`storage/roles.py`); this only keeps a person from trying in vain.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton, QWidget

from tac_desktop.casework.oversight import ManagementOversight
from tac_desktop.casework.record import Record
from tac_desktop.casework.retention import LegalHold
from tac_desktop.casework.work import Supervision
from tac_desktop.storage.roles import NotAllowed, Right
from tac_desktop.ui.banner import FlagMark
from tac_desktop.ui.pages.base import MAKES, Page
from tac_desktop.ui.session import Session
from tac_desktop.ui.side_column import SideColumn
from tac_desktop.ui.widgets import Notice, button_row, secondary_button
from tac_desktop.ui.wrapped_link import WrappedLink
from tac_desktop.words import _

SIGNED_OFF_WITH: tuple[type[Record], ...] = (ManagementOversight, Supervision, LegalHold)
"""What a person who only signs off writes in a form."""


def why_not(session: Session, cls: type[Record]) -> NotAllowed | None:
    """Why she may not fill in a form of this kind; None where she may."""
    if session.may(Right.WRITE) or (session.may(Right.SIGN_OFF) and cls in SIGNED_OFF_WITH):
        return None
    return NotAllowed(Right.WRITE, session.vault.access)


class ReadOnlyNotice(Notice):
    """What a manager can do in a mother's file. Hidden from everybody who writes."""

    wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        words = "" if session.may(Right.WRITE) or not session.is_unlocked else _words()
        super().__init__("info", words, parent)
        self.oversight = secondary_button(_("Sign off or note oversight ..."), self)
        self.supervision = secondary_button(_("Supervision ..."), self)
        self.oversight.clicked.connect(self._oversight)
        self.supervision.clicked.connect(self._supervision)
        self.add(button_row(self, self.oversight, self.supervision))

    def give_way(self, short: bool) -> None:
        """Where room is short, the same stands in the menu Actions."""
        self.setVisible(bool(self.label.text()) and not short)

    def _oversight(self) -> None:
        self.wanted.emit(ManagementOversight)

    def _supervision(self) -> None:
        self.wanted.emit(Supervision)


def offer_signing(
    menu: QMenu, write: Callable[[type[Record]], None], print_pack: Callable[[], None]
) -> None:
    """What a person who signs off can do in a file, as a menu."""
    menu.addAction(_("Sign off or note oversight")).triggered.connect(
        partial(_without_tick, write, ManagementOversight)
    )
    menu.addAction(_("Supervision")).triggered.connect(partial(_without_tick, write, Supervision))
    menu.addAction(_("Print pack")).triggered.connect(print_pack)


def _without_tick(
    write: Callable[[type[Record]], None], cls: type[Record], _checked: bool = False
) -> None:
    write(cls)


class WritingButtons(QObject):
    """Greys every button of a file's pages that would write, whenever a page shows or enables it.

    A button counts as reading when its words begin like one of those below; a new one that nobody
    thought of is greyed. What a person who signs off writes is left to her.
    """

    def __init__(self, session: Session, root: QWidget) -> None:
        super().__init__(root)
        self._root = root
        self._reason = NotAllowed(Right.WRITE, session.vault.access).what_happened
        self._reading = _reading()
        self._signing = [cls.type_name for cls in SIGNED_OFF_WITH if session.may(Right.SIGN_OFF)]
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nothing is kept from anybody but the buttons."""
        shown = event.type() in (QEvent.Type.Polish, QEvent.Type.Show, QEvent.Type.EnabledChange)
        if shown and isinstance(watched, QPushButton | QToolButton) and self._writes(watched):
            watched.setEnabled(False)
            watched.setToolTip(self._reason)
        return False

    def _writes(self, button: QPushButton | QToolButton) -> bool:
        if not button.isEnabled() or not self._root.isAncestorOf(button):
            return False
        if isinstance(button, FlagMark | WrappedLink) or button.property("role") == "link":
            return False
        if button.isCheckable() or not button.text() or button.property(MAKES) in self._signing:
            return False
        return _belongs_to_a_page(button) and not button.text().startswith(self._reading)


def _belongs_to_a_page(widget: QWidget) -> bool:
    above: QWidget | None = widget.parentWidget()
    while above is not None:
        if isinstance(above, Page | SideColumn):
            return True
        above = above.parentWidget()
    return False


def _words() -> str:
    return _(
        "You read this file and sign off. What you write is management oversight, supervision "
        "and legal holds; the rest is left to the social worker. That you opened it is noted."
    )


def _reading() -> tuple[str, ...]:
    return (
        _("Open"),
        _("Print"),
        _("History"),
        _("Read all"),
        _("Back"),
        _("Close"),
        _("Show"),
        _("Turn"),
        _("An earlier file"),
        _("Copies given out"),
        _("Choose between"),
    )
