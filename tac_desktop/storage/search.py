"""Search: an index of folded words, hits with the original words marked.

The index holds no text of its own. Its row numbers begin with the day a record is about, so that
the newest hits of a common word come first without reading them all: ranking a common word over a
million entries takes more than half a second.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tac_desktop.casework.record import Names, Record, search_text
from tac_desktop.casework.text import fold
from tac_desktop.storage.database import Database

RANKED_UP_TO = 500
"""With more matches than this, hits are ordered by date instead of by how well they match."""

_NUMBER_BITS = 40
_WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f'’ʼ]?[^\W_])*")
_APOSTROPHES = re.compile("['’ʼ]")
_SNIPPET = 160
_BEFORE = 50


@dataclass(frozen=True)
class SearchHit:
    """A record that was found. `marks` are the places (from, to) of found words in `snippet`."""

    record_id: str
    record_type: str
    mother_id: str
    date: dt.date
    title: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Match:
    """A record that matches, the revision of it that is shown, and the day it is about."""

    record_id: str
    shown: str
    sort_date: str
    revisions: int


@dataclass(frozen=True)
class IndexEntry:
    """What the index is told of a record: its number, its day, whose it is, and its words."""

    number: int
    sort_date: str
    mother_id: str
    text: str

    @property
    def row_number(self) -> int:
        """The row in the index: the day first, then the record."""
        return _row_number(self.number, self.sort_date)


@dataclass(frozen=True)
class Query:
    """The folded words that were asked for; the last one may be only a beginning."""

    whole: tuple[str, ...]
    beginning: str = ""

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
        """Whether a word of a text is one of those asked for."""
        forms = index_words(word)
        return any(
            form in self.whole or (self.beginning and form.startswith(self.beginning))
            for form in forms
        )

    def expression(self, mother_id: str | None) -> str:
        """The query as FTS5 reads it."""
        parts = [f'"{word}"' for word in self.whole]
        if self.beginning:
            parts.append(f'"{self.beginning}"*')
        asked = f"words : ({' AND '.join(parts)})"
        return f'mother : "{mother_token(mother_id)}" AND {asked}' if mother_id else asked


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


def remember(database: Database, entries: Iterable[IndexEntry]) -> None:
    """Put the words of records into the index.

    In the order of their row numbers: FTS5 writes to the disk at each step back, which makes a
    long import several times slower. Of two entries for one record the later one counts.
    """
    latest = {entry.number: entry for entry in entries}
    for entry in sorted(latest.values(), key=lambda one: one.row_number):
        tidy = unicodedata.normalize("NFC", entry.text)
        folded = [form for _s, _e, word in words_of(tidy) for form in index_words(word)]
        database.write(
            "INSERT INTO search (rowid, mother, words) VALUES (?, ?, ?)",
            (entry.row_number, mother_token(entry.mother_id), " ".join(folded)),
        )


def forget(database: Database, number: int, sort_date: str) -> None:
    """Take a record out of the index."""
    database.write("DELETE FROM search WHERE rowid = ?", (_row_number(number, sort_date),))


def forget_all(database: Database) -> None:
    """Empty the index."""
    database.write("DELETE FROM search")


def find(database: Database, query: Query, mother_id: str | None, limit: int) -> list[Match]:
    """What matches: best first, or newest first for common words."""
    asked = query.expression(mother_id)
    many = database.value(
        "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)",
        (asked, RANKED_UP_TO + 1),
    )
    order = "rowid DESC" if many > RANKED_UP_TO else "rank, rowid DESC"
    numbers = database.rows(
        f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY {order} LIMIT ?", (asked, limit)
    )
    mask = (1 << _NUMBER_BITS) - 1
    found = []
    for (row_number,) in numbers:
        row = database.row(
            "SELECT record_id, shown, sort_date, revisions FROM record WHERE number = ?",
            (row_number & mask,),
        )
        if row:
            found.append(Match(*row))
    return found


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
    snippet, marks = snippet_of(everything_written(record, notes), query)
    return SearchHit(
        record_id=record.id,
        record_type=record.type_name,
        mother_id=record.mother_id,
        date=dt.date.fromisoformat(sort_date),
        title=record.headline(names),
        snippet=snippet,
        marks=marks,
    )


def snippet_of(text: str, query: Query) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of the original text round the first found word, and the places to mark in it."""
    line = re.sub(r"\s", " ", unicodedata.normalize("NFC", text))
    first = next((at for at, _to, word in words_of(line) if query.matches(word)), 0)
    start = _word_start(line, max(0, first - _BEFORE), first)
    end = _word_end(line, start + _SNIPPET)
    before, after = ("… " if start else ""), (" …" if end < len(line) else "")
    shown = line[start:end]
    marks = tuple(
        (at + len(before), to + len(before))
        for at, to, word in words_of(shown)
        if query.matches(word)
    )
    return before + shown + after, marks


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
