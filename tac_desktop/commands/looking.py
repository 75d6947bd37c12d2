"""`search`, `verify` and `schema`: looking without changing anything."""

from __future__ import annotations

import argparse
import json

from tac_desktop.casework.dates import written
from tac_desktop.casework.record import json_schema, record_class
from tac_desktop.commands.asking import mother_meant, opened_vault
from tac_desktop.commands.writing import warn
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.search import Narrowed
from tac_desktop.words import _


def search(arguments: argparse.Namespace) -> int:
    """Print every record with all of these words, a line or two for each."""
    words = " ".join(arguments.words)
    with opened_vault(arguments) as vault:
        mother_id = mother_meant(vault, arguments.mother) if arguments.mother else None
        hits = vault.search(words, mother_id=mother_id, limit=arguments.limit)
        vault.audit(AuditAction.SEARCHED, mother_id=mother_id or "", detail=words)
        if not hits:
            narrowed = Narrowed(mother_id)
            hits = vault.search_within(words, narrowed, limit=arguments.limit, alike=True)
            if hits:
                print(_("Nothing holds these words. Names that sound like them:"))
        for hit in hits:
            whose = vault.name(hit.mother_id) if hit.mother_id else _("shared")
            title = record_class(hit.record_type).type_title()
            print(f"{written(hit.date)}  {whose}  {title}: {hit.title}  [{hit.record_id}]")
            snippet = " ".join(hit.snippet.split())
            if snippet:
                print(f"    {snippet}")
    if not hits:
        print(_("Nothing was found for “{words}”.").format(words=words))
    elif len(hits) == arguments.limit:
        print(_("Only the first {count} are shown (--limit).").format(count=arguments.limit))
    return 0


def verify(arguments: argparse.Namespace) -> int:
    """Check pages, chain, revisions and what is shown; 1 where anything is wrong."""
    with opened_vault(arguments) as vault:
        report = vault.verify()
        reference = vault.journal_reference()
    for sentence in report.sentences:
        if report.ok:
            print(sentence)
        else:
            warn(sentence)
    if not report.ok:
        warn(_("The vault is damaged. Keep its folder; “salvage” brings back what is whole of it."))
        return 1
    print(_("The journal now ends with {reference}.").format(reference=reference))
    return 0


def schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema of every record type."""
    print(json.dumps(json_schema(), ensure_ascii=False, indent=1))
    return 0
