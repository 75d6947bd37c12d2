"""Invented people who were entered twice: a mother who came back, and professionals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tac_desktop.casework.case_format import CaseDocument, DocumentRecord, DocumentRevision
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.people import Involvement, Person
from tac_desktop.casework.record import content_of

FIRST_STAY, SECOND_STAY = 4, 6
"""The numbers of the cases of one woman: her work was completed, then she came back under another
name and was entered anew. Nobody has linked the two yet."""


def returned(document: CaseDocument, earlier: CaseDocument) -> CaseDocument:
    """A case as that of a woman whose earlier case is in the vault: born on the same day, with
    her earlier name and prison number."""
    mother = _content(earlier, earlier.mother_id)
    name = f"{mother.get('first_names', '')} {mother.get('last_name', '')}".strip()
    number = next(
        (str(one.revisions[-1].content.get("prison_number", "")) for one in earlier.records
         if one.type == Custody.type_name),
        "",
    )  # fmt: skip
    records = []
    for one in document.records:
        if one.id == document.mother_id:
            one = _with(one, date_of_birth=mother.get("date_of_birth", ""), aliases=[name])
        elif one.type == Custody.type_name and number:
            one = _with(one, previous_numbers=[number])
        records.append(one)
    return replace(document, records=tuple(records))


def with_a_double(document: CaseDocument, *, linked: bool) -> CaseDocument:
    """A case in which a professional was typed in a second time, misspelt; perhaps linked since."""
    work = next((one for one in document.records if one.type == Involvement.type_name), None)
    if work is None:
        return document
    person_id = str(work.revisions[-1].content["person_id"])
    known = next(one for one in document.records if one.id == person_id)
    content = dict(known.revisions[-1].content)
    content["first_names"] = _misspelt(str(content.get("first_names", "")))
    content.pop("organisation_id", None)
    double = _like(work, Person.type_name, content)
    records = [
        _with(one, person_id=double.id) if one.id == work.id else one for one in document.records
    ]
    records.append(double)
    if linked:
        saved = work.revisions[-1].at.date()
        link = SamePerson(
            kept_id=known.id,
            other_id=double.id,
            why="Same telephone; she says so herself.",
            linked_on=saved,
        )
        records.append(_like(work, SamePerson.type_name, content_of(link)))
    return replace(document, records=tuple(records))


def _content(document: CaseDocument, record_id: str) -> Mapping[str, Any]:
    return next(one for one in document.records if one.id == record_id).revisions[-1].content


def _with(record: DocumentRecord, **answers: Any) -> DocumentRecord:
    """The same record with other answers, as if it had been typed so from the first."""
    revisions = (replace(one, content={**one.content, **answers}) for one in record.revisions)
    return replace(record, revisions=tuple(revisions))


def _like(beside: DocumentRecord, kind: str, content: Mapping[str, Any]) -> DocumentRecord:
    """A shared record saved just after another one."""
    last = beside.revisions[-1]
    revision = DocumentRevision(
        id=derived_id(beside.id, kind, "double saved"),
        at=last.at + dt.timedelta(minutes=3),
        by=last.by,
        by_name=last.by_name,
        reason="created",
        note="",
        follows=(),
        content=content,
    )
    return DocumentRecord(kind, derived_id(beside.id, kind, "double"), "", (revision,))


def _misspelt(name: str) -> str:
    """As it was heard on the telephone: one letter doubled, at the end of the name."""
    return name + name[-1:] if name else "Sam"
