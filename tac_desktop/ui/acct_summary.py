"""What stands above the list of ACCT notes: the state of one episode, and what waits for a review.

`acct_lines` is plain words, without Qt, so that they can be tested; the widget shows them.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.acct_counts import count_reviews
from tac_desktop.casework.acct_news import news_for_next_review
from tac_desktop.casework.acct_targets import acct_targets, post_closure_due, reviews_of
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.work import Task
from tac_desktop.ui import theme
from tac_desktop.ui.widgets import Notice, secondary_button, wrapped
from tac_desktop.words import _


def heading_of(episode: AcctEpisode) -> str:
    """`ACCT LKX-0147, open since 9 Oct 2026 16:40`."""
    number = episode.log_number or _("without a log number")
    status = code_list("acct_status").label(episode.status).lower()
    opened = " ".join(
        part for part in (written(episode.opened), written_time(episode.opened_time)) if part
    )
    words = _("ACCT {number}: {status}, opened {opened}")
    sentence = words.format(number=number, status=status, opened=opened)
    if episode.reopenings and episode.reopenings[-1].on:
        again = _("opened again {day}").format(day=written(episode.reopenings[-1].on))
        sentence = f"{sentence}, {again}"
    if episode.closed and episode.status != "open":
        closed = _("closed {day}").format(day=written(episode.closed))
        sentence = f"{sentence}, {closed}"
    return sentence


def acct_lines(case_file: CaseFile, episode: AcctEpisode, now: dt.datetime) -> list[str]:
    """Targets, reviews, the next date and her own actions, a line each."""
    steps = [f"{one.step}: {one.words}." for one in acct_targets(case_file, episode, now)]
    reviews = reviews_of(case_file, episode.id)
    counted = [count_reviews(reviews).sentence]
    coming = reviews[-1].next_review if reviews else None
    if coming and episode.status != "closed":
        time = written_time(reviews[-1].next_review_time)
        when = " ".join(part for part in (written(coming), time) if part)
        words = _("Next review: {when}.")
        if coming < now.date():
            words = _("The review of {when} is not noted here yet.")
        counted.append(words.format(when=when))
    found = [*steps, " ".join(counted)]
    due = post_closure_due(case_file, episode)
    if due and episode.status == "post_closure":
        found.append(_("Post-closure review: {day}.").format(day=written(due)))
    mine = [
        task
        for task in case_file.of(Task)
        if task.kind == "acct_action" and task.from_record_id == episode.id and task.is_open()
    ]
    if mine:
        titles = "; ".join(task.title for task in mine)
        found.append(_("Yours to do: {titles}.").format(titles=titles))
    return found


class AcctSummary(QFrame):
    """One episode in short. `next_wanted` asks for its next review, with the news in it or not."""

    next_wanted = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(3)] * 4)
        layout.setSpacing(theme.space(1))
        self.heading = wrapped("", self, "label")
        self.text = wrapped("", self)
        self.news = Notice("warning", "", self)
        self.note_news: QPushButton = secondary_button(_("Note it for the next review"), self)
        self.note_news.clicked.connect(self._with_news)
        for widget in (self.heading, self.text, self.news):
            layout.addWidget(widget)
        self.news.add(self.note_news)
        self.hide()

    def show_episode(
        self, case_file: CaseFile, episode: AcctEpisode | None, now: dt.datetime
    ) -> None:
        """Show this episode; nothing where there is none."""
        self.setVisible(episode is not None)
        if episode is None:
            return
        self.heading.setText(heading_of(episode))
        self.text.setText("\n".join(acct_lines(case_file, episode, now)))
        running = episode.status in ("open", "post_closure")
        news = news_for_next_review(case_file, episode) if running else []
        words = _("Difficult news since the last review: {news}.")
        listed = "; ".join(f"{written(one.day)}, {one.what.rstrip('.')}" for one in news)
        untold = [one for one in news if not one.staff_told]
        said = words.format(news=listed)
        if untold:
            said += " " + _("No staff are noted as told: tell them first.")
        self.news.show_words("danger" if untold else "warning", said)
        self.news.setVisible(bool(news))

    def _with_news(self) -> None:
        self.next_wanted.emit(True)
