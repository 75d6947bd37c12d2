"""How long each file is kept, and disposing of one for good: asked for, done, and proved.

It cannot be undone. What is left is a certificate that names nobody, and the whole chain of the
journal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

from tac_desktop.casework.dates import written
from tac_desktop.casework.disposal import Disposal, file_reference
from tac_desktop.casework.episode import Case
from tac_desktop.casework.oversight import DISPOSAL_APPROVED, ManagementOversight
from tac_desktop.casework.people import Person
from tac_desktop.casework.record import Record
from tac_desktop.casework.retention import (
    EVERY_FILE,
    LegalHold,
    Retention,
    RetentionReview,
    RetentionState,
    retention,
)
from tac_desktop.casework.service import Service
from tac_desktop.storage import disposing
from tac_desktop.storage.database import Database
from tac_desktop.storage.disposing import Erased, Extent
from tac_desktop.storage.errors import StorageError
from tac_desktop.storage.journal import AuditAction, Journal
from tac_desktop.storage.links import links_in_force
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.projection import entries
from tac_desktop.storage.revisions import revisions_of
from tac_desktop.storage.roles import Right
from tac_desktop.storage.saving import save_records
from tac_desktop.words import _

_REWRITE = "rewrite"
Turn = Callable[[], AbstractContextManager[Database]]
R = TypeVar("R", bound=Record)


class DisposalRefused(StorageError):
    """A file that may not be disposed of now, with the reason."""

    def __init__(self, reason: str, what_to_do: str) -> None:
        super().__init__(reason, _("Nothing was disposed of."), what_to_do)


class DisposalNotProved(StorageError):
    """Something of a file is still there after it was erased."""

    def __init__(self, what: str) -> None:
        super().__init__(
            _("Reading the vault back found something of the file that should be gone: {what}.")
            .format(what=what),
            _("The other files are not affected."),
            _("Check the vault, and tell whoever supports you before a certificate is filed."),
        )  # fmt: skip


class NotWrittenAnew(StorageError):
    """A check or a copy reads the vault, so that its old pages are still in the file."""

    def __init__(self) -> None:
        super().__init__(
            _("The vault is being copied or checked at this moment, so it still has old pages."),
            _("What was erased is no longer shown, found or handed over."),
            _("Wait until that is done, then finish the disposal under Data protection."),
        )


@dataclass(frozen=True)
class DisposalOrder:
    """Why and on which authority. `people_ids` are people of the address book who go as well."""

    why: str
    authority: str
    approved_by: str = ""
    people_ids: frozenset[str] = frozenset()
    backups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Approval:
    """A manager's approval in the file itself; `by_id` is who saved it."""

    by_id: str
    by_name: str
    date: dt.date | None


