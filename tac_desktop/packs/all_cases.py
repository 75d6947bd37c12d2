"""One paper over all cases: for whoever covers, and for supervision. For our own team alone.

Of each mother there is a line or a few; the whole of it stands in her own sheet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.cases import current_case
from tac_desktop.casework.children_now import last_seen
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.dates_ahead import dates_ahead, next_date
from tac_desktop.casework.flags import Flag, flags
from tac_desktop.casework.people import Worker
from tac_desktop.casework.rounds import in_walking_order
from tac_desktop.casework.supervision import points_for
from tac_desktop.casework.waiting import waiting
from tac_desktop.casework.work import Supervision, Task
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Progress
from tac_desktop.packs.forms import blank_questions
from tac_desktop.packs.outcome import MARKING, Built, Copy
from tac_desktop.packs.page import Document
from tac_desktop.packs.texts import continued, joined
from tac_desktop.words import _

_DAYS = 7
_LINES = 3
_ROOM = 80


def drawn_over_all(
    title: str,
    blocks: Sequence[b.Block],
    files: Sequence[CaseFile],
    today: dt.date,
    *,
    copy: Copy | None = None,
    repeatable: bool = False,
    large_print: bool = False,
    two_sided: bool = False,
    progress: Progress | None = None,
) -> Built:
    """The blocks on as many pages as they take."""
    service = files[0].service if files else None
    document = Document(
        title=title,
        marking=service.marking if service else MARKING,
        reference=files[0].journal_reference if files else "",
        copy=copy,
        large_print=large_print,
        printed_on=today,
        two_sided=two_sided,
    )
    printed = document.render(blocks, progress=progress, repeatable=repeatable)
    return Built.of_nobodys_file(printed, title)


def cover(files: Sequence[CaseFile]) -> tuple[str, list[b.Block]]:
    """Title and blocks for whoever covers: a line of each mother, then whom to ring."""
    title = _("The first ten minutes: all mothers")
    made: list[b.Block] = [
        b.Title(title, _("For whoever covers. Own team only; shred it afterwards."))
    ]
    if not files:
        return title, [*made, _nobody()]
    files = sorted(files, key=_by_place)
    first = [f"{_who(one)}: {text}" for one in files for text in _dangers(one)]
    if first:
        made.append(b.Callout(_("Take care"), [b.Bullets(first)]))
    head = [_("Who"), _("Where"), _("Next {days} days").format(days=_DAYS), _("Late, waited for")]
    rows = [
        [_who(one, number=True), _where(one), _few(_coming(one)), _few(_late(one))] for one in files
    ]
    made += [
        b.Heading(_("Each mother")),
        b.Text(
            _("A page about each of them is in the catalogue: “The first ten minutes”."),
            b.TextKind.SMALL,
        ),
        b.Table(head, rows, shares=(2.4, 1.3, 3.4, 3.4)),
        b.Heading(_("Who to ring")),
        b.Rows(_to_ring(files), label_share=0.4),
        b.Signatures([_("Handed over by"), _("Taken over by"), _("Date and time")]),
    ]
    return title, made


def supervision(files: Sequence[CaseFile]) -> tuple[str, list[b.Block]]:
    """Title and blocks for a talk about several cases: the list, then each with its points."""
    title = _("Supervision: all cases")
    made: list[b.Block] = [b.Title(title, _("Own team only."))]
    if not files:
        return title, [*made, _nobody()]
    points = [(one, points_for(one)) for one in files]
    points.sort(key=lambda pair: -len(pair[1]))
    head = [_("Who"), _("Open since"), _("Last seen"), _("Next date"), _("Points")]
    made.append(b.Table(head, [_line(*pair) for pair in points], shares=(2.8, 1.6, 1.6, 3.2, 0.9)))
    for place, (file, found) in enumerate((pair for pair in points if pair[1]), start=1):
        made += _case(place, file, found)
    quiet = [_who(file) for file, found in points if not found]
    if quiet:
        made += [b.Heading(_("Nothing to talk about follows from the file")), b.Bullets(quiet)]
    made += [
        b.Heading(_("For all of them")),
        b.Together(
            [
                *blank_questions(Supervision, ("next", "worker_wellbeing")),
                b.Signatures([_("Social worker"), _("Supervisor"), _("Date")]),
            ]
        ),
    ]
    return title, made


def _case(place: int, file: CaseFile, points: Sequence[str]) -> list[b.Block]:
    rows = [[f"{place}.{number}", text, ""] for number, text in enumerate(points, start=1)]
    rows.append([f"{place}.{len(points) + 1}", "", ""])
    warnings = joined((flag.text for flag in flags(file)), "; ")
    return [
        b.Heading(f"{place}  {_who(file)}"),
        *([b.Text(warnings, b.TextKind.SMALL)] if warnings else []),
        b.Table(
            [_("No."), _("To talk about"), _("Decided")],
            rows,
            shares=(1, 4, 3.4),
            row_height=11.0,
            numbered=True,
        ),
    ]


def _line(file: CaseFile, points: Sequence[str]) -> list[str]:
    case, coming = current_case(file), next_date(file)
    return [
        _who(file),
        written(case.opened) if case else "",
        written(last_seen(file)) or _("never, as recorded"),
        joined([written(coming.date), coming.what]) if coming else "",
        str(len(points)),
    ]


def _nobody() -> b.Block:
    return b.nothing(_("There is no mother with whom there is work."))


def _who(file: CaseFile, *, number: bool = False) -> str:
    mother, custody = file.mother, file.custody
    name = mother.formal_name() if mother else "?"
    return f"{name}\n{custody.prison_number}" if number and custody else name


def _where(file: CaseFile) -> str:
    place = (file.custody.current_location if file.custody else "") or "?"
    seen = written(last_seen(file)) or _("never, as recorded")
    return "\n".join((place, _("Seen: {day}").format(day=seen)))


def _by_place(file: CaseFile) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """As one walks: B-2-9 before B-2-11."""
    return in_walking_order(file.custody.current_location if file.custody else ""), _who(file)


def _dangers(file: CaseFile) -> list[str]:
    """What to take care of, dangers before warnings."""
    found = [flag for flag in flags(file) if flag.kind != "info"]
    return [flag.text for flag in sorted(found, key=_danger_first)]


def _danger_first(flag: Flag) -> bool:
    return flag.kind != "danger"


def _coming(file: CaseFile) -> Iterator[str]:
    for one in dates_ahead(file, _DAYS):
        yield f"{joined([written(one.date), written_time(one.time)], ' ')}: {one.what}"


def _late(file: CaseFile) -> Iterator[str]:
    """What is overdue, longest first, then what is waited for, longest first."""
    tasks = [(task.due, task.title) for task in file.of(Task) if task.overdue(file.as_of)]
    for due, title in sorted(tasks, key=_by_day):
        yield _("{what}: due {day}").format(what=title, day=written(due))
    for one in waiting(file):
        yield _("{what}: since {day}").format(what=one.what, day=written(one.asked_on))


def _by_day(found: tuple[dt.date | None, str]) -> tuple[dt.date, str]:
    return found[0] or dt.date.max, found[1]


def _few(items: Iterator[str]) -> str:
    found = [continued(one, _ROOM) for one in items]
    if len(found) > _LINES:
        more = _("and {count} more, in the file").format(count=len(found) - _LINES)
        found = [*found[:_LINES], more]
    return "\n".join(found) or "–"


def _to_ring(files: Sequence[CaseFile]) -> list[tuple[str, str]]:
    service = files[0].service
    rows = [(service.name or _("This service"), service.phone)] if service else []
    workers = {one.id: one for file in files for one in file.of(Worker) if one.name}
    rows += [(one.name, one.phone) for one in workers.values()]
    return [(label, value or _("no number is recorded")) for label, value in rows]
