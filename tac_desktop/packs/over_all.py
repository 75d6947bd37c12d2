"""Prints over all mothers with whom there is work, for our own team: listed here for the catalogue.

They need no file. Those of the day are made from the agendas, in words that tell nothing; those
for cover and for supervision from the case files, each through the audience filter first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tac_desktop.casework.agenda import MotherAgenda
from tac_desktop.casework.audience import Audience, view_for
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.rounds import slip_days, slips, stops_today
from tac_desktop.packs.common import Progress
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.words import _

OF_THE_DAY = ("today_sheet", "day_slips")
"""Made from the agendas; their page is fixed."""
OF_THE_FILES = ("cover_all", "supervision_all")
"""Made from the case files of all mothers with whom there is work."""


def over_all_packs() -> list[tuple[str, str]]:
    """Name and title of each of these prints."""
    return [
        ("today_sheet", _("Sheet for the round of the wings (one page)")),
        ("day_slips", _("Movement slips for today and the next working day")),
        ("cover_all", _("The first ten minutes, over all mothers")),
        ("supervision_all", _("Sheet for supervision, over all cases")),
    ]


def over_all_print(
    name: str,
    agendas: Sequence[MotherAgenda],
    case_files: Sequence[CaseFile],
    *,
    printed_on: dt.date | None = None,
    copy: Copy | None = None,
    repeatable: bool = False,
    large_print: bool = False,
    two_sided: bool = False,
    progress: Progress | None = None,
) -> Built:
    """One of these prints, of the day on which it is printed."""
    from tac_desktop.packs import all_cases, today_sheet

    today = printed_on or dt.date.today()
    if name == "today_sheet":
        stops = stops_today(agendas, today)
        return today_sheet.today_sheet(stops, today, copy=copy, repeatable=repeatable)
    if name == "day_slips":
        wanted = slips(agendas, *slip_days(today))
        return today_sheet.day_slips(wanted, today, copy=copy, repeatable=repeatable)
    ours = Audience(AudienceKind.TAC)
    seen = [view_for(one, ours).case_file for one in case_files]
    title, blocks = all_cases.cover(seen) if name == "cover_all" else all_cases.supervision(seen)
    return all_cases.drawn_over_all(
        title,
        blocks,
        seen,
        today,
        copy=copy,
        repeatable=repeatable,
        large_print=large_print,
        two_sided=two_sided,
        progress=progress,
    )
