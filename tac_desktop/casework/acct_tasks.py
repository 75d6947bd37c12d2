"""What ACCT notes ask for: tasks for what she owns, and the same thing done on both sides.

A support action is known by its words within its episode, so the same action carried from review
to review is one task.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tac_desktop.casework.acct import AcctEpisode, AcctReview, Reopening, SupportAction
from tac_desktop.casework.acct_news import care_after_news
from tac_desktop.casework.acct_targets import post_closure_due, reviews_of
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.consequences import Exactly
from tac_desktop.casework.dates import written
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.record import Record
from tac_desktop.casework.text import fold
from tac_desktop.casework.work import Task
from tac_desktop.words import _

_STATUS = {"done": "done", "not_done": "cancelled", "passed_on": "cancelled"}
"""What becomes of the task when the review says what became of the action."""


def task_of_action(acct_id: str, words: str) -> str:
    """The identifier of the task for an action of this episode."""
    return derived_id(acct_id, "acct action", " ".join(fold(words).split()))


def mine_as_done(action: SupportAction, task: Task | None) -> SupportAction:
    """The action as it stands after what became of its task."""
    if not action.mine or task is None or task.status != "done":
        return action
    return action.model_copy(update={"status": "done"})


def after_review(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """Tasks for her own actions, the state of the episode, and care after difficult news."""
    assert isinstance(record, AcctReview)
    wanted = {task.id: task for task in _tasks(record)}
    yield from _no_longer_asked(record, wanted, case_file)
    for task in wanted.values():
        yield from _as_the_review_says(record, task, case_file)
    if record.bad_news_given and record.date:
        yield care_after_news(record, record.date)
    yield from _episode_follows(record, case_file)
    goes_on = record.review_outcome == "post_closure_goes_on"
    if record.type == "post_closure_review" and not goes_on:
        reminder = case_file.get(Task, _reminder_id(record.acct_id))
        if reminder is not None and reminder.is_open():
            yield Exactly(reminder.changed(status="done", done_on=record.date))


def after_episode(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """A reminder of the post-closure review, for as long as the phase lasts."""
    assert isinstance(record, AcctEpisode)
    due = post_closure_due(case_file, record)
    known = case_file.get(Task, _reminder_id(record.id))
    if record.status == "post_closure" and due and not _reviewed_after_closing(record, case_file):
        task = _reminder(record, due)
        again = known is not None and not known.is_open()
        if known is not None and again and (known.status == "cancelled" or known.due != due):
            yield Exactly(known.changed(status="open", done_on=None, due=due))
        else:
            yield task
    elif known is not None and known.is_open() and record.status != "post_closure":
        yield Exactly(known.changed(status="cancelled"))


def after_task(record: Record, case_file: CaseFile) -> Iterator[Record]:
    """An action that was done as a task is done in the last review that holds it, and back."""
    assert isinstance(record, Task)
    if record.kind != "acct_action" or not record.from_record_id:
        return
    for review in reversed(reviews_of(case_file, record.from_record_id)):
        places = [
            place
            for place, one in enumerate(review.support_actions)
            if one.mine and task_of_action(review.acct_id, one.action) == record.id
        ]
        if not places:
            continue
        actions = list(review.support_actions)
        before = actions[places[0]].status
        now = _action_status(before, record)
        if now != before:
            actions[places[0]] = actions[places[0]].model_copy(update={"status": now})
            yield review.changed(support_actions=actions)
        return


def _action_status(before: str, task: Task) -> str:
    if task.status == "done":
        return "done"
    if task.is_open() and before == "done":
        return "open"
    return before


def _tasks(review: AcctReview) -> Iterator[Task]:
    for action in review.support_actions:
        if action.mine and action.action:
            yield _task(review, action.action, action.due, _STATUS.get(action.status, "open"))
    for words in review.actions_for_tac:
        yield _task(review, words, review.next_review, "open")


def _task(review: AcctReview, words: str, due: dt.date | None, status: str) -> Task:
    return Task(
        id=task_of_action(review.acct_id, words),
        mother_id=review.mother_id,
        title=words,
        kind="acct_action",
        due=due,
        status=status,
        from_record_id=review.acct_id,
    )


def _as_the_review_says(
    review: AcctReview, task: Task, case_file: CaseFile
) -> Iterator[Record | Exactly]:
    """The latest review decides; an earlier one that is put right leaves the task alone."""
    known = case_file.get(Task, task.id)
    if known is None:
        if task.is_open():
            yield task
        return
    if not _is_latest_with(review, task.id, case_file):
        return
    before = case_file.get(AcctReview, review.id)
    said = {one.id: one.status for one in _tasks(before)} if before else {}
    if task.status == said.get(task.id) or known.is_open() == task.is_open():
        yield task
        return
    changed = known.changed(title=task.title, due=task.due, status=task.status, done_on=None)
    yield Exactly(changed.changed(done_on=review.date) if task.status == "done" else changed)


def _no_longer_asked(
    review: AcctReview, wanted: dict[str, Task], case_file: CaseFile
) -> Iterator[Exactly]:
    """Tasks that this review asked for before it was changed, and that no other one holds."""
    before = case_file.get(AcctReview, review.id)
    if before is None:
        return
    others = {
        task.id
        for one in reviews_of(case_file, review.acct_id)
        if one.id != review.id
        for task in _tasks(one)
    }
    for task in _tasks(before):
        known = case_file.get(Task, task.id)
        if task.id not in wanted and task.id not in others and known and known.is_open():
            yield Exactly(known.changed(status="cancelled"))


def _is_latest_with(review: AcctReview, task_id: str, case_file: CaseFile) -> bool:
    later = _later_reviews(review, case_file)
    return not any(task.id == task_id for one in later for task in _tasks(one))


def _later_reviews(review: AcctReview, case_file: CaseFile) -> list[AcctReview]:
    day = review.date or dt.date.min
    return [
        one
        for one in reviews_of(case_file, review.acct_id)
        if one.id != review.id and (one.date or dt.date.min) > day
    ]


def _episode_follows(review: AcctReview, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """What the last review decided is the status of the episode; entered once."""
    episode = case_file.get(AcctEpisode, review.acct_id)
    if episode is None or _later_reviews(review, case_file):
        return
    changed = _decided(episode, review, case_file)
    if changed is not None:
        yield changed
        yield from after_episode(changed, case_file)


def _decided(episode: AcctEpisode, review: AcctReview, case_file: CaseFile) -> AcctEpisode | None:
    if review.review_outcome == "closed" and episode.status == "open":
        closed = episode.changed(status="post_closure", closed=review.date)
        planned = review.next_review or post_closure_due(case_file, closed)
        return closed.changed(post_closure_review=planned)
    if review.review_outcome == "post_closure_goes_on" and episode.status == "post_closure":
        planned = review.next_review or episode.post_closure_review
        return episode.changed(post_closure_review=planned)
    if review.review_outcome == "post_closure_ended" and episode.status == "post_closure":
        return episode.changed(status="closed")
    if review.review_outcome == "opened_again" and episode.status == "post_closure":
        why = review.review_outcome_why
        again = Reopening(on=review.date, at=review.time, why=why)
        return episode.changed(status="open", reopenings=[*episode.reopenings, again])
    return None


def _reviewed_after_closing(episode: AcctEpisode, case_file: CaseFile) -> bool:
    closed = episode.closed or dt.date.min
    return any(
        one.type == "post_closure_review"
        and one.review_outcome != "post_closure_goes_on"
        and (one.date or dt.date.min) >= closed
        for one in reviews_of(case_file, episode.id)
    )


def _reminder(episode: AcctEpisode, due: dt.date) -> Task:
    words = _("Post-closure review of ACCT {number}, closed on {day}: is it arranged?")
    return Task(
        id=_reminder_id(episode.id),
        mother_id=episode.mother_id,
        title=words.format(number=episode.log_number, day=written(episode.closed)),
        kind="acct_action",
        due=due,
        from_record_id=episode.id,
    )


def _reminder_id(acct_id: str) -> str:
    return derived_id(acct_id, "post-closure review")
