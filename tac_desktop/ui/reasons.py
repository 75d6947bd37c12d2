"""Why a record was saved again, in words; and which records are kept as they were written."""

from __future__ import annotations

from tac_desktop.casework.record import Record
from tac_desktop.words import _

KEPT_AS_WRITTEN = frozenset(
    {
        "contact_log",
        "acct_review",
        "contact_session",
        "disclosure",
        "supervision",
        "survey_response",
        "chronology_event",
    }
)
"""Notes and evidence: shown as first written, with what was added or put right under them."""

AMENDMENTS = ("correction", "addition", "mothers_comment")
"""The reasons a person chooses from when she amends such a record."""


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
    }
    return words.get(code, code.replace("_", " ").capitalize())
