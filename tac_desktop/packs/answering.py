"""Working through a request for own information: what was found, what is decided, what is given.

Every decision is a record in the vault, saved when it is made: nothing is lost by a lock.
"""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tac_desktop.casework.dates import written
from tac_desktop.casework.document_files import LIMITS
from tac_desktop.casework.people import Person, Worker
from tac_desktop.casework.record import record_class
from tac_desktop.casework.redaction import (
    Proposal,
    is_settled,
    proposals,
    redacted,
    state_of,
    undecided,
    with_pseudonyms,
    with_span,
)
from tac_desktop.casework.service import Service
from tac_desktop.casework.subject_access import (
    GIVE,
    REDACT,
    REJECTED,
    WITHHOLD,
    DisclosureItem,
    SubjectAccess,
    item_for,
)
from tac_desktop.casework.work import Disclosure, Document
from tac_desktop.errors import NotUnderstood, TacError
from tac_desktop.packs.outcome import MARKING, Built, Copy
from tac_desktop.packs.own_information import GivenItem, OwnInformation, own_information
from tac_desktop.packs.scans import burnt
from tac_desktop.storage.held_about import Found, Held
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.roles import Right
from tac_desktop.storage.vault import Vault
from tac_desktop.words import _

PagesOf = Callable[[bytes], Sequence[bytes]]
"""The pages of a document's file as pictures (PNG or JPEG), in order."""

_PAGES_KEPT_TOGETHER = 150


class ItemState(StrEnum):
    """How far one item is."""

    UNDECIDED = "undecided"
    CHANGED = "changed"
    LOOKING = "looking"
    GIVEN = "given"
    REDACTED = "redacted"
    WITHHELD = "withheld"

    @property
    def label(self) -> str:
        """It in words."""
        return {
            ItemState.UNDECIDED: _("Not decided"),
            ItemState.CHANGED: _("Changed since: look again"),
            ItemState.LOOKING: _("Names to decide"),
            ItemState.GIVEN: _("Give"),
            ItemState.REDACTED: _("Give, parts taken out"),
            ItemState.WITHHELD: _("Hold back"),
        }[self]


@dataclass
class AccessWork:
    """One request with everything that was found for it, while somebody works on it."""

    request: SubjectAccess
    held: Held
    items: dict[str, DisclosureItem]
    proposed: dict[str, list[Proposal]] = field(default_factory=dict)

    def item(self, found: Found) -> DisclosureItem:
        """The decision on a record; an undecided one where there is none."""
        return self.items.get(found.record_id) or item_for(self.request.id, found.record_id)

    def state(self, found: Found) -> ItemState:
        """How far a record is; names and the file both count."""
        item = self.item(found)
        if not item.decision:
            return ItemState.UNDECIDED
        if item.looked_at != state_of(found.parts):
            return ItemState.CHANGED
        if item.decision == WITHHOLD:
            return ItemState.WITHHELD if item.reason else ItemState.LOOKING
        open_file = bool(found.file) and not item.file_decision
        if open_file or not is_settled(item, self.proposed[found.record_id]):
            return ItemState.LOOKING
        words = item.decision == REDACT and any(one.verdict != REJECTED for one in item.spans)
        taken_out = words or bool(item.boxes) or item.file_decision == WITHHOLD
        return ItemState.REDACTED if taken_out else ItemState.GIVEN

    def found(self, record_id: str) -> Found | None:
        """One record."""
        return next((one for one in self.held.found if one.record_id == record_id), None)

    def counts(self) -> Counter[ItemState]:
        """How many are how far."""
        return Counter(self.state(one) for one in self.held.found)

    def open_items(self) -> list[Found]:
        """What still needs a decision."""
        unready = (ItemState.UNDECIDED, ItemState.CHANGED, ItemState.LOOKING)
        return [one for one in self.held.found if self.state(one) in unready]


class NotReady(TacError):
    """Something is left to decide."""

    def __init__(self, count: int) -> None:
        super().__init__(
            _("{count} items are not decided yet.").format(count=count),
            _("Nothing was made or given."),
            _("Decide about each of them first."),
        )


def begin(vault: Vault, request_id: str, progress: Progress = no_progress) -> AccessWork:
    """Look for everything anew and put the decisions made so far beside it.

    Raises:
        NotUnderstood: where the request or the person is not in the vault.
    """
    entry = vault.entry(request_id)
    request = entry.record if entry is not None else None
    unknown = _("The vault does not hold this request, or not the person it names.")
    if not isinstance(request, SubjectAccess):
        raise NotUnderstood(unknown)
    held = vault.held.everything(request.subject_id, progress)
    if held is None:
        raise NotUnderstood(unknown)
    known = {
        one.record.about_id: one.record
        for one in vault.entries(DisclosureItem.type_name)
        if isinstance(one.record, DisclosureItem) and one.record.request_id == request_id
    }
    work = AccessWork(request, held, known)
    for one in held.found:
        work.proposed[one.record_id] = proposals(one.parts, held.finder)
    named = [
        person
        for one in held.found
        for each in work.proposed[one.record_id]
        if (person := held.person(each.find.person_id)) is not None
    ]
    changed = with_pseudonyms(request, named)
    if changed is not request:
        vault.save(changed)
        work.request = changed
    return work


