"""From written to received to wiped: a receipt is taken only where it fits what was written."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tac_desktop.casework.work import Disclosure
from tac_desktop.errors import NotUnderstood
from tac_desktop.handover.errors import (
    HandoverEmpty,
    HandoverExchanged,
    NotAHandover,
    NotAReceipt,
    NotReadIn,
    ReceiptDoesNotFit,
    ReceiptNotCheckable,
    ReceiptOfAnother,
    ReceiptWordsWrong,
)
from tac_desktop.handover.fingerprint import Fingerprint, fingerprint_of_file, spoken
from tac_desktop.handover.read import OpenedHandover, give_receipt, open_handover, take_in
from tac_desktop.handover.receipt import (
    Contents,
    make_receipt,
    open_receipt,
    read_receipt,
    receipt_name,
)
from tac_desktop.handover.sent import (
    HandoverState,
    SentHandover,
    note_wiped,
    sent_handovers,
    take_back_wiped,
    take_receipt,
    take_receipt_words,
)
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.vault import Vault
from tests.handover.cases import MARKER, MOTHER_ID, PASSPHRASE, hand_over, task

TODAY = dt.date.today()


@pytest.fixture
def opened(sender: Vault, receiver: Vault, stick: Path) -> OpenedHandover:
    """Written by the sender, read in by the receiver."""
    found = open_handover(hand_over(sender, stick).path, PASSPHRASE)
    take_in(receiver, found)
    return found


def only(vault: Vault) -> SentHandover:
    (sent,) = sent_handovers(vault)
    return sent


def noted(vault: Vault, action: AuditAction) -> list[str]:
    return [one.detail for one in vault.journal() if one.action is action]


def refusals(vault: Vault) -> int:
    return len(noted(vault, AuditAction.REFUSED))


def test_a_handover_that_was_written_waits_for_its_receipt(sender: Vault, stick: Path):
    written = hand_over(sender, stick)
    sent = only(sender)
    assert sent.state is HandoverState.WRITTEN
    assert sent.contents is not None
    assert sent.contents.fingerprint == written.fingerprint
    assert sent.contents.records == written.manifest.records
    assert "No receipt has come back yet" in " ".join(sent.sentences())


def test_a_receipt_goes_to_the_receiver_s_stick_and_back_into_the_sender_s_vault(
    sender: Vault, receiver: Vault, stick: Path, opened: OpenedHandover
):
    receipt = give_receipt(receiver, opened, TODAY)
    path = stick / receipt_name(opened.file_name)
    path.write_text(receipt.as_text(), encoding="utf-8")
    assert MARKER not in receipt.as_text(), "a receipt names nobody of the case"
    sent = take_receipt(sender, open_receipt(path))
    assert sent.state is HandoverState.RECEIVED
    kept = sender.entry(sent.disclosure.id).record
    assert (kept.received_on, kept.received_by) == (TODAY, "Gwen Sample")
    assert sender.history(sent.disclosure.id)[-1].note.endswith("fingerprint and counts fit.")
    assert "Gwen Sample" in noted(sender, AuditAction.RECEIPT_CAME_BACK)[0]
    assert opened.file_name in noted(receiver, AuditAction.RECEIPT_GIVEN)[0]


def test_the_same_receipt_again_changes_nothing(
    sender: Vault, receiver: Vault, opened: OpenedHandover
):
    receipt = give_receipt(receiver, opened, TODAY)
    first = take_receipt(sender, receipt)
    saves = len(sender.history(first.disclosure.id))
    assert take_receipt(sender, receipt) == first
    assert len(sender.history(first.disclosure.id)) == saves


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_receipt_survives_the_line_ends_and_mark_of_another_system(
    opened: OpenedHandover, line_end: str
):
    receipt = make_receipt(opened.contents, "Gŵen Sample", TODAY)
    foreign = "\ufeff" + receipt.as_text().replace("\n", line_end)
    assert read_receipt(foreign.encode("utf-8")) == receipt


@pytest.mark.parametrize(
    "change",
    [
        {"records": 1},
        {"revisions": 1},
        {"files": 7},
        {"received_by": "Somebody Else"},
        {"received_on": dt.date(2020, 1, 1)},
        {"file_name": "handover-2026-01-01-AAAA.tac"},
        {"proof": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_receipt_that_was_changed_is_refused_and_noted(
    sender: Vault, opened: OpenedHandover, change: dict[str, object]
):
    receipt = make_receipt(opened.contents, "Gwen Sample", TODAY)
    with pytest.raises(ReceiptDoesNotFit) as refused:
        take_receipt(sender, replace(receipt, **change))
    assert "not arrived" in refused.value.sentence
    assert only(sender).state is HandoverState.WRITTEN
    assert refusals(sender) == 1


def test_a_receipt_for_another_file_is_refused_and_noted(
    sender: Vault, receiver: Vault, stick: Path, opened: OpenedHandover
):
    elsewhere = hand_over(receiver, stick)
    other = open_handover(elsewhere.path, PASSPHRASE)
    with pytest.raises(ReceiptOfAnother, match="not written in this vault"):
        take_receipt(sender, make_receipt(other.contents, "Gwen Sample", TODAY))
    assert only(sender).state is HandoverState.WRITTEN
    assert refusals(sender) == 1


def test_of_two_handovers_the_receipt_finds_its_own(sender: Vault, stick: Path):
    first = open_handover(hand_over(sender, stick).path, PASSPHRASE)
    hand_over(sender, stick)
    taken = take_receipt(sender, make_receipt(first.contents, "Gwen Sample", TODAY))
    states = {one.disclosure.file_name: one.state for one in sent_handovers(sender)}
    assert states.pop(first.file_name) is HandoverState.RECEIVED
    assert list(states.values()) == [HandoverState.WRITTEN]
    assert taken.disclosure.file_name == first.file_name


def test_four_words_over_the_telephone_say_that_it_arrived_and_on_which_day(
    sender: Vault, opened: OpenedHandover
):
    words = opened.contents.words_on(TODAY)
    assert len(words) == 4
    sent = take_receipt_words(
        sender, only(sender).disclosure.id, spoken(words), "Gwen Sample", TODAY
    )
    assert (sent.disclosure.received_on, sent.disclosure.received_by) == (TODAY, "Gwen Sample")
    later = TODAY + dt.timedelta(days=30)
    typed = ",  ".join(opened.contents.words_on(later)).upper()
    sent = take_receipt_words(sender, sent.disclosure.id, typed, "Gwen Sample", later)
    assert sent.disclosure.received_on == later


def test_wrong_words_are_refused_and_noted(sender: Vault, opened: OpenedHandover):
    record_id = only(sender).disclosure.id
    right = opened.contents.words_on(TODAY)
    far = opened.contents.words_on(TODAY + dt.timedelta(days=2))
    for words in ("", right[:3], right[::-1], opened.fingerprint.words, far):
        with pytest.raises(ReceiptWordsWrong, match="not the receipt"):
            take_receipt_words(sender, record_id, spoken(words), "Gwen Sample", TODAY)
    assert refusals(sender) == 5
    assert only(sender).state is HandoverState.WRITTEN
    with pytest.raises(NotUnderstood):
        take_receipt_words(sender, record_id, spoken(right), " ", TODAY)


def test_nobody_acknowledges_what_is_not_in_the_vault(sender: Vault, receiver: Vault, stick: Path):
    opened = open_handover(hand_over(sender, stick).path, PASSPHRASE)
    with pytest.raises(NotReadIn):
        give_receipt(receiver, opened, TODAY)
    assert noted(receiver, AuditAction.RECEIPT_GIVEN) == []


def test_what_was_written_before_receipts_is_listed_and_says_that_it_cannot_be_checked(
    sender: Vault,
):
    old = Disclosure(mother_id=MOTHER_ID, what="Whole file", to="Gwen", form="handover")
    sender.save(old)
    assert only(sender).state is HandoverState.WRITTEN
    with pytest.raises(ReceiptNotCheckable):
        take_receipt_words(sender, old.id, "any four words here", "Gwen", TODAY)


def test_what_went_out_in_another_form_is_no_handover(sender: Vault):
    sender.save(Disclosure(mother_id=MOTHER_ID, what="A letter", to="Gwen", form="paper"))
    assert sent_handovers(sender) == []


def test_that_the_stick_was_wiped_is_noted_and_can_be_taken_back(sender: Vault, stick: Path):
    hand_over(sender, stick)
    record_id = only(sender).disclosure.id
    sent = note_wiped(sender, record_id, TODAY, "Gwen Sample")
    assert sent.state is HandoverState.WIPED
    kept = sender.entry(record_id).record
    assert (kept.wiped_on, kept.wiped_by, kept.returned_on) == (TODAY, "Gwen Sample", TODAY)
    assert "Gwen Sample" in noted(sender, AuditAction.STICK_WIPED)[0]
    sent = take_back_wiped(sender, record_id)
    assert sent.state is HandoverState.WRITTEN
    assert sent.disclosure.returned_on is None
    assert len(noted(sender, AuditAction.STICK_WIPED)) == 2


def test_a_stick_is_not_wiped_before_it_was_written_nor_by_nobody(sender: Vault, stick: Path):
    hand_over(sender, stick)
    record_id = only(sender).disclosure.id
    for day, by in ((TODAY - dt.timedelta(days=1), "Gwen"), (TODAY, " ")):
        with pytest.raises(NotUnderstood):
            note_wiped(sender, record_id, day, by)
    assert only(sender).state is HandoverState.WRITTEN


def test_handovers_are_listed_newest_first_and_for_one_mother(sender: Vault, stick: Path):
    names = [hand_over(sender, stick).path.name, ""]
    sender.save(task("Something new"))
    names[1] = hand_over(sender, stick).path.name
    assert {one.disclosure.file_name for one in sent_handovers(sender)} == set(names)
    assert len(sent_handovers(sender, MOTHER_ID)) == 2
    assert sent_handovers(sender, "another") == []


def test_the_check_words_are_known_before_the_file_is_opened(sender: Vault, stick: Path):
    written = hand_over(sender, stick)
    found = fingerprint_of_file(written.path)
    assert found == written.fingerprint
    assert open_handover(written.path, PASSPHRASE, expected=found).fingerprint == found


def test_a_file_exchanged_after_its_check_words_were_shown_is_refused(sender: Vault, stick: Path):
    written = hand_over(sender, stick)
    with pytest.raises(HandoverExchanged):
        open_handover(written.path, PASSPHRASE, expected=Fingerprint("0" * 64))


def test_a_file_that_is_no_handover_has_no_check_words(stick: Path):
    for content, error in ((b"", HandoverEmpty), (b"%PDF-1.7", NotAHandover)):
        path = stick / "file.tac"
        path.write_bytes(content)
        with pytest.raises(error):
            fingerprint_of_file(path)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_receipt_or_are_said_not_to_be(content: bytes):
    with pytest.raises(NotAReceipt):
        read_receipt(content)


CONTENTS = Contents("handover-2026-11-22-KQ7M.tac", "a" * 64, "b" * 64, 1, 2, 3)
RECEIPT = make_receipt(CONTENTS, "Gwen Sample", dt.date(2026, 11, 22))


@given(place=st.integers(0, len(RECEIPT.as_text()) - 1), byte=st.integers(0, 255))
def test_no_byte_of_a_receipt_changes_what_it_says(place: int, byte: int):
    text = bytearray(RECEIPT.as_text().encode())
    text[place] = byte
    try:
        found = read_receipt(bytes(text))
        found.refuse_unless_of(CONTENTS)
    except (NotAReceipt, ReceiptDoesNotFit):
        assert bytes(text) != RECEIPT.as_text().encode()
    else:
        assert found == RECEIPT
