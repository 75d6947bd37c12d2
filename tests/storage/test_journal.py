"""The chain: what was changed behind the program's back is named; what was disposed of is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tac_desktop.errors import Cancelled
from tac_desktop.storage.canonical import canonical_json, sha256_hex
from tac_desktop.storage.database import Database
from tac_desktop.storage.journal import AuditAction, EntryKind, entry_hash
from tac_desktop.storage.vault import Vault
from tests.storage.people import a_mother, an_entry

Tamper = Callable[[Database], None]


def change_a_journal_row(database: Database) -> None:
    database.write("UPDATE journal SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 5")


def change_and_rehash_a_journal_row(database: Database) -> None:
    seq, kind, _by, digest, previous = database.rows(
        "SELECT seq, kind, by_id, digest, previous FROM journal WHERE seq = 5"
    )[0]
    forged = entry_hash(seq, kind, "2020-01-01T00:00:00.000000Z", "someone else", digest, previous)
    database.write(
        "UPDATE journal SET at = '2020-01-01T00:00:00.000000Z', by_id = 'someone else', hash = ?"
        " WHERE seq = 5",
        (forged,),
    )


def change_what_an_entry_says(database: Database) -> None:
    said = json.loads(database.value("SELECT payload FROM journal_payload WHERE seq = 5"))
    said["by_name"] = "Someone Else"
    database.write("UPDATE journal_payload SET payload = ? WHERE seq = 5", (json.dumps(said),))


def remove_what_an_entry_says(database: Database) -> None:
    database.write("DELETE FROM journal_payload WHERE seq = 5")


def list_an_entry_under_nobody(database: Database) -> None:
    database.write("UPDATE journal_payload SET mother_id = '' WHERE seq = 5")


def say_something_under_no_number(database: Database) -> None:
    database.write(
        "INSERT INTO journal_payload (seq, salt, mother_id, payload) VALUES (999, x'00', '', '{}')"
    )


def excuse_a_gap_without_an_entry(database: Database) -> None:
    remove_a_journal_row(database)
    database.write("DELETE FROM journal_payload WHERE seq = 5")
    database.write(
        "INSERT OR REPLACE INTO fact (name, value) VALUES ('salvage', '{\"entries\": [[5, 5]]}')"
    )


def remove_a_journal_row(database: Database) -> None:
    database.write("DELETE FROM journal WHERE seq = 5")


def remove_the_last_journal_row(database: Database) -> None:
    database.write("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")


def change_a_revision(database: Database) -> None:
    database.write("UPDATE revision SET content = replace(content, 'Tuesday', 'Thursday')")


def change_and_redigest_a_revision(database: Database) -> None:
    from dataclasses import replace

    from tac_desktop.storage.revisions import each_record_history

    histories: list[list[Any]] = list(each_record_history(database))
    ((old, *_later),) = [one for one in histories if "Tuesday" in str(one[0].content)]
    forged = replace(old, by_name="Someone Else")
    database.write(
        "UPDATE revision SET by_name = ?, digest = ? WHERE revision_id = ?",
        (forged.by_name, forged.computed_digest(), forged.revision_id),
    )


def remove_a_revision(database: Database) -> None:
    database.write("DELETE FROM revision WHERE content LIKE '%Tuesday%'")


def change_the_projection(database: Database) -> None:
    database.write("UPDATE record SET last_by = 'Someone Else' WHERE record_type = 'contact_log'")


def remove_from_the_projection(database: Database) -> None:
    database.write("DELETE FROM record WHERE record_type = 'contact_log'")


def remove_from_the_search_index(database: Database) -> None:
    database.write("DELETE FROM search WHERE rowid = (SELECT max(id) FROM search_docsize)")


def spoil_a_draft(database: Database) -> None:
    database.write(
        "INSERT INTO draft VALUES ('d', 'r', 'contact_log', 'm', '{', 'not a date', '[]', '', '')"
    )


@pytest.mark.parametrize(
    ("tamper", "finding"),
    [
        (change_a_journal_row, "entry 5 does not follow"),
        (change_and_rehash_a_journal_row, "entry 6 does not follow"),
        (change_what_an_entry_says, "entry 5 says something else"),
        (remove_what_an_entry_says, "What journal entry 5 says is missing"),
        (remove_a_journal_row, "entry 5 is missing"),
        (list_an_entry_under_nobody, "entry 5 is listed under another file"),
        (say_something_under_no_number, "under the number 999, which no entry has"),
        (excuse_a_gap_without_an_entry, "entry 5 is missing"),
        (remove_the_last_journal_row, "ends before its newest entry"),
        (change_a_revision, "not as it was saved: Log entry saved by Ffion Example"),
        (change_and_redigest_a_revision, "not the one in the journal"),
        (remove_a_revision, "2 revisions that stand in the journal are missing"),
        (change_the_projection, "1 records are shown otherwise"),
        (remove_from_the_projection, "1 records are shown otherwise"),
        (remove_from_the_search_index, "1 records cannot be found by searching"),
        (spoil_a_draft, "Checking the drafts: something there cannot be read"),
    ],
)
def test_the_check_names_what_was_changed_behind_its_back(
    vault: Vault, tamper: Tamper, finding: str
) -> None:
    some_history(vault)
    assert vault.verify().ok
    with vault._writing() as database:
        tamper(database)
    report = vault.verify()
    assert not report.ok
    assert finding in " ".join(report.sentences)
    assert not vault.verify().ok, "writing on does not cover it up"


def test_a_sound_vault_is_counted(vault: Vault) -> None:
    some_history(vault)
    report = vault.verify()
    assert report.ok
    # Her colleague's record, the mother and the entry; the entry was saved twice.
    assert (report.counts["records"], report.counts["revisions"]) == (3, 4)
    assert report.counts["entries"] == len(vault.journal()) - 1
    assert "All is well: 3 records in 4 revisions" in report.sentences[0]


def test_the_check_says_how_far_it_is_and_can_be_stopped(vault: Vault) -> None:
    some_history(vault)
    steps: list[tuple[int, int, str]] = []
    vault.verify(lambda *step: steps.append(step))
    assert [done for done, _total, _words in steps] == list(range(len(steps)))
    assert steps[-1][0] == steps[-1][1]
    assert len({words for _done, _total, words in steps}) == len(steps)
    assert len(steps) == 9

    def stop(done: int, _total: int, _words: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        vault.verify(stop)
    vault.save(a_mother())


def test_what_was_disposed_of_leaves_the_chain_whole(vault: Vault) -> None:
    vault.audit(AuditAction.REFUSED, detail="to be disposed of")
    number = vault.journal()[0].seq
    vault.audit(AuditAction.PRINTED)
    with vault._writing():
        vault._journal.remove_payloads([number], "End of the retention period")
    report = vault.verify()
    assert report.ok, report.sentences
    entry = next(one for one in vault.journal() if one.seq == number)
    assert entry.removed
    assert entry.detail == ""


def test_the_projection_rebuilt_from_the_log_is_the_same(vault: Vault) -> None:
    mother, entry = some_history(vault)
    before = vault.case_file(mother.id), vault.search("Tuesday"), vault.caseload(entry.date)
    vault.rebuild_projections()
    assert (vault.case_file(mother.id), vault.search("Tuesday")) == before[:2]
    assert vault.caseload(entry.date) == before[2]
    assert vault.verify().ok


def some_history(vault: Vault) -> tuple[Any, Any]:
    mother = a_mother()
    entry = an_entry(mother, "She will ring on Tuesday.")
    vault.save(mother)
    vault.save(entry)
    vault.save(entry.changed(her_words="So be it."))
    vault.audit(AuditAction.LOOKED_AT, mother_id=mother.id)
    return mother, entry


@pytest.mark.parametrize("by_id", ["01a2-b", 'a"b', "é", "a\\b", "", "a\nb", "a b"])
@pytest.mark.parametrize("kind", [*EntryKind, "unknown"])
def test_the_hash_of_an_entry_is_that_of_its_canonical_json(by_id: str, kind: str) -> None:
    at, digest, previous = "2026-11-22T10:00:00.000001Z", "ab" * 32, "cd" * 32
    written = canonical_json([7, str(kind), at, by_id, digest, previous])
    assert entry_hash(7, kind, at, by_id, digest, previous) == sha256_hex(written)
