"""The protected words of one file for one reader: names, places, numbers, and what is harmless.

A name that also belongs to somebody whom the reader knows is not protected, or the file would be
empty; the two names together still are. A place is protected even where somebody is called like
it: there only that person's whole name may be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.audience_scope import WITHOUT_PROFESSIONAL_NOTES, Scope
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import Placement
from tac_desktop.casework.common_words import COMMON, NOT_NAMES, NOT_PLACES
from tac_desktop.casework.confidential import NAMES
from tac_desktop.casework.court import Proceedings
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.protected_words import ProtectedWords, code_of, tokens

_SHORTEST = 3
_SHORTEST_CODE = 5
_SHORTEST_PLACE = 4
_TITLES = ("mr", "mrs", "ms", "miss", "dr")
_NAME_ALONE = re.compile(r"[^\W\d_]+(?:[\s.'’-]+[^\W\d_]+)*\.?")
_BETWEEN_PIECES = re.compile(
    r"[,;:\n()/]|(?:^|(?<=\s))(?:about|around|at|by|from|in|near|of|outside|to)\s", re.IGNORECASE
)
_PLACE_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LONGEST_PLACE = 3
_TELEPHONES = re.compile(
    r"(?:(?:\+|00)44[\s().-]{0,3}(?:0[\s().-]{0,3})?|\b0)[1-9](?:[\s().-]{0,3}\d){8,9}"
    r"|(?:\+|\b)\d(?:[\s().-]{0,3}\d){6,14}"
)
_ANY_WORD = re.compile(r"[^\W_]+")
_A_DISTANCE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:miles?|kilomet\w+|km)\b", re.IGNORECASE)
_SCHOOL_YEAR = frozenset({"class", "form", "nursery", "reception", "term", "year"})
_PARTS_OF_A_NAME = re.compile(r"[-\s'’]+")
_HOUSE_NUMBER = re.compile(r"^(?:flat\s+)?\d+\w?(?:[/-]\d+\w?)?\s+", re.IGNORECASE)


@dataclass(frozen=True)
class GuardedWords:
    """What no text for this reader may hold, and whose names are an exception to it."""

    everything: ProtectedWords
    known_areas: frozenset[str]
    trusted_names: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    well_known: frozenset[str] = field(default_factory=frozenset)

    @staticmethod
    def of(case_file: CaseFile, scope: Scope) -> GuardedWords:
        """Collect the words."""
        return _Collector(case_file, scope).collected()

    def found_in(self, text: str) -> bool:
        """Whether a text holds a protected word."""
        return self.everything.found_in(text)

    def is_own_name(self, person: Person, field_name: str) -> bool:
        """Whether an answer is a plain name of somebody whom the reader may know by name."""
        trusted = (person.id, field_name) in self.trusted_names
        return trusted and bool(_NAME_ALONE.fullmatch(getattr(person, field_name).strip()))

    def found_in_organisation(self, organisation: Organisation, name: str) -> bool:
        """Whether an organisation's name gives something away that a council's does not."""
        if organisation.id in self.well_known:
            return False
        return self.found_in(_ANY_WORD.sub(self._unless_known, name))

    def _unless_known(self, word: re.Match[str]) -> str:
        return "" if set(tokens(word[0])) <= self.known_areas else word[0]


class _Collector:
    """Goes through a file once and sorts its names, places and numbers."""

    def __init__(self, case_file: CaseFile, scope: Scope) -> None:
        self._file = case_file
        self._scope = scope
        self._phrases: set[str] = set()
        self._capitals: set[str] = set()
        self._codes: set[str] = set()
        self._well_known = self._known_organisations()
        self._areas = frozenset(
            part
            for one in case_file.ever(Organisation)
            if one.id in self._well_known
            for part in tokens(f"{one.name} {one.name_cy}")
        )
        service = case_file.service
        if service:
            self._areas |= frozenset(tokens(f"{service.name} {service.prison}"))
        self._codes_at_work = frozenset(self._numbers_at_work())
        self._trusted = frozenset(self._names_that_are_known())
        self._known = {
            part
            for person in case_file.protected(Person)
            for name in ("first_names", "last_name", "known_as")
            if (person.id, name) in self._trusted
            for part in _parts_of_a_name(getattr(person, name))
        } | {part for one in case_file.ever(Worker) for part in _parts_of_a_name(one.name)}

    def collected(self) -> GuardedWords:
        """Everything, for one reader."""
        for person in self._file.protected(Person):
            if person.id in self._scope.hidden_names:
                self._add_names(person)
            self._add_answers(person)
        for placement in self._file.ever(Placement):
            self._add_placement(placement)
        self._add_schools()
        self._add_references()
        areas, well_known = self._areas, self._well_known
        everything = ProtectedWords(
            phrases=frozenset(self._phrases),
            capitals=frozenset(self._capitals - self._phrases),
            codes=frozenset(self._codes),
        )
        words = GuardedWords(everything, areas, self._trusted, well_known)
        harmless = frozenset(self._harmless(words))
        everything = ProtectedWords(
            everything.phrases, everything.capitals, everything.codes, harmless
        )
        return GuardedWords(everything, areas, self._trusted, well_known)

    def _names_that_are_known(self) -> Iterator[tuple[str, str]]:
        """Answers of people that are names for this reader.

        After an adoption a child's last name can have been overwritten with the new one, so that
        the last name of a child in a confidential placement counts for nothing.
        """
        for person in self._file.protected(Person):
            if person.id in self._scope.hidden_names:
                continue
            hidden = person.id in self._scope.confidential.children
            for name in ("first_names",) if hidden else ("first_names", "last_name", "known_as"):
                if not self._scope.confidential.hides(person, name):
                    yield person.id, name

    def _numbers_at_work(self) -> Iterator[str]:
        """Numbers of offices, which somebody who is hidden can share with others who are not."""
        for person in self._file.protected(Person):
            if person.kind == "professional" and person.id not in self._scope.hidden_names:
                yield from _codes_alone(person.phone, person.email, person.postcode)
        for one in self._file.ever(Organisation):
            yield from _codes_alone(one.phone, one.duty_phone, one.secure_email, one.postcode)
        for worker in self._file.ever(Worker):
            yield from _codes_alone(worker.phone, worker.email)

    def _add_names(self, person: Person) -> None:
        first, last = person.first_names, person.last_name
        for text in (first, last, person.known_as, person.current_name):
            self._add_name(text)
        for alias in person.aliases:
            self._add_name(alias)
            self._add_phrase(alias)
        for called in (first, person.known_as, *first.split()):
            if called and last:
                self._add_phrase(f"{called} {last}")
                self._add_phrase(f"{last} {called}")

    def _add_name(self, text: str) -> None:
        for part in _parts_of_a_name(text):
            if part not in self._known and part not in NOT_NAMES:
                self._add_word(part)

    def _add_word(self, word: str) -> None:
        """One word; where it is short or ordinary, only with a capital."""
        if len(word) >= _SHORTEST and word not in COMMON:
            self._phrases.add(word)
        elif len(word) > 1:
            self._capitals.add(word)

    def _add_phrase(self, text: str) -> None:
        words = tokens(text)
        if len(words) > 1 and len("".join(words)) > _SHORTEST:
            self._phrases.add(" ".join(words))

    def _add_answers(self, person: Person) -> None:
        """Answers that are hidden on the person's own record, wherever else they stand."""
        scope = self._scope
        confidential = scope.confidential.answers.get(person.id, frozenset())
        if NAMES & confidential or "current_name" in confidential:
            self._add_changed_name(person, confidential)
        private = person.kind not in ("professional", "mother")
        for_professionals = private and scope.kind in WITHOUT_PROFESSIONAL_NOTES
        is_hidden = person.id in scope.hidden_names or for_professionals
        if "address" in confidential:
            self._add_place(person.address)
        elif is_hidden:
            self._add_streets(person.address)
        for name in ("phone", "email", "postcode"):
            if name in confidential or is_hidden:
                for code in _codes_in(getattr(person, name)):
                    self._add_code(code, always=name in confidential)
        if is_hidden:
            self._add_code(person.nhs_number)
        if "school_note" in confidential:
            self._add_place(person.school_note, only_capitals=True)

    def _add_changed_name(self, person: Person, confidential: frozenset[str]) -> None:
        usual = (person.first_names, person.last_name)
        if person.kind == "child" and not NAMES & confidential:
            known = {part for text in usual for part in _parts_of_a_name(text)}
        else:
            known = set[str]()
        for name in ("current_name", *sorted(NAMES & confidential)):
            for part in _parts_of_a_name(getattr(person, name)):
                if part not in known | self._known | NOT_NAMES:
                    self._add_word(part)
        if person.current_name != person.display_name():
            self._add_phrase(person.current_name)

    def _add_placement(self, placement: Placement) -> None:
        confidential = self._scope.confidential
        if placement.id in confidential.placements | confidential.places:
            self._add_place(placement.town)
            self._add_distance(placement.distance_note)
            return
        kept_from_her = placement.town_shown_to_mother is False
        if kept_from_her and self._scope.kind in WITHOUT_PROFESSIONAL_NOTES:
            self._add_place(placement.town)

    def _add_distance(self, text: str) -> None:
        """A distance in numbers, and the places it is measured between but for the council's."""
        self._add_phrase(text)
        for distance in _A_DISTANCE.findall(text):
            self._add_phrase(distance)
        for word in _PLACE_WORD.findall(text):
            if word[0].isupper() and not set(tokens(word)) <= self._areas:
                self._add_place_word(word, alone=False)

    def _add_place(self, text: str, *, only_capitals: bool = False) -> None:
        """Places in a text: each piece of it, and each word in it that tells a place."""
        self._add_streets(text, only_capitals=only_capitals)
        for piece in _pieces(text):
            words = _PLACE_WORD.findall(piece)
            written_out = only_capitals or len(words) > _LONGEST_PLACE
            telling = [one for one in words if one[0].isupper() or not written_out]
            for word in telling:
                self._add_place_word(word, alone=len(telling) == 1)

    def _add_place_word(self, word: str, *, alone: bool) -> None:
        parts = tokens(word)
        if len(parts) > 1:
            self._add_phrase(word)
            parts = [part for part in parts if len(part) > _SHORTEST_PLACE]
        for part in parts:
            ordinary = part in NOT_PLACES or (part in COMMON and not alone)
            if len(part) >= _SHORTEST_PLACE and not ordinary:
                self._add_word(part)

    def _add_streets(self, text: str, *, only_capitals: bool = False) -> None:
        """Pieces of an address of several words, with their house number and without."""
        for piece in _pieces(text):
            if only_capitals and not (piece[0].isupper() or piece[0].isdigit()):
                continue
            if all(word.isdigit() or word in _SCHOOL_YEAR for word in tokens(piece)):
                continue
            self._add_phrase(piece)
            self._add_phrase(_HOUSE_NUMBER.sub("", piece))

    def _add_code(self, text: str, *, always: bool = False) -> None:
        code = code_of(text)
        if len(code) >= _SHORTEST_CODE and (always or code not in self._codes_at_work):
            self._codes.add(code)

    def _add_schools(self) -> None:
        """Schools that only children go to whose school, or whose name, is not for this reader."""
        children = self._file.children
        hidden = [one for one in children if self._school_is_hidden(one)]
        shown = {one.school_id for one in children if one not in hidden}
        for school_id in {one.school_id for one in hidden} - shown:
            school = self._file.get(Organisation, school_id)
            for name in (school.name, school.name_cy) if school else ():
                self._add_place(name)
                self._add_phrase(name)

    def _school_is_hidden(self, child: Person) -> bool:
        hides = self._scope.confidential.hides(child, "school_id")
        return hides or child.id in self._scope.hidden_names

    def _add_references(self) -> None:
        """Numbers of papers that this reader does not get."""
        kind = self._scope.kind
        if kind not in AcctEpisode.shared_with:
            for episode in self._file.ever(AcctEpisode):
                self._add_code(episode.log_number)
        if kind not in Proceedings.shared_with:
            for one in self._file.ever(Proceedings):
                self._add_code(one.case_number)
        if kind not in Custody.shared_with:
            for custody in self._file.ever(Custody):
                for number in (custody.prison_number, *custody.previous_numbers):
                    self._add_code(number)

    def _known_organisations(self) -> frozenset[str]:
        """Authorities of children who live openly, and the reader's own organisation."""
        confidential = self._scope.confidential
        found = {
            authority
            for child in self._file.children
            if child.id not in confidential.children
            for authority in (child.local_authority_id, child.prison_authority_id)
        }
        reader = self._scope.organisation_id
        secret_school = any(
            child.school_id == reader and self._school_is_hidden(child)
            for child in self._file.children
        )
        if self._scope.kind is not AudienceKind.SCHOOL or not secret_school:
            found.add(reader)
        return frozenset(found - {""})

    def _harmless(self, words: GuardedWords) -> Iterator[str]:
        """Whole names that may be said: of people whom the reader knows, and of organisations."""
        for person in self._file.protected(Person):
            names = [
                getattr(person, name)
                for name in ("first_names", "last_name")
                if words.is_own_name(person, name)
            ]
            if len(names) == 2:
                yield from _whole_names(*names)
        for worker in self._file.ever(Worker):
            yield from _phrases([worker.name])
        for one in self._file.ever(Organisation):
            known = [name for name in (one.name, one.name_cy) if name]
            if not any(words.found_in_organisation(one, name) for name in known):
                yield from _phrases(known)
        service = self._file.service
        if service:
            yield from _phrases([service.name, service.prison, service.provider])


