"""Vaults to try things on: real files, real encryption, a key derivation that costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.vault import Vault

NAME = "Ffion Example"
ROLE = "senior_social_worker"
PASSPHRASE = "orbit lantern pebble chutney"

MakeVault = Callable[..., Vault]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def make_vault(tmp_path: Path) -> Iterator[MakeVault]:
    """Makes vaults of any name and closes them at the end."""
    made: list[Vault] = []

    def make(name: str = "vault", person: str = NAME) -> Vault:
        vault, _code = Vault.create(
            tmp_path / name, person, ROLE, PASSPHRASE, cost=KeyCost.for_tests()
        )
        made.append(vault)
        return vault

    yield make
    for vault in made:
        vault.close()


@pytest.fixture
def vault(make_vault: MakeVault) -> Vault:
    return make_vault()
