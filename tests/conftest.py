"""What holds for every test: no window on a real screen, no network, nobody's real folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_FOLDER_VARIABLES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA")
_NETWORK_EVENTS = frozenset({"socket.connect", "socket.getaddrinfo", "socket.bind"})


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NETWORK_EVENTS:
        raise AssertionError(f"The program never uses a network: {event} {arguments!r}")


# Held for the whole run: an audit hook cannot be taken away, nor caught by a stray monkeypatch.
sys.addaudithook(_refuse_network)


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The user's data and settings folders, away from those of whoever runs the tests."""
    folder = tmp_path_factory.mktemp("user")
    with pytest.MonkeyPatch.context() as patch:
        for variable in _FOLDER_VARIABLES:
            patch.setenv(variable, str(folder))
        yield folder
