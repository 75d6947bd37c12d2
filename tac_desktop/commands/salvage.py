"""`salvage`: what can be brought back of a damaged vault, and bringing it back."""

from __future__ import annotations

import argparse
from pathlib import Path

from tac_desktop import paths
from tac_desktop.commands.asking import passphrase
from tac_desktop.errors import NotUnderstood
from tac_desktop.storage import drives
from tac_desktop.storage.salvage.offers import Examined, Way, examine
from tac_desktop.storage.salvage.rescue import bring_back
from tac_desktop.words import _


def salvage(arguments: argparse.Namespace) -> int:
    """Say what can be brought back in which way; with `--to`, do it and check the new vault."""
    folder = Path(arguments.vault)
    typed = passphrase(
        arguments.passphrase_file,
        _("Passphrase, or the code of the recovery sheet"),
        "--passphrase-file",
    )
    places = [Path(one) for one in arguments.backups] or [paths.backup_folder()]
    for place in arguments.backups:
        drives.refuse_reading(Path(place))
    with examine(folder, typed, places) as examined:
        _tell(examined)
        if arguments.to is None:
            print(_("Nothing was changed. Name a new folder with --to to bring it back."))
            return 0
        way = Way(arguments.way) if arguments.way else examined.offers[0].way
        if way not in {one.way for one in examined.offers}:
            raise NotUnderstood(_("This vault cannot be brought back in that way."))
        brought = bring_back(examined, way, Path(arguments.to))
    words = _("Brought back ({way}) into {folder}, read again and checked. {folder_before} stays.")
    print(words.format(way=way.value, folder=brought.folder, folder_before=folder))
    for sentence in brought.report.sentences:
        print(sentence)
    return 0


def _tell(examined: Examined) -> None:
    for offer in examined.offers:
        print(f"{offer.way.value}: {offer.title}")
        for sentence in offer.sentences:
            print(f"    {sentence}")
    if examined.damaged_backups:
        words = _("{count} newer backups are damaged and were passed over.")
        print(words.format(count=examined.damaged_backups))
