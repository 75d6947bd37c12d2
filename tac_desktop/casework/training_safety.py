"""Concerns of invented cases, and the tasks that records ask for when they are saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tac_desktop.casework.case_file import CaseFile, Entry, Saved
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.concern import Concern, ToldRow
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.record import Record
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_family import Family
from tac_desktop.casework.training_work import Episode
from tac_desktop.casework.work import Task

_SEEN = {
    "child_care": "A carer said on the telephone that a child had not been to school for a week.",
    "child_told_me": "A child said on a visit that nobody is at home in the evenings.",
    "self_harm": "She said that she sees no way on, and did not want to eat.",
    "domestic_abuse": "A letter that frightened her came from a former partner.",
    "contact_risk": "Somebody passed the telephone to a person who must not have contact.",
    "exploitation": "Others on the wing ask her to pay with her canteen.",
    "staff_conduct": "She said how somebody spoke to her about her children.",
    "other": "She gave away her photographs.",
}
_ABOUT_A_CHILD = frozenset({"child_care", "child_told_me", "contact_risk"})
_SETTLED_AFTER = dt.timedelta(days=2)


def make_concern(builder: Builder, family: Family, episode: Episode) -> None:
    """A concern in every second case, each kind in its turn; half of them are settled."""
    if builder.number % 2:
        return
    kinds = [one.code for one in code_list("concern_kind").codes]
    kind = kinds[(builder.number // 2) % len(kinds)]
    day = max(episode.opened, episode.last_day - dt.timedelta(days=3 + builder.number % 6))
    settled = builder.number % 4 == 0 or family.story.status == "closed"
    children = [one.person.id for one in family.children[:1]] if kind in _ABOUT_A_CHILD else []
    concern = builder.add(
        Concern,
        day,
        kind=kind,
        date=day,
        time=dt.time(15, 45),
        child_ids=children,
        seen_or_heard=_SEEN[kind],
        her_words="I did not know whom to tell" if builder.number % 3 else "",
        told=[
            ToldRow(who="Oscar 1", on=day, at=dt.time(15, 50), how="Radio",
                    answer="Goes to see her at once"),
        ],
        prison_form_opened=kind == "self_harm",
        slip_text="Please look in on her every hour tonight." if kind == "self_harm" else "",
        share="tac_only" if kind == "staff_conduct" else "professionals_only",
        follow_up_on=day + _SETTLED_AFTER,
        outcome="Seen the same evening; she agreed to talk again." if settled else "",
        closed_on=min(day + _SETTLED_AFTER, episode.last_day) if settled else None,
    )  # fmt: skip
    over = episode.last_day if family.story.status == "closed" else None
    add_tasks(builder, concern, over_on=over)


def add_tasks(
    builder: Builder,
    record: Record,
    *others: Record,
    before: Record | None = None,
    over_on: dt.date | None = None,
) -> None:
    """Keep the tasks that saving `record` asks for beside the other records of its case.

    `before` is the record as it was once: what it asked for is there as well, as it stands now.
    In a case that was over on a day nothing is left to do.
    """
    first = _tasks(builder, before, others) if before else {}
    known = [*others, *([before] if before else []), *first.values()]
    day = record.happened_on() or builder.today
    for task in {**first, **_tasks(builder, record, known)}.values():
        done = {"status": "done", "done_on": over_on} if over_on and task.is_open() else {}
        builder.keep(task.changed(**done), day)


def _tasks(builder: Builder, record: Record, known: Sequence[Record]) -> dict[str, Task]:
    at = dt.datetime.combine(builder.today, dt.time(12), tzinfo=dt.UTC)
    saved = Saved(at, builder.worker_name, at, builder.worker_name)
    file = CaseFile(builder.mother_id, builder.today, tuple(Entry(one, saved) for one in known))
    return {one.id: one for one in consequences(record, file) if isinstance(one, Task)}
