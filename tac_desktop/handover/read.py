"""Receiving a handover: open and verify it, say what it would add, take it in all or nothing."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tac_desktop.casework.dates import written_moment
from tac_desktop.casework.people import Person
from tac_desktop.errors import NotUnderstood, TacError
from tac_desktop.handover.bundle import Bundle, read_bundle
from tac_desktop.handover.errors import (
    HandoverExchanged,
    HandoverForOneReader,
    HandoverUnreadable,
    NotReadIn,
)
from tac_desktop.handover.fingerprint import Fingerprint
from tac_desktop.handover.limits import Limits
from tac_desktop.handover.manifest import Manifest
from tac_desktop.handover.receipt import Contents, Receipt, make_receipt
from tac_desktop.storage import drives
from tac_desktop.storage.errors import MergeRefused
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.merge import MergePlan
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.revisions import Revision, heads_of
from tac_desktop.storage.vault import Vault
from tac_desktop.words import _


@dataclass(frozen=True)
class OpenedHandover:
    """A handover that was opened and verified, in memory only."""

    file_name: str
    manifest: Manifest
    revisions: tuple[Revision, ...]
    fingerprint: Fingerprint
    size: int
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @cached_property
    def mother(self) -> Person | None:
        """The mother as she was last saved; None where this version cannot read her record."""
        hers = [one for one in self.revisions if one.record_id == self.manifest.mother_id]
        heads = heads_of(hers)
        with suppress(NotUnderstood):
            record = heads[-1].record() if heads else None
            return record if isinstance(record, Person) else None
        return None

    @property
    def contents(self) -> Contents:
        """What its receipt is about."""
        return Contents.of(self.file_name, self.fingerprint, self.manifest)

    @property
    def about(self) -> str:
        """The mother's name."""
        return self.mother.display_name() if self.mother else _("a mother whose name is not in it")


@dataclass(frozen=True)
class ReadingPlan:
    """What taking a handover in would do to this vault; nothing has been done yet."""

    opened: OpenedHandover
    merge: MergePlan
    mother_is_here: bool
    into_training: bool

    @property
    def changes_nothing(self) -> bool:
        """Whether everything is here already."""
        return self.merge.changes_nothing

    def sentences(self) -> list[str]:
        """The plan in words: whose file, then each record type and each fork."""
        words = (
            _("{name} has a file here already. What is new is added to it; nothing is replaced.")
            if self.mother_is_here
            else _("{name} has no file here yet. Her whole file is added.")
        )
        said = [self.warning] if self.warning else []
        return [*said, words.format(name=self.opened.about), *self.merge.sentences()]

    @property
    def warning(self) -> str:
        """Where invented people would come among real ones, or real ones among the invented."""
        if self.opened.manifest.training and not self.into_training:
            return _("This handover comes from a training vault: the people in it are invented.")
        if self.into_training and not self.opened.manifest.training:
            return _("This is a training vault, and the handover holds a real mother's file.")
        return ""


@dataclass(frozen=True)
class TakenIn:
    """What was added. Taking the same handover in again adds nothing."""

    mother_id: str
    merge: MergePlan

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        if self.merge.changes_nothing:
            return _("Everything in the handover was here already. Nothing was added.")
        new, changed = (
            sum(line.new for line in self.merge.lines),
            sum(line.changed for line in self.merge.lines),
        )
        said = [
            _(
                "{new} records were added and {changed} were brought up to date. Nothing that was "
                "here was replaced."
            ).format(new=new, changed=changed)
        ]
        if self.merge.files_to_add:
            words = _("With them came {count} files of documents.")
            said.append(words.format(count=self.merge.files_to_add))
        return " ".join(said)


