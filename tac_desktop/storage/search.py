"""Search: an index of folded words, hits with the original words marked.

The index holds no text of its own. Its row numbers begin with the day a record is about, so that
the newest hits of a common word come first without reading them all: ranking a common word over a
million entries takes more than half a second.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.record import Names, Record, search_text
from tac_desktop.casework.sound_alike import alike, words_of_name
from tac_desktop.casework.text import fold
from tac_desktop.storage import beginnings
from tac_desktop.storage.database import Database

RANKED_UP_TO = 500
"""With more matches than this, hits are ordered by date instead of by how well they match."""

RANKED_PAGES = 100
"""So many pages of the index are read in some hundredths of a second to rank what was found."""

_NUMBER_BITS = 40
_WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f'’ʼ]?[^\W_])*")
_PLAIN_WORD = re.compile("[a-z0-9]+(?:'[a-z0-9]+)*")
_SPACE = re.compile(r"\s")
_SPACES = {number: " " for number in range(128) if _SPACE.match(chr(number))}
_APOSTROPHES = re.compile("['’ʼ]")
_PLAIN_APOSTROPHE = str.maketrans("’ʼ", "''")
_SNIPPET = 160
_USUAL_LENGTH = 400
_BEFORE = 50
_MOST_ALIKE = 12
_FIRST_DAY, _LAST_DAY = dt.date.min, dt.date.max

_MATCHING = "FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?"

# The numbers as one value: a statement of its own for each count of them is prepared each time.
_MATCHES = (
    "SELECT number, record.record_id, record.record_type, record.mother_id, sort_date, revisions,"
    " content, note FROM json_each(?) JOIN record ON number = value"
    " JOIN revision ON revision_id = shown"
)


@dataclass(frozen=True)
class SearchHit:
    """A record that was found. `marks` are the places (from, to) of found words in `snippet`.

    `sounds_like` says that a name in it is only like what was asked for; `struck` that the record
    was entered in error; `fit` how well it fits: often for the length of the text.
    """

    record_id: str
    record_type: str
    mother_id: str
    date: dt.date
    title: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    sounds_like: bool = False
    struck: bool = False
    fit: float = 0.0


@dataclass(frozen=True)
class Narrowed:
    """What a search is kept to. Empty kinds are all kinds; both days count.

    `other_entries` are those of the same woman, where she was entered more than once.
    """

    mother_id: str | None = None
    record_types: tuple[str, ...] = ()
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    other_entries: tuple[str, ...] = ()


class Match(NamedTuple):
    """A record that matches: the day it is about, and the revision of it that is shown."""

    record_id: str
    record_type: str
    mother_id: str
    sort_date: str
    revisions: int
    content: str
    note: str


@dataclass(frozen=True)
class IndexEntry:
    """What the index is told of a record: its number, day, kind, whose it is, and its words.

    `names` are the folded words of its name, where it is somebody's or something's record.
    """

    number: int
    sort_date: str
    mother_id: str
    record_type: str
    text: str
    names: tuple[str, ...] = ()

    @property
    def row_number(self) -> int:
        """The row in the index: the day first, then the record."""
        return _row_number(self.number, self.sort_date)


@dataclass(frozen=True)
class Query:
    """The folded words that were asked for; the last one may be only a beginning.

    `alike` gives for some of them names that sound like them, which will do as well. `spelt` is
    how FTS5 is asked for the beginning, where that is another way than by the beginning itself.
    """

    whole: tuple[str, ...]
    beginning: str = ""
    spelt: Sequence[str] = ()
    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: str) -> Query:
        """Read what was typed. A space after the last word says that it is whole."""
        folded = [fold_word(text) for _start, _end, text in words_of(words)]
        if not folded or words[-1:].isspace():
            return cls(tuple(folded))
        return cls(tuple(folded[:-1]), folded[-1])

    def __bool__(self) -> bool:
        return bool(self.whole or self.beginning)

    def matches(self, word: str) -> bool:
        """Whether a word of a text is one of those asked for, or a name that sounds like one."""
        for form in index_words(word):
            if form in self._forms or (self.beginning and form.startswith(self.beginning)):
                return True
        return False

    def places_in(self, line: str) -> Iterator[tuple[int, int]]:
        """Where words stand in a text that are asked for, or names that sound like one.

        In plain English text only the words round what looks like one of them are taken apart.
        """
        plain = line.translate(_PLAIN_APOSTROPHE)
        if not plain.isascii():
            yield from ((at, to) for at, to, word in words_of(line) if self.matches(word))
            return
        done = 0
        for found in self._looks_like_one.finditer(plain.lower()):
            at = found.start()
            if at < done:
                continue
            while at > done and (plain[at - 1].isalnum() or plain[at - 1] == "'"):
                at -= 1
            word = _WORD.search(plain, at)
            if word is None or word.end() <= found.start():
                continue
            done = word.end()
            if self.matches(word.group()):
                yield word.start(), word.end()

    @cached_property
    def _forms(self) -> frozenset[str]:
        heard = (one for names in self.alike.values() for one in names)
        return frozenset((*self.whole, *heard))

    @cached_property
    def _looks_like_one(self) -> re.Pattern[str]:
        asked = {*self._forms, self.beginning} - {""}
        return re.compile("|".join("'?".join(map(re.escape, form)) for form in sorted(asked)))

    def with_alike(self, names: Iterable[str]) -> Query:
        """The same with those of some names that sound like one of the words."""
        known = list(names)
        asked = [one for one in (*self.whole, self.beginning) if one]
        found = {word: _closest(word, [one for one in known if alike(word, one)]) for word in asked}
        return replace(self, alike={word: names for word, names in found.items() if names})

    def expression(self, narrowed: Narrowed) -> str:
        """The query as FTS5 reads it."""
        parts = [self._asked(word, f'"{word}"') for word in self.whole]
        if self.beginning:
            parts.append(self._asked(self.beginning, *(self.spelt or (f'"{self.beginning}"*',))))
        asked = [f"words : ({' AND '.join(parts)})"]
        if narrowed.mother_id:
            hers = (narrowed.mother_id, *narrowed.other_entries)
            files = " OR ".join(f'"{mother_token(one)}"' for one in hers)
            asked.append(f"mother : ({files})")
        if narrowed.record_types:
            kinds = " OR ".join(f'"{kind_token(one)}"' for one in narrowed.record_types)
            asked.append(f"mother : ({kinds})")
        return " AND ".join(reversed(asked))

    def _asked(self, word: str, *phrases: str) -> str:
        any_of = [*phrases, *(f'"{one}"' for one in self.alike.get(word, ()))]
        return f"({' OR '.join(any_of)})" if len(any_of) > 1 else any_of[0]


def words_of(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a text with the places where they begin and end."""
    for found in _WORD.finditer(text):
        yield found.start(), found.end(), found.group()


