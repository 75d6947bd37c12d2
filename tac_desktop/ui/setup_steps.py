"""The first two steps of the first start: who she is and where the vault lives; her passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tac_desktop import paths
from tac_desktop.storage.places import Place, inspect_place
from tac_desktop.ui import messages, theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.new_passphrase import NewPassphrase
from tac_desktop.ui.steps import Step
from tac_desktop.ui.widgets import form_row, link_button, row, secondary_button, wrapped
from tac_desktop.words import _

_FOLDER = "TAC Desktop vault"


class PersonStep(Step):
    """Name, role and place."""

    def __init__(self, folder: Path | None, parent: QWidget) -> None:
        super().__init__(_("Welcome to TAC Desktop"), _("Continue"), parent)
        self._folder = folder or paths.default_vault_folder()
        inner = self.inner
        self.add(
            wrapped(
                _(
                    "This program keeps the files of the mothers you work with in a vault: a "
                    "folder on this computer in which everything is encrypted. Nothing is sent "
                    "anywhere. Making the vault takes about five minutes and one sheet of paper."
                ),
                inner,
            )
        )
        self.name = QLineEdit(inner)
        self.name.setMaxLength(120)
        self.name.setMaximumWidth(theme.scaled(420))
        self.name_row = form_row(
            _("Your name"), self.name, _("It stands on everything you write."), parent=inner
        )
        self.role = ChoiceBox(inner, "worker_role")
        self.role.choose("tac_social_worker")
        self.role.setMaximumWidth(theme.scaled(420))
        self.role_row = form_row(_("Your role"), self.role, parent=inner)
        self.add(self.name_row, self.role_row)
        self._add_place()
        self.open_other = link_button(_("Open a vault that exists already"), self.button_parent())
        self.add_buttons(self.open_other)
        self.name.returnPressed.connect(self.go_on)

    @property
    def folder(self) -> Path:
        """Where the vault is to live."""
        return self._folder

    @property
    def allow_network(self) -> bool:
        """Whether she said that a network drive is meant."""
        return self.network.isChecked() and not self.network.isHidden()

    def start(self) -> None:
        """Begin with the name."""
        self._inspect()
        self.name.setFocus()

    def set_folder(self, folder: Path) -> None:
        """Take this folder; one that holds other things gets a new folder inside it."""
        place = inspect_place(folder)
        if place is Place.NOT_EMPTY and not (folder / _FOLDER).exists():
            folder = folder / _FOLDER
        self._folder = folder
        self._inspect()

    def go_on(self) -> None:
        """Everything answered, and the place takes a vault."""
        self.name_row.clear_error()
        self.role_row.clear_error()
        if not self.role.code:
            self.role_row.show_error(_("Please choose your role."))
            self.role.setFocus()
        if not self.name.text().strip():
            self.name_row.show_error(_("Please give your name."))
            self.name.setFocus()
        place = self._inspect()
        good = place.takes_a_vault or (place is Place.NETWORK_DRIVE and self.allow_network)
        if self.name.text().strip() and self.role.code and good:
            self.finished.emit()
        elif self.name.text().strip() and self.role.code:
            self.change.setFocus()

    def _add_place(self) -> None:
        inner = self.inner
        box, beside = row(inner)
        self.where = QLineEdit(box)
        self.where.setReadOnly(True)
        self.change = secondary_button(_("Change ..."), box)
        self.change.setAccessibleName(_("Change where the vault lives"))
        self.change.clicked.connect(self._change)
        beside.addWidget(self.where, 1)
        beside.addWidget(self.change)
        box.setFocusProxy(self.where)
        self.place_row = form_row(
            _("Where the vault lives"),
            box,
            _("The usual place is on this computer's own disk, for your account alone."),
            parent=inner,
        )
        self.verdict = wrapped("", inner, "muted")
        self.network = QCheckBox(_("Yes, keep the vault on the network drive"), inner)
        self.network.hide()
        self.network.toggled.connect(self._inspect)
        self.add(self.place_row, self.verdict, self.network)

    def _change(self) -> None:
        start = next((one for one in self._folder.parents if one.is_dir()), None)
        chosen = messages.choose_folder(self, _("Where should the vault live?"), start)
        if chosen is not None:
            self.set_folder(chosen)

    def _inspect(self) -> Place:
        self.where.setText(str(self._folder))
        place = inspect_place(self._folder)
        self.network.setVisible(place is Place.NETWORK_DRIVE)
        good = place.takes_a_vault or (place is Place.NETWORK_DRIVE and self.network.isChecked())
        self.verdict.setText(place.sentence)
        theme.mark(self.verdict, "muted" if good else "error")
        return place


class PassphraseStep(Step):
    """Her passphrase."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Your passphrase"), _("Make the vault"), parent)
        self.add(
            wrapped(
                _(
                    "It opens the vault each time you start or come back. Nobody can look it up "
                    "for you. If it is lost, only the recovery sheet of the next step helps."
                ),
                self.inner,
            )
        )
        self.chooser = NewPassphrase(self.inner)
        self.chooser.submitted.connect(self.go_on)
        self.add(self.chooser)
        self.back = secondary_button(_("Back"), self.button_parent())
        self.add_buttons(self.back)
        self.chosen = ""

    def start(self) -> None:
        """Begin with the offered words."""
        self.chooser.use_offered.setFocus()

    def go_on(self) -> None:
        """The passphrase is good."""
        self.chosen = self.chooser.passphrase()
        if self.chosen:
            self.finished.emit()

    def forget(self) -> None:
        """Nothing of it stays in the window."""
        self.chosen = ""
        self.chooser.forget()
