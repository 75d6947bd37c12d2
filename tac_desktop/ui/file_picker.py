"""Picking files whose names may name people: the dialog leaves no list of them behind.

The system's own dialog keeps such lists where this program cannot clear them. Qt's writes the
folders that were looked at to its settings; they are removed again.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QSettings, QStandardPaths, QUrl
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.words import _

_LEFT_BEHIND = ("FileDialog/history", "FileDialog/lastVisited", "FileDialog/shortcuts")


def pick_folder(parent: QWidget | None, title: str, start: Path | None) -> Path | None:
    """A folder, or None."""
    return _kept(QFileDialog.getExistingDirectory(parent, title, str(start or "")))


def pick_file(parent: QWidget | None, title: str, kinds: str, start: Path | None) -> Path | None:
    """A file that exists, or None."""
    return _kept(QFileDialog.getOpenFileName(parent, title, str(start or ""), kinds)[0])


def pick_new_file(
    parent: QWidget | None, title: str, kinds: str, start: Path | None
) -> Path | None:
    """A file to be written, or None."""
    return _kept(QFileDialog.getSaveFileName(parent, title, str(start or ""), kinds)[0])


def pick_files(parent: QWidget | None, title: str, kinds: str) -> list[Path]:
    """Files that exist; none where she thought better of it. Begins in her home folder."""
    dialog = QFileDialog(parent, title, QDir.homePath(), kinds)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Add"))
    dialog.setSidebarUrls([QUrl.fromLocalFile(place) for place in _places()])
    dialog.setHistory([])
    fit_to_screen(dialog, 900, 600)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return []
        return [Path(name) for name in dialog.selectedFiles()]
    finally:
        dialog.setHistory([])
        dialog.deleteLater()
        dialog.destroyed.connect(forget_places)
        forget_places()


def forget_places() -> None:
    """Remove what Qt's file dialog has noted of where somebody looked."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    for name in _LEFT_BEHIND:
        settings.remove(name)
    settings.sync()


def _kept(chosen: str) -> Path | None:
    forget_places()
    return Path(chosen) if chosen else None


def _places() -> list[str]:
    """Where scans usually lie: home, pictures, documents, downloads, and every drive."""
    kinds = QStandardPaths.StandardLocation
    found = [QDir.homePath()]
    for kind in (kinds.PicturesLocation, kinds.DocumentsLocation, kinds.DownloadLocation):
        found += QStandardPaths.standardLocations(kind)[:1]
    found += [drive.absolutePath() for drive in QDir.drives()]
    return [place for place in dict.fromkeys(found) if QDir(place).exists()]
