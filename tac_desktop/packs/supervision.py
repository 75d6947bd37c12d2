"""The sheet for supervision: points from the file and from last time, lines to write on."""

from __future__ import annotations

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.cases import current_case
from tac_desktop.casework.children_now import last_seen
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import age_in_words, written
from tac_desktop.casework.dates_ahead import next_date
from tac_desktop.casework.flags import flags
from tac_desktop.casework.questions import questions_of
from tac_desktop.casework.supervision import points_for
from tac_desktop.casework.work import Supervision
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, drawn
from tac_desktop.packs.forms import blank_questions, row_table
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined
from tac_desktop.words import _

_POINTS = 3
_DECISIONS = 6


def supervision_sheet(request: Request) -> Built:
    """The sheet for the next talk about this case."""
    title = _("Supervision")
    file = request.file
    made: list[b.Block] = [
        b.Title(title, _("Own team only. The numbers are those on the screen.")),
        b.Rows(_case(file), label_share=0.27),
        b.Heading(_("To talk about")),
        *_agenda(file),
        b.PageBreak(),
        b.Heading(_("This time")),
        *blank_questions(Supervision, ("discussed",)),
        b.Heading(_("Decisions"), 2),
        row_table(questions_of(Supervision)["decisions"], [], empty=_DECISIONS, row_height=12.0),
        *blank_questions(Supervision, ("next", "worker_wellbeing")),
        b.Signatures([_("Social worker"), _("Supervisor"), _("Date")]),
    ]
    return drawn(request, title, made)


def _case(file: CaseFile) -> list[tuple[str, str]]:
    case = current_case(file)
    coming = next_date(file)
    children = [
        joined([child.short_name(), age_in_words(child.date_of_birth, file.as_of) or _("unborn")])
        for child in file.living_children
    ]
    rows = [
        (_("Mother"), file.mother.formal_name() if file.mother else ""),
        (_("Case"), code_list("case_status").label(case.status) if case else _("none is open")),
        (_("Social worker"), file.name(case.worker_id) if case and case.worker_id else ""),
        (_("Open since"), written(case.opened) if case else ""),
        (_("In short"), case.case_summary if case else ""),
        (_("Children"), joined(children, "; ")),
        (_("Last seen"), written(last_seen(file))),
        (_("Next date"), joined([written(coming.date), coming.what]) if coming else ""),
        (_("Warnings"), "\n".join(flag.text for flag in flags(file))),
    ]
    return [row for row in rows if row[1]]


def _agenda(file: CaseFile) -> list[b.Block]:
    """What is prepared for the next talk and what follows from the file, with room for more."""
    points = points_for(file)
    spec = questions_of(Supervision)["agenda"]
    return [row_table(spec, [[point] for point in points], empty=_POINTS, row_height=9.0)]
