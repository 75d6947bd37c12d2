"""What the form for the next review begins with: what the last one left open, and nothing judged.

Risk level, observations and conversations are never carried forward: each review sets its own.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from tac_desktop.casework.acct import AcctEpisode, AcctReview, Attendee, SupportAction
from tac_desktop.casework.acct_news import news_for_next_review, news_in_words
from tac_desktop.casework.acct_targets import reviews_of
from tac_desktop.casework.acct_tasks import mine_as_done, task_of_action
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.work import Task


def next_review_answers(
    case_file: CaseFile, episode: AcctEpisode, *, with_news: bool = False
) -> dict[str, Any]:
    """Answers for a new review of this episode. `with_news` notes the news given since the last."""
    reviews = reviews_of(case_file, episode.id)
    last = reviews[-1] if reviews else None
    answers: dict[str, Any] = {"acct_id": episode.id, "type": _kind(episode, last)}
    if last is None:
        triggers = [code_list("acct_trigger").label(one) for one in episode.child_related_triggers]
        answers["triggers"] = "; ".join(triggers)
        answers["protective_factors"] = "; ".join(episode.protective_factors)
        answers["attendees"] = _coordinator(episode)
    else:
        answers["date"] = case_file.as_of
        if last.next_review == case_file.as_of:
            answers["time"] = last.next_review_time
        answers |= {
            "place": last.place,
            "triggers": last.triggers,
            "protective_factors": last.protective_factors,
            "attendees": [one.model_copy(update={"how": ""}) for one in last.attendees]
            or _coordinator(episode),
            "support_actions": _open_actions(case_file, last),
            "actions_for_tac": _still_to_do(case_file, last),
        }
    news = news_for_next_review(case_file, episode) if with_news else []
    if news:
        told = [one.staff_told for one in news if one.staff_told]
        answers |= {
            "bad_news_given": True,
            "bad_news": news_in_words(news),
            "bad_news_told_to": "; ".join(told),
        }
    return answers


def new_episode_answers(case_file: CaseFile) -> dict[str, Any]:
    """Answers for a new episode: what is known from the last one. Consent is asked for anew."""
    last = max(case_file.of(AcctEpisode), key=lambda one: one.opened or dt.date.min, default=None)
    if last is None:
        return {}
    reviews = reviews_of(case_file, last.id)
    said = reviews[-1].protective_factors if reviews else ""
    return {
        "child_related_triggers": last.child_related_triggers,
        "protective_factors": last.protective_factors or ([said] if said else []),
        "known_dates_of_risk": [
            one for one in last.known_dates_of_risk if one.date and one.date >= case_file.as_of
        ],
        "tac_is_invited": last.tac_is_invited,
    }


def _kind(episode: AcctEpisode, last: AcctReview | None) -> str:
    if episode.status == "post_closure":
        return "post_closure_review"
    return "case_review" if last else "first_case_review"


def _coordinator(episode: AcctEpisode) -> list[Attendee]:
    if not episode.coordinator_id:
        return []
    role = code_list("role").label("acct_case_coordinator")
    return [Attendee(person_id=episode.coordinator_id, role=role)]


def _open_actions(case_file: CaseFile, last: AcctReview) -> list[SupportAction]:
    """What was open, with what has become of it since."""
    return [
        mine_as_done(one, case_file.get(Task, task_of_action(last.acct_id, one.action)))
        for one in last.support_actions
        if one.status in ("", "open")
    ]


def _still_to_do(case_file: CaseFile, last: AcctReview) -> list[str]:
    found = []
    for text in last.actions_for_tac:
        task = case_file.get(Task, task_of_action(last.acct_id, text))
        if task is None or task.is_open():
            found.append(text)
    return found
