"""Settings, backups: where they go, how old the newest is, one now, and the proof that it works."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop import policy
from tac_desktop.casework.dates import written_moment
from tac_desktop.errors import TacError
from tac_desktop.policy import NotOnRemovableMedia
from tac_desktop.storage.backups import Backup, DrillReport, backups_in, drill
from tac_desktop.storage.drives import is_forbidden, refuse_removable
from tac_desktop.storage.errors import WrongPassphrase
from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui import messages, theme
from tac_desktop.ui.backup_keeper import age_in_words, first_place
from tac_desktop.ui.passphrase_field import PassphraseField
from tac_desktop.ui.policy_card import set_by_it
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    button_row,
    card,
    form_row,
    hint,
    primary_button,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.ui.work import Progress, run_in_background
from tac_desktop.words import _


class BackupCard(QWidget):
    """What it shows is read from the places themselves each time it comes on the screen."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, inside = card(self)
        outer.addWidget(frame)
        inside.addWidget(section(_("Backups"), frame))
        self.here = wrapped("", frame)
        self.second = wrapped("", frame)
        self.make_now = secondary_button(_("Make a backup now"), frame)
        self.choose_first = secondary_button(_("Another folder on this computer ..."), frame)
        self.choose_second = secondary_button(_("A second place, such as a stick ..."), frame)
        self.forget_second = secondary_button(_("Use no second place"), frame)
        self.try_it = secondary_button(_("Prove that it comes back ..."), frame)
        inside.addWidget(
            hint(
                _(
                    "While the vault is open, a copy is made at most each half hour when something"
                    " was saved. It is as encrypted as the vault and opens with the passphrase"
                    " that counted then. Older ones are thinned: some of each day, week and month"
                    " stay."
                ),
                frame,
            )
        )
        for words in (self.here, self.second):
            inside.addWidget(words)
        inside.addWidget(button_row(frame, self.make_now, self.try_it))
        inside.addWidget(
            button_row(frame, self.choose_first, self.choose_second, self.forget_second)
        )
        inside.addWidget(self._trial(frame))
        for button, does in (
            (self.make_now, self._make),
            (self.choose_first, self._choose_first),
            (self.choose_second, self._choose_second),
            (self.forget_second, self._forget_second),
            (self.try_it, self._ask_for_passphrase),
            (self.begin_trial, self._begin_trial),
            (self.no_trial, self.forget),
        ):
            button.clicked.connect(does)

    def start(self) -> None:
        """Show what is so now."""
        settings, vault_id = self._session.settings, self._session.vault.vault_id
        now = dt.datetime.now(dt.UTC)
        place = first_place(settings)
        self.here.setText(_state(_("This computer"), place, vault_id, now))
        there = Path(settings.second_backup_folder) if settings.second_backup_folder else None
        if there is None:
            words = _(
                "There is no second place. One computer is not a place to keep the only copy: it"
                " can break or be taken away. Choose a second disk or an encrypted stick that you"
                " are allowed to use."
            )
        elif is_forbidden(there):
            words = NotOnRemovableMedia(there, policy.in_force()).what_happened
        elif not there.is_dir():
            words = _("The second place “{folder}” is not there now.").format(folder=there)
        else:
            words = _state(_("Second place"), there, vault_id, now)
        self.second.setText(words)
        self.forget_second.setVisible(there is not None)
        self._show_what_it_has_set()
        self.try_it.setEnabled(self._newest() is not None)

    def _show_what_it_has_set(self) -> None:
        settings = self._session.settings
        for name, words, buttons in (
            ("backup_folder", self.here, (self.choose_first,)),
            ("second_backup_folder", self.second, (self.choose_second, self.forget_second)),
        ):
            managed = settings.is_managed(name)
            for button in buttons:
                button.setDisabled(managed)
            if managed:
                words.setText(f"{words.text()} {set_by_it()}")

    def forget(self) -> None:
        """Drop what was typed."""
        self.passphrase.clear()
        self.trial_row.clear_error()
        self._trial_box.hide()

    def _trial(self, parent: QWidget) -> QWidget:
        self._trial_box = QWidget(parent)
        layout = QVBoxLayout(self._trial_box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        self.passphrase = PassphraseField(self._trial_box)
        self.passphrase.setMaximumWidth(theme.scaled(480))
        self.trial_row = form_row(
            _("Your passphrase"),
            self.passphrase,
            _("The newest backup is brought back into a temporary vault, checked and counted."),
            parent=self._trial_box,
        )
        self.begin_trial = primary_button(_("Try it"), self._trial_box)
        self.passphrase.submitted.connect(self.begin_trial.click)
        self.no_trial = secondary_button(_("Not now"), self._trial_box)
        layout.addWidget(self.trial_row)
        layout.addWidget(button_row(self._trial_box, self.begin_trial, self.no_trial))
        self._trial_box.hide()
        return self._trial_box

    def _make(self) -> None:
        vault = self._session.vault
        second = self._session.settings.second_backup_folder
        places = [first_place(self._session.settings)]
        if second and Path(second).is_dir():
            places.append(Path(second))

        def make(progress: Progress) -> list[Backup]:
            made = []
            for place in places:
                made.append(vault.backups.make(place, progress))
                vault.backups.thin(place)
            return made

        run_in_background(self, _("Making a backup"), make, self._made)

    def _made(self, made: list[Backup]) -> None:
        self.start()
        where = "\n".join(str(one.folder) for one in made)
        words = _("Backup made, read back and opened:") + "\n" + where
        messages.tell(self, words)

    def _choose_first(self) -> None:
        self._choose("backup_folder", first_place(self._session.settings))

    def _choose_second(self) -> None:
        self._choose("second_backup_folder", None)

    def _choose(self, setting: str, start: Path | None) -> None:
        folder = messages.choose_folder(self, _("Where backups go"), start)
        if folder is None:
            return
        if folder.resolve() == self._session.vault.folder.resolve():
            messages.tell(self, _("A backup beside the vault itself would be lost with it."))
            return
        try:
            refuse_removable(folder)
        except NotOnRemovableMedia as refusal:
            self._session.vault.audit(AuditAction.REFUSED, detail=refusal.what_happened)
            messages.tell(self, refusal)
            return
        self._keep(setting, str(folder))

    def _forget_second(self) -> None:
        self._keep("second_backup_folder", "")

    def _keep(self, setting: str, value: str) -> None:
        setattr(self._session.settings, setting, value)
        kept = self._session.settings.save()
        words = _("Settings kept.") if kept else _("This computer does not let settings be kept.")
        self._session.say(words)
        self.start()

    def _newest(self) -> Backup | None:
        settings, vault_id = self._session.settings, self._session.vault.vault_id
        places = [first_place(settings)]
        if settings.second_backup_folder:
            places.append(Path(settings.second_backup_folder))
        found = [one for place in places for one in backups_in(place, vault_id)]
        return max(found, key=_made_at, default=None)

    def _ask_for_passphrase(self) -> None:
        self._trial_box.show()
        self.passphrase.setFocus()

    def _begin_trial(self) -> None:
        backup, typed = self._newest(), self.passphrase.text
        self.trial_row.show_error("" if typed else _("Please type your passphrase."))
        if backup is None or not typed:
            return
        run_in_background(
            self,
            _("Bringing the backup back into a temporary vault"),
            partial(_drilled, backup, typed, self._session.vault.folder.parent),
            self._tried,
            self._not_tried,
        )

    def _tried(self, report: DrillReport) -> None:
        self.forget()
        head = (
            _("The newest backup comes back whole.")
            if report.ok
            else _("The newest backup would not bring everything back. Make a new one.")
        )
        messages.tell(self, "\n".join((head, *report.sentences)))

    def _not_tried(self, error: TacError) -> None:
        if isinstance(error, WrongPassphrase):
            self.trial_row.show_error(error.what_happened)
            self.passphrase.setFocus()
        else:
            messages.tell(self, error)


def _drilled(backup: Backup, typed: str, beside: Path, progress: Progress) -> DrillReport:
    return drill(backup, typed, beside=beside, progress=progress)


def _state(which: str, place: Path, vault_id: str, now: dt.datetime) -> str:
    found = backups_in(place, vault_id)
    if not found:
        return _("{which}: no backup yet in “{folder}”.").format(which=which, folder=place)
    words = _(
        "{which}: {count} backups in “{folder}”, the newest {age} ({moment}), proved when made."
    )
    if len(found) == 1:
        words = _("{which}: 1 backup in “{folder}”, made {age} ({moment}), proved when made.")
    return words.format(
        which=which,
        count=len(found),
        folder=place,
        age=age_in_words(now - found[0].made_at),
        moment=written_moment(found[0].made_at),
    )


def _made_at(backup: Backup) -> dt.datetime:
    return backup.made_at
