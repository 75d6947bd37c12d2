"""`training`: a vault of fictional cases, to learn with and to test with."""

from __future__ import annotations

import argparse
from pathlib import Path

from tac_desktop.commands.asking import passphrase
from tac_desktop.storage.passphrases import TRAINING_PASSPHRASE
from tac_desktop.storage.training_vault import (
    MadeTrainingVault,
    make_empty_training_vault,
    make_training_vault,
)
from tac_desktop.words import _


def make(arguments: argparse.Namespace) -> int:
    """Make the vault, check it, and say how it is opened."""
    chosen = TRAINING_PASSPHRASE
    if arguments.passphrase_file is not None:
        chosen = passphrase(arguments.passphrase_file, _("Passphrase"), "--passphrase-file")
    folder = Path(arguments.folder)
    made = _made(arguments, folder, chosen)
    try:
        records = len(made.vault.entries())
    finally:
        made.vault.close()
    print(
        _("Made a training vault in {folder}. Mothers: {mothers}. Records: {records}.").format(
            folder=folder, mothers=made.mothers, records=records
        )
    )
    print(_("Everybody and everything in it is invented. Never put a real case into it."))
    print(_("It belongs to {name}.").format(name=made.vault.person.name))
    if arguments.passphrase_file is None:
        print(_("Passphrase (training only): {passphrase}").format(passphrase=chosen))
    print(_("Recovery code (training only): {code}").format(code=made.recovery_code))
    return 0


def _made(arguments: argparse.Namespace, folder: Path, chosen: str) -> MadeTrainingVault:
    if arguments.empty:
        return make_empty_training_vault(folder, chosen)
    return make_training_vault(
        folder,
        chosen,
        mothers=arguments.mothers,
        entries=arguments.entries,
        seed=arguments.seed,
    )
