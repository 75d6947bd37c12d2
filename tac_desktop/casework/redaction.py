"""What a record says, passage by passage, and the same with what was taken out of it.

What is taken out is gone from the text before anything is set: nothing is painted over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tac_desktop.casework.case_file import Entry
from tac_desktop.casework.dates import written_moment
from tac_desktop.casework.names_in_text import Find, NamesInText
from tac_desktop.casework.people import Person, Worker
from tac_desktop.casework.questions import questions_of
from tac_desktop.casework.reasons import reason_in_words
from tac_desktop.casework.record import Names, Record, in_words
from tac_desktop.casework.subject_access import (
    ACCEPTED,
    ADDED,
    GIVE,
    REDACT,
    WITHHOLD,
    DisclosureItem,
    Pseudonym,
    Span,
    SubjectAccess,
)
from tac_desktop.words import _

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Passage:
    """One answer of a record, or one of its amendments, in words."""

    part: str
    label: str
    text: str


@dataclass(frozen=True)
class Proposal:
    """A find in one passage of a record."""

    part: str
    find: Find

    def is_span(self, span: Span) -> bool:
        """Whether a decision is about this very passage."""
        return (span.part, span.start, span.end) == (self.part, self.find.start, self.find.end)

    def as_span(self, verdict: str) -> Span:
        """The decision about it."""
        return Span(
            part=self.part,
            start=self.find.start,
            end=self.find.end,
            verdict=verdict,
            person_id=self.find.person_id,
            instead="" if self.find.person_id and self.find.kind != "address" else
            self.find.instead,
        )  # fmt: skip


def passages(entry: Entry[Record], names: Names) -> list[Passage]:
    """Everything that a record says, its amendments under it."""
    record = entry.record
    found = []
    for spec in questions_of(type(record)).values():
        words = in_words(spec, getattr(record, spec.name), names)
        if words:
            found.append(Passage(spec.name, spec.label, words))
    for key, value in record.unmapped.items():
        found.append(Passage(f"unmapped.{key}", _("Also imported"), f"{key}: {value}"))
    if record.entered_in_error:
        found.append(Passage("error", _("Entered in error"), record.entered_in_error))
    saved = _("{moment} by {name}").format(
        moment=written_moment(entry.saved.first_at), name=entry.saved.first_by
    )
    found.append(Passage("saved", _("Written"), saved))
    for place, one in enumerate(entry.amendments):
        said = [f"{written_moment(one.at)}, {one.by}: {reason_in_words(one.reason)}"]
        said += [one.note, *one.changes]
        text = "\n".join(part for part in said if part)
        found.append(Passage(f"amendment.{place}", _("Amended"), text))
    return found


def state_of(parts: Iterable[Passage]) -> str:
    """A digest of what was read: decisions about letters hold only as long as it is the same."""
    said = "\x1f".join(f"{one.part}\x1e{one.text}" for one in parts)
    return hashlib.sha256(said.encode("utf-8")).hexdigest()


def proposals(parts: Iterable[Passage], finder: NamesInText) -> list[Proposal]:
    """Every passage that names somebody else, in the order of the record."""
    return [Proposal(one.part, find) for one in parts for find in finder.finds(one.text)]


def undecided(found: Iterable[Proposal], item: DisclosureItem) -> list[Proposal]:
    """The proposals that nobody has accepted or rejected."""
    return [one for one in found if not any(one.is_span(span) for span in item.spans)]


def is_settled(item: DisclosureItem, found: Sequence[Proposal]) -> bool:
    """Whether nothing is left to decide about a record."""
    if item.decision == REDACT:
        return not undecided(found, item)
    return item.decision == GIVE or (item.decision == WITHHOLD and bool(item.reason))


def with_span(item: DisclosureItem, span: Span) -> DisclosureItem:
    """The item with one more decision, in place of an earlier one about the same letters."""
    same = (span.part, span.start, span.end)
    kept = [one for one in item.spans if (one.part, one.start, one.end) != same]
    # Whoever takes something out does not want the whole given, whatever was said before.
    takes_out = span.verdict in (ACCEPTED, ADDED) and item.decision == GIVE
    decision = REDACT if takes_out or not item.decision else item.decision
    return item.changed(spans=[*kept, span], decision=decision)


def without_span(item: DisclosureItem, span: Span) -> DisclosureItem:
    """The item as if nobody had decided about these letters."""
    return item.changed(spans=[one for one in item.spans if one != span])


def redacted(text: str, part: str, item: DisclosureItem, request: SubjectAccess) -> str:
    """A passage as it is given: what was accepted or added is not in it any more."""
    if item.decision != REDACT:
        return text
    spans = [one for one in item.spans if one.part == part and one.verdict in (ACCEPTED, ADDED)]
    said, at = [], 0
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.end <= at:
            continue
        said.append(text[at : max(at, span.start)])
        said.append(stands_instead(span, request))
        at = span.end
    return "".join([*said, text[at:]])


def stands_instead(span: Span, request: SubjectAccess) -> str:
    """What the reader finds where something was taken out."""
    if span.instead:
        return span.instead
    return request.stands_as(span.person_id) or _("[removed]")


def with_pseudonyms(request: SubjectAccess, people: Iterable[Person | Worker]) -> SubjectAccess:
    """The request with a pseudonym for each of these people who has none yet.

    They are numbered in the order in which they are given; what stands once never changes.
    """
    known = {one.person_id for one in request.pseudonyms}
    rows = list(request.pseudonyms)
    for person in people:
        if person.id in known:
            continue
        known.add(person.id)
        rows.append(
            Pseudonym(
                person_id=person.id,
                name=person.display_name(),
                stands_as=_next_of(_sort_of(person), rows),
            )
        )
    return request.changed(pseudonyms=rows) if len(rows) > len(request.pseudonyms) else request


def _sort_of(person: Person | Worker) -> str:
    if isinstance(person, Worker):
        return "worker"
    return person.kind if person.kind in ("child", "professional") else "person"


def _next_of(sort: str, rows: Sequence[Pseudonym]) -> str:
    words = {
        "worker": _("Worker {sign}"),
        "professional": _("Professional {sign}"),
        "child": _("Child {sign}"),
        "person": _("Person {sign}"),
    }[sort]
    taken = {one.stands_as for one in rows}
    number = 0
    while True:
        number += 1
        sign = str(number) if sort in ("worker", "professional") else _letters(number)
        if words.format(sign=sign) not in taken:
            return words.format(sign=sign)


def _letters(number: int) -> str:
    """A, B ... Z, AA, AB: as columns are called."""
    said = ""
    while number:
        number, rest = divmod(number - 1, len(_LETTERS))
        said = _LETTERS[rest] + said
    return said
