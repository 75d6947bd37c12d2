"""The second look before a file is disposed of: what goes, what stays, why, and the typed word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from tac_desktop.casework.dates import written
from tac_desktop.casework.disposal import file_reference
from tac_desktop.casework.retention import Retention
from tac_desktop.casework.work import Disclosure
from tac_desktop.errors import TacError
from tac_desktop.storage.disposal_run import Outcome, backups_that_hold_it, dispose_of
from tac_desktop.storage.retention import DisposalOrder, why_order_lacks
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import theme, work
from tac_desktop.ui.backup_keeper import places_now
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.facts import Facts
from tac_desktop.ui.plain_fields import text_box
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    column,
    danger_button,
    form_row,
    hint,
    scrolled,
    secondary_button,
    section,
    title,
)
from tac_desktop.words import _


class DisposalDialog(QDialog):
    """`disposed` carries the certificate's record once the file is gone."""

    disposed = Signal(str)

    def __init__(self, session: Session, kept: Retention, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session, self._kept = session, kept
        vault = session.vault
        self._extent = vault.retention.extent(kept.mother_id)
        self._name = vault.name(kept.mother_id)
        self._stays = vault.retention.why_it_stays(kept.mother_id, session.today())
        self._approvals = vault.retention.approvals_of_others(kept.mother_id)
        self.reference = file_reference(self._extent.mother_ids[0])
        self.outcome_of_it: Outcome | None = None
        self.setWindowTitle(_("Dispose of a file"))
        box, inside = column(self, spacing=3)
        words = _("Dispose of the file of {name}").format(name=self._name)
        inside.addWidget(title(words, box))
        inside.addWidget(
            Notice(
                "danger",
                _(
                    "The file is erased for good. Nobody can get it back: there is no undo, and no "
                    "backup that you keep afterwards should hold it."
                ),
                box,
            )
        )
        self.facts = Facts(box)
        self.facts.show_facts(self._facts())
        inside.addWidget(self.facts)
        self._add_people(inside, box)
        self._add_questions(inside, box)
        inside.addStretch(1)
        self.outcome = Notice("danger", "", self)
        self.go_button = danger_button(_("Erase this file for good"), self)
        self.go_button.clicked.connect(self.go)
        back = secondary_button(_("Go back"), self)
        back.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(scrolled(box, self), 1)
        layout.addWidget(self.outcome)
        layout.addWidget(button_row(self, back, self.go_button))
        fit_to_screen(self, 720, 760)
        self._judge()

    def go(self) -> None:
        """Erase it in the background; nothing stops it once it has begun."""
        order = self._order()
        function = partial(
            _disposed,
            self._session.vault,
            self._kept.mother_id,
            order,
            self._session.today(),
            places_now(self._session.settings),
            self.purge.isChecked(),
        )
        self.go_button.setEnabled(False)
        work.run_in_background(
            self, _("Disposing of the file"), function, self._done, self._failed, can_stop=False
        )

    def close_as_locked(self) -> None:
        """The vault was locked: nothing of the file stays on the screen."""
        if shiboken6.isValid(self):
            self.reject()

    def _facts(self) -> list[tuple[str, str]]:
        vault, extent = self._session.vault, self._extent
        counts = _("{records} records, {revisions} revisions, {files} files of documents")
        more = _("{drafts} drafts, {prints} prints that wait")
        return [
            (_("File"), self.reference),
            (_("Work ended on"), written(self._kept.closed_on)),
            (_("Keep until"), written(self._kept.due_on)),
            (_("Why now"), self._kept.sentence),
            (
                _("What goes"),
                counts.format(
                    records=len(extent.record_ids),
                    revisions=extent.revisions,
                    files=len(extent.files),
                ),
            ),
            (_("Also"), more.format(drafts=extent.drafts, prints=extent.prints)),
            (_("What stays"), self._what_stays()),
            (_("Outside the vault"), _outside(vault, self._kept.mother_id)),
        ]

    def _what_stays(self) -> str:
        count = self._session.vault.retention.mentioned_elsewhere(self._name, self._extent)
        words = _(
            "The journal’s chain, without its words about her; the certificate; people and files "
            "that other mothers’ records use. Records of other files in which her name "
            "stands: {count}."
        )
        return words.format(count=count)

    def _add_people(self, inside: QVBoxLayout, box: QWidget) -> None:
        self.people: dict[str, QCheckBox] = {}
        if not self._extent.people:
            return
        inside.addWidget(section(_("People of the address book whom no other file names"), box))
        inside.addWidget(hint(_("Those that are ticked go with the file."), box))
        for person in self._extent.people:
            tick = QCheckBox(person.display_name(), box)
            tick.setChecked(person.kind != "professional")
            self.people[person.id] = tick
            inside.addWidget(tick)

    def _add_questions(self, inside: QVBoxLayout, box: QWidget) -> None:
        vault = self._session.vault
        self.authority = QLineEdit(box)
        self.why = text_box(box, 2)
        self.approved = QLineEdit(box)
        approvals = self._approvals
        approved = _("Approved in the file by {name} on {day}.").format(
            name=approvals[0].by_name if approvals else "",
            day=written(approvals[0].date) if approvals else "",
        )
        inside.addWidget(
            form_row(
                _("On which authority"),
                self.authority,
                _("The retention schedule, the data controller’s decision, an order."),
                parent=box,
            )
        )
        inside.addWidget(form_row(_("Why"), self.why, parent=box))
        row = form_row(
            _("Approved by (somebody else)"),
            self.approved,
            _("A manager who can open this vault approves in the file itself; else her name."),
            parent=box,
        )
        inside.addWidget(row)
        if approvals:
            row.hide()
            inside.addWidget(Notice("done", approved, box))
        old = backups_that_hold_it(vault, places_now(self._session.settings))
        words = _("Make a new backup and remove the {count} backups that hold the file")
        self.purge = QCheckBox(words.format(count=len(old)), box)
        self.purge.setChecked(True)
        inside.addWidget(self.purge)
        inside.addWidget(
            hint(
                _(
                    "Backups on sticks that are not here now, and copies that others made, are not "
                    "reached: find and wipe them."
                ),
                box,
            )
        )
        self.typed = QLineEdit(box)
        inside.addWidget(
            form_row(
                _("Type the file’s reference, {reference}, to go on").format(
                    reference=self.reference
                ),
                self.typed,
                parent=box,
            )
        )
        for line in (self.authority, self.approved, self.typed):
            line.textChanged.connect(self._judge)
        self.why.textChanged.connect(self._judge)

    def _order(self) -> DisposalOrder:
        return DisposalOrder(
            why=self.why.toPlainText().strip(),
            authority=self.authority.text().strip(),
            approved_by=self.approved.text().strip(),
            people_ids=frozenset(one for one, tick in self.people.items() if tick.isChecked()),
        )

    def _judge(self) -> None:
        reason = self._stays or why_order_lacks(self._order(), approved=bool(self._approvals))
        typed = self.typed.text().strip().upper() == self.reference
        self.outcome.show_words("warning", reason)
        self.go_button.setEnabled(typed and not reason)

    def _done(self, outcome: Outcome) -> None:
        self.outcome_of_it = outcome
        from tac_desktop.ui import messages

        if outcome.troubles:
            messages.tell(self, "\n".join([_("The file is erased, but:"), *outcome.troubles]))
        self.accept()
        self.disposed.emit(outcome.disposal.id)

    def _failed(self, error: TacError) -> None:
        self.outcome.show_words("danger", error.sentence)


def _outside(vault: Vault, mother_id: str) -> str:
    """What left the vault and is still out, as far as it was noted."""
    given = [
        one.record
        for one in vault.entries(Disclosure.type_name, mother_id)
        if isinstance(one.record, Disclosure) and one.record.returned_on is None
    ]
    if not given:
        return _("Nothing is noted as still out.")
    words = _("{count} prints, files or handovers are noted as not back: nobody can erase these.")
    return words.format(count=len(given))


def _disposed(
    vault: Vault,
    mother_id: str,
    order: DisposalOrder,
    today: dt.date,
    places: Sequence[Path],
    purge: bool,
    progress: work.Progress,
) -> Outcome:
    return dispose_of(vault, mother_id, order, today, places, purge=purge, progress=progress)
