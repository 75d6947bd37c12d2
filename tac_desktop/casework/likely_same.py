"""Which entries are probably the same person or organisation: suggested, never acted on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.same_person import Links
from tac_desktop.casework.sound_alike import alike, words_of_name
from tac_desktop.words import _

_MOST_ALIKE = 40
"""Of more entries under one mark, such as a switchboard's number, the mark says nothing."""

Party = Person | Organisation


@dataclass(frozen=True)
class LikelyPair:
    """Two entries and why they may be one, in words."""

    one_id: str
    other_id: str
    why: str


def likely_pairs(
    parties: Sequence[Party],
    links: Iterable[SamePerson],
    prison_numbers: Mapping[str, Collection[str]] | None = None,
) -> list[LikelyPair]:
    """Pairs that nobody has decided on yet, the surest first.

    `prison_numbers` gives each mother's numbers, present and former. A pair that was linked once
    is not suggested again, whether or not the link was undone.
    """
    known = list(links)
    decided = {frozenset((one.kept_id, one.other_id)) for one in known}
    groups = Links.of(known)
    numbers = prison_numbers or {}
    found: dict[frozenset[str], LikelyPair] = {}
    for why, marks, fits in _rules(numbers):
        for one, other in _sharing(parties, marks):
            pair = frozenset((one.id, other.id))
            new = pair not in found and pair not in decided
            apart = new and groups.kept(one.id) != groups.kept(other.id)
            if apart and _comparable(one, other, groups) and fits(one, other):
                found[pair] = LikelyPair(one.id, other.id, why)
    return list(found.values())


def _rules(
    numbers: Mapping[str, Collection[str]],
) -> list[tuple[str, Callable[[Party], list[Hashable]], Callable[[Party, Party], bool]]]:
    def number_of(party: Party) -> list[Hashable]:
        return list(numbers.get(party.id, ())) if isinstance(party, Person) else []

    return [
        (_("the same prison number"), number_of, _anything),
        (_("the same name and date of birth"), _name_and_birth, _anything),
        (_("a similar name and the same date of birth"), _birth, _similar),
        (_("the same name and telephone or e-mail"), _reached_by, _similar),
        (_("the same name and role"), _name_and_role, _not_contradicting),
        (_("the same name"), _name_alone, _not_contradicting),
    ]


def _sharing(
    parties: Sequence[Party], marks: Callable[[Party], list[Hashable]]
) -> Iterable[tuple[Party, Party]]:
    by_mark: dict[Hashable, list[Party]] = {}
    for party in parties:
        for mark in marks(party):
            by_mark.setdefault(mark, []).append(party)
    for sharing in by_mark.values():
        if len(sharing) <= _MOST_ALIKE:
            yield from combinations(sharing, 2)


def _comparable(one: Party, other: Party, groups: Links) -> bool:
    """People of one file or of none, mothers with mothers, organisations with organisations."""
    if isinstance(one, Organisation) or isinstance(other, Organisation):
        return type(one) is type(other)
    if (one.kind == "mother") != (other.kind == "mother"):
        return False
    if one.kind == "mother":
        return True
    if (one.kind == "child") != (other.kind == "child"):
        return False
    same_file = groups.kept(one.mother_id) == groups.kept(other.mother_id)
    return same_file or not one.mother_id or not other.mother_id


def _name(party: Party) -> tuple[str, ...]:
    return tuple(sorted(words_of_name(_as_written(party))))


def _as_written(party: Party) -> str:
    if isinstance(party, Person):
        return f"{party.first_names} {party.last_name}"
    return party.name


def _name_and_birth(party: Party) -> list[Hashable]:
    born = party.date_of_birth if isinstance(party, Person) else ""
    name = _name(party)
    return [(name, born)] if born and name else []


def _birth(party: Party) -> list[Hashable]:
    whole = isinstance(party, Person) and len(party.date_of_birth) == len("1996-03-14")
    return [party.date_of_birth] if isinstance(party, Person) and whole else []


def _reached_by(party: Party) -> list[Hashable]:
    digits = "".join(one for one in party.phone if one.isdigit())
    mail = party.email if isinstance(party, Person) else party.secure_email
    return [one for one in (digits, mail.strip().lower()) if len(one) > 5]


def _name_and_role(party: Party) -> list[Hashable]:
    """A name of two words at least: Ann alone is nobody."""
    name = _name(party)
    mark = (party.role, party.organisation_id) if isinstance(party, Person) else (party.type, "")
    enough = len(name) > 1 or isinstance(party, Organisation)
    return [(name, mark)] if name and enough and any(mark) else []


def _name_alone(party: Party) -> list[Hashable]:
    name = _name(party)
    return [name] if len(name) > 1 else []


def _anything(_one: Party, _other: Party) -> bool:
    return True


def _not_contradicting(one: Party, other: Party) -> bool:
    """Nothing that both say speaks against it."""
    if isinstance(one, Organisation) or isinstance(other, Organisation):
        return True
    facts = ("date_of_birth", "organisation_id", "gender")
    pairs = [(getattr(one, name), getattr(other, name)) for name in facts]
    return all(mine == theirs for mine, theirs in pairs if mine and theirs)


def _similar(one: Party, other: Party) -> bool:
    mine, theirs = _name(one), _name(other)
    if not mine or not theirs:
        return False
    shorter, longer = sorted((mine, theirs), key=len)
    return all(any(a == b or alike(a, b) for b in longer) for a in shorter)
