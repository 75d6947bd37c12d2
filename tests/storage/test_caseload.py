"""The caseload: the same lines as from the whole case files, without reading them all."""

from __future__ import annotations

import datetime as dt
import random
import time

import pytest

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.caseload import caseload_row
from tac_desktop.casework.episode import Case
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.record import Record
from tac_desktop.storage import case_files
from tac_desktop.storage.vault import Vault
from tests.storage.people import a_custody, a_mother, an_entry

TODAY = dt.date(2026, 3, 20)
MOTHERS = 400


def test_the_lines_of_400_mothers_are_those_of_their_case_files_on_any_day(vault: Vault) -> None:
    chance = random.Random(3)
    files = [a_file(chance, number) for number in range(MOTHERS)]
    vault.save_all([record for records in files for record in records])
    mothers = [records[0].id for records in files]
    for day in (TODAY, TODAY + dt.timedelta(days=9), TODAY - dt.timedelta(days=40)):
        rows = {row.mother_id: row for row in vault.caseload(day)}
        assert len(rows) == MOTHERS
        for mother_id in chance.sample(mothers, 40):
            assert rows[mother_id] == caseload_row(vault.case_file(mother_id, day), day)
    names = [row.name for row in vault.caseload(TODAY)]
    assert names == sorted(names, key=str.casefold)
    began = time.perf_counter()
    vault.caseload(TODAY)
    assert time.perf_counter() - began < 0.5


def test_only_lines_that_no_longer_hold_are_computed_again(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(4)
    mothers = [save_a_file(vault, chance, number) for number in range(10)]
    vault.caseload(TODAY)
    read: list[str] = []
    whole_file = case_files.case_file_for_line

    def watched(database: object, mother_id: str, *rest: object, **named: object) -> object:
        read.append(mother_id)
        return whole_file(database, mother_id, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(case_files, "case_file_for_line", watched)
    vault.caseload(TODAY)
    assert read == []
    vault.save(Case(mother_id=mothers[3]))
    assert read == [mothers[3]]  # in the transaction that saves it
    read.clear()
    vault.caseload(dt.date.today())
    assert mothers[3] not in read
    read.clear()
    vault.save(an_entry(a_mother(id=mothers[3]), "one more"))
    vault.caseload(dt.date.today())
    assert read == []


def test_a_line_follows_what_is_saved(vault: Vault) -> None:
    mother = a_mother("Rhosyn", "Averley", known_as="Ros")
    child = Person(
        mother_id=mother.id, kind="child", first_names="Megan", date_of_birth="2024-04-01"
    )
    vault.save_all([mother, child, a_custody(mother, current_location="B2-14")])
    (row,) = vault.caseload(TODAY)
    assert (row.name, row.known_as, row.location) == ("AVERLEY, Rhosyn", "Ros", "B2-14")
    assert (row.children, row.youngest_age) == (1, "23 months")
    assert (row.last_seen, row.acct_open) == (None, False)
    (later,) = vault.caseload(TODAY + dt.timedelta(days=12))
    assert later.youngest_age == "2"
    seen = an_entry(mother, with_person_ids=[mother.id], date=TODAY - dt.timedelta(days=6))
    vault.save_all([seen, AcctEpisode(mother_id=mother.id), Case(mother_id=mother.id)])
    (row,) = vault.caseload(TODAY)
    assert (row.days_since_seen(TODAY), row.acct_open, row.case_status) == (6, True, "open")
    vault.save(seen.changed(contact_made=False), reason="She was at court.")
    (row,) = vault.caseload(TODAY)
    assert row.last_seen is None


def test_a_line_that_names_something_shared_follows_its_new_name(vault: Vault) -> None:
    mother = a_mother()
    court = Organisation(name="Example Family Court")
    vault.save_all([mother, court, *a_hearing(mother.id, court.id)])
    before = vault.caseload(TODAY)
    vault.save(court.changed(name="Other Family Court"))
    (row,) = vault.caseload(TODAY)
    assert row == caseload_row(vault.case_file(mother.id, TODAY), TODAY)
    assert ("Example Family Court" in before[0].next_what) == (
        "Other Family Court" in row.next_what
    )


def test_a_file_without_a_mother_is_no_line(vault: Vault) -> None:
    vault.save(an_entry(a_mother()))
    assert vault.caseload(TODAY) == []
    assert vault.find_mothers("a") == []


def a_hearing(mother_id: str, court_id: str) -> list[Record]:
    from tac_desktop.casework.court import Hearing

    fields = Hearing.model_fields
    where = {"court_id": court_id} if "court_id" in fields else {}
    return [Hearing(mother_id=mother_id, date=TODAY + dt.timedelta(days=20), **where)]


def save_a_file(vault: Vault, chance: random.Random, number: int) -> str:
    records = a_file(chance, number)
    vault.save_all(records)
    return records[0].id


def a_file(chance: random.Random, number: int) -> list[Record]:
    mother = a_mother(f"First{number}", chance.choice("ÂBCŴ") + f"last{number}")
    records: list[Record] = [mother, a_custody(mother, f"A{number:04}BC")]
    for _child in range(chance.randrange(4)):
        born = TODAY - dt.timedelta(days=chance.randrange(6000))
        written = chance.choice([born.isoformat(), str(born.year), ""])
        records.append(
            Person(mother_id=mother.id, kind="child", first_names="C", date_of_birth=written)
        )
    for _meeting in range(chance.randrange(3)):
        day = TODAY + dt.timedelta(days=chance.randrange(-30, 60))
        records.append(Meeting(mother_id=mother.id, date=day, status="planned"))
    for _entry in range(chance.randrange(4)):
        day = TODAY + dt.timedelta(days=chance.randrange(-60, 12))
        records.append(an_entry(mother, date=day, with_person_ids=[mother.id]))
    if chance.random() < 0.2:
        records.append(AcctEpisode(mother_id=mother.id))
    return records
