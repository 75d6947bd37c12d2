"""One holder at a time: a second window, a second program, and a program that crashed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tac_desktop.storage.errors import VaultOpenElsewhere
from tac_desktop.storage.lock import HOLDER_FILE
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import NAME, PASSPHRASE, MakeVault
from tests.storage.people import a_mother

HOLD_IT = """
import sys, time
from pathlib import Path
from tac_desktop.storage.vault import Vault
vault = Vault.open(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
time.sleep(60)
"""


def hold_in_another_process(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD_IT, str(folder), PASSPHRASE],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_a_second_program_is_told_who_has_the_vault_and_a_crash_lets_it_go(
    make_vault: MakeVault,
) -> None:
    vault = make_vault()
    vault.close()
    process = hold_in_another_process(vault.folder)
    try:
        with pytest.raises(VaultOpenElsewhere) as refused:
            Vault.open(vault.folder, PASSPHRASE)
        assert NAME in refused.value.sentence
        assert os.uname().nodename in refused.value.sentence
        assert "Nothing was changed" in refused.value.sentence
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert (vault.folder / HOLDER_FILE).exists(), "the crash leaves its note behind"
    again = Vault.open(vault.folder, PASSPHRASE)
    again.close()
    assert not (vault.folder / HOLDER_FILE).exists()


def test_a_second_window_of_the_same_program_is_told_so(vault: Vault) -> None:
    with pytest.raises(VaultOpenElsewhere, match="This program has had it open since"):
        Vault.open(vault.folder, PASSPHRASE)
    vault.save(a_mother())


def test_a_failed_attempt_does_not_take_the_lock_from_its_holder_nor_keep_it(
    make_vault: MakeVault,
) -> None:
    vault = make_vault()
    for _time in range(2):
        with pytest.raises(VaultOpenElsewhere):
            Vault.open(vault.folder, "not the right passphrase")
    vault.close()
    with pytest.raises(Exception, match="does not open this vault"):
        Vault.open(vault.folder, "not the right passphrase")
    Vault.open(vault.folder, PASSPHRASE).close()


@pytest.mark.parametrize("note", [b"", b"{}", b"\xff", b'{"name": 1}'])
def test_an_unreadable_note_still_says_that_it_is_open(vault: Vault, note: bytes) -> None:
    (vault.folder / HOLDER_FILE).write_bytes(note)
    with pytest.raises(VaultOpenElsewhere, match="already open"):
        Vault.open(vault.folder, PASSPHRASE)