def _whole_names(first_names: str, last_name: str) -> Iterator[str]:
    called = {first_names, *first_names.split()[:1], *_TITLES}
    yield from _phrases(f"{one} {last_name}" for one in called)


def _phrases(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        words = tokens(text)
        if len(words) > 1:
            yield " ".join(words)


def _parts_of_a_name(text: str) -> list[str]:
    """The words of a name, and each half of a double-barrelled one."""
    whole = [" ".join(tokens(word)) for word in text.split()]
    halves = [" ".join(tokens(half)) for half in _PARTS_OF_A_NAME.split(text)]
    return [part for part in dict.fromkeys([*whole, *halves]) if part]


def _codes_in(*texts: str) -> Iterator[str]:
    """Each telephone number, address or code where an answer holds several, or words as well."""
    for text in texts:
        numbers = _TELEPHONES.findall(text)
        addresses = [one for one in re.split(r"[\s,;]+", text) if "@" in one]
        yield from map(code_of, numbers or addresses or [text])


def _codes_alone(*texts: str) -> Iterator[str]:
    """The code in each answer that holds nothing else: words beside it can say whose it is."""
    for text in texts:
        if len(text.split()) <= 2 or not any(sign.isalpha() for sign in text):
            yield from _codes_in(text)


def _pieces(text: str) -> list[str]:
    """The parts of an address or of a note about a place."""
    pieces = (piece.strip() for piece in _BETWEEN_PIECES.split(text))
    return [piece for piece in pieces if piece]
