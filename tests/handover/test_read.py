"""Receiving a handover: two vaults agree, nothing is replaced, and every bad file is told apart."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tac_desktop.casework.case_file import Entry
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.record import Record
from tac_desktop.errors import Cancelled, TacError
from tac_desktop.handover.bundle import Sender, read_bundle, write_bundle
from tac_desktop.handover.container import EncryptedWriter
from tac_desktop.handover.errors import (
    HandoverCutOff,
    HandoverDamaged,
    HandoverEmpty,
    HandoverError,
    HandoverUnreadable,
    NotAHandover,
    WrongHandoverPassphrase,
)
from tac_desktop.handover.header import read_header
from tac_desktop.handover.read import (
    OpenedHandover,
    check_handover,
    open_handover,
    plan,
    take_in,
)
from tac_desktop.handover.write import Written
from tac_desktop.storage import merge
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import MergeRefused
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.key_slots import VaultPerson
from tac_desktop.storage.revisions import Revision
from tac_desktop.storage.vault import Vault
from tests.handover.cases import (
    CHEAP,
    DETAILS,
    ENTRY_ID,
    MARKER,
    MOTHER_ID,
    OTHER_MOTHER_ID,
    PASSPHRASE,
    contact,
    hand_over,
    task,
)
from tests.handover.conftest import MakeVault


def opened(written: Written) -> OpenedHandover:
    return open_handover(written.path, PASSPHRASE)


def case_entries(vault: Vault) -> dict[str, Entry[Record]]:
    """Her file as this vault shows it, without what describes the vault's own service."""
    entries = vault.case_file(MOTHER_ID).entries
    return {one.record.id: one for one in entries if not one.record.in_every_file}


def contents(vault: Vault) -> dict[str, tuple[object, ...]]:
    """Everything that a handover may change in a vault: all revisions of all of its records."""
    return {entry.record.id: tuple(vault.history(entry.record.id)) for entry in vault.entries()}


def test_two_vaults_agree_after_a_handover(sender: Vault, receiver: Vault, stick: Path):
    before = case_entries(sender)
    take_in(receiver, opened(hand_over(sender, stick)))
    assert case_entries(receiver) == before
    assert any(entry.amendments for entry in before.values())
    for record_id in before:
        assert receiver.history(record_id) == sender.history(record_id)
    assert receiver.verify().ok


def test_amendments_keep_their_authors_times_and_reasons(
    sender: Vault, receiver: Vault, stick: Path
):
    take_in(receiver, opened(hand_over(sender, stick)))
    entry = receiver.entry(ENTRY_ID)
    assert entry is not None
    assert isinstance(entry.record, ContactLogEntry)
    assert entry.record.duration_minutes == 25
    assert [(one.by, one.reason) for one in entry.amendments] == [
        ("Ffion Example", "correction"),
        ("Ffion Example", "addition"),
    ]
    assert entry.amendments[0].note == "It took longer."
    assert entry.saved.revisions == 3


def test_the_mother_is_found_and_searched_where_she_arrived(
    sender: Vault, receiver: Vault, stick: Path
):
    take_in(receiver, opened(hand_over(sender, stick)))
    assert [found.mother_id for found in receiver.find_mothers("lukasz")] == [MOTHER_ID]
    assert receiver.search("говорила", mother_id=MOTHER_ID)


def test_the_other_mother_stays_where_she_is(sender: Vault, receiver: Vault, stick: Path):
    take_in(receiver, opened(hand_over(sender, stick)))
    assert sender.entry(OTHER_MOTHER_ID) is not None
    assert receiver.entry(OTHER_MOTHER_ID) is None
    assert receiver.entries("service") == []


def test_the_plan_says_what_will_be_added_and_adds_nothing(
    sender: Vault, receiver: Vault, stick: Path
):
    handover = opened(hand_over(sender, stick))
    before, journal = contents(receiver), receiver.journal_reference()
    ahead = plan(receiver, handover)
    assert (contents(receiver), receiver.journal_reference()) == (before, journal)
    assert not ahead.mother_is_here
    assert not ahead.changes_nothing
    said = ahead.sentences()
    assert said[0].startswith(f"Rhosyn Tŷ-Ŵyn Łukasz {MARKER} has no file here yet.")
    assert "Contact log: 4 new, 0 changed, 0 already here." in said
    assert take_in(receiver, handover).merge == ahead.merge


def test_invented_people_are_not_mixed_with_real_ones_unnoticed(
    sender: Vault, receiver: Vault, stick: Path
):
    assert plan(receiver, opened(hand_over(sender, stick))).warning == ""
    receiver.training = True
    real = plan(receiver, opened(hand_over(sender, stick)))
    assert "real mother's file" in real.sentences()[0]
    sender.training, receiver.training = True, False
    invented = plan(receiver, opened(hand_over(sender, stick)))
    assert "invented" in invented.sentences()[0]


