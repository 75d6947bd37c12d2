"""How her court matters stand, above the list of the court page: all that a solicitor asks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.casework import court_now
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.court import CourtOrder, Hearing, Proceedings, SignedPaper
from tac_desktop.casework.court_clock import awaits_outcome, court_clock, court_counts, notice_of
from tac_desktop.casework.court_tasks import with_direction
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.letters import Letter
from tac_desktop.ui import theme
from tac_desktop.ui.facts import Facts
from tac_desktop.ui.one_click import OneClick
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.session import Session
from tac_desktop.ui.short_table import ShortTable
from tac_desktop.ui.weeks_bar import WeeksBar
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    card,
    column,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.words import _


class CourtPanel(QWidget):
    """`record_wanted` and `update_wanted` carry a record; `form_wanted` a class and answers;
    `pack_wanted` what to print and of which record."""

    record_wanted = Signal(str)
    update_wanted = Signal(str)
    form_wanted = Signal(object, object)
    pack_wanted = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._file: CaseFile | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        self.one_click = OneClick(session, self)
        self._cards, self._cards_column = column(self, spacing=3)
        self._make_tables()
        self.counts = wrapped("", self, "muted")
        for widget in (
            self._cards,
            self.counts,
            self._part(_("Hearings"), self.hearings, self._hearing_buttons()),
            self._part(_("Directions"), self.directions, self._direction_buttons()),
            self._part(_("Orders in force"), self.orders),
            self._part(_("What she was asked to sign"), self.papers, self._paper_buttons()),
        ):
            layout.addWidget(widget)

    def show_file(self, case_file: CaseFile) -> None:
        """Show the court matters of a file."""
        fresh = self._file is None or self._file.mother_id != case_file.mother_id
        if self._file is not None and fresh:
            self.one_click.forget()
        self._file = case_file
        self._show_cards(case_file)
        self.counts.setText(court_counts(case_file).sentence)
        self.counts.setVisible(bool(self.counts.text()))
        hearings = sorted(case_file.of(Hearing), key=lambda one: str(one.date), reverse=True)
        self._show(self.hearings, [_hearing_line(one, case_file) for one in hearings])
        coming = [one for one in hearings if one.date and one.date >= case_file.as_of]
        if fresh and coming:
            self.hearings.selectRow(hearings.index(min(coming, key=_when)))
        lines = court_now.directions(case_file)
        self._show(self.directions, [_direction_line(one, case_file) for one in lines])
        self._show(
            self.orders, [_order_line(one, case_file) for one in court_now.in_force(case_file)]
        )
        papers = sorted(
            case_file.of(SignedPaper), key=lambda one: str(one.happened_on()), reverse=True
        )
        self._show(self.papers, [_paper_line(one, case_file) for one in papers])
        self._direction_chosen()
        self._paper_chosen()

    # Hearings

    def print_pack(self) -> None:
        """The pack for the hearing that is chosen: the next one, unless she chose another."""
        if self.hearings.chosen:
            self.pack_wanted.emit("hearing", self.hearings.chosen)

    # Directions

    def mark_met(self) -> None:
        """The chosen direction is met today; its task is done with it."""
        self._change("met")

    def mark_open(self) -> None:
        """The chosen direction is not met after all."""
        self._change("open")

    def _change(self, status: str) -> None:
        line = self._direction()
        if line is None or line.direction.status == status:
            return
        today = self._session.today() if status == "met" else None
        label = code_list("direction_status").label(status)
        words = _("{status}: {direction}").format(status=label, direction=line.direction.text)
        self.one_click.save(with_direction(line.order, line.place, status, today), words)
        self.directions.setFocus()

    def _direction(self) -> court_now.DirectionLine | None:
        if self._file is None:
            return None
        lines = {one.key: one for one in court_now.directions(self._file)}
        return lines.get(self.directions.chosen)

    # Papers

    def write_letter(self) -> None:
        """A letter in which she withdraws the agreement that is chosen."""
        paper = self._paper()
        if paper is not None:
            self._letter(paper)

    def _letter(self, paper: SignedPaper, checked: bool = False) -> None:
        answers = {
            "kind": "withdraw_section_20",
            "to_id": paper.asked_by_id,
            "child_ids": list(paper.child_ids),
        }
        self.form_wanted.emit(Letter, answers)

    def _paper(self) -> SignedPaper | None:
        return self._file.get(SignedPaper, self.papers.chosen) if self._file else None

    # Building

    def _make_tables(self) -> None:
        self.hearings = ShortTable(
            _("Hearings"),
            [
                _("When"),
                _("Hearing"),
                _("Notice"),
                _("How"),
                _("Brought or linked"),
                _("She was there"),
            ],
            (146, 176, 120, 90, 160),
            self,
        )
        self.directions = ShortTable(
            _("Directions"), [_("By"), _("What"), _("Who"), _("State")], (104, 300, 200), self
        )
        self.orders = ShortTable(
            _("Orders in force"), [_("Made"), _("Order"), _("Until")], (104, 360), self
        )
        self.papers = ShortTable(
            _("What she was asked to sign"),
            [_("Signed"), _("Paper"), _("Explained?"), _("Solicitor?"), _("Withdrawn")],
            (104, 300, 244, 84),
            self,
        )
        self.hearings.opened.connect(self._hearing_opened)
        self.orders.opened.connect(self._order_opened)
        self.papers.opened.connect(self._paper_opened)
        self.directions.opened.connect(self._direction_opened)
        self.directions.selectionModel().currentRowChanged.connect(self._direction_chosen)
        self.papers.selectionModel().currentRowChanged.connect(self._paper_chosen)

    def _part(self, heading: str, table: ShortTable, buttons: QWidget | None = None) -> QWidget:
        box, inside = column(self, spacing=1)
        inside.addWidget(section(heading, box))
        inside.addWidget(table)
        if buttons is not None:
            inside.addWidget(buttons)
        return box

    def _hearing_buttons(self) -> QWidget:
        self.pack_button = secondary_button(_("Print hearing pack"), self)
        self.pack_button.setToolTip(_("For the hearing that is chosen above"))
        self.pack_button.clicked.connect(self.print_pack)
        return button_row(self, self.pack_button)

    def _direction_buttons(self) -> QWidget:
        self.met_button = secondary_button(_("Met today"), self)
        self.met_button.clicked.connect(self.mark_met)
        self.open_button = secondary_button(_("Not met after all"), self)
        self.open_button.clicked.connect(self.mark_open)
        box, inside = column(self, spacing=2)
        inside.addWidget(button_row(box, self.met_button, self.open_button))
        inside.addWidget(self.one_click)
        return box

    def _paper_buttons(self) -> QWidget:
        self.letter_button = secondary_button(_("Letter: she withdraws it"), self)
        self.letter_button.clicked.connect(self.write_letter)
        return button_row(self, self.letter_button)

    def _show(self, table: ShortTable, lines: Sequence[Line]) -> None:
        table.show_lines(lines)
        box = table.parentWidget()
        if box is not None:
            box.setVisible(bool(lines))

    def _show_cards(self, case_file: CaseFile) -> None:
        while item := self._cards_column.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for widget in (
            *self._unexplained(case_file),
            *self._without_outcome(case_file),
            *(self._card(one, case_file) for one in court_now.running(case_file)),
        ):
            self._cards_column.addWidget(widget)
            widget.show()

    def _unexplained(self, case_file: CaseFile) -> list[QWidget]:
        found: list[QWidget] = []
        for paper in case_file.of(SignedPaper):
            if not court_now.stands_out(paper):
                continue
            words = _("{paper}. {explained}.").format(
                paper=paper.headline(case_file.name), explained=court_now.explained_in_words(paper)
            )
            notice = Notice("danger", words, self._cards)
            if court_now.may_be_withdrawn(paper):
                button = secondary_button(_("Letter: she withdraws it"), notice)
                button.clicked.connect(partial(self._letter, paper))
                notice.add(button)
            found.append(notice)
        return found

    def _without_outcome(self, case_file: CaseFile) -> list[QWidget]:
        found: list[QWidget] = []
        for hearing in case_file.of(Hearing):
            if not awaits_outcome(hearing, case_file.as_of):
                continue
            words = _("The hearing of {day} is over; what came of it is not noted.")
            notice = Notice("warning", words.format(day=written(hearing.date)), self._cards)
            button = secondary_button(_("Note what came of it"), notice)
            button.clicked.connect(partial(self._update_wanted, hearing.id))
            notice.add(button)
            found.append(notice)
        return found

    def _card(self, proceedings: Proceedings, case_file: CaseFile) -> QWidget:
        frame, inside = card(self._cards, spacing=2, margin=3)
        words = proceedings.headline(case_file.name)
        frame.setAccessibleName(words)
        inside.addWidget(section(words, frame))
        clock = court_clock(proceedings, case_file.as_of)
        if clock.week and clock.ends:
            inside.addWidget(WeeksBar(clock.week, clock.sentences[0], frame))
        facts = Facts(frame)
        facts.show_facts(court_now.facts_of(proceedings, case_file))
        inside.addWidget(facts)
        update = secondary_button(_("Update"), frame)
        update.setAccessibleName(_("Update: {what}").format(what=words))
        update.clicked.connect(partial(self._update_wanted, proceedings.id))
        new = secondary_button(_("New hearing in these proceedings"), frame)
        new.clicked.connect(partial(self._new_hearing, proceedings.id))
        inside.addWidget(button_row(frame, update, new))
        return frame

    # Leading on

    def _new_hearing(self, proceedings_id: str, checked: bool = False) -> None:
        self.form_wanted.emit(Hearing, {"proceedings_id": proceedings_id})

    def _update_wanted(self, record_id: str, checked: bool = False) -> None:
        self.update_wanted.emit(record_id)

    def _hearing_opened(self, row: int) -> None:
        self.record_wanted.emit(self.hearings.lines.record_id(row))

    def _order_opened(self, row: int) -> None:
        self.record_wanted.emit(self.orders.lines.record_id(row))

    def _paper_opened(self, row: int) -> None:
        self.record_wanted.emit(self.papers.lines.record_id(row))

    def _direction_opened(self, row: int) -> None:
        self.record_wanted.emit(self.directions.lines.record_id(row).partition("#")[0])

    def _direction_chosen(self, *_rows: object) -> None:
        line = self._direction()
        met = line is not None and line.direction.status == "met"
        self.met_button.setEnabled(line is not None and not met)
        self.open_button.setEnabled(met)

    def _paper_chosen(self, *_rows: object) -> None:
        paper = self._paper()
        may = paper is not None and court_now.may_be_withdrawn(paper)
        self.letter_button.setEnabled(may)


def _when(hearing: Hearing) -> str:
    return f"{hearing.date} {hearing.time or ''}"


def _hearing_line(hearing: Hearing, case_file: CaseFile) -> Line:
    when = " ".join(part for part in (written(hearing.date), written_time(hearing.time)) if part)
    kind = code_list("hearing_type").label(hearing.type)
    notice = notice_of(hearing, case_file)
    short = _("{notice}, short").format(notice=notice.words) if notice.short else notice.words
    how = ""
    if hearing.attendance_mode:
        how = code_list("hearing_attendance").label(hearing.attendance_mode)
    there = court_now.attendance(hearing, case_file.as_of)
    coming = hearing.date is not None and hearing.date >= case_file.as_of
    way = court_now.way_there(hearing, short=True)
    if not coming and not hearing.production_requested and not hearing.production_confirmed:
        way = ""
    return Line(hearing.id, (when, kind, short, how, way, there), strong=coming)


def _direction_line(line: court_now.DirectionLine, case_file: CaseFile) -> Line:
    direction = line.direction
    who = case_file.name(direction.by_id) if direction.by_id else ""
    state = court_now.direction_state(line, case_file.as_of)
    cells = (written(direction.due), direction.text, who, state)
    return Line(line.key, cells, strong=line.overdue)


def _order_line(order: CourtOrder, case_file: CaseFile) -> Line:
    what = order.headline(case_file.name)
    against = case_file.name(order.against_person_id) if order.against_person_id else ""
    if against:
        what = _("{order}, against {person}").format(order=what, person=against)
    until = court_now.order_end(order, case_file.as_of)
    return Line(order.id, (written(order.made), what, until), strong=order.expires is not None)


def _paper_line(paper: SignedPaper, case_file: CaseFile) -> Line:
    signed = written(paper.signed_on) if paper.signed_on else _("not signed")
    solicitor = {True: _("yes"), False: _("no"), None: "?"}[paper.solicitor_asked]
    withdrawn = written(paper.withdrawn_on)
    if paper.withdrawn_on and paper.withdrawn_how:
        withdrawn = f"{withdrawn}, {paper.withdrawn_how}"
    cells = (
        signed,
        paper.headline(case_file.name),
        court_now.explained_in_words(paper),
        solicitor,
        withdrawn,
    )
    return Line(paper.id, cells, strong=court_now.stands_out(paper))
