"""Handing over a mother's file: asked, warned, written, read back, and only then called done.

The passphrase is shown once, after the file was opened with it; the window stays until somebody
has said that it is on paper.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tac_desktop.errors import NotUnderstood
from tac_desktop.handover.for_reader import part_for
from tac_desktop.handover.header import HANDOVER_COST
from tac_desktop.handover.manifest import HandoverDetails, TypeCount, counts_of
from tac_desktop.handover.write import Written, write_handover, write_part
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import work
from tac_desktop.ui.counts_table import CountsTable
from tac_desktop.ui.handover_details import HandoverDetailsForm, rules_in_short
from tac_desktop.ui.handover_for_whom import HandoverForWhom, PartWanted
from tac_desktop.ui.handover_frame import HandoverDialog
from tac_desktop.ui.handover_written import HandoverWritten
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    column,
    section,
)
from tac_desktop.ui.widgets import title as title_label
from tac_desktop.words import _


class HandoverWriteDialog(HandoverDialog):
    """Asks, writes, and shows what was written. `cost` is cheaper in tests only."""

    def __init__(
        self,
        session: Session,
        mother_id: str,
        parent: QWidget | None,
        *,
        cost: KeyCost = HANDOVER_COST,
    ) -> None:
        super().__init__(session, parent)
        self._mother_id = mother_id
        self._cost = cost
        name = session.vault.name(mother_id)
        self.setWindowTitle(_("Handover of {name}").format(name=name))
        self.written: Written | None = None
        self.write_button.setText(_("Write the handover"))
        self.result_page = HandoverWritten(session, mother_id, self._pages)
        self._lay_out(self._make_questions(name), self.result_page)
        self._count()
        self.for_whom.reader.setFocus()

    # --- asking -------------------------------------------------------------------------------

    def _make_questions(self, name: str) -> QWidget:
        box, inside = column(self, spacing=4)
        inside.addWidget(title_label(_("Hand over the file of {name}").format(name=name), box))
        inside.addWidget(Notice("warning", rules_in_short(), box))
        case_file = self._session.vault.case_file(self._mother_id, self._session.today())
        self.for_whom = HandoverForWhom(case_file, box)
        self.for_whom.whole_wanted.connect(self._count)
        self.for_whom.part_shown.connect(self._show_part)
        inside.addWidget(self.for_whom)
        self.form = form = HandoverDetailsForm(box)
        self.recipient, self.service, self.purpose = form.recipient, form.service, form.purpose
        self.authority, self.place, self.folder = form.authority, form.place, form.folder
        self.choose_button = form.choose_button
        inside.addWidget(self.form)
        inside.addWidget(section(_("What is inside"), box))
        heads = [_("Kind of record"), _("Records"), _("Revisions")]
        self.counts = CountsTable(_("What is inside"), heads, box)
        inside.addWidget(self.counts)
        inside.addStretch(1)
        return box

    def details(self) -> HandoverDetails:
        """The answers as they stand."""
        whole = self.for_whom.audience is None
        return self.form.details(self.for_whom.consent.for_the_record() if whole else "")

    def _answers_are_right(self) -> bool:
        said, agreed = self.form.is_answered(), self.for_whom.is_answered()
        if not agreed:
            self.for_whom.take_focus()
        elif self.form.first_wrong is not None:
            self.form.first_wrong.setFocus()
        return said and agreed

    def _count(self) -> None:
        function = partial(_counts, self._session.vault, self._mother_id)
        work.run_in_background(self, _("Counting"), function, self._show_counts, with_dialog=False)

    def _show_counts(self, found: tuple[tuple[TypeCount, ...], int, int]) -> None:
        counts, files, self.place.needs = found
        rows = [(one.title, (one.records, one.revisions)) for one in counts]
        if files:
            rows.append((_("Files of documents"), (files, 0)))
        if self.for_whom.audience is None:
            self.counts.show_rows(rows)

    def _show_part(self) -> None:
        part = self.for_whom.part
        if part is None:
            return
        counts = counts_of(part.revisions)
        self.counts.show_rows([(one.title, (one.records, one.revisions)) for one in counts])
        audience = self.for_whom.audience
        if audience and audience.organisation_id and not self.service.text().strip():
            self.service.setText(part.reader.name)

    # --- writing ------------------------------------------------------------------------------

    def write_now(self) -> None:
        """Write in the background; the result is shown only once it was read back."""
        self.problem.show_words("danger", "")
        if not self._answers_are_right():
            return
        function = partial(
            _write,
            self._session.vault,
            self._mother_id,
            self.form.path,
            self.details(),
            self.for_whom.wanted(),
            self._session.today(),
            self._cost,
        )
        self.write_button.setEnabled(False)
        work.run_in_background(
            self, _("Writing the handover"), function, self._show_written, self._show_problem
        )

    def _show_written(self, written: Written) -> None:
        self.written = written
        self.result_page.show_written(written, self.purpose.text().strip())
        self._turn_to_result(self.result_page)
        self._session.changed.emit(self._mother_id)

    # --- closing ------------------------------------------------------------------------------

    def is_done(self) -> bool:
        """Whether something was written."""
        return self.written is not None

    def _forget(self) -> None:
        super()._forget()
        self.written = None


def _counts(
    vault: Vault, mother_id: str, progress: work.Progress
) -> tuple[tuple[TypeCount, ...], int, int]:
    """Records and revisions of each type, and how many files of documents of how many bytes."""
    revisions = vault.revisions(mother_id)
    files = vault.attachments.carried_by(revisions)
    return counts_of(revisions), len(files), sum(one.bytes for one in files)


def _write(
    vault: Vault,
    mother_id: str,
    folder: Path,
    details: HandoverDetails,
    wanted: PartWanted | None,
    today: dt.date,
    cost: KeyCost,
    progress: work.Progress,
) -> Written:
    if wanted is None:
        return write_handover(vault, mother_id, folder, details, progress=progress, cost=cost)
    progress(0, 0, _("Working out what this reader gets"))
    case_file = vault.case_file(mother_id, today)
    part = part_for(case_file, wanted.audience, wanted.with_files_of)
    if part.stops != wanted.stops:
        raise NotUnderstood(
            _("Her file was changed meanwhile; something else stands against it now."), part.stops
        )
    return write_part(
        vault,
        mother_id,
        part,
        folder,
        details,
        progress=progress,
        reason=wanted.reason,
        cost=cost,
    )