def test_reading_twice_changes_nothing(sender: Vault, receiver: Vault, stick: Path):
    handover = opened(hand_over(sender, stick))
    first = take_in(receiver, handover)
    before = contents(receiver)
    ahead = plan(receiver, handover)
    assert ahead.changes_nothing
    assert ahead.mother_is_here
    second = take_in(receiver, handover)
    assert contents(receiver) == before
    assert first.merge.to_add == len(handover.revisions)
    assert second.merge.changes_nothing
    assert "already" in second.sentence
    assert first.sentence.startswith("9 records were added and 0 were brought up to date.")


def test_reading_a_handover_into_the_vault_it_came_from_changes_nothing(sender: Vault, stick: Path):
    handover = opened(hand_over(sender, stick))
    before = contents(sender)
    assert plan(sender, handover).changes_nothing
    take_in(sender, handover)
    assert contents(sender) == before


def test_the_journal_says_where_it_came_from(sender: Vault, receiver: Vault, stick: Path):
    handover = opened(hand_over(sender, stick))
    take_in(receiver, handover)
    event = receiver.journal(limit=1)[0]
    assert event.action is AuditAction.HANDOVER_READ
    assert event.mother_id == MOTHER_ID
    for part in (handover.file_name, handover.fingerprint.hex, "Ffion Example", DETAILS.authority):
        assert part in event.detail


def test_the_order_of_two_handovers_does_not_matter(
    sender: Vault, make_vault: MakeVault, stick: Path
):
    first = opened(hand_over(sender, stick))
    sender.save(contact(id=ENTRY_ID, text="Put right."), reason="correction", note="Wrong name.")
    sender.save(task("Ring the school"))
    second = opened(hand_over(sender, stick))
    forwards, backwards = make_vault("forwards", "Gwen Sample"), make_vault("back", "Gwen Sample")
    for handover in (first, second):
        take_in(forwards, handover)
    for handover in (second, first):
        take_in(backwards, handover)
    assert case_entries(forwards) == case_entries(backwards)
    assert case_entries(forwards).keys() > {ENTRY_ID}
    assert plan(forwards, first).changes_nothing
    assert {one.record.id for one in forwards.entries("task")} == {
        one.record.id for one in sender.entries("task")
    }


def test_what_came_back_joins_what_was_done_meanwhile(sender: Vault, receiver: Vault, stick: Path):
    take_in(receiver, opened(hand_over(sender, stick)))
    entry = contact(id=ENTRY_ID)
    sender.save(entry.changed(text="As the sender has it."), reason="correction", note="a")
    receiver.save(entry.changed(text="As the receiver has it."), reason="correction", note="b")
    receiver.save(task("Only at the receiver's"))
    back = opened(hand_over(receiver, stick))
    ahead = plan(sender, back)
    assert [fork.record_id for fork in ahead.merge.forks] == [ENTRY_ID]
    assert any("to be settled by you" in sentence for sentence in ahead.sentences())
    take_in(sender, back)
    forked = sender.entry(ENTRY_ID)
    assert forked is not None
    assert forked.saved.forked
    assert {one.content["text"] for one in sender.history(ENTRY_ID)} >= {
        "As the sender has it.",
        "As the receiver has it.",
    }
    take_in(receiver, opened(hand_over(sender, stick)))
    assert case_entries(receiver)[ENTRY_ID] == case_entries(sender)[ENTRY_ID]


def test_a_handover_refused_by_the_vault_adds_nothing_and_is_noted(receiver: Vault):
    """Whole in itself, but with a record of a kind that this version does not know."""
    handover = unwritten([of_an_unknown_kind()])
    before = contents(receiver)
    with pytest.raises(MergeRefused, match="newer version"):
        plan(receiver, handover)
    with pytest.raises(MergeRefused, match="newer version"):
        take_in(receiver, handover)
    assert contents(receiver) == before
    assert receiver.journal(limit=1)[0].action is AuditAction.REFUSED


@pytest.mark.parametrize("step", ["insert_revisions", "project_new"])
def test_half_a_merge_is_no_merge(
    sender: Vault, receiver: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch, step: str
):
    handover = opened(hand_over(sender, stick))
    before = contents(receiver)
    really = getattr(merge, step)

    def fail_after_the_fifth(database: Database, many: Iterable[Any]) -> None:
        really(database, list(many)[:5])
        raise TacError("The power went.")

    monkeypatch.setattr(merge, step, fail_after_the_fifth)
    with pytest.raises(TacError):
        take_in(receiver, handover)
    assert contents(receiver) == before
    monkeypatch.setattr(merge, step, really)
    assert take_in(receiver, handover).merge.to_add == len(handover.revisions)
    assert receiver.verify().ok


def test_a_check_needs_no_vault_and_says_what_is_in_it(sender: Vault, stick: Path):
    written = hand_over(sender, stick)
    check = check_handover(written.path, PASSPHRASE)
    assert check.sound
    said = " ".join(check.sentences())
    assert written.fingerprint.in_words in said
    assert written.fingerprint.hex in said
    assert f"{len(check.opened.revisions)} revisions" in said
    assert "Ffion Example, Together team, HMP Nowhere (fictional)" in said
    assert check.opened.about == f"Rhosyn Tŷ-Ŵyn Łukasz {MARKER}"


