"""A new version from a signed file: what it brings, the vault backed up, then put in place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tac_desktop import __version__, policy
from tac_desktop.casework.dates import read_date, written
from tac_desktop.errors import TacError
from tac_desktop.ui import messages, theme
from tac_desktop.ui.backup_keeper import first_place
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.facts import Facts
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    hint,
    primary_button,
    scrolled,
    secondary_button,
    section,
    title,
    wrapped,
)
from tac_desktop.ui.work import Progress, run_in_background
from tac_desktop.upgrades import install
from tac_desktop.upgrades.errors import NotForHere
from tac_desktop.upgrades.package import ENDING, Header, read_header
from tac_desktop.words import _


class UpgradeDialog(QDialog):
    """Nothing is changed before “Back up and put in place” is pressed."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Upgrade from a file"))
        self._session = session
        self._file: Path | None = None
        self.header: Header | None = None
        inner = QWidget(self)
        self._inside = QVBoxLayout(inner)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(theme.space(3))
        self._add_words(inner)
        self.facts = Facts(inner)
        self.notes_title = section(_("What is new"), inner)
        self.notes = wrapped("", inner)
        self.outcome = Notice("info", "", self)
        for widget in (self.facts, self.notes_title, self.notes):
            self._inside.addWidget(widget)
        self._inside.addStretch(1)
        self.choose = secondary_button(_("Choose the file ..."), self)
        self.go = primary_button(_("Back up and put in place"), self)
        self.save = secondary_button(_("Save the checked package ..."), self)
        self.back = secondary_button("", self)
        self.close_button = secondary_button(_("Close"), self)
        for button, does in (
            (self.choose, self.choose_file),
            (self.go, self.put_in_place),
            (self.save, self.save_package),
            (self.back, self.go_back),
            (self.close_button, self.reject),
        ):
            button.clicked.connect(does)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(scrolled(inner, self), 1)
        layout.addWidget(self.outcome)
        layout.addWidget(
            button_row(self, self.choose, self.go, self.save, self.back, self.close_button)
        )
        fit_to_screen(self, 680, 560)
        self._show_nothing()
        self.choose.setFocus()

    def close_as_locked(self) -> None:
        """The vault was locked: there is nothing of it here, and the work was stopped."""
        self.reject()

    def choose_file(self) -> None:
        """Ask for the file and show what it says, once its signature was verified."""
        kinds = _("Upgrades (*{ending})").format(ending=ENDING)
        chosen = messages.choose_file(self, _("The file with the new version"), kinds)
        if chosen is not None:
            self.show_file(chosen)

    def show_file(self, file: Path) -> None:
        """Show what a file says of itself, or why it is not taken."""
        self._show_nothing()
        try:
            header = read_header(file)
        except TacError as error:
            self.outcome.show_words("danger", error.sentence)
            return
        self._file, self.header = file, header
        self._show_header(header)
        try:
            install.refuse_unfit(header, install.this_system())
        except NotForHere as error:
            self.outcome.show_words("warning", error.sentence)
            return
        try:
            install.refuse_unless_own_folder(header)
        except NotForHere as error:
            self.outcome.show_words("info", error.sentence)
            self.save.show()
            self.save.setFocus()
            return
        self.go.show()
        self.go.setFocus()

    def put_in_place(self) -> None:
        """Back the vault up, verify the content, put it beside this version and try it."""
        file, header = self._file, self.header
        if file is None or header is None:
            return
        vault, place = self._session.vault, first_place(self._session.settings)

        def done(progress: Progress) -> str:
            backup = vault.backups.make(place, progress)
            install.install(file, header, progress, backup=str(backup.folder))
            return str(backup.folder)

        self.go.setEnabled(False)
        words = _("Putting version {version} in place").format(version=header.version)
        run_in_background(self, words, done, self._is_in_place, self._failed)

    def save_package(self) -> None:
        """Give IT what was checked here."""
        file, header = self._file, self.header
        if file is None or header is None:
            return
        folder = messages.choose_folder(self, _("Where should the package for IT be saved?"))
        if folder is None:
            return

        def saved(progress: Progress) -> Path:
            return install.save_content(file, header, folder, progress)

        run_in_background(self, _("Checking the file"), saved, self._saved, self._failed)

    def go_back(self) -> None:
        """Let the version before start from now on."""
        found = install.waiting()
        try:
            version = install.go_back()
        except TacError as error:
            self.outcome.show_words("danger", error.sentence)
            return
        self.back.hide()
        words = _("Version {version} starts from the next time on.").format(version=version)
        if found is not None and found.backup:
            words = f"{words} {install.about_the_backup(found.backup)}"
        self.outcome.show_words("done", words)

    def _add_words(self, parent: QWidget) -> None:
        self._inside.addWidget(title(_("Upgrade from a file"), parent))
        words = _("This is version {version}.").format(version=__version__)
        self._inside.addWidget(wrapped(words, parent))
        self._inside.addWidget(
            hint(
                _how_it_comes()
                + " "
                + _(
                    "It is taken only if whoever makes this program has signed it. Your vault is "
                    "backed up first, and this version stays on the computer."
                ),
                parent,
            )
        )

    def _show_nothing(self) -> None:
        self._file = self.header = None
        self.facts.show_facts([])
        self.outcome.show_words("info", "")
        for widget in (self.facts, self.notes_title, self.notes, self.go, self.save):
            widget.hide()
        self.go.setEnabled(True)
        found = install.waiting()
        self.back.setVisible(found is not None and bool(found.previous))
        if found is not None:
            self.back.setText(
                _("Go back to version {version}").format(version=found.previous_version)
            )

    def _show_header(self, header: Header) -> None:
        self.facts.show_facts(
            [
                (_("Version"), header.version),
                (_("Made"), written(read_date(header.made)) or header.made),
                (_("For"), header.system),
                (_("Signature"), _("good: made by whoever makes this program")),
                (_("SHA-256 of the content"), _in_groups(header.sha256)),
            ]
        )
        self.notes.setText(header.notes)
        for widget in (self.facts, self.notes_title, self.notes):
            widget.show()

    def _is_in_place(self, backup: str) -> None:
        self.go.hide()
        assert self.header is not None
        self.outcome.show_words(
            "done",
            _(
                "Version {version} is in place and starts the next time that you open the "
                "program. Your vault was backed up first and the copy opened: “{backup}”. This "
                "version stays, and “Upgrade from a file” can go back to it."
            ).format(version=self.header.version, backup=backup),
        )
        self.close_button.setFocus()

    def _saved(self, file: Path) -> None:
        assert self.header is not None
        self.outcome.show_words(
            "done",
            _("Checked and saved as “{file}”. Tell IT its SHA-256: {digest}").format(
                file=file, digest=self.header.sha256
            ),
        )

    def _failed(self, error: TacError) -> None:
        self.go.setEnabled(True)
        self.outcome.show_words("danger", error.sentence)


def _how_it_comes() -> str:
    if policy.in_force().lets_media_be_read:
        return _("A new version comes as a signed file, on a stick that you are allowed to use.")
    return _("A new version comes as a signed file, which IT puts into a folder of this computer.")


def _in_groups(digest: str) -> str:
    """Eight signs together, so that a line can break and two people can compare."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))
