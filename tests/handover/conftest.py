"""Two vaults to hand over between: real files, real encryption, a key derivation that is free."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.vault import Vault
from tests.handover.cases import MOTHER_ID, save_mothers_file

MakeVault = Callable[[str, str], Vault]


@pytest.fixture
def make_vault(tmp_path: Path) -> Iterator[MakeVault]:
    made: list[Vault] = []

    def make(folder: str, person: str) -> Vault:
        vault, _code = Vault.create(
            tmp_path / folder,
            person,
            "social_worker",
            "orbit lantern pebble chutney",
            cost=KeyCost.for_tests(),
        )
        made.append(vault)
        return vault

    yield make
    for vault in made:
        vault.close()


@pytest.fixture
def sender(make_vault: MakeVault) -> Vault:
    """A vault with one mother's file, amendments included, and something of another mother."""
    vault = make_vault("sender", "Ffion Example")
    save_mothers_file(vault)
    return vault


@pytest.fixture
def receiver(make_vault: MakeVault) -> Vault:
    return make_vault("receiver", "Gwen Sample")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def mother_id() -> str:
    return MOTHER_ID
