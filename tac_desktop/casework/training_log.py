"""The contact log of an invented case: entries that fit its people and its story."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.people import Person
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_children import Child
from tac_desktop.casework.training_family import Family
from tac_desktop.casework.training_places import AddressBook
from tac_desktop.casework.training_talks import FIRST, LATER_NOTES, TALKS, Talk
from tac_desktop.casework.training_work import Episode

_TRIES = 12
"""How often something new is looked for before a sentence is said a second time."""


@dataclass(frozen=True)
class _Draft:
    """What an entry will say, before it has a day."""

    talk: Talk
    child: Child | None
    parts: dict[str, Person | None]
    missed: bool
    text: str
    headline: str


def make_log(
    builder: Builder, book: AddressBook, family: Family, episode: Episode, count: int
) -> None:
    """`count` entries between the opening of the case and its last day, the oldest first."""
    days = sorted(builder.between(episode.opened, episode.last_day) for _one in range(count))
    fitting = [one for one in TALKS if _fits(one, book, family)]
    said: set[str] = set()
    for place, day in enumerate(days):
        today = [one for one in fitting if _fits_on(one, family, day)]
        draft = None
        for _try in range(_TRIES):
            talk = FIRST if place == 0 else builder.rng.choice(today)
            draft = _draft(builder, book, family, talk)
            if draft.text not in said:
                break
        assert draft is not None
        said.add(draft.text)
        _save(builder, family, episode, draft, day)


def _fits(talk: Talk, book: AddressBook, family: Family) -> bool:
    story = family.story
    has = {
        "": True,
        "unborn": story.mbu == "unborn",
        "baby": story.mbu == "baby" and story.status == "open",
        "court": bool(story.proceedings),
        "acct": bool(story.acct),
    }
    possible = [one for one in family.every_child if _could_be_about(talk, book, family, one)]
    return has[talk.needs] and (bool(possible) or not talk.about_child)


def _fits_on(talk: Talk, family: Family, day: dt.date) -> bool:
    """Nobody sits with a baby who is not born, or between reviews before there are any."""
    if talk.needs == "baby":
        born = family.unborn.person.became_born_on if family.unborn else None
        return born is not None and day > born + dt.timedelta(days=3)
    if talk.needs == "acct":
        return family.acct_opened is not None and day > family.acct_opened
    return True


def _could_be_about(talk: Talk, book: AddressBook, family: Family, child: Child) -> bool:
    contact = "" if child.plan.confidential else child.plan.contact
    has = {
        "": True,
        "contact": bool(contact),
        "calls": contact in ("phone", "prison_video_call"),
        "school": bool(child.person.school_id),
    }
    if not has[talk.child_has]:
        return False
    if (talk.needs in ("unborn", "baby")) is not (child is family.unborn):
        return False
    parts = _parts(book, family, child)
    return all(parts.get(one) for one in talk.with_whom)


def _parts(book: AddressBook, family: Family, child: Child | None) -> dict[str, Person | None]:
    """Who fills which part in entries about a child. Nobody rings the confidential carers."""
    carer = child.carer if child and not child.plan.confidential else None
    meets = child is not None and child.plan.contact in ("prison_video_call", "visit_supervised")
    return {
        "mother": family.mother,
        "sw": child.social_worker if child else None,
        "carer": carer if carer is not family.father else None,
        "child": child.person if child and meets else None,
        "supporter": family.supporter,
        "solicitor": family.solicitor,
        "midwife": book.staff.get("midwife"),
        "manager": book.staff.get("prison_offender_manager"),
    }


def _draft(builder: Builder, book: AddressBook, family: Family, talk: Talk) -> _Draft:
    child = None
    if talk.about_child:
        possible = [one for one in family.every_child if _could_be_about(talk, book, family, one)]
        child = builder.rng.choice(possible) if possible else None
    parts = _parts(book, family, child)
    missed = bool(talk.missed) and builder.chance(25)
    words = _gaps(parts, family, child)
    text = builder.rng.choice(talk.missed if missed else talk.texts).format(**words)
    headline = "" if missed else talk.headline.format(**words)
    return _Draft(talk, child, parts, missed, text, headline)


def _save(builder: Builder, family: Family, episode: Episode, draft: _Draft, day: dt.date) -> None:
    rng, talk = builder.rng, draft.talk
    significant = bool(draft.headline) and (talk is FIRST or builder.chance(60))
    text = draft.text
    if family.mother.interpreter_needed and "mother" in talk.with_whom and builder.chance(50):
        text += " With a telephone interpreter."
    with_whom = [draft.parts.get(one) for one in talk.with_whom]
    entry = builder.add(
        ContactLogEntry,
        day,
        date=day,
        time=builder.clock(),
        channel=talk.channel,
        direction=talk.direction,
        duration_minutes=rng.randrange(talk.minutes[0], talk.minutes[1] + 1, 5),
        with_person_ids=[one.id for one in with_whom if one],
        about_child_ids=[draft.child.person.id] if draft.child else [],
        contact_made=not draft.missed,
        text=text,
        her_words=rng.choice(("", *talk.her_words)) if not draft.missed else "",
        purposes=list(talk.purposes),
        barriers=builder.some(talk.barriers, 1) if draft.missed or builder.chance(20) else [],
        share=talk.share,
        difficult_news="difficult_news" in talk.purposes,
        prison_staff_told=talk.told,
        significant=significant,
        chronology=draft.headline if significant else "",
        dps_text=talk.prison_text if builder.chance(50) else "",
        case_id=episode.case.id,
        worker_id=builder.worker_id,
    )
    if builder.chance(4):
        reason, note = rng.choice(LATER_NOTES)
        builder.amend(entry, day + dt.timedelta(days=1), reason, note)


def _gaps(parts: dict[str, Person | None], family: Family, child: Child | None) -> dict[str, str]:
    words = {name: one.display_name() if one else "" for name, one in parts.items()}
    words["mother"] = family.mother.short_name()
    words["sw"] = parts["sw"].short_name() if parts["sw"] else "the social worker"
    words["child"] = child.name if child else "the baby"
    if child is None and not family.unborn:
        words["child"] = "the children"
    words["authority"] = child.authority.short_name if child else "the council"
    return words
