"""How far an application has come, from what is recorded on it. No Qt here; no verdicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tac_desktop.casework.dates import written
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.mbu_clock import GRANTED
from tac_desktop.words import _


class State(StrEnum):
    """Where a stage stands."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to_come"
    NOT_NEEDED = "not_needed"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return {
            State.DONE: _("done"),
            State.NOW: _("now"),
            State.TO_COME: _("to come"),
            State.NOT_NEEDED: _("not needed"),
        }[self]


@dataclass(frozen=True)
class Stage:
    """One step of an application; `detail` is a date or a count."""

    words: str
    state: State
    detail: str = ""


def mbu_stages(application: MbuApplication, today: dt.date) -> list[Stage]:
    """The steps in order; the first one that is neither done nor skipped is where it stands."""
    stages = [
        _dated(_("Told of her right"), application.mother_told_of_right),
        _dated(_("Applied"), application.applied),
        _asked(application),
        _received(application),
        _board(application),
        _decision(application),
        _appeal(application),
        place := _place(application),
        *_on_the_unit(application, place.state is State.NOT_NEEDED),
    ]
    return _with_now(stages)


def stages_in_words(stages: Sequence[Stage]) -> str:
    """All of it as one text, for whoever does not see the drawing."""
    parts = []
    for place, stage in enumerate(stages, start=1):
        words = _("{place}. {stage}: {state}").format(
            place=place, stage=stage.words, state=stage.state.words
        )
        parts.append(f"{words} ({stage.detail})" if stage.detail else words)
    return "; ".join(parts) + "."


def _dated(words: str, day: dt.date | None) -> Stage:
    return Stage(words, State.DONE if day else State.TO_COME, written(day))


def _asked(application: MbuApplication) -> Stage:
    days = [one.requested for one in application.reports if one.requested]
    words = _("Reports asked for")
    return Stage(words, State.DONE, written(min(days))) if days else Stage(words, State.TO_COME)


def _received(application: MbuApplication) -> Stage:
    reports = application.reports
    there = sum(1 for one in reports if one.received)
    words = _("Reports in")
    detail = _("{there} of {all}").format(there=there, all=len(reports)) if reports else ""
    whole = bool(reports) and there == len(reports)
    return Stage(words, State.DONE if whole else State.TO_COME, detail)


def _board(application: MbuApplication) -> Stage:
    held = bool(application.recommendation or application.recommended_on or application.decision)
    day = application.recommended_on or application.board_date
    return Stage(_("Board"), State.DONE if held else State.TO_COME, written(day))


def _decision(application: MbuApplication) -> Stage:
    made = bool(application.decision or application.decided_on)
    state = State.DONE if made else State.TO_COME
    return Stage(_("Decision"), state, written(application.decided_on))


def _appeal(application: MbuApplication) -> Stage:
    words = _("Appeal")
    if application.appeal_outcome and application.appeal_outcome != "pending":
        return Stage(words, State.DONE, written(application.appeal_lodged))
    if application.appeal_lodged:
        return Stage(words, State.TO_COME, written(application.appeal_lodged))
    unneeded = application.decision in GRANTED or application.admitted is not None
    last = application.appeal_deadline
    detail = _("until {day}").format(day=written(last)) if last and not unneeded else ""
    return Stage(words, State.NOT_NEEDED if unneeded else State.TO_COME, detail)


def _place(application: MbuApplication) -> Stage:
    if application.admitted:
        return Stage(_("Admitted"), State.DONE, written(application.admitted))
    refused = application.decision == "refuse" and application.appeal_outcome != "upheld"
    over = application.status in ("withdrawn", "not_needed_released", "refused", "appeal_dismissed")
    if refused or over:
        return Stage(_("Admitted"), State.NOT_NEEDED)
    if application.temporary_admission:
        words = _("for a time, {day}").format(day=written(application.temporary_admission))
        return Stage(_("Admitted"), State.TO_COME, words)
    return Stage(_("Admitted"), State.TO_COME)


def _on_the_unit(application: MbuApplication, never_there: bool) -> list[Stage]:
    """Care plan, plan for leaving, the end; none of them where there is no place."""
    leaving = bool(application.separation_plan or application.ended)
    extended = [one.until for one in application.extensions if one.decision in GRANTED]
    until = _("until {day}").format(day=written(extended[-1])) if extended else ""
    stages = [
        _dated(_("Care plan, reviews"), application.care_plan_on),
        Stage(_("Leaving plan"), State.DONE if leaving else State.TO_COME, until),
        _dated(_("Left the unit"), application.ended),
    ]
    if not never_there:
        return stages
    return [replace(one, state=State.NOT_NEEDED) for one in stages]


def _with_now(stages: Sequence[Stage]) -> list[Stage]:
    """Mark the first open step after the last one that is done."""
    done = [place for place, stage in enumerate(stages) if stage.state is State.DONE]
    first = done[-1] + 1 if done else 0
    skipped = [n for n, one in enumerate(stages) if one.state is State.TO_COME and n < first]
    now = skipped[:1] or [
        n for n, one in enumerate(stages) if n >= first and one.state is State.TO_COME
    ]
    return [
        replace(stage, state=State.NOW) if now and place == now[0] else stage
        for place, stage in enumerate(stages)
    ]
