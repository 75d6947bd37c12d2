"""A record that was changed in two places: what differs, what goes together, what must be asked.

Compared with what both began from: where only one side answered a question anew, that answer is
suggested; where both did, a person has to say. What no question asks for follows the same rule and
is settled without asking.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tac_desktop.casework.questions import Kind, QuestionSpec, questions_of
from tac_desktop.casework.record import Record, is_blank

FILE = "content_sha256"
OF_A_FILE = (FILE, "content_type", "content_bytes", "file_name")
"""What stands on a document about its file, and is chosen together with it."""

STRUCK = "entered_in_error"
_NEVER = ("id", "mother_id")


@dataclass(frozen=True)
class Together:
    """Both answers joined to one; there is none where they contradict each other."""

    answer: Any


@dataclass(frozen=True)
class Difference:
    """One question that the versions answer differently.

    `spec` is None for a document's file (`FILE`) and for being struck out (`STRUCK`). `suggested`
    is the version whose answer nothing speaks against; None where a person has to say.
    """

    name: str
    spec: QuestionSpec | None
    answers: tuple[Any, ...]
    suggested: int | None
    together: Together | None = None


def differences(versions: Sequence[Record], base: Record | None) -> list[Difference]:
    """Every question that the versions answer differently, in the order of the form.

    `base` is what they all began from, where that is known.
    """
    specs = questions_of(type(versions[0]))
    names = [*specs, *(name for name in (FILE, STRUCK) if hasattr(versions[0], name))]
    found = []
    for name in names:
        answers = tuple(getattr(one, name) for one in versions)
        if all(one == answers[0] for one in answers):
            continue
        before = getattr(base, name) if base is not None else None
        found.append(
            Difference(
                name=name,
                spec=specs.get(name),
                answers=answers,
                suggested=_suggested(answers, before) if base is not None else None,
                together=_together(specs.get(name), answers, before),
            )
        )
    return found


def settled(
    versions: Sequence[Record], base: Record | None, chosen: Mapping[str, int | Together]
) -> Record:
    """One record of several versions: for each difference the version to take, or both joined.

    Raises:
        KeyError: where a difference is not answered.
    """
    answers: dict[str, Any] = {}
    for one in differences(versions, base):
        choice = chosen[one.name]
        if isinstance(choice, Together):
            answers[one.name] = choice.answer
            continue
        for name in OF_A_FILE if one.name == FILE else (one.name,):
            answers[name] = getattr(versions[choice], name)
    asked = {*questions_of(type(versions[0])), *OF_A_FILE, STRUCK, *_NEVER}
    for name in set(type(versions[0]).model_fields) - asked:
        values = tuple(getattr(one, name) for one in versions)
        before = getattr(base, name) if base is not None else None
        place = _suggested(values, before)
        answers[name] = values[-1 if place is None else place]
    return versions[-1].changed(**answers)


def _suggested(answers: Sequence[Any], before: Any) -> int | None:
    """The only answer that is new; the last of those that say it."""
    new = [place for place, one in enumerate(answers) if one != before]
    if not new:
        return len(answers) - 1
    return new[-1] if all(answers[one] == answers[new[0]] for one in new) else None


def _together(spec: QuestionSpec | None, answers: Sequence[Any], before: Any) -> Together | None:
    """Texts one after the other, lists with what was added on each side."""
    if spec is None or any(is_blank(one) for one in answers):
        return None
    if spec.kind is Kind.LONG_TEXT:
        texts = list(dict.fromkeys(str(one).strip() for one in answers))
        start = str(before or "").strip()
        if start and all(one.startswith(start) for one in texts):
            texts = [start, *(one.removeprefix(start).strip() for one in texts)]
        joined = "\n\n".join(one for one in texts if one)
        too_long = bool(spec.limit) and len(joined) > spec.limit
        return None if too_long or joined in answers else Together(joined)
    if spec.kind in (Kind.LINES, Kind.REFERENCES, Kind.CHOICES, Kind.ROWS):
        began = list(before or [])
        if any(one not in answer for one in began for answer in answers):
            return None
        every = list(began)
        for answer in answers:
            every += [one for one in answer if one not in every]
        return None if every in answers else Together(every)
    return None
