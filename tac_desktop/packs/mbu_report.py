"""The social worker's own report to the Board, as it was written and signed."""

from __future__ import annotations

from tac_desktop.casework.dates import written
from tac_desktop.casework.mbu import MbuApplication, MbuTacReport
from tac_desktop.casework.people import Worker
from tac_desktop.casework.questions import questions_of
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined, moment_in_words
from tac_desktop.words import _

_HEADINGS = ("facts", "siblings", "contact", "engagement", "support", "seen", "opinion")


def mbu_report(request: Request) -> Built:
    """The report `request.record_id`.

    Raises KeyError where this audience's file does not hold the report.
    """
    report = request.file.get(MbuTacReport, request.record_id)
    if report is None:
        raise KeyError(request.record_id)
    title = _("Report to the Mother and Baby Unit Board")
    printed = document_for(request, title).render(
        _blocks(request, report, title), progress=request.progress, repeatable=request.repeatable
    )
    return built(printed, title, request)


def _blocks(request: Request, report: MbuTacReport, title: str) -> list[b.Block]:
    made: list[b.Block] = [
        b.Title(title, _("By the social worker")),
        b.Rows(_about(request, report), label_share=0.3),
    ]
    made += report_text(report)
    read = written(report.mother_read_it)
    words = _("Read with the mother on {day}.").format(day=read) if read else ""
    read_it = b.Text(words or _("Not read with the mother yet."), b.TextKind.SMALL)
    signed = b.Signatures([_("Social worker's signature"), _("Name"), _("Date")])
    return [*made[:-2], b.Together([*made[-2:], read_it, signed])]


def report_text(report: MbuTacReport, level: int = 1) -> list[b.Block]:
    """What the report says under each heading; a draft says that it is one."""
    specs = questions_of(MbuTacReport)
    made: list[b.Block] = []
    if report.signed_on is None:
        made.append(b.Callout(_("Draft: this report is not signed."), []))
    for name in _HEADINGS:
        text = getattr(report, name)
        made.append(b.Heading(specs[name].label, level))
        made.append(b.Text(text) if text else b.nothing(_("Nothing is written here.")))
    return made


def _about(request: Request, report: MbuTacReport) -> list[tuple[str, str]]:
    file = request.file
    application = file.get(MbuApplication, report.application_id)
    writer = next(iter(file.of(Worker)), None)
    rows = [
        (_("Mother"), file.mother.formal_name() if file.mother else ""),
        (_("Report of"), written(report.date)),
        (_("Written by"), writer.name if writer and len(file.of(Worker)) == 1 else ""),
        (_("Signed on"), written(report.signed_on)),
    ]
    if application is not None:
        children = [application.child_id, *application.other_child_ids]
        names = joined(file.name(one) for one in children if one)
        board = moment_in_words(application.board_date, application.board_time)
        rows[1:1] = [(_("Child"), names), (_("Unit"), application.unit), (_("Board"), board)]
    return [(label, value) for label, value in rows if value]
