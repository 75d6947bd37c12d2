"""A file that was disposed of is gone from every page, and the chain of the journal is whole."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.episode import Case
from tac_desktop.casework.oversight import DISPOSAL_APPROVED, ManagementOversight
from tac_desktop.casework.people import Involvement, Person
from tac_desktop.casework.retention import LegalHold, RetentionReview, RetentionState
from tac_desktop.casework.service import Service
from tac_desktop.casework.subject_access import SubjectAccess, item_for
from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.storage.backup_folder import backups_in
from tac_desktop.storage.database import Database
from tac_desktop.storage.disposal_run import (
    backups_from_before,
    dispose_of,
    finish_broken_off,
    has_to_finish,
)
from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.errors import RecordUnknown
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.print_queue import PrintOrder
from tac_desktop.storage.retention import DisposalOrder, DisposalRefused
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import PASSPHRASE, MakeVault
from tests.storage.pages import decrypted_pages

TODAY = dt.date(2034, 3, 1)
CLOSED = dt.date(2026, 5, 4)
MARK = "Quillfeather"
"""A word that stands nowhere else in the world."""

ORDER = DisposalOrder(
    why="Seven years have passed.", authority="Retention schedule 2030", approved_by="Ann Manager"
)


def fill(vault: Vault, closed: dt.date | None = CLOSED) -> Person:
    """A file with everything that can hold a word of it."""
    mother = Person(kind="mother", first_names="Tamsin", last_name=MARK)
    mother = mother.changed(mother_id=mother.id)
    helper = Person(kind="professional", first_names="Only", last_name=f"{MARK}worker")
    hers = {"mother_id": mother.id}
    status = {"status": "closed", "closed": closed} if closed else {"status": "open"}
    note = ContactLogEntry(**hers, channel="phone", text=f"{MARK} rang about the visit.")
    vault.save_all([mother, helper, note])
    vault.save(note.changed(text=f"{MARK} rang twice."), reason="correction", note=f"{MARK}note")
    vault.save_all(
        [
            Case(**hers, opened=dt.date(2025, 1, 1), **status),
            Custody(**hers, prison_number="Z4172XQ"),
            Involvement(**hers, person_id=helper.id, role="social_worker"),
        ]
    )
    paper = Document(**hers, title=f"{MARK} report")
    vault.attachments.attach(paper, paper_pdf("Report", [f"{MARK} on a page"]))
    vault.keep_draft(Draft("draft-record", "contact_log", mother.id, {"text": f"{MARK} draft"}))
    begun = {"subject_id": mother.id, "asked_for": f"{MARK} began"}
    vault.keep_draft(Draft("begun", "subject_access", "", begun))
    vault.prints.keep(PrintOrder("cover", mother.id, "", f"{MARK} cover", "x", {"a": MARK}))
    vault.audit(AuditAction.SEARCHED, detail=f"tamsin {MARK.lower()}")
    vault.caseload(TODAY)
    vault.agenda(TODAY)
    return mother


def words_in(vault: Vault) -> bytes:
    """Every page of the database as it lies on the disk, and what beside it is not in it yet."""
    with vault._turn() as database:
        database.move_log_into_file()
    return decrypted_pages(vault.folder / "vault.db", bytes(vault._data_key)).lower()


def test_nothing_of_the_file_is_in_any_page_and_the_chain_is_whole(vault: Vault):
    mother = fill(vault)
    other = Person(kind="mother", first_names="Gwen", last_name="Stays")
    vault.save(other.changed(mother_id=other.id))
    mark = MARK.lower().encode()
    assert words_in(vault).count(mark) > 10
    people = frozenset(one.id for one in vault.retention.extent(mother.id).people)
    assert len(people) == 1
    order = DisposalOrder(ORDER.why, ORDER.authority, ORDER.approved_by, people)
    before = [(one.seq, one.hash) for one in vault.journal(limit=10_000)]

    made = vault.retention.dispose(mother.id, order, TODAY)
    assert vault.retention.has_to_finish
    vault.retention.finish()

    assert mark not in words_in(vault)
    assert b"z4172xq" not in words_in(vault)
    assert not vault.retention.has_to_finish
    report = vault.verify()
    assert report.ok, report.sentences
    after = {one.seq: one for one in vault.journal(limit=10_000)}
    assert [after[seq].hash for seq, hash_ in before] == [hash_ for _seq, hash_ in before]
    assert any(one.removed for one in after.values())
    with pytest.raises(RecordUnknown):
        vault.case_file(mother.id)
    assert vault.search(MARK) == []
    assert [row.name for row in vault.caseload(TODAY)] == ["STAYS, Gwen"]
    assert MARK not in json.dumps(made.model_dump(mode="json"))
    assert "Records: 7" in made.counts
    assert "Files of documents: 1" in made.counts
    assert made.approved_by == "Ann Manager"


def test_the_vault_opens_afterwards_and_is_whole(vault: Vault, folder: Path):
    mother = fill(vault)
    vault.retention.dispose(mother.id, ORDER, TODAY)
    vault.close()
    again = Vault.open(folder, PASSPHRASE)
    try:
        assert again.retention.has_to_finish
        assert "anew" in again.retention.finish()
        assert MARK.lower().encode() not in words_in(again).replace(b"quillfeatherworker", b"")
        assert again.verify().ok
        (one,) = again.retention.disposals()
        assert one.file_ids == [mother.id]
    finally:
        again.close()


def at_every_write(vault: Vault, where: Path, does: Callable[[], object]) -> list[Path]:
    """The vault as a kill leaves it: its folder as it lies on the disk before each write."""
    copies: list[Path] = []
    write = Database.write

    rows = Database.rows

    def copy() -> None:
        copies.append(where / f"at-{len(copies):03}")
        shutil.copytree(vault.folder, copies[-1])

    def copied(database: Database, words: str, *more: Any) -> None:
        copy()
        write(database, words, *more)

    def asked(database: Database, words: str, *more: Any) -> Any:
        if words == "VACUUM":
            copy()
        return rows(database, words, *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "write", copied)
        patch.setattr(Database, "rows", asked)
        does()
    return copies


def test_killed_anywhere_the_file_is_whole_or_wholly_gone_and_it_is_finished_later(
    vault: Vault, tmp_path: Path
):
    mother = fill(vault)
    vault.backups.make(tmp_path / "backups")
    records = len(vault.entries(mother_id=mother.id))
    people = frozenset(one.id for one in vault.retention.extent(mother.id).people)
    order = DisposalOrder(ORDER.why, ORDER.authority, ORDER.approved_by, people)
    places = [tmp_path / "backups"]
    copies = at_every_write(
        vault,
        tmp_path,
        lambda: dispose_of(vault, mother.id, order, TODAY, places, purge=False),
    )
    vault.close()
    whole = gone = 0
    # The moments within one transaction leave the same on the disk: a few of them are enough.
    for folder in [*copies[:2], *copies[2:-16:9], *copies[-16:]]:
        left = Vault.open(folder, PASSPHRASE)
        try:
            if not left.retention.disposals():
                whole += 1
                assert len(left.entries(mother_id=mother.id)) == records
                assert not has_to_finish(left)
                dispose_of(left, mother.id, order, TODAY, [], purge=False)
            else:
                gone += 1
                assert left.entry(mother.id) is None
                if has_to_finish(left):
                    assert finish_broken_off(left, TODAY, places, purge=False) == ()
                    (made,) = left.retention.disposals()
                    assert "broken off" in made.proof[0]
                    assert len(made.backups) == 1 and "still holds" in made.backups[0]
            assert not has_to_finish(left)
            assert left.verify().ok
            assert MARK.lower().encode() not in words_in(left)
        finally:
            left.close()
    assert whole > 3 and gone > 3


def test_backups_from_before_are_removed_when_a_broken_disposal_is_finished(
    vault: Vault, tmp_path: Path
):
    mother = fill(vault)
    places = [tmp_path / "backups"]
    vault.backups.make(places[0])
    vault.retention.dispose(mother.id, ORDER, TODAY)
    assert len(backups_from_before(vault, places)) == 1
    assert finish_broken_off(vault, TODAY, places, purge=True) == ()
    (made,) = vault.retention.disposals()
    assert [one.endswith("removed") for one in made.backups] == [True]
    assert len(backups_in(places[0])) == 1
    assert not has_to_finish(vault)


def test_people_and_files_that_others_use_stay(vault: Vault):
    mother = fill(vault)
    other = Person(kind="mother", first_names="Gwen", last_name="Stays")
    other = other.changed(mother_id=other.id)
    (helper,) = vault.retention.extent(mother.id).people
    vault.save_all([other, Involvement(mother_id=other.id, person_id=helper.id, role="other")])
    vault.attachments.attach(
        Document(mother_id=other.id, title="Same paper"), paper_pdf("Report", [f"{MARK} on a page"])
    )
    assert vault.retention.extent(mother.id).people == ()
    vault.retention.dispose(mother.id, ORDER, TODAY)
    assert vault.entry(helper.id) is not None
    (paper,) = [one.record for one in vault.entries("document")]
    assert isinstance(paper, Document)
    assert vault.attachments.content(paper.content_sha256)
    assert vault.verify().ok


def test_a_held_file_refuses_and_says_why(vault: Vault):
    mother = fill(vault)
    hold = LegalHold(mother_id=mother.id, reason="Inquiry into the unit.", since=CLOSED)
    vault.save(hold)
    with pytest.raises(DisposalRefused, match=r"Inquiry into the unit\.(?!\.)"):
        vault.retention.dispose(mother.id, ORDER, TODAY)
    assert vault.journal(limit=1)[0].action is AuditAction.REFUSED
    vault.save(hold.changed(lifted_on=TODAY, lifted_why="The inquiry ended."))
    vault.save(LegalHold(reason="A hold on every file"))
    with pytest.raises(DisposalRefused, match="every file"):
        vault.retention.dispose(mother.id, ORDER, TODAY)
    assert vault.case_file(mother.id).mother is not None


@pytest.mark.parametrize(
    ("closed", "order", "today", "why"),
    [
        (None, ORDER, TODAY, "close the case"),
        (CLOSED, ORDER, dt.date(2033, 5, 3), "not due"),
        (CLOSED, DisposalOrder("", "x", "y"), TODAY, "why, and on which authority"),
        (CLOSED, DisposalOrder("x", "y"), TODAY, "Somebody else"),
    ],
)
def test_what_is_not_ready_is_refused(
    vault: Vault, closed: dt.date | None, order: DisposalOrder, today: dt.date, why: str
):
    mother = fill(vault, closed)
    with pytest.raises(DisposalRefused, match=why):
        vault.retention.dispose(mother.id, order, today)
    assert vault.case_file(mother.id).mother is not None


def test_an_approval_counts_only_from_somebody_else(vault: Vault, folder: Path):
    mother = fill(vault)
    approval = ManagementOversight(mother_id=mother.id, kind=DISPOSAL_APPROVED, date=TODAY)
    vault.save(approval)
    alone = DisposalOrder(ORDER.why, ORDER.authority)
    assert "Somebody else" in vault.retention.why_not(mother.id, alone, TODAY)
    slot = vault.add_person(
        "Ann Manager",
        "tac_social_worker",
        "another lantern chutney pebble",
        cost=KeyCost.for_tests(),
    )
    vault.close()
    theirs = Vault.open(folder, "another lantern chutney pebble", slot_id=slot.slot_id)
    theirs.save(ManagementOversight(mother_id=mother.id, kind=DISPOSAL_APPROVED, date=TODAY))
    theirs.close()
    again = Vault.open(folder, PASSPHRASE)
    try:
        made = again.retention.dispose(mother.id, alone, TODAY)
        assert made.approved_by.startswith("Ann Manager")
    finally:
        again.close()


def test_requests_about_her_go_with_the_file_and_others_stay(vault: Vault):
    mother = fill(vault)
    about_her = SubjectAccess(subject_id=mother.id, asked_for=f"{MARK} wants all")
    stays = SubjectAccess(subject_id="somebody else")
    vault.save_all([about_her, stays, item_for(about_her.id, mother.id), item_for(stays.id, "x")])
    vault.retention.dispose(mother.id, ORDER, TODAY)
    assert [one.record.id for one in vault.entries("subject_access")] == [stays.id]
    assert len(vault.entries("disclosure_item")) == 1


def test_a_later_handover_does_not_bring_it_back_by_itself(make_vault: MakeVault):
    giver, taker = make_vault("giver"), make_vault("taker")
    mother = fill(giver)
    revisions = giver.revisions(mother.id)
    files = {
        one.sha256: giver.attachments.content(one.sha256)
        for one in giver.attachments.carried_by(revisions)
    }
    taker.merge(revisions, source="stick", files=files)
    taker.retention.dispose(mother.id, ORDER, TODAY)
    (found,) = taker.plan_merge(revisions, files).disposed_before
    assert "1 Mar 2034" in found
    from tac_desktop.storage.errors import MergeRefused

    with pytest.raises(MergeRefused, match="disposed of"):
        taker.merge(revisions, source="stick", files=files)
    assert taker.entry(mother.id) is None
    taker.merge(revisions, source="stick", files=files, bring_back=True)
    assert taker.entry(mother.id) is not None
    assert taker.verify().ok


def test_the_list_says_what_is_due_and_what_is_kept_longer(vault: Vault):
    mother = fill(vault)
    (one,) = vault.retention.overview(dt.date(2033, 5, 3))
    assert (one.state, one.due_on) == (RetentionState.KEPT, dt.date(2033, 5, 4))
    (one,) = vault.retention.overview(dt.date(2033, 5, 4))
    assert one.state is RetentionState.DUE
    vault.save(
        RetentionReview(
            mother_id=mother.id, date=TODAY, until=dt.date(2040, 1, 1), why="Her son asks for it."
        )
    )
    (one,) = vault.retention.overview(TODAY)
    assert (one.state, one.due_on) == (RetentionState.KEPT, dt.date(2040, 1, 1))
    vault.save(Service(retention_years=0))
    vault.save(
        RetentionReview(
            mother_id=mother.id, date=TODAY, decision="dispose", why="She asked for erasure."
        )
    )
    (one,) = vault.retention.overview(TODAY)
    assert one.state is RetentionState.DUE
