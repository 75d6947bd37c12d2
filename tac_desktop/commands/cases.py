"""`case import` and `case export`: the documented case format, in and out."""

from __future__ import annotations

import argparse
from pathlib import Path

from tac_desktop.casework.case_format import case_bytes, case_from_bytes, read_case
from tac_desktop.casework.case_format_checks import Limits
from tac_desktop.commands.asking import mother_meant, opened_vault
from tac_desktop.commands.writing import plaintext_warning, refuse_place, warn, write_outside
from tac_desktop.errors import NotUnderstood
from tac_desktop.storage import drives
from tac_desktop.storage.case_exchange import export_case, import_case, missing_references
from tac_desktop.storage.journal import AuditAction
from tac_desktop.words import _


def import_file(arguments: argparse.Namespace) -> int:
    """Read a case into a vault: all of it or nothing."""
    path = Path(arguments.file)
    drives.refuse_reading(path)
    document = read_case(path)
    with opened_vault(arguments) as vault:
        missing = missing_references(vault, document)
        plan = import_case(vault, document, _("case file {name}").format(name=path.name))
        name = vault.name(document.mother_id)
        here = len(vault.revisions(document.mother_id))
    if plan.changes_nothing:
        print(
            _("{name}: everything in the file is here already. Nothing was added.").format(
                name=name
            )
        )
        return 0
    print(
        _("{name}: {count} revisions were added; her file now has {all}.").format(
            name=name, count=plan.to_add, all=here
        )
    )
    for sentence in (*plan.sentences(), *missing):
        print(f"  {sentence}")
    return 0


def export_file(arguments: argparse.Namespace) -> int:
    """Write a case out of a vault, in plain text, noted in the journal."""
    path = Path(arguments.out)
    with opened_vault(arguments) as vault:
        mother_id = mother_meant(vault, arguments.mother)
        refuse_place(path, vault.folder)
        document = export_case(vault, mother_id)
        content = case_bytes(document)
        back = case_from_bytes(content)
        if len(content) > Limits().file_bytes:
            raise NotUnderstood(
                _("With the files of its documents this case is larger than a case file may be."),
                (_("Hand the file over instead: a handover carries more."),),
            )
        if (back.records, back.files) != (document.records, document.files):
            raise NotUnderstood(_("The case does not read back as it would be written."))
        plaintext_warning(path)
        # Noted before: no plaintext leaves the vault without its entry in the journal.
        words = _("unencrypted case file {name}").format(name=path.name)
        vault.audit(AuditAction.EXPORTED_CASE, mother_id=mother_id, detail=words)
        try:
            write_outside(path, content)
        except Exception:
            vault.audit(
                AuditAction.REFUSED,
                mother_id=mother_id,
                detail=_("{what} could not be written").format(what=words),
            )
            raise
        name = vault.name(mother_id)
    for notice in document.notices:
        warn(notice)
    revisions = sum(len(record.revisions) for record in document.records)
    print(
        _("Wrote {path}: {name}, {records} records, {revisions} revisions.").format(
            path=path, name=name, records=len(document.records), revisions=revisions
        )
    )
    return 0
