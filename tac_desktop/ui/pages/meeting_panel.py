"""Above the list of meetings: what the next one lacks, what earlier ones still ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from tac_desktop.casework.asked_for import task_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.dates import days_in_words, written, written_time
from tac_desktop.casework.meeting_ready import (
    Check,
    Step,
    after_the_meeting,
    before_the_meeting,
    meeting_counts,
    next_meeting,
)
from tac_desktop.casework.meeting_tasks import UNLOCK, task_id
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.work import Task
from tac_desktop.ui import theme
from tac_desktop.ui.one_click import OneClick
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import card, column, plain, secondary_button, section, wrapped
from tac_desktop.words import _

_MOST_EARLIER = 4
_NO_LIMIT = 16_777_215

Act = tuple[str, Callable[[], object]]


class MeetingPanel(QWidget):
    """`update_wanted` and `grid_wanted` carry a meeting."""

    update_wanted = Signal(str)
    grid_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._file: CaseFile | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        self.one_click = OneClick(session, self)
        self._cards, self._cards_column = column(self, spacing=2)
        self.counts = wrapped("", self, "muted")
        for widget in (self.one_click, self._cards, self.counts):
            layout.addWidget(widget)

    def show_file(self, case_file: CaseFile) -> None:
        """Show the meetings of a file."""
        if self._file is not None and self._file.mother_id != case_file.mother_id:
            self.one_click.forget()
        self._file = case_file
        focused = self._focused_words()
        while item := self._cards_column.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        coming = next_meeting(case_file)
        made = [self._next(coming, case_file) if coming else None, self._earlier(case_file)]
        for one in made:
            if one is not None:
                self._cards_column.addWidget(one)
                one.show()
        self.counts.setText(meeting_counts(case_file).sentence)
        self.counts.setVisible(bool(self.counts.text()))
        self._focus_again(focused)

    # What one click does

    def set_day(self, meeting: Meeting, field: str, words: str, checked: bool = False) -> None:
        """Note today's date on a meeting."""
        changed = meeting.changed(**{field: self._session.today()})
        assert self._file is not None
        what = _("{what}: {meeting}").format(what=words, meeting=meeting.headline(self._file.name))
        self.one_click.save(changed, what)

    def unlock_asked(self, meeting: Meeting, checked: bool = False) -> None:
        """The wing was asked to unlock her: the task for it is done."""
        file = self._file
        assert file is not None
        here = task_id(meeting, UNLOCK)
        title = _("Ask the wing to unlock her: {meeting}")
        task = file.get(Task, here) or task_for(
            file,
            here,
            title=title.format(meeting=meeting.headline(file.name)),
            kind="unlock_request",
            meeting_id=meeting.id,
            from_record_id=meeting.id,
            child_ids=meeting.child_ids,
        )
        done = task.changed(status="done", done_on=self._session.today())
        what = _("Unlock asked for: {meeting}")
        self.one_click.save(done, what.format(meeting=meeting.headline(file.name)))

    def _acts(self, meeting: Meeting, step: Step) -> list[Act]:
        """The buttons beside a line of the checklist."""
        update = (_("Write it"), partial(self.update_wanted.emit, meeting.id))
        match step:
            case Step.INVITED:
                words = _("Invitation came today")
                return [(_("Came today"), partial(self.set_day, meeting, "invited_on", words))]
            case Step.WAY:
                asked = partial(
                    self.set_day,
                    meeting,
                    "platform_alternative_requested",
                    _("Another way to join asked for"),
                )
                choose = (_("How she joins"), partial(self.update_wanted.emit, meeting.id))
                return [(_("Asked today"), asked), choose]
            case Step.UNLOCK:
                return [(_("Asked"), partial(self.unlock_asked, meeting))]
            case Step.BRIEF:
                words = _("Prepared with her")
                return [(_("Done today"), partial(self.set_day, meeting, "brief_on", words))]
            case Step.HELD | Step.DECISIONS:
                held = (_("Type it back"), partial(self.grid_wanted.emit, meeting.id))
                other = (_("It was not held"), partial(self.update_wanted.emit, meeting.id))
                return [held, other] if step is Step.HELD else [held]
            case Step.DEBRIEF:
                words = _("Talked about afterwards")
                return [(_("Done today"), partial(self.set_day, meeting, "debrief_on", words))]
            case Step.MINUTES:
                came = partial(self.set_day, meeting, "minutes_received", _("Minutes received"))
                ask = partial(self.set_day, meeting, "minutes_asked_for", _("Minutes asked for"))
                return [(_("Came today"), came), (_("Asked today"), ask)]
            case _:
                return [update]

    # Building

    def _next(self, meeting: Meeting, case_file: CaseFile) -> QWidget:
        frame, inside = card(self._cards, spacing=1, margin=3)
        assert meeting.date is not None
        when = " ".join((written(meeting.date), written_time(meeting.time))).strip()
        away = days_in_words((meeting.date - case_file.as_of).days)
        words = _("Next: {meeting}, {when}, {away}").format(
            meeting=meeting.headline(case_file.name), when=when, away=away
        )
        frame.setAccessibleName(words)
        inside.addWidget(section(words, frame))
        for check in before_the_meeting(meeting, case_file):
            inside.addWidget(self._line(meeting, check, check.words, frame))
        inside.addWidget(Help(_("What to go through with her before"), _before_help(), frame))
        return frame

    def _earlier(self, case_file: CaseFile) -> QWidget | None:
        """The latest meetings that still ask for something."""
        open_ones: list[tuple[Meeting, Check]] = []
        meetings = sorted(case_file.of(Meeting), key=lambda one: str(one.date), reverse=True)
        for meeting in meetings[: 2 * _MOST_EARLIER]:
            open_ones += [(meeting, one) for one in after_the_meeting(meeting, case_file.as_of)]
        if not open_ones:
            return None
        frame, inside = card(self._cards, spacing=1, margin=3)
        words = _("After the last meetings")
        frame.setAccessibleName(words)
        inside.addWidget(section(words, frame))
        for meeting, check in open_ones[:_MOST_EARLIER]:
            what = _("{meeting}, {day}: {words}").format(
                meeting=meeting.headline(case_file.name),
                day=written(meeting.date),
                words=check.words,
            )
            inside.addWidget(self._line(meeting, check, what, frame))
        inside.addWidget(Help(_("What to go through with her afterwards"), _after_help(), frame))
        return frame

    def _line(self, meeting: Meeting, check: Check, words: str, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        mark = plain("✓" if check.done else "○", box, "done" if check.done else "label")
        mark.setFixedWidth(theme.scaled(18))
        state = _("done") if check.done else _("missing")
        mark.setAccessibleName(state)
        label = wrapped(words, box)
        label.setMaximumWidth(_NO_LIMIT)  # the buttons stand in one column at the right
        label.setAccessibleName(_("{words} ({state})").format(words=words, state=state))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(label, 1)
        if not check.done:
            for name, does in self._acts(meeting, check.step):
                button = secondary_button(name, box)
                button.setAccessibleName(_("{button}: {words}").format(button=name, words=words))
                button.setProperty("act", f"{meeting.id} {check.step} {name}")
                button.clicked.connect(partial(_without_state, does))
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _focused_words(self) -> str:
        """The button that was just pressed, to come back near it."""
        focused = self.focusWidget()
        return str(focused.property("act") or "") if focused and focused.hasFocus() else ""

    def _focus_again(self, pressed: str) -> None:
        if not pressed:
            return
        buttons = [one for one in self._cards.findChildren(QWidget) if one.property("act")]
        same = [one for one in buttons if one.property("act") == pressed and not one.isHidden()]
        target = same[-1] if same else self.one_click.undo_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)


