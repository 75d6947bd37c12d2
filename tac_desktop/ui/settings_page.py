"""Settings: look, idle time, the service, and her passphrase. Each takes effect where it stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from tac_desktop.errors import TacError
from tac_desktop.storage.errors import WrongPassphrase
from tac_desktop.storage.roles import Right
from tac_desktop.ui import messages, theme
from tac_desktop.ui.allowed import allow
from tac_desktop.ui.backup_card import BackupCard
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.colours import ThemeName
from tac_desktop.ui.new_passphrase import NewPassphrase
from tac_desktop.ui.passphrase_field import PassphraseField
from tac_desktop.ui.policy_card import PolicyCard, set_by_it
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.screen_capture import why_not_here
from tac_desktop.ui.service_step import ServiceForm, save_service, service_of
from tac_desktop.ui.session import Session
from tac_desktop.ui.targets_card import MeetingHereCard, TargetsCard
from tac_desktop.ui.widgets import (
    button_row,
    card,
    form_row,
    hint,
    primary_button,
    scrolled,
    secondary_button,
    section,
    title,
    wrapped,
)
from tac_desktop.ui.work import Progress, run_in_background
from tac_desktop.words import _

_PERCENTS = (80, 90, 100, 110, 125, 150, 175, 200)
_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30)
_FIELD = 320


class SettingsPage(QWidget):
    """`rebuild_wanted` comes after the size of text was changed: spaces follow it anew."""

    rebuild_wanted = Signal()
    people_wanted = Signal()
    capture_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        inner = QWidget(self)
        self._layout = QVBoxLayout(inner)
        self._layout.setContentsMargins(*[theme.space(5)] * 4)
        self._layout.setSpacing(theme.space(4))
        inner.setMaximumWidth(theme.scaled(760))
        self._layout.addWidget(title(_("Settings"), inner))
        self.policy = PolicyCard(inner)
        self._layout.addWidget(self.policy)
        self._add_look(inner)
        self._add_service(inner)
        self._add_passphrase(inner)
        self._add_people(inner)
        self.targets = TargetsCard(session, inner)
        self._layout.addWidget(self.targets)
        self.meeting_here = MeetingHereCard(session, inner)
        self._layout.addWidget(self.meeting_here)
        self.backups = BackupCard(session, inner)
        self._layout.addWidget(self.backups)
        self._add_vault(inner)
        self._layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, self))
        tab_in_reading_order(inner)
        session.about_to_lock.connect(self._forget)

    def start(self) -> None:
        """Called when the page comes on the screen."""
        settings = self._session.settings
        for box, code in (
            (self.theme_choice, settings.theme),
            (self.text_size, str(settings.text_percent)),
            (self.idle_choice, str(settings.idle_minutes)),
        ):
            box.blockSignals(True)
            box.choose(code)
            box.blockSignals(False)
        self.capture.setChecked(settings.block_capture and self.capture.isEnabled())
        allow(self._session, Right.WRITE, self.save_service)
        if not self.service.is_changed:
            self.service.show_service(service_of(self._session))
        self.vault_words.setText(
            _("The vault is in “{folder}”.").format(folder=self._session.vault.folder)
        )
        self.targets.start()
        self.meeting_here.start()
        self.backups.start()
        self.theme_choice.setFocus()

    def _add_look(self, inner: QWidget) -> None:
        frame, inside = card(inner)
        inside.addWidget(section(_("This computer"), frame))
        self.theme_choice, self.text_size, self.idle_choice = (
            ChoiceBox(frame) for _place in range(3)
        )
        for name in ThemeName:
            self.theme_choice.add(name.words, name.value)
        for percent in _PERCENTS:
            self.text_size.add(_("{percent} %").format(percent=percent), str(percent))
        managed = self._session.settings.is_managed("idle_minutes")
        own = {self._session.settings.idle_minutes} if managed else set()
        for minutes in sorted({*_MINUTES, *own}):
            words = _("1 minute") if minutes == 1 else _("{count} minutes")
            self.idle_choice.add(words.format(count=minutes), str(minutes))
        for label, box, words in (
            (_("Colours"), self.theme_choice, ""),
            (_("Size of text"), self.text_size, ""),
            (
                _("Lock when nobody types or moves the mouse for"),
                self.idle_choice,
                set_by_it()
                if managed
                else _("What you were writing is kept. Ctrl+L locks at once."),
            ),
        ):
            box.setMaximumWidth(theme.scaled(_FIELD))
            inside.addWidget(form_row(label, box, words, parent=frame))
            box.activated.connect(self._take_look)
        self.capture = QCheckBox(
            _("Keep the windows of this program out of screen captures"), frame
        )
        self.capture.clicked.connect(self._take_capture)
        impossible = why_not_here()
        self.capture.setEnabled(not impossible)
        words = _(
            "Screenshots, recordings and remote viewers then show nothing of them. Screen "
            "magnifiers and remote help may show nothing either; a camera still sees everything."
        )
        inside.addWidget(self.capture)
        self.capture_words = hint(impossible or words, frame)
        self.capture.setAccessibleDescription(self.capture_words.text())
        inside.addWidget(self.capture_words)
        self.idle_choice.setDisabled(managed)
        self._layout.addWidget(frame)

    def _add_service(self, inner: QWidget) -> None:
        frame, inside = card(inner)
        inside.addWidget(section(_("Your service"), frame))
        self.service = ServiceForm(frame)
        inside.addWidget(self.service)
        self.save_service = primary_button(_("Save the service's details"), frame)
        self.save_service.clicked.connect(self._save_service)
        inside.addWidget(button_row(frame, self.save_service))
        self._layout.addWidget(frame)

    def _add_passphrase(self, inner: QWidget) -> None:
        frame, inside = card(inner)
        inside.addWidget(section(_("Your passphrase"), frame))
        self.change = secondary_button(_("Change my passphrase ..."), frame)
        self.change.clicked.connect(self.begin_passphrase)
        inside.addWidget(button_row(frame, self.change))
        self.passphrase_box = QWidget(frame)
        box = QVBoxLayout(self.passphrase_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(4))
        self.old = PassphraseField(self.passphrase_box)
        self.old.setMaximumWidth(theme.scaled(480))
        self.old_row = form_row(_("Passphrase until now"), self.old, parent=self.passphrase_box)
        self.new = NewPassphrase(self.passphrase_box)
        self.apply_change = primary_button(_("Change it"), self.passphrase_box)
        self.apply_change.clicked.connect(self._change_passphrase)
        self.keep_old = secondary_button(_("Keep the old one"), self.passphrase_box)
        self.keep_old.clicked.connect(self._forget)
        box.addWidget(self.old_row)
        box.addWidget(self.new)
        box.addWidget(button_row(self.passphrase_box, self.apply_change, self.keep_old))
        inside.addWidget(self.passphrase_box)
        self.passphrase_box.hide()
        self._layout.addWidget(frame)

    def _add_people(self, inner: QWidget) -> None:
        frame, inside = card(inner)
        inside.addWidget(section(_("People and keys"), frame))
        inside.addWidget(
            wrapped(
                _("Who can open this vault, what each of them may do, and the recovery sheet."),
                frame,
            )
        )
        self.people = secondary_button(_("People and keys ..."), frame)
        self.people.clicked.connect(self.people_wanted)
        inside.addWidget(button_row(frame, self.people))
        self._layout.addWidget(frame)

    def _add_vault(self, inner: QWidget) -> None:
        frame, inside = card(inner)
        inside.addWidget(section(_("The vault"), frame))
        self.vault_words = wrapped("", frame)
        inside.addWidget(self.vault_words)
        inside.addWidget(
            hint(
                _(
                    "It is one folder. Copying it while the program is closed copies everything, "
                    "still encrypted."
                ),
                frame,
            )
        )
        self._layout.addWidget(frame)

    def _take_look(self) -> None:
        settings = self._session.settings
        resized = settings.text_percent != int(self.text_size.code)
        settings.theme = self.theme_choice.code
        settings.text_percent = int(self.text_size.code)
        settings.idle_minutes = int(self.idle_choice.code)
        kept = settings.save()
        theme.apply(settings.theme, settings.text_percent)
        words = _("Settings kept.") if kept else _("This computer does not let settings be kept.")
        self._session.say(words)
        if resized:
            self.rebuild_wanted.emit()

    def _take_capture(self) -> None:
        self._session.settings.block_capture = self.capture.isChecked()
        self._session.settings.save()
        self.capture_wanted.emit()

    def _save_service(self) -> None:
        save_service(self._session, self.service)
        self.service.show_service(service_of(self._session))
        self._session.say_at(_("Saved"))

    def begin_passphrase(self) -> None:
        """Ask for the old passphrase and a new one."""
        self.new.offer_again()
        self.new.judge_for(self._session.vault.person.name)
        self.passphrase_box.show()
        self.old.setFocus()

    def _change_passphrase(self) -> None:
        old, new = self.old.text, self.new.passphrase()
        self.old_row.show_error("" if old else _("Please type your passphrase."))
        if not old or not new:
            return
        vault = self._session.vault

        def changed(progress: Progress) -> None:
            progress(0, 0, _("Making a key of the new passphrase"))
            vault.change_passphrase(old, new)

        run_in_background(
            self,
            _("Changing the passphrase"),
            changed,
            self._changed,
            self._not_changed,
            can_stop=False,
        )

    def _changed(self, _nothing: None) -> None:
        self._forget()
        messages.tell(
            self,
            _("Your passphrase is changed.")
            + "\n"
            + _("The new one counts from now on. The recovery sheet stays as it is."),
        )

    def _not_changed(self, error: TacError) -> None:
        if isinstance(error, WrongPassphrase):
            self.old_row.show_error(error.what_happened)
            self.old.setFocus()
        else:
            messages.tell(self, error)

    def _forget(self) -> None:
        self.backups.forget()
        self.old.clear()
        self.new.forget()
        self.passphrase_box.hide()
