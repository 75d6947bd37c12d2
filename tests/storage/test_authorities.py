"""Authorities that are chosen in two vaults are one record when the vaults meet."""

from __future__ import annotations

import hashlib

from tac_desktop.casework.authorities import authorities
from tac_desktop.casework.people import Person
from tac_desktop.storage.authorities import first_revision, keep_chosen_authorities
from tests.storage.people import a_mother

SWANSEA = next(one for one in authorities() if one.name == "Swansea")


def _child(mother: Person) -> Person:
    return Person(
        mother_id=mother.id,
        kind="child",
        first_names="Megan",
        local_authority_id=SWANSEA.record_id,
    )


def test_one_that_a_record_refers_to_becomes_a_record_once(vault) -> None:
    mother = a_mother()
    child = _child(mother)
    keep_chosen_authorities(vault, [mother])
    assert vault.entries("organisation") == []
    for _time in range(2):
        keep_chosen_authorities(vault, [mother, child])
    vault.save_all([mother, child])
    (entry,) = vault.entries("organisation")
    assert entry.record == SWANSEA.organisation()
    assert entry.saved.revisions == 1
    assert vault.case_file(mother.id).name(child.local_authority_id) == "Swansea"
    assert vault.verify().ok


def test_two_vaults_that_chose_the_same_one_meet_without_a_fork(make_vault) -> None:
    here, there = make_vault("here"), make_vault("there", "Somebody Else")
    ours, theirs = a_mother("Anwen"), a_mother("Betsan")
    for vault, mother in ((here, ours), (there, theirs)):
        child = _child(mother)
        keep_chosen_authorities(vault, [child])
        vault.save_all([mother, child])
    here.save(SWANSEA.organisation().changed(duty_phone="01632 960001"))
    here.merge(there.revisions(theirs.id), source="handover")
    there.merge(here.revisions(ours.id), source="handover")
    for vault in (here, there):
        (entry,) = vault.entries("organisation")
        assert not entry.saved.forked
        assert entry.record.duty_phone == "01632 960001"
        assert vault.verify().ok


def test_the_first_revision_is_the_same_for_ever() -> None:
    """Other vaults hold it under the same identifier. A change of this test is a mistake."""
    digests = "".join(first_revision(one).digest for one in authorities())
    assert hashlib.sha256(digests.encode()).hexdigest() == (
        "3569fe9286dcd99c68bebceb7f1777adf04859180ade8edac627aef27d21e33e"
    )
