"""Dates of the work itself: tasks, consents, questionnaires, release, reviews, oversight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.concern import Concern
from tac_desktop.casework.consents import consent_table, review_day
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.date_kinds import DateAhead, DateKind
from tac_desktop.casework.dates import add_months
from tac_desktop.casework.episode import Case, SurveyResponse
from tac_desktop.casework.oversight import ManagementOversight, PrisonDecision
from tac_desktop.casework.release import ReleasePlan
from tac_desktop.casework.targets import target
from tac_desktop.casework.voice import Explanation
from tac_desktop.casework.work import Supervision, Task
from tac_desktop.words import _


def dates_of_work(case_file: CaseFile) -> Iterator[DateAhead]:
    """Everything that the work itself asks for."""
    for task in case_file.of(Task):
        if task.is_open() and task.due:
            about = tuple(task.child_ids)
            yield DateAhead(task.due, None, task.title, task.id, about, DateKind.TASK, stays=True)
    yield from _consents(case_file)
    yield from _surveys(case_file)
    yield from _release(case_file)
    yield from _reviews(case_file)
    yield from _oversight(case_file)


def survey_due(case_file: CaseFile) -> tuple[dt.date, SurveyResponse] | None:
    """When the second questionnaire is due, and the first one; None where it is none."""
    months = target(case_file, "survey_months")
    surveys = case_file.of(SurveyResponse)
    first = [one for one in surveys if one.wave == "T1" and one.date]
    if not months or not first:
        return None
    last = max(first, key=lambda one: one.date or dt.date.min)
    assert last.date is not None
    if any(one.wave == "T2" and one.date and one.date >= last.date for one in surveys):
        return None
    return add_months(last.date, months), last


def _consents(case_file: CaseFile) -> Iterator[DateAhead]:
    for line in consent_table(case_file):
        consent = line.consent
        if consent is None or not consent.given or consent.withdrawn_on or consent.ended_on:
            continue
        day = review_day(consent, case_file)
        if day:
            words = _("Ask again for her consent: {what}").format(what=line.about(case_file))
            computed = consent.review_on is None
            yield DateAhead(
                day, None, words, consent.id, (), DateKind.CONSENT, computed, stays=True
            )


def _surveys(case_file: CaseFile) -> Iterator[DateAhead]:
    due = survey_due(case_file)
    if due:
        words = _("Second questionnaire (T2)")
        yield DateAhead(due[0], None, words, due[1].id, (), DateKind.SURVEY, True, stays=True)


def _release(case_file: CaseFile) -> Iterator[DateAhead]:
    custody = case_file.custody
    if custody is not None:
        yield from _release_dates(custody)
    for plan in case_file.of(ReleasePlan):
        for item in plan.items:
            if item.due and not item.done_on:
                what = code_list("release_item").label(item.item)
                words = _("To be settled before release: {what}").format(what=what)
                yield DateAhead(item.due, None, words, plan.id, (), DateKind.RELEASE, stays=True)


def _release_dates(custody: Custody) -> Iterator[DateAhead]:
    types = code_list("release_type")
    known = set()
    if custody.release_date:
        known.add((custody.release_date, custody.release_type))
        kind = types.label(custody.release_type) if custody.release_type else ""
        words = _("Release date ({kind})").format(kind=kind) if kind else _("Release date")
        yield DateAhead(custody.release_date, None, words, custody.id, (), DateKind.RELEASE)
    # Another date of another kind, such as the earliest day for home detention curfew, still
    # counts; one of the same kind was moved.
    for one in custody.earlier_release_dates:
        moved = one.type in ("", custody.release_type)
        if one.date and not moved and (one.date, one.type) not in known:
            known.add((one.date, one.type))
            words = _("Release date ({kind})").format(kind=types.label(one.type))
            yield DateAhead(one.date, None, words, custody.id, (), DateKind.RELEASE)


def _reviews(case_file: CaseFile) -> Iterator[DateAhead]:
    for case in case_file.of(Case):
        if case.next_review and case.status != "closed":
            words = _("Review of the case")
            yield DateAhead(
                case.next_review, None, words, case.id, (), DateKind.CASE_REVIEW, stays=True
            )
    for one in case_file.of(Explanation):
        if one.again_on and not _explained_since(case_file, one):
            topic = code_list("explained_topic").label(one.topic)
            words = _("Explain again: {topic}").format(topic=topic)
            about = tuple(one.child_ids)
            yield DateAhead(
                one.again_on, None, words, one.id, about, DateKind.EXPLANATION, stays=True
            )
    for concern in case_file.of(Concern):
        if concern.follow_up_on and concern.closed_on is None:
            kind = code_list("concern_kind").label(concern.kind)
            words = _("Ask what became of the concern: {kind}").format(kind=kind)
            about = tuple(concern.child_ids)
            yield DateAhead(
                concern.follow_up_on, None, words, concern.id, about, DateKind.CONCERN, stays=True
            )
    for episode in case_file.of(AcctEpisode):
        if episode.status == "closed":
            continue
        for risk in episode.known_dates_of_risk:
            if risk.date:
                words = _("Date to watch: {why}").format(why=risk.why or _("as noted"))
                yield DateAhead(risk.date, None, words, episode.id, (), DateKind.WATCH)


def _explained_since(case_file: CaseFile, before: Explanation) -> bool:
    """Whether the topic was explained again on the day that was meant, or after it."""
    return any(
        one.topic == before.topic
        and one.id != before.id
        and one.date is not None
        and before.date is not None
        and one.date > before.date
        and before.again_on is not None
        and one.date >= before.again_on
        for one in case_file.of(Explanation)
    )


def _oversight(case_file: CaseFile) -> Iterator[DateAhead]:
    talks = [one for one in case_file.of(Supervision) if one.date]
    for talk in talks:
        later = any(one.date and talk.date and one.date > talk.date for one in talks)
        if talk.next and not later:
            words = _("Supervision")
            yield DateAhead(talk.next, None, words, talk.id, (), DateKind.SUPERVISION, stays=True)
    for entry in case_file.of(ManagementOversight):
        if entry.by_when and entry.to_do:
            words = _("Asked for by the manager: {what}").format(what=entry.to_do)
            yield DateAhead(entry.by_when, None, words, entry.id, (), DateKind.TASK)
    for decision in case_file.of(PrisonDecision):
        if decision.review_on and not decision.outcome:
            words = _("Look again at the decision: {what}").format(what=decision.what)
            about = tuple(decision.child_ids)
            yield DateAhead(
                decision.review_on, None, words, decision.id, about, DateKind.DECISION, stays=True
            )
