"""Which period of work counts now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.episode import Case


def current_case(case_file: CaseFile) -> Case | None:
    """The period of work that goes on or waits now: the one that began last."""
    return latest_case([one for one in case_file.of(Case) if one.status != "closed"])


def latest_case(cases: Iterable[Case]) -> Case | None:
    """The period of work with the highest number; of two, the one that was opened later."""
    return max(cases, key=lambda one: (one.episode or 0, one.opened or dt.date.min), default=None)
