"""What an application asks for next, in sentences; the page shows them before anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import days_in_words, written
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.mbu_dates import days_late
from tac_desktop.casework.mbu_plans import is_granted, is_over, missing_headings, missing_plans
from tac_desktop.words import _

_BEFORE_A_DECISION = ("considering", "applied", "reports_awaited", "reports_complete",
                      "board_arranged")  # fmt: skip


@dataclass(frozen=True)
class Ask:
    """One thing to see to. `urgent` where a day has passed or is today."""

    sentence: str
    urgent: bool = False


def mbu_asks(case_file: CaseFile, application: MbuApplication) -> list[Ask]:
    """What is missing, the Board first; nothing for an application that is over."""
    if is_over(application):
        return []
    return [
        *_before_the_board(case_file, application),
        *_reports(case_file, application),
        *_decision(case_file, application),
        *_appeal(case_file, application),
    ]


def _before_the_board(case_file: CaseFile, one: MbuApplication) -> Iterator[Ask]:
    if one.decision:
        return
    plans = missing_plans(one)
    if plans and one.board_date:
        away = (one.board_date - case_file.as_of).days
        words = _("Before the Board on {day}, {away}, write down: {what}.")
        if away < 0:
            words = _("The Board was on {day}, {away}; still to be written down: {what}.")
        yield Ask(
            words.format(
                day=written(one.board_date), away=days_in_words(away), what="; ".join(plans)
            ),
            urgent=away <= 1,
        )
    elif plans and one.applied:
        words = _("Before there is a Board, write down: {what}.")
        yield Ask(words.format(what="; ".join(plans)))
    headings = missing_headings(one)
    if headings and one.applied:
        words = _("The authority's assessment covers {count} of 4 headings; missing: {what}.")
        yield Ask(words.format(count=4 - len(headings), what="; ".join(headings)))


def _reports(case_file: CaseFile, one: MbuApplication) -> Iterator[Ask]:
    if is_granted(one) is not None:
        return
    late = [
        report.from_whom
        for report in one.reports
        if not report.received and days_late(report, case_file.as_of)
    ]
    if late:
        yield Ask(_("Reports that are late: {names}.").format(names="; ".join(late)), urgent=True)
    due = one.tac_report_due
    if due and not one.tac_report_sent:
        away = days_in_words((due - case_file.as_of).days)
        words = _("Your own report is due on {day}, {away}.").format(day=written(due), away=away)
        yield Ask(words, urgent=due <= case_file.as_of)


def _decision(case_file: CaseFile, one: MbuApplication) -> Iterator[Ask]:
    if not one.decision:
        return
    if one.status in _BEFORE_A_DECISION:
        stage = code_list("mbu_status").label(one.status).lower()
        yield Ask(_("The stage still says “{stage}”: bring it up to date.").format(stage=stage))
    if not one.mother_told_on:
        yield Ask(_("It is not noted that she was told of the decision."), urgent=True)
    differs = one.recommendation and one.recommendation != one.decision
    if differs and not one.decision_reasons:
        yield Ask(_("The decision differs from the recommendation; its reasons are not noted."))


def _appeal(case_file: CaseFile, one: MbuApplication) -> Iterator[Ask]:
    if is_granted(one) is not False:
        return
    if not one.appeal_explained:
        yield Ask(_("It is not noted that the appeal was explained to her."), urgent=True)
    if one.appeal_deadline and not one.appeal_lodged and not one.appeal_outcome:
        away = (one.appeal_deadline - case_file.as_of).days
        words = _("Last day for an appeal: {day}, {away}.")
        yield Ask(
            words.format(day=written(one.appeal_deadline), away=days_in_words(away)),
            urgent=away <= 1,
        )
    if one.appeal_lodged and one.appeal_outcome in ("", "pending"):
        waited = (case_file.as_of - one.appeal_lodged).days
        words = _("Appeal made on {day}: no outcome after {count} days.")
        yield Ask(words.format(day=written(one.appeal_lodged), count=waited))
