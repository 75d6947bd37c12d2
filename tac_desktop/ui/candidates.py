"""Whom and what a reference can point at: the people of the file first, then the address book.

In a form that belongs to no file it can be anybody: who asks what is held about her may be a
mother, a child or a carer of any file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from tac_desktop.casework.authorities import KIND as AUTHORITY
from tac_desktop.casework.authorities import Authority, authorities, by_record_id
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import age_in_words, written, written_partial
from tac_desktop.casework.people import Involvement, Organisation, Person, Relationship, Worker
from tac_desktop.casework.record import record_class
from tac_desktop.casework.sound_alike import Likeness, likeness
from tac_desktop.casework.text import fold
from tac_desktop.ui.editors.base import Candidate
from tac_desktop.ui.session import Session
from tac_desktop.words import _

P = TypeVar("P", Person, Organisation)
_MOST_SIMILAR = 4
_ENOUGH_TO_COMPARE = 3
_ORDER = {"mother": 0, "child": 1, "professional": 2, "family": 3, "carer": 4, "other": 5}


class Candidates:
    """Lists who can be picked in the forms of one file; asks the vault once for each list."""

    def __init__(self, session: Session, case_file: CaseFile) -> None:
        self._session = session
        self._file = case_file
        self._lists: dict[str, list[Candidate]] = {}

    def listed(self, refers_to: str) -> list[Candidate]:
        """The candidates for a reference of one sort, in the order of listing."""
        if refers_to not in self._lists:
            self._lists[refers_to] = self._list(refers_to)
        return self._lists[refers_to]

    def name(self, record_id: str) -> str:
        """A person, organisation, worker or record in words."""
        if record_id in self._file.by_id:
            return self._file.name(record_id)
        listed = by_record_id().get(record_id)
        if listed is not None and self._session.vault.entry(record_id) is None:
            return listed.name  # chosen in this form, not saved yet
        return self._session.vault.name(record_id)

    def look_again(self, case_file: CaseFile | None = None) -> None:
        """Forget what was listed, after someone was added."""
        self._file = case_file or self._file
        self._lists.clear()

    def _list(self, refers_to: str) -> list[Candidate]:
        match refers_to:
            case "person":
                return self._people()
            case "person:child":
                return child_candidates(self._file)
            case "organisation":
                return self._organisations()
            case "worker":
                return self._workers()
            case "party":
                return [*self._people(), *self._organisations(), *self._workers()]
            case _:
                return self._records(refers_to)

    def _people(self) -> list[Candidate]:
        if not self._file.mother_id:
            return self._everyone()
        own = sorted(self._file.of(Person), key=_rank)
        known = {person.id for person in own}
        book = [
            entry.record
            for entry in self._session.vault.entries("person", "")
            if isinstance(entry.record, Person) and entry.record.id not in known
        ]
        book.sort(key=_by_name)
        return [self._person(one) for one in self._counting([*own, *book])]

    def _everyone(self) -> list[Candidate]:
        """All people of all files, the mothers first, each with whose file it is."""
        vault = self._session.vault
        found = [
            entry.record for entry in vault.entries("person") if isinstance(entry.record, Person)
        ]
        mothers = {row.mother_id: row for row in vault.caseload(self._session.today())}
        made = []
        for one in self._counting(sorted(found, key=_rank)):
            candidate = self._person(one)
            row = mothers.get(one.mother_id)
            if one.kind == "mother":
                number = row.prison_number if row is not None else ""
                parts = [code_list("person_kind").label(one.kind), number, one.known_as]
                candidate = replace(candidate, detail=", ".join(part for part in parts if part))
            elif row is not None:
                words = _("{what}, file of {mother}").format(what=candidate.detail, mother=row.name)
                candidate = replace(candidate, detail=words, when_typed=True)
            made.append(candidate)
        return made

    def _counting(self, found: Sequence[P]) -> list[P]:
        """Each once: of linked entries the one that counts, where it is there, and no error."""
        links = self._session.vault.book.in_force()
        there = {one.id for one in found}
        return [
            one
            for one in found
            if not one.entered_in_error
            and (links.kept(one.id) == one.id or links.kept(one.id) not in there)
        ]

    def _person(self, person: Person) -> Candidate:
        detail = self._what_they_are(person)
        if person.known_as:
            detail = _("“{known_as}”, {detail}").format(known_as=person.known_as, detail=detail)
        name, also = person.display_name(), person.known_as
        return Candidate(person.id, name, detail, also, tuple(person.aliases))

    def _what_they_are(self, person: Person) -> str:
        if person.id == self._file.mother_id:
            return _("the mother")
        if person.kind == "child":
            return _age(person, self._file.as_of)
        roles = {one.role for one in self._file.of(Involvement) if one.person_id == person.id}
        role = person.role or next(iter(roles), "")
        parts = [code_list("role").label(role)] if role else []
        if person.organisation_id:
            parts.append(self.name(person.organisation_id))
        if not parts:
            parts += [
                one.headline(self._file.name).split(": ")[-1]
                for one in self._file.of(Relationship)
                if one.from_person_id == person.id
            ][:1]
        return ", ".join(parts) or code_list("person_kind").label(person.kind).lower()

    def _organisations(self) -> list[Candidate]:
        found = {
            entry.record.id: entry.record
            for entry in self._session.vault.entries("organisation")
            if isinstance(entry.record, Organisation)
        }
        own = {one.id for one in self._file.of(Organisation)}
        kinds = code_list("organisation_type")
        ordered = sorted(found.values(), key=lambda one: (one.id not in own, one.name.casefold()))
        listed = by_record_id()
        known = [
            Candidate(
                one.id,
                one.name,
                kinds.label(one.type) if one.type else "",
                one.name_cy,
                listed[one.id].other_names if one.id in listed else (),
            )
            for one in self._counting(ordered)
        ]
        return known + _authorities_to_choose(found.values())

    def _workers(self) -> list[Candidate]:
        workers = [
            entry.record
            for entry in self._session.vault.entries("worker")
            if isinstance(entry.record, Worker)
        ]
        return [Candidate(one.id, one.name, _("this service")) for one in workers]

    def _records(self, type_name: str) -> list[Candidate]:
        cls = record_class(type_name)
        found = sorted(
            self._file.of(cls), key=lambda one: one.happened_on() or dt.date.min, reverse=True
        )
        return [
            Candidate(one.id, one.headline(self._file.name), written(one.happened_on()))
            for one in found
        ]


def similar_to(name: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those whose name is this one, holds it or sounds like it, the likeliest first."""
    found = []
    enough = len(name.strip()) >= _ENOUGH_TO_COMPARE
    for place, one in enumerate(candidates if enough else ()):
        likely = likeness(name, one.every_name)
        if likely is not None:
            found.append((likely, place, one))
    return [one for _likely, _place, one in sorted(found, key=_by_likeness)[:_MOST_SIMILAR]]


