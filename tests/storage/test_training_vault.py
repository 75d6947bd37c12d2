"""A training vault: the example first, then invented cases, marked as training."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tac_desktop.casework.episode import Case
from tac_desktop.casework.people import Worker
from tac_desktop.casework.service import Service
from tac_desktop.errors import Cancelled
from tac_desktop.storage.errors import PlaceTaken
from tac_desktop.storage.passphrases import TRAINING_PASSPHRASE, reason_against
from tac_desktop.storage.training_vault import make_training_vault
from tac_desktop.storage.vault import Vault

TODAY = dt.date(2026, 11, 22)


def test_the_vault_is_marked_as_training_and_opens_with_the_published_passphrase(tmp_path: Path):
    made = make_training_vault(tmp_path / "training", mothers=2, today=TODAY)
    rows = made.vault.caseload(TODAY)
    made.vault.close()
    assert made.mothers == len(rows) == 3
    vault = Vault.open(tmp_path / "training", TRAINING_PASSPHRASE)
    assert vault.training
    assert vault.caseload(TODAY) == rows
    assert vault.verify().ok
    vault.close()


def test_the_first_worker_is_the_one_of_the_example_and_no_record_is_forked(tmp_path: Path):
    made = make_training_vault(tmp_path / "training", mothers=3, today=TODAY)
    vault = made.vault
    try:
        assert vault.person.name == "Dana Whitlock-Reyes"
        workers = [one.record for one in vault.entries(Worker.type_name)]
        danas = [one for one in workers if isinstance(one, Worker) and "Dana" in one.name]
        assert [one.id for one in danas] == [vault.person.worker_id]
        assert danas[0].swe_registration == "SW999001"
        cases = [one.record for one in vault.entries(Case.type_name)]
        assert {one.worker_id for one in cases if isinstance(one, Case)} == {danas[0].id}
        assert not any(entry.saved.forked for entry in vault.entries())
        (service,) = [one.record for one in vault.entries(Service.type_name)]
        assert isinstance(service, Service) and service.prison == "HMP/YOI Larkmoor"
    finally:
        vault.close()


def test_the_example_in_two_training_vaults_is_the_same_case(tmp_path: Path):
    here, there = (
        make_training_vault(tmp_path / name, mothers=0, today=TODAY).vault for name in ("a", "b")
    )
    try:
        mother_id = here.caseload(TODAY)[0].mother_id
        hers = [one for one in here.revisions(mother_id) if one.record_type != Worker.type_name]
        assert there.plan_merge(hers).changes_nothing
    finally:
        here.close()
        there.close()


def test_log_entries_are_shared_out_among_the_invented_mothers(tmp_path: Path):
    vault = make_training_vault(tmp_path / "training", mothers=2, entries=31, today=TODAY).vault
    try:
        assert len(vault.entries("contact_log")) == 25 + 31
    finally:
        vault.close()


def test_a_folder_that_holds_a_vault_is_left_alone(tmp_path: Path):
    make_training_vault(tmp_path / "training", mothers=0, today=TODAY).vault.close()
    with pytest.raises(PlaceTaken):
        make_training_vault(tmp_path / "training", mothers=0, today=TODAY)
    Vault.open(tmp_path / "training", TRAINING_PASSPHRASE).close()


def test_making_can_be_stopped_and_the_vault_is_not_left_open(tmp_path: Path):
    def stop(done: int, total: int, words: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_training_vault(tmp_path / "training", mothers=4, today=TODAY, progress=stop)
    vault = Vault.open(tmp_path / "training", TRAINING_PASSPHRASE)
    assert len(vault.caseload(TODAY)) == 2
    vault.close()


def test_the_published_passphrase_is_one_that_would_be_accepted():
    assert reason_against(TRAINING_PASSPHRASE, "Dana Whitlock-Reyes") == ""
