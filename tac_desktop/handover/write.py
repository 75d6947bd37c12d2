"""Handing over a mother's file, or a part of it for one reader: encrypt, verify, record.

A handover counts as written when the file was read back, opened with its passphrase and compared
revision by revision, has its name, and stands in the sending vault's journal and disclosures.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from tac_desktop.casework.service import Service
from tac_desktop.casework.work import Disclosure
from tac_desktop.errors import Cancelled, NotUnderstood, TacError
from tac_desktop.handover.bundle import Sender, read_bundle, write_bundle
from tac_desktop.handover.container import Derived, EncryptedWriter
from tac_desktop.handover.disk import Disk
from tac_desktop.handover.files import FilesOut
from tac_desktop.handover.fingerprint import Fingerprint
from tac_desktop.handover.for_reader import Part
from tac_desktop.handover.header import (
    FOR_ONE_READER_VERSION,
    HANDOVER_COST,
    WHOLE_FILE_VERSION,
)
from tac_desktop.handover.manifest import HandoverDetails, Manifest, TypeCount
from tac_desktop.handover.outcome import HandoverNotWritten, Outcome
from tac_desktop.handover.placing import ByteSink, Placed, place_verified
from tac_desktop.storage.attachments import titles_by_file
from tac_desktop.storage.errors import RecordUnknown
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.passphrases import refuse_weak, suggest_passphrase
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.revisions import Revision
from tac_desktop.storage.roles import Right
from tac_desktop.storage.vault import Vault
from tac_desktop.words import _

PASSPHRASE_WORDS = 6
"""About 77 bits: what leaves the building is guessed at for as long as someone likes."""

ENDING = ".tac"
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LETTERS_IN_NAME = 4
_LEAST_BYTES = 4096


@dataclass(frozen=True)
class Written:
    """A handover that was written and verified. The passphrase is kept nowhere else.

    `not_carried` are the titles of documents whose file is missing or damaged in this vault.
    """

    path: Path
    size: int
    passphrase: str = field(repr=False)
    fingerprint: Fingerprint
    manifest: Manifest
    outcome: Outcome = Outcome.WRITTEN
    not_carried: tuple[str, ...] = ()

    @property
    def fingerprint_words(self) -> tuple[str, ...]:
        """The six words of the file's fingerprint."""
        return self.fingerprint.words

    @property
    def counts(self) -> tuple[TypeCount, ...]:
        """How many records and revisions of each type it carries."""
        return self.manifest.counts


def write_handover(
    vault: Vault,
    mother_id: str,
    folder: Path,
    details: HandoverDetails,
    passphrase: str | None = None,
    progress: Progress | None = None,
    *,
    disk: Disk | None = None,
    cost: KeyCost = HANDOVER_COST,
) -> Written:
    """Write the whole file of a mother into `folder`, under a name that says nothing.

    See `write_part` for a reader who may not have all of it.

    Six words are generated where no passphrase is given. `progress` counts twice the revisions:
    once written, once read back; it may raise `Cancelled`.

    Raises:
        HandoverNotWritten: with the outcome. Nothing is left under a handover's name.
        Cancelled: likewise.
        NotUnderstood: where the details are incomplete.
        PassphraseTooWeak, RecordUnknown: for what they say.
    """
    _refuse_incomplete(details)
    revisions = vault.revisions(mother_id)
    if not any(revision.mother_id == mother_id for revision in revisions):
        raise RecordUnknown
    content = _content(vault, mother_id, revisions, details, passphrase, cost, progress)
    return _written(vault, mother_id, folder, content, disk or Disk())


