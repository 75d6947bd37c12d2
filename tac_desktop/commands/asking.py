"""What every command asks first: the passphrase, and whose file is meant."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from tac_desktop.casework.custody import Custody
from tac_desktop.errors import NotUnderstood, TacError
from tac_desktop.storage.caseload import MotherFound
from tac_desktop.storage.key_slots import KeyFile
from tac_desktop.storage.vault import Vault
from tac_desktop.words import _

STANDARD_INPUT = "-"
_SHOWN = 20


class NoPassphrase(TacError):
    """There is nobody to ask and no file to read it from."""

    def __init__(self, option: str) -> None:
        super().__init__(
            _("No passphrase was given, and there is no terminal to ask for it."),
            _("Nothing was changed."),
            _("Give it with {option} FILE ({dash} for standard input).").format(
                option=option, dash=STANDARD_INPUT
            ),
        )


@contextmanager
def opened_vault(arguments: argparse.Namespace) -> Iterator[Vault]:
    """The vault that the command names, unlocked, and locked again at the end.

    Raises:
        TacError: whatever keeps it from being opened.
    """
    folder = Path(arguments.vault)
    vault = Vault.open(folder, vault_passphrase(folder, arguments.passphrase_file))
    try:
        yield vault
    finally:
        vault.close()


def passphrase(file: str | None, question: str, option: str) -> str:
    """A passphrase: the first line of a file, the next line of standard input, or asked for.

    Raises:
        NoPassphrase: where there is no file and nobody to ask.
        NotUnderstood: where the file cannot be read or begins with an empty line.
    """
    if file is None:
        if not _somebody_is_there():
            raise NoPassphrase(option)
        return getpass.getpass(f"{question}: ")
    try:
        if file == STANDARD_INPUT:
            line = sys.stdin.readline()
        else:
            with Path(file).open(encoding="utf-8-sig") as opened:
                line = opened.readline()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else _("it is not text")
        raise NotUnderstood(
            _("The passphrase could not be read from “{file}”: {reason}.").format(
                file=file, reason=reason
            )
        ) from None
    if not line.strip():
        raise NotUnderstood(_("The first line of “{file}” is empty.").format(file=file))
    return line.rstrip("\r\n")


def mother_meant(vault: Vault, reference: str) -> str:
    """The identifier of the mother whom a reference means.

    A reference is a prison number, present or former, a record identifier, or a name or part of a
    name that only one mother has.

    Raises:
        NotUnderstood: where it means nobody, or several, who are then listed.
    """
    found = vault.find_mothers(reference)
    wanted = reference.strip().casefold()
    for exact in (
        [one for one in found if wanted == one.mother_id.casefold()],
        [one for one in found if wanted == one.prison_number.casefold()],
        [one for one in found if wanted in _whole_names(one)],
    ):
        if len(exact) == 1:
            return exact[0].mother_id
    if len(found) == 1:
        return found[0].mother_id
    former = [one for one in found if wanted in _former_numbers(vault, one.mother_id)]
    if len(former) == 1:
        return former[0].mother_id
    if not found:
        raise NotUnderstood(
            _("“{reference}” means nobody in this vault.").format(reference=reference)
        )
    listed = ", ".join(
        f"{one.name} ({one.prison_number or one.mother_id})" for one in found[:_SHOWN]
    )
    raise NotUnderstood(
        _("“{reference}” means {count} mothers: {listed}.").format(
            reference=reference, count=len(found), listed=listed
        ),
        (_("Give the prison number."),),
    )


def vault_passphrase(folder: Path, file: str | None) -> str:
    """A training vault opens by itself for scripts: its passphrase is published anyway."""
    if file is None and not _somebody_is_there():
        from tac_desktop.storage.passphrases import TRAINING_PASSPHRASE

        with suppress(TacError):
            if KeyFile.read(folder).training:
                return TRAINING_PASSPHRASE
    return passphrase(file, _("Passphrase"), "--passphrase-file")


def _somebody_is_there() -> bool:
    """Whether there is a terminal to ask on. A windowed program on Windows has no input at all."""
    stream: TextIO | None = sys.stdin
    return stream is not None and stream.isatty()


def _whole_names(one: MotherFound) -> set[str]:
    last, _comma, first = one.name.casefold().partition(", ")
    called = one.known_as.casefold()
    names = {f"{first} {last}", f"{last}, {first}", f"{first.split(' ')[0]} {last}"}
    return names | ({f"{called} {last}"} if called else set())


def _former_numbers(vault: Vault, mother_id: str) -> set[str]:
    records = [entry.record for entry in vault.entries(Custody.type_name, mother_id)]
    return {
        number.casefold()
        for record in records
        if isinstance(record, Custody)
        for number in record.previous_numbers
    }
