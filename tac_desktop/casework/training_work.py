"""The work on an invented case: episode, referral, consents, needs, tasks, what got in the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.episode import (
    Barrier,
    Case,
    Consent,
    Need,
    Outcome,
    Referral,
    SurveyResponse,
)
from tac_desktop.casework.training_builder import Builder, ids
from tac_desktop.casework.training_children import Child
from tac_desktop.casework.training_family import Family
from tac_desktop.casework.training_places import AddressBook
from tac_desktop.casework.work import ChronologyEvent, Document, Supervision, Task

_REASONS = (
    "Asked at her first interview how she would see her children.",
    "Does not know which authority has her children's files.",
    "Has had no news of the children since she came in.",
    "Wants to take part in the next review and does not know how.",
    "A letter from the council came that she could not read.",
)
_WORDS = {
    "improved_contact_with_children": (
        "I just want to hear their voices",
        "They think I've forgotten them",
        "A photo would do",
    ),
    "improved_communication_with_childrens_services": (
        "Nobody rings me back",
        "They talk about me, not to me",
        "I find out last",
    ),
    "navigate_family_court": (
        "I don't know what I signed",
        "I want to be there when they decide",
        "The letters might as well be in Latin",
    ),
    "mbu_place": ("I want this baby with me", "I can do it if they let me show them"),
    "understand_rights": ("Can they just do that?", "What am I allowed to ask for?"),
    "pre_release_support": ("I've nowhere to go that takes a child", "I need it sorted before"),
}
_GOALS = {
    "improved_contact_with_children": "Regular contact with each child",
    "improved_communication_with_childrens_services": "A named worker and news every month",
    "navigate_family_court": "Solicitor, dates on paper, takes part in hearings",
    "mbu_place": "Application heard before the birth",
    "understand_rights": "Easy-read sheets gone through together",
    "pre_release_support": "Housing and support in place before release",
}
_TASKS = (
    ("Ring {sw} about the date of {child}'s review", "chase_social_worker"),
    ("Ask {authority} for the minutes of the last meeting", "chase_social_worker"),
    ("Book the video link for the next meeting about {child}", "platform"),
    ("Ask the wing for an unlock on the day of the meeting", "unlock_request"),
    ("Send {mother}'s letter to {child}", "contact_due"),
    ("Go through the plan with {mother} in plain words", "other"),
    ("Tell the referrer what came of it", "tell_referrer"),
    ("Ask again about her consents", "consent_review"),
)


@dataclass(frozen=True)
class Episode:
    """The current case and the days between which the work was done."""

    case: Case
    opened: dt.date
    last_day: dt.date


def make_episode(builder: Builder, book: AddressBook, family: Family) -> Episode:
    """Referral, case, consents, needs and what belongs to them."""
    story, yesterday = family.story, builder.today - dt.timedelta(days=1)
    opened = min(family.came_in + dt.timedelta(days=builder.rng.randint(2, 20)), yesterday)
    if story.status == "waiting":
        opened = builder.day_in(2, 9)
    closed = builder.day_in(5, 30) if story.status == "closed" else None
    earlier = _earlier_case(builder, opened) if story.reopened else None
    case = builder.add(
        Case,
        opened,
        episode=2 if earlier else 1,
        status=story.status,
        opened=opened,
        worker_id=builder.worker_id,
        priority="high" if story.acct == "open" or story.mbu == "unborn" else "routine",
        priority_reason="Safety plan open." if story.acct == "open" else "",
        next_review=builder.ahead(5, 60) if story.status == "open" else None,
        case_summary=_summary(family),
        reopened_from=earlier.id if earlier else "",
        reopen_reason="recall_breach_of_licence" if earlier else "",
        closed=closed,
        closure_reason="released" if closed else "",
    )
    episode = Episode(case, opened, closed or yesterday)
    _referral(builder, book, family, episode)
    if story.status != "waiting":
        _consents(builder, family, episode)
        _needs(builder, family, episode)
        _papers(builder, family, episode)
    _tasks(builder, family, episode)
    _chronology(builder, family)
    return episode


def _earlier_case(builder: Builder, opened: dt.date) -> Case:
    began = opened - dt.timedelta(days=builder.rng.randint(200, 400))
    return builder.add(
        Case,
        began,
        episode=1,
        status="closed",
        opened=began,
        worker_id=builder.worker_id,
        closed=began + dt.timedelta(days=60),
        closure_reason="released",
        priority="routine",
    )


def _summary(family: Family) -> str:
    count = len(family.every_child)
    children = {0: "no children yet", 1: "one child"}.get(count, f"{count} children")
    authorities = sorted({one.authority.short_name for one in family.every_child})
    with_whom = " and ".join(authorities) or "no authority"
    return (
        f"{family.mother.short_name()} has {children}; {with_whom} involved. "
        f"Story of this training case: {family.story.name}. Everyone in it is invented."
    )


def _referral(builder: Builder, book: AddressBook, family: Family, episode: Episode) -> None:
    source = builder.rng.choice(
        ("self", "prison_offender_manager", "mbu_or_pmblo", "wing_staff", "healthcare")
    )
    waiting = family.story.status == "waiting"
    builder.add(
        Referral,
        episode.opened,
        date=episode.opened - dt.timedelta(days=builder.rng.randint(0, 4)),
        source=source,
        referrer_person_id=book.staff["prison_offender_manager"].id
        if source == "prison_offender_manager"
        else "",
        reason=builder.rng.choice(_REASONS),
        case_id=episode.case.id,
        outcome="waiting" if waiting else "accepted",
        first_seen=None if waiting else episode.opened,
    )


def _consents(builder: Builder, family: Family, episode: Episode) -> None:
    purposes = ["work_with_service", "share_with_local_authorities", "share_with_prison_staff"]
    purposes += ["evaluation"] if builder.chance(60) else []
    for purpose in purposes:
        given = purpose in ("work_with_service", "share_with_local_authorities")
        given = given or builder.chance(75)
        builder.add(
            Consent,
            episode.opened,
            purpose=purpose,
            given=given,
            limits="Safety always; family news only if she agrees" if builder.chance(30) else "",
            method=builder.rng.choice(("signed", "read_aloud_then_signed", "verbal")),
            given_on=episode.opened,
            review_on=episode.opened + dt.timedelta(days=182),
            case_id=episode.case.id,
        )
    if family.supporter:
        builder.add(
            Consent,
            episode.opened,
            purpose="share_with_family_member",
            subject_person_id=family.supporter.id,
            given=builder.chance(80),
            method="verbal",
            given_on=episode.opened,
            review_on=episode.opened + dt.timedelta(days=182),
            case_id=episode.case.id,
        )


def _needs(builder: Builder, family: Family, episode: Episode) -> None:
    possible = [one for one in _GOALS if one != "mbu_place" or family.story.mbu]
    closed = family.story.status == "closed"
    for category in builder.some(possible, builder.rng.randint(2, 4)):
        builder.add(
            Need,
            episode.opened,
            category=category,
            identified_by=builder.rng.choice(("mother", "mother", "worker", "both")),
            identified_on=episode.opened,
            in_her_words=builder.rng.choice(_WORDS[category]),
            goal=_GOALS[category],
            status=builder.rng.choice(("met", "partly_met") if closed else ("in_progress",)),
            case_id=episode.case.id,
        )
    for code in builder.some(code_list("outcome").offered[:10], 4 if closed else 1):
        day = builder.between(episode.opened, episode.last_day)
        builder.add(Outcome, day, category=code.code, date=day, case_id=episode.case.id)
    for code in builder.some(code_list("barrier").offered[:14], builder.rng.randint(0, 3)):
        day = builder.between(episode.opened, episode.last_day)
        builder.add(Barrier, day, category=code.code, date=day, case_id=episode.case.id)


def _papers(builder: Builder, family: Family, episode: Episode) -> None:
    for child in family.children[:2]:
        day = builder.between(episode.opened, episode.last_day)
        kind = builder.rng.choice(("plan", "report", "minutes"))
        builder.add(
            Document,
            day,
            title=f"{kind.capitalize()} about {child.name}",
            type=kind,
            date=day,
            from_id=child.authority.id,
            child_ids=[child.person.id],
            pages=builder.rng.randint(1, 14),
            share="tac_only" if child.plan.confidential else "open",
            confidential=child.plan.confidential,
            given_to_mother=None if child.plan.confidential else day,
        )
    if builder.chance(50):
        _questionnaire(builder, episode)
    if builder.chance(40):
        day = builder.between(episode.opened, episode.last_day)
        builder.add(
            Supervision,
            day,
            date=day,
            discussed="Pace of the case, what the worker can and cannot promise.",
            decisions=["Write down who was rung and when"],
            case_id=episode.case.id,
        )


def _questionnaire(builder: Builder, episode: Episode) -> None:
    rng = builder.rng
    agree = ("strongly_disagree", "disagree", "neither", "agree", "strongly_agree")
    answers: dict[str, str | int | bool | None] = {
        "willing_to_engage_with_childrens_services": rng.choice(agree),
        "trust_childrens_services_to_help": rng.choice(agree[:4]),
        "confident_working_with_childrens_services": rng.choice(agree),
        "involved_in_decisions_1_10": rng.randint(1, 8),
        "relationship_with_childs_social_worker_1_10": rng.randint(1, 9),
    }
    day = builder.between(episode.opened, episode.last_day)
    builder.add(
        SurveyResponse,
        day,
        instrument="mothers_questionnaire",
        wave="T1",
        date=day,
        completed_how="with_worker",
        case_id=episode.case.id,
        answers=answers,
    )


def _tasks(builder: Builder, family: Family, episode: Episode) -> None:
    open_case = family.story.status != "closed"
    for words, kind in builder.some(_TASKS, builder.rng.randint(2, 4)):
        child = builder.rng.choice(family.every_child) if family.every_child else None
        due = builder.day_in(15, -25) if open_case else episode.last_day
        done = not open_case or builder.chance(25)
        waiting = open_case and not done and kind == "chase_social_worker"
        chased = [builder.between(episode.opened, episode.last_day)] if waiting else []
        builder.add(
            Task,
            builder.between(episode.opened, episode.last_day),
            title=_words(words, family, child),
            kind=kind,
            due=due,
            status="done" if done else "waiting" if waiting else "open",
            done_on=min(due, episode.last_day) if done else None,
            owner_id=builder.worker_id,
            child_ids=[child.person.id] if child else [],
            waiting_on_id=child.social_worker.id if child and waiting else "",
            chased=[day.isoformat() for day in sorted(chased)],
            case_id=episode.case.id,
        )


def _words(words: str, family: Family, child: Child | None) -> str:
    return words.format(
        mother=family.mother.short_name(),
        child=_child_in_words(child),
        sw=child.social_worker.display_name() if child else "children's services",
        authority=child.authority.short_name if child else "the council",
    )


def _child_in_words(child: Child | None) -> str:
    return child.name if child else "the baby"


def _chronology(builder: Builder, family: Family) -> None:
    events = [
        (child.person.date_of_birth, f"{child.name} born", [child.person], "Birth certificate")
        for child in family.children
    ]
    events.append((family.came_in.isoformat(), "Came into HMP/YOI Larkmoor", [], "Prison record"))
    if family.mother.care_experience_note:
        born = family.mother.born()
        year = str(born.year + 13) if born else ""
        events.append(
            (year, f"{family.mother.short_name()} came into foster care", [], "Her own account")
        )
    for date, text, children, source in events:
        builder.add(
            ChronologyEvent,
            builder.day_in(2, 30),
            date=date,
            text=text,
            source=source,
            child_ids=ids(children),
            share="open",
        )
