"""Cases go into a vault and come out again with their whole history."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import Any

import pytest

from tac_desktop.casework.case_format import CaseDocument, case_bytes, case_from_bytes, read_case
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.people import Person
from tac_desktop.casework.service import Service
from tac_desktop.casework.training_pictures import drawing_png, paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.errors import NotUnderstood
from tac_desktop.paths import resource
from tac_desktop.storage.case_exchange import export_case, import_case, missing_references
from tac_desktop.storage.errors import MergeRefused, RecordUnknown
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import MakeVault


@pytest.fixture(scope="module")
def example() -> CaseDocument:
    return read_case(resource("example_case.json"))


def test_the_example_arrives_with_its_times_authors_and_amendments(
    vault: Vault, example: CaseDocument
):
    plan = import_case(vault, example, "example_case.json")
    assert plan.to_add == 227
    file = vault.case_file(example.mother_id)
    assert file.mother and file.mother.display_name() == "Rhosyn Tamsin Averley"
    assert len(file.of(ContactLogEntry)) == 25
    (amended,) = [one for one in file.entries_of(ContactLogEntry) if one.amendments]
    assert amended.amendments[0].note == "Visit started 20 minutes late, not 25 (gate log)."
    assert amended.amendments[0].by == "Dana Whitlock-Reyes"
    assert amended.saved.first_at.isoformat() == "2026-10-16T16:30:00+00:00"
    assert all(vault.entry(one.id) for one in example.records)
    assert vault.verify().ok


def test_importing_twice_adds_nothing(vault: Vault, example: CaseDocument):
    import_case(vault, example, "example_case.json")
    before = vault.journal_reference()
    again = import_case(vault, example, "example_case.json")
    assert again.changes_nothing
    assert vault.journal_reference() == before
    assert not any(entry.saved.forked for entry in vault.entries())


def test_an_import_stands_in_the_journal(vault: Vault, example: CaseDocument):
    import_case(vault, example, "from the stick")
    (noted,) = [one for one in vault.journal(limit=1000) if one.action is AuditAction.IMPORTED_CASE]
    assert (noted.mother_id, noted.detail) == (example.mother_id, "from the stick")


def test_what_was_exported_makes_the_same_file_in_another_vault(
    make_vault: MakeVault, example: CaseDocument
):
    here, there = make_vault("here"), make_vault("there", "Gwen Sample")
    import_case(here, example, "example")
    log = here.case_file(example.mother_id).of(ContactLogEntry)[0]
    here.save(log.changed(text="Ŵ, ł, ж."), reason="updated")
    file = export_case(here, example.mother_id)
    import_case(there, case_from_bytes(case_bytes(file)), "from here")
    assert there.revisions(example.mother_id) == here.revisions(example.mother_id)
    assert case_content(there, example, here, there) == case_content(here, example, here, there)
    assert there.verify().ok


def case_content(vault: Vault, example: CaseDocument, *vaults: Vault) -> dict[str, Any]:
    """All that a vault says about the case, but for who works with each of the vaults."""
    own = {one.person.worker_id for one in vaults}
    return {
        entry.record.id: (entry.record, entry.amendments, entry.saved)
        for entry in vault.case_file(example.mother_id).entries
        if not isinstance(entry.record, Service) and entry.record.id not in own
    }


def test_an_export_read_back_into_its_own_vault_adds_nothing(vault: Vault, example: CaseDocument):
    import_case(vault, example, "example")
    mother = vault.entry(example.mother_id)
    assert mother is not None
    vault.save(mother.record.changed(known_as="Rosie"), reason="correction", note="Her wish.")
    file = case_from_bytes(case_bytes(export_case(vault, example.mother_id)))
    assert import_case(vault, file, "again").changes_nothing


def test_a_fork_survives_export_and_import(make_vault: MakeVault, example: CaseDocument):
    here, there = make_vault("here"), make_vault("there")
    import_case(here, example, "example")
    entry = here.entry(example.mother_id)
    assert entry is not None
    head = entry.saved.heads
    here.save(entry.record.changed(known_as="A"), follows=head, reason="updated")
    here.save(entry.record.changed(known_as="B"), follows=head, reason="updated")
    import_case(there, case_from_bytes(case_bytes(export_case(here, example.mother_id))), "here")
    forked = there.entry(example.mother_id)
    assert forked is not None
    assert forked.saved.forked
    assert there.history(example.mother_id) == here.history(example.mother_id)


def test_a_file_changed_by_hand_after_export_is_refused_whole(
    make_vault: MakeVault, example: CaseDocument
):
    vault = make_vault()
    import_case(vault, example, "example")
    raw = json.loads(case_bytes(export_case(vault, example.mother_id)))
    raw["records"][5]["revisions"][0]["content"]["unmapped"] = {"added": "by hand"}
    raw["records"].append(
        {
            "type": "need",
            "id": "new-need",
            "mother_id": example.mother_id,
            "revisions": [{"at": "2026-11-20T10:00:00Z", "content": {"category": "other"}}],
        }
    )
    with pytest.raises(MergeRefused):
        import_case(vault, case_from_bytes(json.dumps(raw).encode()), "changed")
    assert vault.entry("new-need") is None
    assert vault.journal(limit=1)[0].action is AuditAction.REFUSED


def test_the_service_comes_along_only_where_there_is_none(
    make_vault: MakeVault, example: CaseDocument
):
    empty, taken = make_vault("empty"), make_vault("taken")
    import_case(empty, example, "example")
    (service,) = [one.record for one in empty.entries("service")]
    assert isinstance(service, Service) and service.prison == "HMP/YOI Larkmoor"
    taken.save(Service(name="Our own"))
    import_case(taken, example, "example")
    (kept,) = [one.record for one in taken.entries("service")]
    assert isinstance(kept, Service) and kept.name == "Our own"


def test_references_that_the_vault_can_follow_are_not_complained_of(
    vault: Vault, example: CaseDocument
):
    raw = json.loads(case_bytes(example))
    gone = {one["id"] for one in raw["records"] if one["type"] == "organisation"}
    smaller = copy.deepcopy(raw)
    smaller["records"] = [one for one in raw["records"] if one["id"] not in gone]
    document = case_from_bytes(json.dumps(smaller).encode())
    assert len(missing_references(vault, document)) == len(document.dangling) > 20
    import_case(vault, example, "example")
    assert missing_references(vault, document) == []


def test_a_revision_without_a_name_gets_that_of_its_worker(vault: Vault):
    raw = {
        "format": "tac-desktop-case",
        "version": 1,
        "mother": "m",
        "records": [
            {"type": "person", "id": "m", "mother_id": "m", "revisions": [
                {"at": "2026-06-25T16:30:00Z", "by": "w",
                 "content": {"kind": "mother", "first_names": "Ann", "time_of_birth": None}}]},
            {"type": "worker", "id": "w", "revisions": [
                {"at": "2026-06-25T16:30:00Z", "content": {"name": "Will Worker"}}]},
        ],
    }  # fmt: skip
    import_case(vault, case_from_bytes(json.dumps(raw).encode()), "by hand")
    (revision,) = vault.history("m")
    assert revision.by_name == "Will Worker"
    assert revision.content == {"kind": "mother", "first_names": "Ann"}


def test_only_a_mother_can_be_exported(vault: Vault, example: CaseDocument):
    import_case(vault, example, "example")
    child = next(
        one.record
        for one in vault.entries("person", example.mother_id)
        if isinstance(one.record, Person) and one.record.kind == "child"
    )
    for record_id in (child.id, "nobody", vault.entries("custody")[0].record.id):
        with pytest.raises(RecordUnknown):
            export_case(vault, record_id)


def test_the_exported_file_names_the_journal_it_came_from(vault: Vault, example: CaseDocument):
    import_case(vault, example, "example")
    file = export_case(vault, example.mother_id)
    assert file.about["journal"] == vault.journal_reference()
    assert file.service is not None and file.service.prison == "HMP/YOI Larkmoor"
    assert "fiction_notice" not in file.about
    assert any(one.type == Custody.type_name for one in file.records)


def test_a_case_arrives_whole_or_not_at_all(vault: Vault, example: CaseDocument):
    import_case(vault, example, "example")
    records = len(vault.entries())
    raw = json.loads(case_bytes(example))
    raw["records"][3]["revisions"][0]["note"] = "not what was read before"
    with pytest.raises(MergeRefused):
        import_case(vault, case_from_bytes(json.dumps(raw).encode()), "other")
    assert len(vault.entries()) == records


def test_the_files_of_documents_go_along_and_one_that_is_lost_is_named(
    make_vault: MakeVault, example: CaseDocument
) -> None:
    here, there = make_vault("here"), make_vault("there")
    import_case(here, example, "example")
    mother_id = example.mother_id
    whole, lost = paper_pdf("Order", ["Invented."]), drawing_png(1)
    here.attachments.attach(Document(mother_id=mother_id, title="Order"), whole)
    here.attachments.attach(Document(mother_id=mother_id, title="Drawing"), lost)
    document = case_from_bytes(case_bytes(export_case(here, mother_id)))
    assert sorted(document.files.values()) == sorted([whole, lost])
    import_case(there, document, "case file")
    assert there.verify().ok and there.verify().counts["files"] == 2
    assert import_case(there, document, "again").changes_nothing

    with here._writing() as database:
        statement = "UPDATE attachment_part SET content = x'00' WHERE length(content) = ?"
        database.write(statement, (len(lost),))
    poorer = export_case(here, mother_id)
    assert list(poorer.files.values()) == [whole]
    assert "“Drawing” is missing or damaged" in " ".join(poorer.notices)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"00": "AAAA"}, "does not fit its SHA-256"),
        ({"00": "A!"}, "no base64"),
        ({"00": 3}, "no base64"),
        ([], "has to be an object"),
        ({hashlib.sha256(b"abc").hexdigest(): "YWJj"}, "belongs to no document"),
    ],
)
def test_files_in_a_case_that_are_not_whole_are_refused(
    example: CaseDocument, files: object, words: str
) -> None:
    raw = json.loads(case_bytes(example))
    with pytest.raises(NotUnderstood, match=words):
        case_from_bytes(json.dumps({**raw, "files": files}).encode())
