"""Beginnings of words that stand in very many records, asked for without reading all of them.

FTS5 puts together every record with a word that begins so before it gives the first of them: half a
second where a hundred thousand entries are kept, seconds with a million. It gives the newest
records with a whole word at once, and with the first two or three letters, which it indexes. So of
a beginning that is in a great deal of the index its words are looked up first, or for a single
letter the beginnings of two letters, and those are asked for.
"""

from __future__ import annotations

from tac_desktop.storage.database import Database

INDEXED_LENGTHS = (2, 3)
"""Beginnings of so many letters have an index of their own (`prefix` of the table `search`)."""

MOST_WORDS = 200
"""With more words than this that begin so, the beginning is asked for as it is."""

FEW_RECORDS = 20_000
"""In so few records any beginning is found at once."""

MUCH = 20
"""So many pages of the index (4 KiB each) are put together faster than words are looked up."""

_TERMS = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_term USING fts5vocab(main, search, instance)"
)
# Each step goes to the first word behind the one before, or behind all that share its letters,
# and reads nothing of the records that hold it.
_WORDS = f"""
    WITH RECURSIVE word (term) AS (
        SELECT (SELECT term FROM temp.search_term WHERE term >= ?1 LIMIT 1)
        UNION ALL
        SELECT (SELECT term FROM temp.search_term
            WHERE term >= substr(word.term, 1, ?3)
                || iif(length(word.term) < ?3, char(1), char(1114111)) LIMIT 1)
        FROM word WHERE word.term < ?2)
    SELECT term FROM word WHERE term < ?2 LIMIT {MOST_WORDS + 1}"""
_WHOLE = 1_000_000

# The index is in parts (segments), each with its words in order, on numbered pages. `search_idx`
# names the first word of a page; a page more stands there than holds the words looked for.
_PAGES = """
    WITH RECURSIVE part (id) AS (
        SELECT min(segid) FROM search_idx
        UNION ALL
        SELECT (SELECT min(segid) FROM search_idx WHERE segid > part.id)
            FROM part WHERE part.id IS NOT NULL)
    SELECT total(max(0, -1
        + (SELECT pgno >> 1 FROM search_idx WHERE segid = part.id AND term >= ?2
            ORDER BY term LIMIT 1)
        - (SELECT pgno >> 1 FROM search_idx WHERE segid = part.id AND term <= ?1
            ORDER BY term DESC LIMIT 1)))
    FROM part"""


def phrases(database: Database, beginning: str) -> list[str]:
    """What FTS5 is asked for a beginning: any of these finds it."""
    as_it_is = [f'"{beginning}"*']
    if len(beginning) in INDEXED_LENGTHS:
        return as_it_is
    if (database.value("SELECT max(number) FROM record") or 0) <= FEW_RECORDS:
        return as_it_is
    if pages_of_index(database, beginning, whole=False) <= MUCH:
        return as_it_is
    found = _in_vocabulary(database, beginning)
    return found if 0 < len(found) <= MOST_WORDS else as_it_is


def pages_of_index(database: Database, word: str, *, whole: bool) -> float:
    """How many pages of the index a word fills, or all words that begin so, about.

    Words that stand beside a very common one may count as many. It decides nothing but how a
    question is put.
    """
    first = b"0" + word.encode("utf-8")
    found: float = database.value(_PAGES, (first, first + (b"\x00" if whole else b"\xff")))
    return found


def _in_vocabulary(database: Database, beginning: str) -> list[str]:
    """The words that begin so; of a single letter the beginnings of two letters."""
    shortest = INDEXED_LENGTHS[0]
    letters = shortest if len(beginning) < shortest else _WHOLE
    database.rows(_TERMS)
    terms = database.rows(_WORDS, (beginning, beginning + "\U0010ffff", letters))
    return [f'"{one}"' if len(one) < letters else f'"{one[:letters]}"*' for (one,) in terms]
