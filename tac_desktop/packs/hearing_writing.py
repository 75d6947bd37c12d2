"""The pages of a hearing pack to write on: questions for the solicitor, what was decided.

The questions follow from gaps in the file. They are questions and never answers: what is law is
for the solicitor.
"""

from __future__ import annotations

from collections.abc import Iterator

from tac_desktop.casework.children import ContactArrangement
from tac_desktop.casework.court import CourtOrder, Hearing, SignedPaper
from tac_desktop.casework.court_clock import notice_of
from tac_desktop.casework.court_now import directions, may_be_withdrawn, stands_out
from tac_desktop.casework.dates import written
from tac_desktop.casework.questions import questions_of
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request
from tac_desktop.packs.forms import blank_questions, row_table
from tac_desktop.packs.hearing_sections import About
from tac_desktop.words import _

_EMPTY_QUESTIONS = 3
_SAID = 6
_DIRECTIONS = 6


def questions_for_solicitor(request: Request, about: About) -> list[b.Block]:
    """What the file leaves open, each with lines for the answer, and room for more."""
    asked = list(dict.fromkeys(_questions(request, about)))
    made: list[b.Block] = [
        b.Question(str(place), text, [b.Lines(2)]) for place, text in enumerate(asked, start=1)
    ]
    first = len(asked) + 1
    last = first + _EMPTY_QUESTIONS - request.plain_words
    made += [b.Question(str(place), "", [b.Lines(2)]) for place in range(first, last)]
    return made


def what_was_decided(request: Request, about: About) -> list[b.Block]:
    """Who said what, the court's directions, and the numbered answers of the screen's form."""
    plain = request.plain_words
    made: list[b.Block] = []
    if not plain:
        hint = _("The numbers below are those on the screen: type it in the same order.")
        made.append(b.Text(hint, b.TextKind.SMALL))
    said = [[str(place), "", ""] for place in range(1, _SAID + 1 - plain)]
    head = [_("No."), _("Who"), _("What was said")]
    spec = questions_of(CourtOrder)["directions"]
    ordered = _("What the court wants done") if plain else _("New directions")
    made += [
        b.Table(head, said, shares=(2, 6), row_height=12.0, numbered=True),
        b.Heading(ordered, 2),
        row_table(spec, [], empty=_DIRECTIONS - (2 if plain else 0), row_height=12.0),
        *blank_questions(
            Hearing, ("mother_attended", "non_attendance_reason", "tac_attended", "outcome")
        ),
    ]
    if plain:
        made = [*made[:-4], *blank_questions(Hearing, ("outcome",))]
    made += [b.Heading(_("Next hearing"), 2), b.EntryBox(b.Entry.DATE_AND_TIME)]
    return made


def _questions(request: Request, about: About) -> Iterator[str]:
    file, hearing, case = request.file, about.hearing, about.proceedings
    plain = request.plain_words
    if case is None or not case.mother_represented_by_id:
        yield _("How is a solicitor found in time?")
    elif not case.legal_aid:
        yield _("Is legal aid granted, and what does it cover?")
    if not hearing.production_confirmed:
        hers = _("Is it certain that I am brought or linked in, and who makes sure of it?")
        others = _("Is it certain that she is brought or linked in, and who makes sure of it?")
        yield hers if plain else others
    if notice_of(hearing, file).short:
        yield _("Notice was short. Can the court be asked for more time to get ready?")
    if case is None or not case.mother_position:
        hers = _("How will the court hear what I want?")
        yield hers if plain else _("How will the court hear what she wants?")
    for paper in file.of(SignedPaper):
        if not about.concerns("", paper.child_ids):
            continue
        name = paper.headline(file.name)
        if stands_out(paper):
            words = _("“{paper}” was signed without being understood. What can be done about it?")
            yield words.format(paper=name)
        elif may_be_withdrawn(paper):
            yield _("“{paper}”: what would happen if it was taken back?").format(paper=name)
    for line in directions(file):
        if line.overdue and about.concerns(line.order.proceedings_id, line.order.child_ids):
            words = _("“{what}” was due on {day}. What follows from that?")
            yield words.format(what=line.direction.text, day=written(line.direction.due))
    for one in file.of(ContactArrangement):
        ours = not about.child_ids or one.child_id in about.child_ids
        if one.not_happening_since and not one.end and ours:
            words = _("Contact with {child} has not happened since {day}. Can the court be told?")
            yield words.format(child=file.name(one.child_id), day=written(one.not_happening_since))
    yield _("What can be decided on this day, and what cannot?")