class Help(QWidget):
    """A line that opens and shows what to cover; closed until it is asked for."""

    def __init__(self, heading: str, lines: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.space(1), 0, 0)
        layout.setSpacing(theme.space(1))
        self.button = QToolButton(self)
        theme.mark(self.button, "small")
        self.button.setText(heading)
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.toggled.connect(self._open)
        self.text = wrapped("\n".join(f"•  {one}" for one in lines), self, "hint")
        self.text.hide()
        layout.addWidget(self.button)
        layout.addWidget(self.text)

    def _open(self, wanted: bool) -> None:
        self.text.setVisible(wanted)
        arrow = Qt.ArrowType.DownArrow if wanted else Qt.ArrowType.RightArrow
        self.button.setArrowType(arrow)


def _without_state(does: Callable[[], object], checked: bool = False) -> None:
    does()


def _before_help() -> list[str]:
    return [
        _("Who will be there, and what each of them is there for."),
        _("What can be decided, and what cannot."),
        _("What she wants to say, in which order, and who says it if she cannot."),
        _("What may be hard to hear, and a sign for a break."),
        _("How she joins, from where, and what happens if the link fails."),
        _("Who is with her afterwards, and whether the wing should know."),
    ]


def _after_help() -> list[str]:
    return [
        _("What was decided, in plain words, and what was not."),
        _("What she heard, in her own words, and what she disagrees with."),
        _("What she can do: ask, object, appeal, and until when."),
        _("What happens next, who does it, and when she hears."),
        _("How she is now; whether the wing or the ACCT case co-ordinator should know."),
    ]
