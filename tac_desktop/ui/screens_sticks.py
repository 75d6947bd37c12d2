"""Choosing between two sticks, being told of a bad place, and ejecting; no stick is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest import mock

from tac_desktop.ui.screens_stage import CHEAP, Stage

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tac_desktop.storage.stick import Drive


def take_sticks(stage: Stage) -> None:
    """Two sticks to choose from, a folder that is not there, and the button that lets one go."""
    from PySide6.QtWidgets import QDialog, QVBoxLayout

    from tac_desktop.storage import preflight, stick
    from tac_desktop.ui import eject_row, stick_choice
    from tac_desktop.ui.handover_write import HandoverWriteDialog

    blue, red = (_a_stick(stage.folder / f"{name} {stage.look}", name) for name in ("BLUE", "RED"))
    with (
        mock.patch.object(stick_choice, "sticks", lambda: [blue, red]),
        mock.patch.object(preflight, "drive_of", lambda _folder: blue),
        mock.patch.object(eject_row, "drive_of", lambda _folder: blue),
        mock.patch.object(eject_row, "eject", lambda _drive: stick.Ejected.DONE),
    ):
        writer = HandoverWriteDialog(stage.session(), stage.mother_id, None, cost=CHEAP)
        stage.keep(writer)
        writer.show()
        stage.settle(writer.counts.rowCount)
        writer.place.buttons[0].click()
        _scroll_to(writer.place.state)
        stage.take(writer, "10-handover-12-two-sticks")
        writer.folder.setText(str(red.root / "not there"))
        writer.place.judge()
        _scroll_to(writer.place.state)
        stage.take(writer, "10-handover-13-no-such-folder")
        dialog = QDialog()
        stage.keep(dialog)
        row = eject_row.EjectRow(dialog)
        QVBoxLayout(dialog).addWidget(row)
        dialog.show()
        row.offer(blue.root / "print.pdf")
        row.eject_now()
        stage.settle(row.state.isVisible)
        stage.take(dialog, "10-handover-14-ejected")


def _scroll_to(widget: QWidget) -> None:
    from PySide6.QtWidgets import QApplication, QScrollArea

    QApplication.processEvents()
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def _a_stick(folder: Path, name: str) -> Drive:
    from tac_desktop.storage.stick import Drive, DriveKind

    folder.mkdir()
    return Drive(folder, DriveKind.STICK, name)
