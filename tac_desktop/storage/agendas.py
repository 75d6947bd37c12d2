"""Bringing the agendas of all mothers up to date, a few at a time, while others use the vault."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

from tac_desktop.casework.agenda import MotherAgenda
from tac_desktop.storage import agenda, caseload
from tac_desktop.storage.database import Database
from tac_desktop.storage.progress import Progress
from tac_desktop.words import _

_LINES_AT_MOST = 200
"""Lines that are renewed at one go."""

Turn = Callable[[], AbstractContextManager[Database]]


class Agendas:
    """`turn` gives the database for reading, `writing` for a transaction, each held shortly."""

    def __init__(
        self,
        turn: Turn,
        writing: Turn,
        case_files: caseload.CaseFiles,
        for_lines: caseload.CaseFiles,
    ) -> None:
        self._turn = turn
        self._writing = writing
        self._case_files = case_files
        self._for_lines = for_lines

    def on(self, today: dt.date, progress: Progress) -> list[MotherAgenda]:
        """Every agenda for the day `today`; `progress` may stop the work between two batches."""
        old = self.out_of_date(today)
        case_file_of = self._case_files() if old else None
        for start in range(0, len(old), agenda.AT_A_TIME):
            progress(start, len(old), _("Reading the dates of each file"))
            assert case_file_of is not None
            with self._writing() as database:
                batch = old[start : start + agenda.AT_A_TIME]
                agenda.work_out(database, batch, today, case_file_of)
        self._renew_lines(today, progress)
        with self._turn() as database:
            return agenda.read(database, today)

    def out_of_date(self, today: dt.date) -> list[str]:
        """The mothers whose files would have to be read now."""
        with self._turn() as database:
            caseload.refresh(database, today, self._for_lines)
            return agenda.out_of_date(database, today)

    def _renew_lines(self, today: dt.date, progress: Progress) -> None:
        """Lines of the caseload that will soon be out of date, so that no start has to wait."""
        with self._turn() as database:
            ending = caseload.soon_out_of_date(database, today)[:_LINES_AT_MOST]
        for start in range(0, len(ending), agenda.AT_A_TIME):
            progress(start, len(ending), _("Reading the dates of each file"))
            with self._writing() as database:
                batch = ending[start : start + agenda.AT_A_TIME]
                caseload.renew(database, batch, today, self._for_lines)
