"""The words on the page Case. No Qt here."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consents import ConsentLine, ConsentState
from tac_desktop.casework.dates import count_of_days, written
from tac_desktop.casework.episode import Barrier, Case, Consent, Need, Outcome, Referral
from tac_desktop.casework.oversight import ManagementOversight, PrisonDecision
from tac_desktop.casework.pre_release import ItemNow, weeks_left
from tac_desktop.casework.record import Record
from tac_desktop.casework.release import ReleasePlan
from tac_desktop.casework.work import Supervision
from tac_desktop.words import _

_FEW = 5


def day(value: dt.date | None) -> str:
    """A day, or that there is none."""
    return written(value) or _("no date")


def one_line(case: Case) -> str:
    """`Case 2, open; priority high`."""
    parts = [case.headline(str)]
    if case.priority not in ("", "routine"):
        label = code_list("priority").label(case.priority).lower()
        parts.append(_("priority {label}").format(label=label))
    if case.closure_reason:
        parts.append(code_list("closure_reason").label(case.closure_reason).lower())
    return "; ".join(parts)


def span(case: Case) -> str:
    """`from 20 Feb 2026`, for the beginning of a line."""
    return written(case.opened) or _("no date")


def case_in_words(case: Case, case_file: CaseFile) -> list[str]:
    """Since when, how it came about, who works with her, and what is to be done about it."""
    found = []
    today = case_file.as_of
    if case.opened and case.status == "open":
        words = _("Open since {day}, {days}.")
        days = count_of_days((today - case.opened).days)
        found.append(words.format(day=written(case.opened), days=days))
    if case.status == "waiting":
        label = code_list("priority").label(case.priority or "routine").lower()
        found.append(_("On the waiting list, priority {label}.").format(label=label))
    if case.reopen_reason:
        label = code_list("reopen_reason").label(case.reopen_reason)
        found.append(_("Reopened: {reason}.").format(reason=label))
    if case.priority_reason:
        found.append(_("Why this priority: {reason}").format(reason=case.priority_reason))
    if case.next_review and case.status != "closed":
        late = case.next_review < today
        words = _("Review was due on {day}.") if late else _("Review on {day}.")
        found.append(words.format(day=written(case.next_review)))
    if case.status == "closed":
        found += _closed(case, case_file)
    return found


def referral_in_words(one: Referral, case_file: CaseFile) -> str:
    """Where it came from, why, and what became of it."""
    parts = [code_list("referral_source").label(one.source)]
    if one.referrer_person_id:
        parts.append(case_file.name(one.referrer_person_id))
    if one.outcome:
        parts.append(code_list("referral_outcome").label(one.outcome).lower())
    if one.referrer_updated_on:
        parts.append(_("referrer told {day}").format(day=written(one.referrer_updated_on)))
    words = ", ".join(parts)
    return f"{words}. {one.reason}" if one.reason else words


def purpose_in_words(consent: Consent, case_file: CaseFile) -> str:
    """What a consent is about."""
    line = ConsentLine(consent.purpose, consent.subject_person_id, ConsentState.IN_FORCE)
    return line.about(case_file)


def consent_in_words(one: ConsentLine, case_file: CaseFile) -> tuple[str, str]:
    """The short state for the beginning of the line, and everything else."""
    short = {
        ConsentState.IN_FORCE: _("in force"),
        ConsentState.REFUSED: _("refused"),
        ConsentState.WITHDRAWN: _("withdrawn"),
        ConsentState.ENDED: _("ended"),
        ConsentState.REVIEW_OVERDUE: _("ask again"),
        ConsentState.ASK_AGAIN: _("ask again"),
        ConsentState.NEVER_ASKED: _("never asked"),
    }[one.state]
    parts = [one.about(case_file)]
    consent = one.consent
    if one.state is ConsentState.IN_FORCE and one.review_on:
        parts.append(_("ask again on {day}").format(day=written(one.review_on)))
    elif consent is not None:
        parts.append(one.since())
    words = "; ".join(parts)
    if consent is not None and consent.limits:
        words = _("{about}. Limit: {limits}").format(about=words, limits=consent.limits)
    return short, words


def status_of_need(status: str) -> str:
    """The status of a need in words."""
    return code_list("need_status").label(status) if status else _("No status")


def needs_in_order(case_file: CaseFile) -> list[Need]:
    """Needs that are open first, then by their day."""
    over = ("met", "withdrawn")
    return sorted(
        case_file.of(Need),
        key=lambda one: (one.status in over, one.identified_on or dt.date.max),
    )


def need_in_words(need: Need, case_file: CaseFile) -> str:
    """The need, what would be better, and her words."""
    words = need.headline(case_file.name)
    if need.goal:
        words = f"{words}: {need.goal}"
    return f"{words} “{need.in_her_words}”" if need.in_her_words else words


def with_note(one: Outcome | Barrier, case_file: CaseFile) -> str:
    """The category and its note."""
    words = one.headline(case_file.name)
    return f"{words}: {one.note}" if one.note else words


def no_plan(case_file: CaseFile) -> str:
    """What a plan would be for."""
    custody = case_file.custody
    if custody is None or custody.release_date is None:
        return _("No plan yet, and no release date. The plan can begin without one.")
    words = _("No plan yet. Release is due on {day}.")
    return words.format(day=written(custody.release_date))


def plan_in_words(plan: ReleasePlan, case_file: CaseFile) -> list[str]:
    """The day, how far away it is, where to, and whether the children may stay."""
    found = []
    left = weeks_left(plan, case_file.as_of)
    if plan.planned_for and left is not None:
        words = _("Planned for {day}, in {weeks} weeks.") if left >= 0 else _("Was for {day}.")
        found.append(words.format(day=written(plan.planned_for), weeks=left))
    else:
        found.append(_("No day is set yet; then nothing can be counted back."))
    if plan.going_to:
        found.append(_("Going to: {place}").format(place=plan.going_to))
    if plan.children_may_stay is not None:
        yes, no = _("The children may stay there."), _("The children may not stay there.")
        found.append(yes if plan.children_may_stay else no)
    if plan.evidence:
        words = _("Evidence for a childcare resettlement licence: {count}.")
        found.append(words.format(count=len(plan.evidence)))
    if plan.her_words:
        found.append(_("She says: “{words}”").format(words=plan.her_words))
    return found


def due_of(one: ItemNow) -> str:
    """When an item is due, or was done."""
    if one.done:
        return _("done {day}").format(day=written(one.item.done_on))
    if one.late_days:
        many = _("{days} days late").format(days=one.late_days)
        return _("1 day late") if one.late_days == 1 else many
    return written(one.item.due) or _("no date")


def oversight_newest(case_file: CaseFile) -> list[Record]:
    """Supervision and managers' entries, the newest few."""
    found: list[Record] = [*case_file.of(Supervision), *case_file.of(ManagementOversight)]
    found.sort(key=lambda one: one.happened_on() or dt.date.min, reverse=True)
    return found[:_FEW]


def decision_in_words(one: PrisonDecision) -> str:
    """The decision, what was done, and what came of it."""
    parts = [one.what]
    if one.route:
        parts.append(code_list("prison_decision_route").label(one.route))
    if one.outcome:
        parts.append(one.outcome)
    elif one.review_on:
        parts.append(_("look again on {day}").format(day=written(one.review_on)))
    return "; ".join(part.rstrip(".") for part in parts)


def _closed(case: Case, case_file: CaseFile) -> list[str]:
    words = _("Closed on {day}: {reason}.")
    reason = code_list("closure_reason").label(case.closure_reason or "other")
    found = [words.format(day=written(case.closed), reason=reason)]
    if case.closing_words:
        found.append(_("Her last word: “{words}”").format(words=case.closing_words))
    if case.approved_on:
        words = _("Approved by {name} on {day}.")
        name = case_file.name(case.approved_by_id) if case.approved_by_id else _("the manager")
        found.append(words.format(name=name, day=written(case.approved_on)))
    else:
        found.append(_("The manager has not approved the closing yet."))
    return found
