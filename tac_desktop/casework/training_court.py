"""What an invented mother was asked to sign, orders that end, earlier proceedings, and the tasks
that her hearings and meetings ask for."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.case_file import CaseFile, Entry, Saved
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.court import CourtOrder, Extension, Hearing, Proceedings, SignedPaper
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.record import Record, record_from
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_children import Child
from tac_desktop.casework.training_family import Family
from tac_desktop.casework.training_places import AddressBook
from tac_desktop.casework.training_work import Episode
from tac_desktop.casework.work import ChronologyEvent, Task

_AGREEMENTS = {"section_20": "section_20", "section_76_wales": "section_76_wales"}
_ASKING = frozenset({"hearing", "court_order", "meeting"})


def make_court(builder: Builder, book: AddressBook, family: Family, episode: Episode) -> None:
    """Papers for every agreement, now and then an earlier court case and an order that ends."""
    for child in family.children:
        if child.plan.legal in _AGREEMENTS:
            _signed(builder, child)
        elif child.plan.care == "placed_for_adoption":
            _not_signed(builder, child)
    if builder.number % 4 == 1 and family.children:
        _earlier_proceedings(builder, book, family, episode)
    if family.story.status != "open":
        return
    if family.father is not None:
        _order_that_ends(builder, family)
    _tasks(builder)


def _signed(builder: Builder, child: Child) -> None:
    day = builder.day_in(60, 200)
    explained = (False, True, None)[builder.number % 3]
    withdrawn = explained is False and builder.number % 2 == 0
    paper = builder.add(
        SignedPaper,
        day,
        kind=_AGREEMENTS[child.plan.legal],
        child_ids=[child.person.id],
        asked_by_id=child.authority.id,
        asked_on=day,
        signed_on=day,
        explained=explained,
        explained_by=child.social_worker.display_name() if explained else "",
        how_explained=["talked_through"] if explained else [],
        understood={False: "no", True: "partly", None: ""}[explained],
        solicitor_asked=False if explained is not True else builder.chance(50),
        copy_kept=builder.chance(40),
        her_words="They said sign or they go to court." if explained is False else "",
        withdrawn_on=builder.day_in(5, 30) if withdrawn else None,
        withdrawn_how="Letter through the wing office" if withdrawn else "",
    )
    event = ChronologyEvent(
        id=derived_id(paper.id, "chronology", "signed_on"),
        mother_id=builder.mother_id,
        date=day.isoformat(),
        text=f"Agreed to accommodation of {child.name}",
        source=paper.type_title(),
        impact="She says that she did not know what she signed." if explained is False else "",
        child_ids=[child.person.id],
        from_record_id=paper.id,
    )
    builder.keep(event, day + dt.timedelta(days=1))


def _not_signed(builder: Builder, child: Child) -> None:
    day = builder.day_in(200, 400)
    builder.add(
        SignedPaper,
        day,
        kind="consent_to_placement",
        child_ids=[child.person.id],
        asked_by_id=child.authority.id,
        asked_on=day,
        explained=True,
        explained_by="Her solicitor",
        understood="yes",
        solicitor_asked=True,
        copy_kept=True,
        note="She did not sign; the court decided.",
    )


def _earlier_proceedings(
    builder: Builder, book: AddressBook, family: Family, episode: Episode
) -> None:
    """A case that took longer than 26 weeks, over a Christmas, and is over."""
    child = family.children[0]
    issued = dt.date(builder.today.year - 3, 9, 15)
    born = child.person.born()
    if born is None or born > issued:
        return
    until = issued + dt.timedelta(weeks=34)
    earlier = builder.add(
        Proceedings,
        episode.opened,
        type="supervision",
        case_number=f"ZZ{issued.year % 100}C{builder.rng.randint(10_000, 19_999)}",
        court_id=builder.rng.choice(book.courts).id,
        applicant_id=child.authority.id,
        child_ids=[child.person.id],
        issued=issued,
        status="concluded",
        stage="concluded",
        extensions=[
            Extension(
                granted_on=issued + dt.timedelta(weeks=24),
                until=until,
                reason="Assessment of a relative was late",
            )
        ],
        legal_aid="granted",
        concluded=until - dt.timedelta(days=6),
        outcome="Supervision order for twelve months.",
    )
    builder.add(
        Hearing,
        episode.opened,
        proceedings_id=earlier.id,
        type="final",
        date=earlier.concluded,
        time=dt.time(10, 0),
        attendance_mode="in_person",
        notice_received=issued + dt.timedelta(weeks=28),
        mother_attended=True,
        outcome="Supervision order made.",
    )
    builder.add(
        CourtOrder,
        episode.opened,
        type="supervision_order",
        proceedings_id=earlier.id,
        made=earlier.concluded,
        expires=until + dt.timedelta(weeks=52),
        child_ids=[child.person.id],
    )


def _order_that_ends(builder: Builder, family: Family) -> None:
    assert family.father is not None
    made = builder.day_in(150, 300)
    builder.add(
        CourtOrder,
        made,
        type="non_molestation_order",
        made=made,
        expires=builder.ahead(5, 90),
        against_person_id=family.father.id,
        protects_person_id=family.mother.id,
    )


def _tasks(builder: Builder) -> None:
    """What the records to come ask for; every third unlock is arranged already."""
    file = _file_of(builder)
    wanted: dict[str, Task] = {}
    for entry in file.entries:
        record = entry.record
        day = record.happened_on()
        coming = record.type_name == "court_order" or (day is not None and day >= builder.today)
        if record.type_name in _ASKING and coming:
            found = (one for one in consequences(record, file) if isinstance(one, Task))
            wanted |= {one.id: one for one in found if one.is_open()}
    for place, task in enumerate(wanted.values()):
        done = task.kind == "unlock_request" and place % 3 == 0
        yesterday = builder.today - dt.timedelta(days=1)
        kept = task.changed(status="done", done_on=yesterday) if done else task
        builder.keep(kept, yesterday)


def _file_of(builder: Builder) -> CaseFile:
    at = dt.datetime.combine(builder.today, dt.time(), dt.UTC)
    saved = Saved(at, builder.worker_name, at, builder.worker_name)
    records: list[Record] = [
        record_from(one.type, one.id, one.mother_id, one.revisions[-1].content)
        for one in builder.records
    ]
    return CaseFile(builder.mother_id, builder.today, tuple(Entry(one, saved) for one in records))
