"""One saved record to read in full, with what can be done with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QTextBrowser, QVBoxLayout, QWidget

from tac_desktop.casework.acct import AcctReview
from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.her_voice import may_be_answered
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.reasons import is_kept_as_written
from tac_desktop.casework.record import Record
from tac_desktop.packs.for_mothers import easy_sheet_about
from tac_desktop.packs.staff_packs import ABOUT, OUTCOME_SLIP
from tac_desktop.ui import theme
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.form_extras import copy_for_prison
from tac_desktop.ui.reading_html import Ink, first_record, reading_html
from tac_desktop.ui.session import Session
from tac_desktop.ui.striking import can_be_struck, strike, strike_words
from tac_desktop.ui.widgets import secondary_button, wrapped
from tac_desktop.words import _


class ReadingView(QWidget):
    """Shows a record. The signals carry its identifier; the page that holds the view acts."""

    amend_wanted = Signal(str)
    history_wanted = Signal(str)
    print_wanted = Signal(str, str)
    join_wanted = Signal(str)
    back_wanted = Signal()
    her_side_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._entry: Entry[Any] | None = None
        self._file: CaseFile | None = None
        self.text = ReadingText(_("The record in full"), self)
        self._nothing = wrapped("", self, "muted")
        self._nothing.setContentsMargins(*[theme.space(4)] * 4)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        shown = QWidget(self)
        layout = QVBoxLayout(shown)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._button_box = self._buttons()
        layout.addWidget(self._button_box)
        layout.addWidget(self.text, 1)
        self._shown_layout = layout
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(shown)
        theme.signals().changed.connect(self._show_again)
        self._key("Ctrl+E", self._amend)
        self._key("Ctrl+H", self._history)

    @property
    def record_id(self) -> str:
        """The record that is shown; empty where none is."""
        return self._entry.record.id if self._entry else ""

    def show_nothing(self, words: str) -> None:
        """Say what will be shown here."""
        self._entry = None
        self._nothing.setText(words)
        self._stack.setCurrentIndex(0)

    def show_entry(self, entry: Entry[Any], case_file: CaseFile) -> None:
        """Show a record of this file."""
        same = self._entry is not None and self._entry.record.id == entry.record.id
        self._entry, self._file = entry, case_file
        place = self.text.verticalScrollBar().value() if same else 0
        kept = is_kept_as_written(entry.record)
        self.amend_button.setText(_("Amend (Ctrl+E)") if kept else _("Update (Ctrl+E)"))
        self.history_button.setEnabled(entry.saved.revisions > 1)
        self.join_button.setVisible(entry.saved.forked)
        self.pack_button.setText(_pack_words(entry.record.type_name))
        self.pack_button.setVisible(bool(self.pack_button.text()))
        self.easy_button.setVisible(bool(easy_sheet_about(entry.record, case_file.as_of)))
        self.her_side_button.setVisible(may_be_answered(entry.record))
        self.strike_button.setText(strike_words(entry.record))
        self.strike_button.setVisible(can_be_struck(entry.record))
        self.slip_button.setVisible(entry.record.type_name in ABOUT)
        self.copy_button.setVisible(bool(_for_case_notes(entry.record)))
        self._write()
        self.text.verticalScrollBar().setValue(place)
        self._stack.setCurrentIndex(1)

    def put_above(self, widget: QWidget) -> None:
        """Show something between the buttons and the text, such as a document's file."""
        self._shown_layout.insertWidget(1, widget)

    def height_of_buttons(self, width: int) -> int:
        """How high the buttons stand in so much room."""
        return self._button_box.heightForWidth(width)

    def show_way_back(self, wanted: bool) -> None:
        """Offer the way back to the list, where the text stands in its place."""
        self.back_button.setVisible(wanted)

    def _buttons(self) -> QWidget:
        box = QWidget(self)
        flow = FlowLayout(box, theme.space(2), theme.space(1))
        flow.setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(2))
        self.back_button = secondary_button(_("Back to the list"), box)
        self.back_button.hide()
        self.amend_button = secondary_button(_("Amend (Ctrl+E)"), box)
        self.history_button = secondary_button(_("History (Ctrl+H)"), box)
        self.pack_button = secondary_button("", box)
        self.slip_button = secondary_button(_("Slip for staff"), box)
        self.easy_button = secondary_button(_("Easy read for her"), box)
        self.print_button = secondary_button(_("Print"), box)
        self.copy_button = secondary_button(_("Copy for the prison's system"), box)
        self.her_side_button = secondary_button(_("She sees it differently"), box)
        self.strike_button = secondary_button("", box)
        self.join_button = secondary_button(_("Choose between the two versions"), box)
        for button, does in (
            (self.back_button, self.back_wanted),
            (self.amend_button, self._amend),
            (self.history_button, self._history),
            (self.pack_button, self._print_pack),
            (self.slip_button, self._print_slip),
            (self.easy_button, self._print_easy_read),
            (self.print_button, self._print),
            (self.copy_button, self._copy),
            (self.her_side_button, self._her_side),
            (self.strike_button, self._strike),
            (self.join_button, self._join),
        ):
            button.clicked.connect(does)
            flow.addWidget(button)
        return box

    def _key(self, keys: str, does: Any) -> None:
        # On the page around it, so that the key also works from the list beside the text.
        page = self.parentWidget()
        shortcut = QShortcut(QKeySequence(keys), page if page is not None else self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)

    def _write(self) -> None:
        assert self._entry is not None and self._file is not None
        original: Any = self._entry.record
        if self._entry.saved.revisions > 1 and is_kept_as_written(original):
            original = first_record(self._session.vault.history(original.id), self._entry)
        self.text.setHtml(reading_html(self._entry, original, self._file.name, ink()))

    def _show_again(self) -> None:
        if self._entry is not None and self._session.is_unlocked:
            self._write()

    def _amend(self) -> None:
        if self._entry and self.isVisible():
            self.amend_wanted.emit(self._entry.record.id)

    def _history(self) -> None:
        if self._entry and self.isVisible() and self.history_button.isEnabled():
            self.history_wanted.emit(self._entry.record.id)

    def _print(self) -> None:
        if self._entry:
            self.print_wanted.emit("record", self._entry.record.id)

    def _print_easy_read(self) -> None:
        if self._entry and self._file:
            sheet = easy_sheet_about(self._entry.record, self._file.as_of)
            self.print_wanted.emit(sheet, self._entry.record.id)

    def _print_pack(self) -> None:
        if self._entry:
            self.print_wanted.emit(_PACKS[self._entry.record.type_name], self._entry.record.id)

    def _print_slip(self) -> None:
        if self._entry:
            self.print_wanted.emit(OUTCOME_SLIP, self._entry.record.id)

    def _her_side(self) -> None:
        if self._entry:
            self.her_side_wanted.emit(self._entry.record.id)

    def _strike(self) -> None:
        if self._entry:
            strike(self._session, self._entry, self)

    def _join(self) -> None:
        if self._entry:
            self.join_wanted.emit(self._entry.record.id)

    def _copy(self) -> None:
        entry = self._entry
        if entry:
            copy_for_prison(
                self._session,
                _for_case_notes(entry.record),
                record_id=entry.record.id,
                mother_id=entry.record.mother_id,
                parent=self,
            )


