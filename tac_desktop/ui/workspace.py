"""The unlocked window: search above, places on the left, the page in the middle."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tac_desktop.storage.roles import Access, NotAllowed, Right
from tac_desktop.ui import messages, theme
from tac_desktop.ui.allowed import allow
from tac_desktop.ui.drafts_tray import NEW_MOTHER
from tac_desktop.ui.place_names import (
    ADDRESS_BOOK,
    CASELOAD,
    DATA_PROTECTION,
    HELP,
    JOURNAL,
    MOTHER,
    NEW,
    OF_CASE_FILES,
    OUR_WORK,
    PEOPLE,
    SEARCH,
    SETTINGS,
    SHOWN_UNDER,
    TODAY,
    side_places,
)
from tac_desktop.ui.search_box import SearchBox
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import plain, secondary_button
from tac_desktop.words import _

_BESIDE = 148
_WIDE = 900


class Workspace(QWidget):
    """Pages are made when they are first shown. `dialogs` says what opens a window of its own."""

    lock_wanted = Signal()
    pack_wanted = Signal(str, str, str)
    handover_wanted = Signal(str)
    read_handover_wanted = Signal()
    rebuild_wanted = Signal()
    sheet_wanted = Signal(str, bool)
    capture_wanted = Signal()
    moved = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._pages: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {
            TODAY: self._make_today,
            CASELOAD: self._make_caseload,
            ADDRESS_BOOK: self._make_address_book,
            SEARCH: self._make_search,
            OUR_WORK: self._make_our_work,
            DATA_PROTECTION: self._make_data_protection,
            JOURNAL: self._make_journal,
            SETTINGS: self._make_settings,
            HELP: self._make_help,
            MOTHER: self._make_mother_file,
            NEW: self._make_new_mother,
            PEOPLE: self._make_people,
        }
        self._side: dict[str, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header())
        lower = QWidget(self)
        beside = QHBoxLayout(lower)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self._sidebar(lower))
        self.stack = QStackedWidget(lower)
        beside.addWidget(self.stack, 1)
        layout.addWidget(lower, 1)

    def start(self) -> None:
        """The first page after unlocking: the caseload while it is empty, else Today.

        An auditor begins with the journal, a manager with what waits for her.
        """
        if not self._session.may(Right.WRITE):
            self.show_page(OUR_WORK if self._session.may(Right.READ) else JOURNAL)
            return
        empty = not self._session.vault.caseload(self._session.today())
        self.show_page(CASELOAD if empty else TODAY)

    @property
    def shown(self) -> str:
        """The name of the page on the screen."""
        current = self.stack.currentWidget()
        return next((name for name, page in self._pages.items() if page is current), "")

    @property
    def mother_id(self) -> str:
        """The mother whose file is on the screen; empty where none is."""
        if self.shown != MOTHER:
            return ""
        return str(getattr(self._pages[MOTHER], "mother_id", ""))

    def _mother_in_view(self) -> str:
        return self.mother_id

    def page(self, name: str) -> QWidget:
        """A page, made when it is first asked for."""
        if name not in self._pages:
            self._pages[name] = self._makers[name]()
            self.stack.addWidget(self._pages[name])
        return self._pages[name]

    def show_page(self, name: str) -> None:
        """Go to a page, where the person may see it."""
        if name in OF_CASE_FILES and not self._session.may(Right.READ):
            return
        page = self.page(name)
        self.stack.setCurrentWidget(page)
        button = self._side.get(SHOWN_UNDER.get(name, name))
        if button is not None:
            button.setChecked(True)
        start = getattr(page, "start", None) or getattr(page, "refresh", None)
        if start is not None:
            start()
        self.moved.emit()

    def show_side(self, place: int) -> None:
        """Go to the page of the sidebar with this place, from 0."""
        names = list(self._side)
        if place < len(names):
            self.show_page(names[place])

    def open_mother(self, mother_id: str, record_id: str = "") -> None:
        """Open a mother's file, at a record where one is named."""
        from tac_desktop.ui.mother_file import MotherFile

        file = self.page(MOTHER)
        assert isinstance(file, MotherFile)
        file.open(mother_id)
        self.show_page(MOTHER)
        if record_id:
            file.open_record(record_id)

    def open_form(self, mother_id: str, type_name: str) -> None:
        """Open a mother's file with a new form of a kind, as keeping and disposal ask for it."""
        from tac_desktop.casework.record import record_class
        from tac_desktop.ui.keeping_card import answers_to_begin_with
        from tac_desktop.ui.mother_file import MotherFile

        self.open_mother(mother_id)
        file = self.page(MOTHER)
        assert isinstance(file, MotherFile)
        worker_id = self._session.vault.person.worker_id
        file.new_record(record_class(type_name), answers_to_begin_with(type_name, worker_id))

    def open_found(self, mother_id: str, record_id: str = "") -> None:
        """Open what was found: in its mother's file, or where records of no file stand."""
        if mother_id:
            self.open_mother(mother_id, record_id)
            return
        entry = self._session.vault.entry(record_id)
        if entry is None:
            return
        if entry.record.type_name in ("person", "organisation"):
            from tac_desktop.ui.address_book_page import AddressBookPage

            page = self.page(ADDRESS_BOOK)
            assert isinstance(page, AddressBookPage)
            self.show_page(ADDRESS_BOOK)
            page.open_party(record_id)
            return
        if entry.record.type_name in ("subject_access", "disposal"):
            self.show_page(DATA_PROTECTION)
            return
        from tac_desktop.ui.shared_form import open_shared_form

        open_shared_form(self._session, entry, self)

    def compare(self, record_id: str) -> None:
        """The page on which two entries of one person are compared and linked."""
        from tac_desktop.ui.address_book_page import AddressBookPage

        page = self.page(ADDRESS_BOOK)
        assert isinstance(page, AddressBookPage)
        self.show_page(ADDRESS_BOOK)
        page.compare(record_id)

    def show_all_found(self, words: str, mother_id: str = "") -> None:
        """The page with everything that is found by some words, and its filters.

        It looks in one mother's file where one is named.
        """
        from tac_desktop.ui.search_page import SearchPage

        page = self.page(SEARCH)
        assert isinstance(page, SearchPage)
        page.begin(words, mother_id)
        self.show_page(SEARCH)

    def open_draft(self, draft_id: str) -> None:
        """Go on with an unfinished form."""
        draft = self._session.vault.draft(draft_id)
        if draft is None:
            return
        if draft.record_type == NEW_MOTHER:
            from tac_desktop.ui.new_mother_page import NewMotherPage

            page = self.page(NEW)
            assert isinstance(page, NewMotherPage)
            page.begin(draft)
            self.show_page(NEW)
            return
        if not draft.mother_id:
            from tac_desktop.ui.shared_form import open_shared_draft

            open_shared_draft(self._session, draft, self)
            return
        from tac_desktop.ui.mother_file import MotherFile

        file = self.page(MOTHER)
        assert isinstance(file, MotherFile)
        file.open(draft.mother_id)
        self.show_page(MOTHER)
        file.open_draft(draft_id)

    def add_mother(self) -> None:
        """A new form for a mother; one that is begun on the screen is kept as a draft."""
        from tac_desktop.ui.new_mother_page import NewMotherPage

        if not self._session.may(Right.WRITE):
            messages.tell(self, NotAllowed(Right.WRITE, self._session.vault.access))
            return
        page = self.page(NEW)
        assert isinstance(page, NewMotherPage)
        if self.shown != NEW:
            page.begin()
        self.show_page(NEW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, the names give way to the search field."""
        super().resizeEvent(event)
        wide = self.width() >= theme.scaled(_WIDE)
        self._name.setVisible(wide)
        self.who.setVisible(wide)
        self.training.setText(_("Training: invented cases") if wide else _("Training"))

    def find_something(self) -> None:
        """Put the focus into the search field."""
        self.search.begin()

    def _header(self) -> QWidget:
        frame = QFrame(self)
        theme.mark(frame, "header")
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(*[theme.space(3), theme.space(2)] * 2)
        layout.setSpacing(theme.space(4))
        self._name = plain(_("TAC Desktop"), frame, "app_name")
        self.search = SearchBox(self._session, frame, self._mother_in_view)
        self.search.setMaximumWidth(theme.scaled(620))
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.chosen.connect(self.open_found)
        self.search.all_wanted.connect(self.show_all_found)
        allow(self._session, Right.READ, self.search)
        self.who = plain(_who_is_here(self._session), frame, "muted")
        self.who.setToolTip(self._session.vault.access.explained)
        self.training = plain(_("Training: invented cases"), frame, "flag_info")
        self.training.setVisible(self._session.vault.training)
        self.lock_button = secondary_button(_("Lock"), frame)
        self.lock_button.setToolTip(_("Lock at once (Ctrl+L)"))
        self.lock_button.clicked.connect(self.lock_wanted)
        layout.addWidget(self._name)
        layout.addWidget(self.search, 2)
        layout.addStretch(1)
        for widget in (self.training, self.who, self.lock_button):
            layout.addWidget(widget)
        return frame

    def _sidebar(self, parent: QWidget) -> QWidget:
        frame = QFrame(parent)
        theme.mark(frame, "sidebar")
        frame.setFixedWidth(theme.scaled(_BESIDE))
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, theme.space(3), 0, theme.space(3))
        layout.setSpacing(theme.space(1))
        group = QButtonGroup(self)
        for name, words in side_places():
            if name == HELP:
                layout.addStretch(1)
            button = QPushButton(words, frame)
            button.setCheckable(True)
            theme.mark(button, "side")
            button.setProperty("page", name)
            button.clicked.connect(self._go)
            if name in OF_CASE_FILES:
                allow(self._session, Right.READ, button)
            group.addButton(button)
            self._side[name] = button
            layout.addWidget(button)
        return frame

    def _go(self) -> None:
        self.show_page(str(self.sender().property("page")))

    def _make_today(self) -> QWidget:
        from tac_desktop.ui.today_page import TodayPage

        page = TodayPage(self._session, self.stack)
        page.record_wanted.connect(self.open_mother)
        page.draft_wanted.connect(self.open_draft)
        page.caseload_wanted.connect(self._show_caseload)
        page.requests_wanted.connect(self._show_requests)
        page.pack_wanted.connect(self.pack_wanted)
        return page

    def _make_caseload(self) -> QWidget:
        from tac_desktop.ui.caseload_page import CaseloadPage

        page = CaseloadPage(self._session, self.stack)
        page.mother_wanted.connect(self.open_mother)
        page.record_wanted.connect(self.open_mother)
        page.new_mother_wanted.connect(self.add_mother)
        page.handover_wanted.connect(self.read_handover_wanted)
        page.draft_wanted.connect(self.open_draft)
        return page

    def _make_address_book(self) -> QWidget:
        from tac_desktop.ui.address_book_page import AddressBookPage

        page = AddressBookPage(self._session, self.stack)
        page.file_wanted.connect(self.open_mother)
        return page

    def _make_search(self) -> QWidget:
        from tac_desktop.ui.search_page import SearchPage

        page = SearchPage(self._session, self.stack)
        page.chosen.connect(self.open_found)
        return page

    def _make_journal(self) -> QWidget:
        from tac_desktop.ui.journal_page import JournalPage

        page = JournalPage(self._session, self.stack)
        page.mother_wanted.connect(self.open_mother)
        return page

    def _make_our_work(self) -> QWidget:
        from tac_desktop.ui.service_work_page import ServiceWorkPage

        page = ServiceWorkPage(self._session, self.stack)
        page.mother_wanted.connect(self.open_mother)
        return page

    def _make_data_protection(self) -> QWidget:
        from tac_desktop.ui.data_protection_page import DataProtectionPage

        page = DataProtectionPage(self._session, self.stack)
        page.record_wanted.connect(self.open_mother)
        page.form_wanted.connect(self.open_form)
        return page

    def _make_settings(self) -> QWidget:
        from tac_desktop.ui.settings_page import SettingsPage

        page = SettingsPage(self._session, self.stack)
        page.rebuild_wanted.connect(self.rebuild_wanted)
        page.people_wanted.connect(self.show_people)
        page.capture_wanted.connect(self.capture_wanted)
        return page

    def come_back(self) -> None:
        """After unlocking: a file is looked at once more, any other page is read anew.

        Pages forget their lists when the vault is locked, and a night may have passed.
        """
        from tac_desktop.ui.mother_file import MotherFile

        page = self._pages.get(self.shown)
        if isinstance(page, MotherFile):
            page.note_that_it_was_opened()
        else:
            refresh = getattr(page, "refresh", None)
            if refresh is not None:
                refresh()

    def show_who_looked(self, mother_id: str) -> None:
        """The journal, narrowed to who looked at one mother's file."""
        from tac_desktop.ui.journal_page import JournalPage

        page = self.page(JOURNAL)
        assert isinstance(page, JournalPage)
        self.show_page(JOURNAL)
        page.who_looked(mother_id)

    def show_people(self) -> None:
        """Who can open this vault, and its key."""
        self.show_page(PEOPLE)

    def _make_people(self) -> QWidget:
        from tac_desktop.ui.people_page import PeoplePage

        page = PeoplePage(self._session, self.stack)
        page.sheet_wanted.connect(self.sheet_wanted)
        page.passphrase_wanted.connect(self._change_passphrase)
        return page

    def _change_passphrase(self) -> None:
        from tac_desktop.ui.settings_page import SettingsPage

        page = self.page(SETTINGS)
        assert isinstance(page, SettingsPage)
        self.show_page(SETTINGS)
        page.begin_passphrase()

    def _make_help(self) -> QWidget:
        from tac_desktop.ui.help_page import HelpPage

        return HelpPage(self.stack)

    def _make_mother_file(self) -> QWidget:
        from tac_desktop.ui.mother_file import MotherFile

        file = MotherFile(self._session, self.stack)
        file.pack_wanted.connect(self.pack_wanted)
        file.handover_wanted.connect(self.handover_wanted)
        return file

    def _make_new_mother(self) -> QWidget:
        from tac_desktop.ui.new_mother_page import NewMotherPage

        page = NewMotherPage(self._session, self.stack)
        page.added.connect(self.open_mother)
        page.mother_wanted.connect(self.open_mother)
        page.gave_up.connect(self._show_caseload)
        return page

    def _show_requests(self) -> None:
        self.show_page(DATA_PROTECTION)

    def _show_caseload(self) -> None:
        self.show_page(CASELOAD)


def _who_is_here(session: Session) -> str:
    """Her name, and what she may do where that is not everything."""
    name, access = session.vault.person.name, session.vault.access
    return name if access is Access.ALL else f"{name}: {access.words}"
