"""The pages of a meeting pack that are written on by hand, with the numbers of the screen form."""

from __future__ import annotations

from tac_desktop.casework.dates import written
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.questions import questions_of
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request
from tac_desktop.packs.forms import blank_questions, row_number, row_table
from tac_desktop.packs.meeting_people import invited_names
from tac_desktop.words import _

_DECISIONS = 8
_ACTIONS = 8
_MORE_QUESTIONS = 2
_MORE_PEOPLE = 4


def questions(request: Request, meeting: Meeting) -> list[b.Block]:
    """Each question with lines for the answer, and room for two more."""
    spec = questions_of(Meeting)["questions"]
    made: list[b.Block] = []
    for place, text in enumerate(meeting.questions, start=1):
        made.append(b.Question(row_number(spec, place), text, [b.Lines(2)]))
    first = len(meeting.questions) + 1
    more: list[b.Block] = [
        b.Question(row_number(spec, place), "", [b.Lines(2)])
        for place in range(first, first + _MORE_QUESTIONS)
    ]
    if made:
        return [*made, *more]
    return [b.Together([b.nothing(_("No questions are written down yet.")), *more])]


def decisions(request: Request, meeting: Meeting) -> list[b.Block]:
    """The grid to fill in: decisions, actions, the next meeting."""
    specs = questions_of(Meeting)
    decided, agreed = specs["decisions"], specs["actions"]
    actions = [[one.action, one.who, written(one.due)] for one in meeting.actions]
    fewer = 3 if request.plain_words else 0
    made: list[b.Block] = []
    if not request.plain_words:
        hint = _("The numbers are those on the screen: type it in the same order.")
        made.append(b.Text(hint, b.TextKind.SMALL))
    made += [
        b.Heading(f"{decided.number}  {decided.label}", 2),
        row_table(
            decided,
            [[text] for text in meeting.decisions],
            empty=max(2, _DECISIONS - fewer - len(meeting.decisions)),
            row_height=12.0,
        ),
        b.Heading(f"{agreed.number}  {agreed.label}", 2),
        row_table(
            agreed,
            actions,
            empty=max(2, _ACTIONS - fewer - len(actions)),
            row_height=12.0,
        ),
        *blank_questions(Meeting, ("next_meeting",)),
    ]
    return made


def what_happened(request: Request, meeting: Meeting) -> list[b.Block]:
    """How she took part and what got in the way, to be ticked straight after the meeting."""
    fields = ("mode_used", "mother_attended", "minutes_late", "mother_views_shared", "barriers")
    return blank_questions(Meeting, fields)


def attendance(request: Request, meeting: Meeting) -> list[b.Block]:
    """Who came, how they joined, and their signatures."""
    rows = [[name, role, "", "", ""] for name, role in invited_names(request.file, meeting)] + [
        [""] * 5
    ] * _MORE_PEOPLE
    head = [_("Name"), _("Role"), _("Joined how"), _("From – to"), _("Signature")]
    return [b.Table(head, rows, shares=(2.6, 2.5, 1.5, 1.4, 2.1), row_height=11.0)]
