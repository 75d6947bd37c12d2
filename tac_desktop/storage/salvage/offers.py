"""What could be brought back of a vault that does not open, in which ways; changes nothing."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from tac_desktop.casework.dates import written_moment
from tac_desktop.storage import drives
from tac_desktop.storage.backup_folder import Backup, BackupDamaged
from tac_desktop.storage.canonical import moment_from
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import (
    DiskFull,
    DiskTrouble,
    PlaceMissing,
    ReadOnlyPlace,
    StorageError,
    VaultDamaged,
)
from tac_desktop.storage.journal import EntryKind
from tac_desktop.storage.lock import VaultLock
from tac_desktop.storage.migrations import bring_up_to_date
from tac_desktop.storage.places import DATABASE_FILE
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.salvage.choose import choose
from tac_desktop.storage.salvage.gather import Gathered, Sources
from tac_desktop.storage.salvage.losses import Part, losses, revisions_in_words
from tac_desktop.storage.salvage.pages import Pages, salt_of
from tac_desktop.storage.salvage.tables import Shape, shapes_of
from tac_desktop.storage.salvage.unlocking import (
    Unlocked,
    backups_of,
    key_of_backup,
    refuse_without_access,
    unlocked,
)
from tac_desktop.words import _


class Way(StrEnum):
    """How a vault is brought back."""

    TOGETHER = "together"
    BACKUP = "backup"
    READABLE = "readable"


@dataclass(frozen=True)
class Offer:
    """One way, what it brings and what would be missing then."""

    way: Way
    title: str
    sentences: tuple[str, ...]
    revisions: int
    missing: int


@dataclass
class Examined:
    """A damaged vault as far as it can be read. To be closed."""

    folder: Path
    key: Unlocked
    vault_id: str
    sources: Sources
    readable: Part | None
    together: Part | None
    backup: Backup | None
    backup_key: bytes | None
    damaged_backups: int
    offers: tuple[Offer, ...]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self.sources.close()

    def part(self, way: Way) -> Part | None:
        """What goes into the new vault; None where it is the backup as it stands."""
        return {Way.TOGETHER: self.together, Way.READABLE: self.readable}.get(way)


def examine(
    folder: Path,
    secret: str,
    backup_places: Sequence[Path] = (),
    progress: Progress = no_progress,
) -> Examined:
    """Look at all that is left of a vault and of its backups, in memory alone.

    `secret` is a passphrase or the code of the recovery sheet.

    Raises:
        WrongPassphrase, TooManyAttempts, KeysMissing, KeysDamaged: as on opening.
        VaultOpenElsewhere: where somebody works in it.
        AccessEnded, NotAllowed: where the vault would not let her read it either.
        VaultDamaged: where nothing can be read and there is no backup.
        NotFromRemovableMedia: where IT lets nothing be read from its place.
    """
    drives.refuse_reading(folder)
    refuse_while_open(folder)
    backups = backups_of(folder, backup_places)
    keys = unlocked(folder, secret, backups)
    backup, backup_key, damaged = _newest_good(backups, keys, secret, progress)
    path = folder / DATABASE_FILE
    salts = tuple(salt_of(one.folder / DATABASE_FILE) for one in backups)
    key = next((one for one in keys if _fits(path, one.data_key, salts)), keys[0])
    sources = Sources(_shapes())
    try:
        readable = together = None
        with suppress(OSError):
            sources.open(path, key.data_key, salts)
            found = Gathered()
            sources.add_to(found, 0, progress)
            refuse_without_access(found.plain.get("holder", ()), key.person)
            vault_id = key.vault_id or _vault_id_in(found)
            readable = _part(sources, found, vault_id)
            if readable is not None and backup is not None and backup_key is not None:
                sources.open(backup.folder / DATABASE_FILE, backup_key)
                both = copy.deepcopy(found)
                sources.add_to(both, 1, progress)
                together = _part(sources, both, vault_id)
        vault_id = key.vault_id or (_vault_id_in(readable.found) if readable else "")
        made = Examined(
            folder, key, vault_id, sources, readable, together, backup, backup_key, damaged, ()
        )
        made.offers = tuple(_offers(made))
        if not made.offers:
            raise VaultDamaged(_("Nothing of it can be read, and no backup of it was found."))
    except BaseException:
        sources.close()
        raise
    return made


def refuse_while_open(folder: Path) -> None:
    """Raise VaultOpenElsewhere while somebody works in a vault; a disk may be read-only."""
    if not folder.exists():  # taking the lock would make it
        return
    with suppress(ReadOnlyPlace, PlaceMissing, DiskFull, DiskTrouble):
        VaultLock(folder).release()


def _newest_good(
    backups: Sequence[Backup], keys: Sequence[Unlocked], secret: str, progress: Progress
) -> tuple[Backup | None, bytes | None, int]:
    """The newest backup that is as it was written and that opens, and how many are not."""
    damaged = 0
    for backup in backups:
        try:
            backup.check_file(progress)
        except (BackupDamaged, OSError):
            damaged += 1
            continue
        for one in keys:
            data_key = key_of_backup(backup, one.data_key, secret)
            if data_key is not None:
                return backup, data_key, damaged
    return None, None, damaged


def _fits(path: Path, data_key: bytes, salts: tuple[bytes, ...]) -> bool:
    try:
        with Pages(path, data_key, salts) as pages:
            return pages.salt is not None
    except OSError:
        return False


def _shapes() -> dict[str, Shape]:
    pattern = Database.of_no_file()
    try:
        bring_up_to_date(pattern)
        return shapes_of(pattern)
    finally:
        pattern.close()


def _part(sources: Sources, found: Gathered, vault_id: str) -> Part | None:
    chosen = choose(found, vault_id)
    if not vault_id or not (chosen.bound or chosen.unbound):
        return None
    return Part(found, chosen, losses(sources, found, chosen))


def _vault_id_in(found: Gathered) -> str:
    for row in found.plain.get("fact", ()):
        if row["name"] == "vault_id":
            return str(row["value"])
    return ""


def _offers(made: Examined) -> list[Offer]:
    offers = []
    if made.together is not None and made.backup is not None:
        words = _("What can still be read, together with the backup of {moment}")
        title = words.format(moment=written_moment(made.backup.made_at))
        offers.append(_offer_of(Way.TOGETHER, title, made.together))
    if made.backup is not None:
        offers.append(_offer_of_backup(made, made.backup))
    if made.readable is not None:
        title = _("Only what can still be read from the damaged file")
        offers.append(_offer_of(Way.READABLE, title, made.readable))
    return offers


def _offer_of(way: Way, title: str, part: Part) -> Offer:
    count = len(part.chosen.bound) + len(part.chosen.unbound)
    words = _("{count} saved states of records and {entries} journal entries come back.")
    brings = words.format(count=count, entries=len(part.chosen.entries))
    missing = part.lost.revisions + part.lost.entries + len(part.lost.files)
    return Offer(way, title, (brings, *part.lost.sentences()), count, missing)


def _offer_of_backup(made: Examined, backup: Backup) -> Offer:
    """The backup alone, and what was saved after it as far as the damaged file tells."""
    title = _("Only the backup of {moment}").format(moment=written_moment(backup.made_at))
    words = _("{revisions} saved states of records and {entries} journal entries come back.")
    said = [words.format(**backup.counts)]
    if made.backup_key != made.key.data_key:
        said.append(
            _(
                "It was made before the key was replaced: the recovery sheet and the people of that"
                " time open it again. Replace the key again afterwards."
            )
        )
    part = made.together or made.readable
    if part is None:
        said.append(_("Everything saved after {moment} would be missing.").format(
            moment=written_moment(backup.made_at)))  # fmt: skip
        return Offer(Way.BACKUP, title, tuple(said), backup.counts["revisions"], 1)
    last = _last_entry(made, backup)
    since = [one for seq, one in part.chosen.bound.items() if seq > last]
    since += [one for one in part.chosen.unbound if one.seq > last]
    lost = [one for one in part.chosen.lost_revisions if one.seq > last]
    entries = max(0, part.chosen.head[0] - last)
    if any(one.kind == EntryKind.DISPOSAL and one.seq > last for one in part.chosen.entries):
        said.append(
            _("Files that were disposed of after it would be there again: dispose of them again.")
        )
    if since or lost:
        newest = max([one.at for one in since] + [one.at for one in lost])
        words = _(
            "{count} saved states of records from after it would be missing, the last of {moment}:"
        )
        said.append(
            words.format(count=len(since) + len(lost), moment=written_moment(moment_from(newest)))
        )
        said += [f"   {line}" for line in revisions_in_words(since, made.sources, part.chosen)]
    else:
        said.append(_("No record is known to have been saved after it."))
    if entries:
        words = _("So would {count} journal entries.")
        said.append(words.format(count=entries))
    missing = len(since) + len(lost) + entries
    return Offer(Way.BACKUP, title, tuple(said), backup.counts["revisions"], missing)


def _last_entry(made: Examined, backup: Backup) -> int:
    if made.backup_key is None:
        return backup.counts["entries"]
    try:
        database = Database.untouched(backup.folder / DATABASE_FILE, made.backup_key)
    except StorageError:
        return backup.counts["entries"]
    try:
        return int(database.value("SELECT coalesce(max(seq), 0) FROM journal"))
    finally:
        database.close()
