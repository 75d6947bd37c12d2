"""Taking out of a foreign page what it says of its own structure: here it points nowhere.

Marks inside a figure, such as artifacts, would make a file that is read aloud contradict itself.
What is seen does not change; marks that switch layers on and off stay.
"""

from __future__ import annotations

from typing import Any

import pikepdf

_BEGIN, _END, _POINT = ("BDC", "BMC"), "EMC", ("MP", "DP")
_LAYER = "/OC"


def without_marks(drawn: Any, _seen: set[tuple[int, int]] | None = None) -> None:
    """Take the marks out of a form's content, and out of the forms that it draws."""
    seen = set() if _seen is None else _seen
    if drawn.objgen in seen:
        return
    seen.add(drawn.objgen)
    for key in ("/StructParent", "/StructParents"):
        if key in drawn:
            del drawn[key]
    try:
        kept = _kept(pikepdf.parse_content_stream(drawn))
    except pikepdf.PdfError:
        return  # a reader that can draw it at all will skip what it does not understand
    drawn.write(pikepdf.unparse_content_stream(kept))
    resources: Any = drawn.get("/Resources") or pikepdf.Dictionary()
    inner: Any = resources.get("/XObject") or pikepdf.Dictionary()
    for one in inner.values():
        if one.get("/Subtype") == pikepdf.Name.Form:
            without_marks(one, seen)


def _kept(instructions: Any) -> list[Any]:
    kept: list[Any] = []
    open_marks: list[bool] = []
    for one in instructions:
        operator = str(one.operator)
        if operator in _BEGIN:
            is_layer = bool(one.operands) and str(one.operands[0]) == _LAYER
            open_marks.append(is_layer)
            if not is_layer:
                continue
        elif operator in _POINT or (operator == _END and not (open_marks and open_marks.pop())):
            continue
        kept.append(one)
    return kept
