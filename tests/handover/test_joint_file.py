"""A woman who was entered twice: her joint file travels whole, and with its link."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.links import SamePerson
from tac_desktop.handover.outcome import HandoverNotWritten
from tac_desktop.handover.read import open_handover, take_in
from tac_desktop.storage.vault import Vault
from tests.handover.cases import MOTHER_ID, OTHER_MOTHER_ID, PASSPHRASE, contact, hand_over

TODAY = dt.date(2026, 11, 20)
LINK = SamePerson(id="the link", kept_id=OTHER_MOTHER_ID, other_id=MOTHER_ID, linked_on=TODAY)


def test_both_entries_and_their_link_arrive(sender: Vault, receiver: Vault, stick) -> None:
    sender.save_all([LINK, contact(id="here", mother_id=OTHER_MOTHER_ID, text="In the other file")])
    take_in(receiver, open_handover(hand_over(sender, stick).path, PASSPHRASE))
    assert [one.mother_id for one in receiver.caseload(TODAY)] == [OTHER_MOTHER_ID]
    there, here = (vault.case_file(MOTHER_ID, TODAY) for vault in (receiver, sender))
    ids = {one.record.id for one in there.entries}
    assert "here" in ids and there.mother_id == OTHER_MOTHER_ID
    missing = [one.record for one in here.entries if one.record.id not in ids]
    # The service stays here, and that this was handed over is noted when it was.
    assert {one.type_name for one in missing} == {"service", "disclosure"}
    assert receiver.verify().ok


def test_the_undoing_arrives_and_the_other_file_stays(
    sender: Vault, receiver: Vault, stick
) -> None:
    sender.save(LINK)
    take_in(receiver, open_handover(hand_over(sender, stick).path, PASSPHRASE))
    sender.save(LINK.changed(undone_on=TODAY))
    sender.save(contact(id="later", mother_id=OTHER_MOTHER_ID))
    take_in(receiver, open_handover(hand_over(sender, stick).path, PASSPHRASE))
    assert len(receiver.caseload(TODAY)) == 2
    assert receiver.entry("later") is None


def test_another_mothers_records_without_a_link_are_refused(
    sender: Vault, stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [*sender.revisions(MOTHER_ID), *sender.revisions(OTHER_MOTHER_ID)]
    every = list({one.revision_id: one for one in both}.values())
    monkeypatch.setattr(sender, "revisions", lambda mother_id: every)
    with pytest.raises(HandoverNotWritten):
        hand_over(sender, stick)
