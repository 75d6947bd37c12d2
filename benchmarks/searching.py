"""Searching as typed, letter by letter, against the bare FTS5 query on the same file."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from benchmarks import keyed, vaults
from benchmarks.measuring import Figure, Run, compared, percentile, timed
from benchmarks.words_of_notes import COMMON_WORDS, rare_words

_WORDS, _TURNS = 40, 200
_FROM_LETTER = 5
_SHOWN = 20
_BARE = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?"


def measure(run: Run) -> list[Figure]:
    """Selective words from their fifth letter on, and words that a great many entries hold."""
    rng = random.Random(11)
    rare = rare_words(run.size.entries, _WORDS, rng)
    path = vaults.vault_of(run.size, run.cache)
    plain = keyed.connected(keyed.database_of(path), keyed.data_key(path))
    try:
        with vaults.opened(run.size, run.cache) as vault:

            def search(words: Iterator[str]) -> Callable[[], float]:
                def once() -> float:
                    asked = next(words)
                    return timed(lambda: vault.search(asked, limit=_SHOWN))

                return once

            def bare(words: Iterator[str]) -> Callable[[], float]:
                def once() -> float:
                    asked = f'words : "{next(words)}"*'
                    return timed(lambda: plain.execute(_BARE, (asked, _SHOWN)).fetchall())

                return once

            return [
                compared(
                    run, name, what, "the bare FTS5 query on the same file", target,
                    subject=search(_typed(words)), baseline=bare(_typed(words)),
                    turns=turns, at=percentile(0.95),
                )
                for name, what, target, words, turns in (
                    ("search", "search as typed, 95th percentile", 1.5, rare, _TURNS),
                    ("search-common", "the same for words in a great many entries", 1.5,
                     list(COMMON_WORDS), 12),
                )
            ]  # fmt: skip
    finally:
        plain.close()


def _typed(words: list[str]) -> Iterator[str]:
    """Each word letter by letter, for ever."""
    while True:
        for word in words:
            for letters in range(_FROM_LETTER, len(word) + 1):
                yield word[:letters]
