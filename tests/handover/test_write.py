"""Writing a handover: it is there whole and verified, or it is not there."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import io
import os
import random
import re
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import Disclosure, Document
from tac_desktop.errors import Cancelled, NotUnderstood
from tac_desktop.handover import write
from tac_desktop.handover.container import EncryptedWriter
from tac_desktop.handover.disk import Disk
from tac_desktop.handover.manifest import HandoverDetails, Manifest
from tac_desktop.handover.outcome import HandoverNotWritten, Outcome, outcome_of
from tac_desktop.handover.read import check_handover, open_handover
from tac_desktop.handover.write import new_name, write_handover
from tac_desktop.storage.errors import (
    DiskFull,
    PassphraseTooWeak,
    RecordUnknown,
    VaultLocked,
)
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.passphrases import word_list
from tac_desktop.storage.vault import Vault
from tests.handover.cases import CHEAP, DETAILS, MARKER, MOTHER_ID, PASSPHRASE, hand_over
from tests.handover.disks import (
    BrokenDisk,
    DiskAtPowerCut,
    FullDisk,
    LyingDisk,
    PowerCut,
    SmallDisk,
)

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"handover-\d{4}-\d\d-\d\d-[2-9A-Z]{4}\.tac")


def disclosures(vault: Vault) -> list[Disclosure]:
    records = [entry.record for entry in vault.entries("disclosure")]
    return [one for one in records if isinstance(one, Disclosure)]


def actions(vault: Vault) -> list[AuditAction | None]:
    return [entry.action for entry in vault.journal(limit=1000)]


def refusal(vault: Vault, folder: Path, disk: Disk) -> Outcome:
    """How writing onto `disk` ends; makes sure that nothing but the vault's journal knows of it."""
    with pytest.raises(HandoverNotWritten) as caught:
        hand_over(vault, folder, disk=disk)
    assert list(folder.iterdir()) == []
    assert disclosures(vault) == []
    assert AuditAction.HANDOVER_WRITTEN not in actions(vault)
    assert vault.journal(limit=1)[0].action is AuditAction.REFUSED
    return caught.value.outcome


def test_a_handover_is_written_verified_and_told(sender: Vault, stick: Path):
    written = hand_over(sender, stick)
    assert list(stick.iterdir()) == [written.path]
    assert written.outcome is Outcome.WRITTEN
    content = written.path.read_bytes()
    assert written.size == len(content)
    assert written.fingerprint.hex == hashlib.sha256(content).hexdigest()
    assert len(written.fingerprint_words) == 6
    assert {one.record_type: (one.records, one.revisions) for one in written.counts} == {
        "contact_log": (4, 6),
        "custody": (1, 1),
        "organisation": (1, 1),
        "person": (2, 2),
        "worker": (1, 1),
    }
    assert check_handover(written.path, PASSPHRASE).sound


def test_six_random_words_are_the_passphrase_and_no_two_handovers_share_them(
    sender: Vault, stick: Path
):
    first = write_handover(sender, MOTHER_ID, stick, DETAILS, cost=CHEAP)
    second = write_handover(sender, MOTHER_ID, stick, DETAILS, cost=CHEAP)
    assert first.passphrase != second.passphrase
    assert len(first.passphrase.split()) == 6
    assert set(first.passphrase.split()) <= set(word_list())
    assert open_handover(first.path, first.passphrase).revisions


def test_the_real_cost_is_used_unless_another_is_asked_for(sender: Vault, stick: Path):
    written = write_handover(sender, MOTHER_ID, stick, DETAILS)
    assert b'"memory_kib":131072' in written.path.read_bytes()[:1000]


def test_the_key_is_worked_out_once_to_write_and_once_to_read(
    sender: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    """It takes a second each time; a whole file and a part of it are read back with the same."""
    salts: list[bytes] = []
    derive = KeyCost.derive

    def counted(cost: KeyCost, secret: bytes, salt: bytes) -> bytes:
        salts.append(salt)
        return derive(cost, secret, salt)

    monkeypatch.setattr(KeyCost, "derive", counted)
    written = hand_over(sender, stick)
    assert len(salts) == 1
    opened = open_handover(written.path, PASSPHRASE)
    assert opened.revisions
    assert len(salts) == 2
    assert salts[0] == salts[1]


@pytest.mark.parametrize("at", [20, 40, 200])
def test_a_header_that_lies_there_otherwise_is_no_handover(sender: Vault, stick: Path, at: int):
    def changed(content: bytes) -> bytes:
        return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]

    assert refusal(sender, stick, LyingDisk(changed)) is Outcome.VERIFICATION_FAILED


