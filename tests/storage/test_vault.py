"""Saving and reading records, unlocking, and what stands in the journal about it."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest

from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.service import Service
from tac_desktop.storage.errors import (
    PassphraseTooWeak,
    RecordUnknown,
    TooManyAttempts,
    VaultLocked,
    WrongPassphrase,
)
from tac_desktop.storage.journal import AuditAction, EntryKind
from tac_desktop.storage.keys import KeyCost, KeyFile
from tac_desktop.storage.revisions import RESOLVED
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import NAME, PASSPHRASE, ROLE, MakeVault
from tests.storage.people import a_custody, a_mother, an_entry

TODAY = dt.date(2026, 3, 20)


def test_what_was_saved_is_there_after_closing_and_opening(vault: Vault) -> None:
    mother = a_mother(aliases=["Ros"], date_of_birth="1994-05")
    entry = an_entry(mother, "She asked after Megan.", time=None, contact_made=None)
    vault.save(mother)
    vault.save_all([entry, a_custody(mother)])
    vault.close()
    again = Vault.open(vault.folder, PASSPHRASE)
    try:
        found = again.entry(entry.id)
        assert found is not None
        assert found.record == entry
        assert (found.saved.first_by, found.saved.revisions, found.saved.forked) == (NAME, 1, False)
        assert found.amendments == ()
        assert again.entry("nowhere") is None
        assert {one.record.id for one in again.entries(mother_id=mother.id)} >= {mother.id}
        assert [one.record for one in again.entries("contact_log")] == [entry]
    finally:
        again.close()


def test_an_amendment_stands_under_the_original_and_says_what_changed(vault: Vault) -> None:
    mother = a_mother()
    entry = an_entry(mother, "She will ring on Tuesday.")
    vault.save_all([mother, entry])
    vault.save(entry.changed(text="She will ring on Thursday."), reason="wrong day", note="Sorry.")
    first, second = vault.history(entry.id)
    assert first.record() == entry
    assert second.parents == (first.revision_id,)
    found = vault.entry(entry.id)
    assert found is not None
    (amendment,) = found.amendments
    assert (amendment.by, amendment.reason, amendment.note) == (NAME, "wrong day", "Sorry.")
    assert "Tuesday" in amendment.changes[0]
    assert "Thursday" in amendment.changes[0]
    assert found.saved.revisions == 2
    assert found.saved.first_at == first.at
    assert found.saved.last_at == second.at


def test_saving_without_a_change_adds_nothing_unless_something_is_said(vault: Vault) -> None:
    mother = a_mother()
    first = vault.save(mother)
    before = vault.journal_reference()
    assert vault.save(mother) == first
    assert vault.journal_reference() == before
    vault.save(mother, note="Checked with the wing.")
    assert len(vault.history(mother.id)) == 2


def test_several_records_are_saved_together_or_not_at_all(vault: Vault) -> None:
    mother = a_mother()
    broken = an_entry(mother).model_copy(update={"unmapped": {"day": dt.date(2026, 1, 1)}})
    with pytest.raises(ValueError, match="would not be read back"):
        vault.save_all([mother, broken])
    assert vault.entry(mother.id) is None
    assert vault.verify().ok


def test_a_form_opened_on_an_earlier_state_makes_a_fork_that_a_choice_settles(
    vault: Vault,
) -> None:
    mother = a_mother()
    entry = an_entry(mother, "first")
    vault.save(mother)
    first = vault.save(entry)
    vault.save(entry.changed(text="second"))
    vault.save(entry.changed(text="from an old window"), follows=[first.revision_id])
    forked = vault.entry(entry.id)
    assert forked is not None
    assert forked.saved.forked
    assert len(forked.saved.heads) == 2
    assert forked.record.text == "from an old window"  # type: ignore[attr-defined]
    saved = vault.save(entry.changed(text="worked on meanwhile"))
    assert saved.parents == (vault.history(entry.id)[-2].revision_id,)
    still = vault.entry(entry.id)
    assert still is not None
    assert still.saved.forked, "any other save hides none of the versions"
    assert still.record.text == "worked on meanwhile"  # type: ignore[attr-defined]
    settled = vault.save(entry.changed(text="both"), reason=RESOLVED)
    assert set(settled.parents) == set(still.saved.heads)
    found = vault.entry(entry.id)
    assert found is not None
    assert not found.saved.forked
    with pytest.raises(ValueError, match="none of this record's"):
        vault.save(entry.changed(text="third"), follows=["nowhere"])


def test_a_case_file_holds_hers_and_the_shared_records_it_refers_to_however_far_away(
    vault: Vault,
) -> None:
    mother, other = a_mother(), a_mother("Betrys", "Other")
    authority = Organisation(name="Sir Example Council")
    unused = Organisation(name="Nobody's firm")
    social_worker = Person(kind="professional", first_names="Sal", organisation_id=authority.id)
    service = Service(name="The service")
    entry = an_entry(mother, with_person_ids=[mother.id, social_worker.id])
    vault.save_all(
        [mother, other, authority, unused, social_worker, service, entry, an_entry(other)]
    )
    case_file = vault.case_file(mother.id, TODAY)
    ids = {one.record.id for one in case_file.entries}
    assert ids == {
        mother.id, entry.id, social_worker.id, authority.id, service.id, vault.person.worker_id,
    }  # fmt: skip
    assert case_file.name(vault.person.worker_id) == NAME
    assert case_file.as_of == TODAY
    assert case_file.journal_reference == vault.journal_reference()
    with pytest.raises(RecordUnknown):
        vault.case_file("nobody")


def test_a_case_file_can_be_read_as_it_was_known_on_an_earlier_day(vault: Vault) -> None:
    mother = a_mother()
    vault.save(mother)
    tomorrow = dt.date.today() + dt.timedelta(days=1)
    yesterday = dt.date.today() - dt.timedelta(days=1)
    assert vault.case_file(mother.id, known_on=tomorrow).mother == mother
    assert vault.case_file(mother.id, known_on=yesterday).entries == ()


def test_the_author_is_a_record_of_the_vault(vault: Vault) -> None:
    (worker,) = vault.entries("worker")
    assert worker.record == Worker(id=vault.person.worker_id, name=NAME, role=ROLE)
    assert vault.name(vault.person.worker_id) == NAME
    assert vault.name("nowhere") == "not in this vault"


def test_the_journal_says_what_was_done_and_by_whom(vault: Vault) -> None:
    mother = a_mother()
    vault.save(mother)
    vault.audit(AuditAction.PRINTED, mother_id=mother.id, detail="Pack for the review, copy 1")
    newest, saved = vault.journal(mother_id=mother.id)
    assert (newest.action, newest.by_name) == (AuditAction.PRINTED, NAME)
    assert newest.detail == "Pack for the review, copy 1"
    assert (saved.kind, saved.record_id) == (EntryKind.REVISION, mother.id)
    actions = [entry.action for entry in reversed(vault.journal()) if entry.action]
    assert actions == [AuditAction.CREATED, AuditAction.UNLOCKED, AuditAction.PRINTED]
    number, head = vault.journal_reference().split("-")
    assert number == f"J{newest.seq}"
    assert newest.hash.upper().startswith(head)
    assert len(vault.journal(limit=2)) == 2


def test_every_action_is_named_for_people() -> None:
    labels = {action.label for action in AuditAction}
    assert len(labels) == len(AuditAction)


def test_a_closed_vault_refuses_with_a_sentence(vault: Vault) -> None:
    vault.close()
    vault.close()
    assert not vault.is_open
    for call in (vault.drafts, vault.journal_reference, vault.verify, vault.entries):
        with pytest.raises(VaultLocked, match="has been locked"):
            call()
    with pytest.raises(VaultLocked):
        vault.save(a_mother())


def test_wrong_passphrases_are_refused_slowed_down_and_shown_after_the_right_one(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = make_vault()
    vault.close()
    for seconds in (0, 0, 5):
        with pytest.raises(WrongPassphrase) as refused:
            Vault.open(vault.folder, "a wrong passphrase")
        assert refused.value.seconds == seconds
        assert "nothing is damaged" in refused.value.sentence
    with pytest.raises(TooManyAttempts, match="try again in"):
        Vault.open(vault.folder, PASSPHRASE)
    monkeypatch.setattr("tac_desktop.storage.attempts._FIRST_WAIT", 0)
    again = Vault.open(vault.folder, PASSPHRASE)
    try:
        assert again.wrong_attempts_before.count == 3
        refusals = [one for one in again.journal() if one.action is AuditAction.REFUSED_UNLOCK]
        assert "3 wrong passphrases" in refusals[0].detail
    finally:
        again.close()
    last = Vault.open(vault.folder, PASSPHRASE)
    assert last.wrong_attempts_before.count == 0
    last.close()


def test_a_weak_passphrase_makes_no_vault(folder: Path) -> None:
    with pytest.raises(PassphraseTooWeak):
        Vault.create(folder, NAME, ROLE, "Ffion Example 12", cost=KeyCost.for_tests())
    assert not folder.exists()


def test_a_changed_passphrase_rewrites_her_slot_and_not_the_database(vault: Vault) -> None:
    vault.save(a_mother())
    vault.close()
    vault = Vault.open(vault.folder, PASSPHRASE)
    database = vault.folder / "vault.db"
    before, slot = database.read_bytes(), vault.slot_id
    new = "scruffy dolphin granite umbrella"
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase("not the old passphrase", new)
    with pytest.raises(PassphraseTooWeak):
        vault.change_passphrase(PASSPHRASE, "short")
    vault.change_passphrase(PASSPHRASE, new, cost=KeyCost.for_tests())
    assert database.read_bytes() == before
    assert vault.slot_id == slot
    vault.close()
    with pytest.raises(WrongPassphrase):
        Vault.open(vault.folder, PASSPHRASE)
    Vault.open(vault.folder, new, slot_id=slot).close()


def test_two_people_open_one_vault_each_under_her_own_name(vault: Vault) -> None:
    mother = a_mother()
    vault.save(mother)
    beth = "scruffy dolphin granite umbrella"
    slot = vault.add_person("Beth Colleague", "manager", beth, cost=KeyCost.for_tests())
    with pytest.raises(ValueError, match="another person"):
        vault.remove_person(vault.slot_id)
    vault.close()
    assert [one.person.name for one in KeyFile.read(vault.folder).slots] == [NAME, "Beth Colleague"]
    hers = Vault.open(vault.folder, beth)
    assert hers.person == slot.person
    hers.save(mother.changed(known_as="Ros"))
    found = hers.entry(mother.id)
    assert found is not None
    assert (found.saved.first_by, found.saved.last_by) == (NAME, "Beth Colleague")
    hers.close()
    first = Vault.open(vault.folder, PASSPHRASE)
    first.remove_person(slot.slot_id)
    assert [one.person.name for one in first.people()] == [NAME]
    first.close()
    with pytest.raises(WrongPassphrase):
        Vault.open(vault.folder, beth)


def test_threads_take_turns(vault: Vault) -> None:
    mother = a_mother()
    vault.save(mother)
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for time in range(10):
                vault.save(an_entry(mother, f"thread {number}, time {time}"))
                vault.search("thread")
                vault.case_file(mother.id)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(vault.entries("contact_log")) == 40
    assert vault.verify().ok
