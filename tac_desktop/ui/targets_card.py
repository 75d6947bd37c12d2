"""Settings, parts of the service's record: targets, and how a mother can be met here.

Targets are numbers that policies set and that change; 0 switches one off.
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.casework.service import Service
from tac_desktop.errors import TacError
from tac_desktop.storage.roles import Right
from tac_desktop.ui import messages
from tac_desktop.ui.allowed import allow
from tac_desktop.ui.editors.base import Candidate, FormContext
from tac_desktop.ui.form_body import FormBody
from tac_desktop.ui.form_saving import record_with, save_and_prove
from tac_desktop.ui.service_step import service_of
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import button_row, card, primary_button
from tac_desktop.words import _


def target_names() -> tuple[str, ...]:
    """The questions of the service's record that are targets."""
    return _names("Targets")


class ServicePartCard(QWidget):
    """One section of the service's record, to be changed and saved by itself."""

    def __init__(
        self, session: Session, names: tuple[str, ...], words: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, inside = card(self)
        outer.addWidget(frame)
        context = FormContext(session.today(), _nobody, str)
        self.body = FormBody(Service, context, frame, only=names)
        self.save = primary_button(words, frame)
        self.save.clicked.connect(self._save)
        inside.addWidget(self.body)
        inside.addWidget(button_row(frame, self.save))

    def start(self) -> None:
        """Show what counts now, unless something is typed that is not saved."""
        allow(self._session, Right.WRITE, self.save)
        self.body.show_record(self._shown(service_of(self._session)))

    def _shown(self, service: Service) -> Service:
        return service

    def _save(self) -> None:
        record, problems = record_with(service_of(self._session), self.body.answers())
        problems = self.body.not_understood() or problems
        self.body.show_problems(problems)
        if record is None or problems:
            return
        try:
            save_and_prove(self._session.vault, [record], reason="updated")
        except TacError as error:
            messages.tell(self, error)
            return
        self._session.say_at(_("Saved"))
        self._session.changed.emit("")


class TargetsCard(ServicePartCard):
    """Shows what counts now, whether somebody set it or not."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, target_names(), _("Save the targets"), parent)

    def _shown(self, service: Service) -> Service:
        return _with_usual(service)


class MeetingHereCard(ServicePartCard):
    """What is printed for those who want to meet a mother in this prison."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        names = _names("Meeting a mother here")
        super().__init__(session, names, _("Save how she can be met"), parent)


def _names(section: str) -> tuple[str, ...]:
    return next(one.fields for one in Service.layout if one.source_title == section)


def _with_usual(service: Service) -> Service:
    usual = {
        name: Service.model_fields[name].default
        for name in target_names()
        if getattr(service, name) is None
    }
    return service.changed(**usual)


def _nobody(_refers_to: str) -> list[Candidate]:
    return []