def fold_word(word: str) -> str:
    """A word as it is compared: `Ŵyn` is `wyn`, `O’Neill` is `oneill`."""
    return _APOSTROPHES.sub("", fold(word))


def index_words(word: str) -> list[str]:
    """The forms under which a word is found: whole, and its parts round an apostrophe."""
    parts = _APOSTROPHES.split(fold(word))
    return ["".join(parts), *parts] if len(parts) > 1 else parts


def mother_token(mother_id: str) -> str:
    """A mother's identifier as one word of the index."""
    return "m" + "".join(letter for letter in mother_id.lower() if letter.isalnum())


def kind_token(record_type: str) -> str:
    """A kind of record as one word of the index."""
    return "k" + "".join(letter for letter in record_type.lower() if letter.isalnum())


def names_of(record: Record) -> tuple[str, ...]:
    """The folded words by which somebody or something is called; none for other records."""
    match record:
        case Person():
            names = [record.first_names, record.last_name, record.known_as, record.current_name]
            texts = [*names, *record.aliases]
        case Organisation():
            texts = [record.name, record.name_cy]
        case Worker():
            texts = [record.name]
        case _:
            return ()
    return tuple(dict.fromkeys(word for text in texts for word in words_of_name(text)))


def remember(database: Database, entries: Iterable[IndexEntry]) -> None:
    """Put the words of records into the index.

    In the order of their row numbers: FTS5 writes to the disk at each step back, which makes a
    long import several times slower. Of two entries for one record the later one counts.
    """
    latest = {entry.number: entry for entry in entries}
    files = {one: mother_token(one) for one in {entry.mother_id for entry in latest.values()}}
    kinds = {one: kind_token(one) for one in {entry.record_type for entry in latest.values()}}
    database.write_many(
        "INSERT INTO search (rowid, mother, words) VALUES (?, ?, ?)",
        (
            (one.row_number, f"{files[one.mother_id]} {kinds[one.record_type]}", _indexed(one.text))
            for one in sorted(latest.values(), key=lambda one: one.row_number)
        ),
    )
    names = dict.fromkeys(name for one in latest.values() for name in one.names)
    database.write_many(
        "INSERT OR IGNORE INTO name_word (word) VALUES (?)", [(name,) for name in names]
    )


def _indexed(text: str) -> str:
    """All forms of all words of a text; plain English text is folded and taken apart at once."""
    if text.isascii():
        found = _PLAIN_WORD.findall(text.lower())
        if "'" in text:
            found = [form for word in found for form in index_words(word)]
        return " ".join(found)
    tidy = unicodedata.normalize("NFC", text)
    return " ".join(form for _s, _e, word in words_of(tidy) for form in index_words(word))


def forget(database: Database, number: int, sort_date: str) -> None:
    """Take a record out of the index."""
    database.write("DELETE FROM search WHERE rowid = ?", (_row_number(number, sort_date),))


def forget_all(database: Database) -> None:
    """Empty the index."""
    database.write("DELETE FROM search")
    database.write("DELETE FROM name_word")


