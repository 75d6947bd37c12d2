"""Every print of the catalogue on the worked example, for every kind of reader who gets it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.case_file import CaseFile, Entry, Saved
from tac_desktop.casework.concern import Concern, ToldRow
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.mbu import MbuApplication, MbuTacReport
from tac_desktop.casework.mbu_report_draft import report_answers
from tac_desktop.casework.mother_agenda import mother_agenda
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.questions import Kind, questions_of
from tac_desktop.casework.record import Record
from tac_desktop.casework.service import Service
from tac_desktop.packs import catalogue
from tac_desktop.packs.catalogue import NotForThisReader, Pack
from tac_desktop.packs.for_mothers import has_two_languages
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.packs.suggested import readers_for
from tac_desktop.ui.screens_records import further_records
from tests.packs import cases
from tests.packs.test_audience_on_paper import example

TODAY = dt.date(2026, 11, 16)
LONG_NOTE = " ".join(f"word{place}" for place in range(1300))
"""Ten thousand characters."""
_AT = dt.datetime(2026, 11, 16, 9, 0)
_EACH = frozenset({catalogue.LETTER, "easy:signed"})
"""Prints that are different for each of their records."""


@dataclass(frozen=True)
class Wanted:
    """One print: of which pack, for whom, about which record, in which language."""

    pack: Pack
    audience: Audience
    record_id: str = ""
    language: str = "en"

    @property
    def name(self) -> str:
        """What it is called in the golden texts."""
        parts = [self.pack.name, self.audience.kind.value]
        if self.pack.name in _EACH:
            parts.append(self.record_id)
        return " ".join([*parts, *([self.language] if self.language != "en" else [])])

    def build(self, case_file: CaseFile | None = None, **options: Any) -> Built:
        """The pages, always of the same day."""
        file = case_file or whole_example()
        return catalogue.build(
            self.pack.name,
            file,
            self.audience,
            **{
                "record_id": self.record_id,
                "copy": Copy(1, 2, "A reader"),
                "printed_on": TODAY,
                "repeatable": True,
                "language": self.language,
                "attachment": cases.attachment,
                "agendas": [mother_agenda(file)],
                "case_files": [file],
                **options,
            },
        )


def all_packs() -> list[Pack]:
    """The whole catalogue."""
    return [*catalogue.packs(), *catalogue.packs_over_all()]


def wanted_of(pack: Pack) -> Iterator[Wanted]:
    """One of a pack for each kind of reader; of letters and sheets, one about each record."""
    file = whole_example()
    languages = ("en", "cy") if has_two_languages(pack.name) else ("en",)
    records = catalogue.records_for(pack, file) if pack.needs else [""]
    if pack.name not in _EACH and pack.needs:
        # The one with most in it shows most.
        records = [max(records, key=lambda one: (len(_text(file, one)), one))]
    for record_id in sorted(records):
        seen = set()
        for audience in _readers(pack, file, record_id):
            if audience.kind not in seen:
                seen.add(audience.kind)
                yield from (Wanted(pack, audience, record_id, one) for one in languages)


def built(wanted: Wanted, **options: Any) -> Built | None:
    """Its pages; None where this reader does not get the record."""
    try:
        return wanted.build(**options)
    except NotForThisReader:
        return None


@cache
def whole_example() -> CaseFile:
    """The worked example with one of everything that a print is about."""
    file = example()
    for make in (_team_records, further_records):
        # Letters begin with what the service says of itself.
        saved = Saved(_AT, "Dana", _AT, "Dana")
        file = file.with_entries([*file.entries, *(Entry(one, saved) for one in make(file))])
    return file


def longest_example(record_id: str) -> CaseFile:
    """The same with long names everywhere, and 10,000 characters in every note of one record of
    each kind, and of the record `record_id`."""
    file = whole_example()
    seen: set[str] = set()
    entries = []
    for entry in file.entries:
        record = entry.record
        first = record.type_name not in seen
        seen.add(record.type_name)
        whole = first or record.id == record_id
        entries.append(Entry(_long(record, whole), entry.saved, entry.amendments))
    return file.with_entries(entries)


def _long(record: Record, whole: bool) -> Record:
    changes: dict[str, str] = {}
    if isinstance(record, Person):
        changes = {"first_names": f"{record.first_names} Wilhelmina-Angharad Anastasia Ŵyn",
                   "last_name": f"{record.last_name}-Featherstonehaugh-Llewelyn-Marsh"}  # fmt: skip
    if isinstance(record, Organisation):
        changes = {"name": f"{record.name}, {record.name}, {record.name}"[:120]}
    if whole and not isinstance(record, Letter):
        for spec in questions_of(type(record)).values():
            if spec.kind is Kind.LONG_TEXT:
                changes[spec.name] = LONG_NOTE[: spec.limit or len(LONG_NOTE)]
    return record.changed(**changes) if changes else record


def _team_records(file: CaseFile) -> list[Record]:
    application = file.of(MbuApplication)[0]
    mother = file.mother_id
    told = [ToldRow(who="Oscar 1", on=TODAY, at=dt.time(15, 50), how="Radio")]
    return [
        Service(id="service", name="Mothers First", prison="HMP Larkmoor", phone="01632 960100",
                address=["1 Larkmoor Lane", "Larkmoor"], postcode="ZZ99 1LM"),
        cases.document(mother_id=mother, child_ids=[file.children[0].id]),
        MbuTacReport(id="report", mother_id=mother, date=TODAY,
                     **report_answers(file, application)),
        Concern(id="concern", mother_id=mother, kind="self_harm", date=TODAY,
                time=dt.time(15, 45), told=told,
                seen_or_heard="After the call she said that she sees no way on.",
                slip_text="Please look in on her every half hour tonight."),
    ]  # fmt: skip


def _readers(pack: Pack, file: CaseFile, record_id: str) -> list[Audience]:
    if pack.name in catalogue.OVER_ALL:
        return [Audience(AudienceKind.TAC)]
    return readers_for(pack, file, record_id)


def _text(file: CaseFile, record_id: str) -> str:
    return file.by_id[record_id].record.model_dump_json()
