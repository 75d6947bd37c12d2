"""A person asks for everything that is held about her or him: the request and what is decided.

UK General Data Protection Regulation, articles 12 and 15: within one month of receipt, counted as
the Information Commissioner's Office explains it; two months more where requests are complex or
many, told within the first. The time stands still until the person is known to be who she says,
and while the service waits to be told what is meant. Unconfirmed by a lawyer, as are the
paragraphs named in the list of reasons to withhold.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from pydantic import Field

from tac_desktop.casework.audience_kinds import OWN_TEAM, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import add_months, written
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.questions import Section, question
from tac_desktop.casework.record import Names, Record, Row
from tac_desktop.words import _

GIVE, REDACT, WITHHOLD = "give", "redact", "withhold"
ACCEPTED, REJECTED, ADDED = "accepted", "rejected", "added"
_SATURDAY = 5


class Pseudonym(Row):
    """What stands for one other person on every page of a disclosure."""

    person_id: str = ""
    name: str = ""
    stands_as: str = ""


class SubjectAccess(Record):
    """One request. It belongs to no mother's file, so that no print or handover carries it.

    `pseudonyms` are kept with it: the same person is called the same on every page.
    """

    type_name: ClassVar[str] = "subject_access"
    source_title: ClassVar[str] = "Request for own information"
    source_plural: ClassVar[str] = "Requests for own information"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Who asks", ("subject_id", "asker", "asker_name", "authority_seen")),
        Section(
            "The request",
            ("received_on", "how", "asked_for", "identity_asked_on", "identity_checked_on",
             "identity_how", "clarity_asked_on", "clarity_given_on"),
        ),
        Section(
            "More time",
            ("extended_on", "extended_why", "extended_told_on"),
            "Two months more where it is complex or there are many; tell her within the first.",
        ),
        Section("How it ended", ("status", "ended_on", "ended_why", "worker_id")),
    )  # fmt: skip

    pseudonyms: list[Pseudonym] = Field(default_factory=list)

    subject_id: str = question(
        "About whom", refers_to="party", default="", required=True, searched=False
    )
    asker: str = question("Who asks", codes="asker", default="the_person", required=True)
    asker_name: str = question(
        "Name of who asks", default="", only_if=("asker", ("solicitor", "parent", "court_deputy",
        "other")), searched=False
    )  # fmt: skip
    authority_seen: str = question(
        "What shows that they may ask",
        default="",
        lines=2,
        only_if=("asker", ("solicitor", "parent", "court_deputy", "other")),
        hint="Signed authority, parental responsibility and what the child wants, an order.",
        searched=False,
    )
    received_on: dt.date | None = question(
        "Received on", default_factory=dt.date.today, required=True
    )
    how: str = question("How", codes="channel", default="")
    asked_for: str = question(
        "What was asked for", default="", lines=2, hint="In the words of who asks.", searched=False
    )
    identity_asked_on: dt.date | None = question(
        "Proof of identity asked for on", hint="Only where there is a real doubt."
    )
    identity_checked_on: dt.date | None = question("Identity known since")
    identity_how: str = question("How it is known", default="", searched=False)
    clarity_asked_on: dt.date | None = question("Asked what is meant on")
    clarity_given_on: dt.date | None = question("Answered on")
    extended_on: dt.date | None = question("Extended on")
    extended_why: str = question("Why", default="", lines=2, searched=False)
    extended_told_on: dt.date | None = question("Who asks was told on")
    status: str = question("How it stands", codes="access_status", default="open", required=True)
    ended_on: dt.date | None = question(
        "Answered, refused or withdrawn on", only_if=("status", ("given", "refused", "withdrawn"))
    )
    ended_why: str = question(
        "Why", default="", lines=2, only_if=("status", ("refused", "withdrawn")), searched=False
    )
    worker_id: str = question("Who works on it", refers_to="worker", default="")

    def headline(self, names: Names) -> str:
        """About whom, and since when."""
        return _("{name}, received {day}").format(
            name=names(self.subject_id), day=written(self.received_on)
        )

    def happened_on(self) -> dt.date | None:
        """When it came."""
        return self.received_on

    def is_open(self) -> bool:
        """Whether it still has to be answered."""
        return self.status == "open" and not self.entered_in_error

    def stands_as(self, person_id: str) -> str:
        """What stands for somebody; empty where nobody has chosen yet."""
        found = (one.stands_as for one in self.pseudonyms if one.person_id == person_id)
        return next(found, "")


class Span(Row):
    """A passage of an item, from and to which letter, and whether it is taken out.

    `part` names the passage it stands in. With `person_id` that person's pseudonym stands in its
    place, with `instead` these words, else only that something was removed.
    """

    part: str = ""
    start: int = 0
    end: int = 0
    verdict: str = ACCEPTED
    person_id: str = ""
    instead: str = ""


class Box(Row):
    """A black box on a page (from 0) of a file, in thousandths of its width and height."""

    page: int = 0
    left: int = 0
    top: int = 0
    width: int = 0
    height: int = 0


class DisclosureItem(Record):
    """What was decided about one record, or about the file of one document, for one request.

    `looked_at` is the state of the record that was read: what was changed since is asked again.
    """

    type_name: ClassVar[str] = "disclosure_item"
    source_title: ClassVar[str] = "Decision on one item of a request"
    source_plural: ClassVar[str] = "Decisions on items of requests"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM

    request_id: str = ""
    about_id: str = ""
    looked_at: str = ""
    decision: str = ""
    reason: str = ""
    why: str = ""
    file_decision: str = ""
    spans: list[Span] = Field(default_factory=list)
    boxes: list[Box] = Field(default_factory=list)

    def headline(self, names: Names) -> str:
        """The decision alone: what it is about is nobody's in a list."""
        return self.type_title()