class ReadingText(QTextBrowser):
    """Text to read: no links are followed, lines stay within about 80 characters."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        theme.mark(self, "reading")
        self.document().setDocumentMargin(theme.space(4))
        self._keep_lines_short()
        theme.signals().changed.connect(self._keep_lines_short)

    def _keep_lines_short(self) -> None:
        self.setMaximumWidth(theme.scaled(theme.READING_WIDTH + 60))


def ink() -> Ink:
    """The theme's colours and sizes for texts to read."""
    colours = theme.colours()
    return Ink(
        text=colours.text,
        muted=colours.muted,
        line=colours.divider,
        danger=colours.danger,
        body=theme.scaled(theme.TEXT),
        small=theme.scaled(theme.SMALL),
        heading=theme.scaled(theme.SECTION),
    )


_PACKS = {
    "meeting": "meeting",
    "acct_review": "acct_contribution",
    "mbu_application": "mbu_summary",
    "mbu_tac_report": "mbu_report",
    "concern": "concern_slip",
    "hearing": "hearing",
    "letter": "letter",
}


def _for_case_notes(record: Record) -> str:
    """What was written for the prison's own case notes, on records that have room for it."""
    told = (ContactLogEntry, Meeting, AcctReview)
    return record.dps_text if isinstance(record, told) else ""


def _pack_words(type_name: str) -> str:
    words = {
        "meeting": _("Print pack"),
        "acct_review": _("Print contribution"),
        "mbu_application": _("Print summary"),
        "mbu_tac_report": _("Print report"),
        "concern": _("Print slip for staff"),
        "hearing": _("Prepare pack"),
        "letter": _("Print letter"),
    }
    return words.get(type_name, "")
