"""Lines of the caseload that are kept with each save are those that a rebuild makes."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tac_desktop.casework.caseload import caseload_row
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.record import Record
from tac_desktop.storage import caseload, caseload_line
from tac_desktop.storage.training_vault import make_training_vault
from tac_desktop.storage.vault import Vault

TODAY = dt.date.today()


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    folder = tmp_path_factory.mktemp("lines") / "vault"
    vault = make_training_vault(folder, mothers=22, entries=200).vault
    yield vault
    vault.close()


def test_a_line_that_was_kept_is_on_later_days_what_the_file_says_then(training: Vault) -> None:
    training.caseload(TODAY)
    wrong = []
    for days in (0, 1, 5, 12, 20, 33, 47, 60):
        day = TODAY + dt.timedelta(days=days)
        for row in training.caseload(day):
            expected = caseload_row(training.case_file(row.mother_id, day), day)
            wrong += [(days, row, expected)] if row != expected else []
    assert wrong == []


def test_most_lines_hold_for_weeks_so_that_a_start_reads_no_file(
    training: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = len(training.caseload(TODAY))
    training.rebuild_projections()
    training.caseload(TODAY)
    read: list[str] = []
    usual = caseload._compute

    def watched(database: object, mother_ids: object, *rest: object, **named: object) -> None:
        read.extend(mother_ids)  # type: ignore[arg-type]
        usual(database, mother_ids, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(caseload, "_compute", watched)
    training.caseload(TODAY + dt.timedelta(days=7))
    assert len(read) <= lines // 4


def test_after_any_saves_the_lines_are_those_of_a_rebuilt_vault(training: Vault) -> None:
    chance = random.Random(8)
    rows = training.caseload(TODAY)
    for row in chance.sample(rows, 12):
        for number in range(3):
            entry = ContactLogEntry(
                mother_id=row.mother_id,
                date=TODAY - dt.timedelta(days=chance.randrange(40)),
                channel=chance.choice(["face_to_face_wing", "phone_out", "letter_out"]),
                direction=chance.choice(["in_person", "outgoing"]),
                contact_made=chance.choice([True, False, None]),
                with_person_ids=chance.choice([[row.mother_id], []]),
                text=f"Saved one after the other, number {number}.",
            )
            training.save(entry)
            if chance.random() < 0.3:
                training.save(
                    entry.changed(entered_in_error="In the wrong file."), reason="correction"
                )
        (one, *_rest) = chance.sample(training.entries(mother_id=row.mother_id), 1)
        training.save(one.record, reason="updated", note="Looked at again.")
    kept = training.caseload(TODAY)
    assert kept == [caseload_row(training.case_file(one.mother_id, TODAY), TODAY) for one in kept]
    training.rebuild_projections()
    assert training.caseload(TODAY) == kept


def test_a_line_that_cannot_be_computed_keeps_nothing_from_being_saved(
    training: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_arguments: object, **_named: object) -> None:
        raise ValueError("a file that no rule understands")

    row = training.caseload(TODAY)[0]
    one: Record = training.entries("custody", row.mother_id)[0].record
    with monkeypatch.context() as patched:
        patched.setattr(caseload_line, "computed", failing)
        training.save(one.changed(current_location="Z9-01"))
    found = {line.mother_id: line for line in training.caseload(TODAY)}
    assert found[row.mother_id].location == "Z9-01"


def test_lines_that_will_soon_be_out_of_date_are_renewed_with_the_agendas(
    training: Vault, tmp_path: Path
) -> None:
    later = TODAY + dt.timedelta(days=3)
    training.agenda(later)
    with training._turn() as database:
        ending = caseload.soon_out_of_date(database, later)
        stale = database.value("SELECT count(*) FROM caseload WHERE stale = 1")
    holding = [row for row in training.caseload(later) if row.next_date is None]
    assert stale == 0
    # Only lines whose six next dates fall within the fortnight end so soon.
    assert len(ending) <= len(training.caseload(later)) - len(holding)