@dataclass(frozen=True)
class Check:
    """What was found in a handover without a vault. `reasons` say why it cannot be read in."""

    opened: OpenedHandover
    reasons: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether this version of the program can read all of it in."""
        return not self.reasons

    def sentences(self) -> list[str]:
        """The result in words, the fingerprint among them."""
        manifest, opened = self.opened.manifest, self.opened
        said = [
            _("The file is whole, and every one of its {count} revisions was verified.").format(
                count=manifest.revisions
            ),
            _("Written {moment} by {sender} for {recipient}.").format(
                moment=written_moment(manifest.made_at),
                sender=manifest.sender,
                recipient=manifest.details.recipient,
            ),
            _("Fingerprint: {words} (SHA-256 {digest})").format(
                words=opened.fingerprint.in_words, digest=opened.fingerprint.hex
            ),
        ]
        if manifest.files:
            said.append(manifest.files_in_words)
        if manifest.reader:
            said.append(HandoverForOneReader(manifest.reader.words).sentence)
        return said + list(self.reasons)


def open_handover(
    path: Path,
    passphrase: str,
    progress: Progress | None = None,
    *,
    limits: Limits | None = None,
    expected: Fingerprint | None = None,
) -> OpenedHandover:
    """Open a handover and verify all of it; changes nothing anywhere.

    `progress` counts bytes of the file; it may raise `Cancelled`. `expected` is the fingerprint
    that was shown before: another file is refused.

    Raises:
        NotAHandover, HandoverEmpty, HandoverCutOff, HandoverDamaged, HandoverNewer,
        HandoverTooLarge, WrongHandoverPassphrase, HandoverUnreadable, NotEnoughMemory,
        HandoverExchanged.
    """
    bundle = _bundle(path, passphrase, limits, progress or no_progress)
    if expected is not None and bundle.fingerprint != expected:
        raise HandoverExchanged
    return OpenedHandover(
        path.name,
        bundle.manifest,
        bundle.revisions,
        bundle.fingerprint,
        bundle.size,
        bundle.files,
    )


def plan(vault: Vault, opened: OpenedHandover) -> ReadingPlan:
    """What taking it in would add; changes nothing.

    Raises:
        MergeRefused: with the reasons why it cannot be taken in.
        HandoverForOneReader: where it is not a whole file.
    """
    _refuse_part(opened)
    mother_id = opened.manifest.mother_id
    is_here = vault.entry(mother_id) is not None
    merge = vault.plan_merge(opened.revisions, opened.files)
    return ReadingPlan(opened, merge, is_here, vault.training)


def take_in(vault: Vault, opened: OpenedHandover, *, bring_back: bool = False) -> TakenIn:
    """Add what is missing in one transaction, and note in the journal where it came from.

    `bring_back` is a person's word that a file may come back which was disposed of here.

    Raises:
        MergeRefused: with the reasons; nothing was added then.
        HandoverForOneReader: where it is not a whole file.
    """
    _refuse_part(opened)
    manifest = opened.manifest
    source = _("{file}, SHA-256 {digest}, from {sender}, authority {authority}").format(
        file=opened.file_name,
        digest=opened.fingerprint.hex,
        sender=manifest.sender,
        authority=manifest.details.authority,
    )
    try:
        merged = vault.merge(
            opened.revisions, source=source, files=opened.files, bring_back=bring_back
        )
    except MergeRefused as error:
        with suppress(TacError):
            vault.audit(
                AuditAction.REFUSED, mother_id=manifest.mother_id, detail=f"{source}: {error}"
            )
        raise
    vault.audit(AuditAction.HANDOVER_READ, mother_id=manifest.mother_id, detail=source)
    return TakenIn(manifest.mother_id, merged)


def give_receipt(vault: Vault, opened: OpenedHandover, received_on: dt.date) -> Receipt:
    """The receipt of a handover that is in this vault now; noted in the journal.

    Raises:
        NotReadIn: where something of it is not here, so that nothing is acknowledged.
    """
    if not plan(vault, opened).changes_nothing:
        raise NotReadIn
    receipt = make_receipt(opened.contents, vault.person.name, received_on)
    words = _("{file}, SHA-256 {digest}, to {sender}").format(
        file=opened.file_name, digest=opened.fingerprint.hex, sender=opened.manifest.sender
    )
    vault.audit(AuditAction.RECEIPT_GIVEN, mother_id=opened.manifest.mother_id, detail=words)
    return receipt


def check_handover(path: Path, passphrase: str, progress: Progress | None = None) -> Check:
    """Open a handover and say whether this version of the program can read all of it in.

    Raises:
        HandoverError: as `open_handover`.
    """
    opened = open_handover(path, passphrase, progress)
    reasons: dict[str, None] = {}
    for revision in opened.revisions:
        try:
            revision.record()
        except NotUnderstood as error:
            reasons[error.what_happened] = None
    return Check(opened, tuple(reasons))


def _refuse_part(opened: OpenedHandover) -> None:
    """A part must never stand in a vault as if it were all there is."""
    reader = opened.manifest.reader
    if reader is not None:
        raise HandoverForOneReader(reader.words)


def _bundle(path: Path, passphrase: str, limits: Limits | None, progress: Progress) -> Bundle:
    drives.refuse_reading(path)
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            return read_bundle(file, size, passphrase, limits, progress)
    except OSError as error:
        raise HandoverUnreadable(error.strerror or "") from error
