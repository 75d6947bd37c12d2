"""The dossier for a Mother and Baby Unit Board: what lies before it, in which order it is heard.

It opens with a numbered index that says of each paper whether it is here, late or missing. Papers
of others are put behind it by hand; the pages of what is printed here are filled in once they
are known, which takes a second setting.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tac_desktop.casework.dates import written
from tac_desktop.casework.mbu import MbuApplication, MbuReport, MbuTacReport
from tac_desktop.casework.mbu_dates import days_late
from tac_desktop.casework.mbu_plans import missing_headings, missing_plans
from tac_desktop.casework.people import Worker
from tac_desktop.casework.questions import questions_of
from tac_desktop.casework.record import in_words
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.forms import blank_questions
from tac_desktop.packs.mbu import Summary
from tac_desktop.packs.mbu_board import agenda, speakers
from tac_desktop.packs.mbu_report import report_text
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined, moment_in_words
from tac_desktop.words import _

_TO_NOTE = ("recommendation", "recommended_on", "recommendation_reasons")


@dataclass(frozen=True)
class _Part:
    """A part of the dossier; `state` is what the index says of it."""

    title: str
    blocks: list[b.Block]
    state: str
    new_page: bool = False


def mbu_dossier(request: Request) -> Built:
    """The dossier for the application `request.record_id`.

    Raises KeyError where this audience's file does not hold the application.
    """
    application = request.file.get(MbuApplication, request.record_id)
    if application is None:
        raise KeyError(request.record_id)
    title = _("Dossier for the Mother and Baby Unit Board")
    if request.plain_words:
        title = _("Papers for your Board")
    parts = list(_parts(request, application))
    document = document_for(request, title)

    def blocks(pages: Mapping[str, int]) -> list[b.Block]:
        return _blocks(request, application, title, parts, pages)

    first = document.render(blocks({}), progress=request.progress, repeatable=True)
    printed = document.render(
        blocks(_pages_of_headings(first.pdf)),
        progress=request.progress,
        repeatable=request.repeatable,
    )
    return built(printed, title, request)


def _blocks(
    request: Request,
    application: MbuApplication,
    title: str,
    parts: list[_Part],
    pages: Mapping[str, int],
) -> list[b.Block]:
    made: list[b.Block] = [
        b.Title(title, application.headline(request.file.name)),
        b.Rows(_about(request, application), label_share=0.27),
        *_not_here(request, application),
        b.Heading(_("Index")),
        _index(request, application, parts, pages),
        b.PageBreak(),
    ]
    for number, part in enumerate(parts, start=1):
        if part.new_page:
            made.append(b.PageBreak())
        made.append(b.Heading(_numbered(number, part)))
        made += part.blocks
    return made


def _parts(request: Request, application: MbuApplication) -> Iterator[_Part]:
    plain = request.plain_words
    summary = Summary(request, application)
    here = _("here")
    yield _Part(_("Reports: where each one is"), summary.reports(), here)
    yield _Part(_("Dates"), summary.dates(), here)
    yield _Part(_("Agenda of the Board"), agenda(request, application), here)
    yield _Part(_("Who speaks, and in which order"), speakers(request, application), here)
    hers = here if application.mother_views else _("missing")
    yield _Part(
        _("What you said") if plain else _("The mother's statement, in her own words"),
        [*summary.her_view(), *([] if application.mother_views else [b.Lines(8)])],
        hers,
        new_page=True,
    )
    own = _own_report(request, application)
    if own is not None:
        yield own
    gaps = missing_headings(application)
    words = _("{count} of 4 headings are missing").format(count=len(gaps))
    yield _Part(
        _("The local authority's assessment"), summary.assessment(), words if gaps else here
    )
    evidence = here if application.evidence else _("missing")
    yield _Part(_("Evidence for and against each criterion"), summary.evidence(), evidence)
    plans = missing_plans(application)
    yield _Part(
        _("What is planned, whichever way it goes"),
        [_below(one) for one in summary.both_ways()],
        _("not complete") if plans else here,
    )
    yield _Part(
        _("To write on: what the Board recommends"),
        [b.Lines(6), *blank_questions(MbuApplication, _TO_NOTE)],
        here,
        new_page=True,
    )


def _own_report(request: Request, application: MbuApplication) -> _Part | None:
    """The service's report as it is written here; None where it came as a paper of its own."""
    title = _("The report of the social worker in the prison")
    reports = [one for one in request.file.of(MbuTacReport) if one.application_id == application.id]
    if not reports and any(_is_ours(request, one) and one.received for one in application.reports):
        return None
    if not reports:
        due = written(application.tac_report_due)
        words = _("missing, due {day}").format(day=due) if due else _("missing")
        return _Part(title, [b.nothing(_("This report is not written yet."))], words)
    report = max(reports, key=lambda one: str(one.signed_on or one.date))
    signed = _("here, signed {day}").format(day=written(report.signed_on))
    return _Part(title, report_text(report, 2), signed if report.signed_on else _("a draft"))


