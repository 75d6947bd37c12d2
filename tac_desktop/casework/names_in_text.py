"""Where a text names somebody else: full names, first and last names alone, and what is like them.

Every find is only proposed; a person accepts or rejects it. Places are those of the text as it was
written, so that exactly these letters can be taken out: `Naomi’s`, `NAOMI`, `Nao-mi` at the end of
a line, `Siân` written Sian, `Mrs Price`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tac_desktop.casework.common_words import COMMON, NOT_NAMES
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.protected_words import taken_apart, tokens
from tac_desktop.casework.sound_alike import alike
from tac_desktop.words import _

_WORD = re.compile(r"[^\W_]+")
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|dr|prof|sir|judge|nurse)\b\.?\s+$", re.IGNORECASE)
_BROKEN = re.compile(r"-\s*\n\s*|\u00ad|-")
_APOSTROPHES = re.compile("['’ʼ]")
_GAP = 4
_SHORTEST, _SHORTEST_ALIKE = 2, 5
_NUMBERS = (
    ("e-mail", re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")),
    ("telephone", re.compile(r"(?:\+\d{1,3}|\b0)(?:[\s().-]{0,3}\d){8,11}\b")),
    ("postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")),
    ("number", re.compile(r"\b[A-Z]\d{4}[A-Z]{2}\b")),
)


@dataclass(frozen=True)
class Find:
    """A passage from and to which letter, whose name it is, and how sure that is.

    `kind` is "name", "sounds" (only like a name), "address", or the kind of a number; `perhaps`
    are others who are called the same.
    """

    start: int
    end: int
    kind: str
    person_id: str = ""
    perhaps: tuple[str, ...] = ()

    @property
    def instead(self) -> str:
        """What stands in its place where nobody's pseudonym does."""
        return {
            "e-mail": _("[e-mail address]"),
            "telephone": _("[telephone number]"),
            "postcode": _("[postcode]"),
            "number": _("[number]"),
            "address": _("[address]"),
        }.get(self.kind, _("[name]"))


@dataclass(frozen=True)
class _Form:
    """A way of writing somebody's name, as folded words. A `weak` one needs a capital letter."""

    words: tuple[str, ...]
    person_id: str
    weak: bool = False
    kind: str = "name"


