"""The first steps of an ACCT against the targets that the service has set.

Targets are settings, since the current rules could not be confirmed (PSI 64/2011 with its version
6 annex). A late step is "target passed", never a breach, and nothing here is a level of risk.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.acct import AcctEpisode, AcctReview
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.targets import target
from tac_desktop.casework.uk_clock import after_hours, hours_between
from tac_desktop.words import _


@dataclass(frozen=True)
class Target:
    """One step: by when it was aimed for, when it was taken as far as is known, and the words."""

    step: str
    by: dt.datetime | dt.date
    taken: dt.datetime | dt.date | None
    passed: bool
    words: str


def acct_targets(case_file: CaseFile, episode: AcctEpisode, now: dt.datetime) -> list[Target]:
    """The steps that have a target, in their order. `now` is what a wall clock shows."""
    review = _first_review(case_file, episode)
    first_on, first_at = (review.date, review.time) if review else (None, None)
    steps = (
        (
            _("Immediate action plan"),
            target(case_file, "acct_plan_hours"),
            episode.plan_on,
            episode.plan_at,
        ),
        (
            _("Assessment interview"),
            target(case_file, "acct_assessment_hours"),
            episode.assessed_on,
            episode.assessed_at,
        ),
        (_("First case review"), target(case_file, "acct_review_hours"), first_on, first_at),
    )
    found = [
        made
        for step, hours, day, time in steps
        if hours is not None and (made := _within_hours(step, hours, episode, day, time, now))
    ]
    days = target(case_file, "acct_post_closure_days")
    after = _after_closing(case_file, episode, days, now.date())
    return [*found, after] if after else found


def post_closure_due(case_file: CaseFile, episode: AcctEpisode) -> dt.date | None:
    """The day of the post-closure review: as it was set, else so many days after closing."""
    if episode.status not in ("post_closure", "closed"):
        return None
    days = target(case_file, "acct_post_closure_days")
    if episode.post_closure_review or episode.closed is None or days is None:
        return episode.post_closure_review
    return episode.closed + dt.timedelta(days=days)


def reviews_of(case_file: CaseFile, acct_id: str) -> list[AcctReview]:
    """The reviews of one episode, the first one first."""
    found = [one for one in case_file.of(AcctReview) if one.acct_id == acct_id]
    return sorted(found, key=lambda one: (one.date or dt.date.min, one.time or dt.time()))


def _first_review(case_file: CaseFile, episode: AcctEpisode) -> AcctReview | None:
    reviews = [one for one in reviews_of(case_file, episode.id) if one.date]
    named = [one for one in reviews if one.type == "first_case_review"]
    return next(iter(named or reviews), None)


def _within_hours(
    step: str,
    hours: int,
    episode: AcctEpisode,
    day: dt.date | None,
    time: dt.time | None,
    now: dt.datetime,
) -> Target | None:
    """None where the moment of opening is not known: then nothing can be counted."""
    if episode.opened is None or episode.opened_time is None:
        return None
    by = after_hours(episode.opened, episode.opened_time, hours)
    aim = _("target {when}").format(when=_moment(by))
    if day is None:
        passed = now > by
        words = _("{aim} has passed; not noted here") if passed else _("{aim}; not noted yet")
        return Target(step, by, None, passed, words.format(aim=aim))
    if time is None:
        passed = day > by.date()
        words = _("on {day}; {aim} passed") if passed else _("on {day}; {aim}")
        return Target(step, by, day, passed, words.format(day=written(day), aim=aim))
    taken = dt.datetime.combine(day, time)
    passed = taken > by
    words = _("{when}; target passed by {late}") if passed else _("{when}; within the target")
    late = _hours_in_words(hours_between(by, taken)) if passed else ""
    return Target(step, by, taken, passed, words.format(when=_moment(taken), late=late))


def _after_closing(
    case_file: CaseFile, episode: AcctEpisode, days: int | None, today: dt.date
) -> Target | None:
    if episode.closed is None or episode.status not in ("post_closure", "closed") or days is None:
        return None
    by = episode.closed + dt.timedelta(days=days)
    held = [
        one.date
        for one in reviews_of(case_file, episode.id)
        if one.type == "post_closure_review" and one.date
    ]
    step, day = _("Post-closure review"), next(iter(held), None)
    aim = _("target {when}").format(when=written(by))
    if day is None:
        set_for = episode.post_closure_review
        if set_for and set_for >= today:
            words = _("set for {day}; {aim}").format(day=written(set_for), aim=aim)
            return Target(step, by, None, set_for > by, words)
        words = _("{aim} has passed; not noted here") if today > by else _("{aim}; not noted yet")
        return Target(step, by, None, today > by, words.format(aim=aim))
    words = _("on {day}; {aim} passed") if day > by else _("on {day}; within the target")
    return Target(step, by, day, day > by, words.format(day=written(day), aim=aim))


def _moment(moment: dt.datetime) -> str:
    return f"{written(moment.date())} {written_time(moment.time())}"


def _hours_in_words(hours: float) -> str:
    minutes = round(hours * 60)
    if minutes < 60:
        return _("{count} minutes").format(count=minutes) if minutes != 1 else _("1 minute")
    if minutes < 48 * 60:
        whole = minutes // 60
        return _("{count} hours").format(count=whole) if whole != 1 else _("1 hour")
    return _("{count} days").format(count=minutes // (24 * 60))
