"""A small dialog for someone who is not listed yet: asked only what tells them apart."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.record import Record
from tac_desktop.errors import TacError
from tac_desktop.ui import messages, theme
from tac_desktop.ui.candidates import Candidates, similar_to
from tac_desktop.ui.editors.base import Candidate, FormContext
from tac_desktop.ui.form_body import FormBody
from tac_desktop.ui.form_saving import in_its_file, record_with, save_and_prove
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    hint,
    link_button,
    primary_button,
    scrolled,
    secondary_button,
    title,
)
from tac_desktop.words import _

_OF_A_PERSON = ("kind", "first_names", "last_name", "role", "organisation_id", "phone")
_OF_AN_ORGANISATION = ("name", "type", "phone")


class NewPartyDialog(QDialog):
    """Adds a person or an organisation and saves it at once."""

    def __init__(
        self,
        session: Session,
        candidates: Candidates,
        refers_to: str,
        typed: str,
        mother_id: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent.window())
        self._session = session
        self._candidates, self._refers_to = candidates, refers_to
        self.made: Candidate | None = None
        organisation = refers_to == "organisation"
        self._start: Record = (
            Organisation(mother_id=mother_id, name=typed)
            if organisation
            else _person(typed, mother_id)
        )
        words = _("Add an organisation") if organisation else _("Add someone")
        self.setWindowTitle(words)
        context = FormContext(session.today(), candidates.listed, candidates.name)
        only = _OF_AN_ORGANISATION if organisation else _OF_A_PERSON
        self.body = FormBody(type(self._start), context, self, only=only)
        self.body.show_record(self._start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(title(words, self))
        layout.addWidget(hint(_("Everything else can be added later."), self))
        self.similar = Notice("warning", "", self)
        self._links: dict[object, Candidate] = {}
        layout.addWidget(self.similar)
        layout.addWidget(scrolled(self.body, self), 1)
        layout.addWidget(self._buttons(words))
        self.resize(theme.scaled(560), theme.scaled(520))
        self.body.edited.connect(self._look_for_similar)
        self._look_for_similar()
        self.body.go_to("name" if organisation else "kind")

    def _buttons(self, words: str) -> QWidget:
        box = QWidget(self)
        add = primary_button(words, box)
        add.setDefault(True)
        add.clicked.connect(self._add)
        back = secondary_button(_("Go back"), box)
        back.clicked.connect(self.reject)
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(add)
        layout.addWidget(back)
        layout.addStretch(1)
        return box

    def _look_for_similar(self, _field: str = "") -> None:
        """Offer who is known already under a name like this one: a warning, never a refusal."""
        answers = self.body.answers()
        parts = [str(answers.get(name, "")) for name in ("name", "first_names", "last_name")]
        found = similar_to(" ".join(parts), self._candidates.listed(self._refers_to))
        for link in list(self._links):
            if isinstance(link, QWidget):
                link.hide()
                link.deleteLater()
        self._links = {}
        words = _("Is it one of these? Then take the entry that is there:")
        self.similar.show_words("warning", words if found else "")
        for one in found:
            link = link_button(f"{one.name} ({one.detail})" if one.detail else one.name, self)
            link.clicked.connect(self._take)
            self._links[link] = one
            self.similar.add(link)
            link.show()
        tab_in_reading_order(self)

    def _take(self) -> None:
        self.made = self._links[self.sender()]
        self.accept()

    def _add(self) -> None:
        record, problems = record_with(self._start, self.body.answers())
        problems = self.body.not_understood() or problems
        self.body.show_problems(problems)
        if record is None or problems:
            self.body.go_to(problems[0].field)
            return
        record = in_its_file(record)
        try:
            save_and_prove(self._session.vault, [record], reason="created")
        except TacError as error:
            messages.tell(self, error)
            return
        name = record.display_name() if isinstance(record, (Person, Organisation)) else ""
        self.made = Candidate(record.id, name)
        self._session.changed.emit(record.mother_id)
        self.accept()


def _person(typed: str, mother_id: str) -> Person:
    first, _space, last = typed.rpartition(" ")
    if not first:
        first, last = typed, ""
    return Person(mother_id=mother_id, kind="professional", first_names=first, last_name=last)
