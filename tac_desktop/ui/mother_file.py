"""One mother's file: her name and flags on top, the pages as tabs, what comes next beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.concern import Concern
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.dates_ahead import next_date
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.record import Record, record_class
from tac_desktop.errors import TacError
from tac_desktop.packs.catalogue import BLANK
from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.errors import RecordUnknown
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.roles import Right
from tac_desktop.ui import messages, theme
from tac_desktop.ui.allowed import allow
from tac_desktop.ui.banner import Banner
from tac_desktop.ui.departure_page import DeparturePage
from tac_desktop.ui.file_keys import set_keys
from tac_desktop.ui.fork_view import ForkView
from tac_desktop.ui.her_side_form import HerSideForm, is_her_side
from tac_desktop.ui.history_view import HistoryView
from tac_desktop.ui.pages.base import Page
from tac_desktop.ui.pages.case_page import CasePage
from tac_desktop.ui.pages.places import (
    CASE,
    OVERVIEW,
    PAGES,
    key_of,
    page_of,
    page_of_type,
    tab_words,
)
from tac_desktop.ui.read_only import ReadOnlyNotice, WritingButtons, offer_signing, why_not
from tac_desktop.ui.record_form import RecordForm
from tac_desktop.ui.session import Session
from tac_desktop.ui.side_column import SideColumn
from tac_desktop.ui.stroke_page import StrokePage
from tac_desktop.ui.stroke_pages import make_stroke_page
from tac_desktop.ui.stroke_titles import DEPARTURE, stroke_titles
from tac_desktop.ui.undoing import Stroke
from tac_desktop.ui.widgets import EmptyState, lay_out_now
from tac_desktop.words import _

MakeForm = Callable[[Session, CaseFile, QWidget], RecordForm]

_SHOWN_BESIDE = 900
_SHORT = 420


class MotherFile(QWidget):
    """Shows the file that `open` names and keeps it up to date.

    Alt+1 to Alt+0, Alt+Shift+1 and on, and Ctrl+Tab change the page. A form takes the place of
    the page; banner and tabs stay. Whatever closes or replaces a form keeps its text as a draft.
    """

    pack_wanted = Signal(str, str, str)
    handover_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self.mother_id = ""
        self._file: CaseFile | None = None
        self._pages: dict[int, Page] = {}
        self._old: set[int] = set()
        self._just_read = False
        self._over: QWidget | None = None
        self._build()
        set_keys(self)
        if not session.may(Right.WRITE):
            WritingButtons(session, self)
            self.banner.concern.setEnabled(False)
        session.changed.connect(self._changed)

    # What others call

    def open(self, mother_id: str) -> None:
        """Show this mother's file, at the overview unless it is the one on the screen already.

        The file of a woman who was entered twice is one, whichever entry it is asked for by.
        """
        mother_id = self._session.vault.book.same(mother_id)[0]
        if mother_id == self.mother_id:
            self.reload()
            return
        if not self.close_form():
            return
        self.mother_id = mother_id
        self._read()
        self._just_read = True
        self.show_page(OVERVIEW)
        self.note_that_it_was_opened()

    def open_record(self, record_id: str) -> None:
        """Go to a record, on the page where its kind stands."""
        entry = self._file.by_id.get(record_id) if self._file else None
        if entry is None or not self.close_form():
            return
        place = page_of(entry.record)
        self.show_page(place)
        self._pages[place].go_to(record_id)

    def open_draft(self, draft_id: str) -> None:
        """Go on with an unfinished form of this file."""
        draft = self._session.vault.draft(draft_id)
        if draft is None or not self.close_form():
            return
        if draft.record_type in stroke_titles():
            self._open_stroke(draft.record_type, draft)
            return
        entry = self._session.vault.entry(draft.record_id)
        what = entry or record_class(draft.record_type)
        self._open_form(what, {}, draft)

    def new_record(self, cls: type[Record], answers: Mapping[str, Any] | None = None) -> None:
        """Open a form for a new record of this file."""
        if self._file is not None and self._may_write(cls) and self.close_form():
            self.show_page(page_of_type(cls))
            self._open_form(cls, answers or {})

    def show_page(self, place: int) -> None:
        """Go to a page; an open form is closed and its text kept."""
        if self._file is None or not self.close_form():
            return
        if place not in self._pages:
            self._make(place)
        page = self._pages[place]
        if place in self._old:
            self._old.discard(place)
            page.show_file(self._file)
        keys_on_the_tabs = self.tabs.hasFocus()
        self._stack.setCurrentWidget(page)
        self.tabs.setCurrentIndex(place)
        if not keys_on_the_tabs:
            page.take_focus()
        lay_out_now()

    def start(self) -> None:
        """Called when the file comes on the screen: show what is true now."""
        just_read, self._just_read = self._just_read, False
        if self.mother_id and not just_read:
            self.reload()
        self._show_whether_open()
        if self.form is not None:
            return
        page = self.page
        if page is not None:
            QTimer.singleShot(0, page, page.take_focus)

    def reload(self) -> None:
        """Read the file again and show it."""
        self._read()
        current = self.tabs.currentIndex()
        if self._file is not None and current in self._pages:
            self._old.discard(current)
            self._pages[current].show_file(self._file)
        lay_out_now()

    def _read(self) -> None:
        """Read the file, and show what stands round its pages."""
        try:
            self._file = self._session.vault.case_file(self.mother_id, self._session.today())
            self.mother_id = self._file.mother_id
        except RecordUnknown as error:
            self.mother_id, self._file = "", None
            messages.tell(self, error)
        self._show_whether_open()
        if self._file is None:
            return
        self._old = set(self._pages)
        self.banner.show_file(self._file)
        self._show_side()

    def close_form(self) -> bool:
        """Close whatever lies over the page; a form's text is kept. False where it stays open."""
        over = self._over
        if isinstance(over, (RecordForm, StrokePage)):
            over.close_form()
        elif over is not None:
            self._take_off()
        return self._over is None

    @property
    def form(self) -> RecordForm | None:
        """The form that is open."""
        return self._over if isinstance(self._over, RecordForm) else None

    @property
    def page(self) -> Page | None:
        """The page whose tab is chosen."""
        return self._pages.get(self.tabs.currentIndex())

    @property
    def case_file(self) -> CaseFile | None:
        """The file that is shown."""
        return self._file

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column beside the page gives way where room is short."""
        super().resizeEvent(event)
        self._show_side()

    # Building

    def _build(self) -> None:
        self.nothing = EmptyState(
            _("No file is open. Choose a mother from the caseload, or find her with Ctrl+K."),
            "",
            self,
        )
        self._whole = QWidget(self)
        self.banner = Banner(self._whole)
        self.banner.record_wanted.connect(self.open_record)
        self.banner.versions_wanted.connect(self.join_versions)
        self.banner.concern_wanted.connect(self.new_concern)
        self.tabs = QTabBar(self._whole)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(_("Pages of the file"))
        for place, words in enumerate(tab_words()):
            self.tabs.addTab(words)
            self.tabs.setTabToolTip(place, key_of(place))
        self.tabs.tabBarClicked.connect(self.show_page)
        self.tabs.currentChanged.connect(self._tab_changed)
        self._stack = QStackedWidget(self._whole)
        # With large type a page may be higher than the screen: it scrolls, the window stays.
        self._stack.setMinimumHeight(theme.scaled(90))
        self.side = SideColumn(self._whole)
        self._connect_side()
        self._offer_actions()
        middle = QWidget(self._whole)
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._stack, 1)
        across.addWidget(self.side)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.read_only = ReadOnlyNotice(self._session, self._whole)
        self.read_only.wanted.connect(self.new_record)
        for widget in (self.banner, self.read_only, self.tabs):
            column.addWidget(widget)
        column.addWidget(middle, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.nothing)
        layout.addWidget(self._whole, 1)
        self._show_whether_open()

    def _connect_side(self) -> None:
        self.side.log_wanted.connect(self.new_log_entry)
        self.side.meeting_wanted.connect(self.new_meeting)
        self.side.pack_wanted.connect(self.print_pack)
        self.side.handover_wanted.connect(self.hand_over)
        self.side.gone_wanted.connect(self.she_has_gone)
        allow(self._session, Right.HAND_OVER, self.side.hand_over_button)
        self.side.draft_wanted.connect(self.open_draft)
        self.side.record_wanted.connect(self.open_record)

    def _offer_actions(self) -> None:
        menu = QMenu(self.banner.do_here)
        self.banner.do_here.setMenu(menu)
        if not self._session.may(Right.WRITE):
            offer_signing(menu, self.new_record, self.print_pack)
            return
        for words, does in (
            (_("New concern"), self.new_concern),
            (_("New log entry"), self.new_log_entry),
            (_("New meeting"), self.new_meeting),
            (_("Print pack"), self.print_pack),
            (_("Hand over"), self.hand_over),
            (_("She has gone"), self.she_has_gone),
        ):
            menu.addAction(words).triggered.connect(does)

    def _make(self, place: int) -> None:
        page = PAGES[place](self._session, self._stack)
        page.form_wanted.connect(self._form_wanted)
        page.record_wanted.connect(self.open_record)
        page.history_wanted.connect(self.show_history)
        page.join_wanted.connect(self.join_versions)
        page.pack_wanted.connect(self._pack_wanted)
        page.over_wanted.connect(self._over_wanted)
        if isinstance(page, CasePage):
            page.stroke_wanted.connect(self.open_stroke)
        self._pages[place] = page
        self._stack.addWidget(page)
        self._old.add(place)

    # Doing

    def new_log_entry(self) -> None:
        """A form for a log entry, from anywhere in the file."""
        self.new_record(ContactLogEntry)

    def new_concern(self) -> None:
        """A form for a concern, from anywhere in the file; what was being written is kept."""
        self.new_record(Concern)

    def new_meeting(self) -> None:
        """A form for a meeting, from anywhere in the file."""
        self.new_record(Meeting)

    def print_pack(self) -> None:
        """The pack of the next meeting; another meeting can be chosen in the dialog."""
        coming = next_date(self._file) if self._file else None
        known = self._file.get(Meeting, coming.record_id) if self._file and coming else None
        self.pack_wanted.emit("meeting", self.mother_id, known.id if known else "")

    def hand_over(self) -> None:
        """Ask for this file to be written for a colleague."""
        self.handover_wanted.emit(self.mother_id)

    def she_has_gone(self) -> None:
        """The page for a mother who left, from anywhere in the file."""
        self.open_stroke(DEPARTURE)

    def open_stroke(self, kind: str) -> None:
        """A page that saves several records together: closing, reopening, `She has gone`."""
        if self._file is not None and self.close_form():
            begun = [
                one
                for one in self._session.vault.drafts()
                if one.record_type == kind and one.mother_id == self.mother_id
            ]
            self._open_stroke(kind, begun[0] if begun else None)

    def _open_stroke(self, kind: str, draft: Draft | None) -> None:
        if self._file is None or not self._may_write(Record):
            return
        page = make_stroke_page(kind, self._session, self._file, self._stack, draft)
        if page is None:
            messages.tell(self, _("There is no case in this file that this could be done with."))
            return
        page.saved.connect(self._stroke_saved)
        page.closed.connect(self._take_off)
        if isinstance(page, DeparturePage):
            page.handover_wanted.connect(self.hand_over)
        self._put_over(page)
        page.start()

    def _stroke_saved(self, stroke: Stroke) -> None:
        """Back to the page Case, where it can be taken back."""
        self._take_off()
        self._session.changed.emit(self.mother_id)
        self.show_page(CASE)
        page = self.page
        if isinstance(page, CasePage):
            page.offer_undo(stroke)

    def show_history(self, record_id: str) -> None:
        """Every time a record was saved, over the page."""
        if self._file is not None and self.close_form():
            view = HistoryView(self._session, record_id, self._file.name, self._stack)
            view.closed.connect(self._take_off)
            view.join_wanted.connect(self.join_versions)
            self._put_over(view)
            view.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def join_versions(self, record_id: str) -> None:
        """Choose between two versions of a record, over the page."""
        if self._file is not None and self._may_write(Record) and self.close_form():
            view = ForkView(self._session, record_id, self._file.name, self._stack)
            view.closed.connect(self._take_off)
            view.saved.connect(self._saved)
            self._put_over(view)
            view.start()

    def _over_wanted(self, make: MakeForm) -> None:
        if self._file is not None and self._may_write(Record) and self.close_form():
            form = make(self._session, self._file, self._stack)
            form.saved.connect(self._saved)
            form.closed.connect(self._take_off)
            self._put_over(form)

    def _form_wanted(self, what: type[Record] | Entry[Any], answers: Mapping[str, Any]) -> None:
        cls = type(what.record) if isinstance(what, Entry) else what
        if self._may_write(cls) and self.close_form():
            self._open_form(what, answers)

    def _may_write(self, cls: type[Record]) -> bool:
        refused = why_not(self._session, cls)
        if refused is not None:
            messages.tell(self, refused)
        return refused is None

    def _open_form(
        self,
        what: type[Record] | Entry[Any],
        answers: Mapping[str, Any],
        draft: Draft | None = None,
    ) -> None:
        hers = isinstance(what, Entry) and is_her_side(draft, what.record)
        form_class = HerSideForm if hers else RecordForm
        try:
            form = form_class(
                self._session,
                what,
                self.mother_id,
                self._stack,
                answers=answers,
                draft=draft,
                case_file=self._file,
            )
        except TacError as error:
            messages.tell(self, error)
            return
        form.saved.connect(self._saved)
        form.closed.connect(self._take_off)
        form.blank_wanted.connect(self._blank_wanted)
        self._put_over(form)

    def _put_over(self, widget: QWidget) -> None:
        self._over = widget
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        self._show_side()

    def _take_off(self) -> None:
        over, self._over = self._over, None
        if over is None:
            return
        page = self.page
        if page is not None:
            self._stack.setCurrentWidget(page)
        self._stack.removeWidget(over)
        over.hide()
        over.deleteLater()
        self._show_side()
        if page is not None and self._session.is_unlocked:
            page.take_focus()

    def _saved(self, record_id: str) -> None:
        """Show the saved record where it belongs."""
        self._take_off()
        self.open_record(record_id)

    def _changed(self, mother_id: str) -> None:
        if not self.mother_id or not self._session.is_unlocked:
            return
        if not mother_id or self.mother_id in self._session.vault.book.same(mother_id):
            self.reload()

    def _blank_wanted(self, type_name: str) -> None:
        self.pack_wanted.emit(f"{BLANK}{type_name}", self.mother_id, "")

    def _pack_wanted(self, name: str, record_id: str) -> None:
        self.pack_wanted.emit(name, self.mother_id, record_id)

    def _tab_changed(self, place: int) -> None:
        shown = self._stack.currentWidget()
        if self._file is not None and self._pages.get(place) is not shown:
            self.show_page(place)

    def step(self, step: int) -> None:
        """Go to the next page, or with -1 to the one before."""
        self.show_page((self.tabs.currentIndex() + step) % self.tabs.count())

    def _show_whether_open(self) -> None:
        self.nothing.setVisible(self._file is None)
        self._whole.setVisible(self._file is not None)

    def _show_side(self) -> None:
        room = self.width() >= theme.scaled(_SHOWN_BESIDE)
        self.side.setVisible(room and self._over is None)
        self.banner.offer_actions(not room and self._over is None)
        short = self.height() < theme.scaled(_SHORT)
        self.banner.facts.setVisible(not short)
        self.read_only.give_way(short or self._over is not None)
        self.tabs.setVisible(not (short and self._over is not None))
        if self._file is not None and self._session.is_unlocked and self._over is None:
            kept = self._file.kept_by_other
            hers = {self.mother_id, *(one for one in kept if kept[one] == self.mother_id)}
            drafts = [one for one in self._session.vault.drafts() if one.mother_id in hers]
            self.side.show_file(self._file, drafts)

    def note_that_it_was_opened(self) -> None:
        """Somebody looks at this file now."""
        if self._file is not None:
            self._session.vault.audit(AuditAction.LOOKED_AT, mother_id=self.mother_id)
