"""ACCT and concerns: the social worker's own notes, what is not settled first."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tac_desktop.casework.acct import AcctEpisode, AcctReview, Reopening
from tac_desktop.casework.acct_news import running_episode
from tac_desktop.casework.acct_next import new_episode_answers, next_review_answers
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.concern import Concern
from tac_desktop.casework.dates import written
from tac_desktop.casework.record import Record, search_text
from tac_desktop.ui.acct_summary import AcctSummary
from tac_desktop.ui.pages.list_page import ListPage, newest_first
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.widgets import secondary_button
from tac_desktop.words import _

_FIRST = {"open": 0, "post_closure": 1}
_RISK_KEY = "Ctrl+Shift+R"


class AcctPage(ListPage):
    """Concerns that are not settled, then each episode with its reviews below it."""

    types = (AcctReview, AcctEpisode, Concern)

    def name(self) -> str:
        """What the list is called."""
        return _("ACCT episodes, reviews and concerns")

    def note(self) -> str:
        """Whose record the ACCT is."""
        return _(
            "These are the social worker's notes, not the ACCT document: that is the prison's own"
            " record. A risk level is only copied as a review recorded it."
        )

    def new_words(self, cls: type[Record]) -> str:
        """Short words for the buttons."""
        words = {AcctReview: _("New review note (Ctrl+N)"), AcctEpisode: _("New episode")}
        return words.get(cls) or _("New concern")

    def further_buttons(self, parent: QWidget) -> list[QWidget]:
        """What to do when the risk is back: open again, or a new episode."""
        self.risk_button = secondary_button(_("The risk is back"), parent)
        self.risk_button.setToolTip(
            _("Opens an ACCT in its post-closure phase again, else a new one ({key})").format(
                key=_RISK_KEY
            )
        )
        self.risk_button.clicked.connect(self.risk_is_back)
        shortcut = QShortcut(QKeySequence(_RISK_KEY), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.risk_is_back)
        return [self.risk_button]

    def above(self, parent: QWidget) -> QWidget | None:
        """The episode that is chosen, in short."""
        self.summary = AcctSummary(parent)
        self.summary.next_wanted.connect(self._next_review)
        return self.summary

    def widths(self) -> tuple[int, ...]:
        """What the columns need."""
        return (104, 110)

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "When an ACCT is open, note its log number and co-ordinator here, then a note for each"
            " review: what you contributed, what was agreed, and when the next one is. Concerns"
            " that you pass on stand here as well."
        )

    def empty_button(self) -> str:
        """An episode comes first."""
        return _("New episode")

    def refresh(self) -> None:
        """Show the list anew, and above it the episode that is chosen or running."""
        super().refresh()
        self._show_summary()

    def records(self) -> list[Record]:
        """Open concerns, the open episode with its reviews, earlier ones, then settled concerns."""
        episodes = sorted(self.file.of(AcctEpisode), key=_open_first)
        reviews = self.file.of(AcctReview)
        concerns = newest_first(self.file.of(Concern))
        settled = [one for one in concerns if isinstance(one, Concern) and one.closed_on]
        found: list[Record] = [one for one in concerns if one not in settled]
        for episode in episodes:
            found.append(episode)
            found += newest_first([one for one in reviews if one.acct_id == episode.id])
        known = {record.id for record in found}
        found += newest_first([one for one in reviews if one.id not in known])
        return found + settled

    def line(self, record: Record) -> Line:
        """An episode and an open concern in bold, a review below its episode."""
        cells = (written(record.happened_on()), _kind(record), self._what(record))
        strong = isinstance(record, AcctEpisode) or (
            isinstance(record, Concern) and not record.closed_on
        )
        return Line(record.id, cells, search_text(record), strong=strong)

    def new_record(self, cls: type[Record], checked: bool = False) -> None:
        """A review goes on from the last one; the first step is an episode."""
        if cls is AcctEpisode or (cls is AcctReview and not self.file.of(AcctEpisode)):
            self.want_form(AcctEpisode, new_episode_answers(self.file))
        elif cls is AcctReview:
            self._next_review(False)
        else:
            self.want_form(cls)

    def risk_is_back(self, checked: bool = False) -> None:
        """Open the ACCT in its post-closure phase again, else a form for a new one."""
        running = running_episode(self.file)
        entry = self.file.by_id.get(running.id) if running else None
        if running is None or entry is None or running.status == "open":
            if running is None:
                self.new_record(AcctEpisode)
            else:
                self.go_to(running.id)
            return
        again = Reopening(on=self.file.as_of)
        answers: dict[str, Any] = {"status": "open", "reopenings": [*running.reopenings, again]}
        self.form_wanted.emit(entry, answers)

    def _show(self, record_id: str) -> None:
        super()._show(record_id)
        self._show_summary()

    def _show_summary(self) -> None:
        now = dt.datetime.combine(self.file.as_of, dt.datetime.now().time())
        self.summary.show_episode(self.file, self._episode(), now)

    def _episode(self) -> AcctEpisode | None:
        """The episode that is chosen, or whose review is; else the one that is running."""
        record = self.file.by_id[self.chosen].record if self.chosen in self.file.by_id else None
        if isinstance(record, AcctEpisode):
            return record
        if isinstance(record, AcctReview):
            return self.file.get(AcctEpisode, record.acct_id)
        return running_episode(self.file)

    def _next_review(self, with_news: bool) -> None:
        episode = self._episode() or _latest(self.file)
        if episode is not None:
            answers = next_review_answers(self.file, episode, with_news=with_news)
            self.want_form(AcctReview, answers)

    def _what(self, record: Record) -> str:
        if isinstance(record, AcctReview) and record.review_outcome not in ("", "kept_open"):
            outcome = code_list("acct_review_outcome").label(record.review_outcome)
            return f"{record.headline(self.file.name)}. {outcome}"
        if isinstance(record, Concern):
            told = ", ".join(one.who for one in record.told) or _("nobody noted as told")
            return _("{what}; told: {who}").format(what=record.headline(self.file.name), who=told)
        return record.headline(self.file.name)


def _kind(record: Record) -> str:
    if isinstance(record, Concern):
        return _("Concern")
    return _("Episode") if isinstance(record, AcctEpisode) else _("Review")


def _latest(case_file: CaseFile) -> AcctEpisode | None:
    episodes = case_file.of(AcctEpisode)
    return max(episodes, key=lambda one: one.opened or dt.date.min, default=None)


def _open_first(episode: AcctEpisode) -> tuple[int, int]:
    return _FIRST.get(episode.status, 2), -(episode.opened or dt.date.min).toordinal()
