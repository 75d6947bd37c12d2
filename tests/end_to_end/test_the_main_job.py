"""The main job from the first start to the handover, done once at the keyboard of the real window.

The tests look at what it left behind: two vaults that agree, paper that holds nothing it must not,
a journal that holds what it must, and no trace of the case anywhere else.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest

from hardship.traced import system_calls, written_paths
from tac_desktop.casework.case_file import Entry
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.record import Record
from tac_desktop.casework.training import example_case
from tac_desktop.casework.work import Disclosure
from tac_desktop.storage.journal import AuditAction, JournalEntry
from tac_desktop.storage.revisions import Revision
from tac_desktop.storage.vault import Vault
from tests.end_to_end import what_was_typed
from tests.end_to_end.conftest import Done
from tests.end_to_end.leaks import Finder, files_below
from tests.packs.reading import Paper
from tests.packs.test_audience_on_paper import ADOPTIVE_FAMILY, FOR_PROFESSIONALS, RESTRICTION

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="its computer is told by variables of Linux"
)

HOME = Path.home()


def test_the_whole_job_is_done_by_keyboard_and_no_socket_is_opened(done: Done):
    assert done.code == 0, done.complaint
    assert done.summary["guard"] in ("kernel", "python")
    assert done.summary["clipboard"] == []


def test_a_short_entry_takes_few_keys_besides_its_text(done: Done):
    (counted,) = done.said("presses")
    assert counted["presses"] < 60


def test_what_is_typed_is_in_the_vault_two_seconds_later_at_the_latest(done: Done):
    kept = [line["seconds"] for line in done.said("draft") if "seconds" in line]
    assert kept and max(kept) < 2.0


def test_the_two_vaults_agree_on_her_file_with_its_history(done: Done, tmp_path):
    mother = done.summary["mother"]
    with opened(done, "first", tmp_path) as first, opened(done, "second", tmp_path) as second:
        mine, theirs = (by_id(vault.revisions(mother)) for vault in (first, second))
        later = {one.record_id for key, one in mine.items() if key not in theirs}
        noted = [first.entry(record_id) for record_id in later]
        assert all(entry and isinstance(entry.record, Disclosure) for entry in noted), later
        assert len(noted) == 1, "only that it was handed over is noted after the handover"
        assert {key: one for key, one in mine.items() if key in theirs} == theirs
        here, there = (hers(vault, mother) for vault in (first, second))
        assert there and set(here) - set(there) == later
        for record_id, entry in there.items():
            assert entry.record == here[record_id].record
            assert entry.saved == here[record_id].saved
            assert entry.amendments == here[record_id].amendments
        amended = there[done.summary["entry"]]
        assert [one.by for one in amended.amendments] == ["Dana Ashgrove-Pryce"]


def test_everything_of_the_example_case_arrived(done: Done, tmp_path):
    with opened(done, "second", tmp_path) as vault:
        there = by_id(vault.revisions(done.summary["mother"]))
    for record in example_case().records:
        for revision in record.revisions:
            if not record.mother_id and revision.id not in there:
                assert not is_referred_to(record.id), "shared records go along that hers name"
                continue
            arrived = there[revision.id]
            assert (arrived.record_id, arrived.content) == (record.id, revision.content)
            assert (arrived.at, arrived.by_id) == (revision.at, revision.by)


@pytest.mark.parametrize("which", ["first", "second"])
def test_both_vaults_hold_every_check(done: Done, tmp_path, which):
    with opened(done, which, tmp_path) as vault:
        report = vault.verify()
        assert report.ok, report.sentences


def test_no_file_holds_a_word_of_the_case(done: Done):
    """Not even the vaults, the handover and the papers: all of them are encrypted."""
    finder = Finder(fragments(done))
    files = list(files_below(done.place.world))
    names = {path.name for path in files}
    assert {"vault.db", "keys.json", "settings.json", "papers.pdf", "recovery-sheet.pdf"} <= names
    assert finder.in_files(files) == {}
    assert not finder.in_files([done.folder / "screen.json"])
    leaked = [text for text in fragments(done) if text in done.errors]
    assert leaked == [], "what the program prints on its way"


def test_no_other_place_of_this_computer_holds_what_was_typed(done: Done):
    finder = Finder([done.place.word])
    told = done.folder.with_name(f"{done.folder.name}.json")
    everywhere = [*files_below(Path(tempfile.gettempdir()), since=done.began)]
    for name in (".cache", ".config", ".local"):
        everywhere += files_below(HOME / name, since=done.began, deep=4)
    everywhere += files_below(HOME, since=done.began, deep=0)
    elsewhere = [path for path in everywhere if path != told and path != done.calls]
    found = finder.in_files(elsewhere)
    assert found == {}


def test_nothing_is_written_outside_the_users_own_folders(done: Done):
    assert done.summary["written_outside"] == []


def test_the_system_saw_no_socket_and_no_file_written_elsewhere(done: Done):
    if not done.traced:
        pytest.skip("needs strace")
    allowed = [done.place.world, done.place.tray, done.folder / "qt"]
    calls = list(system_calls(done.calls))
    assert any(call.name == "openat" for call in calls)
    assert [call.line for call in calls if call.name == "socket"] == []
    assert {one for one in written_paths(calls) if not is_below(one, allowed)} == set()


def test_the_vaults_folders_hold_nothing_unexpected(done: Done):
    for which in ("first", "second"):
        names = {path.name for path in Path(done.summary[which]["vault"]).iterdir()}
        assert names - {"vault.db-wal", "vault.db-shm"} == {"vault.db", "keys.json", "vault.lock"}


def test_no_print_holds_what_its_reader_must_not_see(done: Done):
    contribution, *copies = [Paper(Path(one).read_bytes()) for one in done.summary["printed"]]
    (saved,) = [Paper(decrypted(done))]
    assert len(contribution.pages) == 1
    for paper in (contribution, *copies, saved):
        assert done.place.word in paper.text
        assert words_in(paper.text, ADOPTIVE_FAMILY) == set()
    for paper in (*copies, saved):
        assert words_in(paper.text, FOR_PROFESSIONALS) == set()
        assert "panel: the address" not in paper.text
    (other,) = done.said("left_out_for_others")
    forbidden = (*ADOPTIVE_FAMILY, *FOR_PROFESSIONALS, *RESTRICTION)
    assert words_in(other["seen"], forbidden) == set()


def test_what_is_left_out_was_read_with_its_reasons_before_printing(done: Done):
    (said,) = done.said("left_out")
    left_out = said["left_out"]
    assert reason_for("Oakhurst", left_out).startswith("Kept confidential")
    assert reason_for("Placement", left_out).startswith("Confidential placement")
    assert "professionals only" in reason_for("Gethin Pugh at Megan's home", left_out)
    assert "professionals only" in reason_for(f"({done.place.word})", left_out)
    (others,) = done.said("left_out_for_others")
    assert reason_for("on-molestation", others["left_out_for_others"])
    places = [place for place, line in enumerate(done.lines) if "left_out" in line]
    printed = [place for place, line in enumerate(done.lines) if line.get("times") == 2]
    assert places[0] < printed[0]


def test_each_copy_carries_its_number(done: Done):
    first, second = [Paper(Path(one).read_bytes()) for one in done.summary["printed"][1:]]
    for number, paper in enumerate((first, second), start=1):
        assert all(f"Copy {number} of 2" in page for page in paper.pages)
        assert all(page.count("OFFICIAL-SENSITIVE") >= 2 for page in paper.pages)
    sheets = sorted(done.place.tray.glob("sheet-*.pdf"))
    assert len(sheets) == 4, "the recovery sheet, the contribution, two copies"
    assert len(Paper(sheets[3].read_bytes()).pages) == len(second.pages)


def test_the_saved_file_is_closed_to_whoever_has_not_the_words(done: Done):
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(done.summary["pdf"])


def test_the_journal_holds_what_was_done(done: Done, tmp_path):
    with opened(done, "first", tmp_path) as vault:
        journal = vault.journal(limit=1000)
    details = {
        action: [one.detail for one in journal if one.action is action] for action in ACTIONS
    }
    assert all(details.values()), {action for action, found in details.items() if not found}
    assert details[AuditAction.REFUSED_UNLOCK][0].startswith("1 wrong passphrases")
    printed = " ".join(details[AuditAction.PRINTED])
    assert "Copy 1 of 2" in printed and "Copy 2 of 2" in printed
    assert len(details[AuditAction.PRINTED]) == 3
    (exported,) = details[AuditAction.EXPORTED_PDF]
    assert done.place.word in exported and "papers.pdf" in exported
    assert any("Reason to go on" in one for one in details[AuditAction.PREVIEWED])
    assert who(journal) == {"Dana Ashgrove-Pryce"}


def test_the_colleagues_journal_holds_that_it_was_taken_in_once(done: Done, tmp_path):
    with opened(done, "second", tmp_path) as vault:
        journal = vault.journal(limit=1000)
    actions = [one.action for one in journal]
    assert actions.count(AuditAction.MERGED) == 1
    assert AuditAction.HANDOVER_READ in actions


def test_what_was_saved_is_what_was_typed(done: Done, tmp_path):
    with opened(done, "first", tmp_path) as vault:
        for line in done.said("saved"):
            if line["vault"] == done.summary["first"]["vault"]:
                entry = vault.entry(line["saved"])
                assert entry is not None
                notes = [one.note for one in entry.amendments]
                whole = " ".join([str(entry.record.model_dump()), *notes])
                for text in line["reads"]:
                    assert text in whole or repr(text)[1:-1] in whole
        entry = vault.entry(done.summary["entry"])
        assert entry is not None and isinstance(entry.record, ContactLogEntry)
        assert entry.record.dps_copied_at is not None
        assert vault.drafts() == []


ACTIONS = (
    AuditAction.CREATED,
    AuditAction.RECOVERY_CHECKED,
    AuditAction.UNLOCKED,
    AuditAction.REFUSED_UNLOCK,
    AuditAction.LOCKED,
    AuditAction.IMPORTED_CASE,
    AuditAction.LOOKED_AT,
    AuditAction.COPIED_TEXT,
    AuditAction.PREVIEWED,
    AuditAction.PRINTED,
    AuditAction.EXPORTED_PDF,
    AuditAction.HANDOVER_WRITTEN,
)


@contextmanager
def opened(done: Done, which: str, tmp_path: Path) -> Iterator[Vault]:
    """A copy of one of the vaults, unlocked: the tests of several workers share the original."""
    assert done.code == 0, done.complaint
    folder = tmp_path / which
    shutil.copytree(done.summary[which]["vault"], folder)
    vault = Vault.open(folder, done.summary[which]["passphrase"])
    try:
        yield vault
    finally:
        vault.close()


def by_id(revisions: list[Revision]) -> dict[str, Revision]:
    return {one.revision_id: one for one in revisions}


def hers(vault: Vault, mother_id: str) -> dict[str, Entry[Record]]:
    """Every record of her file as it stands; not what all files of a vault share."""
    return {one.record.id: one for one in vault.entries(mother_id=mother_id)}


def is_referred_to(record_id: str) -> bool:
    """Whether a record of the example case's mother names this one."""
    return any(
        record_id in str(record.revisions[-1].content)
        for record in example_case().records
        if record.mother_id
    )


def fragments(done: Done) -> list[str]:
    """Sentences and names of the example case, and everything that was typed."""
    return what_was_typed.fragments(done.place.word)


def decrypted(done: Done) -> bytes:
    """The saved file, opened with the six words that were read off the screen."""
    opened_file = io.BytesIO()
    words = done.summary["pdf_passphrase"]
    with pikepdf.open(done.summary["pdf"], password=words) as document:
        document.save(opened_file)
    return opened_file.getvalue()


def words_in(text: str, words: tuple[str, ...]) -> set[str]:
    return {word for word in words if word.lower() in text.lower()}


def reason_for(words: str, left_out: dict[str, list[str]]) -> str:
    """The reason under which a line with these words stands; empty where there is none."""
    found = [reason for reason, lines in left_out.items() if any(words in one for one in lines)]
    return found[0] if found else ""


def who(journal: list[JournalEntry]) -> set[str]:
    """Who did what was done, apart from records that came with their own authors."""
    return {one.by_name for one in journal}


def is_below(path: str, folders: list[Path]) -> bool:
    real = os.path.realpath(path)
    return any(real.startswith(os.path.realpath(folder) + os.sep) for folder in folders) or any(
        real == os.path.realpath(folder) for folder in folders
    )
