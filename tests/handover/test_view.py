"""Looked at without a vault: the same file, in memory, and nothing of it on the disk."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.handover.read import open_handover
from tac_desktop.handover.view import look_at
from tac_desktop.storage.vault import Vault
from tests.handover.cases import ENTRY_ID, MOTHER_ID, PASSPHRASE, hand_over

DAY = dt.date(2026, 11, 22)


def test_it_shows_the_same_file_as_the_vault_that_wrote_it(sender: Vault, stick: Path):
    path = hand_over(sender, stick).path
    looked = look_at(open_handover(path, PASSPHRASE), DAY).case_file
    hers = sender.case_file(MOTHER_ID, DAY)
    theirs = {one.record.id: one for one in hers.entries}
    for entry in looked.entries:
        assert entry.record == theirs[entry.record.id].record
        assert entry.amendments == theirs[entry.record.id].amendments
        assert looked.name(entry.record.id) == hers.name(entry.record.id)
    kinds = {"service", "disclosure"}
    missing = [one for one in hers.entries if one.record.id not in looked.by_id]
    assert {one.record.type_name for one in missing} <= kinds


def test_amendments_stand_under_their_record(sender: Vault, stick: Path):
    looked = look_at(open_handover(hand_over(sender, stick).path, PASSPHRASE), DAY)
    entry = looked.case_file.by_id[ENTRY_ID]
    assert [one.reason for one in entry.amendments] == ["correction", "addition"]
    assert isinstance(looked.histories[ENTRY_ID][0].record(), ContactLogEntry)


def test_looking_writes_nothing(sender: Vault, stick: Path, tmp_path: Path):
    opened = open_handover(hand_over(sender, stick).path, PASSPHRASE)
    before = {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*") if one.is_file()}
    look_at(opened, DAY)
    after = {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*") if one.is_file()}
    assert after == before


def test_a_kind_that_only_a_newer_version_knows_is_counted_not_shown(sender: Vault, stick: Path):
    opened = open_handover(hand_over(sender, stick).path, PASSPHRASE)
    revisions = tuple(
        replace(one, record_type="dream_diary") if one.record_id == ENTRY_ID else one
        for one in opened.revisions
    )
    looked = look_at(replace(opened, revisions=revisions), DAY)
    assert looked.not_understood == 1
    assert ENTRY_ID not in looked.case_file.by_id
    assert looked.case_file.mother is not None
