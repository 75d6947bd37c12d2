"""The service and the prison this vault is kept in: one short form, which can wait."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from tac_desktop.casework.service import Service
from tac_desktop.ui import theme
from tac_desktop.ui.session import Session
from tac_desktop.ui.steps import Step
from tac_desktop.ui.widgets import form_row, secondary_button, wrapped
from tac_desktop.words import _


class ServiceForm(QWidget):
    """The few things every print needs to know of the service."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._service = Service()
        self.prison, self.name, self.phone = (QLineEdit(self) for _place in range(3))
        self.fallback = QPlainTextEdit(self)
        self.fallback.setTabChangesFocus(True)
        self.fallback.setFixedHeight(theme.scaled(90))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(4))
        for label, editor, words in (
            (_("Prison"), self.prison, ""),
            (_("Name of the service"), self.name, ""),
            (
                _("Telephone"),
                self.phone,
                _("Printed on packs, for those who cannot join by video."),
            ),
            (
                _("What to do when the link fails"),
                self.fallback,
                _("Printed on the cover of every meeting pack."),
            ),
        ):
            layout.addWidget(form_row(label, editor, words, parent=self))
            editor.setMaximumWidth(theme.scaled(480))

    def show_service(self, service: Service) -> None:
        """Show what is known."""
        self._service = service
        self.prison.setText(service.prison)
        self.name.setText(service.name)
        self.phone.setText(service.phone)
        self.fallback.setPlainText(service.link_fallback)

    def service(self) -> Service:
        """What was answered, on top of what else is known."""
        return self._service.changed(
            prison=self.prison.text(),
            name=self.name.text(),
            phone=self.phone.text(),
            link_fallback=self.fallback.toPlainText(),
        )

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to save."""
        return self.service() != self._service


class ServiceStep(Step):
    """Asks for the service once, at set-up."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(_("Your service"), _("Save and begin"), parent)
        self._session = session
        self.add(
            wrapped(
                _("This stands on what you print. You can fill it in later, under Settings."),
                self.inner,
            )
        )
        self.form = ServiceForm(self.inner)
        self.add(self.form)
        self.skip = secondary_button(_("Skip for now"), self.button_parent())
        self.skip.clicked.connect(self.finished)
        self.add_buttons(self.skip)

    def start(self) -> None:
        """Begin with the prison."""
        self.form.show_service(service_of(self._session))
        self.form.prison.setFocus()

    def go_on(self) -> None:
        """Save what was answered."""
        save_service(self._session, self.form)
        self.finished.emit()


def service_of(session: Session) -> Service:
    """The vault's service record, or an empty one."""
    found = [entry.record for entry in session.vault.entries(Service.type_name)]
    return next((one for one in found if isinstance(one, Service)), Service())


def save_service(session: Session, form: ServiceForm) -> None:
    """Save the service where it was changed; raises what the vault raises."""
    if form.is_changed:
        session.vault.save(form.service())
        session.changed.emit("")
