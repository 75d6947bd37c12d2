"""Everything that the mother said, in her own words, and what she sees differently.

It is gathered from the records in which it was written down, so that it is entered once. Her
comment on a note stands beside the note wherever the note is shown, and is never taken off again:
what was saved stays in the log of revisions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tac_desktop.casework.case_file import Amendment, CaseFile, Entry
from tac_desktop.casework.dates import written
from tac_desktop.casework.questions import questions_of
from tac_desktop.casework.record import Record, is_blank
from tac_desktop.words import _

OWN_WORDS = frozenset(
    {
        "her_words",
        "in_her_words",
        "her_wishes",
        "mother_views",
        "mother_said",
        "appeal_grounds",
        "closing_words",
        "worries",
    }
)
"""Questions, of whatever record, whose answers are hers."""

HER_COMMENT = "mothers_comment"
"""The reason of an amendment that says what she sees differently."""

ANSWERABLE = frozenset(
    {
        "contact_log",
        "acct_episode",
        "acct_review",
        "meeting",
        "concern",
        "mbu_application",
        "mbu_tac_report",
        "contact_session",
        "chronology_event",
        "document",
        "need",
        "case",
        "prison_decision",
        "explanation",
    }
)
"""Records in which somebody else writes about her and that she may read."""


@dataclass(frozen=True)
class Said:
    """One thing she said. `disagrees` where it is her comment on what somebody else wrote."""

    day: dt.date | None
    words: str
    question: str
    source: str
    record_id: str
    disagrees: bool = False


def her_voice(case_file: CaseFile) -> list[Said]:
    """Everything she said that is written down, the newest first; undated last."""
    found: list[Said] = []
    for entry in case_file.entries:
        if entry.record.entered_in_error:
            continue
        found += _answers(entry, case_file)
        found += [_comment(one, entry, case_file) for one in comments(entry)]
    return sorted(found, key=lambda one: one.day or dt.date.min, reverse=True)


def comments(entry: Entry[Any]) -> list[Amendment]:
    """What she sees differently about one record, the oldest first."""
    return [one for one in entry.amendments if one.reason == HER_COMMENT and one.note]


def with_her_side(words: str, entry: Entry[Any] | None) -> str:
    """The words of a note, and what she sees differently beside them."""
    said = [one.note for one in comments(entry)] if entry is not None else []
    if not said:
        return words
    beside = _("{words} (She sees it differently: “{comment}”)")
    return beside.format(words=words, comment="” “".join(said))


def may_be_answered(record: Record) -> bool:
    """Whether it is the kind of note that she may see differently."""
    return record.type_name in ANSWERABLE


def disagreements(case_file: CaseFile) -> list[Said]:
    """What she sees differently, the newest first."""
    return [one for one in her_voice(case_file) if one.disagrees]


def _answers(entry: Entry[Record], case_file: CaseFile) -> Iterable[Said]:
    record, day = entry.record, entry.record.happened_on()
    if day is not None and day > case_file.as_of:
        # What a plan is for lies ahead; she said it when it was written down.
        day = min(entry.saved.last_at.date(), case_file.as_of)
    for spec in questions_of(type(record)).values():
        value = getattr(record, spec.name)
        if spec.name in OWN_WORDS and isinstance(value, str) and not is_blank(value):
            yield Said(
                day,
                value,
                spec.label,
                source_in_words(record, case_file),
                record.id,
            )


def _comment(amendment: Amendment, entry: Entry[Any], case_file: CaseFile) -> Said:
    at = amendment.at.astimezone() if amendment.at.tzinfo else amendment.at
    return Said(
        at.date(),
        amendment.note,
        _("She sees it differently"),
        source_in_words(entry.record, case_file),
        entry.record.id,
        disagrees=True,
    )


def source_in_words(record: Record, case_file: CaseFile) -> str:
    """`Log entry, 3 Nov 2026`, or with its headline where it has no day."""
    title, day = record.type_title(), record.happened_on()
    if day is not None:
        return _("{what}, {day}").format(what=title, day=written(day))
    headline = record.headline(case_file.name)
    return title if headline == title else f"{title}: {headline}"
