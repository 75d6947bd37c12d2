"""Working through a request: the list of what was found, and one item after the other."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.record import record_class
from tac_desktop.casework.redaction import with_span, without_span
from tac_desktop.casework.subject_access import (
    ADDED,
    GIVE,
    REDACT,
    WITHHOLD,
    DisclosureItem,
    Span,
    due_in_words,
)
from tac_desktop.errors import TacError
from tac_desktop.packs.answering import (
    AccessWork,
    ItemState,
    NotReady,
    about_all_of,
    begin,
    decide,
    without_open_names,
)
from tac_desktop.storage.held_about import Found
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages, theme, work
from tac_desktop.ui.access_names import AccessNames
from tac_desktop.ui.access_text import AccessText
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    Table,
    column,
    flowing,
    hint,
    name_for_accessibility,
    plain,
    primary_button,
    scrolled,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.words import _


class AccessDesk(QWidget):
    """`left` asks to go back to the list of requests."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.work: AccessWork | None = None
        self._pages_dialog: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        back = secondary_button(_("Back to the requests"), self)
        back.clicked.connect(self.left)
        self.answer_button = primary_button(_("Make the answer ..."), self)
        self.answer_button.clicked.connect(self.make_answer)
        self.plain_button = secondary_button(_("Give all without open names"), self)
        self.plain_button.clicked.connect(self.give_plain)
        self.heading = section("", self)
        self.facts = hint("", self)
        layout.addWidget(self.heading)
        layout.addWidget(self.facts)
        layout.addWidget(flowing(self, back, self.plain_button, self.answer_button))
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        # As high as there is room for: only with large type does the page scroll.
        self.splitter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.splitter.addWidget(self._make_list())
        self.splitter.addWidget(self._make_item())
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        layout.addWidget(self.splitter, 1)
        self._fit()
        theme.signals().changed.connect(self._fit)
        for keys, do in (("Ctrl+Down", self.next_open), ("Ctrl+D", self.take_out_selected)):
            QShortcut(QKeySequence(keys), self, do, context=_WITHIN)
        session.locked.connect(self._forget)

    def open_request(self, request_id: str) -> None:
        """Look for everything in the background, then show it."""
        self._forget()
        function = partial(_begun, self._session.vault, request_id)
        words = _("Looking through the whole vault")
        work.run_in_background(self, words, function, self._begun)

    @property
    def found(self) -> Found | None:
        """The item that is shown."""
        if self.work is None:
            return None
        return self.work.found(self.model.record_id(self.table.currentIndex().row()))

    @property
    def item(self) -> DisclosureItem | None:
        """What is decided about it."""
        found = self.found
        return self.work.item(found) if self.work is not None and found is not None else None

    # What is decided

    def give(self) -> None:
        """All of it is given as it stands."""
        if self.item is not None:
            self._save(self.item.changed(decision=GIVE, reason=""))
            self._go_on()

    def give_redacted(self) -> None:
        """It is given without what is taken out."""
        if self.item is not None:
            self._save(self.item.changed(decision=REDACT, reason=""))
            self._go_on()

    def withhold(self) -> None:
        """It is held back as a whole, for the reason that is chosen."""
        if self.item is None:
            return
        if not self.reason.code:
            messages.tell(self, _("Choose the reason first, then hold it back."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._save(self.item.changed(decision=WITHHOLD, reason=self.reason.code))
        self._go_on()

    def undo(self) -> None:
        """The item is undecided again; names that were decided stay decided."""
        if self.item is not None:
            self._save(self.item.changed(decision="", reason="", file_decision=""))

    def give_plain(self) -> None:
        """Everything in which no name is left to decide, that needs no caution and has no file."""
        if self.work is None:
            return
        items = without_open_names(self.work)
        words = _(
            "In {count} items that are not decided no name of others is left to decide. They carry "
            "no caution and have no file. They would be given, without what you took out. You can "
            "change each of them afterwards."
        ).format(count=len(items))
        if items and messages.confirm(self, words, _("Give these")):
            self._save(*items)
        elif not items:
            said = _("In every undecided item a name is open, or it needs caution, or has a file.")
            more = _("Shift+A or Shift+R decides about a name in all items at once.")
            messages.tell(self, f"{said}\n{more}")

    def take_out_selected(self) -> None:
        """Take out what is selected in the text."""
        selected = self.text.selected()
        if self.item is None or selected is None:
            messages.tell(
                self, _("Select the words in the text first (Shift with the arrow keys).")
            )
            return
        part, start, end = selected
        self._decided(Span(part=part, start=start, end=end, verdict=ADDED))

    def next_open(self) -> None:
        """The next item that needs a decision."""
        if self.work is None:
            return
        open_ids = {one.record_id for one in self.work.open_items()}
        here = self.table.currentIndex().row()
        rows = [*range(here + 1, self.model.rowCount()), *range(here)]
        for row in rows:
            if self.model.record_id(row) in open_ids:
                self.table.selectRow(row)
                return

    # Its file

    def give_file(self) -> None:
        """The document's file goes along as it stands."""
        if self.item is not None:
            self._save(self.item.changed(file_decision=GIVE, decision=self.item.decision or REDACT))

    def withhold_file(self) -> None:
        """The document's file is held back, what is recorded of it is given."""
        if self.item is None:
            return
        if not self.reason.code:
            messages.tell(self, _("Choose the reason first, then hold it back."))
            return
        self._save(
            self.item.changed(
                file_decision=WITHHOLD,
                reason=self.reason.code,
                decision=self.item.decision or REDACT,
                boxes=[],
            )
        )

    def black_out(self) -> None:
        """Look at the pages of the file, and put black boxes on them."""
        from tac_desktop.ui.access_pages import AccessPagesDialog

        found, item = self.found, self.item
        if found is None or item is None:
            return
        try:
            content = self._session.vault.attachments.content(found.file)
            dialog = AccessPagesDialog(content, item.boxes, self)
        except TacError as error:
            messages.tell(self, error)
            return
        self._session.locked.connect(dialog.close_as_locked)
        dialog.boxes_given.connect(self._boxes_given)
        self._pages_dialog = dialog
        dialog.open()

    def _boxes_given(self, boxes: object) -> None:
        if self.item is not None:
            self._save(
                self.item.changed(
                    boxes=boxes, file_decision=GIVE, decision=self.item.decision or REDACT
                )
            )

    # The answer

    def make_answer(self) -> None:
        """The whole answer as it would be given; while anything is open it says so."""
        from tac_desktop.ui.access_answer import AccessAnswerDialog

        if self.work is None:
            return
        left = self.work.open_items()
        if left:
            messages.tell(self, NotReady(len(left)))
            self.next_open()
            return
        dialog = AccessAnswerDialog(self._session, self.work, self)
        self._session.locked.connect(dialog.close_as_locked)
        dialog.given.connect(self._answered)
        dialog.open()

    def _answered(self) -> None:
        self._session.changed.emit("")
        self._show_facts()

    # How it is shown

    def _fit(self) -> None:
        """With large type the list stands above the item, and the page scrolls."""
        large = theme.scaled(100) > _LARGE
        self.splitter.setOrientation(
            Qt.Orientation.Vertical if large else Qt.Orientation.Horizontal
        )
        sizes = (180, 480) if large else (430, 700)
        self.splitter.setSizes([theme.scaled(one) for one in sizes])
        self.splitter.setMinimumHeight(theme.scaled(660 if large else 320))

    def _make_list(self) -> QWidget:
        box = QWidget(self.splitter)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        self.kind = ChoiceBox(box)
        self.kind.add(_("Everything"), "")
        self.kind.add(_("Still to decide"), "open")
        for state in (ItemState.GIVEN, ItemState.REDACTED, ItemState.WITHHELD):
            self.kind.add(state.label, state.value)
        name_for_accessibility(self.kind, _("Which items"))
        self.kind.currentIndexChanged.connect(self._show_list)
        layout.addWidget(self.kind)
        self.model = RecordTable([_("Date"), _("What it is"), _("Decision")], self)
        self.table = Table(_("What was found"), box)
        self.table.setModel(self.model)
        self.table.set_widths(106, 140)
        self.table.setMinimumWidth(theme.scaled(240))
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        layout.addWidget(self.table, 1)
        return box

    def _make_item(self) -> QWidget:
        outer = QWidget(self.splitter)
        self._item_box = outer
        around = QVBoxLayout(outer)
        around.setContentsMargins(theme.space(2), 0, 0, 0)
        around.setSpacing(theme.space(2))
        box = QWidget(outer)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, theme.space(2), 0)
        layout.setSpacing(theme.space(2))
        around.addWidget(scrolled(box, outer), 1)
        self.title = wrapped("", box, "label")
        self.caution = Notice("warning", "", box)
        layout.addWidget(self.title)
        layout.addWidget(self.caution)
        layout.addWidget(self._make_file_row(box))
        self.text = AccessText(box)
        self.text.setMinimumHeight(theme.scaled(120))
        layout.addWidget(self.text, 1)
        self.names = AccessNames(self.text, box)
        self.names.decided.connect(self._decided)
        self.names.forgotten.connect(self._forgotten)
        self.names.everywhere.connect(self._everywhere)
        layout.addWidget(self.names)
        mark = self._button(_("Take out what is selected (Ctrl+D)"), self.take_out_selected)
        layout.addWidget(flowing(box, mark))
        around.addWidget(self._make_decision_row(outer))
        return outer

    def _make_file_row(self, box: QWidget) -> QWidget:
        self.file_words = plain("", box, "label")
        self.file_row = flowing(
            box,
            self.file_words,
            self._button(_("Black out parts ..."), self.black_out),
            self._button(_("Give the whole file"), self.give_file),
            self._button(_("Hold the file back"), self.withhold_file),
        )
        return self.file_row

    def _make_decision_row(self, box: QWidget) -> QWidget:
        self.reason = ChoiceBox(box, "withheld_reason", nothing=_("Reason to hold back"))
        self.reason.setMaximumWidth(theme.scaled(300))
        name_for_accessibility(self.reason, _("Reason to hold back"))
        self.give_button = self._button(_("Give all of it"), self.give)
        self.redact_button = self._button(_("Give without what is taken out"), self.give_redacted)
        self.withhold_button = self._button(_("Hold back"), self.withhold)
        undo = self._button(_("Not decided after all"), self.undo)
        whole, inside = column(box, spacing=1)
        inside.addWidget(
            flowing(
                whole,
                self.give_button,
                self.redact_button,
                self.reason,
                self.withhold_button,
                undo,
            )
        )
        self.law = hint("", whole)
        inside.addWidget(self.law)
        self.reason.currentIndexChanged.connect(self._say_law)
        return whole

    def _button(self, words: str, pressed: object) -> QPushButton:
        button = secondary_button(words, self._item_box)
        button.clicked.connect(pressed)
        return button

    def _begun(self, begun: AccessWork) -> None:
        self.work = begun
        self._show_facts()
        self._show_list()
        self.next_open()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_facts(self) -> None:
        if self.work is None:
            return
        request, held = self.work.request, self.work.held
        self.heading.setText(request.headline(self._session.vault.name))
        counts = self.work.counts()
        ready = sum(counts[one] for one in _READY)
        said = [
            due_in_words(request, self._session.today()),
            _("{ready} of {count} items decided").format(ready=ready, count=len(held.found)),
        ]
        if held.drafts:
            words = _("{count} unfinished forms are in the file: finish or discard them first.")
            said.append(words.format(count=held.drafts))
        self.facts.setText(". ".join(said))

    def _show_list(self, *_what: object) -> None:
        if self.work is None:
            return
        here = self.model.record_id(self.table.currentIndex().row())
        wanted = self.kind.code
        lines = []
        for one in self.work.held.found:
            state = self.work.state(one)
            if (wanted == "open" and state in _READY) or wanted not in ("", "open", state):
                continue
            kind = record_class(one.entry.record.type_name).type_title()
            cells = (written(one.day), kind, state.label)
            words = f"{one.title} {one.why.label}"
            lines.append(Line(one.record_id, cells, words, strong=state not in _READY))
        self.model.show_lines(lines)
        if lines:
            self.table.selectRow(max(0, self.model.row_of(here)))
        else:
            self._show_item()

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_item()

    def _show_item(self) -> None:
        found, item = self.found, self.item
        self._item_box.setEnabled(found is not None)
        if self.work is None or found is None or item is None:
            self.text.show_parts([])
            return
        words = _("{title}  –  {state}. {why}.")
        state = self.work.state(found).label
        self.title.setText(words.format(title=found.title, state=state, why=found.why.label))
        self.caution.show_words("warning", "\n".join(found.cautions))
        self.text.show_parts(found.parts)
        self.text.show_decisions(self.work.proposed[found.record_id], item)
        self.names.show_item(self.work, found, item)
        self.file_row.setVisible(bool(found.file))
        self.file_words.setText(_file_in_words(item))
        self.reason.choose(item.reason)
        self._say_law()

    def _say_law(self, *_what: object) -> None:
        """Where the reason comes from: no lawyer has confirmed it."""
        code = code_list("withheld_reason").find(self.reason.code)
        words = _("{source} Unconfirmed: ask whoever advises you on data protection.")
        said = words.format(source=code.definition) if code and code.definition else ""
        self.law.setText(said)
        self.law.setVisible(bool(said))

    def _decided(self, span: Span) -> None:
        if self.item is not None:
            self._save(with_span(self.item, span))

    def _forgotten(self, span: Span) -> None:
        if self.item is not None:
            same = [
                one
                for one in self.item.spans
                if (one.part, one.start, one.end) == (span.part, span.start, span.end)
            ]
            item = self.item
            for one in same:
                item = without_span(item, one)
            self._save(item)

    def _everywhere(self, person_id: str, verdict: str) -> None:
        if self.work is not None:
            self._save(*about_all_of(self.work, person_id, verdict))

    def _save(self, *items: DisclosureItem) -> None:
        if self.work is None or not items:
            return
        try:
            decide(self._session.vault, self.work, *items)
        except TacError as error:
            messages.tell(self, error)
            return
        self._session.say_at(_("Saved"))
        self._show_facts()
        self._show_list()
        self._show_item()

    def _go_on(self) -> None:
        """On to the next item, once this one is settled."""
        found = self.found
        if self.work is not None and found is not None and self.work.state(found) in _READY:
            self.next_open()

    def _forget(self) -> None:
        self.work = None
        self.model.show_lines([])
        self.text.show_parts([])
        self.title.setText("")
        self.heading.setText("")
        self.facts.setText("")


_LARGE = 130
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
_READY = (ItemState.GIVEN, ItemState.REDACTED, ItemState.WITHHELD)


def _file_in_words(item: DisclosureItem) -> str:
    if item.file_decision == WITHHOLD:
        return _("Its file: held back")
    if item.file_decision == GIVE and item.boxes:
        return _("Its file: given, black boxes: {count}").format(count=len(item.boxes))
    if item.file_decision == GIVE:
        return _("Its file: given whole")
    return _("Its file: not decided")


def _begun(vault: Vault, request_id: str, progress: work.Progress) -> AccessWork:
    return begin(vault, request_id, progress)
