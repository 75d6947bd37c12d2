"""What was found, as a list shows it: the line above, the line below, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tac_desktop.casework.dates import written
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.record import record_class
from tac_desktop.errors import NotUnderstood
from tac_desktop.storage.search import SearchHit
from tac_desktop.words import _

PARTIES = ("person", "organisation")
"""Kinds of records that are somebody or something with a name."""


@dataclass(frozen=True)
class FoundLine:
    """One found record. `mother_id` is empty where it belongs to no file."""

    words: str
    second: str
    marks: tuple[tuple[int, int], ...]
    mother_id: str
    record_id: str


def found_line(hit: SearchHit, mothers: Mapping[str, str]) -> FoundLine:
    """A hit in words; `mothers` are the names of all mothers by identifier."""
    is_mother = hit.record_type == "person" and hit.mother_id == hit.record_id
    kind = _("Mother") if is_mother else type_title(hit.record_type)
    day = "" if hit.record_type in PARTIES else written(hit.date)
    name = hit.title if hit.record_type in PARTIES else ""
    file = "" if is_mother else mothers.get(hit.mother_id, "")
    heard = _("sounds like it") if hit.sounds_like else ""
    struck = _("entered in error") if hit.struck else ""
    parts = [name, day, kind, file, heard, struck]
    repeated = hit.title in (kind, "") or hit.snippet.startswith(hit.title.rstrip(" …."))
    title = "" if name or repeated else hit.title
    words = " · ".join(part for part in (*parts, title) if part)
    return FoundLine(
        words, hit.snippet, hit.marks, hit.mother_id, "" if is_mother else hit.record_id
    )


def is_shown(hit: SearchHit) -> bool:
    """Whether a hit leads anywhere: a link is seen where the linked people are."""
    return hit.record_type != SamePerson.type_name


def type_title(record_type: str) -> str:
    """A record type in words; nothing where this version does not know it."""
    try:
        return record_class(record_type).type_title()
    except NotUnderstood:
        return ""
