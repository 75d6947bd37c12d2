"""`handover write`, `fingerprint`, `check`, `read`, `list` and `received`."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from tac_desktop.casework import dates
from tac_desktop.commands.asking import mother_meant, opened_vault, passphrase
from tac_desktop.commands.writing import warn
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.handover.for_reader import Part
    from tac_desktop.storage.vault import Vault

_OPTION = "--bundle-passphrase-file"


def write(arguments: argparse.Namespace) -> int:
    """Write an encrypted handover, read it back, and print its passphrase once."""
    from tac_desktop.handover.manifest import HandoverDetails
    from tac_desktop.handover.write import write_handover, write_part

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
        folder = Path(arguments.to)
        if arguments.audience:
            part = _part(vault, mother_id, arguments.audience)
            reason = arguments.reason
            written = write_part(vault, mother_id, part, folder, details, reason=reason)
        else:
            written = write_handover(vault, mother_id, folder, details)
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


def _part(vault: Vault, mother_id: str, audience: str) -> Part:
    """What one reader gets, without any scan; says what is left out."""
    from tac_desktop.casework.audience import read_audience
    from tac_desktop.handover.for_reader import part_for

    case_file = vault.case_file(mother_id, dt.date.today())
    part = part_for(case_file, read_audience(audience, case_file))
    print(_("A part of her file for {reader}.").format(reader=part.reader.words))
    print(_("Left out for this reader: {count}").format(count=len(part.left_out)))
    for one in part.left_out:
        print(f"  {one.what}: {one.reason}")
    for sentence in (*part.stops, *part.notices):
        warn(sentence)
    return part


def read(arguments: argparse.Namespace) -> int:
    """Read a handover into a vault: verified first, all of it or nothing."""
    from tac_desktop.handover.fingerprint import spoken
    from tac_desktop.handover.read import give_receipt, open_handover, plan, take_in

    with opened_vault(arguments) as vault:
        asked = passphrase(
            arguments.bundle_passphrase_file, _("Passphrase of the handover"), _OPTION
        )
        opened = open_handover(Path(arguments.file), asked)
        what_it_adds = plan(vault, opened)
        for sentence in what_it_adds.sentences():
            print(f"  {sentence}")
        taken = take_in(vault, opened)
        receipt = give_receipt(vault, opened, dt.date.today())
        name = vault.name(taken.mother_id)
    print(f"{name}: {taken.sentence}")
    words = spoken(opened.contents.words_on(receipt.received_on))
    print(_("Receipt words, to be read to the sender: {words}").format(words=words))
    return 0


def fingerprint(arguments: argparse.Namespace) -> int:
    """Print the check words of a handover; needs neither vault nor passphrase."""
    from tac_desktop.handover.fingerprint import fingerprint_of_file

    found = fingerprint_of_file(Path(arguments.file))
    print(
        _("Fingerprint: {words} (SHA-256 {digest})").format(words=found.in_words, digest=found.hex)
    )
    print(
        _(
            "Compare the words with the sender's by telephone. If one differs, do not open the "
            "file: copy it again or ask for it again."
        )
    )
    return 0


def listed(arguments: argparse.Namespace) -> int:
    """Print every handover that was written, and how far it has come."""
    from tac_desktop.handover.sent import sent_handovers

    with opened_vault(arguments) as vault:
        for sent in sent_handovers(vault):
            one = sent.disclosure
            whose = vault.name(one.mother_id)
            print(f"{dates.written(one.at)}  {one.file_name or '-'}  {whose} → {one.to}")
            print("  " + " ".join(sent.sentences()))
    return 0


def received(arguments: argparse.Namespace) -> int:
    """Note that a receipt came back: its file, or its words for a named file."""
    from tac_desktop.errors import NotUnderstood
    from tac_desktop.handover.receipt import open_receipt
    from tac_desktop.handover.sent import sent_handovers, take_receipt, take_receipt_words

    with opened_vault(arguments) as vault:
        if arguments.receipt:
            sent = take_receipt(vault, open_receipt(Path(arguments.receipt)))
        else:
            known = {one.disclosure.file_name: one.disclosure.id for one in sent_handovers(vault)}
            name = Path(arguments.file or "").name
            if not name or name not in known:
                raise NotUnderstood(
                    _("Give --receipt FILE, or --file with the name of a handover written here.")
                )
            today, by = dt.date.today(), arguments.by or ""
            sent = take_receipt_words(vault, known[name], arguments.words or "", by, today)
    for sentence in sent.sentences():
        print(sentence)
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
