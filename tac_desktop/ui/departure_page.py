"""`She has gone`, in two minutes: when, how, where to, and what still has to be done for her."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from tac_desktop.casework.cases import current_case
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consents import consent_line
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.departure import follow_ups_for, touched
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.record import problems as record_problems
from tac_desktop.casework.release import Departure
from tac_desktop.casework.work import Document, Task
from tac_desktop.ui import theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.plain_fields import DateLine, text_box, typed
from tac_desktop.ui.stroke_page import StrokePage
from tac_desktop.ui.stroke_titles import DEPARTURE
from tac_desktop.ui.undoing import Stroke, save_stroke, with_all_consequences
from tac_desktop.ui.widgets import Notice, hint, secondary_button, section, wrapped
from tac_desktop.words import _

_MOST = 12
_LARGE = 130
"""Per cent from which on two columns have no room."""


class DeparturePage(StrokePage):
    """`handover_wanted` asks for the file to be handed over once everything is saved."""

    handover_wanted = Signal()

    draft_type = DEPARTURE
    _kind = ""
    _hand_over = False

    def title_words(self) -> str:
        """What the page is for."""
        return _("She has gone")

    def save_words(self) -> str:
        """What the button does."""
        return _("Save that she has gone")

    def build(self) -> None:
        """The questions that count first; everything else can be left as it is."""
        today = self.session.today()
        self.add_row("date", _("She left on"), DateLine(today, self.content, today))
        kind = ChoiceBox(self.content, "departure_kind")
        kind.setMaximumWidth(theme.scaled(400))
        self.add_row("kind", _("How"), kind)
        for name, label, help_words in (
            ("to_place", _("Where to"), _("Prison, town or address, if known.")),
            ("told_by", _("Who said so"), ""),
        ):
            line = QLineEdit(self.content)
            line.setMaximumWidth(theme.scaled(480))
            self.add_row(name, label, line, help_words)
        self._what_follows()
        self.add_row("how_to_reach_her", _("How to reach her"), text_box(self.content, 1))
        self.add_row("note", _("Note"), text_box(self.content, 1))
        self._close_case()
        self._touches()
        self._handover()

    def departure(self) -> Departure:
        """The record as the page stands."""
        day = self.fields["date"]
        assert isinstance(day, DateLine)
        value = {name: typed(editor) for name, editor in self.fields.items()}
        return Departure(
            mother_id=self.file.mother_id,
            date=day.day(),
            kind=value["kind"],
            to_place=value["to_place"],
            told_by=value["told_by"],
            how_to_reach_her=value["how_to_reach_her"],
            follow_ups=[
                one.code
                for one in code_list("departure_follow_up").offered
                if value.get(f"follow:{one.code}")
            ],
            close_case=bool(value.get("close_case")),
            note=value["note"],
        )

    def problems(self) -> Mapping[str, str]:
        """What is missing."""
        departure = self.departure()
        found = {one.field: one.sentence for one in record_problems(departure)}
        if departure.date is not None and departure.date > self.session.today():
            found["date"] = _("This day is still to come.")
        return found

    def save_now(self) -> Stroke:
        """The departure with everything that follows from it."""
        departure = self.departure()
        records = with_all_consequences([departure], self.file)
        tasks = sum(isinstance(one, Task) for one in records)
        words = _("Saved that she has gone: {how}. Tasks opened: {count}.")
        words = words.format(how=departure.headline(self.file.name), count=tasks)
        return save_stroke(self.session, self.file, records, words, draft_id=self.draft_id)

    def save(self) -> bool:
        """Save; then hand over where that was asked for."""
        done = super().save()
        if done and self._hand_over:
            self.handover_wanted.emit()
        self._hand_over = False
        return done

    def save_and_hand_over(self) -> None:
        """Save, and go on to the handover at once."""
        self._hand_over = True
        self.save()

    def changed(self) -> None:
        """How she left says what has to be done, until she ticks for herself."""
        kind = typed(self.fields["kind"])
        if kind == self._kind:
            return
        self._kind = kind
        day = self.departure().date or self.session.today()
        wanted = follow_ups_for(self.file, kind, day)
        for one in code_list("departure_follow_up").offered:
            tick = self.fields[f"follow:{one.code}"]
            assert isinstance(tick, QCheckBox)
            tick.blockSignals(True)
            tick.setChecked(one.code in wanted)
            tick.blockSignals(False)

    def _what_follows(self) -> None:
        self.body.addWidget(section(_("Open a task for each of these"), self.content))
        wanted = follow_ups_for(self.file, "", self.session.today())
        box = QWidget(self.content)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        columns = 2 if theme.scaled(100) <= _LARGE else 1
        offered = code_list("departure_follow_up").offered
        down = -(-len(offered) // columns)
        for place, one in enumerate(offered):
            tick = QCheckBox(one.label, box)
            tick.setChecked(one.code in wanted)
            self.fields[f"follow:{one.code}"] = tick
            grid.addWidget(tick, place % down, place // down)
        self.body.addWidget(box)

    def _close_case(self) -> None:
        case = current_case(self.file)
        if case is None:
            return
        words = _("Close case {number} now, with this day")
        tick = QCheckBox(words.format(number=case.episode or 1), self.content)
        self.fields["close_case"] = tick
        self.body.addWidget(tick)
        self.body.addWidget(
            hint(
                _("Outcomes, barriers and the approval can be added later, on the page Case."),
                self.content,
            )
        )

    def _touches(self) -> None:
        """What was planned with her, so that nobody waits."""
        there = touched(self.file, self.session.today())
        if not there:
            return
        self.body.addWidget(section(_("What was planned with her"), self.content))
        for one in there[:_MOST]:
            self.body.addWidget(wrapped(one.what, self.content))
        if len(there) > _MOST:
            words = _("and {count} more; each stands in its task").format(count=len(there) - _MOST)
            self.body.addWidget(hint(words, self.content))

    def _handover(self) -> None:
        self.body.addWidget(section(_("What there is to hand over"), self.content))
        self.body.addWidget(wrapped(_what_exists(self), self.content))
        line = consent_line(self.file, "share_with_prison_staff")
        if not line.state.allows:
            words = _("Her consent to share with the prison’s staff: {state}.")
            self.body.addWidget(Notice("warning", words.format(state=line.since()), self.content))
        self.hand_over_button = secondary_button(
            _("Save, and hand the file over now"), self.content
        )
        self.hand_over_button.clicked.connect(self.save_and_hand_over)
        self.body.addWidget(self.hand_over_button)


def _what_exists(page: DeparturePage) -> str:
    file = page.file
    case = current_case(file)
    parts = [
        _("{count} log entries").format(count=len(file.of(ContactLogEntry))),
        _("{count} meetings").format(count=len(file.of(Meeting))),
        _("{count} documents").format(count=len(file.of(Document))),
        _("{count} open tasks").format(count=sum(one.is_open() for one in file.of(Task))),
    ]
    summary = _("with a summary") if case and case.case_summary else _("no summary yet")
    return _("Her whole file: {parts}; {summary}.").format(parts=", ".join(parts), summary=summary)