def test_a_check_says_what_this_version_could_not_read_in(tmp_path: Path):
    path = tmp_path / "odd.tac"
    path.write_bytes(file_with([of_an_unknown_kind()]))
    check = check_handover(path, PASSPHRASE)
    assert not check.sound
    assert "hologram" in " ".join(check.sentences())


def test_the_words_of_the_fingerprint_are_the_same_on_both_sides(sender: Vault, stick: Path):
    written = hand_over(sender, stick)
    assert opened(written).fingerprint.words == written.fingerprint_words


def of_an_unknown_kind() -> Revision:
    one = Revision.of(contact(), by_id="w", by_name="W", reason="", note="", parents=[])
    other = replace(one, record_type="hologram")
    return replace(other, digest=other.computed_digest())


@pytest.fixture
def file(sender: Vault, stick: Path) -> Path:
    return hand_over(sender, stick).path


def test_a_wrong_passphrase_is_told_apart_from_a_damaged_file(file: Path):
    with pytest.raises(WrongHandoverPassphrase):
        open_handover(file, "another set of six words here")


def test_the_fingerprints_words_are_not_the_passphrase(sender: Vault, stick: Path):
    written = hand_over(sender, stick)
    with pytest.raises(WrongHandoverPassphrase, match="not the passphrase"):
        open_handover(written.path, " ".join(written.fingerprint_words))


def test_cut_off_anywhere_is_called_cut_off(file: Path):
    content = file.read_bytes()
    header = len(read_header(io.BytesIO(content))[1])
    for length in [*range(1, header), *range(header, len(content), 37), len(content) - 1]:
        file.write_bytes(content[:length])
        with pytest.raises(HandoverCutOff):
            open_handover(file, PASSPHRASE)


def test_every_flipped_bit_gives_a_declared_error(file: Path):
    content = file.read_bytes()
    for place in range(0, len(content), 5):
        broken = bytearray(content)
        broken[place] ^= 1 << (place % 8)
        file.write_bytes(broken)
        with pytest.raises(HandoverError) as caught:
            open_handover(file, PASSPHRASE)
        assert not isinstance(caught.value, WrongHandoverPassphrase)


def appended(content: bytes) -> bytes:
    return content + b"more"


def emptied(content: bytes) -> bytes:
    return b""


def another(content: bytes) -> bytes:
    return b"%PDF-1.7 something else"


def zeroes_at_the_end(content: bytes) -> bytes:
    """What is left of a file whose last blocks never reached the stick."""
    return content[: len(content) // 2] + bytes(len(content) - len(content) // 2)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (appended, HandoverDamaged),
        (emptied, HandoverEmpty),
        (another, NotAHandover),
        (zeroes_at_the_end, HandoverDamaged),
    ],
)
def test_each_bad_file_has_its_own_error(
    file: Path, change: Callable[[bytes], bytes], error: type[HandoverError]
):
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(error) as caught:
        open_handover(file, PASSPHRASE)
    assert caught.value.what_happened
    assert caught.value.what_is_safe
    assert caught.value.what_to_do


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path: Path):
    for path in (tmp_path / "no such file.tac", tmp_path):
        with pytest.raises(HandoverUnreadable):
            open_handover(path, PASSPHRASE)


def test_opening_can_be_stopped_and_says_how_far_it_is(file: Path):
    said: list[tuple[int, int]] = []

    def note(done: int, total: int, words: str) -> None:
        said.append((done, total))

    open_handover(file, PASSPHRASE, note)
    size = file.stat().st_size
    assert said[0] == (0, size)
    assert said[-1] == (size, size)
    assert said == sorted(said)

    def stop(done: int, total: int, words: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        open_handover(file, PASSPHRASE, stop)


def test_opening_leaves_no_trace_beside_the_file(file: Path):
    before = file.read_bytes()
    check_handover(file, PASSPHRASE)
    assert list(file.parent.iterdir()) == [file]
    assert file.read_bytes() == before


def file_with(revisions: list[Revision]) -> bytes:
    """A handover of any revisions at all."""
    out = io.BytesIO()
    writer = EncryptedWriter(out, PASSPHRASE, CHEAP)
    somebody = Sender(VaultPerson("w", "W", "social_worker"), "", "", "v", False, "J1-A")
    write_bundle(writer, MOTHER_ID, revisions, somebody, DETAILS)
    return out.getvalue()


def unwritten(revisions: list[Revision]) -> OpenedHandover:
    """The same, opened."""
    content = file_with(revisions)
    bundle = read_bundle(io.BytesIO(content), len(content), PASSPHRASE)
    return OpenedHandover(
        "odd.tac", bundle.manifest, bundle.revisions, bundle.fingerprint, bundle.size
    )