@dataclass
class NamesInText:
    """Finds others than `subject`. `ordinary` are words that stand somewhere in small letters."""

    subject: Person | Worker | Organisation | None
    people: Sequence[Person | Worker]
    ordinary: frozenset[str] = frozenset()
    own_numbers: frozenset[str] = frozenset()
    _forms: dict[str, list[_Form]] = field(default_factory=dict, init=False)
    _own: list[_Form] = field(default_factory=list, init=False)
    _single: dict[str, str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        own_words = set[str]()
        if isinstance(self.subject, (Person, Worker)):
            self._own = list(_forms_of(self.subject))
            own_words = {word for form in self._own for word in form.words}
        for person in self.people:
            if self.subject is not None and person.id == self.subject.id:
                continue
            for form in _forms_of(person):
                if len(form.words) == 1 and form.words[0] in own_words:
                    continue
                self._forms.setdefault(form.words[0], []).append(form)
                if len(form.words) == 1 and len(form.words[0]) >= _SHORTEST_ALIKE:
                    self._single.setdefault(form.words[0], person.id)
        for form in self._own:
            self._forms.setdefault(form.words[0], []).append(form)

    def finds(self, text: str) -> list[Find]:
        """Every passage to be looked at, in the order of the text, none inside another."""
        words = list(_words_in(text))
        found: list[tuple[int, int, Find | None]] = []
        for place in range(len(words)):
            found += self._at(text, words, place)
        for kind, pattern in _NUMBERS:
            for hit in pattern.finditer(text):
                if "".join(tokens(hit.group())) not in self.own_numbers:
                    found.append((hit.start(), hit.end(), Find(hit.start(), hit.end(), kind)))
        taken = _without_overlaps(found)
        free = [
            one for one in words if not any(s < one.end and one.start < e for s, e, _f in taken)
        ]
        heard = [(one.start, one.end, self._heard(text, one)) for one in free]
        taken += [(s, e, one) for s, e, one in heard if one is not None]
        return sorted((one for _s, _e, one in taken if one), key=_start)

    def _at(
        self, text: str, words: Sequence[_Word], place: int
    ) -> Iterator[tuple[int, int, Find | None]]:
        """Every form that begins with the word at a place; None stands for the subject's own."""
        for first, used in _ways_to_read(text, words, place):
            for form in self._forms.get(first, ()):
                end = _end_of(form, text, words, place, used)
                if end is None:
                    continue
                start = words[place].start
                if form.weak and not text[start].isupper():
                    continue
                title = _TITLE.search(text[:start])
                start = title.start() if title and form not in self._own else start
                own = self.subject is not None and form.person_id == self.subject.id
                find = Find(start, end, form.kind, form.person_id, self._others(form))
                yield start, end, None if own else find

    def _others(self, form: _Form) -> tuple[str, ...]:
        same = [one.person_id for one in self._forms[form.words[0]] if one.words == form.words]
        return tuple(one for one in dict.fromkeys(same) if one != form.person_id)

    def _heard(self, text: str, word: _Word) -> Find | None:
        """A word with a capital that is only like somebody's name."""
        said = word.folded
        if len(said) < _SHORTEST_ALIKE or not text[word.start].isupper():
            return None
        if said in COMMON or said in self.ordinary or said in self._forms:
            return None
        for name, person_id in self._single.items():
            if name[0] == said[0] and alike(said, name):
                return Find(word.start, word.end, "sounds", person_id)
        return None


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    folded: str


def ordinary_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that stand in small letters somewhere: no names, whatever they are like."""
    return frozenset(
        word.group().casefold()
        for text in texts
        for word in _WORD.finditer(text)
        if word.group()[0].islower()
    )


def _forms_of(person: Person | Worker) -> Iterator[_Form]:
    if isinstance(person, Worker):
        yield from _whole_and_parts(person.id, person.name)
        return
    first, last = person.first_names, person.last_name
    called = [first, person.known_as, *first.split()]
    for one in dict.fromkeys(filter(None, called)):
        if last:
            yield from _form(person.id, f"{one} {last}")
            yield from _form(person.id, f"{last} {one}")
        for part in one.split():
            yield from _form(person.id, part)
    for part in dict.fromkeys((last, *(one for one in last.split("-") if len(one) > _GAP))):
        yield from _form(person.id, part)
    for whole in (person.current_name, *person.aliases):
        yield from _whole_and_parts(person.id, whole)
    for line in person.address.splitlines():
        for piece in line.split(","):
            if len(tokens(piece)) > 1:
                yield _Form(tuple(tokens(piece)), person.id, kind="address")


def _whole_and_parts(person_id: str, name: str) -> Iterator[_Form]:
    yield from _form(person_id, name)
    for part in name.split():
        yield from _form(person_id, part)


def _form(person_id: str, name: str) -> Iterator[_Form]:
    for text in dict.fromkeys((name, _APOSTROPHES.sub("", name))):
        words = tuple(tokens(text))
        alone = words[0] if len(words) == 1 else ""
        if not words or (alone and (alone in NOT_NAMES or len(alone) < _SHORTEST)):
            continue
        yield _Form(words, person_id, bool(alone) and (alone in COMMON or len(alone) == _SHORTEST))


def _words_in(text: str) -> Iterator[_Word]:
    """The words of a text as they are compared, with their places in the text as it stands."""
    letters, places = [], []
    for place, sign in enumerate(text):
        for letter in _folded(sign):
            letters.append(letter)
            places.append(place)
    for found in _WORD.finditer("".join(letters)):
        yield _Word(places[found.start()], places[found.end() - 1] + 1, found.group())


@lru_cache(maxsize=5_000)
def _folded(sign: str) -> str:
    return taken_apart(sign).replace("\0", "").casefold()


def _ways_to_read(
    text: str, words: Sequence[_Word], place: int, least: int = 4
) -> Iterator[tuple[str, int]]:
    """The word at a place, without an `s` at its end, and put together where a line broke it.

    What is left without the `s` has at least so many letters.
    """
    word = words[place].folded
    yield word, 1
    for plural in ("es", "s"):
        if word.endswith(plural) and len(word) >= len(plural) + least:
            yield word[: -len(plural)], 1
    if place + 1 < len(words) and _BROKEN.fullmatch(
        text[words[place].end : words[place + 1].start]
    ):
        yield word + words[place + 1].folded, 2


def _end_of(form: _Form, text: str, words: Sequence[_Word], place: int, used: int) -> int | None:
    """Where a form ends whose first word was found; None where its other words do not follow."""
    end = words[place + used - 1].end
    follows = place + used
    for number, wanted in enumerate(form.words[1:], start=1):
        if follows >= len(words) or words[follows].start - end > _GAP:
            return None
        readings = dict(_ways_to_read(text, words, follows, least=2))
        if wanted not in readings or (number < len(form.words) - 1 and readings[wanted] > 1):
            return None
        follows += readings[wanted]
        end = words[follows - 1].end
    return end


def _without_overlaps(
    found: Sequence[tuple[int, int, Find | None]],
) -> list[tuple[int, int, Find | None]]:
    """The longest of those that overlap; of the same letters the first."""
    chosen: list[tuple[int, int, Find | None]] = []
    for one in sorted(found, key=lambda each: each[0] - each[1]):
        if not any(one[0] < end and start < one[1] for start, end, _f in chosen):
            chosen.append(one)
    return chosen


def _start(find: Find) -> int:
    return find.start
