"""ACCT: the social worker's own notes on episodes and reviews, the open one first."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.acct import AcctEpisode, AcctReview
from tac_desktop.casework.dates import written
from tac_desktop.casework.record import Record, search_text
from tac_desktop.ui.pages.list_page import ListPage, newest_first
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.words import _

_FIRST = {"open": 0, "post_closure": 1}


class AcctPage(ListPage):
    """Each episode with its reviews below it."""

    types = (AcctReview, AcctEpisode)

    def name(self) -> str:
        """What the list is called."""
        return _("ACCT episodes and reviews")

    def note(self) -> str:
        """Whose record the ACCT is."""
        return _(
            "These are the social worker's notes, not the ACCT document: that is the prison's own"
            " record. A risk level is only copied as a review recorded it."
        )

    def new_words(self, cls: type[Record]) -> str:
        """Short words for the two buttons."""
        return _("New review note (Ctrl+N)") if cls is AcctReview else _("New episode")

    def widths(self) -> tuple[int, ...]:
        """What the columns need."""
        return (104, 110)

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "When an ACCT is open, note its log number and co-ordinator here, then a note for each"
            " review: what you contributed, what was agreed, and when the next one is."
        )

    def empty_button(self) -> str:
        """An episode comes first."""
        return _("New episode")

    def records(self) -> list[Record]:
        """The open episode with its reviews, then the earlier ones with theirs."""
        episodes = sorted(self.file.of(AcctEpisode), key=_open_first)
        reviews = self.file.of(AcctReview)
        found: list[Record] = []
        for episode in episodes:
            found.append(episode)
            found += newest_first([one for one in reviews if one.acct_id == episode.id])
        known = {record.id for record in found}
        return found + newest_first([one for one in reviews if one.id not in known])

    def line(self, record: Record) -> Line:
        """An episode in bold, a review below it."""
        episode = isinstance(record, AcctEpisode)
        kind = _("Episode") if episode else _("Review")
        cells = (written(record.happened_on()), kind, record.headline(self.file.name))
        return Line(record.id, cells, search_text(record), strong=episode)

    def new_record(self, cls: type[Record], checked: bool = False) -> None:
        """A review belongs to the episode that is chosen; the first step is an episode."""
        if cls is AcctReview and not self.file.of(AcctEpisode):
            cls = AcctEpisode
        answers = {}
        if cls is AcctReview:
            record = self.file.by_id[self.chosen].record if self.chosen else None
            if isinstance(record, AcctEpisode):
                answers["acct_id"] = record.id
            elif isinstance(record, AcctReview):
                answers["acct_id"] = record.acct_id
        self.want_form(cls, answers)


def _open_first(episode: AcctEpisode) -> tuple[int, int]:
    return _FIRST.get(episode.status, 2), -(episode.opened or dt.date.min).toordinal()
