"""ACCT episodes and reviews of an invented case. Risk levels stand as a review recorded them."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.acct import (
    AcctEpisode,
    AcctReview,
    Attendee,
    FamilyTakingPart,
    Reopening,
    RiskDate,
    SupportAction,
)
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_family import Family
from tac_desktop.casework.training_places import AddressBook
from tac_desktop.casework.training_safety import add_tasks
from tac_desktop.casework.training_work import Episode

_BEGAN_DAYS_AGO = {"open": (4, 24), "post_closure": (20, 40), "closed": (60, 110)}
_POST_CLOSURE = dt.timedelta(days=7)
_ATTENDED = ("yes", "yes", "sent_note", "not_invited", "invited_could_not")


def make_acct(builder: Builder, book: AddressBook, family: Family, episode: Episode) -> None:
    """An ACCT in the state that the story asks for, with its reviews; sometimes an earlier one."""
    status = family.story.acct
    opened = max(builder.day_in(*_BEGAN_DAYS_AGO[status]), episode.opened)
    closed = opened + dt.timedelta(days=12) if status != "open" else None
    closed = min(closed, episode.last_day) if closed else None
    coordinator = book.staff["acct_case_coordinator"]
    if status == "open":
        _earlier(builder, coordinator.id, episode.opened, opened)
    time = builder.clock(8, 20)
    planned = dt.datetime.combine(opened, time) + dt.timedelta(minutes=20 + builder.number % 60)
    acct = builder.add(
        AcctEpisode,
        opened,
        log_number=f"LKX-ACCT-{opened.year}-{builder.rng.randint(1000, 9999)}",
        opened=opened,
        opened_time=time,
        plan_on=planned.date(),
        plan_at=planned.time(),
        assessed_on=opened + dt.timedelta(days=1),
        assessed_at=dt.time(10 + builder.number % 8, 15),
        status=status,
        closed=closed,
        post_closure_review=closed + _POST_CLOSURE if closed else None,
        coordinator_id=coordinator.id,
        tac_is_invited=builder.chance(80),
        trigger_summary="News about the children that she heard alone.",
        child_related_triggers=builder.some(
            ("court_decision", "contact_reduced", "contact_cancelled", "anniversary_or_birthday",
             "fear_of_separation_from_baby", "no_news"), 2,
        ),
        protective_factors=builder.some(
            ("Her children", "Visits from family", "Her key worker", "The kitchen job"), 2
        ),
        known_dates_of_risk=[RiskDate(date=builder.ahead(5, 60), why="A child's birthday")],
        family_involved_consent="Her own family, by telephone." if family.supporter else "",
        family_taking_part=_family(family, opened),
        reopenings=_opened_again(builder, opened) if status == "open" else [],
    )  # fmt: skip
    family.acct_opened = opened
    reviews = _reviews(builder, acct, coordinator.display_name(), closed or episode.last_day)
    for one in reviews[-1:]:
        add_tasks(builder, one, acct)
    add_tasks(builder, acct, *reviews)


def _reviews(
    builder: Builder, acct: AcctEpisode, coordinator: str, last: dt.date
) -> list[AcctReview]:
    made: list[AcctReview] = []
    assert acct.opened is not None
    day = acct.opened + dt.timedelta(days=1)
    kind = "first_case_review"
    while day <= last:
        following = day + dt.timedelta(days=builder.rng.randint(5, 8))
        closes = acct.closed is not None and following > last
        kind = "closing_review" if closes and made else kind
        outcome = "closed" if closes else "kept_open"
        made.append(_review(builder, acct, coordinator, day, kind, following, outcome))
        day, kind = following, "case_review"
    after = acct.post_closure_review
    if acct.status == "closed" and after and after < builder.today:
        kind, outcome = "post_closure_review", "post_closure_ended"
        made.append(_review(builder, acct, coordinator, after, kind, None, outcome))
    return made


def _review(
    builder: Builder,
    acct: AcctEpisode,
    coordinator: str,
    day: dt.date,
    kind: str,
    following: dt.date | None,
    outcome: str,
) -> AcctReview:
    told = builder.chance(40)
    news = builder.chance(20)
    own = code_list("acct_own_action").codes
    return builder.add(
        AcctReview,
        day,
        acct_id=acct.id,
        type=kind,
        date=day,
        time=builder.clock(10, 15),
        place=builder.rng.choice(("Wing office", "Safer custody room", "Unit quiet room")),
        tac_attended=builder.rng.choice(_ATTENDED),
        attendees=[Attendee(name=coordinator, role="Case co-ordinator", how="in_person")],
        tac_contribution="Said what is known of the children and what will be known by when.",
        children_news_shared=told,
        children_news="The date of the next contact." if told else "",
        her_words=builder.rng.choice(("I feel better when I know the dates", "", "Nights are bad")),
        triggers="Waiting for news; birthdays.",
        protective_factors="Contact that takes place as promised.",
        risk_as_recorded=builder.rng.choice(("low", "raised", "not_stated")),
        support_actions=[
            SupportAction(
                action="Offer a phone call the same day when a video call fails",
                owner=coordinator,
                due=day + dt.timedelta(days=3),
            ),
            SupportAction(
                action=own[(builder.number + day.day) % len(own)].label,
                owner=builder.worker_name,
                due=day + dt.timedelta(days=2),
                mine=True,
                status="open" if following and following >= builder.today else "done",
            ),
        ],
        actions_for_tac=["Give her the dates on one page"],
        review_outcome=outcome,
        next_review=following,
        bad_news_given=news,
        bad_news="A visit was cancelled." if news else "",
        bad_news_told_to="Oscar 1 and the wing" if news else "",
        bad_news_told_at="15:50" if news else "",
    )


def _earlier(
    builder: Builder, coordinator_id: str, first: dt.date, opened: dt.date
) -> AcctEpisode | None:
    """An ACCT that was over before this one, where there was time for it."""
    began = opened - dt.timedelta(days=45)
    if began < first:
        return None
    closed = began + dt.timedelta(days=9)
    return builder.add(
        AcctEpisode,
        began,
        log_number=f"LKX-ACCT-{began.year}-{100 + builder.number:04}",
        opened=began,
        opened_time=dt.time(23, 40),
        status="closed",
        closed=closed,
        post_closure_review=closed + _POST_CLOSURE,
        coordinator_id=coordinator_id,
        trigger_summary="The first nights in prison.",
    )


def _family(family: Family, opened: dt.date) -> list[FamilyTakingPart]:
    if family.supporter is None:
        return []
    return [FamilyTakingPart(person_id=family.supporter.id, how="by_phone", agreed_on=opened)]


def _opened_again(builder: Builder, opened: dt.date) -> list[Reopening]:
    """Every other one that is open was opened again in its post-closure phase."""
    day = opened + dt.timedelta(days=3)
    if builder.number % 2 or day >= builder.today:
        return []
    return [Reopening(on=day, at=dt.time(0, 20), why="She heard that a visit was cancelled.")]
