"""People, key and journal from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.roles import Access
from tac_desktop.storage.vault import Vault
from tests.storage.people import a_mother
from tests.test_cli import PASSPHRASE, Shell

OTHER = "walnut ribbon castle fiddle"
STDIN = ("--passphrase-file", "-")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setattr(KeyCost, "measured", KeyCost.for_tests)
    return Shell(capsys, monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    vault, _code = Vault.create(
        tmp_path / "v", "Mari Lloyd", "tac_social_worker", PASSPHRASE, cost=KeyCost.for_tests()
    )
    vault.save(a_mother())
    vault.close()
    return tmp_path / "v"


def lines(*words: str) -> str:
    return "".join(f"{word}\n" for word in words)


def let_in(run: Shell, folder: Path, role: str = "cover_worker") -> None:
    said = run(
        "people", "add", folder, "--name", "Nia Prys", "--role", role, "--until", "30 Nov 2031",
        *STDIN, "--new-passphrase-file", "-", typed=lines(PASSPHRASE, OTHER),
    )  # fmt: skip
    assert said.code == 0, said.err


def test_somebody_is_let_in_changed_and_sent_away(run: Shell, folder: Path) -> None:
    let_in(run, folder)
    said = run("people", "list", folder, *STDIN, typed=lines(PASSPHRASE))
    assert "Nia Prys  Cover worker  Reads and writes" in said.out
    assert "until 30 Nov 2031" in said.out
    again = run("people", "add", folder, "--name", "Nia Prys", "--role", "auditor", *STDIN,
                typed=lines(PASSPHRASE))  # fmt: skip
    assert again.code == 1 and "already" in again.err
    changed = run("people", "change", folder, "--name", "nia prys", "--role", "auditor", *STDIN,
                  typed=lines(PASSPHRASE))  # fmt: skip
    assert changed.code == 0
    vault = Vault.open(folder, OTHER)
    assert vault.access is Access.AUDIT
    vault.close()
    refused = run("search", folder, "averley", *STDIN, typed=lines(OTHER))
    assert refused.code == 1 and "does not let you read" in refused.err
    gone = run("people", "remove", folder, "--name", "Nia Prys", *STDIN, typed=lines(PASSPHRASE))
    assert gone.code == 0 and "replace the key" in gone.out
    said = run("people", "list", folder, *STDIN, typed=lines(OTHER))
    assert said.code == 1


def test_what_is_not_understood_is_said(run: Shell, folder: Path) -> None:
    role = run("people", "add", folder, "--name", "X", "--role", "boss", *STDIN,
               typed=lines(PASSPHRASE))  # fmt: skip
    assert role.code == 1 and "service_manager" in role.err
    who = run("people", "remove", folder, "--name", "X", *STDIN, typed=lines(PASSPHRASE))
    assert who.code == 1 and "Mari Lloyd" in who.err
    own = run("people", "remove", folder, "--name", "Mari Lloyd", *STDIN, typed=lines(PASSPHRASE))
    assert own.code == 1 and "her own access" in own.err


def test_the_own_passphrase_is_changed(run: Shell, folder: Path) -> None:
    said = run("people", "passphrase", folder, *STDIN, "--new-passphrase-file", "-",
               typed=lines(PASSPHRASE, PASSPHRASE, OTHER))  # fmt: skip
    assert said.code == 0, said.err
    Vault.open(folder, OTHER).close()


def test_the_key_is_replaced_and_the_new_code_opens_it(run: Shell, folder: Path) -> None:
    let_in(run, folder)
    said = run("key", "replace", folder, *STDIN, "--also", "Nia Prys", "--also-file", "-",
               typed=lines(PASSPHRASE, PASSPHRASE, OTHER))  # fmt: skip
    assert said.code == 0, said.err
    code = said.out.splitlines()[1]
    Vault.open(folder, OTHER).close()
    Vault.open_with_recovery_code(
        folder, code, "Mari Lloyd", "tac_social_worker", PASSPHRASE, cost=KeyCost.for_tests()
    ).close()


def test_without_full_access_the_key_stays(run: Shell, folder: Path) -> None:
    let_in(run, folder)
    said = run("key", "replace", folder, *STDIN, typed=lines(OTHER, OTHER))
    assert said.code == 1 and "manage people and keys" in said.err


def test_the_journal_is_listed_and_saved(run: Shell, folder: Path, tmp_path: Path) -> None:
    let_in(run, folder, "auditor")
    said = run("journal", folder, "--by", "Mari Lloyd", *STDIN, typed=lines(PASSPHRASE))
    assert "Person added" in said.out and "Newest entry: J" in said.out
    none = run("journal", folder, "--until", "1 Jan 2020", *STDIN, typed=lines(PASSPHRASE))
    assert len(none.out.splitlines()) == 1
    path = tmp_path / "journal.csv"
    auditor = run("journal", folder, "--out", path, *STDIN, typed=lines(OTHER))
    assert auditor.code == 0, auditor.err
    assert "not encrypted" in auditor.err
    table = path.read_text(encoding="utf-8-sig")
    assert "Averley" not in table and "File " in table