def test_the_passphrase_is_not_shown_by_accident(sender: Vault, stick: Path):
    assert PASSPHRASE not in repr(hand_over(sender, stick))
    out = EncryptedWriter(io.BytesIO(), PASSPHRASE, CHEAP)
    assert repr(out.derived.keys.chunks) not in repr(out.derived)


def test_no_plaintext_is_in_the_file_or_its_name(sender: Vault, stick: Path):
    written = hand_over(sender, stick)
    content = written.path.read_bytes()
    texts = (MARKER, "Rhosyn", "Marlcester", "A1234BC", "Ffion", "Gwen", "IAO-2026", MOTHER_ID)
    for text in texts:
        assert text.encode() not in content
        assert text.encode("utf-16-le") not in content
        assert text not in written.path.name
    assert NAME.fullmatch(written.path.name)


def test_the_name_says_only_the_day():
    name = new_name()
    assert NAME.fullmatch(name)
    assert dt.date.today().isoformat() in name
    assert len({new_name() for _time in range(50)}) > 40


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")
def test_only_this_account_may_read_the_file(sender: Vault, stick: Path):
    mode = hand_over(sender, stick).path.stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_nothing_of_another_mother_and_nothing_of_this_service_goes_along(
    sender: Vault, stick: Path
):
    opened = open_handover(hand_over(sender, stick).path, PASSPHRASE)
    assert {one.mother_id for one in opened.revisions} == {"", MOTHER_ID}
    assert "service" not in {one.record_type for one in opened.revisions}


def test_the_manifest_says_from_whom_for_whom_and_why(sender: Vault, stick: Path):
    reference = sender.journal_reference()
    manifest = open_handover(hand_over(sender, stick).path, PASSPHRASE).manifest
    assert manifest.details == DETAILS
    assert manifest.made_by == sender.person
    assert (manifest.service, manifest.prison) == ("Together team", "HMP Nowhere (fictional)")
    assert manifest.vault_id == sender.vault_id
    assert manifest.journal_reference == reference


def test_a_disclosure_and_the_journal_say_what_was_given(sender: Vault, stick: Path):
    written = hand_over(sender, stick)
    (disclosure,) = disclosures(sender)
    assert disclosure.mother_id == MOTHER_ID
    assert disclosure.at == dt.date.today()
    assert disclosure.form == "handover"
    assert disclosure.to == "Gwen Sample KITTIWAKE-7731, " + DETAILS.recipient_service
    assert DETAILS.authority in disclosure.basis
    assert written.path.name in disclosure.what
    assert written.fingerprint.in_words in disclosure.what
    event = next(one for one in sender.journal() if one.action is AuditAction.HANDOVER_WRITTEN)
    assert event.mother_id == MOTHER_ID
    assert written.fingerprint.hex in event.detail
    assert PASSPHRASE not in repr(sender.journal(limit=1000)) + repr(disclosure)


def test_the_disclosure_of_a_handover_goes_along_with_the_next_one(sender: Vault, stick: Path):
    hand_over(sender, stick)
    opened = open_handover(hand_over(sender, stick).path, PASSPHRASE)
    assert sum(one.record_type == "disclosure" for one in opened.revisions) == 1


@pytest.mark.parametrize("missing", ["recipient", "purpose", "authority"])
def test_who_why_and_by_whose_authority_have_to_be_said(sender: Vault, stick: Path, missing: str):
    answers = {"recipient": "A", "purpose": "B", "authority": "C", missing: "  "}
    with pytest.raises(NotUnderstood) as caught:
        write_handover(sender, MOTHER_ID, stick, HandoverDetails(**answers), cost=CHEAP)
    assert len(caught.value.reasons) == 1
    assert list(stick.iterdir()) == []


