"""What tests of the window share: who is at it, small cases, and looking for things on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.episode import Case
from tac_desktop.casework.people import Person
from tac_desktop.storage.vault import Vault

PASSPHRASE = "lantern orchard velvet cricket"
WORKER = "Mari Lloyd"

W = TypeVar("W", bound=QWidget)


def add_mother(
    vault: Vault,
    first_names: str,
    last_name: str,
    number: str = "",
    *,
    location: str = "",
    status: str = "open",
    acct: bool = False,
    seen: dt.date | None = None,
    said: str = "",
) -> str:
    """A mother with a case; returns her identifier."""
    mother = Person(kind="mother", first_names=first_names, last_name=last_name)
    mother = mother.changed(mother_id=mother.id)
    records = [
        mother,
        Custody(mother_id=mother.id, prison_number=number, current_location=location),
        Case(mother_id=mother.id, status=status),
    ]
    if acct:
        records.append(
            AcctEpisode(mother_id=mother.id, status="open", opened=dt.date(2026, 11, 12))
        )
    if seen or said:
        records.append(
            ContactLogEntry(
                mother_id=mother.id,
                date=seen or dt.date(2026, 11, 1),
                channel="face_to_face_wing",
                with_person_ids=[mother.id],
                text=said or "Seen on the wing.",
            )
        )
    vault.save_all(records)
    return mother.id


def type_text(text: str) -> None:
    """Type into whatever has the focus."""
    QTest.keyClicks(_focus(), text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(_focus(), key, modifier)


def button(parent: QWidget, words: str) -> QPushButton:
    """The visible button with these words."""
    found = [one for one in visible(parent, QPushButton) if one.text() == words]
    assert len(found) == 1, [one.text() for one in visible(parent, QPushButton)]
    return found[0]


def visible(parent: QWidget, kind: type[W]) -> Iterator[W]:
    """All widgets of a kind that can be seen."""
    return (one for one in parent.findChildren(kind) if one.isVisible())


def focus() -> QWidget | None:
    """What has the focus."""
    return QApplication.focusWidget()


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found
