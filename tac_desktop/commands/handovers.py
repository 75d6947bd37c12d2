"""`handover write`, `read` and `check`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tac_desktop.commands.asking import mother_meant, opened_vault, passphrase
from tac_desktop.commands.writing import warn
from tac_desktop.words import _

_OPTION = "--bundle-passphrase-file"


def write(arguments: argparse.Namespace) -> int:
    """Write an encrypted handover, read it back, and print its passphrase once."""
    from tac_desktop.handover.manifest import HandoverDetails
    from tac_desktop.handover.write import write_handover

    details = HandoverDetails(
        recipient=arguments.recipient or _("Not named"),
        recipient_service=arguments.recipient_service or "",
        purpose=arguments.purpose or _("Not stated"),
        authority=arguments.authority or _("Not stated"),
    )
    if not (arguments.recipient and arguments.purpose and arguments.authority):
        warn(
            _(
                "Warning: the handover will not say who receives it, why, or on which written "
                "authority. Give --recipient, --purpose and --authority."
            )
        )
    with opened_vault(arguments) as vault:
        mother_id = mother_meant(vault, arguments.mother)
        written = write_handover(vault, mother_id, Path(arguments.to), details)
        name = vault.name(mother_id)
    print(
        _("Wrote {path} ({size} bytes): {name}.").format(
            path=written.path, size=written.size, name=name
        )
    )
    print("  " + ", ".join(written.manifest.contents))
    for title in written.not_carried:
        warn(
            _(
                "The file of the document “{title}” is missing or damaged here, so not in it."
            ).format(title=title)
        )
    print(written.outcome.sentence)
    print(
        _("Fingerprint: {words} (SHA-256 {digest})").format(
            words=written.fingerprint.in_words, digest=written.fingerprint.hex
        )
    )
    print(_("Passphrase: {passphrase}").format(passphrase=written.passphrase))
    return 0


def read(arguments: argparse.Namespace) -> int:
    """Read a handover into a vault: verified first, all of it or nothing."""
    from tac_desktop.handover.read import open_handover, plan, take_in

    with opened_vault(arguments) as vault:
        asked = passphrase(
            arguments.bundle_passphrase_file, _("Passphrase of the handover"), _OPTION
        )
        opened = open_handover(Path(arguments.file), asked)
        what_it_adds = plan(vault, opened)
        for sentence in what_it_adds.sentences():
            print(f"  {sentence}")
        taken = take_in(vault, opened)
        name = vault.name(taken.mother_id)
    print(f"{name}: {taken.sentence}")
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Open a handover without a vault and say whether all of it is whole and understood."""
    from tac_desktop.handover.read import check_handover

    asked = passphrase(arguments.bundle_passphrase_file, _("Passphrase of the handover"), _OPTION)
    found = check_handover(Path(arguments.file), asked)
    print(_("{file}: handover of {name}.").format(file=arguments.file, name=found.opened.about))
    for count in found.opened.manifest.contents:
        print(f"  {count}")
    for sentence in found.sentences():
        print(sentence)
    if not found.sound:
        warn(_("This version of the program cannot read all of it in."))
        return 1
    return 0
