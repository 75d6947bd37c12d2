"""Several files at once: one passphrase, each proved on its own, and none half done."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tac_desktop.errors import Cancelled
from tac_desktop.handover.outcome import HandoverNotWritten, Outcome
from tac_desktop.handover.read import open_handover, take_in
from tac_desktop.handover.sent import sent_handovers
from tac_desktop.handover.write_many import write_handovers
from tac_desktop.storage.vault import Vault
from tests.handover.cases import CHEAP, DETAILS, MOTHER_ID, OTHER_MOTHER_ID

BOTH = {MOTHER_ID: DETAILS, OTHER_MOTHER_ID: DETAILS}


def test_each_mother_has_a_file_and_all_open_with_one_passphrase(
    sender: Vault, receiver: Vault, stick: Path
):
    seen: list[tuple[int, int]] = []
    found = write_handovers(
        sender, BOTH, stick, lambda done, total, words: seen.append((done, total)), cost=CHEAP
    )
    assert list(found.written) == list(BOTH)
    assert found.not_written == ()
    assert len({one.fingerprint for one in found.written.values()}) == 2
    for mother_id, one in found.written.items():
        taken = take_in(receiver, open_handover(one.path, found.passphrase))
        assert taken.mother_id == mother_id
    assert len(receiver.caseload(dt.date(2026, 11, 22))) == 2
    assert {one.disclosure.mother_id for one in sent_handovers(sender)} == set(BOTH)
    assert seen == sorted(seen)
    assert {total for _done, total in seen} == {200}


def test_stopped_after_the_first_one_that_one_stays_and_is_told(sender: Vault, stick: Path):
    def stop(done: int, total: int, words: str) -> None:
        if done > 100:
            raise Cancelled

    found = write_handovers(sender, BOTH, stick, stop, cost=CHEAP)
    assert list(found.written) == [MOTHER_ID]
    assert found.not_written == (OTHER_MOTHER_ID,)
    assert found.why == Outcome.CANCELLED.sentences[0]
    (path,) = stick.iterdir()
    assert open_handover(path, found.passphrase).manifest.mother_id == MOTHER_ID
    assert len(sent_handovers(sender)) == 1


def test_where_not_even_one_can_be_written_it_is_an_error_as_for_one(sender: Vault, tmp_path: Path):
    with pytest.raises(HandoverNotWritten) as refused:
        write_handovers(sender, BOTH, tmp_path / "not there", cost=CHEAP)
    assert refused.value.outcome is Outcome.FOLDER_MISSING


def test_a_stick_that_is_full_after_the_first_file_tells_which_are_missing(
    sender: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    from tac_desktop.handover import write_many

    whole = write_many.write_handover

    def full(vault: Vault, mother_id: str, *how: object, **more: object) -> object:
        if mother_id == OTHER_MOTHER_ID:
            raise HandoverNotWritten(Outcome.FULL)
        return whole(vault, mother_id, *how, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(write_many, "write_handover", full)
    found = write_handovers(sender, BOTH, stick, cost=CHEAP)
    assert found.not_written == (OTHER_MOTHER_ID,)
    assert found.why == Outcome.FULL.sentence
