"""The contact review: what was promised each child and the mother, what came of it, and why not.

Each contact is a small square, so that it can be counted: full where it took place, crossed where
it did not. Numbers and reasons stand beside it in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tac_desktop.casework.children import ContactSession
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_given import (
    ContactCount,
    contact_given,
    contact_total,
    recently,
)
from tac_desktop.casework.contact_limits import current_level
from tac_desktop.casework.dates import written
from tac_desktop.casework.drawn import Box, Drawing, Ink, Item, Line, Shape, rectangle
from tac_desktop.casework.next_contact import next_due, sessions_of
from tac_desktop.casework.people import Person
from tac_desktop.casework.phrases import within
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, drawn
from tac_desktop.packs.meeting_sections import kind_of, promise
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined, opening
from tac_desktop.words import _

_SIDE, _GAP, _A_LINE = 11.0, 4.0, 26
_MOST_SAID = 6


def contact_review(request: Request) -> Built:
    """The review for every child that this reader may read about."""
    plain = request.plain_words
    title = _("Seeing and hearing from your children") if plain else _("Contact review")
    file = request.file
    made: list[b.Block] = [
        b.Title(title, _("As recorded up to {day}").format(day=written(file.as_of)))
    ]
    total = contact_total(file)
    recent = contact_total(file, since=recently(file))
    if total.planned:
        made.append(b.Text(total.sentence, b.TextKind.STRONG))
        if recent.sentence != total.sentence:
            words = _("The last three months: {sentence}")
            made.append(b.Text(words.format(sentence=recent.sentence)))
        signs = _("A full square is a contact that took place, a crossed one did not.")
        made.append(b.Text(signs, b.TextKind.SMALL))
    for child in file.living_children:
        made.append(b.Heading(file.name(child.id)))
        made += _of_child(request, child)
    if not file.living_children:
        made.append(b.nothing(_("No children are recorded here.")))
    made += _asked_for(request)
    return drawn(request, title, made)


def _of_child(request: Request, child: Person) -> list[b.Block]:
    file = request.file
    counts = contact_given(file, child.id)
    made: list[b.Block] = []
    level = current_level(file, child.id)
    if level is not None:
        label = code_list("child_contact_level").label(level.level)
        made.append(b.Rows([(_("Contact level of the prison"), label)], label_share=0.36))
    if not counts:
        return [*made, b.nothing(_("No contact arrangements are recorded."))]
    for count in counts:
        made += _of_arrangement(request, count)
    said = list(_said(request, counts))
    if said:
        made.append(b.Heading(_("What was said"), 2))
        made.append(b.Rows(said[:_MOST_SAID], label_share=0.3))
    if child.voice:
        made.append(b.Rows([(_("What the child says"), child.voice)], label_share=0.3))
    return made


def _of_arrangement(request: Request, count: ContactCount) -> list[b.Block]:
    file, one = request.file, count.arrangement
    status = code_list("arrangement_status").label(one.status)
    reasons = code_list("no_contact_reason")
    because = "\n".join(f"{reasons.label(code)}: {number}" for code, number in count.reasons)
    due = written(next_due(file, one))
    rows = [
        (_("Promised"), opening(promise(file, count)) or _("no details are recorded")),
        (_("Is it happening?"), joined([status, _since(one.not_happening_since)])),
        (_("Given"), count.sentence),
        (_("Why not"), because),
        (_("Last took place"), written(count.last_on) or _never(count)),
        (_("Next due"), due),
        (_("Note"), one.note),
    ]
    known = b.Rows([row for row in rows if row[1]], label_share=0.27)
    picture = _squares(request, count)
    heading = b.Heading(kind_of(count), 2)
    return [b.Together([heading, picture, known] if picture else [heading, known])]


def _never(count: ContactCount) -> str:
    return _("never, as recorded") if count.planned else ""


def _since(day: dt.date | None) -> str:
    return _("not since {day}").format(day=written(day)) if day else ""


def _squares(request: Request, count: ContactCount) -> b.Picture | None:
    """A square for each contact with an answer, oldest first, twenty-six to a line."""
    today = request.file.as_of
    given = [
        bool(one.took_place)
        for one in sessions_of(request.file, count.arrangement.id)
        if one.took_place is not None and one.planned and one.planned <= today
    ]
    if not given:
        return None
    items: list[Item] = []
    for place, took_place in enumerate(given):
        line, column = divmod(place, _A_LINE)
        step = _SIDE + _GAP
        items += _square(Box(1 + column * step, 1 + line * step, _SIDE, _SIDE), took_place)
    lines = -(-len(given) // _A_LINE)
    wide = _A_LINE * (_SIDE + _GAP) + 2
    high = lines * (_SIDE + _GAP) + 2
    words = _("{given} of {planned} contacts took place").format(
        given=sum(given), planned=len(given)
    )
    return b.Picture(Drawing(kind_of(count), wide, high, tuple(items), words=words))


def _square(box: Box, took_place: bool) -> Iterator[Item]:
    if took_place:
        yield Shape(rectangle(box).points, fill=Ink.TEXT)
        return
    yield rectangle(box, width=0.9)
    yield Line(((box.left, box.top), (box.right, box.bottom)), width=0.9)
    yield Line(((box.left, box.bottom), (box.right, box.top)), width=0.9)


def _said(request: Request, counts: list[ContactCount]) -> Iterator[tuple[str, str]]:
    """What child and mother said at contacts, the newest first."""
    ours = {one.arrangement.id for one in counts}
    sessions = [one for one in request.file.of(ContactSession) if one.arrangement_id in ours]
    mother = _("You") if request.plain_words else _("The mother")
    for one in sorted(sessions, key=lambda one: str(one.planned), reverse=True):
        day = written(one.planned)
        if one.child_said:
            yield joined([day, _("the child")]), one.child_said
        if one.mother_said:
            yield joined([day, mother]), one.mother_said


def _asked_for(request: Request) -> list[b.Block]:
    """What is proposed, what has stopped, and lines for what else is asked for."""
    file = request.file
    plain = request.plain_words
    asked = []
    for one in contact_given(file):
        name = file.name(one.arrangement.child_id)
        kind = within(kind_of(one))
        if one.arrangement.status == "proposed":
            asked.append(_("{child}: to agree to {kind}").format(child=name, kind=kind))
        elif one.arrangement.status in ("not_happening", "suspended"):
            asked.append(
                _("{child}: when does it begin again? ({kind})").format(child=name, kind=kind)
            )
        elif one.planned > one.took_place:
            lost = one.planned - one.took_place
            words = _("{child}: to make up for {count} that were missed ({kind})")
            asked.append(words.format(child=name, kind=kind, count=lost))
    made: list[b.Block] = [b.Heading(_("What you want to ask for") if plain else _("Asked for"))]
    if asked:
        made.append(b.Bullets(asked))
    return [*made, b.Lines(5)]
