"""Files of documents: kept once, encrypted, read back, checked, and carried from vault to vault."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

import pytest

from tac_desktop.casework.document_files import FileLimits, FileRefused
from tac_desktop.casework.people import Person
from tac_desktop.casework.training_pictures import drawing_png, paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.storage import attachments, making, upgrading, vault_attachments
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import (
    AttachmentDamaged,
    AttachmentMissing,
    AttachmentNotKept,
    DiskFull,
    MergeRefused,
)
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.migrations import MIGRATIONS, bring_up_to_date
from tac_desktop.storage.vault import Vault
from tests.end_to_end.leaks import Finder, files_below
from tests.storage.conftest import NAME, PASSPHRASE, ROLE, MakeVault
from tests.storage.people import a_mother

MARKER = "Pumpernickel-Kittiwake"
PDF = paper_pdf("Order", [f"Everything here is invented. {MARKER}"])
PICTURE = drawing_png(3)


def a_document(mother: Person, title: str = "Order of 3 Nov", **answers: object) -> Document:
    return Document.model_validate({"mother_id": mother.id, "title": title, **answers})


@pytest.fixture
def mother(vault: Vault) -> Person:
    made = a_mother()
    vault.save(made)
    return made


def shown(vault: Vault, record_id: str) -> Document:
    entry = vault.entry(record_id)
    assert entry is not None and isinstance(entry.record, Document)
    return entry.record


def test_a_file_is_kept_with_its_document_and_read_back(vault: Vault, mother: Person) -> None:
    large = paper_pdf("Long", [f"Line {number}" for number in range(90_000)])
    assert len(large) > 2 * attachments.PART_BYTES
    document = a_document(mother, file_name="scan.pdf")
    revision = vault.attachments.attach(document, large)
    kept = shown(vault, document.id)
    assert revision.record() == kept
    assert kept.content_sha256 == hashlib.sha256(large).hexdigest()
    assert (kept.content_type, kept.content_bytes) == ("application/pdf", len(large))
    assert vault.attachments.content(kept.content_sha256) == large
    assert b"".join(vault.attachments.parts(kept.content_sha256)) == large
    report = vault.verify()
    assert report.ok and "1 file of a document is there" in report.sentences[-1]


def test_looking_at_a_file_stands_in_the_journal_and_reading_it_for_a_thumbnail_does_not(
    vault: Vault, mother: Person
) -> None:
    document = a_document(mother)
    vault.attachments.attach(document, PDF)
    before = vault.journal_reference()
    vault.attachments.content(shown(vault, document.id).content_sha256)
    assert vault.journal_reference() == before
    assert vault.attachments.open(shown(vault, document.id)) == PDF
    newest = vault.journal(limit=1)[0]
    assert (newest.action, newest.record_id) == (AuditAction.LOOKED_AT, document.id)


def test_the_same_file_is_kept_once_however_many_documents_name_it(
    vault: Vault, mother: Person
) -> None:
    for title in ("First", "Second"):
        vault.attachments.attach(a_document(mother, title), PDF)
    with vault._turn() as database:
        assert database.value("SELECT count(*) FROM attachment") == 1
    assert vault.verify().ok


def test_a_replaced_file_stays_with_the_earlier_revision(vault: Vault, mother: Person) -> None:
    document = a_document(mother)
    vault.attachments.attach(document, PDF)
    vault.attachments.attach(
        shown(vault, document.id), PICTURE, reason="correction", note="The wrong page."
    )
    first, second = vault.history(document.id)
    assert vault.attachments.content(first.content["content_sha256"]) == PDF
    assert vault.attachments.content(second.content["content_sha256"]) == PICTURE
    assert shown(vault, document.id).content_type == "image/png"


@pytest.mark.parametrize("content", [b"", b"MZ program", PDF[: len(PDF) // 2], PICTURE[:-5]])
def test_what_is_refused_leaves_nothing_behind(
    vault: Vault, mother: Person, content: bytes
) -> None:
    before = vault.journal_reference()
    with pytest.raises(FileRefused, match="was not kept"):
        vault.attachments.attach(a_document(mother), content)
    assert vault.journal_reference() == before
    assert vault.entries(Document.type_name) == []


def test_more_than_a_file_may_hold_in_all_is_refused_and_rolled_back(
    vault: Vault, mother: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_attachments, "LIMITS", FileLimits(file_in_all_bytes=len(PDF) + 10))
    vault.attachments.attach(a_document(mother), PDF)
    with pytest.raises(FileRefused, match="in all"):
        vault.attachments.attach(a_document(mother, "Second"), PICTURE)
    assert [one.record.title for one in vault.entries(Document.type_name)] == ["Order of 3 Nov"]
    assert vault.verify().ok


def test_a_full_disk_keeps_neither_the_file_nor_its_document(
    vault: Vault, mother: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_others: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(vault_attachments, "save_records", full)
        with pytest.raises(DiskFull):
            vault.attachments.attach(a_document(mother), PDF)
    with vault._turn() as database:
        assert database.value("SELECT count(*) FROM attachment_part") == 0
    assert vault.verify().ok


def test_a_file_that_does_not_read_back_is_not_called_kept(
    vault: Vault, mother: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "part", lambda *_arguments: None)
    with pytest.raises(AttachmentNotKept, match="Do not delete the original"):
        vault.attachments.attach(a_document(mother), PDF)


def damage(vault: Vault, statement: str) -> None:
    with vault._writing() as database:
        database.write(statement)


def test_damage_and_loss_are_named_in_words(vault: Vault, mother: Person) -> None:
    order, drawing = a_document(mother), a_document(mother, "A drawing")
    vault.attachments.attach(order, PDF)
    vault.attachments.attach(drawing, PICTURE)
    pdf, picture = (shown(vault, one.id).content_sha256 for one in (order, drawing))
    damage(vault, f"UPDATE attachment_part SET content = x'00' WHERE sha256 = '{pdf}'")
    damage(vault, f"DELETE FROM attachment_part WHERE sha256 = '{picture}'")
    damage(vault, f"DELETE FROM attachment WHERE sha256 = '{picture}'")
    with pytest.raises(AttachmentDamaged):
        vault.attachments.content(pdf)
    with pytest.raises(AttachmentMissing):
        vault.attachments.open(shown(vault, drawing.id))
    report = vault.verify()
    assert not report.ok
    said = " ".join(report.sentences)
    assert "“Order of 3 Nov” is damaged" in said and NAME in said
    assert "“A drawing” is missing" in said
    vault.attachments.attach(shown(vault, order.id), PDF)
    vault.attachments.attach(shown(vault, drawing.id), PICTURE)
    assert vault.verify().ok, "adding the whole file again puts it right"


def test_a_file_of_no_document_is_found_by_the_check(vault: Vault, mother: Person) -> None:
    with vault._writing() as database:
        attachments.keep(database, PDF)
    assert vault.verify().sentences == ("1 files belong to no document.",)


def files_of(vault: Vault, mother: Person) -> dict[str, bytes]:
    carried = vault.attachments.carried_by(vault.revisions(mother.id))
    return {one.sha256: vault.attachments.content(one.sha256) for one in carried}


def test_files_are_merged_once_and_only_with_their_documents(make_vault: MakeVault) -> None:
    here, there = make_vault("here"), make_vault("there")
    mother, other = a_mother(), a_mother("Betsan", "Other")
    here.save_all([mother, other])
    document = a_document(mother)
    here.attachments.attach(document, PICTURE)
    here.attachments.attach(shown(here, document.id), PDF)
    here.attachments.attach(a_document(other, "Not hers"), drawing_png(9))
    files = files_of(here, mother)
    assert set(files.values()) == {PDF, PICTURE}, "with what was replaced, without another mother's"

    plan = there.plan_merge(here.revisions(mother.id), files)
    assert plan.files_to_add == 2
    assert "Files of documents: 2 new." in plan.sentences()
    there.merge(here.revisions(mother.id), source="s", files=files)
    assert there.attachments.content(shown(there, document.id).content_sha256) == PDF
    before = there.journal_reference()
    again = there.merge(here.revisions(mother.id), source="s", files=files)
    assert again.changes_nothing and there.journal_reference() == before
    assert there.verify().ok


def test_a_file_that_did_not_come_along_is_named_and_can_come_later(
    make_vault: MakeVault,
) -> None:
    here, there = make_vault("here"), make_vault("there")
    mother = a_mother()
    here.save(mother)
    here.attachments.attach(a_document(mother), PDF)
    revisions, files = here.revisions(mother.id), files_of(here, mother)
    plan = there.merge(revisions, source="s")
    assert plan.files_missing == ("Order of 3 Nov",)
    assert "“Order of 3 Nov” did not come along" in " ".join(plan.sentences())
    assert "The file of the document “Order of 3 Nov” is missing" in there.verify().sentences[-1]
    later = there.merge(revisions, source="s", files=files)
    assert (later.to_add, later.files_to_add, later.changes_nothing) == (0, 1, False)
    assert there.verify().ok


def test_files_that_were_changed_or_belong_to_nothing_are_refused(make_vault: MakeVault) -> None:
    here, there = make_vault("here"), make_vault("there")
    mother = a_mother()
    here.save(mother)
    here.attachments.attach(a_document(mother), PDF)
    (sha256,) = files_of(here, mother)
    stray = {hashlib.sha256(PICTURE).hexdigest(): PICTURE}
    for files in ({sha256: PICTURE}, {sha256: PDF, **stray}):
        with pytest.raises(MergeRefused):
            there.merge(here.revisions(mother.id), source="s", files=files)
    assert there.entry(mother.id) is None
    assert there.verify().ok


def test_a_vault_from_before_there_were_files_is_brought_up_to_date(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        first = partial(bring_up_to_date, migrations=MIGRATIONS[:1])
        patch.setattr(making, "bring_up_to_date", first)
        patch.setattr(upgrading, "bring_up_to_date", refuse_to_go_on)
        with pytest.raises(InterruptedError):
            Vault.create(folder, NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests())
    vault = Vault.open(folder, PASSPHRASE)
    mother = a_mother()
    vault.save(mother)
    vault.attachments.attach(a_document(mother), PDF)
    assert vault.verify().ok
    vault.close()


def refuse_to_go_on(database: Database) -> None:
    assert database.value("PRAGMA user_version") == 1
    raise InterruptedError


def test_no_word_of_a_file_lies_readable_on_the_disk(vault: Vault, mother: Person) -> None:
    assert MARKER.encode() in PDF
    vault.attachments.attach(a_document(mother, file_name=f"{MARKER}.pdf"), PDF)
    assert Finder([MARKER, "%PDF-1.4"]).in_files(files_below(vault.folder)) == {}
    vault.close()
    assert Finder([MARKER, "%PDF-1.4"]).in_files(files_below(vault.folder)) == {}
