"""Chasing reports for the Board: how long each has been waited for, and how it is asked for again.

Source: evaluation of the service: late reports have put babies into care. The letter grows firmer
with each reminder; its words stand with the other letters.
"""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.dates import written
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.mbu import MbuApplication, MbuReport
from tac_desktop.casework.mbu_dates import days_late
from tac_desktop.casework.text import fold
from tac_desktop.words import _


def report_task_id(application: MbuApplication, report: MbuReport) -> str:
    """The identifier of the task that waits for this report."""
    return derived_id(application.id, "report", " ".join(fold(report.from_whom).split()))


def chasing_in_words(report: MbuReport, today: dt.date) -> str:
    """`Asked for on 11 Sep 2026, chased 2 times, waited 66 days, 38 days late.`"""
    if not report.requested:
        return _("Not asked for yet.") if not report.received else ""
    parts = [_("Asked for on {day}").format(day=written(report.requested))]
    if report.chased:
        count = len(report.chased)
        parts.append(
            _("chased once") if count == 1 else _("chased {count} times").format(count=count)
        )
    waited = ((report.received or today) - report.requested).days
    if report.received:
        parts.append(_("came after {count} days").format(count=waited))
    else:
        parts.append(_("waited {count} days").format(count=waited))
    late = days_late(report, today)
    if late:
        parts.append(_("1 day late") if late == 1 else _("{count} days late").format(count=late))
    return ", ".join(parts) + "."


def asked_today(report: MbuReport, today: dt.date) -> MbuReport:
    """The report as it stands when it was asked for today: the first time, or once more."""
    if report.requested is None:
        return report.model_copy(update={"requested": today})
    day = today.isoformat()
    chased = report.chased if day in report.chased else [*report.chased, day]
    return report.model_copy(update={"chased": chased})
