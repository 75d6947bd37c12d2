"""Drafts are written beside the typing: no key waits, none comes back, none is lost by locking."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.errors import DiskFull
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import draft_keeper
from tac_desktop.ui.draft_keeper import DraftKeeper
from tests.ui.screen import PASSPHRASE


class _Form(QObject):
    """What a form is to its keeper: a text, and the draft it makes."""

    def __init__(self, session) -> None:
        super().__init__()
        self.text = ""
        self.keeper = DraftKeeper(session, self.draft, self)
        self.kept: list[object] = []
        self.failed: list[object] = []
        self.keeper.kept.connect(self.kept.append)
        self.keeper.failed.connect(self.failed.append)

    def draft(self) -> Draft:
        return Draft("r", "contact_log", "m", {"text": self.text}, draft_id="draft")

    def type_in(self, text: str) -> None:
        self.text = text
        self.keeper.touch()


class _SlowDisk:
    """A vault whose drafts wait at the disk until they are let through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.arrived, self.through = threading.Event(), threading.Event()
        self.threads: list[str] = []
        keep = Vault.keep_draft

        def wait_and_keep(vault: Vault, draft: Draft) -> None:
            self.threads.append(threading.current_thread().name)
            self.arrived.set()
            assert self.through.wait(20)
            keep(vault, draft)

        monkeypatch.setattr(Vault, "keep_draft", wait_and_keep)


@pytest.fixture
def form(session, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Form]:
    monkeypatch.setattr(draft_keeper, "KEPT_WITHIN_MS", 10)
    made = _Form(session)
    yield made
    made.keeper.end()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch, form: _Form) -> Iterator[_SlowDisk]:
    made = _SlowDisk(monkeypatch)
    yield made
    made.through.set()


def texts(vault: Vault) -> list[str]:
    return [draft.content["text"] for draft in vault.drafts()]


def test_typing_goes_on_while_a_draft_waits_for_the_disk(form, disk, session, qtbot) -> None:
    form.type_in("one")
    qtbot.waitUntil(disk.arrived.is_set)
    form.type_in("one two")
    qtbot.wait(60)
    assert disk.threads == ["draft"], "one write at a time, none in the window's own thread"
    assert form.kept == []
    disk.through.set()
    qtbot.waitUntil(lambda: texts(session.vault) == ["one two"])
    qtbot.waitUntil(lambda: len(form.kept) == 1)


def test_a_draft_that_is_dropped_while_it_is_being_written_never_comes_back(
    form, disk, session, qtbot
) -> None:
    form.type_in("not needed")
    qtbot.waitUntil(disk.arrived.is_set)
    threading.Timer(0.05, disk.through.set).start()
    form.keeper.end("draft")
    assert texts(session.vault) == []
    qtbot.wait(60)
    assert texts(session.vault) == [] and form.kept == []


def test_what_was_typed_last_is_kept_when_the_vault_is_locked_during_a_write(
    form, disk, session, vault_folder: Path, qtbot
) -> None:
    form.type_in("one")
    qtbot.waitUntil(disk.arrived.is_set)
    form.type_in("one two")
    threading.Timer(0.05, disk.through.set).start()
    session.lock()
    opened = Vault.open(vault_folder, PASSPHRASE)
    assert texts(opened) == ["one two"]
    opened.close()


def test_a_write_that_fails_is_told_and_made_up_for(
    form, session, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(vault: Vault, draft: Draft) -> None:
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(Vault, "keep_draft", full)
        form.type_in("one")
        qtbot.waitUntil(lambda: len(form.failed) == 1)
        assert not form.keeper.keep_now()
    assert form.kept == []
    assert form.keeper.keep_now()
    assert texts(session.vault) == ["one"] and len(form.kept) == 1
