"""The one way in which the program tells something or asks before it acts.

Tests answer in advance: they put an `Answerer` of their own in place with `use_answerer`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tac_desktop.errors import TacError
from tac_desktop.ui import theme
from tac_desktop.ui.widgets import danger_button, primary_button, secondary_button, wrapped
from tac_desktop.words import _

Said = TacError | str
"""An error, or words of which the first line is what happened."""


class Answerer(Protocol):
    """Who answers: a person at the screen, or a test."""

    def tell(self, parent: QWidget | None, said: Said, title: str) -> None:
        """Take note of a message."""

    def choose(
        self,
        parent: QWidget | None,
        said: Said,
        buttons: Sequence[str],
        *,
        danger: bool,
        title: str,
    ) -> int:
        """The place of the button chosen, or -1 for none of them."""

    def reason(
        self, parent: QWidget | None, heading: str, sentences: Sequence[str], button_words: str
    ) -> str:
        """Why she goes on although the sentences speak against it; empty where she does not."""

    def folder(self, parent: QWidget | None, title: str, start: Path | None) -> Path | None:
        """A folder, or None."""

    def file_to_open(
        self, parent: QWidget | None, title: str, kinds: str, start: Path | None
    ) -> Path | None:
        """A file that exists, or None."""

    def files_to_open(self, parent: QWidget | None, title: str, kinds: str) -> list[Path]:
        """Files that exist; none where she thought better of it."""

    def file_to_save(
        self, parent: QWidget | None, title: str, kinds: str, start: Path | None
    ) -> Path | None:
        """A file to be written, or None."""


def tell(parent: QWidget | None, said: Said, title: str = "") -> None:
    """Say what happened, what is safe and what to do; returns when it has been read.

    Where something can be done about this kind of error, its button is offered (`offer`).
    """
    for kind, (words, do) in _offers.items():
        if isinstance(said, kind):
            if choose(parent, said, [words], title=title) == 0:
                do()
            return
    _answerers[-1].tell(parent, said, title)


def offer(kind: type[TacError], words: str, do: Callable[[], None]) -> None:
    """Put a button under every message that tells this kind of error, wherever it came up."""
    _offers[kind] = (words, do)


def offer_nothing(kind: type[TacError]) -> None:
    """No button any more."""
    _offers.pop(kind, None)


def confirm(
    parent: QWidget | None,
    what_will_happen: str,
    button_words: str,
    *,
    danger: bool = False,
    title: str = "",
) -> bool:
    """Whether she wants it: the button says what will happen ("Discard the draft"), never OK."""
    chosen = _answerers[-1].choose(
        parent, what_will_happen, [button_words], danger=danger, title=title
    )
    return chosen == 0


def choose(parent: QWidget | None, said: Said, buttons: Sequence[str], *, title: str = "") -> int:
    """Which of several buttons she took, counted from 0; -1 for none."""
    return _answerers[-1].choose(parent, said, buttons, danger=False, title=title)


def ask_reason(
    parent: QWidget | None, heading: str, sentences: Sequence[str], button_words: str
) -> str:
    """Stop and say what speaks against it; her reason to go on, or nothing where she goes back."""
    return _answerers[-1].reason(parent, heading, sentences, button_words)


def choose_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """A folder that she picks, or None."""
    return _answerers[-1].folder(parent, title, start)


def choose_file(
    parent: QWidget | None, title: str, kinds: str, start: Path | None = None
) -> Path | None:
    """A file that she picks to be read, or None. `kinds` as in `_("Handovers (*.tachandover)")`."""
    return _answerers[-1].file_to_open(parent, title, kinds, start)


def choose_files(parent: QWidget | None, title: str, kinds: str) -> list[Path]:
    """Files that she picks to be read; the system keeps no list of them."""
    return _answerers[-1].files_to_open(parent, title, kinds)


def choose_new_file(
    parent: QWidget | None, title: str, kinds: str, start: Path | None = None
) -> Path | None:
    """Where she wants a file written, or None; asks before an existing one is replaced."""
    return _answerers[-1].file_to_save(parent, title, kinds, start)


def use_answerer(answerer: Answerer | None) -> None:
    """Let `answerer` answer from now on; None brings back the person at the screen."""
    del _answerers[1:]
    if answerer is not None:
        _answerers.append(answerer)


def close_all() -> None:
    """Take every message off the screen as unanswered, as when the vault is locked."""
    for dialog in list(_open):
        dialog.reject()


class MessageDialog(QDialog):
    """What happened in bold, what is safe and what to do below it, buttons that say what they do.

    The button that changes nothing has the focus when the other one would destroy something.
    """

    def __init__(
        self,
        parent: QWidget | None,
        said: Said,
        buttons: Sequence[str],
        *,
        refuse_words: str,
        danger: bool = False,
        title: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title or _("TAC Desktop"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.chosen = -1
        what_happened, *rest = _parts(said)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(6)] * 4)
        layout.setSpacing(theme.space(3))
        heading = wrapped(what_happened, self)
        theme.mark(heading, "label")
        layout.addWidget(heading)
        for words in rest:
            layout.addWidget(wrapped(words, self))
        layout.addWidget(self._button_row(buttons, refuse_words, danger))
        self.setMinimumWidth(theme.scaled(440))
        self.setMaximumWidth(theme.scaled(640))
        self.setAccessibleName(what_happened)
        self.setAccessibleDescription(" ".join(rest))

    def _button_row(self, buttons: Sequence[str], refuse_words: str, danger: bool) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, theme.space(2), 0, 0)
        layout.setSpacing(theme.space(2))
        layout.addStretch(1)
        self._chooses: dict[object, int] = {}
        made = []
        for place, words in enumerate(buttons):
            first = primary_button if place == 0 else secondary_button
            button = danger_button(words, row) if danger else first(words, row)
            button.clicked.connect(self._take)
            self._chooses[button] = place
            made.append(button)
        refuse = (secondary_button if buttons else primary_button)(refuse_words, row)
        refuse.clicked.connect(self.reject)
        for button in [*reversed(made), refuse]:
            button.setAutoDefault(True)
        layout.addWidget(refuse)
        for button in reversed(made):
            layout.addWidget(button)
        (refuse if danger or not made else made[0]).setDefault(True)
        (refuse if danger or not made else made[0]).setFocus()
        return row

    def _take(self) -> None:
        self.chosen = self._chooses[self.sender()]
        self.accept()


class _Person:
    """Asks the person at the screen."""

    def tell(self, parent: QWidget | None, said: Said, title: str) -> None:
        _shown(MessageDialog(_window(parent), said, [], refuse_words=_("Close"), title=title))

    def choose(
        self,
        parent: QWidget | None,
        said: Said,
        buttons: Sequence[str],
        *,
        danger: bool,
        title: str,
    ) -> int:
        dialog = MessageDialog(
            _window(parent),
            said,
            buttons,
            refuse_words=_("Go back"),
            danger=danger,
            title=title,
        )
        return _shown(dialog)

    def reason(
        self, parent: QWidget | None, heading: str, sentences: Sequence[str], button_words: str
    ) -> str:
        from tac_desktop.ui.reason_dialog import ReasonDialog

        dialog = ReasonDialog(_window(parent), heading, sentences, button_words)
        _shown(dialog)
        return dialog.reason

    def folder(self, parent: QWidget | None, title: str, start: Path | None) -> Path | None:
        from tac_desktop.ui.file_picker import pick_folder

        return pick_folder(_window(parent), title, start)

    def file_to_open(
        self, parent: QWidget | None, title: str, kinds: str, start: Path | None
    ) -> Path | None:
        from tac_desktop.ui.file_picker import pick_file

        return pick_file(_window(parent), title, kinds, start)

    def files_to_open(self, parent: QWidget | None, title: str, kinds: str) -> list[Path]:
        from tac_desktop.ui.file_picker import pick_files

        return pick_files(_window(parent), title, kinds)

    def file_to_save(
        self, parent: QWidget | None, title: str, kinds: str, start: Path | None
    ) -> Path | None:
        from tac_desktop.ui.file_picker import pick_new_file

        return pick_new_file(_window(parent), title, kinds, start)


_answerers: list[Answerer] = [_Person()]
_offers: dict[type[TacError], tuple[str, Callable[[], None]]] = {}
_open: list[QDialog] = []


def _shown(dialog: QDialog) -> int:
    _open.append(dialog)
    try:
        dialog.exec()
        return dialog.chosen if isinstance(dialog, MessageDialog) else -1
    finally:
        _open.remove(dialog)
        dialog.deleteLater()


def _parts(said: Said) -> list[str]:
    if isinstance(said, TacError):
        parts = [said.what_happened, said.what_is_safe, said.what_to_do]
    else:
        parts = said.split("\n")
    return [part for part in parts if part.strip()] or [""]


def _window(parent: QWidget | None) -> QWidget | None:
    return parent.window() if parent is not None else None
