"""What an invented case waits for: requests, calls that nobody answered, letters in every state."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.training_builder import Builder, working_day
from tac_desktop.casework.training_children import Child
from tac_desktop.casework.training_family import Family
from tac_desktop.casework.training_work import Episode
from tac_desktop.casework.work import Task

_REQUESTS = (
    "Dated news of {child}, and a photograph",
    "The date of the next review about {child}",
    "The care plan for {child}, for {mother} to read",
)
_TEXT = (
    "Dear {reader}\n\nI am the social worker who works with {mother} in HMP/YOI Larkmoor."
    " I asked for this and have not had an answer yet:\n\n- {what}\n\n"
    "Could you please answer by [date], even if it is only to say when we can expect to hear?\n\n"
    "Yours sincerely\n\n{worker}"
)


def make_waiting(builder: Builder, family: Family, episode: Episode, *, logged: bool) -> None:
    """One request to the first child's social worker, tried and written about in turn.

    `logged` says whether the log may have entries about it: sometimes their number is given.
    """
    if family.story.status != "open" or not family.children:
        return
    child = family.children[0]
    asked = max(episode.opened, working_day(builder.day_in(14, 60)))
    words = _REQUESTS[builder.number % len(_REQUESTS)]
    what = words.format(child=child.name, mother=family.mother.short_name())
    task = builder.add(
        Task,
        asked,
        title=what,
        kind="chase_social_worker",
        status="waiting",
        owner_id=builder.worker_id,
        waiting_on_id=child.social_worker.id,
        asked_on=asked,
        asked_how="phone",
        chased=[] if logged else _days_of_chasing(builder, asked),
        child_ids=[child.person.id],
        case_id=episode.case.id,
    )
    if logged:
        _tried(builder, child, asked, what)
    _letters(builder, family, child, task)


def _days_of_chasing(builder: Builder, asked: dt.date) -> list[str]:
    days = {builder.between(asked, builder.today - dt.timedelta(days=1)) for _time in range(2)}
    return [day.isoformat() for day in sorted(days)]


def _tried(builder: Builder, child: Child, asked: dt.date, what: str) -> None:
    yesterday = builder.today - dt.timedelta(days=1)
    for place in range(builder.number % 4 + 1):
        day = builder.between(asked, yesterday)
        reached = place == 2
        builder.add(
            ContactLogEntry,
            day,
            date=day,
            time=builder.clock(),
            channel="phone",
            direction="outgoing",
            with_person_ids=[child.social_worker.id],
            about_child_ids=[child.person.id],
            contact_made=reached,
            text=f"Asked again: {what}." + (" Will look into it." if reached else ""),
            share="open",
        )


def _letters(builder: Builder, family: Family, child: Child, task: Task) -> None:
    """In turn: a draft; a first letter that went out; two, the second firmer; one not sent."""
    asked = task.asked_on
    assert asked is not None
    first = min(asked + dt.timedelta(days=7), builder.today - dt.timedelta(days=2))
    second = min(first + dt.timedelta(days=7), builder.today - dt.timedelta(days=1))
    match builder.number % 4:
        case 0:
            _letter(builder, family, child, task, "chase_1", "draft", builder.today)
        case 1:
            _letter(builder, family, child, task, "chase_1", "sent", first)
        case 2:
            _letter(builder, family, child, task, "chase_1", "sent", first)
            _letter(builder, family, child, task, "chase_2", "sent", second)
        case _:
            _letter(builder, family, child, task, "chase_1", "not_sent", first)
            _letter(builder, family, child, None, "request_update", "sent", first, second)


def _letter(
    builder: Builder,
    family: Family,
    child: Child,
    task: Task | None,
    kind: str,
    status: str,
    day: dt.date,
    answered: dt.date | None = None,
) -> None:
    what = task.title if task else f"How is {child.name}?"
    builder.add(
        Letter,
        day,
        kind=kind,
        date=day,
        to_id=child.social_worker.id,
        child_ids=[child.person.id],
        subject=f"Asking again: {what}" if task else f"News of {child.name}",
        text=_TEXT.format(
            reader=child.social_worker.display_name(),
            mother=family.mother.display_name(),
            what=what,
            worker=builder.worker_name,
        ),
        status=status,
        sent_on=day if status == "sent" else None,
        sent_how="post" if status == "sent" else "",
        answered_on=answered,
        task_id=task.id if task else "",
    )
