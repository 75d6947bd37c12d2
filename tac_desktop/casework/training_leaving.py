"""Invented consents over time, explanations, oversight, plans for release, and those who left."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from tac_desktop.casework.children import LegalStatus
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody, Movement
from tac_desktop.casework.departure import DUE_AFTER_DAYS, task_of
from tac_desktop.casework.episode import Consent
from tac_desktop.casework.oversight import ManagementOversight, PrisonDecision
from tac_desktop.casework.pre_release import due_day, usual_items
from tac_desktop.casework.record import Record, record_from
from tac_desktop.casework.release import Departure, ReleasePlan, ResettlementEvidence
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_family import Family
from tac_desktop.casework.training_work import Episode
from tac_desktop.casework.voice import Explanation
from tac_desktop.casework.work import Supervision, Task

R = TypeVar("R", bound=Record)

_WHY_FIRST = {
    "urgent": "A baby is due within weeks and no place is arranged.",
    "high": "A hearing is near and she has no solicitor.",
    "routine": "",
}
_TOPICS = {
    "interim_care_order": "interim_care_order",
    "care_order": "care_order",
    "section_20": "section_20",
    "section_76_wales": "section_76_wales",
    "placement_order": "placement_order",
    "special_guardianship_order": "special_guardianship",
}
_HER_QUESTIONS = (
    "So they have to ask me first?",
    "I thought I had signed everything away.",
    "Can I still say no?",
    "Nobody told me it like that before.",
)
_HER_SIDE = (
    "I was not angry, I was frightened.",
    "I did ring back. Nobody picked up.",
    "That is not what I said about the contact.",
)
_LAST_WORDS = (
    "You told me the truth when it was bad.",
    "I know who to ring now.",
    "My letters got through. That is what counts.",
)
_DECISIONS = (
    ("A family day was refused.", "talk", "respect"),
    ("Photographs were held back at the gate.", "complaint", "respect"),
    ("Moved to another wing two days before a hearing.", "manager", "safety"),
)


def make_leaving(builder: Builder, family: Family, episode: Episode) -> None:
    """What belongs to an episode of work besides the daily log, and how it ended."""
    if family.story.status == "waiting":
        _wait(builder, episode)
        return
    _withdrawn(builder, episode)
    _explained(builder, family, episode)
    _her_side(builder)
    _oversight(builder, episode)
    _release(builder, family, episode)
    if family.story.reopened:
        _asked_before(builder, family, episode)
    if family.story.status == "closed":
        _closing(builder, episode)
    elif family.story.leaves:
        _gone(builder, family, episode)


def _wait(builder: Builder, episode: Episode) -> None:
    """Priorities in turn, each with its reason."""
    priority = ("high", "routine", "urgent")[builder.number % 3]
    builder.amend(
        episode.case,
        episode.opened,
        "updated",
        "",
        priority=priority,
        priority_reason=_WHY_FIRST[priority],
    )


def _withdrawn(builder: Builder, episode: Episode) -> None:
    """Some consents are withdrawn later."""
    for consent in _held(builder, Consent):
        if consent.given and consent.purpose == "share_with_prison_staff" and builder.chance(25):
            day = builder.between(episode.opened, episode.last_day)
            builder.amend(consent, day, "updated", "She changed her mind.", withdrawn_on=day)


def _explained(builder: Builder, family: Family, episode: Episode) -> None:
    statuses = [one for one in _held(builder, LegalStatus) if one.type in _TOPICS]
    for status in statuses[: builder.rng.randint(0, 2)]:
        day = builder.between(episode.opened, episode.last_day)
        understood = builder.rng.choice(("yes", "yes", "partly", "no"))
        open_case = family.story.status == "open"
        again = builder.ahead(3, 30) if open_case and understood != "yes" else None
        builder.add(
            Explanation,
            day,
            date=day,
            topic=_TOPICS[status.type],
            what="What it means, who decides, and what she can do.",
            child_ids=[status.child_id],
            how=builder.some([one.code for one in code_list("how_explained").offered], 2),
            understood=understood,
            her_words=builder.rng.choice(_HER_QUESTIONS) if builder.chance(60) else "",
            again_on=again,
        )


def _her_side(builder: Builder) -> None:
    """Her comment stands under one of the notes."""
    notes = [one for one in _held(builder, ContactLogEntry) if one.share == "open" and one.text]
    if notes and builder.chance(40):
        note = builder.rng.choice(notes)
        day = (note.date or builder.today) + dt.timedelta(days=2)
        builder.amend(note, day, "mothers_comment", builder.rng.choice(_HER_SIDE))


def _oversight(builder: Builder, episode: Episode) -> None:
    if builder.chance(50):
        day = builder.between(episode.opened, episode.last_day)
        builder.add(
            ManagementOversight,
            day,
            date=day,
            kind="case_read",
            by_id=builder.worker_id,
            text="Read with the worker: the plan fits what she says she needs.",
            case_id=episode.case.id,
        )
    if builder.chance(40):
        what, route, tag = builder.rng.choice(_DECISIONS)
        day = builder.between(episode.opened, episode.last_day)
        builder.add(
            PrisonDecision,
            day,
            date=day,
            what=what,
            decided_by="The wing",
            our_view="No reason was given that touches the children.",
            route=route,
            asked_on=day,
            review_on=None if episode.case.status == "closed" else builder.ahead(3, 20),
            outcome="It was looked at again." if episode.case.status == "closed" else "",
            healthy_prison=[tag],
        )
    for talk in _held(builder, Supervision)[:1]:
        builder.amend(
            talk, talk.date or builder.today, "updated", "", agenda=["What is overdue", "Consents"]
        )


def _release(builder: Builder, family: Family, episode: Episode) -> None:
    """A plan counted back from the release date, partly settled."""
    released = family.custody.release_date
    if episode.case.status == "closed" or released is None or family.story.leaves:
        return
    if not dt.timedelta() < released - builder.today < dt.timedelta(weeks=40):
        return
    items = []
    for one in usual_items(released):
        settled = one.due is not None and one.due < builder.today and builder.chance(70)
        done_on = builder.day_in(2, 9) if settled else None
        items.append(one.model_copy(update={"done_on": done_on}))
    plan = builder.add(
        ReleasePlan,
        builder.day_in(2, 20),
        planned_for=released,
        going_to="Not yet clear",
        items=items,
        evidence=[
            ResettlementEvidence(
                date=builder.day_in(5, 30),
                evidence="Read to her child on every family day.",
                source="Family services",
            )
        ]
        if builder.chance(50)
        else [],
        her_words="Somewhere with a door of our own.",
    )
    for one in plan.items[:2]:
        if not one.done_on and one.due == due_day(one.item, released):
            builder.keep(
                Task(
                    id=builder.new_id(),
                    mother_id=plan.mother_id,
                    title=f"Before release: {code_list('release_item').label(one.item)}",
                    kind="release_item",
                    due=one.due,
                    status="open",
                    owner_id=builder.worker_id,
                    case_id=episode.case.id,
                ),
                builder.day_in(2, 20),
            )


def _asked_before(builder: Builder, family: Family, episode: Episode) -> None:
    """A consent from before the recall that nobody has asked about again."""
    day = episode.opened - dt.timedelta(days=150)
    builder.add(
        Consent,
        day,
        purpose="share_with_health",
        given=True,
        method="verbal",
        given_on=day,
        case_id=episode.case.reopened_from,
    )


def _closing(builder: Builder, episode: Episode) -> None:
    """Her last word, the consents that ended, and an approval that is given or waited for."""
    closed = episode.case.closed
    assert closed is not None
    approved = builder.chance(60)
    builder.amend(
        episode.case,
        closed,
        "updated",
        "",
        closing_words=builder.rng.choice(_LAST_WORDS),
        approved_by_id=builder.worker_id if approved else "",
        approved_on=closed if approved else None,
    )
    for consent in _held(builder, Consent):
        if consent.given and consent.withdrawn_on is None:
            builder.amend(consent, closed, "updated", "", ended_on=closed)


def _gone(builder: Builder, family: Family, episode: Episode) -> None:
    """Bailed at court without notice: found out on the day after, and nothing is closed yet."""
    day = builder.today - dt.timedelta(days=1)
    follow_ups = ["tell_social_workers", "meetings", "reach_her", "close_case"]
    departure = builder.add(
        Departure,
        day,
        date=day,
        kind="bail",
        to_place="",
        told_by="Reception, by telephone",
        follow_ups=follow_ups,
    )
    custody = _held(builder, Custody)[0]
    move = Movement(date=day, type="release", status="bail", note="Released on bail")
    builder.amend(
        custody,
        day,
        "updated",
        "",
        custody_status="bail",
        current_location="",
        movements=[*custody.movements, move],
    )
    for code in follow_ups:
        builder.keep(
            Task(
                id=task_of(departure, code),
                mother_id=departure.mother_id,
                title=code_list("departure_follow_up").label(code),
                kind="departure",
                due=day + dt.timedelta(days=DUE_AFTER_DAYS[code]),
                status="open",
                owner_id=builder.worker_id,
                case_id=episode.case.id,
            ),
            day,
        )


def _held(builder: Builder, cls: type[R]) -> list[R]:
    """The records of one type so far, as they stand."""
    found = []
    for one in builder.records:
        if one.type == cls.type_name:
            content = one.revisions[-1].content
            record = record_from(one.type, one.id, one.mother_id, content)
            assert isinstance(record, cls)
            found.append(record)
    return found
