"""Why a record was saved again, in words; and which records are kept as they were written."""

from __future__ import annotations

from tac_desktop.casework.record import Record
from tac_desktop.words import _

KEPT_AS_WRITTEN = frozenset(
    {
        "contact_log",
        "acct_review",
        "survey_response",
    }
)
"""Notes and evidence: shown as first written, with what was added or put right under them."""

WENT_ON = "went_on"
"""Saved in spite of a warning; the note says which one, and why."""

AMENDMENTS = ("addition", "correction", "mothers_comment")
"""The reasons a person chooses from when she amends such a record; each needs its words."""


def reasons_for(cls: type[Record]) -> tuple[str, ...]:
    """The reasons offered for a type. What happens to a review note later (its copy was put into
    the ACCT) needs no words of its own; a log entry is never simply changed."""
    return AMENDMENTS if cls.type_name == "contact_log" else (*AMENDMENTS, "updated")


def is_kept_as_written(record: Record | type[Record]) -> bool:
    """Whether the original of this record stays on top, and changes stand under it."""
    return record.type_name in KEPT_AS_WRITTEN


def reason_in_words(code: str) -> str:
    """`correction` as `Correction`; an unknown reason in plain words."""
    words = {
        "": _("Saved again"),
        "created": _("First saved"),
        "correction": _("Correction"),
        "addition": _("Addition"),
        "mothers_comment": _("The mother's comment"),
        "updated": _("Brought up to date"),
        "imported": _("Brought from elsewhere"),
        "follow_up": _("Follow-up"),
        "resolved": _("Two versions joined"),
        WENT_ON: _("Saved in spite of a warning"),
        "entered_in_error": _("Entered in error"),
        "counts_again": _("Counts again"),
    }
    return words.get(code, code.replace("_", " ").capitalize())
