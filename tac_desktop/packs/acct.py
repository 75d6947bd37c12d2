"""The ACCT contribution: one A4 page by the social worker, to be put into the ongoing record.

It is not the ACCT document, and says so first. Whatever is written at length is shortened, with
"continued in file", rather than running to a second page that gets lost on the wing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tac_desktop.casework.acct import AcctEpisode, AcctReview, Attendee, SupportAction
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.her_voice import comments
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.page import Document
from tac_desktop.packs.texts import continued, joined
from tac_desktop.words import _

_SIZES = (1.0, 0.93, 0.86)
_SMALLEST = 0.82
_ROWS = (12, 8, 6, 4, 3, 2)
_MORE_THAN_A_PAGE = 12_000  # characters that no page takes: not worth trying
_LEAST_ROOM = 50
_MOST_ROOM = 3000
_CONTRIBUTION = 3  # the contribution may be this many times as long as any other answer
_LABEL = 0.32


def acct_contribution(request: Request) -> Built:
    """The contribution note for the review `request.record_id`, always one page.

    Raises KeyError where this audience's file does not hold the review.
    """
    review = request.file.get(AcctReview, request.record_id)
    if review is None:
        raise KeyError(request.record_id)
    title = _("ACCT contribution note")
    document, blocks = _on_one_page(request, review, title)
    printed = document.render(blocks, progress=request.progress, repeatable=request.repeatable)
    return built(printed, title, request)


def _on_one_page(
    request: Request, review: AcctReview, title: str
) -> tuple[Document, list[b.Block]]:
    """The largest print in which everything fits; else the longest texts and lists that do."""
    hopeless = len(review.model_dump_json()) > _MORE_THAN_A_PAGE
    for size in () if hopeless else _SIZES:
        document = document_for(request, title, size=size, may_be_large=False)
        blocks = _Note(request.file, review).blocks(title)
        if document.fits_one_page(blocks):
            return document, blocks
    document = document_for(request, title, size=_SMALLEST, may_be_large=False)

    def shortened(room: int, rows: int) -> list[b.Block] | None:
        made = _Note(request.file, review, room, rows).blocks(title)
        return made if document.fits_one_page(made) else None

    rows = next((one for one in _ROWS if shortened(_LEAST_ROOM * 3, one)), _ROWS[-1])
    low, high = _LEAST_ROOM, _MOST_ROOM
    best = shortened(low, rows)
    if best is None:
        return _smaller_still(request, review, title)
    while high - low > 10:
        middle = (low + high) // 2
        found = shortened(middle, rows)
        if found:
            low, best = middle, found
        else:
            high = middle
    return document, best


def _smaller_still(
    request: Request, review: AcctReview, title: str
) -> tuple[Document, list[b.Block]]:
    """For texts that no reader could use: names without end, words without spaces."""
    for size, room in ((_SMALLEST, 25), (0.7, 15), (0.6, 10), (0.5, 4)):
        document = document_for(request, title, size=size, may_be_large=False)
        blocks = _Note(request.file, review, room, 1).blocks(title)
        if document.fits_one_page(blocks):
            break
    return document, blocks


@dataclass(frozen=True)
class _Note:
    """The page, with at most `room` characters of each long answer and `rows` rows of each list."""

    file: CaseFile
    review: AcctReview
    room: int = 1_000_000
    rows: int = 1_000

    def blocks(self, title: str) -> list[b.Block]:
        """The whole page."""
        warning = _("Contribution note by the social worker. This is not the ACCT document.")
        return [
            b.Title(title),
            b.Callout(warning, []),
            *self._facts(),
            *self._said(),
            *self._risk(),
            *self._agreed(),
            *self._news(),
            *self._copy_line(),
        ]

    def _facts(self) -> list[b.Block]:
        review, file = self.review, self.file
        episode = file.get(AcctEpisode, review.acct_id)
        coordinator = episode.coordinator_id if episode else ""
        kind = code_list("acct_review_type").label(review.type)
        rows = [
            (_("Mother"), file.mother.formal_name() if file.mother else ""),
            (_("ACCT log"), _episode_in_words(episode)),
            (_("Number, place"), _number_and_place(file)),
            (_("Co-ordinator"), file.name(coordinator) if coordinator else ""),
            (_("Review"), joined([kind, _when(review.date, review.time), review.place])),
            (_("Next review"), _when(review.next_review, review.next_review_time)),
        ]
        room = min(200, max(self.room, 4) * 4)
        known = [(label, continued(value, room) or _("not recorded")) for label, value in rows]
        took_part = review.tac_attended and code_list("tac_attended").label(review.tac_attended)
        who = [(_("Social worker"), took_part or _("not recorded"))]
        if review.attendees:
            who.append((_("Others"), self._others(review.attendees)))
        return [
            b.Rows(known, label_share=0.36, pairs=True),
            b.Rows(who, label_share=0.18),
        ]

    def _others(self, attendees: Sequence[Attendee]) -> str:
        said = []
        for one in attendees[: self.rows]:
            name = self.file.name(one.person_id) if one.person_id else one.name
            how = code_list("attendance").label(one.how).lower() if one.how else ""
            said.append(continued(joined([name, one.role, how]), min(90, self.room * 2)))
        if len(attendees) > self.rows:
            said.append(_("{count} more in file").format(count=len(attendees) - self.rows))
        return "; ".join(said)

    def _said(self) -> list[b.Block]:
        review = self.review
        made: list[b.Block] = [b.Heading(_("Contribution"), 2)]
        if review.tac_contribution:
            made.append(b.Text(continued(review.tac_contribution, self.room * _CONTRIBUTION)))
        else:
            made.append(b.nothing(_("No contribution is recorded.")))
        if review.children_news_shared:
            made.append(b.Heading(_("News about the children that was shared"), 2))
            news = review.children_news or _("Shared at the review; not written down here.")
            made.append(b.Text(continued(news, self.room)))
        elif review.children_news_shared is False:
            made.append(b.Text(_("No news about the children was shared.")))
        if review.her_words:
            made.append(b.Heading(_("In her own words"), 2))
            made.append(b.Text(continued(review.her_words, self.room), b.TextKind.QUOTE))
        said = comments(self.file.by_id[review.id])
        if said:
            made.append(b.Heading(_("What she sees differently"), 2))
            shown = said[: self.rows]
            made += [b.Text(continued(one.note, self.room), b.TextKind.QUOTE) for one in shown]
        return made

    def _risk(self) -> list[b.Block]:
        review = self.review
        level = _("Not stated")
        if review.risk_as_recorded:
            level = code_list("acct_risk").label(review.risk_as_recorded)
        rows = [
            (_("Triggers"), review.triggers),
            (_("Risks"), review.risks),
            (_("What protects her"), review.protective_factors),
            (
                _("Risk level as recorded at the review"),
                joined([level, review.risk_as_recorded_note], ". "),
            ),
            (_("Observations, as set at the review"), review.observations),
            (_("Conversations, as set at the review"), review.conversations),
            (_("Dates to watch"), self._dates()),
            (_("Family taking part, with her consent"), self._family()),
            (_("What the review decided"), self._outcome()),
        ]
        known = [(label, continued(text, self.room)) for label, text in rows if text]
        return [b.Heading(_("Risk and protection"), 2), b.Rows(known, label_share=_LABEL)]

    def _dates(self) -> str:
        episode = self.file.get(AcctEpisode, self.review.acct_id)
        dates = [
            (one.date, one.why)
            for one in (episode.known_dates_of_risk if episode else ())
            if one.date and one.date >= self.file.as_of
        ]
        return "; ".join(joined([written(day), why], ": ") for day, why in sorted(dates))

    def _family(self) -> str:
        """Who may take part as things stand: agreed to, and not withdrawn."""
        episode = self.file.get(AcctEpisode, self.review.acct_id)
        every = episode.family_taking_part if episode else []
        rows = [one for one in every if not one.withdrawn_on]
        said = []
        for one in rows[: self.rows]:
            name = self.file.name(one.person_id) if one.person_id else one.name
            how = code_list("attendance").label(one.how).lower() if one.how else ""
            said.append(continued(joined([name, how]), min(60, self.room)))
        if len(rows) > self.rows:
            said.append(_("{count} more in file").format(count=len(rows) - self.rows))
        return "; ".join(said)

    def _outcome(self) -> str:
        review = self.review
        if not review.review_outcome:
            return review.review_outcome_why
        outcome = code_list("acct_review_outcome").label(review.review_outcome)
        return joined([outcome, review.review_outcome_why], ". ")

    def _agreed(self) -> list[b.Block]:
        rows = [self._action(action) for action in self.review.support_actions]
        rows += [
            [continued(text, self.room), _("Social worker"), "", ""]
            for text in self.review.actions_for_tac
        ]
        made: list[b.Block] = [b.Heading(_("Support actions"), 2)]
        if not rows:
            return [*made, b.nothing(_("No support actions are recorded."))]
        head = [_("Action"), _("Who"), _("By"), _("Status")]
        made.append(b.Table(head, rows[: self.rows], shares=(4, 2.2, 1.4, 1.8)))
        if len(rows) > self.rows:
            words = _("{count} more support actions: continued in file.")
            made.append(b.Text(words.format(count=len(rows) - self.rows), b.TextKind.SMALL))
        return made

    def _action(self, action: SupportAction) -> list[str]:
        status = code_list("support_action_status").label(action.status) if action.status else ""
        what, who = continued(action.action, self.room), continued(action.owner, min(60, self.room))
        return [what, who, written(action.due), status]

    def _news(self) -> list[b.Block]:
        review = self.review
        if not review.bad_news_given:
            return []
        told = joined([review.bad_news_told_to, review.bad_news_told_at])
        rows = [
            (_("Difficult news given"), review.bad_news or _("not written down here")),
            (_("Staff told, and when"), told or _("not recorded")),
        ]
        short = [(label, continued(text, self.room)) for label, text in rows]
        return [b.Rows(short, label_share=_LABEL)]

    def _copy_line(self) -> list[b.Block]:
        label = _("Copy put in the ACCT ongoing record:")
        if self.review.copy_in_acct:
            answer = joined([_("yes"), written(self.review.copy_in_acct_on)])
            return [
                b.Rows([(label, answer)], label_share=0.5),
                b.Signatures([_("Social worker's signature"), _("Date")]),
            ]
        return [
            b.Question("", label, [b.Ticks([_("yes"), _("no")], columns=3)], beside=True),
            b.Signatures([_("Date"), _("By"), _("Social worker's signature")]),
        ]


def _when(day: dt.date | None, time: dt.time | None) -> str:
    return joined([written(day), written_time(time)])


def _episode_in_words(episode: AcctEpisode | None) -> str:
    if episode is None:
        return ""
    status = code_list("acct_status").label(episode.status).lower()
    since = _("opened {day}").format(day=_when(episode.opened, episode.opened_time))
    again = [one.on for one in episode.reopenings if one.on]
    reopened = _("opened again {day}").format(day=written(again[-1])) if again else ""
    return joined([episode.log_number, status, since if episode.opened else "", reopened])


def _number_and_place(file: CaseFile) -> str:
    custody = file.custody
    return joined([custody.prison_number, custody.current_location]) if custody else ""
