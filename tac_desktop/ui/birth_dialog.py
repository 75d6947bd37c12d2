"""Baby is born, or a baby was lost: one dialog, one stroke of saving, and a way to take it back."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tac_desktop.casework.birth import (
    BORN,
    Birth,
    after_birth,
    another_baby,
    birth_problems,
    file_with,
    is_loss,
    notices,
    weeks_at,
)
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.people import Person
from tac_desktop.casework.record import Problem, Record
from tac_desktop.errors import TacError
from tac_desktop.ui import messages, theme
from tac_desktop.ui.candidates import Candidates
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.editors.base import FormContext
from tac_desktop.ui.form_body import FormBody
from tac_desktop.ui.form_saving import record_with
from tac_desktop.ui.one_click import OneClick
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    hint,
    primary_button,
    scrolled,
    secondary_button,
    title,
)
from tac_desktop.words import _

_NO_NAME_YET = ("baby", "unborn", "unborn baby", "baby girl", "baby boy")


class BirthStep(OneClick):
    """Begins the step, says what was saved, and takes it back."""

    def begin(self, case_file: CaseFile, child: Person, loss: bool = False) -> bool:
        """Ask about the birth and save it; a second baby is asked about straight after."""
        also: list[Record] = []
        saved = False
        while True:
            dialog = BirthDialog(self._session, case_file, child, self, loss=loss)
            if dialog.exec() != QDialog.DialogCode.Accepted or dialog.birth is None:
                return saved
            birth, loss = dialog.birth, False
            records = after_birth(file_with(case_file, also), child, birth)
            first, others = records[0], [*records[1:], *_not_among(also, records)]
            assert isinstance(first, Person)
            if not self.save(first, birth_words(first, birth), others):
                return saved
            saved = True
            if not birth.another:
                return saved
            try:
                today = self._session.today()
                case_file = self._session.vault.case_file(case_file.mother_id, today)
            except TacError as error:
                messages.tell(self, error)
                return saved
            twin, *also = another_baby(case_file, first)
            assert isinstance(twin, Person)
            child = twin


class BirthDialog(QDialog):
    """The questions about one birth; `birth` holds the answers when it was accepted."""

    def __init__(
        self,
        session: Session,
        case_file: CaseFile,
        child: Person,
        parent: QWidget,
        *,
        loss: bool = False,
    ) -> None:
        super().__init__(parent.window())
        self._child = child
        self.birth: Birth | None = None
        words = _("She has lost the baby") if loss else _("The baby is born")
        self.setWindowTitle(words)
        candidates = Candidates(session, case_file)
        context = FormContext(session.today(), candidates.listed, candidates.name)
        self._start = _known(child, "" if loss else BORN)
        self.body = FormBody(Birth, context, self)
        self.body.show_record(self._start)
        self.body.edited.connect(self._look)
        self.notice = Notice("warning", "", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(title(words, self))
        layout.addWidget(hint(_help(child, loss), self))
        layout.addWidget(scrolled(self.body, self), 1)
        layout.addWidget(self.notice)
        save = primary_button(_("Save"), self)
        save.setDefault(True)
        save.clicked.connect(self.save)
        back = secondary_button(_("Go back"), self)
        back.clicked.connect(self.reject)
        layout.addWidget(button_row(self, save, back))
        fit_to_screen(self, 680, 700)
        self.body.go_to("outcome" if loss else "day")
        self._untouched = self.body.drafts()

    def save(self) -> None:
        """Accept the answers, or say what is wrong with them."""
        record, problems = record_with(self._start, self.body.answers())
        problems = self.body.not_understood() or problems
        if isinstance(record, Birth) and not problems:
            problems = birth_problems(record, dt.datetime.now())
        self.body.show_problems(problems)
        if problems or not isinstance(record, Birth):
            self._go_to(problems)
            return
        due = self._child.expected_date_of_delivery
        weeks = record.weeks or (weeks_at(due, record.day) if record.outcome == BORN else "")
        self.birth = record.changed(weeks=weeks)
        self.accept()

    def reject(self) -> None:
        """Go back; what was typed is dropped only after asking."""
        words = _("What you typed about the birth is dropped.")
        touched = self.body.drafts() != self._untouched
        if not touched or messages.confirm(self, words, _("Drop it"), danger=True):
            super().reject()

    def _look(self, name: str) -> None:
        """Point out what is worth a second look, and how many weeks that makes."""
        record, _problems = record_with(self._start, self.body.answers())
        said: list[str] = []
        if isinstance(record, Birth) and not self.body.not_understood():
            said = notices(record, self._child)
        self.notice.show_words("warning", " ".join(said))

    def _go_to(self, problems: list[Problem]) -> None:
        if problems:
            self.body.go_to(problems[0].field)


def birth_words(child: Person, birth: Birth) -> str:
    """What was saved, gently where there is no living child."""
    if birth.died_on:
        words = _("Saved: {name}, {born} to {died}.")
        return words.format(
            name=child.short_name(), born=written(birth.day), died=written(birth.died_on)
        )
    if is_loss(birth):
        label = code_list("birth_outcome").label(birth.outcome).lower()
        return _("Saved: {what}, {day}.").format(what=label, day=written(birth.day))
    words = _("Saved: {name} was born on {day}. The tasks that follow are open.")
    return words.format(name=child.short_name(), day=written(birth.day))


def _known(child: Person, outcome: str) -> Birth:
    """What the file says already; a stand-in for a name is no name."""
    named = child.first_names.strip().lower() not in _NO_NAME_YET
    return Birth(
        mother_id=child.mother_id,
        outcome=outcome,
        first_names=child.first_names if named else "",
        last_name=child.last_name,
        known_as=child.known_as if named else "",
        gender=child.gender,
    )


def _help(child: Person, loss: bool) -> str:
    due = child.expected_date_of_delivery
    if loss:
        return _(
            "Only the kind and the date are needed. No birthday will be shown, and tasks to look"
            " after her are opened."
        )
    if due is None:
        return _("Everything that is known of the unborn child stays.")
    words = _("Expected on {day}. Everything that is known of the unborn child stays.")
    return words.format(day=written(due))


def _not_among(also: list[Record], records: list[Record]) -> list[Record]:
    known = {one.id for one in records}
    return [one for one in also if one.id not in known]
