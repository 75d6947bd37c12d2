"""The first ten minutes: one page for whoever covers, for the service's own team alone.

What does not fit is cut with "continued in file", lists are cut with a count; the page never
becomes two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.cases import current_case
from tac_desktop.casework.children_now import current_placement, last_seen
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.court import Proceedings
from tac_desktop.casework.dates import age_in_words, written, written_time
from tac_desktop.casework.dates_ahead import dates_ahead
from tac_desktop.casework.flags import flags, people_not_to_tell
from tac_desktop.casework.people import Person, Worker
from tac_desktop.casework.waiting import waiting
from tac_desktop.casework.work import Task
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import continued, due_in_words, joined
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.packs.page import Document

_DAYS = 14
_LAST = 3
_TRIES = (
    (1.0, 1600, 20),
    (0.93, 1200, 14),
    (0.86, 1000, 12),
    (0.8, 900, 10),
    (0.8, 700, 9),
    (0.8, 600, 8),
    (0.8, 500, 7),
    (0.76, 400, 6),
    (0.74, 300, 5),
    (0.7, 160, 3),
    (0.6, 60, 2),
    (0.5, 20, 1),
)
"""Sizes of print, each with the most characters of a text and the most lines of a list."""


def cover_sheet(request: Request) -> Built:
    """The sheet for cover: always one page, in the largest print that takes everything."""
    title = _("The first ten minutes")
    document, blocks = _on_one_page(request, title)
    printed = document.render(blocks, progress=request.progress, repeatable=request.repeatable)
    return built(printed, title, request)


def _on_one_page(request: Request, title: str) -> tuple[Document, list[b.Block]]:
    for size, room, lines in _TRIES:
        document = document_for(request, title, size=size, may_be_large=False)
        blocks = _Sheet(request.file, room, lines).blocks(title)
        if document.fits_one_page(blocks):
            break
    return document, blocks


@dataclass(frozen=True)
class _Sheet:
    """The page, with at most `room` characters of a text and `lines` lines of a list."""

    file: CaseFile
    room: int
    lines: int

    def blocks(self, title: str) -> list[b.Block]:
        """The whole page."""
        file = self.file
        warnings = [self._cut(flag.text) for flag in flags(file) if flag.kind != "info"]
        case = current_case(file)
        summary = case.case_summary if case else ""
        made: list[b.Block] = [
            b.Title(title, _("For whoever covers. Own team only; shred it afterwards.")),
            b.Rows(self._who(), label_share=0.34, pairs=True),
        ]
        if warnings:
            made.append(b.Callout(_("Take care"), [b.Bullets(self._few(warnings))]))
        rows = [
            (_("In short"), self._cut(summary) or _("No summary is written yet.")),
            (_("Children"), self._list(self._children())),
            (_("ACCT"), self._list(self._acct()) or _("none is open, as far as is known here")),
            (
                _("Must not be told"),
                self._list(file.name(one) for one in people_not_to_tell(file))
                or _("nobody is recorded"),
            ),
            (
                _("Next {days} days").format(days=_DAYS),
                self._list(self._dates()) or _("nothing is written down"),
            ),
            (_("Open tasks"), self._list(self._tasks()) or _("none")),
            (_("Waiting for"), self._list(self._waiting()) or _("nothing")),
            (_("Last contacts"), self._list(self._contacts()) or _("none is recorded")),
            (_("Who to ring"), self._list(self._to_ring()) or _("nobody is recorded")),
        ]
        return [*made, b.Rows([row for row in rows if row[1]], label_share=0.19)]

    def _who(self) -> list[tuple[str, str]]:
        file = self.file
        mother, custody, case = file.mother, file.custody, current_case(file)
        unknown = _("not recorded")
        seen = last_seen(file)
        release = written(custody.release_date) if custody else ""
        talk = joined(
            [
                code_list("language").label(mother.preferred_language)
                if mother and mother.preferred_language
                else "",
                _("interpreter") if mother and mother.interpreter_needed else "",
                _("help with reading") if mother and mother.reading_support else "",
            ]
        )
        rows = [
            (_("Mother"), mother.formal_name() if mother else unknown),
            (_("Number"), (custody.prison_number if custody else "") or unknown),
            (_("Where"), (custody.current_location if custody else "") or unknown),
            (_("Release"), release or unknown),
            (_("Case open since"), written(case.opened if case else None) or unknown),
            (_("Last seen"), written(seen) or _("never, as recorded")),
            (_("Social worker"), file.name(case.worker_id) if case and case.worker_id else unknown),
            (_("Talking with her"), talk or unknown),
        ]
        return [(label, continued(value, max(20, self.room // 4))) for label, value in rows]

    def _children(self) -> Iterator[str]:
        for child in self.file.living_children:
            age = age_in_words(child.date_of_birth, self.file.as_of) or _("unborn")
            placement = current_placement(self.file, child.id)
            where = ""
            if placement is not None and placement.confidential:
                where = _("confidential placement")
            elif placement is not None:
                where = code_list("care_arrangement").label(placement.care_arrangement)
            yield joined([f"{child.short_name()} ({age})", where], ": ")

    def _acct(self) -> Iterator[str]:
        for one in self.file.of(AcctEpisode):
            if one.status != "closed":
                status = code_list("acct_status").label(one.status).lower()
                since = _("since {day}").format(day=written(one.opened)) if one.opened else ""
                who = self.file.name(one.coordinator_id) if one.coordinator_id else ""
                yield joined([one.log_number, status, since, who])

    def _dates(self) -> Iterator[str]:
        for one in dates_ahead(self.file, _DAYS):
            when = joined([written(one.date), written_time(one.time)], " ")
            yield f"{when}: {one.what}"

    def _tasks(self) -> Iterator[str]:
        found = [one for one in self.file.of(Task) if one.is_open()]
        found.sort(key=lambda one: one.due or dt.date.max)
        for one in found:
            yield joined([one.title, due_in_words(one.due, self.file.as_of)])

    def _waiting(self) -> Iterator[str]:
        for one in waiting(self.file):
            whom = self.file.name(one.party_id) if one.party_id else ""
            yield joined([one.what, whom, _("since {day}").format(day=written(one.asked_on))])

    def _contacts(self) -> Iterator[str]:
        entries = [one for one in self.file.of(ContactLogEntry) if one.date]
        entries.sort(key=lambda one: (str(one.date), one.time or dt.time()), reverse=True)
        for one in entries[:_LAST]:
            how = code_list("channel").label(one.channel)
            people = joined(self.file.name(who) for who in one.with_person_ids)
            begin = f"{written(one.date)}, {how}"
            words = " ".join(one.text.split())
            yield f"{joined([begin, people])}: {continued(words, max(20, self.room // 4))}"

    def _to_ring(self) -> Iterator[str]:
        file = self.file
        case = current_case(file)
        worker = file.get(Worker, case.worker_id) if case else None
        if worker:
            yield joined([worker.name, worker.phone])
        seen = set()
        for child in file.living_children:
            for person in file.professionals_for(child.id, "child_social_worker"):
                if person.id not in seen:
                    seen.add(person.id)
                    role = _("social worker of {child}").format(child=child.short_name())
                    yield joined([file.name(person.id), role, person.phone])
        for episode in file.of(AcctEpisode):
            if episode.status != "closed" and episode.coordinator_id:
                yield joined([file.name(episode.coordinator_id), _("ACCT co-ordinator")])
        for one in file.of(Proceedings):
            solicitor = file.get(Person, one.mother_represented_by_id)
            if solicitor and not one.concluded:
                yield joined([file.name(solicitor.id), _("her solicitor"), solicitor.phone])

    def _list(self, items: Iterator[str] | Sequence[str]) -> str:
        return "\n".join(self._few([self._cut(one, 2) for one in items]))

    def _few(self, items: list[str]) -> list[str]:
        if len(items) <= self.lines:
            return items
        more = _("and {count} more, in the file").format(count=len(items) - self.lines)
        return [*items[: self.lines], more]

    def _cut(self, text: str, part: int = 1) -> str:
        return continued(text, max(20, self.room // part))