def find(database: Database, query: Query, narrowed: Narrowed, limit: int) -> list[Match]:
    """What matches: newest first where it is less than `limit` or the words are common.

    In between, the best first, unless one of several words is a very common one. Ranking asks the
    whole index again, so the few that are shown all together are left to be put in order by what
    they say: `SearchHit.fit`.
    """
    if query.beginning:
        query = replace(query, spelt=beginnings.phrases(database, query.beginning))
    values = (
        query.expression(narrowed),
        (narrowed.first_day or _FIRST_DAY).toordinal() << _NUMBER_BITS,
        ((narrowed.last_day or _LAST_DAY).toordinal() + 1) << _NUMBER_BITS,
    )
    # FTS5 looks at the limit: as a value of its own it would have each query prepared anew.
    most = max(limit, RANKED_UP_TO + 1)
    newest = database.rows(f"SELECT rowid {_MATCHING} ORDER BY rowid DESC LIMIT {most:d}", values)
    if limit <= len(newest) <= RANKED_UP_TO and _is_quick_to_rank(database, query, narrowed):
        newest = database.rows(f"SELECT rowid, rank {_MATCHING}", values)
        newest.sort(key=_best_and_newest)
    mask = (1 << _NUMBER_BITS) - 1
    wanted = [row_number & mask for row_number, *_rank in newest[:limit]]
    found = {row[0]: Match(*row[1:]) for row in database.rows(_MATCHES, (json.dumps(wanted),))}
    return [found[number] for number in wanted if number in found]


def _is_quick_to_rank(database: Database, query: Query, narrowed: Narrowed) -> bool:
    """Ranking reads all that the index holds of each word, however little is found with them."""
    if len(query.whole) + bool(query.beginning) == 1 and narrowed == Narrowed():
        return True
    pages = sum(beginnings.pages_of_index(database, one, whole=True) for one in query.whole)
    if query.beginning:
        pages += beginnings.pages_of_index(database, query.beginning, whole=False)
    return pages <= RANKED_PAGES


def sounding_alike(database: Database, query: Query) -> Query | None:
    """The query with the names in the vault that sound like its words; None where none does."""
    heard = query.with_alike(word for (word,) in database.rows("SELECT word FROM name_word"))
    return heard if heard.alike else None


def differences(database: Database) -> tuple[int, int]:
    """How many records the index lacks, and how many entries it holds for none."""
    expected = {
        _row_number(number, sort_date)
        for number, sort_date in database.each("SELECT number, sort_date FROM record")
    }
    indexed = {row[0] for row in database.each("SELECT id FROM search_docsize")}
    return len(expected - indexed), len(indexed - expected)


def everything_written(record: Record, notes: Iterable[str]) -> str:
    """What is searched of a record: its answers as they stand, and the words of amendments."""
    return "\n".join([search_text(record), *filter(None, notes)])


def hit(
    record: Record, notes: Iterable[str], sort_date: str, query: Query, names: Names
) -> SearchHit:
    """A found record as it is shown; `notes` are the words of its amendments."""
    text = everything_written(record, notes)
    snippet, marks, count = snippet_of(text, query)
    return SearchHit(
        record_id=record.id,
        record_type=record.type_name,
        mother_id=record.mother_id,
        date=dt.date.fromisoformat(sort_date),
        title=record.headline(names),
        snippet=snippet,
        marks=marks,
        sounds_like=bool(query.alike),
        struck=bool(record.entered_in_error),
        fit=count / (count + 0.3 + len(text) / _USUAL_LENGTH),
    )


def snippet_of(text: str, query: Query) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """The part of the text round the first found word, the places to mark in it, and how often
    there is something found in the whole text."""
    plain = text.isascii()
    line = text if plain else unicodedata.normalize("NFC", text)
    line = line.translate(_SPACES) if plain else _SPACE.sub(" ", line)
    places = list(query.places_in(line))
    first = places[0][0] if places else 0
    start = _word_start(line, max(0, first - _BEFORE), first)
    end = _word_end(line, start + _SNIPPET)
    before, after = ("… " if start else ""), (" …" if end < len(line) else "")
    shown = line[start:end]
    shift = len(before) - start
    marks = tuple((at + shift, to + shift) for at, to in places if to <= end)
    return before + shown + after, marks, len(places)


def _best_and_newest(row: tuple[Any, ...]) -> tuple[float, int]:
    row_number, rank = row
    return rank, -row_number


def _closest(word: str, names: Sequence[str]) -> tuple[str, ...]:
    ordered = sorted(names, key=lambda one: (one[:1] != word[:1], abs(len(one) - len(word)), one))
    return tuple(ordered[:_MOST_ALIKE])


def _row_number(number: int, sort_date: str) -> int:
    return dt.date.fromisoformat(sort_date).toordinal() << _NUMBER_BITS | number


def _word_start(line: str, wanted: int, first: int) -> int:
    if wanted == 0:
        return 0
    space = line.find(" ", wanted, first)
    return space + 1 if space >= 0 else first


def _word_end(line: str, wanted: int) -> int:
    if wanted >= len(line):
        return len(line)
    space = line.rfind(" ", 0, wanted)
    return space if space > wanted - 40 else wanted


def forms_of(texts: Sequence[str]) -> str:
    """All folded words of some texts, one space between, for finding part of a name in it."""
    return " ".join(
        form for text in texts for _s, _e, word in words_of(text) for form in index_words(word)
    )
