"""Finds protected names, places and numbers in a text, however somebody typed them.

`Saltmere` is also found as SALTMERE, Sáltmere, “Saltmere’s”, the Saltmeres, Salt-mere broken at the
end of a line, and with a soft hyphen or a zero-width space in it, which paper does not show.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from tac_desktop.casework.common_words import MONTHS

_INVISIBLE = "\0"
_BETWEEN_WORDS = r"[\W_]{0,4}"
_IN_A_LONG_WORD = rf"[-\n{_INVISIBLE}]{{0,2}}"
_IN_A_SHORT_WORD = rf"{_INVISIBLE}{{0,2}}"
_NOT = r"['’][tT](?![^\W_])"
"""The end of `don't` and `can't`, whose beginnings are names."""
_LONG = 5
_LAST_DIGITS = 6
"""What is left of a telephone number without its area code."""

_WHOLE_LETTERS = str.maketrans(
    {
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ø": "o", "Ø": "O",
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH",
        "ı": "i",
    }
)  # fmt: skip
_CONTROLS = {place: _INVISIBLE for place in (*range(32), 127) if chr(place) not in "\t\n"}
_BROKEN_LINE = re.compile(rf"-?[ \t{_INVISIBLE}]*\n\s*")
_BROKEN_WORD = re.compile(r"(?<=[^\W_])-[ \t]+(?=[^\W_])")
_WORD = re.compile(r"[^\W_]+")
_NO_LETTER = re.compile(r"[\W_]+")
_A_DATE_BEFORE = re.compile(
    r"(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:by|during|early|from|in|last|late|mid|next|of|since|this"
    r"|till|to|until))[\s-]$",
    re.IGNORECASE,
)
_A_DATE_AFTER = re.compile(r"\s+(?:\d|bank holiday)", re.IGNORECASE)


def taken_apart(text: str) -> str:
    """A text without accents, with plain hyphens; what is invisible on paper becomes NUL."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        plain = text.translate(_CONTROLS)
    else:
        letters = (_plain(one) for one in unicodedata.normalize("NFKD", text))
        plain = "".join(letters).translate(_WHOLE_LETTERS)
    return _BROKEN_WORD.sub("-", _BROKEN_LINE.sub("\n", plain))


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, without accents or what stands between them."""
    return _WORD.findall(taken_apart(text).replace(_INVISIBLE, "").casefold())


def code_of(number: str) -> str:
    """A telephone number, postcode or reference without what stands between its signs."""
    return "".join(tokens(number))


@dataclass(frozen=True)
class ProtectedWords:
    """What a text must not hold.

    `phrases` are words in a row as `tokens` gives them, one blank between them. `capitals` are
    names that are ordinary words too. `codes` are numbers and references. `harmless` are phrases
    that may be said although a protected word is in them, such as the name of a council.
    """

    phrases: frozenset[str]
    capitals: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    harmless: frozenset[str] = frozenset()

    def found_in(self, text: str) -> bool:
        """Whether a text holds anything of it."""
        if not self._told or not text:
            return False
        marked = taken_apart(text)
        return self._holds(marked) and self._holds(self._without_harmless(marked))

    def _holds(self, marked: str) -> bool:
        folded = marked.casefold()
        squeezed = _NO_LETTER.sub("", folded)
        return any(
            _is_there(kind, phrase, marked, folded)
            for short, kind, phrase in self._told
            if short in squeezed
        )

    @cached_property
    def _told(self) -> tuple[tuple[str, str, str], ...]:
        """What to look for first without a pattern, since nearly every text holds none of it."""
        told = [(one.replace(" ", ""), "phrase", one) for one in sorted(self.phrases)]
        told += [(one.replace(" ", ""), "capital", one) for one in sorted(self.capitals)]
        for code in sorted(self.codes):
            is_telephone = code.isdigit() and len(code) >= _LAST_DIGITS + 3
            told.append((code[-_LAST_DIGITS:] if is_telephone else code, "code", code))
        return tuple(one for one in told if one[0])

    def _without_harmless(self, marked: str) -> str:
        squeezed = _NO_LETTER.sub("", marked).casefold()
        for phrase in sorted(self.harmless, key=len, reverse=True):
            if phrase.replace(" ", "") in squeezed:
                marked = _harmless_pattern(phrase).sub(" ; ", marked)
        return marked


def _is_there(kind: str, phrase: str, marked: str, folded: str) -> bool:
    if kind == "phrase":
        return _phrase_pattern(phrase).search(folded) is not None
    if kind == "code":
        return _code_pattern(phrase).search(folded) is not None
    return any(
        not _is_a_date(phrase, marked, found) for found in _capital_pattern(phrase).finditer(marked)
    )


def _is_a_date(word: str, text: str, found: re.Match[str]) -> bool:
    if word not in MONTHS:
        return False
    before = _A_DATE_BEFORE.search(text[: found.start()]) is not None
    return before or _A_DATE_AFTER.match(text, found.end()) is not None


def _phrase_pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(_words(phrase))


def _harmless_pattern(phrase: str) -> re.Pattern[str]:
    words = _BETWEEN_WORDS.join(re.escape(word) for word in phrase.split(" "))
    return re.compile(rf"(?<![^\W_]){words}(?![^\W_])", re.IGNORECASE)


def _capital_pattern(word: str) -> re.Pattern[str]:
    forms = sorted({word.title(), word.upper()})
    return re.compile("|".join(_words(form) for form in forms))


def _code_pattern(code: str) -> re.Pattern[str]:
    if code.isdigit() and len(code) >= _LAST_DIGITS + 3:
        return re.compile(_BETWEEN_WORDS.join(code[-_LAST_DIGITS:]) + r"(?!\d)")
    signs = _BETWEEN_WORDS.join(re.escape(sign) for sign in code)
    return re.compile(rf"(?<![^\W_]){signs}(?![^\W_])")


def _words(phrase: str) -> str:
    """A phrase as a pattern: any sign or none between its words, a plural at its end."""
    words = _BETWEEN_WORDS.join(_letters(word) for word in phrase.split(" "))
    plural = "" if phrase[-1].isdigit() else "(?:[eE]?[sS])?"
    return rf"(?<![^\W_]){words}{plural}(?![^\W_]|{_NOT})"


def _letters(word: str) -> str:
    between = _IN_A_LONG_WORD if len(word) >= _LONG else _IN_A_SHORT_WORD
    return between.join(re.escape(letter) for letter in word)


def _plain(letter: str) -> str:
    """One sign of a text that was taken apart."""
    if letter in "\t\n":
        return letter
    category = unicodedata.category(letter)
    if category[0] == "M":
        return ""
    if category[0] == "C":
        return _INVISIBLE
    if category == "Pd" or letter == "−":
        return "-"
    if category in ("Zl", "Zp"):
        return "\n"
    return " " if category == "Zs" else letter
