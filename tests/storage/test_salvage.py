"""A damaged vault: what is whole comes back into a new one, and what does not is said."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.work import Document
from tac_desktop.storage.attempts import wrong_attempts
from tac_desktop.storage.errors import KeysDamaged, VaultDamaged, WrongPassphrase
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.keys import KeyCost, KeyFile
from tac_desktop.storage.roles import AccessEnded, NotAllowed
from tac_desktop.storage.salvage.offers import Examined, Way, examine
from tac_desktop.storage.salvage.pages import PAGE, Pages
from tac_desktop.storage.salvage.rescue import NotBroughtBack, bring_back, put_in_place
from tac_desktop.storage.salvage.unlocking import unlocked
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import NAME, PASSPHRASE, ROLE, MakeVault
from tests.storage.people import a_custody, a_mother, an_entry

PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def made(folder: Path) -> tuple[Vault, str]:
    """An open vault with two mothers, forty entries and a document; and its recovery code."""
    vault, code = Vault.create(folder, NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests())
    for first in ("Rhosyn", "Seren"):
        mother = a_mother(first)
        entries = [an_entry(mother, f"{first} talked, {number}. " * 9) for number in range(20)]
        vault.save_all([mother, a_custody(mother), *entries])
    document = Document(mother_id=mother.id, title="A letter", file_name="a.png")
    vault.attachments.attach(document, PICTURE)
    return vault, code


def test_every_page_can_be_lost_and_what_is_kept_and_lost_add_up(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, _code = made
    vault.close()
    whole = (vault.folder / "vault.db").read_bytes()
    total = saved_in(vault.folder)
    for number in range(0, len(whole) // PAGE, 6):
        wipe(vault.folder, whole, [number])
        with examine(vault.folder, PASSPHRASE) as examined:
            (offer,) = examined.offers
            part = examined.readable
            assert part is not None
            assert part.lost.damaged_pages == 1 or number == 0, "all, where the salt is lost"
            kept = len(part.chosen.bound) + len(part.chosen.unbound)
            assert kept + part.lost.revisions == total, number
            brought = bring_back(examined, offer.way, tmp_path / f"new-{number}")
        assert brought.report.ok
        assert brought.report.counts["revisions"] == kept
        assert saved_in(brought.folder) == kept


def test_with_the_first_page_lost_and_no_backup_most_comes_back_and_that_is_said(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, _code = made
    vault.close()
    total = saved_in(vault.folder)
    wipe(vault.folder, (vault.folder / "vault.db").read_bytes(), [0])
    brought = brought_back(vault.folder, tmp_path / "new", Way.READABLE)
    assert saved_in(brought) == total
    again = Vault.open(brought, PASSPHRASE)
    said = " ".join(again.verify().sentences)
    assert "Where its journal had ended could not be read" in said
    assert len(again.search("talked")) == 40
    again.close()


def test_single_flipped_bits_cost_at_most_the_row_they_hit(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, _code = made
    vault.close()
    total = saved_in(vault.folder)
    content = bytearray((vault.folder / "vault.db").read_bytes())
    for page in range(1, len(content) // PAGE):
        content[page * PAGE + 4000] ^= 1
    (vault.folder / "vault.db").write_bytes(bytes(content))
    brought = brought_back(vault.folder, tmp_path / "new", Way.READABLE)
    assert saved_in(brought) >= total * 0.8


def test_the_backup_fills_what_is_damaged_and_the_vault_what_came_after(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, _code = made
    vault.backups.make(tmp_path / "backups")
    later = a_mother("Later")
    vault.save_all([later, an_entry(later, "After the backup.")])
    vault.close()
    total, whole = saved_in(vault.folder), (vault.folder / "vault.db").read_bytes()
    before = backup_bytes(tmp_path / "backups")
    same = [n for n in range(1, len(before) // PAGE) if page(before, n) == page(whole, n)]
    wipe(vault.folder, whole, same)
    with examine(vault.folder, PASSPHRASE, [tmp_path / "backups"]) as examined:
        offers = {one.way: one for one in examined.offers}
        assert list(offers) == [Way.TOGETHER, Way.BACKUP, Way.READABLE]
        assert offers[Way.TOGETHER].missing == 0
        assert offers[Way.BACKUP].missing > 0
        said = "\n".join(offers[Way.BACKUP].sentences)
        assert "2 saved states of records from after it would be missing" in said
        assert "Later Averley: 1 × Log entry" in said
        assert offers[Way.READABLE].missing > 20
        brought = bring_back(examined, Way.TOGETHER, tmp_path / "new")
    assert saved_in(brought.folder) == total
    assert "Nothing was lost." in brought.report.sentences[-1]
    again = Vault.open(brought.folder, PASSPHRASE)
    assert again.search("backup")
    actions = [one.action for one in again.journal(limit=5)]
    assert AuditAction.SALVAGED in actions
    assert again.attachments.content(document_of(again).content_sha256) == PICTURE
    again.close()


def test_a_damaged_backup_is_passed_over_for_the_one_before(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, _code = made
    good = vault.backups.make(tmp_path / "backups")
    shutil.copytree(good.folder, tmp_path / "backups" / "tac-backup-newer")
    manifest = tmp_path / "backups" / "tac-backup-newer" / "backup.json"
    raw = json.loads(manifest.read_text())
    raw["made_at"] = "2099-01-01T00:00:00+00:00"
    manifest.write_text(json.dumps(raw))
    damaged = tmp_path / "backups" / "tac-backup-newer" / "vault.db"
    damaged.write_bytes(damaged.read_bytes()[:-PAGE])
    vault.close()
    (vault.folder / "vault.db").write_bytes(b"")
    with examine(vault.folder, PASSPHRASE, [tmp_path / "backups"]) as examined:
        assert examined.backup is not None
        assert examined.backup.folder == good.folder
        assert examined.damaged_backups == 1
        assert [one.way for one in examined.offers] == [Way.BACKUP]
        brought = bring_back(examined, Way.BACKUP, tmp_path / "new")
    assert saved_in(brought.folder) == good.counts["revisions"]


def test_what_was_committed_to_the_log_and_never_reached_the_file_comes_back(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, _code = made
    mother = a_mother("Only in the log")
    vault.save(mother)
    crashed = tmp_path / "crashed"
    shutil.copytree(vault.folder, crashed)
    vault.close()
    whole = (crashed / "vault.db").read_bytes()
    (crashed / "vault.db").write_bytes(whole[: len(whole) // 2])
    brought = brought_back(crashed, tmp_path / "new", Way.READABLE)
    again = Vault.open(brought, PASSPHRASE)
    assert again.entry(mother.id) is not None
    again.close()


def test_the_file_of_a_document_that_is_lost_is_named_and_declared(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, _code = made
    with vault._writing() as database:
        database.write("UPDATE attachment_part SET content = x'00'")
    vault.close()
    with examine(vault.folder, PASSPHRASE) as examined:
        (offer,) = examined.offers
        assert "The file of the document “A letter” could not be read (Seren Averley)." in (
            offer.sentences
        )
        brought = bring_back(examined, offer.way, tmp_path / "new")
    assert brought.report.ok
    assert "1 files of documents" in brought.report.sentences[-1]


def test_what_was_disposed_of_does_not_come_back_from_an_older_backup(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, _code = made
    vault.backups.make(tmp_path / "backups")
    entry = vault.entries(ContactLogEntry.type_name)[0]
    with vault._writing() as database:
        (seq,) = database.rows("SELECT seq FROM revision WHERE record_id = ?", [entry.record.id])[0]
        vault._journal.remove_payloads([seq], "the time is over")
        database.write("DELETE FROM revision WHERE seq = ?", (seq,))
    vault.rebuild_projections()
    total = saved_now(vault)
    vault.close()
    wipe(vault.folder, (vault.folder / "vault.db").read_bytes(), [0])
    brought = brought_back(vault.folder, tmp_path / "new", Way.TOGETHER, tmp_path / "backups")
    assert saved_in(brought) == total
    again = Vault.open(brought, PASSPHRASE)
    assert again.entry(entry.record.id) is None
    assert again.verify().ok
    again.close()


def test_a_revision_whose_journal_entry_is_lost_is_entered_anew(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, _code = made
    total = saved_now(vault)
    with vault._writing() as database:
        database.write("DELETE FROM journal WHERE seq BETWEEN 5 AND 9")
        database.write("DELETE FROM journal_payload WHERE seq BETWEEN 5 AND 9")
    assert "Journal entry 5 is missing." in vault.verify().sentences
    vault.close()
    with examine(vault.folder, PASSPHRASE) as examined:
        assert examined.readable is not None
        assert examined.readable.lost.entered_anew == 5
        assert examined.readable.lost.revisions == 0
        brought = bring_back(examined, Way.READABLE, tmp_path / "new")
    assert saved_in(brought.folder) == total
    assert "5 journal entries" in brought.report.sentences[-1]
    again = Vault.open(brought.folder, PASSPHRASE)
    (told,) = [one.detail for one in again.journal() if one.action is AuditAction.SALVAGED]
    assert told == "Read page by page, without a backup. Missing: 5 × journal entries."
    again.close()


def test_a_gap_is_excused_only_where_the_journal_itself_declares_it(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, _code = made
    with vault._writing() as database:
        database.write("DELETE FROM journal WHERE seq = 5")
        database.write("DELETE FROM journal_payload WHERE seq = 5")
    vault.close()
    brought = brought_back(vault.folder, tmp_path / "new", Way.READABLE)
    again = Vault.open(brought, PASSPHRASE)
    assert again.verify().ok
    with again._writing() as database:
        database.write("DELETE FROM journal WHERE seq = 7")
    assert again.verify().sentences[0] == "Journal entry 7 is missing."
    with again._writing() as database:
        database.write("UPDATE journal_payload SET payload = replace(payload, '[5,5]', '[5,7]')")
    assert not again.verify().ok
    again.close()


def test_the_recovery_sheet_opens_what_no_passphrase_does(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, code = made
    vault.close()
    total = saved_in(vault.folder)
    wipe(vault.folder, (vault.folder / "vault.db").read_bytes(), [3])
    (vault.folder / "keys.json").write_bytes(b"{}")
    with pytest.raises(KeysDamaged):
        examine(vault.folder, PASSPHRASE)
    with examine(vault.folder, code.lower().replace(" ", "-")) as examined:
        brought = bring_back(examined, Way.READABLE, tmp_path / "new")
    assert not (brought.folder / "keys.json").exists()
    again = Vault.open_with_recovery_code(
        brought.folder, code, NAME, ROLE, "scruffy dolphin granite umbrella",
        cost=KeyCost.for_tests(),
    )  # fmt: skip
    assert saved_now(again) >= total - 12
    again.close()


def test_lost_keys_are_taken_from_a_backup_and_former_ones_are_not_asked_otherwise(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, _code = made
    backup = vault.backups.make(tmp_path / "backups")
    new = "scruffy dolphin granite umbrella"
    vault.change_passphrase(PASSPHRASE, new, cost=KeyCost.for_tests())
    vault.close()
    with pytest.raises(WrongPassphrase):
        unlocked(vault.folder, PASSPHRASE, [backup])
    assert wrong_attempts(vault.folder).count == 1
    (vault.folder / "keys.json").unlink()
    with examine(vault.folder, PASSPHRASE, [tmp_path / "backups"]) as examined:
        brought = bring_back(examined, Way.TOGETHER, tmp_path / "new")
    Vault.open(brought.folder, PASSPHRASE).close()


def test_nothing_is_written_into_the_damaged_folder_and_it_is_kept_aside(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, _code = made
    vault.close()
    wipe(vault.folder, (vault.folder / "vault.db").read_bytes(), [1, 4])
    before = {path.name: path.read_bytes() for path in vault.folder.iterdir()}
    brought = brought_back(vault.folder, tmp_path / "new", Way.READABLE)
    assert {path.name: path.read_bytes() for path in vault.folder.iterdir()} == before
    now, aside = put_in_place(vault.folder, brought)
    assert now == vault.folder
    assert aside.name.startswith("vault-damaged-")
    assert {path.name: path.read_bytes() for path in aside.iterdir()} == before
    Vault.open(now, PASSPHRASE).close()


def test_where_nothing_can_be_read_and_no_backup_is_there_that_is_said(
    made: tuple[Vault, str],
) -> None:
    vault, _code = made
    vault.close()
    size = (vault.folder / "vault.db").stat().st_size
    (vault.folder / "vault.db").write_bytes(bytes(size))
    with pytest.raises(VaultDamaged, match="Nothing of it can be read"):
        examine(vault.folder, PASSPHRASE)


def test_a_new_vault_that_fails_its_check_is_taken_away_again(
    made: tuple[Vault, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tac_desktop.storage.salvage import rescue
    from tac_desktop.storage.verify import VerifyReport

    vault, _code = made
    vault.close()
    monkeypatch.setattr(rescue, "verify", lambda *_a, **_k: VerifyReport(False, ("Broken.",)))
    with examine(vault.folder, PASSPHRASE) as examined, pytest.raises(NotBroughtBack):
        bring_back(examined, Way.READABLE, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_pages_are_opened_as_the_cipher_itself_opens_them(made: tuple[Vault, str]) -> None:
    vault, _code = made
    key, _slot = KeyFile.read(vault.folder).unlock(PASSPHRASE)
    vault.close()
    with Pages(vault.folder / "vault.db", key) as pages:
        found = [pages.page(number) for number in pages.numbers]
    assert all(one is not None and one.whole for one in found)
    assert found[0] is not None
    assert found[0].content.startswith(b"SQLite format 3\x00")


def brought_back(damaged: Path, to: Path, way: Way, backups: Path | None = None) -> Path:
    with examine(damaged, PASSPHRASE, [backups] if backups else []) as examined:
        assert isinstance(examined, Examined)
        return bring_back(examined, way, to).folder


def saved_in(folder: Path) -> int:
    """How many revisions a vault that is whole holds."""
    vault = Vault.open(folder, PASSPHRASE)
    try:
        return saved_now(vault)
    finally:
        vault.close()


def saved_now(vault: Vault) -> int:
    with vault._turn() as database:
        return int(database.value("SELECT count(*) FROM revision"))


def document_of(vault: Vault) -> Document:
    (entry,) = vault.entries(Document.type_name)
    assert isinstance(entry.record, Document)
    return entry.record


def wipe(folder: Path, whole: bytes, pages: list[int]) -> None:
    """Overwrite some pages with zeros."""
    content = bytearray(whole)
    for number in pages:
        content[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)
    (folder / "vault.db").write_bytes(bytes(content))


def page(content: bytes, number: int) -> bytes:
    return content[number * PAGE : (number + 1) * PAGE]


def backup_bytes(place: Path) -> bytes:
    (path,) = place.glob("*/vault.db")
    return path.read_bytes()


def test_a_file_with_lost_earlier_states_can_still_be_handed_over(
    made: tuple[Vault, str], tmp_path: Path, make_vault: MakeVault
) -> None:
    vault, _code = made
    entry = vault.entries(ContactLogEntry.type_name)[0]
    for number in range(3):
        vault.save(entry.record, reason="addition", note=f"Added {number}.")
    with vault._writing() as database:
        database.write(
            "DELETE FROM revision WHERE seq = (SELECT min(seq) FROM revision WHERE record_id = ?)",
            (entry.record.id,),
        )
    vault.close()
    brought = Vault.open(brought_back(vault.folder, tmp_path / "new", Way.READABLE), PASSPHRASE)
    mother_id = entry.record.mother_id
    there = make_vault("there")
    plan = there.merge(brought.revisions(mother_id), source="s")
    assert plan.without_earlier == 1
    assert "1 records come without earlier states that the sender had lost." in plan.sentences()
    assert there.merge(brought.revisions(mother_id), source="s").changes_nothing
    assert len(there.history(entry.record.id)) == 3
    assert there.verify().ok
    brought.close()


def test_who_was_sent_away_or_may_read_no_file_gets_nothing_out_of_a_damaged_vault(
    made: tuple[Vault, str], tmp_path: Path
) -> None:
    vault, _code = made
    words = {"gone": "scruffy dolphin granite umbrella", "audit": "copper walnut drizzle saddle"}
    roles = {"gone": "cover_worker", "audit": "auditor"}
    for name, typed in words.items():
        vault.add_person(name.title(), roles[name], typed, cost=KeyCost.for_tests())
    with vault._writing() as database:
        database.write(
            "UPDATE holder SET left_at = '2026-01-02T10:00:00.000000Z' WHERE name = 'Gone'"
        )
    vault.close()
    wipe(vault.folder, (vault.folder / "vault.db").read_bytes(), [7])
    with pytest.raises(AccessEnded):
        examine(vault.folder, words["gone"])
    with pytest.raises(NotAllowed):
        examine(vault.folder, words["audit"])
    brought = Vault.open(brought_back(vault.folder, tmp_path / "new", Way.READABLE), PASSPHRASE)
    assert {one.person.name for one in brought.people()} >= {"Gone", "Audit"}
    brought.close()
    with pytest.raises(AccessEnded):
        Vault.open(tmp_path / "new", words["gone"])
