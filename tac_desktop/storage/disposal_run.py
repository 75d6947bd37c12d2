"""A disposal from beginning to end: erased, written anew, checked, backups seen to, certified."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tac_desktop.casework.dates import add_months, written, written_moment
from tac_desktop.casework.disposal import Disposal
from tac_desktop.errors import TacError
from tac_desktop.storage.backup_folder import Backup, backups_in
from tac_desktop.storage.backup_thinning import MONTHLY
from tac_desktop.storage.places import DATABASE_FILE
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.retention import DisposalOrder
from tac_desktop.storage.roles import Right
from tac_desktop.storage.upgrading import COPY_FOLDER, forget_copy
from tac_desktop.storage.vault import Vault
from tac_desktop.words import _


@dataclass(frozen=True)
class Outcome:
    """The certificate, and what could not be done of what belongs to it, in sentences."""

    disposal: Disposal
    troubles: tuple[str, ...] = ()


def backups_that_hold_it(vault: Vault, places: Sequence[Path]) -> list[Backup]:
    """Every backup of this vault that is there now: all of them were made before."""
    return [one for place in places for one in backups_in(place, vault.vault_id)]


def dispose_of(
    vault: Vault,
    mother_id: str,
    order: DisposalOrder,
    today: dt.date,
    places: Sequence[Path],
    *,
    purge: bool,
    progress: Progress = no_progress,
) -> Outcome:
    """Dispose of a file for good.

    With `purge` the backups that hold it are removed, once a new one was made and read back in
    their place. A backup that is being made is waited for: it would hold the file. Once it is
    erased nothing stops: what goes wrong then is said and noted.

    Raises:
        DisposalRefused, DisposalNotProved, NotAllowed: nothing was erased, or not all of it.
    """
    with vault.backups.alone(progress):
        return _disposed_of(vault, mother_id, order, today, places, purge, progress)


def _disposed_of(
    vault: Vault,
    mother_id: str,
    order: DisposalOrder,
    today: dt.date,
    places: Sequence[Path],
    purge: bool,
    progress: Progress,
) -> Outcome:
    old = backups_that_hold_it(vault, places)
    progress(0, 4, _("Erasing the file"))
    made = vault.retention.dispose(mother_id, order, today)
    proof = [_("Read back: no record, revision, draft or print of the file is there.")]
    troubles: list[str] = []
    progress(1, 4, _("Writing the vault anew without it"))
    try:
        proof.append(vault.retention.finish())
    except TacError as error:
        troubles.append(_("The vault could not be written anew: {reason}").format(
            reason=error.sentence))  # fmt: skip
    progress(2, 4, _("Checking the whole vault"))
    report = vault.verify()
    (proof if report.ok else troubles).extend(report.sentences)
    if (vault.folder / COPY_FOLDER).is_dir() and purge:
        forget_copy(vault.folder)
        proof.append(_("The copy from before the last upgrade was removed."))
    progress(3, 4, _("Seeing to the backups"))
    backups = _purged(vault, old, troubles) if purge else [_stays(one, today) for one in old]
    backups += _copies_beside(vault.folder)
    proof.append(_("Journal afterwards: {reference}").format(reference=vault.journal_reference()))
    vault.retention.note_proof(made, [*proof, *troubles], backups)
    certified = vault.retention.disposal(made.id)
    return Outcome(certified or made, tuple(troubles))


def has_to_finish(vault: Vault) -> bool:
    """Whether a disposal was broken off before its certificate was complete."""
    return vault.retention.has_to_finish or bool(vault.retention.without_proof())


def backups_from_before(vault: Vault, places: Sequence[Path]) -> list[Backup]:
    """The backups that are there now and hold a file whose disposal was broken off."""
    found = {
        one.folder: one
        for made in vault.retention.without_proof()
        for one in _from_before(vault, made, places)
    }
    return list(found.values())


def finish_broken_off(
    vault: Vault,
    today: dt.date,
    places: Sequence[Path],
    *,
    purge: bool,
    progress: Progress = no_progress,
) -> tuple[str, ...]:
    """Do what was left of disposals that were broken off; returns what could not be done.

    Raises:
        DiskFull, VaultOpenElsewhere, NotAllowed ...: it can be done later.
    """
    vault.demand(Right.DISPOSE)
    with vault.backups.alone(progress):
        return _finished(vault, today, places, purge, progress)


def _finished(
    vault: Vault, today: dt.date, places: Sequence[Path], purge: bool, progress: Progress
) -> tuple[str, ...]:
    written_anew = vault.retention.finish(progress)
    report = vault.verify()
    troubles = [] if report.ok else list(report.sentences)
    broken_off = _("The disposal was broken off; this was checked on {day}.")
    proof = [
        broken_off.format(day=written(today)),
        written_anew or _("The whole database had been written anew."),
        *report.sentences,
    ]
    broken = vault.retention.without_proof()
    for made in broken:
        old = _from_before(vault, made, places)
        said = _purged(vault, old, troubles) if purge else [_stays(one, today) for one in old]
        vault.retention.note_proof(made, proof, [*said, *_copies_beside(vault.folder)])
    if written_anew and not broken:
        # Certified already, with the sentence that it could not be written anew then.
        last = vault.retention.disposals()[0]
        later = f"{written(today)}: {written_anew}"
        vault.retention.note_proof(last, [*last.proof, later], last.backups)
    return tuple(troubles)


def _from_before(vault: Vault, made: Disposal, places: Sequence[Path]) -> list[Backup]:
    entry = vault.entry(made.id)
    found = backups_that_hold_it(vault, places)
    return [one for one in found if entry is None or one.made_at <= entry.saved.first_at]


def _purged(vault: Vault, old: Sequence[Backup], troubles: list[str]) -> list[str]:
    """Replace the backups of each place by a new one; what cannot be done stays and is said."""
    said: list[str] = []
    removed = _("Backup of {moment} in “{place}”: removed")
    kept = _("Backup of {moment} in “{place}”: still there. {reason}")
    for place in dict.fromkeys(one.folder.parent for one in old):
        there = [one for one in old if one.folder.parent == place]
        reason = ""
        try:
            vault.backups.make(place)
        except TacError as error:
            reason = error.what_happened
        for one in there:
            moment = written_moment(one.made_at)
            try:
                if not reason:
                    one.remove()
            except TacError as error:
                troubles.append(error.sentence)
                said.append(
                    kept.format(moment=moment, place=place.name, reason=error.what_happened)
                )
                continue
            words = kept if reason else removed
            said.append(words.format(moment=moment, place=place.name, reason=reason))
        if reason:
            troubles.append(reason)
    return said


def _copies_beside(folder: Path) -> list[str]:
    """Copies of the whole vault that are no backups and were made before."""
    said = []
    if (folder / COPY_FOLDER).is_dir():
        said.append(
            _("The copy from before the last upgrade still holds the file, until the next backup.")
        )
    kept = _("The damaged vault kept in “{name}” still holds the file: it has to be deleted.")
    name = f"{folder.name}-{_('damaged')}-"
    aside = sorted(one for one in folder.parent.iterdir() if one.name.startswith(name))
    return said + [kept.format(name=one.name) for one in aside if (one / DATABASE_FILE).is_file()]


def _stays(backup: Backup, today: dt.date) -> str:
    """Thinning keeps one backup for each of the newest months; an older one goes by then."""
    words = _(
        "Backup of {moment} in “{place}”: still holds the file. Thinning removes it by {day} at "
        "the latest, as long as backups are made each month."
    )
    return words.format(
        moment=written_moment(backup.made_at),
        place=backup.folder.parent.name,
        day=written(add_months(today, MONTHLY)),
    )
