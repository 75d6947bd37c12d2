"""The Mother and Baby Unit clock: the child's age limits against the mother's release.

Source: gov.uk, "Pregnancy and childcare in prison", and a summary of the 2021 policy framework:
up to 18 months, longer where release is near, exceptionally to 24 months. Check current policy:
the limit is a field of the application, and these are dates to talk about, never verdicts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.dates import add_months, written
from tac_desktop.casework.mbu import MbuApplication, MbuReport
from tac_desktop.words import _


@dataclass(frozen=True)
class MbuDates:
    """Computed dates of one application; `expected` where they rest on a due date, not a birth."""

    born: dt.date | None
    expected: bool
    months_18: dt.date | None
    months_24: dt.date | None
    age_limit_on: dt.date | None
    release: dt.date | None
    release_before_limit: bool | None
    sentences: tuple[str, ...]


def mbu_dates(case_file: CaseFile, application: MbuApplication) -> MbuDates:
    """The dates of an application, from the child's birth or due date and the release date."""
    born, expected = _birth(case_file, application)
    custody = case_file.custody
    release = custody.release_date if custody else None
    limit = add_months(born, application.age_limit_months or 18) if born else None
    before = release <= limit if release and limit else None
    months_18 = add_months(born, 18) if born else None
    months_24 = add_months(born, 24) if born else None
    return MbuDates(
        born=born,
        expected=expected,
        months_18=months_18,
        months_24=months_24,
        age_limit_on=limit,
        release=release,
        release_before_limit=before,
        sentences=tuple(_sentences(born, expected, months_18, months_24, release)),
    )


def days_late(report: MbuReport, today: dt.date) -> int:
    """How many days after its due date a report came, or is missing by now; 0 if not late."""
    if not report.due:
        return 0
    return max(0, ((report.received or today) - report.due).days)


def _birth(case_file: CaseFile, application: MbuApplication) -> tuple[dt.date | None, bool]:
    from tac_desktop.casework.people import Person

    child = case_file.get(Person, application.child_id) if application.child_id else None
    if child and len(child.date_of_birth) == 10:
        return child.born(), False
    due = application.edd_at_application or (child.expected_date_of_delivery if child else None)
    return due, True


def _sentences(
    born: dt.date | None,
    expected: bool,
    months_18: dt.date | None,
    months_24: dt.date | None,
    release: dt.date | None,
) -> list[str]:
    if not born or not months_18 or not months_24:
        return [_("Enter the child's birth or the expected date of delivery to see the dates.")]
    start = _("Expected on {day}.") if expected else _("Born on {day}.")
    found = [
        start.format(day=written(born)),
        _("18 months old on {day}.").format(day=written(months_18)),
        _("24 months old on {day}.").format(day=written(months_24)),
    ]
    if release is None:
        found.append(_("No release date is recorded, so nothing can be set against these dates."))
    elif release <= months_18:
        found.append(_("Release on {day} comes before 18 months.").format(day=written(release)))
    elif release <= months_24:
        found.append(
            _(
                "Release on {day} comes after 18 and before 24 months: ask about an extension."
            ).format(day=written(release))
        )
    else:
        found.append(
            _("Release on {day} comes after 24 months: plan the separation from the start.").format(
                day=written(release)
            )
        )
    return found