def _by_likeness(found: tuple[Likeness, int, Candidate]) -> tuple[Likeness, int]:
    return found[0], found[1]


def _authorities_to_choose(known: Iterable[Organisation]) -> list[Candidate]:
    """Those local authorities that are not in the address book; saving makes their records."""
    there = {one.id for one in known}
    named = {fold(one.name) for one in known if one.type == AUTHORITY}
    return [
        Candidate(
            one.record_id, one.name, _detail(one), one.name_cy, one.other_names, when_typed=True
        )
        for one in authorities()
        if one.record_id not in there and fold(one.name) not in named
    ]


def _detail(authority: Authority) -> str:
    words = [code_list("organisation_type").label(AUTHORITY)]
    if authority.name_cy and authority.name_cy != authority.name:
        words.append(authority.name_cy)
    former = [one for one in authority.other_names if " until " in one]
    return ", ".join([*words, *former])


def child_candidates(case_file: CaseFile) -> list[Candidate]:
    """Her children, eldest first, with their ages."""
    return [
        Candidate(child.id, child.display_name(), _age(child, case_file.as_of))
        for child in case_file.children
    ]


def _age(child: Person, today: dt.date) -> str:
    if child.deceased_on:
        return _("died {day}").format(day=written_partial(child.deceased_on))
    if child.date_of_birth:
        return age_in_words(child.date_of_birth, today)
    if child.expected_date_of_delivery:
        return _("expected {day}").format(day=written(child.expected_date_of_delivery))
    return _("child")


def _rank(person: Person) -> tuple[int, str]:
    return _ORDER.get(person.kind, 9), person.display_name().casefold()


def _by_name(person: Person) -> str:
    return person.display_name().casefold()
