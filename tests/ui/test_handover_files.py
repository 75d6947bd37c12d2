"""The files of documents that come with a handover are tried before anybody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.handover.manifest import HandoverDetails
from tac_desktop.handover.read import open_handover
from tac_desktop.handover.write import Written, write_handover
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.handover_read import HandoverReadDialog
from tac_desktop.ui.handover_view import HandoverViewDialog
from tac_desktop.ui.session import Session
from tests.ui.example import MOTHER, open_example

WORDS = "copper walnut drizzle saddle umbrella fifteen"
PASSPHRASE = "orbit lantern pebble chutney"
BROKEN = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 9 0 R >> endobj\n%%EOF"


@pytest.fixture
def session(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Session]:
    for session in open_example(tmp_path_factory, tmp_path):
        for title, content in (("Good scan", paper_pdf("Order", ["Page"])), ("Bad scan", BROKEN)):
            document = Document(mother_id=MOTHER, title=title)
            session.vault.attachments.attach(document, content)
        yield session


@pytest.fixture
def written(session: Session, stick: Path) -> Written:
    details = HandoverDetails("Bethan Rees", "Moved to another prison", "DMF 2026/118")
    return write_handover(session.vault, MOTHER, stick, details, WORDS, cost=KeyCost.for_tests())


def test_one_that_does_not_stand_the_trial_is_not_shown_and_a_good_one_is(
    session: Session, written: Written, shown: Callable[..., HandoverViewDialog], qtbot: QtBot
) -> None:
    viewer = shown(HandoverViewDialog(session, None))
    viewer.show_opened(open_handover(written.path, WORDS))
    viewer.words.setText("Bad scan")
    viewer.file_button.click()
    qtbot.waitUntil(lambda: bool(viewer.problem.label.text()), timeout=30_000)
    assert viewer.document is None
    viewer.words.setText("Good scan")
    viewer.file_button.click()
    qtbot.waitUntil(lambda: viewer.document is not None, timeout=30_000)
    assert viewer.problem.label.text() == ""


def test_before_it_is_added_the_plan_names_the_documents_not_to_open(
    session: Session,
    written: Written,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    shown: Callable[..., HandoverReadDialog],
    qtbot: QtBot,
) -> None:
    other, _code = Vault.create(
        tmp_path / "other", "Olu", "tac_social_worker", PASSPHRASE, cost=KeyCost.for_tests(),
        training=True,
    )  # fmt: skip
    monkeypatch.setattr(session, "_vault", other)
    try:
        reader = shown(HandoverReadDialog(session, None))
        reader.path.setText(str(written.path))
        reader.passphrase.edit.setText(WORDS)
        reader.open_button.click()
        qtbot.waitUntil(lambda: reader.plan is not None, timeout=30_000)
        said = reader.forks.label.text()
        assert "did not stand the trial" in said
        assert "Bad scan" in said
        assert "Good scan" not in said
        reader.add_button.click()
        qtbot.waitUntil(lambda: reader.taken is not None, timeout=30_000)
        assert "Bad scan" in reader.forks_now.label.text()
    finally:
        other.close()
