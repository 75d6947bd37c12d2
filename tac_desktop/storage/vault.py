"""The vault: the narrow interface through which everything above reads and saves.

Each operation is short, holds the vault for itself while it runs, and is durable when it returns.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tac_desktop.casework.identifiers import new_id
from tac_desktop.later import later
from tac_desktop.storage import attempts, drafts, opening, places
from tac_desktop.storage import caseload as caseload_lines
from tac_desktop.storage.agendas import Agendas
from tac_desktop.storage.database import Database
from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.errors import StorageError, VaultLocked
from tac_desktop.storage.files import os_errors_as_sentences
from tac_desktop.storage.journal import AuditAction, Journal, JournalEntry
from tac_desktop.storage.journal_filter import JournalFilter
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.key_slots import VaultPerson
from tac_desktop.storage.lock import VaultLock
from tac_desktop.storage.passphrases import refuse_weak
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.recovery import recovery_code
from tac_desktop.storage.roles import Access, Right
from tac_desktop.storage.session_start import note_session, rebuild_if_outdated
from tac_desktop.storage.upgrading import note_and_end
from tac_desktop.storage.vault_people import VaultPeople

if TYPE_CHECKING:
    from tac_desktop.casework.agenda import MotherAgenda
    from tac_desktop.casework.case_file import CaseFile, Entry
    from tac_desktop.casework.caseload import CaseloadRow
    from tac_desktop.casework.record import Record
    from tac_desktop.storage import case_files, finding, making, projection, saving
    from tac_desktop.storage import merge as merging
    from tac_desktop.storage import verify as verifying
    from tac_desktop.storage.caseload import MotherFound
    from tac_desktop.storage.merge import Files, MergePlan
    from tac_desktop.storage.revisions import Revision
    from tac_desktop.storage.search import Narrowed, SearchHit
    from tac_desktop.storage.verify import VerifyReport
else:
    case_files = later("tac_desktop.storage.case_files")
    finding = later("tac_desktop.storage.finding")
    making = later("tac_desktop.storage.making")
    merging = later("tac_desktop.storage.merge")
    projection = later("tac_desktop.storage.projection")
    saving = later("tac_desktop.storage.saving")
    verifying = later("tac_desktop.storage.verify")


class Vault(VaultPeople):
    """One open vault and the person who unlocked it. Any thread may call it."""

    def __init__(self, folder: Path, lock: VaultLock, opened: opening.Opened) -> None:
        """For `create` and `open`; nobody else makes one."""
        self.folder = folder
        self.vault_id = opened.keys.vault_id
        self.training = opened.keys.training
        self.person = opened.slot.person
        self.slot_id = opened.slot.slot_id
        self.wrong_attempts_before = attempts.wrong_attempts(folder)
        self.unlocked_before: JournalEntry | None = None
        self.upgrade = opened.upgrade
        self.access = Access.AUDIT
        self._turns = threading.RLock()
        self._lock = lock
        self._database: Database | None = opened.database
        self._data_key = bytearray(opened.data_key)
        self._journal = Journal(opened.database, self.vault_id, self.person)

    # Making, opening, closing

    @classmethod
    def create(
        cls,
        folder: Path,
        name: str,
        role: str,
        passphrase: str,
        *,
        cost: KeyCost | None = None,
        training: bool = False,
        allow_network: bool = False,
        worker_id: str = "",
    ) -> tuple[Self, str]:
        """Make a vault, open it, and return it with the code for its recovery sheet.

        `worker_id` is who she is in records that will be read in; a new one without it.

        Raises:
            PassphraseTooWeak, PlaceTaken, ReadOnlyPlace, NetworkPlace, DiskFull,
            VaultOpenElsewhere: each for what it says; no usable vault is left behind then.
        """
        refuse_weak(passphrase, name)
        places.refuse_place(folder, allow_network=allow_network)
        with os_errors_as_sentences(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with opening.locked(folder) as lock:
            places.refuse_place(folder, allow_network=allow_network)
            person = VaultPerson(worker_id or new_id(), name.strip(), role)
            used = cost or KeyCost.measured()
            keys, slot, key = making.make_vault(folder, person, passphrase, used, training=training)
            database, _upgrade = opening.open_database(folder, key)
            opened = opening.Opened(database, key, keys, slot)
            vault = cls._opened(folder, lock, opened, AuditAction.UNLOCKED)
        return vault, recovery_code(key)

    @classmethod
    def open(
        cls,
        folder: Path,
        passphrase: str,
        *,
        slot_id: str | None = None,
        allow_network: bool = False,
    ) -> Self:
        """Unlock a vault; without `slot_id` every person's slot is tried.

        Raises:
            WrongPassphrase, TooManyAttempts, VaultDamaged, VaultNewer, VaultOpenElsewhere,
            NotAVault, EmptyFile, KeysMissing, KeysDamaged, DatabaseMissing, UnfinishedCreation,
            ReadOnlyPlace, NetworkPlace: each for what it says.
        """
        with opening.held(folder, allow_network=allow_network) as lock:
            return cls.unlocked(
                folder, lock, opening.unlock_with_passphrase(folder, passphrase, slot_id)
            )

    @classmethod
    def unlocked(cls, folder: Path, lock: VaultLock, opened: opening.Opened) -> Self:
        """For whoever has done the first half of `open` already: `storage.unlocking`."""
        return cls._opened(folder, lock, opened, AuditAction.UNLOCKED)

    @classmethod
    def open_with_recovery_code(
        cls,
        folder: Path,
        code: str,
        name: str,
        role: str,
        new_passphrase: str,
        *,
        cost: KeyCost | None = None,
        allow_network: bool = False,
    ) -> Self:
        """Unlock with the recovery sheet and give the person a new passphrase.

        Her slot is added or replaced; a lost or damaged keys.json is made anew.

        Raises:
            RecoveryCodeMistyped, RecoveryCodeOfAnotherVault, PassphraseTooWeak, and what `open`
            raises of the vault and its place.
        """
        refuse_weak(new_passphrase, name)
        with opening.held(folder, allow_network=allow_network, without_keys=True) as lock:
            opened = opening.unlock_with_recovery_code(
                folder, code, name, role, new_passphrase, cost or KeyCost.measured()
            )
            return cls._opened(folder, lock, opened, AuditAction.RECOVERY_USED)

    def close(self) -> None:
        """Lock the vault: the key is wiped as far as Python allows, the file is let go."""
        with self._turns:
            if self._database is None:
                return
            try:  # However damaged the file is: the key goes, and the folder is let go of.
                with suppress(StorageError):
                    self.audit(AuditAction.LOCKED)
                self._database.close()
            finally:
                self._database = None
                self._data_key[:] = bytes(len(self._data_key))
                self._lock.release()

    @property
    def is_open(self) -> bool:
        """Whether the vault is unlocked."""
        return self._database is not None

    # Saving

    def save(
        self,
        record: Record,
        *,
        reason: str = "",
        note: str = "",
        follows: Sequence[str] | None = None,
        draft_id: str = "",
    ) -> Revision:
        """Append a revision of a record in one durable transaction.

        It follows the revision that is shown; with the reason `RESOLVED` all heads, which settles
        a fork. `follows` names other ones, when the form was opened on an earlier state. A draft
        that is named is dropped in the same transaction. Nothing is added where nothing changed.
        """
        self.demand_to_save([record])
        with self._writing() as database:
            (revision,) = saving.save_records(
                database, self._journal, [record], reason=reason, note=note, follows=follows
            )
            if draft_id:
                drafts.discard(database, draft_id)
        return revision

    def save_all(
        self, records: Sequence[Record], *, reason: str = "", note: str = "", draft_id: str = ""
    ) -> list[Revision]:
        """Save several records in one transaction: all of them or none.

        A draft that is named is dropped in the same transaction.
        """
        self.demand_to_save(records)
        with self._writing() as database:
            saved = saving.save_records(database, self._journal, records, reason=reason, note=note)
            if draft_id:
                drafts.discard(database, draft_id)
        return saved

    # Reading

    def entry(self, record_id: str) -> Entry[Record] | None:
        """A record as it stands, with its saving and its amendments."""
        with self._reading() as database:
            return next(iter(projection.entries(database, "record_id = ?", [record_id])), None)

    def entries(
        self, record_type: str | None = None, mother_id: str | None = None
    ) -> list[Entry[Record]]:
        """All records, of one type or of one mother's file; `""` as mother means shared ones."""
        chosen = {"record_type": record_type, "mother_id": mother_id}
        asked = {name: value for name, value in chosen.items() if value is not None}
        where = " AND ".join(f"{name} = ?" for name in asked) or "1"
        with self._reading(record_type or "") as database:
            return projection.entries(database, where, list(asked.values()))

    def holds(self, record_type: str) -> bool:
        """Whether there is any record of a type."""
        with self._reading(record_type) as database:
            found = database.value(
                "SELECT 1 FROM record WHERE record_type = ? LIMIT 1", (record_type,)
            )
        return found is not None

    def history(self, record_id: str) -> list[Revision]:
        """Every revision of a record, oldest first."""
        from tac_desktop.storage.revisions import revisions_of

        with self._reading() as database:
            return revisions_of(database, record_id)

    def name(self, record_id: str) -> str:
        """A person, organisation, worker or record in words."""
        with self._reading() as database:
            return projection.NameFinder(database)(record_id)

    def case_file(
        self, mother_id: str, as_of: dt.date | None = None, *, known_on: dt.date | None = None
    ) -> CaseFile:
        """Everything currently known about one mother.

        `as_of` (today where it is not given) is the day ages and dates ahead are counted from;
        `known_on` shows the file as it was at the end of an earlier day.

        Raises:
            RecordUnknown: where the vault holds nothing of hers.
        """
        with self._reading() as database:
            return case_files.case_file(
                database,
                mother_id,
                as_of or dt.date.today(),
                self._journal.reference(),
                known_on,
            )

    def caseload(self, today: dt.date) -> list[CaseloadRow]:
        """One line for each mother, by name."""
        with self._reading() as database:
            return caseload_lines.read(database, today, self._files_for_lines)

    def agenda(self, today: dt.date, progress: Progress = no_progress) -> list[MotherAgenda]:
        """What every mother with whom there is work brings to the day, by name.

        Those whose file changed, and all on a new day, are worked out first, a few at a time:
        others can use the vault in between. May be called in a thread; `progress` may stop it.
        """
        return self._agendas().on(today, progress)

    def agendas_to_work_out(self, today: dt.date) -> int:
        """How many case files `agenda` would have to read now."""
        return len(self._agendas().out_of_date(today))

    def find_mothers(self, words: str) -> list[MotherFound]:
        """Mothers by parts of a name or of a present or former prison number."""
        with self._reading() as database:
            today = dt.date.today()
            return caseload_lines.find_mothers(database, words, today, self._files_for_lines)

    def search(
        self, words: str, *, mother_id: str | None = None, limit: int = 50
    ) -> list[SearchHit]:
        """Records with all of these words; the last one may be only the beginning of a word."""
        from tac_desktop.storage.search import Narrowed

        return self.search_within(words, Narrowed(mother_id), limit=limit)

    def search_within(
        self, words: str, narrowed: Narrowed, *, limit: int = 50, alike: bool = False
    ) -> list[SearchHit]:
        """The same kept to some kinds or days; `alike` gives what only sounds like it instead."""
        with self._reading() as database:
            return (finding.hits_alike if alike else finding.hits)(database, words, narrowed, limit)

    # Journal

    def audit(
        self,
        action: AuditAction,
        *,
        record_id: str = "",
        mother_id: str = "",
        detail: str = "",
    ) -> None:
        """Note in the journal what was done; durable when it returns."""
        self.demand_for(action)
        with self._writing():
            self._journal.event(action, record_id=record_id, mother_id=mother_id, detail=detail)

    def journal(
        self, *, limit: int = 200, mother_id: str = "", wanted: JournalFilter | None = None
    ) -> list[JournalEntry]:
        """The newest journal entries, newest first: of one mother's file, or as `wanted` says."""
        asked = wanted or JournalFilter(mother_id=mother_id or "")
        with self._turn():
            return self._journal.entries(limit, *asked.condition())

    def journal_reference(self) -> str:
        """The head of the journal in short, as packs print it: `J1043-7F3A9C`."""
        with self._turn():
            return self._journal.reference()

    # Drafts

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being typed; an empty draft vanishes."""
        with self._reading(), self._writing() as database:
            drafts.keep(database, draft, self.person)

    def drafts(self) -> list[Draft]:
        """All drafts, the one typed last first."""
        with self._reading() as database:
            return drafts.every_draft(database)

    def draft(self, draft_id: str) -> Draft | None:
        """One draft."""
        with self._reading() as database:
            return drafts.one_draft(database, draft_id)

    def discard_draft(self, draft_id: str) -> None:
        """Drop a draft."""
        with self._reading(), self._writing() as database:
            drafts.discard(database, draft_id)

    # Handover

    def revisions(self, mother_id: str) -> list[Revision]:
        """Everything that a handover of this mother's file carries, oldest first."""
        self.demand(Right.HAND_OVER)
        with self._turn() as database:
            return case_files.revisions_to_hand_over(database, mother_id)

    def plan_merge(self, revisions: Sequence[Revision], files: Files | None = None) -> MergePlan:
        """What merging would add; changes nothing. Raises MergeRefused with reasons."""
        self.demand(Right.WRITE)
        with self._turn() as database:
            return merging.plan_merge(database, revisions, files or {})

    def merge(
        self,
        revisions: Sequence[Revision],
        *,
        source: str,
        files: Files | None = None,
        bring_back: bool = False,
    ) -> MergePlan:
        """Add what is missing, all or nothing; `source` says in the journal where it came from.

        `files` are those of the documents among the revisions, by their SHA-256. `bring_back` lets
        a file come back that was disposed of here.

        Raises:
            MergeRefused: with reasons; nothing was added then.
        """
        self.demand(Right.WRITE)
        with self._writing() as database:
            plan = merging.merge(
                database, self._journal, revisions, files or {}, bring_back=bring_back
            )
            if not plan.changes_nothing:
                mother_id = plan.mother_ids[0] if len(plan.mother_ids) == 1 else ""
                self._journal.event(AuditAction.MERGED, mother_id=mother_id, detail=source)
        return plan

    def counts(self) -> dict[str, int]:
        """How many records there are of each kind, without what stands in them."""
        with self._turn() as database:
            return projection.counts(database)

    # Care

    def verify(self, progress: Progress = no_progress) -> VerifyReport:
        """Check pages, structure, chain, revisions, projections, search index and drafts."""
        with self._turn() as database:
            path, wal, key = database.path, database.wal, bytes(self._data_key)
        report = verifying.verify(
            path, key, self.vault_id, wal=wal, alone=self._turn, progress=progress
        )
        with suppress(StorageError):
            self.audit(AuditAction.VERIFIED, detail=" ".join(report.sentences))
        return report

    def rebuild_projections(self, progress: Progress = no_progress) -> None:
        """Make what is shown, found and listed anew from the revisions."""
        with self._turn() as database:
            projection.rebuild_projections(database, progress)

    # Within

    @classmethod
    def _opened(
        cls, folder: Path, lock: VaultLock, opened: opening.Opened, action: AuditAction
    ) -> Self:
        vault = cls(folder, lock, opened)
        try:
            vault._begin(action)
        except BaseException:
            opened.database.close()
            raise
        return vault

    def _begin(self, action: AuditAction) -> None:
        """What stands at the beginning of every session: who it is, and what was tried before."""
        self._lock.name_holder(self.person.name)
        if action is not AuditAction.RECOVERY_USED:
            self._let_in()
        with self._turn() as database:
            rebuild_if_outdated(database)
            openings = (AuditAction.UNLOCKED, AuditAction.RECOVERY_USED)
            self.unlocked_before = self._journal.last(*openings)
            if self.upgrade:
                note_and_end(database, self._journal, self.upgrade)
        with self._writing() as database:
            note_session(database, self._journal, self.wrong_attempts_before, action)
            self._take_access(database)
        attempts.forget_attempts(self.folder)

    @contextmanager
    def _turn(self) -> Iterator[Database]:
        with self._turns:
            if self._database is None:
                raise VaultLocked
            yield self._database

    @contextmanager
    def _reading(self, record_type: str = "") -> Iterator[Database]:
        """A turn for what stands in case files; the service and its team stand in none."""
        self.demand_to_read(record_type)
        with self._turn() as database:
            yield database

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        with self._turn() as database, database.transaction():
            yield database
            caseload_lines.settle(database, self._files_for_lines)

    def _agendas(self) -> Agendas:
        return Agendas(self._reading, self._writing, self._files_for_agendas, self._files_for_lines)

    def _files_for_agendas(self) -> caseload_lines.CaseFileOf:
        with self._turn() as database:
            return case_files.each_for_agenda(database)

    def _files_for_lines(self) -> caseload_lines.CaseFileOf:
        with self._turn() as database:
            return case_files.each_for_line(database)