def test_a_weak_passphrase_is_refused(sender: Vault, stick: Path):
    with pytest.raises(PassphraseTooWeak):
        write_handover(sender, MOTHER_ID, stick, DETAILS, "password1", cost=CHEAP)
    assert list(stick.iterdir()) == []


def test_a_mother_who_is_not_here_cannot_be_handed_over(sender: Vault, stick: Path):
    with pytest.raises(RecordUnknown):
        write_handover(sender, "0198c0de-dead-7000-8000-000000000001", stick, DETAILS, cost=CHEAP)


def test_a_disk_that_runs_full_at_any_byte_leaves_nothing(sender: Vault, stick: Path):
    size = hand_over(sender, stick).size
    for old in stick.iterdir():
        old.unlink()
    for room in [*range(20), *range(20, size, 61), size - 1]:
        with pytest.raises(HandoverNotWritten) as caught:
            hand_over(sender, stick, disk=FullDisk(room))
        assert caught.value.outcome is Outcome.FULL, room
        assert list(stick.iterdir()) == [], room
    # The first handover is in the file by now, as a disclosure.
    assert hand_over(sender, stick, disk=FullDisk(size + 2000)).outcome is Outcome.WRITTEN


@pytest.mark.parametrize(
    ("step", "after", "code", "outcome"),
    [
        ("create", 1, errno.ENOENT, Outcome.FOLDER_MISSING),
        ("create", 1, errno.EROFS, Outcome.READ_ONLY),
        ("create", 1, errno.EACCES, Outcome.READ_ONLY),
        ("create", 1, errno.ENOSPC, Outcome.FULL),
        ("create", 1, errno.EMFILE, Outcome.TROUBLE),
        ("make_durable", 1, errno.ENOSPC, Outcome.FULL),
        ("make_durable", 1, errno.EIO, Outcome.REMOVED),
        ("open", 1, errno.ENOENT, Outcome.REMOVED),
        ("open", 1, errno.EIO, Outcome.REMOVED),
        ("open", 2, errno.ENODEV, Outcome.REMOVED),
        ("give_name", 1, errno.ENOENT, Outcome.REMOVED),
        ("give_name", 1, errno.EROFS, Outcome.READ_ONLY),
        ("sync_folder", 1, errno.EIO, Outcome.REMOVED),
    ],
)
def test_whatever_is_refused_at_whatever_step_has_its_own_outcome(
    sender: Vault, stick: Path, step: str, after: int, code: int, outcome: Outcome
):
    assert refusal(sender, stick, BrokenDisk(step, code, after)) is outcome


def test_a_stick_pulled_out_while_writing_is_told(sender: Vault, stick: Path):
    assert refusal(sender, stick, FullDisk(1500, errno.EIO)) is Outcome.REMOVED


def test_a_folder_that_is_not_there_is_told(sender: Vault, tmp_path: Path):
    with pytest.raises(HandoverNotWritten) as caught:
        hand_over(sender, tmp_path / "no such stick")
    assert caught.value.outcome is Outcome.FOLDER_MISSING


def flipped(content: bytes) -> bytes:
    return content[:-40] + bytes([content[-40] ^ 1]) + content[-39:]


def cut(content: bytes) -> bytes:
    return content[:-1]


