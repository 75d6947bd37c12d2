"""Who a letter of a kind is probably to, where the file leaves no doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import Placement
from tac_desktop.casework.codes import Code, code_list
from tac_desktop.casework.people import Involvement

HER = "To the mother"
_COURT, _AUTHORITY = "To a court or solicitor", "To an authority"
_SCHOOL, _FAMILY = "To a school", "To a carer or family"

FOR_COURT = (
    "where_she_is",
    "request_production",
    "could_not_attend",
    "legal_help",
    "legal_scheme",
)
FOR_CONTACT = (
    "carer_introduction",
    "contact_arrangement",
    "request_photographs",
    "school_news",
    "visit_space",
    "contact_level",
    "mother_letterbox",
)
FOR_MEETINGS = ("introduction", "request_meeting", "request_minutes", "mother_meeting")
FOR_THE_UNIT = ("mbu_report", "mbu_report_chase", "mother_board", "mother_appeal")
_UNKNOWN = frozenset({"legal_help", "legal_scheme", "where_she_is", "chase_3", "chase_4"})
"""Kinds that go to somebody else than the usual reader of their group."""


def kinds_by_group(kinds: Iterable[str] = ()) -> list[tuple[str, list[Code]]]:
    """The kinds of letters that are offered, those of `kinds` where any are given, by group."""
    wanted = tuple(kinds)
    found: dict[str, list[Code]] = {}
    for one in code_list("letter_kind").offered:
        if not wanted or one.code in wanted:
            found.setdefault(one.group, []).append(one)
    return list(found.items())


def likely_recipient(case_file: CaseFile, kind: str) -> str:
    """The one person or school that a letter of this kind goes to; empty where in doubt."""
    code = code_list("letter_kind").find(kind)
    group = code.source_group if code else ""
    if group == HER:
        return case_file.mother_id
    if kind in _UNKNOWN:
        return ""
    possible: Iterator[str] = iter(())
    if group == _COURT:
        possible = _with_role(case_file, "mothers_solicitor")
    elif group == _AUTHORITY:
        possible = _with_role(case_file, "child_social_worker")
    elif group == _SCHOOL:
        possible = (child.school_id for child in case_file.children)
    elif group == _FAMILY:
        possible = _carers(case_file)
    found = set(possible) - {""}
    return found.pop() if len(found) == 1 else ""


def _with_role(case_file: CaseFile, role: str) -> Iterator[str]:
    for one in case_file.of(Involvement):
        if one.role == role and (one.end is None or one.end >= case_file.as_of):
            yield one.person_id


def _carers(case_file: CaseFile) -> Iterator[str]:
    for one in case_file.of(Placement):
        if one.end is None or one.end >= case_file.as_of:
            yield one.carer_id