def _about(request: Request, one: MbuApplication) -> list[tuple[str, str]]:
    file = request.file
    custody = file.custody
    children = [child for child in (one.child_id, *one.other_child_ids) if child]
    when = moment_in_words(one.board_date, one.board_time)
    spec = questions_of(MbuApplication)["board_mode"]
    rows = [
        (_("Board"), when or _("no day is arranged yet")),
        (_("How it is held"), in_words(spec, one.board_mode, file.name)),
        (_("Chair"), file.name(one.chair_id) if one.chair_id else _("not recorded")),
        (_("Mother"), file.mother.formal_name() if file.mother else ""),
        (_("Prison number"), custody.prison_number if custody else ""),
        (_("Child"), joined(file.name(child) for child in children)),
        (_("Unit"), one.unit),
        (_("This paper is for"), request.copy.words if request.copy else ""),
    ]
    if request.plain_words:
        rows = [(_("You") if label == _("Mother") else label, value) for label, value in rows]
    return [row for row in rows if row[1]]


def _not_here(request: Request, application: MbuApplication) -> list[b.Block]:
    """What the Board would have to decide without."""
    missing = [
        _("{report}: {state}").format(report=one.from_whom, state=_state(request, one))
        for one in application.reports
        if not one.received
    ]
    missing += [
        _("The authority's assessment says nothing on: {heading}").format(heading=one)
        for one in missing_headings(application)
    ]
    if not missing:
        return []
    return [b.Callout(_("Not here yet"), [b.Bullets(missing)])]


def _index(
    request: Request, application: MbuApplication, parts: list[_Part], pages: Mapping[str, int]
) -> b.Block:
    rows = []
    for number, part in enumerate(parts, start=1):
        page = pages.get(_numbered(number, part), 0)
        rows.append([str(number), part.title, part.state, str(page or "")])
    written_here = any(
        one.application_id == application.id for one in request.file.of(MbuTacReport)
    )
    papers = [one for one in application.reports if not (written_here and _is_ours(request, one))]
    for number, one in enumerate(papers, start=len(parts) + 1):
        title = _("Report: {from_whom}").format(from_whom=one.from_whom)
        rows.append([str(number), title, _state(request, one), _("behind")])
    head = [_("No."), _("Paper"), _("Is it here?"), _("Page")]
    return b.Table(head, rows, shares=(4.6, 3.2, 1.2), numbered=True)


def _is_ours(request: Request, report: MbuReport) -> bool:
    return request.file.get(Worker, report.person_id) is not None


def _state(request: Request, report: MbuReport) -> str:
    """`here since 10 Nov 2026, 32 days late`, `missing, 38 days late`, `not asked for yet`"""
    days = days_late(report, request.file.as_of)
    late = _("1 day late") if days == 1 else _("{count} days late").format(count=days)
    late = late if days else ""
    if report.received:
        here = _("here since {day}").format(day=written(report.received))
        return joined([here, late])
    if late:
        return joined([_("missing"), late])
    if not report.requested:
        return _("not asked for yet")
    due = _("due {day}").format(day=written(report.due)) if report.due else ""
    return joined([_("not here yet"), due])


def _below(block: b.Block) -> b.Block:
    """A heading of the summary one level lower: here it stands inside a part."""
    return b.Heading(block.text, 2) if isinstance(block, b.Heading) else block


def _numbered(number: int, part: _Part) -> str:
    return f"{number}. {part.title}"


def _pages_of_headings(pdf: bytes) -> dict[str, int]:
    """On which page each heading stands, from the bookmarks of a first setting."""
    import pikepdf

    found: dict[str, int] = {}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        number = {page.obj.objgen: place for place, page in enumerate(opened.pages, start=1)}
        with opened.open_outline() as outline:
            waiting = list(outline.root)
            while waiting:
                one = waiting.pop(0)
                waiting += one.children
                target = one.destination
                if isinstance(target, pikepdf.Array):
                    found.setdefault(one.title, number.get(target[0].objgen, 0))
    return found
