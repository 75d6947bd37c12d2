"""One click can be taken back, but never over what somebody did since."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget

from tac_desktop.casework.work import Task
from tac_desktop.ui.one_click import OneClick
from tac_desktop.ui.session import Session
from tests.ui.conftest import Answers
from tests.ui.example import MOTHER, open_example


@pytest.fixture
def example(tmp_path_factory: pytest.TempPathFactory, tmp_path) -> Iterator[Session]:
    yield from open_example(tmp_path_factory, tmp_path)


def test_undoing_stops_where_the_record_was_changed_since(
    example: Session, qtbot, answers: Answers
):
    parent = QWidget()
    qtbot.addWidget(parent)
    click = OneClick(example, parent)
    task = next(one for one in example.vault.case_file(MOTHER).of(Task) if one.is_open())
    assert click.save(task.changed(status="done"), "Done")
    later = task.changed(status="done", note="They rang after all")
    example.vault.save(later)
    click.undo()
    assert "This was changed since" in answers.said[-1]
    entry = example.vault.entry(task.id)
    assert entry is not None and entry.record == later


def test_undoing_at_once_brings_back_what_was_there(example: Session, qtbot, answers: Answers):
    parent = QWidget()
    qtbot.addWidget(parent)
    click = OneClick(example, parent)
    task = next(one for one in example.vault.case_file(MOTHER).of(Task) if one.is_open())
    assert click.save(task.changed(status="done"), "Done")
    click.undo()
    entry = example.vault.entry(task.id)
    assert entry is not None and entry.record == task
    assert answers.said == []