def item_for(request_id: str, about_id: str) -> DisclosureItem:
    """The undecided item of a request; the same record, however often it is asked for."""
    return DisclosureItem(
        id=derived_id("disclosure_item", request_id, about_id),
        request_id=request_id,
        about_id=about_id,
    )


def begins_on(request: SubjectAccess) -> dt.date | None:
    """From when the month counts: receipt, or the day on which a doubtful identity was cleared."""
    if request.identity_asked_on and not request.identity_checked_on:
        return None
    if request.identity_asked_on and request.identity_checked_on and request.received_on:
        return max(request.received_on, request.identity_checked_on)
    return request.received_on


def due_on(request: SubjectAccess) -> dt.date | None:
    """The last day for the answer; None while the time stands still.

    The same day of the next month (its last day where there is none), three months when extended,
    later by the days waited for clarity; never on a Saturday or Sunday. Bank holidays are not
    known to the program.
    """
    begins = begins_on(request)
    if begins is None or (request.clarity_asked_on and not request.clarity_given_on):
        return None
    due = add_months(begins, 3 if request.extended_on else 1)
    if request.clarity_asked_on and request.clarity_given_on:
        due += dt.timedelta(days=max(0, (request.clarity_given_on - request.clarity_asked_on).days))
    while due.weekday() >= _SATURDAY:
        due += dt.timedelta(days=1)
    return due


def due_in_words(request: SubjectAccess, today: dt.date) -> str:
    """`Due 3 Dec 2026 (in 11 days)`, or why the time stands still, or how it ended."""
    if not request.is_open():
        state = code_list("access_status").label(request.status)
        day = written(request.ended_on)
        return _("{state} {day}").format(state=state, day=day).strip()
    due = due_on(request)
    if due is None:
        if begins_on(request) is None:
            return _("The time stands still until the identity is known.")
        return _("The time stands still until it is clear what is meant.")
    days = (due - today).days
    if days < 0:
        return _("Was due {day}, {count} days ago").format(day=written(due), count=-days)
    return _("Due {day}, in {count} days").format(day=written(due), count=days)
