"""`protection`: what is held about somebody, how long files are kept, disposal, what was given out.

The parser's part stands first and loads nothing heavy.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tac_desktop.words import _

Command = Callable[[argparse.Namespace], int]
AddCommand = Callable[[Any, str, str, Command], Any]


def add_to(
    group: Any,
    command: AddCommand,
    add_vault: Callable[[Any], None],
    add_mother: Callable[..., None],
) -> None:
    """The commands of the group."""
    one = command(group, "held", _("list everything that is held about one person"), held)
    add_vault(one)
    one.add_argument("--person", required=True, metavar="REF", help=_("an identifier or a name"))
    one = command(group, "keeping", _("list how long each file is kept"), keeping)
    add_vault(one)
    one.add_argument("--due", action="store_true", help=_("only what is due"))
    one = command(
        group, "dispose", _("erase a mother's file for good, with a certificate"), dispose
    )
    add_vault(one)
    add_mother(one)
    one.add_argument("--why", required=True, metavar="TEXT")
    one.add_argument("--authority", required=True, metavar="TEXT")
    one.add_argument("--approved-by", default="", metavar="NAME", help=_("somebody else"))
    one.add_argument(
        "--backups", action="append", default=[], metavar="DIR", help=_("where its backups lie")
    )
    words = _("leave the backups that hold it; else a new one takes their place")
    one.add_argument("--keep-backups", action="store_true", help=words)
    words = _("the file's reference, as the command shows it without this option")
    one.add_argument("--confirm", default="", metavar="REFERENCE", help=words)
    one.add_argument("--out", metavar="FILE.pdf", help=_("where the certificate goes"))
    one = command(group, "given-out", _("list everything that was given out"), given_out)
    add_vault(one)
    add_mother(one, required=False)
    one.add_argument("--still-out", action="store_true", help=_("only paper that is not back"))


def held(arguments: argparse.Namespace) -> int:
    """Print every record about somebody, and how it was found; noted as a search."""
    from tac_desktop.casework.dates import written
    from tac_desktop.casework.record import record_class
    from tac_desktop.commands.asking import opened_vault
    from tac_desktop.storage.journal import AuditAction

    with opened_vault(arguments) as vault:
        person_id = _person_meant(vault, arguments.person)
        found = vault.held.everything(person_id)
        assert found is not None
        words = _("Everything held about {name}").format(name=found.subject.display_name())
        vault.audit(AuditAction.SEARCHED, mother_id=found.subject.mother_id, detail=words)
        for one in found.found:
            kind = record_class(one.entry.record.type_name).type_title()
            print(f"{written(one.day)}  {kind}: {one.title}  [{one.record_id}]  {one.why.label}")
            for caution in one.cautions:
                print(f"    {caution}")
        for at, said in found.given_out:
            print(f"{written(at.date())}  {said}")
    counted = _("{count} records, {given} entries of what was given out.")
    print(counted.format(count=len(found.found), given=len(found.given_out)))
    return 0


def keeping(arguments: argparse.Namespace) -> int:
    """Print how long each file is kept, what is held and what is due."""
    from tac_desktop.casework.dates import written
    from tac_desktop.casework.retention import RetentionState
    from tac_desktop.commands.asking import opened_vault

    with opened_vault(arguments) as vault:
        for one in vault.retention.overview(dt.date.today()):
            if arguments.due and one.state is not RetentionState.DUE:
                continue
            name = vault.name(one.mother_id)
            print(f"{written(one.due_on) or '-'}  {name}: {one.state.label}. {one.sentence}")
    return 0


def dispose(arguments: argparse.Namespace) -> int:
    """Say what would go; with the reference typed back, erase it and write the certificate."""
    from tac_desktop.casework.disposal import file_reference
    from tac_desktop.commands.asking import mother_meant, opened_vault
    from tac_desktop.commands.writing import refuse_place, warn
    from tac_desktop.storage.disposal_run import dispose_of
    from tac_desktop.storage.retention import DisposalOrder, DisposalRefused

    today = dt.date.today()
    with opened_vault(arguments) as vault:
        mother_id = mother_meant(vault, arguments.mother)
        extent = vault.retention.extent(mother_id)
        reference = file_reference(extent.mother_ids[0])
        order = DisposalOrder(arguments.why, arguments.authority, arguments.approved_by)
        reason = vault.retention.why_not(mother_id, order, today)
        words = _("File {reference}: {records} records, {revisions} revisions, {files} files.")
        print(
            words.format(
                reference=reference,
                records=len(extent.record_ids),
                revisions=extent.revisions,
                files=len(extent.files),
            )
        )
        if arguments.confirm != reference:
            if reason:
                warn(reason)
            words = _("Nothing was erased. To erase it for good: --confirm {reference}")
            warn(words.format(reference=reference))
            return 1
        if reason:
            raise DisposalRefused(reason, _("Put that right first, then try again."))
        if arguments.out:
            refuse_place(Path(arguments.out), vault.folder)
        places = [Path(one) for one in arguments.backups]
        done = dispose_of(vault, mother_id, order, today, places, purge=not arguments.keep_backups)
        _certify(vault, done.disposal, arguments.out, today)
    for trouble in done.troubles:
        warn(trouble)
    return 1 if done.troubles else 0


def given_out(arguments: argparse.Namespace) -> int:
    """Print the register of everything that left the vault."""
    from tac_desktop.casework import given_out as register
    from tac_desktop.casework.dates import written
    from tac_desktop.casework.work import Disclosure
    from tac_desktop.commands.asking import mother_meant, opened_vault

    with opened_vault(arguments) as vault:
        mother_id = mother_meant(vault, arguments.mother) if arguments.mother else ""
        found = [
            entry.record
            for entry in vault.entries(Disclosure.type_name)
            if isinstance(entry.record, Disclosure)
        ]
        whose = {one.mother_id: vault.name(one.mother_id) for one in found if one.mother_id}
        lines = register.narrowed(
            register.given_out(found, whose), mother_id=mother_id, only_out=arguments.still_out
        )
    for one in lines:
        parts = (written(one.day), one.whose, one.what, one.to, one.form_in_words, one.came_back)
        print("  ".join(part for part in parts if part))
    if not lines:
        print(_("Nothing was given out."))
    return 0


def _person_meant(vault: Any, reference: str) -> str:
    """A person or colleague by identifier or whole name, or a mother as for every command."""
    from tac_desktop.casework.people import Person, Worker
    from tac_desktop.commands.asking import mother_meant

    wanted = reference.strip().casefold()
    entry = vault.entry(reference)
    if entry is not None and isinstance(entry.record, (Person, Worker)):
        return reference
    found = [
        one.record.id
        for kind in (Person.type_name, Worker.type_name)
        for one in vault.entries(kind)
        if one.record.display_name().casefold() == wanted
    ]
    return str(found[0]) if len(found) == 1 else mother_meant(vault, reference)


def _certify(vault: Any, disposal: Any, out: str | None, today: dt.date) -> None:
    """Write the certificate, or print what stands on it."""
    from tac_desktop.casework.service import Service
    from tac_desktop.commands.writing import write_outside
    from tac_desktop.packs.disposal_certificate import disposal_certificate

    for sentence in (*disposal.counts, *disposal.proof, *disposal.backups):
        print(sentence)
    if not out:
        return
    services = [one.record for one in vault.entries(Service.type_name)]
    service = next(iter(services), None)
    reference = vault.journal_reference()
    built = disposal_certificate(disposal, service, today, reference)
    write_outside(Path(out), built.for_file())
    print(_("The certificate is in “{path}”.").format(path=out))
