"""What the program stops for before a record is saved: she can go on, but gives a reason.

A rule is a pure function of the record and its file. Rules for a record type stand in the module
of their subject and are listed here. Nothing is ever forbidden by them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.record import Record
from tac_desktop.casework.same_person import pointing_at_kept


@dataclass(frozen=True)
class Warning:
    """One sentence, and the record that it rests on (a restriction, a level)."""

    sentence: str
    record_id: str = ""


WarningRule = Callable[[Record, CaseFile], Iterable[Warning]]


def warnings_before(
    record: Record, case_file: CaseFile, before: Record | None = None
) -> list[Warning]:
    """What speaks against saving `record`.

    What already spoke against `before`, the record as it was saved last, is not asked twice.
    """
    known = set(_found(before, case_file)) if before is not None else set()
    return [one for one in _found(record, case_file) if one not in known]


def _found(record: Record, case_file: CaseFile) -> list[Warning]:
    # A restriction on either of two linked entries is one on the person.
    record = pointing_at_kept(record, case_file.kept_by_other)
    rules = _rules().get(record.type_name, ())
    return list(dict.fromkeys(one for rule in rules for one in rule(record, case_file)))


def _rules() -> dict[str, tuple[WarningRule, ...]]:
    """Rules by record type, imported when first asked for."""
    from tac_desktop.casework import (
        acct_warnings,
        concern_tasks,
        contact_warnings,
        document_rules,
        letter_rules,
    )

    return {
        "acct_episode": (acct_warnings.before_episode,),
        "acct_review": (acct_warnings.before_news,),
        "concern": (concern_tasks.nobody_was_told,),
        "contact_arrangement": (contact_warnings.before_arrangement,),
        "contact_log": (contact_warnings.before_log_entry, acct_warnings.before_news),
        "contact_session": (contact_warnings.before_session,),
        "document": (document_rules.warn_before_giving,),
        "family_day": (contact_warnings.before_family_day,),
        "letter": (contact_warnings.before_letter, letter_rules.before_letter),
        "meeting": (contact_warnings.before_meeting,),
        "separation_plan": (contact_warnings.before_goodbye,),
    }
