"""What the signs of a genogram mean: only those that one drawing uses."""

from __future__ import annotations

from collections.abc import Set

from tac_desktop.casework.drawn import (
    DASHED,
    DOTTED,
    LONG_DASHED,
    Anchor,
    Box,
    Item,
    LegendLine,
    Line,
    Words,
    rectangle,
)
from tac_desktop.casework.family_ties import Bond, Tie
from tac_desktop.casework.genogram_signs import (
    brackets,
    couple_dashes,
    crossed,
    ended_marks,
    quality_line,
    sign,
    twin_lines,
)
from tac_desktop.words import _

WIDE, HIGH = 30.0, 16.0
_BOX = Box(8.0, 1.0, 14.0, 14.0)


def legend_for(used: Set[str]) -> tuple[LegendLine, ...]:
    """A line for each sign in `used`, in a fixed order."""
    return tuple(LegendLine(tuple(_sign(key)), words) for key, words in _words() if key in used)


def _words() -> list[tuple[str, str]]:
    return [
        ("woman", _("woman or girl")),
        ("man", _("man or boy")),
        ("non_binary", _("non-binary")),
        ("unknown", _("gender not recorded")),
        ("index", _("the mother of this file: double line")),
        ("dead", _("has died")),
        ("unborn", _("unborn child")),
        ("miscarriage", _("miscarriage")),
        ("stillbirth", _("stillbirth")),
        ("termination", _("termination")),
        (Tie.MARRIED.value, _("married or in a civil partnership")),
        (Tie.TOGETHER.value, _("partners, not married")),
        (Tie.SEPARATED.value, _("married, separated")),
        (Tie.PARTED.value, _("former partners")),
        (Tie.DIVORCED.value, _("divorced, or the marriage has ended")),
        (Tie.PARENTS.value, _("parents of a child, nothing else is recorded")),
        ("adopted", _("adopted, or placed for adoption")),
        (Bond.ADOPTED.value, _("line from adoptive parents")),
        (Bond.FOSTERED.value, _("line from foster carers or guardians")),
        (Bond.UNCERTAIN.value, _("named as the father")),
        ("twins", _("twins")),
        ("identical_twins", _("identical twins")),
        ("siblings_only", _("brothers and sisters, parents not recorded")),
        ("household", _("lives in this household; the letter says which")),
        ("quality_close", _("close")),
        ("quality_supportive", _("supportive")),
        ("quality_distant", _("distant")),
        ("quality_strained", _("strained")),
        ("quality_conflict", _("in conflict")),
        ("quality_abusive", _("abusive")),
        ("quality_cut_off", _("cut off")),
    ]


def _sign(key: str) -> list[Item]:
    middle = HIGH / 2
    across = ((2.0, middle), (WIDE - 2, middle))
    down = ((WIDE / 2, 1.0), (WIDE / 2, HIGH - 1))
    if key in {tie.value for tie in Tie}:
        tie = Tie(key)
        line = Line(across, dashes=couple_dashes(tie))
        return [line, *ended_marks(tie, WIDE / 2, middle)]
    if key.startswith("quality_"):
        quality = key.removeprefix("quality_")
        return [Line(across), *quality_line(quality, 2, WIDE - 2, middle - 1)]
    match key:
        case "index":
            return [*sign("woman", _BOX), *sign("woman", _BOX.grown(-2.5))]
        case "dead":
            return [*sign("woman", _BOX), *crossed(_BOX)]
        case "adopted":
            small = _BOX.grown(-3.5)
            return [*sign("man", small), *brackets(small)]
        case "adopted_line" | "fostered" | "uncertain":
            dashes = {"fostered": DOTTED, "uncertain": ()}.get(key, DASHED)
            made: list[Item] = [Line(down, dashes=dashes)]
            if key == "uncertain":
                made.append(Words(WIDE / 2 + 3, 11, "?", 9, bold=True, anchor=Anchor.START))
            return made
        case "twins" | "identical_twins":
            ends = [(8.0, HIGH - 1), (22.0, HIGH - 1)]
            return twin_lines((15.0, 1.0), ends, identical=key != "twins")
        case "siblings_only":
            return [
                Line(((6, 4), (24, 4))),
                Line(((6, 4), (6, 14))),
                Line(((24, 4), (24, 14))),
            ]
        case "household":
            return [rectangle(Box(2, 1, WIDE - 4, HIGH - 2), width=0.9, dashes=LONG_DASHED)]
        case _:
            return sign(key, _BOX)