def decide(vault: Vault, work: AccessWork, *items: DisclosureItem) -> None:
    """Save decisions, all of them or none."""
    seen = {one.record_id: state_of(one.parts) for one in work.held.found}
    fresh = [one.changed(looked_at=seen.get(one.about_id, "")) for one in items]
    vault.save_all(fresh)
    work.items.update({one.about_id: one for one in fresh})


def about_all_of(work: AccessWork, person_id: str, verdict: str) -> list[DisclosureItem]:
    """Every item with the same verdict on each undecided passage that names somebody.

    Only the name is decided: an item that nobody decided about stays undecided, whatever it holds.
    """
    changed = []
    for one in work.held.found:
        item = work.item(one)
        if item.decision == WITHHOLD:
            continue
        open_ones = [
            each
            for each in undecided(work.proposed[one.record_id], item)
            if each.find.person_id == person_id
        ]
        if open_ones:
            given = bool(item.decision)
            for each in open_ones:
                item = with_span(item, each.as_span(verdict))
            changed.append(item if given else item.changed(decision=""))
    return changed


def without_open_names(work: AccessWork) -> list[DisclosureItem]:
    """Undecided items in which no name is left to decide, with no caution and no file: give.

    What was taken out stays taken out.
    """
    return [
        item.changed(decision=REDACT if item.spans else GIVE)
        for one in work.held.found
        if work.state(one) is ItemState.UNDECIDED
        and not undecided(work.proposed[one.record_id], item := work.item(one))
        and not one.cautions
        and not one.file
    ]


@dataclass(frozen=True)
class AccessOrder:
    """The answer, to be looked at, printed or saved; each noted in the journal.

    It has what `giving.Order` has, so that the same windows print and save it.
    """

    vault: Vault
    answer: OwnInformation
    mother_id: str
    reason: str = ""

    @property
    def reader(self) -> str:
        """For whom it is."""
        return self.answer.to

    def make(self, copy: Copy | None = None) -> Built:
        """The print."""
        return own_information(self.answer)

    def note_preview(self, built: Built) -> None:
        """It was looked at on the screen."""
        self._audit(AuditAction.PREVIEWED, built, _("1 copy on the screen"))

    def note_printing(self, built: Built) -> None:
        """A copy goes to the printer now; raises NotAllowed where she may not give it out."""
        self.vault.demand(Right.GIVE_OUT)
        self._audit(AuditAction.PRINTED, built, _("1 copy"))

    def note_saved(self, built: Built, file_name: str, *, encrypted: bool) -> None:
        """It was saved as a file outside the vault."""
        words = _("encrypted file {name}") if encrypted else _("unencrypted file {name}")
        self._audit(AuditAction.EXPORTED_PDF, built, words.format(name=file_name))

    def note_not_printed(self, built: Built, sentence: str) -> None:
        """What was noted did not happen."""
        self._audit(AuditAction.REFUSED, built, sentence)

    def disclose(self, built: Built, form: str, copies: int, whom: Sequence[str]) -> None:
        """Nothing yet: that it was given is noted with the request (`note_given`)."""

    def _audit(self, action: AuditAction, built: Built, how: str) -> None:
        words = _("{title} for {reader}: {how}; pages: {pages}.")
        detail = words.format(title=built.title, reader=self.reader, how=how, pages=built.pages)
        self.vault.audit(action, mother_id=self.mother_id, detail=detail)


def answer_for(
    vault: Vault, work: AccessWork, today: dt.date, pages_of: PagesOf, *, large_print: bool = False
) -> AccessOrder:
    """The answer as it was decided; what was taken out is not in it.

    Raises:
        NotReady: while anything is undecided.
        FileRefused, AttachmentMissing, AttachmentDamaged: where a file to be given is unreadable.
    """
    left = work.open_items()
    if left:
        raise NotReady(len(left))
    given, withheld = [], []
    for one in work.held.found:
        item = work.item(one)
        if item.decision == WITHHOLD:
            withheld.append(item.reason)
        else:
            given.append(_given(vault, work, one, item, pages_of))
    service = _service(vault)
    answer = OwnInformation(
        subject=work.held.subject.display_name(),
        to=work.request.asker_name or work.held.subject.display_name(),
        received_on=work.request.received_on,
        answered_on=today,
        service=service.name,
        address=[service.prison, *service.below_its_name()],
        sender=vault.person.name,
        items=given,
        withheld=[*withheld, *(one.file_withheld for one in given if one.file_withheld)],
        pseudonyms=_used(work),
        given_out=_told(work),
        done=[(one.what, one.count, one.first.date(), one.last.date()) for one in work.held.done],
        journal_reference=vault.journal_reference(),
        marking=service.marking or MARKING,
        large_print=large_print,
    )
    return AccessOrder(vault, answer, _mother_of(work))


