"""Makes the page of each kind that saves several records together."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.closing import case_to_close
from tac_desktop.storage.drafts import Draft
from tac_desktop.ui.closing_page import ClosingPage
from tac_desktop.ui.departure_page import DeparturePage
from tac_desktop.ui.reopening_page import ReopeningPage
from tac_desktop.ui.session import Session
from tac_desktop.ui.stroke_page import StrokePage
from tac_desktop.ui.stroke_titles import CLOSING, DEPARTURE, REOPENING


def make_stroke_page(
    kind: str, session: Session, case_file: CaseFile, parent: QWidget, draft: Draft | None
) -> StrokePage | None:
    """The page; None where the file has no case that it could be about."""
    if kind == CLOSING and case_to_close(case_file) is None:
        return None
    classes: dict[str, type[StrokePage]] = {
        CLOSING: ClosingPage,
        REOPENING: ReopeningPage,
        DEPARTURE: DeparturePage,
    }
    return classes[kind](session, case_file, parent, draft)