def write_part(
    vault: Vault,
    mother_id: str,
    part: Part,
    folder: Path,
    details: HandoverDetails,
    passphrase: str | None = None,
    progress: Progress | None = None,
    *,
    reason: str = "",
    disk: Disk | None = None,
    cost: KeyCost = HANDOVER_COST,
) -> Written:
    """Write what one reader may have, and nothing else; all else is as for a whole file.

    `reason` says why it goes although something stands in the way; it stays in this vault.

    Raises:
        NotUnderstood: also where the part has stops and no reason is given.
    """
    vault.demand(Right.HAND_OVER)
    _refuse_incomplete(details)
    if part.stops and not reason.strip():
        raise NotUnderstood(_("The file was not written: a reason is needed to go on."), part.stops)
    content = _content(vault, part.mother_id, part.revisions, details, passphrase, cost, progress)
    content.part, content.reason = part, reason.strip()
    me = replace(content.sender.person, worker_id="")
    content.sender = replace(content.sender, person=me, vault_id="")
    return _written(vault, mother_id, folder, content, disk or Disk())


def _content(
    vault: Vault,
    mother_id: str,
    revisions: Sequence[Revision],
    details: HandoverDetails,
    passphrase: str | None,
    cost: KeyCost,
    progress: Progress | None,
) -> _Content:
    if passphrase is None:
        passphrase = suggest_passphrase(PASSPHRASE_WORDS)
    else:
        refuse_weak(passphrase)
    return _Content(
        mother_id,
        revisions,
        FilesOut(vault.attachments.carried_by(revisions), vault.attachments.parts),
        _sender(vault),
        details,
        passphrase,
        cost,
        progress or no_progress,
    )


def _written(vault: Vault, mother_id: str, folder: Path, content: _Content, disk: Disk) -> Written:
    details = content.details
    try:
        placed = place_verified(
            folder, new_name, content.write, content.check, disk, needs=content.bytes_at_least
        )
    except HandoverNotWritten as error:
        _note_failure(vault, mother_id, details, error.outcome)
        raise
    except Cancelled:
        _note_failure(vault, mother_id, details, Outcome.CANCELLED)
        raise
    manifest = content.manifest
    assert manifest is not None
    try:
        _record(vault, mother_id, placed, manifest, content)
    except BaseException:
        placed.take_back()
        _note_failure(vault, mother_id, details, Outcome.TROUBLE)
        raise
    return Written(
        placed.path,
        placed.size,
        content.passphrase,
        placed.fingerprint,
        manifest,
        not_carried=content.not_carried(),
    )


def new_name() -> str:
    """`handover-2026-11-22-KQ7M.tac`: a file's name is never encrypted, so it names nobody."""
    letters = "".join(secrets.choice(_LETTERS) for _place in range(_LETTERS_IN_NAME))
    return f"handover-{dt.date.today().isoformat()}-{letters}{ENDING}"


