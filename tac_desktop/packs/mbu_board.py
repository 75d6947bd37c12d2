"""The day of the Board on paper: its agenda, and who speaks in which order for how long.

Times are a proposal that the chair may change; nothing fixes them. The mother speaks first of the
people from here and has the last word, so that she is not only spoken about.
"""

from __future__ import annotations

from collections.abc import Iterator

from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Worker
from tac_desktop.casework.text import fold
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request
from tac_desktop.packs.texts import joined
from tac_desktop.words import _

_LONG, _SHORT = 10, 5


def agenda(request: Request, application: MbuApplication) -> list[b.Block]:
    """The agenda as it came, else what a Board usually goes through."""
    meeting = _meeting(request, application)
    if meeting is not None and meeting.agenda:
        return [b.Bullets(meeting.agenda, numbered=True)]
    usual = [
        _("Who is here, and what the Board is for"),
        _("What the mother wants to say"),
        _("What the reports say, and questions to those who wrote them"),
        _("What is for and against a place, by each criterion"),
        _("What happens if there is a place, and what if there is none"),
        _("The mother's last word"),
        _("What the Board recommends, who decides, and when she is told"),
    ]
    no_agenda = _("No agenda has come yet. This is what a Board usually goes through:")
    return [b.Text(no_agenda, b.TextKind.SMALL), b.Bullets(usual, numbered=True)]


def speakers(request: Request, application: MbuApplication) -> list[b.Block]:
    """Each speaker with the subject and minutes, and who else is invited."""
    lines = list(_order(request, application))
    total = sum(minutes for _who, _what, minutes in lines)
    rows = [
        [str(place), who, what, str(minutes)]
        for place, (who, what, minutes) in enumerate(lines, start=1)
    ]
    head = [_("No."), _("Who"), _("About what"), _("Minutes")]
    words = _("A proposal: about {count} minutes. The chair decides.").format(count=total)
    made: list[b.Block] = [
        b.Table(head, rows, shares=(3.4, 4.4, 1.3), numbered=True),
        b.Text(words, b.TextKind.SMALL),
    ]
    meeting = _meeting(request, application)
    invited = [
        joined([request.file.name(one.person_id) if one.person_id else "", one.role])
        for one in (meeting.invitees if meeting else ())
    ]
    if invited:
        made += [b.Heading(_("Invited"), 2), b.Bullets([one for one in invited if one])]
    return made


def _order(request: Request, application: MbuApplication) -> Iterator[tuple[str, str, int]]:
    file = request.file
    mother = file.mother.display_name() if file.mother else _("The mother")
    chair = file.name(application.chair_id) if application.chair_id else _("Chair")
    who = _("You") if request.plain_words else mother
    yield chair, _("Welcome, who is here, how it goes"), _SHORT
    yield who, _("Own statement, or somebody reads it out"), _LONG
    for one in application.reports:
        name = file.name(one.person_id) if one.person_id else ""
        late = "" if one.received else _("the report is not here")
        minutes = _LONG if "children" in fold(one.from_whom) else _SHORT
        yield joined([one.from_whom, name], ": "), joined([_("Report"), late]), minutes
    if not any(file.get(Worker, one.person_id) for one in application.reports):
        yield _("Social worker in the prison"), _("Report"), _SHORT
    yield _("Everybody"), _("Questions"), _LONG
    yield who, _("The last word"), _SHORT
    yield chair, _("What is recommended, and what comes next"), _SHORT


def _meeting(request: Request, application: MbuApplication) -> Meeting | None:
    """The Board among the meetings of the file: the one on the application's day."""
    for one in request.file.of(Meeting):
        if one.type == "mbu_board" and one.date == application.board_date:
            return one
    return None