def emptied(content: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("change", [flipped, cut, emptied])
@pytest.mark.parametrize("opening", [1, 2])
def test_what_does_not_read_back_is_no_handover(sender: Vault, stick: Path, change, opening: int):
    disk = LyingDisk(change, after=opening)
    assert refusal(sender, stick, disk) is Outcome.VERIFICATION_FAILED


def test_a_handover_with_other_revisions_is_not_taken_for_this_one(
    sender: Vault, stick: Path, tmp_path: Path
):
    """A whole, well-formed handover under the same passphrase is still not what was written."""
    aside = tmp_path / "aside"
    aside.mkdir()
    another = hand_over(sender, aside).path.read_bytes()

    def swapped(content: bytes) -> bytes:
        return another

    with pytest.raises(HandoverNotWritten) as caught:
        hand_over(sender, stick, disk=LyingDisk(swapped))
    assert caught.value.outcome is Outcome.VERIFICATION_FAILED
    assert list(stick.iterdir()) == []


def test_a_mistake_of_the_program_in_writing_is_noticed_before_anything_is_handed_over(
    sender: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    """A whole, verified file that lacks one revision of the mother's is no handover of hers."""
    really = write.write_bundle

    def forgetful(out: Any, mother: str, revisions: Any, *others: Any) -> Manifest:
        return really(out, mother, revisions[:-1], *others)

    monkeypatch.setattr(write, "write_bundle", forgetful)
    with pytest.raises(HandoverNotWritten) as caught:
        hand_over(sender, stick)
    assert caught.value.outcome is Outcome.VERIFICATION_FAILED
    assert list(stick.iterdir()) == []


def test_stopping_at_any_point_leaves_nothing(sender: Vault, stick: Path):
    class Stopper:
        def __init__(self, after: int) -> None:
            self.left = after

        def __call__(self, done: int, total: int, words: str) -> None:
            self.left -= 1
            if self.left == 0:
                raise Cancelled

    calls = Stopper(10_000)
    hand_over(sender, stick, progress=calls)
    for old in stick.iterdir():
        old.unlink()
    before = len(disclosures(sender))
    points = 10_000 - calls.left
    assert points >= 5
    for point in range(1, points + 1):
        with pytest.raises(Cancelled):
            hand_over(sender, stick, progress=Stopper(point))
        assert list(stick.iterdir()) == []
    assert len(disclosures(sender)) == before
    assert sender.journal(limit=1)[0].action is AuditAction.REFUSED


def test_progress_goes_forward_from_nothing_to_everything(sender: Vault, stick: Path):
    said: list[tuple[int, int, str]] = []

    def note(done: int, total: int, words: str) -> None:
        said.append((done, total, words))

    hand_over(sender, stick, progress=note)
    steps = [done for done, _total, _words in said]
    assert steps == sorted(steps)
    assert steps[0] == 0
    assert {total for _done, total, _words in said} == {steps[-1]}
    assert all(words for _done, _total, words in said)


def test_a_name_that_is_taken_is_never_overwritten(
    sender: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    taken = stick / "handover-2026-11-22-AAAA.tac"
    taken.write_bytes(b"an earlier handover")
    names = iter(["handover-2026-11-22-AAAA.tac", "handover-2026-11-22-BBBB.tac"])
    monkeypatch.setattr("tac_desktop.handover.write.new_name", lambda: next(names))
    written = hand_over(sender, stick)
    assert written.path.name == "handover-2026-11-22-BBBB.tac"
    assert taken.read_bytes() == b"an earlier handover"
    assert sorted(stick.iterdir()) == [taken, written.path]


def test_when_every_name_is_taken_it_says_so(
    sender: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    taken = stick / "handover-2026-11-22-AAAA.tac"
    taken.write_bytes(b"an earlier handover")
    monkeypatch.setattr("tac_desktop.handover.write.new_name", lambda: taken.name)
    with pytest.raises(HandoverNotWritten) as caught:
        hand_over(sender, stick)
    assert caught.value.outcome is Outcome.NAME_EXISTS
    assert list(stick.iterdir()) == [taken]
    assert taken.read_bytes() == b"an earlier handover"


@pytest.mark.skipif(os.name == "nt", reason="Windows renames without links")
@pytest.mark.parametrize("taken", [False, True])
def test_a_stick_without_links_is_written_to_and_nothing_overwritten(
    sender: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch, taken: bool
):
    """FAT and exFAT, which sticks are formatted with, refuse hard links."""

    def refuse(source: object, target: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    names = iter(["first.tac", "second.tac"])
    monkeypatch.setattr("tac_desktop.handover.write.new_name", lambda: next(names))
    monkeypatch.setattr(os, "link", refuse)
    if taken:
        (stick / "first.tac").write_bytes(b"an earlier handover")
    written = hand_over(sender, stick)
    assert written.path.name == ("second.tac" if taken else "first.tac")
    assert check_handover(written.path, PASSPHRASE).sound
    if taken:
        assert (stick / "first.tac").read_bytes() == b"an earlier handover"
    assert not list(stick.glob("*.part"))


def test_after_a_power_cut_a_handover_is_whole_or_has_no_name(sender: Vault, stick: Path):
    named = 0
    for at in range(1, 7):
        with pytest.raises(PowerCut):
            hand_over(sender, stick, disk=DiskAtPowerCut(at))
        for left in stick.iterdir():
            if left.suffix == ".tac":
                assert check_handover(left, PASSPHRASE).sound
                named += 1
            left.unlink()
    assert named == 2
    assert disclosures(sender) == []
    assert hand_over(sender, stick, disk=DiskAtPowerCut(7)).outcome is Outcome.WRITTEN


@pytest.mark.parametrize("operation", ["audit", "save"])
def test_a_handover_that_cannot_be_recorded_is_taken_back(
    sender: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch, operation: str
):
    def refuse(*arguments: object, **others: object) -> None:
        raise DiskFull

    monkeypatch.setattr(sender, operation, refuse)
    with pytest.raises(DiskFull):
        hand_over(sender, stick)
    assert list(stick.iterdir()) == []
    if operation == "save":
        newest, before = sender.journal(limit=2)
        assert (newest.action, before.action) == (
            AuditAction.REFUSED,
            AuditAction.HANDOVER_WRITTEN,
        )


def test_a_vault_locked_meanwhile_leaves_no_handover(sender: Vault, stick: Path):
    def lock(done: int, total: int, words: str) -> None:
        sender.close()

    with pytest.raises(VaultLocked):
        hand_over(sender, stick, progress=lock)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_its_own_sentences(outcome: Outcome):
    assert all(part.endswith(".") for part in outcome.sentences)
    assert sum(other.sentence == outcome.sentence for other in Outcome) == 1


@pytest.mark.parametrize(
    ("code", "outcome"),
    [(112, Outcome.FULL), (19, Outcome.READ_ONLY), (21, Outcome.REMOVED), (1167, Outcome.REMOVED)],
)
def test_the_refusals_of_windows_are_understood(code: int, outcome: Outcome):
    error = OSError(errno.EINVAL, "as Python translates it")
    error.winerror = code  # type: ignore[attr-defined, unused-ignore]
    assert outcome_of(error, begun=True) is outcome


def test_killed_at_any_moment_no_acknowledged_handover_is_missing_or_broken(
    sender: Vault, stick: Path
):
    folder = sender.folder
    sender.close()
    child = (
        "import sys; from pathlib import Path; from tac_desktop.storage.vault import Vault;"
        "from tests.handover.cases import hand_over;"
        f"vault = Vault.open(Path({str(folder)!r}), 'orbit lantern pebble chutney');\n"
        f"while True: print(hand_over(vault, Path({str(stick)!r})).path.name, flush=True)"
    )
    told: list[str] = []
    for round_ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", child], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        told.append(process.stdout.readline().strip())
        time.sleep(random.Random(round_).uniform(0, 0.1))
        process.kill()
        told += process.stdout.read().split()
        process.wait()
    written = {path.name for path in stick.glob("*.tac")}
    assert len(told) >= 3
    assert written >= set(told)
    for path in stick.glob("*.tac"):
        assert check_handover(path, PASSPHRASE).sound
    vault = Vault.open(folder, "orbit lantern pebble chutney")
    noted = [one.detail for one in vault.journal(limit=9999) if one.action == "handover_written"]
    given = [one.what for one in disclosures(vault)]
    vault.close()
    for name in told:
        assert any(name in detail for detail in noted)
        assert any(name in what for what in given)


def test_with_less_room_than_its_documents_need_nothing_is_begun(sender: Vault, stick: Path):
    paper = paper_pdf("Paper", [f"line {line}" for line in range(200)])
    sender.attachments.attach(Document(mother_id=MOTHER_ID, title="Paper"), paper)
    assert refusal(sender, stick, SmallDisk(len(paper) - 1)) is Outcome.NEARLY_FULL
    assert list(stick.iterdir()) == []