@dataclass
class _Content:
    """What goes into the file, and the same again as its receiver finds it."""

    mother_id: str
    revisions: Sequence[Revision]
    files: FilesOut
    sender: Sender
    details: HandoverDetails
    passphrase: str
    cost: KeyCost
    progress: Progress
    manifest: Manifest | None = None
    part: Part | None = None
    reason: str = ""
    derived: Derived | None = None

    def write(self, sink: ByteSink) -> None:
        """Encrypt everything into `sink`."""
        self.progress(0, self._steps, _("Working out the key"))
        version = FOR_ONE_READER_VERSION if self.part else WHOLE_FILE_VERSION
        out = EncryptedWriter(sink, self.passphrase, self.cost, version=version)
        self.derived = out.derived
        self.manifest = write_bundle(
            out,
            self.mother_id,
            self.revisions,
            self.sender,
            self.details,
            self._first_half,
            self.files,
            self.part,
        )

    def check(self, file: BinaryIO, size: int) -> Fingerprint:
        """Open it as the receiver would and compare every revision and file.

        The keys are those it was written with, where its header lies there as it was written.
        """
        bundle = read_bundle(
            file,
            size,
            self.passphrase,
            progress=self._second_half,
            keep_files=False,
            derived=self.derived,
        )
        if bundle.manifest != self.manifest or bundle.revisions != tuple(self.revisions):
            raise HandoverNotWritten(Outcome.VERIFICATION_FAILED)
        return bundle.fingerprint

    @property
    def bytes_at_least(self) -> int:
        """Less than this it never comes to: files of documents hardly shrink, words do."""
        return _LEAST_BYTES + sum(one.bytes for one in self.files.facts)

    def not_carried(self) -> tuple[str, ...]:
        """Titles of documents whose file could not go along."""
        carried = {one.sha256 for one in self.files.facts}
        named = titles_by_file(self.revisions)
        return tuple(dict.fromkeys(named[one] for one in named if one not in carried))

    @property
    def _steps(self) -> int:
        return 2 * len(self.revisions)

    def _first_half(self, done: int, total: int, words: str) -> None:
        self.progress(done, self._steps, words)

    def _second_half(self, done: int, total: int, words: str) -> None:
        half = len(self.revisions)
        self.progress(half + half * done // max(total, 1), self._steps, words)


def _refuse_incomplete(details: HandoverDetails) -> None:
    problems = details.problems()
    if problems:
        raise NotUnderstood(
            _("The handover was not written: something still has to be answered."),
            tuple(problem.sentence for problem in problems),
        )


def _sender(vault: Vault) -> Sender:
    services = [entry.record for entry in vault.entries(Service.type_name)]
    service = next((one for one in services if isinstance(one, Service)), Service())
    return Sender(
        person=vault.person,
        service=service.name,
        prison=service.prison,
        vault_id=vault.vault_id,
        training=vault.training,
        journal_reference=vault.journal_reference(),
    )


def _record(
    vault: Vault, mother_id: str, placed: Placed, manifest: Manifest, content: _Content
) -> None:
    """Into the journal and among the disclosures; without both there is no handover."""
    details, now = manifest.details, dt.datetime.now()
    recipient = ", ".join(one for one in (details.recipient, details.recipient_service) if one)
    detail = _("{name}, SHA-256 {digest}, to {recipient}, authority {authority}").format(
        name=placed.path.name,
        digest=placed.fingerprint.hex,
        recipient=recipient,
        authority=details.authority,
    )
    basis = _("{purpose}; authority {authority}").format(
        purpose=details.purpose, authority=details.authority
    )
    what = _(
        "Whole file as an encrypted handover, {count} records, {files} files of documents: {name}, "
        "fingerprint {words}"
    )
    if content.part is not None:
        what = _(
            "Part of her file for {reader} as an encrypted handover, {count} records, {files} "
            "files of documents: {name}, fingerprint {words}"
        )
        words = _("; for {reader}, left out: {left_out}")
        detail += words.format(
            reader=content.part.reader.words, left_out=len(content.part.left_out)
        )
    if content.reason:
        basis += "; " + _("sent although something stood against it: {reason}").format(
            reason=content.reason
        )
        detail += "; " + _("Reason to go on: {reason}").format(reason=content.reason)
    vault.audit(AuditAction.HANDOVER_WRITTEN, mother_id=mother_id, detail=detail)
    vault.save(
        Disclosure(
            mother_id=mother_id,
            at=now.date(),
            time=now.time().replace(second=0, microsecond=0),
            what=what.format(
                reader=manifest.reader.words if manifest.reader else "",
                count=manifest.records,
                files=len(manifest.files),
                name=placed.path.name,
                words=placed.fingerprint.in_words,
            ),
            to=recipient,
            basis=basis,
            left_out=len(content.part.left_out) if content.part else None,
            form="handover",
            copies=1,
            worker_id=vault.person.worker_id,
            file_name=placed.path.name,
            file_sha256=placed.fingerprint.hex,
            contents_sha256=manifest.revisions_sha256,
            records_given=manifest.records,
            revisions_given=manifest.revisions,
            files_given=len(manifest.files),
        )
    )


def _note_failure(vault: Vault, mother_id: str, details: HandoverDetails, outcome: Outcome) -> None:
    words = _("Handover to {recipient}: {what_happened}")
    # The failure itself matters more to her than that it could not be noted.
    with suppress(TacError):
        vault.audit(
            AuditAction.REFUSED,
            mother_id=mother_id,
            detail=words.format(recipient=details.recipient, what_happened=outcome.sentences[0]),
        )
