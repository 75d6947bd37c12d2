"""Text as people search for it: without capitals, accents or Welsh circumflexes."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)


def fold(text: str) -> str:
    """Lower case, no accents: `Łukasz Tŷ Ŵyn` becomes `lukasz ty wyn`. Cyrillic stays Cyrillic."""
    if text.isascii():
        return text.lower()
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in taken_apart if not unicodedata.combining(letter))
    return plain.translate(_WHOLE_LETTERS)
