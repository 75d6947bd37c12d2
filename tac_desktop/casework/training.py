"""Fictional cases for training vaults: the example, and varied ones made from a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tac_desktop.casework.case_format import CaseDocument, read_case
from tac_desktop.casework.training_acct import make_acct
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_contact import make_contact
from tac_desktop.casework.training_court import make_court
from tac_desktop.casework.training_family import make_family
from tac_desktop.casework.training_keeping import make_keeping
from tac_desktop.casework.training_leaving import make_leaving
from tac_desktop.casework.training_log import make_log
from tac_desktop.casework.training_mbu import make_application
from tac_desktop.casework.training_meetings import make_meetings
from tac_desktop.casework.training_papers import make_papers
from tac_desktop.casework.training_places import AddressBook, address_book
from tac_desktop.casework.training_relatives import make_relatives
from tac_desktop.casework.training_safety import make_concern
from tac_desktop.casework.training_stories import stage_for, story_for
from tac_desktop.casework.training_twice import (
    FIRST_STAY,
    SECOND_STAY,
    returned,
    with_a_double,
)
from tac_desktop.casework.training_waiting import make_waiting
from tac_desktop.casework.training_work import make_episode
from tac_desktop.paths import resource

FICTION_NOTICE = "Everyone and everything in this case is invented."
_USUAL_ENTRIES = (12, 32)


def example_case() -> CaseDocument:
    """The worked example that is shipped with the program."""
    return read_case(resource("example_case.json"))


def training_cases(
    count: int, *, entries: int | None = None, seed: int = 1, today: dt.date
) -> Iterator[CaseDocument]:
    """`count` invented cases around `today`; the same numbers make the same cases.

    `entries` is how many contact log entries they have in all; some twenty each without it.
    Those who are still waiting to be seen have none.
    """
    example = example_case()
    book = address_book(example, seed, today)
    worker = next(one for one in example.records if one.type == "worker")
    name = str(worker.revisions[-1].content["name"])
    seen = sum(1 for number in range(1, count + 1) if story_for(number).status != "waiting")
    given = 0
    first_stay: CaseDocument | None = None
    for number in range(1, count + 1):
        builder = Builder(seed, number, today, worker.id, name)
        share = None
        if entries is not None and story_for(number).status != "waiting":
            share = entries // seen + (given < entries % seen)
            given += 1
        case = _case(builder, book, share)
        if number == FIRST_STAY:
            case = first_stay = with_a_double(case, linked=True)
        elif number == SECOND_STAY and first_stay is not None:
            case = with_a_double(returned(case, first_stay), linked=False)
        yield case


def _case(builder: Builder, book: AddressBook, entries: int | None) -> CaseDocument:
    story, stage = story_for(builder.number), stage_for(builder.number)
    family = make_family(builder, book, story, expecting=story.mbu == "unborn")
    episode = make_episode(builder, book, family)
    if story.status != "waiting":
        make_meetings(builder, book, family, episode)
        if story.acct:
            make_acct(builder, book, family, episode)
        if story.mbu:
            make_application(builder, book, family, episode, stage)
        make_concern(builder, family, episode)
        count = builder.rng.randint(*_USUAL_ENTRIES) if entries is None else entries
        make_log(builder, book, family, episode, count)
        make_papers(builder, family, episode)
        make_contact(builder, family, episode)
    make_leaving(builder, family, episode)
    make_relatives(builder, family)
    if story.status != "waiting":
        make_court(builder, book, family, episode)
        make_waiting(builder, family, episode, logged=entries is None)
    make_keeping(builder, episode)
    return CaseDocument(
        mother_id=family.mother.id,
        records=(*builder.records, *book.used_by(builder.records)),
        about={"title": family.mother.display_name(), "fiction_notice": FICTION_NOTICE},
        files=builder.files,
    )
