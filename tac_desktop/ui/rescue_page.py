"""A vault that does not open: what can be brought back of it, in which way, and doing it.

Nothing here deletes anything: the damaged folder is only read and then kept under another name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from tac_desktop.casework.dates import written_moment
from tac_desktop.errors import TacError
from tac_desktop.policy import NotFromRemovableMedia
from tac_desktop.storage.drives import refuse_reading
from tac_desktop.storage.errors import WrongPassphrase
from tac_desktop.ui import messages, theme
from tac_desktop.ui.backup_keeper import age_in_words, places_now
from tac_desktop.ui.passphrase_field import PassphraseField
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.steps import Step
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    card,
    column,
    form_row,
    secondary_button,
    wrapped,
)
from tac_desktop.ui.work import Progress, run_in_background
from tac_desktop.words import _

if TYPE_CHECKING:
    # Loaded when it is needed, which is hardly ever: the window starts without it.
    from tac_desktop.storage.salvage.offers import Examined, Offer, Way
    from tac_desktop.storage.salvage.rescue import BroughtBack

_LINES_SHOWN = 12


class RescuePage(Step):
    """`done` carries the folder of the new vault and what to say there; `gave_up` goes back."""

    done = Signal(Path, str)
    gave_up = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(_("Bring the vault back"), _("See what can be read"), parent)
        theme.mark(self, "page")
        self.place.hide()
        self._session = session
        self._folder = session.settings.folder
        self._more_places: list[Path] = []
        self._examined: Examined | None = None
        self._result: tuple[Path, str] | None = None
        inner = self.inner
        self.where = wrapped("", inner, "hint")
        self.safe = Notice("info", "", inner)
        self.backups = wrapped("", inner)
        self.look_elsewhere = secondary_button(_("Look for backups in another folder ..."), inner)
        self.look_elsewhere.clicked.connect(self._add_place)
        self.field = PassphraseField(inner)
        self.field.submitted.connect(self.go_on)
        self.field_row = form_row(
            _("Passphrase"),
            self.field,
            _("Or the 14 groups of the recovery sheet."),
            parent=inner,
        )
        self.offers = QWidget(inner)
        self._offers_frame, self._offers_layout = card(inner)
        self.ways: dict[Way, QRadioButton] = {}
        self.result = Notice("done", "", inner)
        self.missing = wrapped("", inner)
        self.add(
            self.where,
            self.safe,
            self.backups,
            button_row(inner, self.look_elsewhere),
            self.field_row,
            self._offers_frame,
            self.result,
            self.missing,
        )
        self.back = secondary_button(_("Go back"), self.button_parent())
        self.back.clicked.connect(self._give_up)
        self.add_buttons(self.back)

    def show_vault(self, folder: Path, places: Sequence[Path] = ()) -> None:
        """Begin with this vault; `places` are where backups may be, beside the usual ones."""
        self.forget()
        self._folder = folder
        self._more_places = list(places)
        self._result = None
        self.where.setText(str(folder))
        words = _(
            "The damaged folder is only read. Whatever you choose here, it is kept as it is,"
            " under another name beside the new vault. Nothing is deleted."
        )
        if not folder.exists():
            words = _(
                "The folder is not there. If it is on a drive that can be connected, go back and"
                " connect it: it has what was saved last. Here the newest backup becomes a vault"
                " of this name again; the backup itself is only read."
            )
        self.safe.show_words("info", words)
        self._show_ways(())
        self.result.show_words("done", "")
        self.missing.hide()
        self._show_backups()
        self._show_question(True)

    def start(self) -> None:
        """Put the focus where the answer goes."""
        self.field.setFocus()

    def forget(self) -> None:
        """Nothing secret stays: neither what was typed nor what was read."""
        self.field.clear()
        self.field_row.clear_error()
        examined, self._examined = self._examined, None
        if examined is not None:
            examined.close()

    def go_on(self) -> None:
        """Look, then bring back, then on to the new vault: one after the other."""
        if self._result is not None:
            folder, words = self._result
            self.done.emit(folder, words)
        elif self._examined is not None:
            self._bring_back(self._examined)
        else:
            self._look()

    # --- inside -------------------------------------------------------------------------------

    def _places(self) -> list[Path]:
        return list(dict.fromkeys([*places_now(self._session.settings), *self._more_places]))

    def _show_backups(self) -> None:
        """What backups there are: told before any passphrase, from what they say of themselves."""
        from tac_desktop.storage.salvage.unlocking import backups_of

        found = backups_of(self._folder, self._places())
        if not found:
            words = _(
                "No backup of this vault was found. If there is one on a stick or another disk,"
                " connect it and look there."
            )
        else:
            newest = found[0]
            words = _(
                "The newest backup (of {count}) was made {age} ({moment}), with {records} records"
                " in"
                " {revisions} saved states. What was saved after it can come only from what can"
                " still be read."
            ).format(
                count=len(found),
                age=age_in_words(dt.datetime.now(dt.UTC) - newest.made_at),
                moment=written_moment(newest.made_at),
                records=newest.counts.get("records", 0),
                revisions=newest.counts.get("revisions", 0),
            )
        self.backups.setText(words)

    def _add_place(self) -> None:
        folder = messages.choose_folder(self, _("Where backups are"), None)
        if folder is None:
            return
        try:
            refuse_reading(folder)
        except NotFromRemovableMedia as refusal:
            messages.tell(self, refusal)
            return
        self._more_places.append(folder)
        self._show_backups()
        self.start()

    def _look(self) -> None:
        typed = self.field.text
        self.field_row.show_error("" if typed else _("Please type your passphrase."))
        if typed:
            self.setEnabled(False)
            run_in_background(
                self,
                _("Looking at what can be read"),
                partial(_examined, self._folder, typed, self._places()),
                self._seen,
                self._refused,
            )

    def _seen(self, examined: Examined) -> None:
        self.setEnabled(True)
        self._examined = examined
        self.field.clear()
        self._show_question(False)
        self._show_ways(examined.offers)
        if examined.damaged_backups:
            words = _("{count} newer backups are damaged and were passed over.")
            self.safe.show_words("warning", words.format(count=examined.damaged_backups))
        first = next(iter(self.ways.values()))
        first.setChecked(True)
        first.setFocus()

    def _refused(self, error: TacError) -> None:
        self.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self.field_row.show_error(error.what_happened)
        else:
            messages.tell(self, error)
        self.start()

    def _bring_back(self, examined: Examined) -> None:
        way = next(way for way, button in self.ways.items() if button.isChecked())
        self.setEnabled(False)
        run_in_background(
            self,
            _("Bringing the vault back"),
            partial(_brought_back, examined, way, self._folder),
            self._brought,
            self._not_brought,
        )

    def _brought(self, made: tuple[BroughtBack, Path, Path | None]) -> None:
        brought, folder, aside = made
        self.setEnabled(True)
        self.forget()
        if folder != self._folder:
            self._session.settings.vault_folder = str(folder)
            self._session.settings.save()
        self._show_ways(())
        self.safe.show_words("info", "")
        kept = _(
            "The damaged one is kept as it was in “{aside}”: do not delete it before you are sure"
            " that nothing is missing."
        )
        words = " ".join(
            [
                _("The vault is back: it was read again, checked and is in “{folder}”."),
                *([kept] if aside is not None else []),
                _("What was done stands in the journal."),
            ]
        ).format(folder=folder, aside=aside)
        self.result.show_words("done", words)
        self.missing.setText("\n".join(brought.missing))
        self.missing.show()
        self._result = (folder, _("The vault was brought back."))
        self.backups.hide()
        self.back.hide()
        self.where.setText(str(folder))
        self.next_button.setText(_("Go on to unlock it"))
        self.next_button.setFocus()

    def _not_brought(self, error: TacError) -> None:
        self.setEnabled(True)
        messages.tell(self, error)

    def _show_question(self, asking: bool) -> None:
        for widget in (self.backups, self.look_elsewhere, self.field_row):
            widget.setVisible(asking)
        self.back.show()
        self.next_button.setText(_("See what can be read") if asking else _("Bring it back"))

    def _show_ways(self, offers: tuple[Offer, ...]) -> None:
        """One choice for each way, with what comes back and what would be missing below it."""
        self.offers.hide()
        self.offers.deleteLater()
        self.offers, layout = column(self._offers_frame)
        self.ways = {}
        group = QButtonGroup(self.offers)
        for offer in offers:
            button = QRadioButton(offer.title, self.offers)
            said = _shortened(offer.sentences)
            button.setAccessibleDescription(" ".join(said))
            group.addButton(button)
            layout.addWidget(button)
            layout.addWidget(wrapped("\n".join(said), self.offers, "muted"))
            self.ways[offer.way] = button
        self._offers_layout.addWidget(self.offers)
        self.offers.show()
        self._offers_frame.setVisible(bool(offers))
        tab_in_reading_order(self.inner)

    def _give_up(self) -> None:
        if self._examined is not None:
            self.forget()
            self._show_ways(())
            self._show_question(True)
            self.start()
            return
        self.forget()
        self.gave_up.emit()


def _shortened(sentences: tuple[str, ...]) -> list[str]:
    """A long list is cut here; all of it is shown when it is done."""
    if len(sentences) <= _LINES_SHOWN:
        return list(sentences)
    words = _("... and {count} lines more, shown when it is done.")
    return [*sentences[:_LINES_SHOWN], words.format(count=len(sentences) - _LINES_SHOWN)]


def _examined(folder: Path, typed: str, places: list[Path], progress: Progress) -> Examined:
    from tac_desktop.storage.salvage.offers import examine

    return examine(folder, typed, places, progress)


def _brought_back(
    examined: Examined, way: Way, folder: Path, progress: Progress
) -> tuple[BroughtBack, Path, Path | None]:
    from tac_desktop.storage.salvage.rescue import bring_back, free_folder_beside, put_in_place

    brought = bring_back(examined, way, free_folder_beside(folder, _("new")), progress)
    examined.close()
    now, aside = put_in_place(folder, brought.folder)
    return brought, now, aside
