"""What to talk about in supervision, put together from the file."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.cases import current_case
from tac_desktop.casework.children_now import last_seen
from tac_desktop.casework.closing import closings_to_approve
from tac_desktop.casework.consents import ConsentState, consent_table
from tac_desktop.casework.dates import written
from tac_desktop.casework.episode import Case
from tac_desktop.casework.explained import never_explained
from tac_desktop.casework.her_voice import disagreements
from tac_desktop.casework.oversight import PrisonDecision
from tac_desktop.casework.work import Supervision, Task
from tac_desktop.words import _

_MOST = 5


def agenda_for(case_file: CaseFile) -> list[str]:
    """Points for the next supervision: open ACCTs, what is overdue, closings to approve, ..."""
    return [
        *_acct(case_file),
        *_closings(case_file),
        *_overdue(case_file),
        *_review(case_file),
        *_consents(case_file),
        *_views(case_file),
        *_last_time(case_file),
    ]


def points_for(case_file: CaseFile) -> list[str]:
    """What was put down for the next talk, and what follows from the file."""
    prepared = [
        one
        for one in case_file.of(Supervision)
        if one.date and one.date >= case_file.as_of and one.agenda
    ]
    first = min(prepared, key=lambda one: one.date or dt.date.max, default=None)
    return list(dict.fromkeys([*(first.agenda if first else ()), *agenda_for(case_file)]))


def _acct(case_file: CaseFile) -> list[str]:
    words = _("ACCT open since {day}")
    return [
        words.format(day=written(one.opened))
        for one in case_file.of(AcctEpisode)
        if one.status == "open"
    ]


def _closings(case_file: CaseFile) -> list[str]:
    words = _("Closing of case {number} on {day}: to be approved")
    return [
        words.format(number=one.episode or 1, day=written(one.closed))
        for one in closings_to_approve(case_file.of(Case))
    ]


def _overdue(case_file: CaseFile) -> list[str]:
    late = [one for one in case_file.of(Task) if one.overdue(case_file.as_of)]
    late.sort(key=lambda one: one.due or dt.date.max)
    words = _("Overdue since {day}: {what}")
    found = [words.format(day=written(one.due), what=one.title) for one in late[:_MOST]]
    if len(late) > _MOST:
        found.append(_("and {count} more that are overdue").format(count=len(late) - _MOST))
    return found


def _review(case_file: CaseFile) -> list[str]:
    found = []
    case = current_case(case_file)
    if case is not None and case.next_review and case.next_review <= case_file.as_of:
        words = _("The case was to be reviewed on {day}")
        found.append(words.format(day=written(case.next_review)))
    seen = last_seen(case_file)
    if seen is None:
        found.append(_("No meeting with her face to face is recorded"))
    else:
        words = _("Last seen face to face on {day}")
        found.append(words.format(day=written(seen)))
    return found


def _consents(case_file: CaseFile) -> list[str]:
    states = (ConsentState.REVIEW_OVERDUE, ConsentState.ASK_AGAIN)
    words = _("Consent: {about}, {state}")
    return [
        words.format(about=one.about(case_file), state=one.state.label)
        for one in consent_table(case_file)
        if one.state in states
    ]


def _views(case_file: CaseFile) -> list[str]:
    found = []
    said = disagreements(case_file)
    if said:
        words = _("She sees {count} of our notes differently, last on {day}")
        found.append(words.format(count=len(said), day=written(said[0].day)))
    for one in case_file.of(PrisonDecision):
        if one.our_view and not one.outcome:
            words = _("Decision of the prison, our view differs: {what}")
            found.append(words.format(what=one.what))
    missing = never_explained(case_file)
    if missing:
        words = _("Never explained to her: {topics}")
        found.append(words.format(topics="; ".join(one.words() for one in missing[:_MOST])))
    return found


def _last_time(case_file: CaseFile) -> list[str]:
    """What was decided the last time."""
    talks = sorted(case_file.of(Supervision), key=lambda one: one.date or dt.date.min)
    if not talks:
        return []
    words = _("From last time: {what}")
    return [words.format(what=one) for one in talks[-1].decisions]
