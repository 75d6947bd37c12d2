"""Leaving the post: the files of several mothers handed over at once, one file for each.

Whoever follows in the same prison does not need this: she is added among the people of the vault.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from tac_desktop.casework.caseload import CaseloadRow
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consents import ConsentLine, consent_line
from tac_desktop.handover.header import HANDOVER_COST
from tac_desktop.handover.manifest import HandoverDetails
from tac_desktop.handover.write_many import WrittenMany, write_handovers
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import theme, work
from tac_desktop.ui.handover_details import HandoverDetailsForm, rules_in_short
from tac_desktop.ui.handover_frame import HandoverDialog
from tac_desktop.ui.handover_many_written import HandoversWritten
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    Table,
    column,
    form_row,
    hint,
    section,
)
from tac_desktop.ui.widgets import title as title_label
from tac_desktop.words import _

_PURPOSE = "work_with_service"
_MOST_ROWS_SEEN = 8


class HandoverManyDialog(HandoverDialog):
    """Whose files, to whom and why; then what was written. `cost` is cheaper in tests only."""

    def __init__(
        self, session: Session, parent: QWidget | None, *, cost: KeyCost = HANDOVER_COST
    ) -> None:
        super().__init__(session, parent)
        self._cost = cost
        self.setWindowTitle(_("Hand over several files"))
        self.done_with: WrittenMany | None = None
        self._rows = {one.mother_id: one for one in _in_order(session)}
        self._ticked = {key for key, one in self._rows.items() if one.case_status == "open"}
        self._consents: dict[str, ConsentLine] = {}
        self.result_page = HandoversWritten(session, self._pages)
        self._lay_out(self._make_questions(), self.result_page)
        self._show_ticks()
        self.write_button.setEnabled(False)
        function = partial(_consents, session.vault, list(self._rows), session.today())
        work.run_in_background(
            self, _("Looking up consents"), function, self._show_consents, with_dialog=False
        )
        self.table.setFocus()

    @property
    def ticked(self) -> list[str]:
        """The mothers whose files are to be written, in the order of the list."""
        return [one for one in self._rows if one in self._ticked]

    def tick(self, mother_id: str, wanted: bool) -> None:
        """Put a file to those that are handed over, or take it out."""
        if wanted:
            self._ticked.add(mother_id)
        else:
            self._ticked.discard(mother_id)
        self._show_ticks()

    def tick_current(self) -> None:
        """The same for the row that is chosen."""
        mother_id = self._model.record_id(self.table.currentIndex().row())
        if mother_id:
            self.tick(mother_id, mother_id not in self._ticked)

    # --- asking -------------------------------------------------------------------------------

    def _make_questions(self) -> QWidget:
        box, inside = column(self, spacing=4)
        inside.addWidget(title_label(_("Hand over several files"), box))
        inside.addWidget(
            hint(
                _(
                    "For a colleague in another place who takes over your work: one encrypted file "
                    "for each mother, all with one passphrase. Whoever follows you here needs no "
                    "file: add her in File, “People and keys”, and nothing leaves the building."
                ),
                box,
            )
        )
        inside.addWidget(Notice("warning", rules_in_short(), box))
        inside.addWidget(section(_("Whose files"), box))
        self._model = RecordTable([_("Name"), _("Number"), _("Case")], self)
        self._model.tick_wanted.connect(self.tick)
        self.table = Table(_("Whose files"), box)
        self.table.setAccessibleDescription(_("The space bar ticks a file or takes the tick away."))
        self.table.setModel(self._model)
        self.table.set_widths(320, 120)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.tick_current)
        rows = min(len(self._rows), _MOST_ROWS_SEEN) + 1
        self.table.setFixedHeight(theme.scaled(36) * rows + 2 * self.table.frameWidth())
        inside.addWidget(self.table)
        self.none_ticked = Notice("warning", "", box)
        inside.addWidget(self.none_ticked)
        self.form = HandoverDetailsForm(box)
        inside.addWidget(self.form)
        self.consent = Notice("warning", "", box)
        inside.addWidget(self.consent)
        self.reason = QLineEdit(box)
        self.reason.setMaxLength(200)
        help_words = _("Safety, an order of a court, or that she was told and why.")
        self._reason_row = form_row(
            _("Why it goes nevertheless"), self.reason, help_words, parent=box
        )
        inside.addWidget(self._reason_row)
        inside.addStretch(1)
        return box

    def _show_ticks(self) -> None:
        row = max(0, self.table.currentIndex().row())
        self._model.show_lines(
            [
                Line(key, (one.name, one.prison_number, _case(one)), ticked=key in self._ticked)
                for key, one in self._rows.items()
            ]
        )
        self.table.selectRow(row)
        count = len(self._ticked)
        self.write_button.setText(_("Write {count} files").format(count=count))
        self.none_ticked.show_words("warning", "" if count else _("No file is ticked."))
        self._show_who_did_not_agree()

    def _show_consents(self, found: dict[str, ConsentLine]) -> None:
        self._consents = found
        self.write_button.setEnabled(True)
        self._show_who_did_not_agree()

    def _show_who_did_not_agree(self) -> None:
        without = [self._rows[key].name for key in self._without_consent()]
        words = _("Working with this service is not agreed to at present by: {names}")
        self.consent.show_words(
            "warning", words.format(names="; ".join(without)) if without else ""
        )
        self._reason_row.setVisible(bool(without))

    def _without_consent(self) -> dict[str, ConsentLine]:
        known = {one: self._consents[one] for one in self.ticked if one in self._consents}
        return {one: line for one, line in known.items() if not line.state.allows}

    def _answers_are_right(self) -> bool:
        said = self.form.is_answered()
        missing = not self._reason_row.isHidden() and not self.reason.text().strip()
        self._reason_row.show_error(_("Please write why it goes nevertheless.") if missing else "")
        if self.form.first_wrong is not None:
            self.form.first_wrong.setFocus()
        elif missing:
            self.reason.setFocus()
        return said and not missing and bool(self._ticked)

    def wanted(self) -> Mapping[str, HandoverDetails]:
        """What is to be written for whom."""
        words = _("Her consent: {state}. Sent nevertheless: {reason}")
        without = self._without_consent()
        return {
            one: self.form.details(
                words.format(state=without[one].since(), reason=self.reason.text().strip())
                if one in without
                else ""
            )
            for one in self.ticked
        }

    # --- writing ------------------------------------------------------------------------------

    def write_now(self) -> None:
        """Write them one after the other in the background."""
        self.problem.show_words("danger", "")
        if not self._answers_are_right():
            return
        function = partial(_write, self._session.vault, self.wanted(), self.form.path, self._cost)
        self.write_button.setEnabled(False)
        work.run_in_background(
            self, _("Writing the handovers"), function, self._show_written, self._show_problem
        )

    def _show_written(self, found: WrittenMany) -> None:
        self.done_with = found
        names = {key: one.name for key, one in self._rows.items()}
        self.result_page.show_written(found, names, self.form.purpose.text().strip())
        self._turn_to_result(self.result_page)
        for mother_id in found.written:
            self._session.changed.emit(mother_id)

    # --- closing ------------------------------------------------------------------------------

    def is_done(self) -> bool:
        """Whether something was written."""
        return self.done_with is not None

    def _forget(self) -> None:
        super()._forget()
        self.done_with = None


def _in_order(session: Session) -> Sequence[CaseloadRow]:
    """Open cases first, then those who wait, then the closed ones, each by name."""
    places = {"open": 0, "waiting": 1}
    rows = session.vault.caseload(session.today())
    return sorted(rows, key=lambda one: (places.get(one.case_status, 2), one.name))


def _case(row: CaseloadRow) -> str:
    return code_list("case_status").label(row.case_status) if row.case_status else ""


def _consents(
    vault: Vault, mother_ids: Sequence[str], today: dt.date, progress: work.Progress
) -> dict[str, ConsentLine]:
    """Whether each of them agreed to work with this service, as it stands."""
    found = {}
    for number, one in enumerate(mother_ids):
        progress(number, len(mother_ids), _("Looking up consents"))
        found[one] = consent_line(vault.case_file(one, today), _PURPOSE)
    return found


def _write(
    vault: Vault,
    wanted: Mapping[str, HandoverDetails],
    folder: Path,
    cost: KeyCost,
    progress: work.Progress,
) -> WrittenMany:
    return write_handovers(vault, wanted, folder, progress, cost=cost)