def note_given(
    vault: Vault, work: AccessWork, order: AccessOrder, pdf: bytes, form: str, today: dt.date
) -> Disclosure:
    """It was given: the disclosure, a copy of what was given, and the request answered.

    Raises:
        FileRefused: where the copy cannot be kept; nothing is noted as given then.
    """
    words = _("Answer to a request for own information, received {day}")
    what = words.format(day=written(work.request.received_on))
    parts = _in_parts(pdf)
    for number, (part, pages) in enumerate(parts, start=1):
        title = _("Copy of what was given: {what}").format(what=what)
        if len(parts) > 1:
            title = _("{title} ({number} of {count})").format(
                title=title, number=number, count=len(parts)
            )
        vault.attachments.attach(
            Document(
                mother_id=order.mother_id,
                title=title,
                type="other",
                date=today,
                pages=pages,
                share="tac_only",
                confidential=True,
                given_to_mother=None,
            ),
            part,
        )
    now = dt.datetime.now()
    disclosure = Disclosure(
        mother_id=order.mother_id,
        at=today,
        time=now.time().replace(second=0, microsecond=0),
        what=what,
        to=order.reader,
        basis=_("Right of access (article 15 UK GDPR)"),
        form=form,
        pages=sum(pages for _part, pages in parts),
        copies=1,
        left_out=len(order.answer.withheld),
        worker_id=vault.person.worker_id,
    )
    request = work.request.changed(status="given", ended_on=today)
    vault.save_all([disclosure, request])
    work.request = request
    return disclosure


def _given(
    vault: Vault, work: AccessWork, found: Found, item: DisclosureItem, pages_of: PagesOf
) -> GivenItem:
    parts = [(one.label, redacted(one.text, one.part, item, work.request)) for one in found.parts]
    scans: list[bytes] = []
    held_back = ""
    if found.file and item.file_decision == WITHHOLD:
        held_back = item.reason or "third_party"
    elif found.file:
        content = vault.attachments.content(found.file)
        scans = [
            burnt(page, [box for box in item.boxes if box.page == number])
            for number, page in enumerate(pages_of(content))
        ]
    changed = any(text != one.text for (_label, text), one in zip(parts, found.parts, strict=True))
    return GivenItem(
        kind=record_class(found.entry.record.type_name).type_title(),
        day=found.day,
        parts=parts,
        scans=scans,
        redacted=changed or bool(item.boxes),
        file_withheld=held_back,
    )


def _used(work: AccessWork) -> list[str]:
    """The pseudonyms that stand somewhere in the answer."""
    used = {
        span.person_id
        for item in work.items.values()
        if item.decision == REDACT
        for span in item.spans
        if span.verdict != REJECTED and not span.instead
    }
    return [one.stands_as for one in work.request.pseudonyms if one.person_id in used]


def _told(work: AccessWork) -> list[tuple[dt.datetime, str]]:
    """What left the vault before, without those whose names were not left anywhere else."""
    verdicts: dict[str, set[str]] = {}
    for item in work.items.values():
        for span in item.spans:
            verdicts.setdefault(span.person_id, set()).add(span.verdict)
    left = {one for one, said in verdicts.items() if one and said == {REJECTED}}
    said = []
    for at, words in work.held.given_out:
        for find in reversed(work.held.finder.finds(words)):
            if find.person_id in left:
                continue
            stands = work.request.stands_as(find.person_id) or find.instead
            words = words[: find.start] + stands + words[find.end :]
        said.append((at, words))
    return said


def _mother_of(work: AccessWork) -> str:
    subject = work.held.subject
    return subject.mother_id if isinstance(subject, (Person, Worker)) else ""


def _service(vault: Vault) -> Service:
    known = (entry.record for entry in vault.entries(Service.type_name))
    return next((one for one in known if isinstance(one, Service)), Service())


def _in_parts(pdf: bytes) -> list[tuple[bytes, int]]:
    """A PDF in parts that the vault keeps, each with its number of pages."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as whole:
        count = len(whole.pages)
        if count <= _PAGES_KEPT_TOGETHER and len(pdf) <= LIMITS.bytes:
            return [(pdf, count)]
        size = _PAGES_KEPT_TOGETHER
        while size > 1:
            parts = [
                _pages(whole, range(at, min(at + size, count))) for at in range(0, count, size)
            ]
            if all(len(part) <= LIMITS.bytes for part, _pages_in in parts):
                return parts
            size //= 2
        return parts


def _pages(whole: object, wanted: Iterable[int]) -> tuple[bytes, int]:
    import pikepdf

    assert isinstance(whole, pikepdf.Pdf)
    out = io.BytesIO()
    with pikepdf.new() as part:
        for number in wanted:
            part.pages.append(whole.pages[number])
        part.save(out)
        return out.getvalue(), len(part.pages)
