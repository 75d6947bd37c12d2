"""`protection` at the command line: looking, disposing, the register."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tac_desktop import cli
from tac_desktop.casework.people import Person
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.screens_data_protection import DUE, fill
from tests.packs.reading import Paper

PASSPHRASE = "orbit lantern pebble chutney"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    made, _code = Vault.create(
        tmp_path / "vault", "Ffion Example", "tac_social_worker", PASSPHRASE,
        cost=KeyCost.for_tests(),
    )  # fmt: skip
    fill(made, dt.date.today())
    made.backups.make(tmp_path / "backups")
    made.close()
    (tmp_path / "key").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return tmp_path / "vault"


def run(vault: Path, *words: str) -> int:
    group, name, *rest = words
    key = vault.parent / "key"
    return cli.main([group, name, str(vault), *rest, "--passphrase-file", str(key)])


def test_what_is_held_about_somebody_is_listed(vault: Path, capsys: pytest.CaptureFixture[str]):
    assert run(vault, "protection", "held", "--person", "Sheila Roe") == 0
    said = capsys.readouterr().out
    assert "Log entry" in said
    assert "The person’s own entry" in said


def test_what_is_due_and_what_is_held_is_listed(vault: Path, capsys: pytest.CaptureFixture[str]):
    assert run(vault, "protection", "keeping") == 0
    every = capsys.readouterr().out
    assert "Inquiry into mother and baby units" in every
    assert run(vault, "protection", "keeping", "--due") == 0
    due = capsys.readouterr().out
    assert "Gwen Ashe" in due
    assert "Tamsin" not in due


def test_a_file_is_erased_only_with_its_reference(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    words = ["--mother", "Gwen Ashe", "--why", "Its time is over", "--authority", "Schedule"]
    assert run(vault, "protection", "dispose", *words) == 1
    said = capsys.readouterr()
    assert "Somebody else" in said.err
    reference = said.out.split()[1].rstrip(":")
    words += ["--confirm", reference, "--backups", str(tmp_path / "backups")]
    assert run(vault, "protection", "dispose", *words) == 1
    words += ["--approved-by", "Ann Example", "--out", str(tmp_path / "certificate.pdf")]
    assert run(vault, "protection", "dispose", *words) == 0
    said = capsys.readouterr()
    assert "removed" in said.out
    paper = Paper((tmp_path / "certificate.pdf").read_bytes())
    assert reference in paper.text
    opened = Vault.open(vault, PASSPHRASE)
    assert opened.entry(DUE) is None
    assert opened.verify().ok
    opened.close()
    assert run(vault, "protection", "keeping") == 0
    assert "Gwen" not in capsys.readouterr().out


def test_a_held_file_is_not_erased(vault: Path, capsys: pytest.CaptureFixture[str]):
    words = ["--mother", "Tamsin Roe", "--why", "x", "--authority", "y", "--approved-by", "z"]
    assert run(vault, "protection", "dispose", *words) == 1
    assert "legal hold" in capsys.readouterr().err


def test_the_register_says_when_it_is_empty(vault: Path, capsys: pytest.CaptureFixture[str]):
    assert run(vault, "protection", "given-out", "--still-out") == 0
    assert "Nothing was given out" in capsys.readouterr().out


def test_a_family_name_alone_is_nobodys(vault: Path):
    opened = Vault.open(vault, PASSPHRASE)
    held = opened.held.everything("sheila")
    assert held is not None
    named = {one.record_id for one in held.found}
    assert named == {"sheila", "note"}
    assert isinstance(held.subject, Person)
    opened.close()
