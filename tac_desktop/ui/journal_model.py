"""The journal as a table: when, who, what, whose file, and what was noted about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tac_desktop.casework.dates import written_moment
from tac_desktop.casework.reasons import reason_in_words
from tac_desktop.casework.text import fold
from tac_desktop.storage.journal import AuditAction, EntryKind, JournalEntry
from tac_desktop.storage.projection import type_in_words
from tac_desktop.words import _

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_REFERENCE = re.compile(r"\s*J\s*(\d{1,12})\s*[-–]\s*([0-9a-f]{6})\s*", re.IGNORECASE)


class Column(IntEnum):
    """The columns in their order."""

    WHEN = 0
    WHO = 1
    WHAT = 2
    WHOSE = 3
    DETAIL = 4


class Group(StrEnum):
    """What is shown: everything, or one sort of entry."""

    ALL = "all"
    GIVEN_OUT = "given out"
    LOOKED_AT = "looked at"
    SAVED = "saved"
    BROUGHT_IN = "brought in"
    KEYS = "keys"
    REFUSED = "refused"

    @property
    def words(self) -> str:
        """The group as it is offered."""
        return {
            Group.ALL: _("Everything"),
            Group.GIVEN_OUT: _("Printed, saved or handed over"),
            Group.LOOKED_AT: _("Looked at, searched, copied"),
            Group.SAVED: _("Written into the file"),
            Group.BROUGHT_IN: _("Brought in from elsewhere"),
            Group.KEYS: _("Unlocking, people, checks"),
            Group.REFUSED: _("Refused or failed"),
        }[self]

    @property
    def sorts(self) -> tuple[frozenset[EntryKind], frozenset[AuditAction]]:
        """The kinds and actions that belong to it; neither where everything does."""
        kinds = {
            Group.SAVED: frozenset({EntryKind.REVISION}),
            Group.BROUGHT_IN: frozenset({EntryKind.MERGED_REVISION}),
        }
        return kinds.get(self, frozenset()), _ACTIONS.get(self, frozenset())

    def holds(self, entry: JournalEntry) -> bool:
        """Whether an entry belongs to it."""
        kinds, actions = self.sorts
        return self is Group.ALL or entry.kind in kinds or entry.action in actions


_ACTIONS: dict[Group, frozenset[AuditAction]] = {
    Group.GIVEN_OUT: frozenset(
        {
            AuditAction.PRINTED,
            AuditAction.KEPT_TO_PRINT,
            AuditAction.TAKEN_FROM_QUEUE,
            AuditAction.EXPORTED_PDF,
            AuditAction.EXPORTED_DOCUMENT,
            AuditAction.EXPORTED_TABLE,
            AuditAction.EXPORTED_CASE,
            AuditAction.HANDOVER_WRITTEN,
            AuditAction.RECEIPT_CAME_BACK,
            AuditAction.STICK_WIPED,
            AuditAction.JOURNAL_GIVEN,
            AuditAction.BACKED_UP,
        }
    ),
    Group.LOOKED_AT: frozenset(
        {
            AuditAction.LOOKED_AT,
            AuditAction.PREVIEWED,
            AuditAction.SEARCHED,
            AuditAction.COPIED_TEXT,
        }
    ),
    Group.BROUGHT_IN: frozenset(
        {
            AuditAction.HANDOVER_READ,
            AuditAction.RECEIPT_GIVEN,
            AuditAction.IMPORTED_CASE,
            AuditAction.MERGED,
            AuditAction.RESTORED,
            AuditAction.SALVAGED,
        }
    ),
    Group.KEYS: frozenset(
        {
            AuditAction.CREATED,
            AuditAction.UNLOCKED,
            AuditAction.LOCKED,
            AuditAction.REFUSED_UNLOCK,
            AuditAction.PASSPHRASE_CHANGED,
            AuditAction.PERSON_ADDED,
            AuditAction.PERSON_REMOVED,
            AuditAction.RECOVERY_CHECKED,
            AuditAction.RECOVERY_USED,
            AuditAction.ACCESS_CHANGED,
            AuditAction.SHEET_SHOWN,
            AuditAction.KEY_REPLACED,
            AuditAction.VERIFIED,
            AuditAction.UPGRADED,
            AuditAction.POLICY_CHANGED,
        }
    ),
    Group.REFUSED: frozenset({AuditAction.REFUSED, AuditAction.REFUSED_UNLOCK}),
}


@dataclass(frozen=True)
class Line:
    """An entry in words."""

    entry: JournalEntry
    cells: tuple[str, ...]

    @property
    def folded(self) -> str:
        """What the filter reads."""
        return fold(" ".join(self.cells))


def reference_typed(text: str) -> tuple[int, str] | None:
    """Number and beginning of the hash, where someone typed a reference off a print."""
    found = _REFERENCE.fullmatch(text)
    return (int(found[1]), found[2].lower()) if found else None


def in_words(entry: JournalEntry, names: Callable[[str], str]) -> Line:
    """An entry as a line of the table."""
    whose = names(entry.mother_id) if entry.mother_id else ""
    who = entry.by_name or _("removed")
    cells = (written_moment(entry.at), who, _what(entry), whose, _detail(entry))
    return Line(entry, cells)


def _what(entry: JournalEntry) -> str:
    if entry.removed:
        return _("Content removed at the end of its time, or lost with a damaged file")
    if entry.kind is EntryKind.DISPOSAL:
        return _("Content removed")
    if entry.action is not None:
        return entry.action.label
    kind = type_in_words(entry.record_type)
    words = _("Saved") if entry.kind is EntryKind.REVISION else _("Brought in")
    return _("{action}: {kind}").format(action=words, kind=kind)


def _detail(entry: JournalEntry) -> str:
    if entry.action is not None or not entry.detail:
        return entry.detail
    return reason_in_words(entry.detail)


class JournalModel(QAbstractTableModel):
    """Lines of the journal, filtered; newest first, as the vault gives them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Line] = []
        self._shown: list[Line] = []
        self._words = ""
        self._group = Group.ALL

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Take new lines, filtered as before."""
        self.beginResetModel()
        self._all = list(lines)
        self._arrange()
        self.endResetModel()

    def set_filter(self, words: str, group: Group) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._words, self._group = fold(words), group
        self._arrange()
        self.endResetModel()

    @property
    def counts(self) -> tuple[int, int]:
        """How many are shown, of how many that were read."""
        return len(self._shown), len(self._all)

    def line_at(self, row: int) -> Line:
        """A line as shown."""
        return self._shown[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Lines shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """When, who, what, whose, detail."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; the whole detail as a tip, because it may be long."""
        if not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        shown = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole
        if role in shown:
            return self._shown[index.row()].cells[index.column()]
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The headings."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = (_("When"), _("Who"), _("What"), _("Whose file"), _("Noted"))
        return heads[section] if 0 <= section < len(heads) else None

    def _arrange(self) -> None:
        parts = self._words.split()
        self._shown = [
            line
            for line in self._all
            if self._group.holds(line.entry) and all(part in line.folded for part in parts)
        ]
