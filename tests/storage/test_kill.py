"""The power goes in the middle of a sentence: nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import NAME, PASSPHRASE, ROLE, MakeVault
from tests.storage.people import a_mother, an_entry

KILLS = 10

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a forked process")

Say = Callable[[str, str], None]


def save_for_ever(folder: Path, say: Say) -> None:
    """Save entry after entry, with a draft before each, and acknowledge every one."""
    vault = Vault.open(folder, PASSPHRASE)
    mother = a_mother()
    vault.save(mother)
    for number in range(1_000_000):
        entry = an_entry(mother, f"entry number {number} " + "words " * 200)
        draft = Draft(entry.id, "contact_log", mother.id, {"text": entry.text})
        vault.keep_draft(draft)
        say("kept", draft.draft_id)
        vault.save_all([entry, entry.changed(her_words="So be it.")])
        say("saved", entry.id)
        if number % 3 == 0:
            say("dropping", draft.draft_id)
            vault.discard_draft(draft.draft_id)
        if number % 3 == 2:
            document = Document(mother_id=mother.id, title=f"Paper {number}")
            lines = [f"line {line} of {entry.id}" for line in range(3_000)]
            vault.attachments.attach(document, paper_pdf("Paper", lines))
            say("attached", document.id)


def make_a_vault(folder: Path, say: Say) -> None:
    say("making", "")
    Vault.create(folder, NAME, ROLE, PASSPHRASE, cost=KeyCost(8192, 3, 1))
    say("made", "")


def said_before_a_kill(work: Callable[[Path, Say], None], folder: Path, after: float) -> list[str]:
    """What a process said that it had done, up to being killed `after` its first word."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:  # the one that is killed
        try:
            work(folder, lambda what, which: say_to(writing, f"{what} {which}"))
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as words:
        first = words.readline()
        time.sleep(after)
        os.kill(process, signal.SIGKILL)
        rest = words.read()
    os.waitpid(process, 0)
    return (first + rest).splitlines()


def say_to(pipe: int, line: str) -> None:
    os.write(pipe, line.encode() + b"\n")


def test_no_acknowledged_record_or_draft_is_lost_by_ten_kills(make_vault: MakeVault) -> None:
    vault = make_vault()
    vault.close()
    chance = random.Random(11)
    said: list[list[str]] = []
    for _kill in range(KILLS):
        lines = said_before_a_kill(save_for_ever, vault.folder, chance.uniform(0.02, 0.35))
        said += [line.split() for line in lines]
    saved = {which for what, which in said if what == "saved"}
    dropped = {which for what, which in said if what == "dropping"}
    kept = {which for what, which in said if what == "kept"} - dropped
    assert len(saved) > KILLS
    assert len(kept) > KILLS

    again = Vault.open(vault.folder, PASSPHRASE)
    try:
        entries = {entry.record.id: entry for entry in again.entries("contact_log")}
        assert saved <= set(entries)
        assert all(entry.saved.revisions == 2 for entry in entries.values()), "all or nothing"
        assert kept <= {draft.draft_id for draft in again.drafts()}
        documents = [one.record for one in again.entries("document")]
        assert {which for what, which in said if what == "attached"} <= {
            one.id for one in documents
        }
        for one in documents:
            assert isinstance(one, Document)
            assert len(again.attachments.content(one.content_sha256)) == one.content_bytes
        report = again.verify()
        assert report.ok, report.sentences
    finally:
        again.close()


@pytest.mark.parametrize("after", [0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12])
def test_a_creation_that_was_killed_can_be_done_again(folder: Path, after: float) -> None:
    said = said_before_a_kill(make_a_vault, folder, after)
    if (folder / "vault.db").exists():
        Vault.open(folder, PASSPHRASE).close()
        return
    assert "made " not in said
    vault, _code = Vault.create(folder, NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests())
    assert vault.verify().ok
    vault.close()
