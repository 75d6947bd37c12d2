"""ACCT episodes and reviews of an invented case. Risk levels stand as a review recorded them."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.acct import AcctEpisode, AcctReview, Attendee, RiskDate, SupportAction
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_family import Family
from tac_desktop.casework.training_places import AddressBook
from tac_desktop.casework.training_work import Episode

_BEGAN_DAYS_AGO = {"open": (4, 24), "post_closure": (20, 40), "closed": (60, 110)}


def make_acct(builder: Builder, book: AddressBook, family: Family, episode: Episode) -> None:
    """An ACCT in the state that the story asks for, with its reviews."""
    status = family.story.acct
    opened = max(builder.day_in(*_BEGAN_DAYS_AGO[status]), episode.opened)
    closed = opened + dt.timedelta(days=12) if status != "open" else None
    closed = min(closed, episode.last_day) if closed else None
    coordinator = book.staff["acct_case_coordinator"]
    acct = builder.add(
        AcctEpisode,
        opened,
        log_number=f"LKX-ACCT-{opened.year}-{builder.rng.randint(1000, 9999)}",
        opened=opened,
        opened_time=builder.clock(8, 20),
        status=status,
        closed=closed,
        post_closure_review=closed + dt.timedelta(days=7) if closed else None,
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
    )  # fmt: skip
    family.acct_opened = opened
    day, last = opened + dt.timedelta(days=1), closed or episode.last_day
    kind = "first_case_review"
    while day <= last:
        following = day + dt.timedelta(days=builder.rng.randint(5, 8))
        _review(builder, acct, coordinator.display_name(), day, kind, following)
        day, kind = following, "case_review"


def _review(
    builder: Builder,
    acct: AcctEpisode,
    coordinator: str,
    day: dt.date,
    kind: str,
    following: dt.date,
) -> None:
    told = builder.chance(40)
    builder.add(
        AcctReview,
        day,
        acct_id=acct.id,
        type=kind,
        date=day,
        time=builder.clock(10, 15),
        place=builder.rng.choice(("Wing office", "Safer custody room", "Unit quiet room")),
        tac_attended=builder.rng.choice(("yes", "yes", "sent_note", "not_invited")),
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
            )
        ],
        actions_for_tac=["Give her the dates on one page"],
        next_review=following,
    )
