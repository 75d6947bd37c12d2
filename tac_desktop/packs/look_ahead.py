"""Sheets of what is coming: the week ahead for the ACCT co-ordinator, and a mother's dates.

Both are worked out from the file as its reader may see it, so that a date that rests on something
hidden is not on them. The sheet for the co-ordinator says why a day may be hard, and no level.
"""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.date_kinds import DateAhead
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.dates_ahead import dates_ahead
from tac_desktop.casework.risk_dates import RiskDate, risk_dates
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import day_in_words, joined
from tac_desktop.words import _

DAYS = 7
_WEEKS = 8


def acct_look_ahead(request: Request) -> Built:
    """The days of the coming week that may be hard for her, with the reason for each."""
    title = _("Seven days ahead: days that may be hard")
    file = request.file
    first, last = file.as_of, file.as_of + dt.timedelta(days=DAYS)
    made: list[b.Block] = [
        b.Title(title, _("{first} to {last}").format(first=written(first), last=written(last))),
        b.Callout(
            _("For the ACCT co-ordinator. This is no assessment and not the ACCT document."),
            [
                b.Text(
                    _(
                        "Worked out from what the social worker knows of her children. It says why"
                        " a day may be hard, never how great a risk is. If you are worried, open a"
                        " concern form at once."
                    ),
                    b.TextKind.SMALL,
                )
            ],
        ),
        b.Rows(_facts(file), label_share=0.3),
        b.Heading(_("Days to watch")),
    ]
    found = risk_dates(file, DAYS)
    if found:
        head = [_("Day"), _("Why it may be hard"), _("Staff told")]
        rows = [[_days(one, first), one.why, ""] for one in found]
        made.append(b.Table(head, rows, shares=(2.4, 4.6, 2.2), row_height=11.0))
    else:
        made.append(b.nothing(_("No such day is known for the coming week.")))
    made.append(b.Heading(_("Noted by the wing"), 2))
    made.append(b.Lines(4))
    made.append(b.Signatures([_("Given to"), _("Date and time"), _("Social worker")]))
    printed = document_for(request, title).render(
        made, progress=request.progress, repeatable=request.repeatable
    )
    return built(printed, title, request)


def dates_sheet(request: Request) -> Built:
    """Everything with a day on it in the coming eight weeks, by week."""
    title = _("What is coming") if request.plain_words else _("Dates ahead")
    file = request.file
    found = dates_ahead(file, _WEEKS * 7)
    under = _("{first} to {last}").format(
        first=written(file.as_of), last=written(file.as_of + dt.timedelta(weeks=_WEEKS))
    )
    made: list[b.Block] = [b.Title(title, under)]
    if not found:
        made.append(b.nothing(_("No date is written down for these weeks.")))
    for monday, dates in groupby(found, key=_monday):
        heading = _("Week of {day}").format(day=written(monday))
        rows = [(_when(one), one.what) for one in dates]
        made += [b.Heading(heading, 2), b.Rows(rows, 0.34)]
    printed = document_for(request, title).render(
        made, progress=request.progress, repeatable=request.repeatable
    )
    return built(printed, title, request)


def _facts(file: CaseFile) -> list[tuple[str, str]]:
    custody, mother = file.custody, file.mother
    episodes = [one for one in file.of(AcctEpisode) if one.status != "closed"]
    accts = joined(
        (
            joined([one.log_number, code_list("acct_status").label(one.status).lower()])
            for one in episodes
        ),
        "; ",
    )
    coordinators = joined(file.name(one.coordinator_id) for one in episodes if one.coordinator_id)
    number = custody.prison_number if custody else ""
    place = custody.current_location if custody else ""
    return [
        (_("Mother"), mother.formal_name() if mother else ""),
        (_("Number, place"), joined([number, place])),
        (_("ACCT"), accts or _("none is open, as far as is known here")),
        (_("Co-ordinator"), coordinators or _("not known")),
    ]


def _days(one: RiskDate, first: dt.date) -> str:
    if one.until and one.date < first:
        return _("until {day}").format(day=day_in_words(one.until))
    if one.until:
        return _("{day} until {last}").format(day=day_in_words(one.date), last=written(one.until))
    return day_in_words(one.date)


def _when(one: DateAhead) -> str:
    return joined([day_in_words(one.date), written_time(one.time)])


def _monday(one: DateAhead) -> dt.date:
    return one.date - dt.timedelta(days=one.date.weekday())
