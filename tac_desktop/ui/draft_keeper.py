"""Keeps what is being typed in the vault: two seconds after the first key at the latest.

A draft goes on through locking, closing, a crash and a power cut; only saving or discarding the
form ends it.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from tac_desktop.casework.contact_log import shortened
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.record import record_class
from tac_desktop.errors import NotUnderstood, TacError
from tac_desktop.storage.drafts import Draft
from tac_desktop.ui.session import Session
from tac_desktop.ui.stroke_titles import stroke_titles
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.storage.vault import Vault

KEPT_WITHIN_MS = 1500
"""The longest that a typed letter stays out of the vault; the promise is two seconds."""

_WATCHED_MS = 20

ANSWERS, FIELD, CURSOR, REASON, NOTE, START = (
    "answers",
    "field",
    "cursor",
    "reason",
    "note",
    "start",
)
"""What a draft's content holds, besides nothing at all when nothing was typed."""


class DraftKeeper(QObject):
    """Writes the state of one form whenever it was touched.

    `state` returns the draft as the form stands. `kept` tells when it was written; `failed` that
    it could not be, with the reason. While somebody types it is written in a thread, one write at
    a time, so that no key waits for a busy disk. Whatever ends a draft waits for that write first:
    none comes back after it was dropped.
    """

    kept = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, state: Callable[[], Draft], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._state = state
        self._touched = False
        self._ended = False
        self._writing: _Writing | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_WITHIN_MS)
        self._timer.timeout.connect(self._keep_meanwhile)
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCHED_MS)
        self._watch.timeout.connect(self._look)
        session.about_to_lock.connect(self.keep_now)

    def touch(self) -> None:
        """Something was typed. The clock runs from the first key, not from the last."""
        self._touched = True
        if not self._timer.isActive():
            self._timer.start()

    def keep_now(self) -> bool:
        """Write the draft if anything was typed since, and wait for it; False where that failed."""
        self._timer.stop()
        self.settle()
        if not self._touched or self._ended:
            return True
        try:
            self._session.vault.keep_draft(self._state())
        except TacError as error:
            self.failed.emit(error)
            return False
        self._touched = False
        self.kept.emit(dt.datetime.now())
        return True

    def settle(self) -> None:
        """Wait for a write that is under way: nothing is written until the window's next event."""
        self._watch.stop()
        writing, self._writing = self._writing, None
        if writing is None:
            return
        error = writing.ended_with()
        if error is None:
            if not self._touched and not self._ended:
                self.kept.emit(dt.datetime.now())
            return
        self._touched = True
        if not isinstance(error, TacError):
            raise error
        if not self._ended:
            self.failed.emit(error)

    def end(self, draft_id: str = "") -> None:
        """Keep nothing more; drop the draft where one is named."""
        self._ended = True
        self._timer.stop()
        self.settle()
        if draft_id:
            self._session.vault.discard_draft(draft_id)

    def _keep_meanwhile(self) -> None:
        if self._writing is not None or not self._touched or self._ended:
            return
        try:
            vault, draft = self._session.vault, self._state()
        except TacError as error:
            self.failed.emit(error)
            return
        self._touched = False
        self._writing = _Writing(vault, draft)
        self._watch.start()

    def _look(self) -> None:
        if self._writing is None or self._writing.is_under_way:
            return
        is_late = self._touched and not self._timer.isActive()
        self.settle()
        if is_late:
            self._keep_meanwhile()


class _Writing:
    """A draft on its way into the vault. No object of Qt's is touched by the thread."""

    def __init__(self, vault: Vault, draft: Draft) -> None:
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._write, args=(vault, draft), name="draft")
        self._thread.start()

    @property
    def is_under_way(self) -> bool:
        """Whether it is still being written."""
        return self._thread.is_alive()

    def ended_with(self) -> BaseException | None:
        """Wait for it; what kept it from being written, or None where it is in the vault."""
        self._thread.join()
        return self._error

    def _write(self, vault: Vault, draft: Draft) -> None:
        try:
            vault.keep_draft(draft)
        except BaseException as error:
            self._error = error


def draft_in_words(draft: Draft) -> str:
    """`Log entry, 16 Nov 2026 09:41: Rang Naomi about …`, for lists of unfinished work."""
    try:
        what = record_class(draft.record_type).type_title()
    except NotUnderstood:
        what = stroke_titles().get(draft.record_type, draft.record_type)
    moment = draft.saved_at.astimezone()
    words = _("{what}, {day} {time}").format(
        what=what, day=written(moment.date()), time=written_time(moment.time())
    )
    begin = _longest_text(draft.content.get(ANSWERS, {}))
    return f"{words}: {shortened(begin, 60)}" if begin else words


def _longest_text(answers: Any) -> str:
    if not isinstance(answers, Mapping):
        return ""
    texts = [one for one in answers.values() if isinstance(one, str)]
    longest = max(texts, key=len, default="")
    return longest if len(longest) > 8 else ""