class Retentions:
    """Retention and disposal in one open vault."""

    def __init__(
        self, turn: Turn, writing: Turn, journal: Journal, demand: Callable[[Right], None]
    ) -> None:
        """For the vault: its turns to read, its transactions to write, and who may do what."""
        self._turn, self._writing, self._journal = turn, writing, journal
        self._demand = demand

    def overview(self, today: dt.date) -> list[Retention]:
        """How long every file is kept: held and due ones first, then by date."""
        with self._reading() as database:
            found = _all_retentions(database, today)
        order = list(RetentionState)
        return sorted(found, key=lambda one: (order.index(one.state), one.due_on or dt.date.max))

    def of(self, mother_id: str, today: dt.date) -> Retention | None:
        """How long one file is kept; None where the vault holds none of hers."""
        with self._reading() as database:
            hers = links_in_force(database).kept(mother_id)
            found = _all_retentions(database, today)
        return next((one for one in found if one.mother_id == hers), None)

    def holds(self) -> list[LegalHold]:
        """Every hold that is in force, those on every file first."""
        with self._reading() as database:
            found = _records(database, LegalHold)
        return sorted(
            (one for one in found if one.in_force()), key=lambda one: (one.mother_id, one.id)
        )

    def extent(self, mother_id: str) -> Extent:
        """What disposing of a file would erase; changes nothing."""
        with self._reading() as database:
            return disposing.extent_of(database, mother_id)

    def mentioned_elsewhere(self, name: str, extent: Extent) -> int:
        """In how many records of other files a name stands: these stay as they are."""
        with self._reading() as database:
            count = 0
            for record_id, content in database.each(
                "SELECT r.record_id, v.content FROM record r JOIN revision v"
                " ON v.revision_id = r.shown"
            ):
                count += record_id not in extent.record_ids and name in content
            return count

    def approvals(self, mother_id: str) -> list[Approval]:
        """Managers' approvals in a file, by who really saved them, the newest first."""
        with self._reading() as database:
            found = []
            for entry in entries(
                database,
                "record_type = ? AND mother_id = ?",
                [ManagementOversight.type_name, mother_id],
            ):
                one = entry.record
                if isinstance(one, ManagementOversight) and one.kind == DISPOSAL_APPROVED:
                    last = revisions_of(database, one.id)[-1]
                    if not one.entered_in_error:
                        found.append(Approval(last.by_id, last.by_name, one.date))
        return found[::-1]

    def why_not(self, mother_id: str, order: DisposalOrder, today: dt.date) -> str:
        """Why a file may not be disposed of now; empty where it may."""
        return self.why_it_stays(mother_id, today) or why_order_lacks(
            order, approved=bool(self.approvals_of_others(mother_id))
        )

    def approvals_of_others(self, mother_id: str) -> list[Approval]:
        """Approvals by somebody else than the person who unlocked the vault."""
        me = self._journal.person.worker_id
        return [one for one in self.approvals(mother_id) if one.by_id != me]

    def why_it_stays(self, mother_id: str, today: dt.date) -> str:
        """What is against it whoever asks: a hold, an open case, a day that is still to come."""
        kept = self.of(mother_id, today)
        if kept is None:
            return _("The vault holds no such file.")
        if kept.state is RetentionState.HELD:
            hold = kept.holds[0]
            words = _("It is under a legal hold since {day}: {reason}.")
            return words.format(day=written(hold.since), reason=hold.reason.strip().rstrip("."))
        if kept.state is RetentionState.OPEN:
            return _("Work with her is open or waiting: close the case first.")
        if kept.state is not RetentionState.DUE:
            return _("It is not due. Note a decision to dispose of it earlier, with the reason.")
        return ""

    def dispose(self, mother_id: str, order: DisposalOrder, today: dt.date) -> Disposal:
        """Erase a file in one transaction; returns the certificate. `finish` has to follow.

        Raises:
            DisposalRefused: with the reason; nothing was changed then.
            NotAllowed: for who may not dispose of records.
        """
        self._demand(Right.DISPOSE)
        reason = self.why_not(mother_id, order, today)
        kept = self.of(mother_id, today)
        if reason or kept is None:
            with suppress(StorageError), self._writing():
                words = _("Disposal refused: {reason}").format(reason=reason)
                self._journal.event(AuditAction.REFUSED, mother_id=mother_id, detail=words)
            raise DisposalRefused(reason, _("Put that right first, then try again."))
        approvals = self.approvals_of_others(mother_id)
        approved = _approved(approvals[0]) if approvals else order.approved_by.strip()
        with self._writing() as database:
            extent = disposing.extent_of(database, mother_id).with_people(order.people_ids)
            before = self._journal.reference()
            reference = file_reference(extent.mother_ids[0])
            detail = _("File {reference} disposed of: {authority}")
            erased = disposing.erase(
                database,
                self._journal,
                extent,
                detail.format(reference=reference, authority=order.authority),
            )
            record = Disposal(
                file_ids=list(extent.mother_ids),
                reference=reference,
                closed_on=kept.closed_on,
                due_on=kept.due_on,
                counts=counts_in_words(erased, len(extent.people)),
                disposed_on=today,
                by_id=self._journal.person.worker_id,
                by_name=self._journal.person.name,
                approved_by=approved,
                authority=order.authority,
                why=order.why,
                journal_before=before,
                journal_entry=self._journal.reference(),
                backups=list(order.backups),
            )
            _note(database, _REWRITE, reference)
            save_records(database, self._journal, [record])
        self._prove(extent)
        return record

    def finish(self, progress: Progress = no_progress) -> str:
        """Write the database anew without what was erased; returns a sentence, empty if not needed.

        Raises:
            NotWrittenAnew, DiskFull, VaultOpenElsewhere ...: it can be done later; what was erased
                stays erased.
        """
        with self._turn() as database:
            if database.value("SELECT value FROM fact WHERE name = ?", (_REWRITE,)) is None:
                return ""
            progress(0, 0, _("Writing the vault anew without it"))
            database.move_log_into_file()
            database.rows("VACUUM")
            if not database.move_log_into_file():
                # Somebody still reads the old pages: they lie in the file until that ends.
                raise NotWrittenAnew
            with database.transaction():
                database.write("DELETE FROM fact WHERE name = ?", (_REWRITE,))
            database.move_log_into_file()
        return _("The whole database was written anew, so that no page of it holds the file.")

    @property
    def has_to_finish(self) -> bool:
        """Whether a disposal was broken off before the database was written anew."""
        with self._turn() as database:
            found = database.value("SELECT value FROM fact WHERE name = ?", (_REWRITE,))
            return found is not None

    def without_proof(self) -> list[Disposal]:
        """Certificates that say nothing of what was checked: the disposal was broken off."""
        return [one for one in self.disposals() if not one.proof]

    def note_proof(self, disposal: Disposal, proof: Sequence[str], backups: Sequence[str]) -> None:
        """Put what was checked afterwards on the certificate."""
        self._demand(Right.DISPOSE)
        with self._writing() as database:
            changed = disposal.changed(proof=list(proof), backups=list(backups))
            save_records(database, self._journal, [changed], reason="updated")

    def disposals(self) -> list[Disposal]:
        """The certificates of all files that were disposed of here, the newest first."""
        with self._turn() as database:
            return disposing.disposals(database)[::-1]

    def disposal(self, record_id: str) -> Disposal | None:
        """One certificate."""
        return next((one for one in self.disposals() if one.id == record_id), None)

    def disposed_before(self, mother_ids: Sequence[str]) -> list[Disposal]:
        """The disposals of files that something would bring back."""
        with self._turn() as database:
            return disposing.disposed_before(database, mother_ids)

    @contextmanager
    def _reading(self) -> Iterator[Database]:
        """A turn for what stands in case files."""
        self._demand(Right.READ)
        with self._turn() as database:
            yield database

    def _prove(self, extent: Extent) -> None:
        with self._turn() as database:
            left = disposing.left_over(database, extent)
        if left:
            raise DisposalNotProved(", ".join(f"{name}: {n}" for name, n in left.items()))


