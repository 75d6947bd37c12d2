"""For whom a handover is: a colleague who takes the work on, or a reader who may have a part.

For a reader the window shows what stands against it, what is left out, and asks of each scan
whether it goes along: the program cannot read what is on a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from tac_desktop.casework.audience import Audience, audiences_for
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.errors import TacError
from tac_desktop.handover.for_reader import FileOffered, Part, part_for
from tac_desktop.packs.giving import may_go_on
from tac_desktop.ui import theme, work
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.handover_consent import HandoverConsent
from tac_desktop.ui.left_out_list import LeftOutList
from tac_desktop.ui.pdf_file import size_in_words
from tac_desktop.ui.widgets import Notice, form_row, hint, section
from tac_desktop.words import _

_WHOLE = "whole"


@dataclass(frozen=True)
class PartWanted:
    """What was chosen for a reader. `stops` are those that stood on the screen."""

    audience: Audience
    with_files_of: tuple[str, ...]
    stops: tuple[str, ...]
    reason: str


class HandoverForWhom(QWidget):
    """`part_shown` comes once it is worked out what a reader gets; `whole_wanted` at once."""

    whole_wanted = Signal()
    part_shown = Signal()

    def __init__(self, case_file: CaseFile, parent: QWidget) -> None:
        super().__init__(parent)
        self._file = case_file
        self._readers = [
            one for one in audiences_for(case_file) if one.kind is not AudienceKind.TAC
        ]
        self.part: Part | None = None
        self._files: dict[str, QCheckBox] = {}
        self.reader = ChoiceBox(self)
        self.reader.add(_("Another social worker who takes the work on: the whole file"), _WHOLE)
        for place, one in enumerate(self._readers):
            words = _("A part for: {reader}").format(reader=one.words(case_file))
            self.reader.add(words, str(place))
        self.reader.setMaximumWidth(theme.scaled(560))
        self.reader.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.consent = HandoverConsent(case_file, self)
        self._part = QWidget(self)
        self._make_part()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(4))
        layout.addWidget(form_row(_("For whom it is"), self.reader, parent=self))
        layout.addWidget(self.consent)
        layout.addWidget(self._part)
        self._part.hide()
        self.reader.currentIndexChanged.connect(self._chosen)

    @property
    def audience(self) -> Audience | None:
        """The reader of a part; None for the whole file."""
        code = self.reader.code
        return None if code == _WHOLE else self._readers[int(code)]

    def choose(self, kind: AudienceKind) -> None:
        """Choose the first reader of this kind."""
        place = next(n for n, one in enumerate(self._readers) if one.kind is kind)
        self.reader.choose(str(place))

    def is_answered(self) -> bool:
        """Whether it may go on; says what is missing."""
        if self.audience is None:
            return self.consent.is_answered()
        if self.part is None:
            return False
        missing = bool(self.part.stops) and not may_go_on(self.reason.text())
        self._reason_row.show_error(
            _("Please write in a few words why it goes nevertheless.") if missing else ""
        )
        return not missing

    def take_focus(self) -> None:
        """Where something is missing."""
        if self.audience is None:
            self.consent.take_focus()
        else:
            self.reason.setFocus()

    def wanted(self) -> PartWanted | None:
        """What was chosen for a reader; None for the whole file, and until it is worked out."""
        if self.audience is None or self.part is None:
            return None
        files = tuple(one for one, box in self._files.items() if box.isChecked())
        reason = self.reason.text().strip() if self.part.stops else ""
        return PartWanted(self.audience, files, self.part.stops, reason)

    def _make_part(self) -> None:
        self.what = Notice("info", "", self._part)
        self.stops = Notice("danger", "", self._part)
        self.reason = QLineEdit(self._part)
        self.reason.setMaxLength(300)
        self._reason_row = form_row(
            _("Why it goes nevertheless"),
            self.reason,
            _("Safety, an order of a court, or that she was told and why. It stays here."),
            parent=self._part,
        )
        self.notices = Notice("warning", "", self._part)
        self.left_out = LeftOutList(self._part)
        self._files_box = QWidget(self._part)
        self._files_column = QVBoxLayout(self._files_box)
        self._files_column.setContentsMargins(0, 0, 0, 0)
        self._files_column.setSpacing(theme.space(2))
        layout = QVBoxLayout(self._part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        for widget in (
            self.what,
            self.stops,
            self._reason_row,
            self.notices,
            self.left_out,
            self._files_box,
        ):
            layout.addWidget(widget)

    def _chosen(self, *what: object) -> None:
        audience, self.part = self.audience, None
        self.consent.setVisible(audience is None)
        self._part.setVisible(audience is not None)
        if audience is None:
            self.whole_wanted.emit()
            return
        self.reason.clear()
        self._show_stops((), ())
        self._offer_files(())
        self.left_out.show_waiting()
        self.what.show_words("info", "")
        work.run_in_background(
            self,
            _("Working out what this reader gets"),
            partial(_worked_out, self._file, audience),
            partial(self._show, audience),
            partial(self._say, audience),
            with_dialog=False,
        )

    def _show(self, audience: Audience, part: Part) -> None:
        if audience != self.audience:
            return
        self.part = part
        words = _(
            "Only what {reader} may have goes into the file, as on paper: no earlier versions and "
            "nothing that is left out below. With this program it can be looked at and searched "
            "without a vault; no vault takes it in as her file."
        )
        self.what.show_words("info", words.format(reader=part.reader.name))
        self._show_stops(part.stops, part.notices)
        self.left_out.show_left_out(
            part.left_out,
            part.reader.name,
            _("Not in the file, and not mentioned in it. Read this list before you write it."),
        )
        self._offer_files(part.offered)
        self.part_shown.emit()

    def _say(self, audience: Audience, error: TacError) -> None:
        if audience == self.audience:
            self.what.show_words("danger", error.sentence)

    def _show_stops(self, stops: Sequence[str], notices: Sequence[str]) -> None:
        self.stops.show_words("danger", _listed(stops))
        self._reason_row.setVisible(bool(stops))
        self._reason_row.show_error("")
        self.notices.show_words("warning", _listed(notices))

    def _offer_files(self, offered: Sequence[FileOffered]) -> None:
        while (item := self._files_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._files = {}
        self._files_box.setVisible(bool(offered))
        if not offered:
            return
        box = self._files_box
        self._files_column.addWidget(section(_("Scans that go along"), box))
        self._files_column.addWidget(
            hint(
                _(
                    "The program cannot read a picture. Open each document on the Papers page and "
                    "look at every page before you tick it; nothing is ticked for you."
                ),
                box,
            )
        )
        for one in offered:
            words = _("{title} ({size})").format(title=one.title, size=size_in_words(one.bytes))
            self._files[one.record_id] = QCheckBox(words, box)
            self._files_column.addWidget(self._files[one.record_id])


def _worked_out(case_file: CaseFile, audience: Audience, progress: work.Progress) -> Part:
    return part_for(case_file, audience)


def _listed(sentences: Sequence[str]) -> str:
    return "\n".join(sentences if len(sentences) < 2 else [f"•  {one}" for one in sentences])
