"""Our work: enquiries of staff, groups and training, counted by month; and the manager's list."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QTabBar, QVBoxLayout, QWidget

from tac_desktop.casework import service_work as counting
from tac_desktop.casework.dates import written
from tac_desktop.casework.episode import Outcome
from tac_desktop.casework.oversight import PrisonDecision, ServiceActivity, StaffEnquiry
from tac_desktop.casework.record import Record
from tac_desktop.casework.service_work import Counts, Period
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.roles import Right
from tac_desktop.ui import theme
from tac_desktop.ui.card_lines import AsHighAsItsText
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.counts_table import CountsTable
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.plain_fields import DateLine
from tac_desktop.ui.quick_enquiry import QuickEnquiry
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.shared_form import open_shared_form
from tac_desktop.ui.sign_off_part import SignOffPart
from tac_desktop.ui.widgets import (
    Table,
    flowing,
    form_row,
    hint,
    name_for_accessibility,
    scrolled,
    secondary_button,
    section,
    title,
)
from tac_desktop.words import _

_MONTHS = 6
_LARGE = 130
"""Per cent from which on a column for each month has no room."""
_ENTRIES, _COUNTS, _MANAGER = range(3)


class ServiceWorkPage(QWidget):
    """`mother_wanted` carries a mother and a record of her file."""

    mother_wanted = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._work: list[counting.Work] = []
        self._counted: list[QWidget] = []
        inner = AsHighAsItsText(self)
        self._inner = inner
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(title(_("Our work"), inner))
        self.tabs = QTabBar(inner)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Parts of this page"))
        for words in (_("Enquiries and groups"), _("Counts"), _("For the manager")):
            self.tabs.addTab(words)
        layout.addWidget(self.tabs)
        # Not a stack, which is always as high as its highest part.
        self.manager = SignOffPart(session, inner)
        self.manager.mother_wanted.connect(self.mother_wanted)
        self._parts = (self._entries(), self._counts(), self.manager)
        for place, part in enumerate(self._parts):
            layout.addWidget(part, 1)
            part.setVisible(place == self.tabs.currentIndex())
        self.tabs.currentChanged.connect(self._show_part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolled(inner, self)
        outer.addWidget(self._scroll)
        tab_in_reading_order(self)
        session.changed.connect(self._changed)

    def start(self) -> None:
        """Called when the page comes on the screen: ready for the next enquiry."""
        if not self._session.may(Right.WRITE):
            self.tabs.setCurrentIndex(_MANAGER)
        self.refresh()
        if self.tabs.currentIndex() == _ENTRIES:
            self.quick.start()
        if self.tabs.currentIndex() == _MANAGER:
            self.manager.table.setFocus()

    def refresh(self) -> None:
        """Show everything as it is now."""
        vault = self._session.vault
        kinds = (StaffEnquiry, ServiceActivity)
        self._work = [
            entry.record
            for cls in kinds
            for entry in vault.entries(cls.type_name, "")
            if isinstance(entry.record, kinds) and not entry.record.entered_in_error
        ]
        self._work.sort(key=lambda one: (one.date or dt.date.min, one.id), reverse=True)
        self._narrow()
        if self.tabs.currentIndex() == _COUNTS:
            self._show_counts()
        if self.tabs.currentIndex() == _MANAGER:
            self.manager.refresh()

    # The entries

    def _entries(self) -> QWidget:
        part = QWidget(self._inner)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        self.quick = QuickEnquiry(self._session, part)
        self.quick.full_wanted.connect(partial(self._new, StaffEnquiry))
        self.quick.activity_wanted.connect(partial(self._new, ServiceActivity))
        column.addWidget(self.quick)
        column.addWidget(flowing(part, *self._filters(part)))
        heads = [_("Date"), _("What"), _("Minutes"), _("In words")]
        self.model = RecordTable(heads, self)
        self.table = Table(_("Enquiries, groups and training"), part)
        self.table.setModel(self.model)
        self.table.set_widths(110, 360, 80)
        self.table.setMinimumHeight(theme.scaled(200))
        self.table.opened.connect(self._open)
        column.addWidget(self.table, 1)
        self.nothing = hint("", part)
        column.addWidget(self.nothing)
        return part

    def _filters(self, part: QWidget) -> list[QWidget]:
        self.kind = ChoiceBox(part)
        self.kind.add(_("Everything"), "")
        self.kind.add(StaffEnquiry.type_plural(), StaffEnquiry.type_name)
        self.kind.add(ServiceActivity.type_plural(), ServiceActivity.type_name)
        name_for_accessibility(self.kind, _("Which kind"))
        self.department = ChoiceBox(part, "staff_department", nothing=_("Every department"))
        name_for_accessibility(self.department, _("Which department"))
        self.since = ChoiceBox(part)
        for words, months in ((_("This month"), "0"), (_("Three months"), "2")):
            self.since.add(words, months)
        self.since.add(_("Twelve months"), "11")
        self.since.add(_("All time"), "")
        self.since.choose("2")
        name_for_accessibility(self.since, _("From when on"))
        self.words = QLineEdit(part)
        self.words.setPlaceholderText(_("Filter: a word"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(theme.scaled(200))
        name_for_accessibility(self.words, _("Filter the list"))
        for box in (self.kind, self.department, self.since):
            box.currentIndexChanged.connect(self._narrow)
        self.words.textChanged.connect(self._narrow)
        return [self.kind, self.department, self.since, self.words]

    def _narrow(self, *what: object) -> None:
        today = self._session.today()
        months = self.since.code
        first = counting.month_before(today, int(months)) if months else dt.date.min
        shown = [
            one
            for one in self._work
            if (not self.kind.code or one.type_name == self.kind.code)
            and (not self.department.code or _department(one) == self.department.code)
            and (one.date or dt.date.min) >= first
        ]
        self.model.show_lines([_line(one) for one in shown])
        self.model.narrow(self.words.text())
        some = self.model.rowCount() > 0
        self.table.setVisible(some)
        self.nothing.setVisible(not some)
        none = _("Nothing is noted yet. The first enquiry goes into the fields above.")
        self.nothing.setText(_("Nothing fits what is chosen above.") if self._work else none)
        if some:
            self.table.selectRow(0)

    def _new(self, cls: type[Record], checked: bool = False) -> None:
        open_shared_form(self._session, cls, self)

    def _open(self, row: int) -> None:
        entry = self._session.vault.entry(self.model.record_id(row))
        if entry is not None:
            open_shared_form(self._session, entry, self)

    # The counts

    def _counts(self) -> QWidget:
        part = QWidget(self._inner)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        today = self._session.today()
        first = counting.month_before(today, _MONTHS - 1)
        self.first, self.last = DateLine(today, part, first), DateLine(today, part, today)
        for line in (self.first, self.last):
            line.editingFinished.connect(self._show_counts)
        self.print_button = secondary_button(_("Print for the service"), part)
        self.print_button.clicked.connect(partial(self.print_counts, False))
        self.governor_button = secondary_button(_("Print for the Governor"), part)
        self.governor_button.setToolTip(_("Without numbers under 5"))
        self.governor_button.clicked.connect(partial(self.print_counts, True))
        column.addWidget(
            flowing(
                part,
                form_row(_("From"), self.first, parent=part),
                form_row(_("To"), self.last, parent=part),
            )
        )
        column.addWidget(flowing(part, self.print_button, self.governor_button))
        self._tables = QVBoxLayout()
        self._tables.setSpacing(theme.space(2))
        box = QWidget(part)
        box.setLayout(self._tables)
        self._tables.setContentsMargins(0, 0, 0, 0)
        self._tables_box = box
        column.addWidget(box)
        column.addStretch(1)
        return part

    def period(self) -> Period:
        """The days that are counted; what cannot be read is taken as it was."""
        today = self._session.today()
        first = self.first.day() or counting.month_before(today, _MONTHS - 1)
        last = self.last.day() or today
        return Period(min(first, last), max(first, last))

    def counts(self) -> list[Counts]:
        """Everything that is counted, over the period."""
        period = self.period()
        enquiries = [one for one in self._work if isinstance(one, StaffEnquiry)]
        activities = [one for one in self._work if isinstance(one, ServiceActivity)]
        return [
            counting.enquiries_by_department(enquiries, period),
            counting.enquiries_by_purpose(enquiries, period),
            counting.activities_by_kind(activities, period),
            counting.healthy_prison(self._tagged(), period),
        ]

    def facts(self) -> list[tuple[str, int]]:
        """Sums that stand above the tables."""
        period = self.period()
        activities = [one for one in self._work if isinstance(one, ServiceActivity)]
        return [
            (_("Minutes noted"), counting.minutes_in(self._work, period)),
            (
                _("People who took part in groups and training"),
                counting.taking_part(activities, period),
            ),
        ]

    def print_counts(self, outside: bool, checked: bool = False) -> None:
        """Look at the counts on paper, and print them."""
        from tac_desktop.packs.service_work import service_work_print
        from tac_desktop.ui.print_dialog import PrintDialog

        built = service_work_print(
            self.counts(), self.facts(), self.period(), self._session.today(), outside=outside
        )
        dialog = PrintDialog(built.title, built.pdf, self, before_each=self._note_print)
        self._session.locked.connect(dialog.close_as_locked)
        dialog.open()

    def _note_print(self, copy: int) -> None:
        detail = _("Counts of the service’s own work")
        self._session.vault.audit(AuditAction.PRINTED, detail=detail)

    def _tagged(self) -> list[counting.Tagged]:
        vault = self._session.vault
        found: list[counting.Tagged] = list(self._work)
        for cls in (Outcome, PrisonDecision):
            found += [
                entry.record
                for entry in vault.entries(cls.type_name)
                if isinstance(entry.record, (Outcome, PrisonDecision))
                and not entry.record.entered_in_error
            ]
        return found

    def _show_counts(self) -> None:
        for old in self._counted:
            old.hide()
            old.deleteLater()
        self._counted = []
        facts = "   ".join(f"{label}: {value}" for label, value in self.facts())
        self._put(hint(facts, self._tables_box))
        for one in self.counts():
            self._put(section(one.title, self._tables_box))
            if one.is_empty:
                self._put(hint(_("Nothing was noted in this time."), self._tables_box))
                continue
            # With large type there is room for the sums only; the months are on paper.
            kept = slice(-1, None) if theme.scaled(100) > _LARGE else slice(None)
            table = CountsTable(one.title, ["", *one.columns[kept]], self._tables_box)
            table.show_rows([(label, numbers[kept]) for label, numbers in one.rows])
            self._put(table)

    def _put(self, widget: QWidget) -> None:
        self._tables.addWidget(widget)
        self._counted.append(widget)
        widget.show()

    # The page

    def _show_part(self, place: int) -> None:
        for number, part in enumerate(self._parts):
            part.setVisible(number == place)
        self._scroll.verticalScrollBar().setValue(0)
        self.refresh()

    def _changed(self, _mother_id: str) -> None:
        if self.isVisible():
            self.refresh()


def _line(one: counting.Work) -> Line:
    minutes = str(one.minutes) if one.minutes is not None else ""
    words = one.text
    if isinstance(one, ServiceActivity) and one.number is not None:
        took_part = _("{count} took part").format(count=one.number)
        words = f"{took_part}. {words}" if words else took_part
    return Line(one.id, (written(one.date), one.headline(str), minutes, words))


def _department(one: counting.Work) -> str:
    return one.department if isinstance(one, StaffEnquiry) else ""