def why_order_lacks(order: DisposalOrder, *, approved: bool) -> str:
    """What is still to be written down; `approved` says that somebody did so in the file."""
    if not order.why.strip() or not order.authority.strip():
        return _("Write down why, and on which authority.")
    if not approved and not order.approved_by.strip():
        return _("Somebody else has to approve it: in the file, or by name.")
    return ""


def counts_in_words(erased: Erased, people: int) -> list[str]:
    """What a file held, as counts."""
    pairs = [
        (_("Records"), erased.records),
        (_("Revisions of them"), erased.revisions),
        (_("Files of documents"), erased.files),
        (_("Drafts"), erased.drafts),
        (_("Prints that waited"), erased.prints),
        (_("People of the address book named nowhere else"), people),
        (_("Journal entries whose words were removed"), erased.entries),
    ]
    return [_("{what}: {count}").format(what=what, count=count) for what, count in pairs]


def _approved(one: Approval) -> str:
    return _("{name}, in the file on {day}").format(name=one.by_name, day=written(one.date))


def _all_retentions(database: Database, today: dt.date) -> list[Retention]:
    links = links_in_force(database)
    cases = _by_mother(_records(database, Case), links.kept)
    holds = _by_mother(_records(database, LegalHold), links.kept)
    reviews = _by_mother(_records(database, RetentionReview), links.kept)
    mothers = {
        links.kept(one.record.id)
        for one in entries(database, "record_type = 'person' AND mother_id = record_id", [])
        if isinstance(one.record, Person)
    }
    mothers |= cases.keys()
    everywhere = holds.get(EVERY_FILE, [])
    years = _years(database)
    return [
        retention(
            one,
            cases.get(one, []),
            [*everywhere, *holds.get(one, [])],
            reviews.get(one, []),
            years,
            today,
        )
        for one in sorted(mothers - {""})
    ]


def _records(database: Database, cls: type[R]) -> list[R]:
    found = entries(database, "record_type = ?", [cls.type_name])
    return [one.record for one in found if isinstance(one.record, cls)]


def _by_mother(records: Sequence[R], kept: Callable[[str], str]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for one in records:
        found.setdefault(kept(one.mother_id), []).append(one)
    return found


def _years(database: Database) -> int | None:
    """The years that the service set; the usual ones where it set none, None for 0."""
    services = _records(database, Service)
    value = services[0].retention_years if services else None
    if value is None:
        value = Service.model_fields["retention_years"].default
    return value or None


def _note(database: Database, name: str, value: str) -> None:
    database.write("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", (name, value))
