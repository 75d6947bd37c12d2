"""Local authorities become records when they are first chosen, the same ones in every vault.

The first revision is not a save of the person at the screen but one that every vault would write
in the same way, byte for byte: two vaults that chose the same authority and meet have one record
of it, and neither a second one nor a fork.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from tac_desktop.casework.authorities import Authority, by_record_id
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.questions import Kind, questions_of
from tac_desktop.casework.record import Record, content_of
from tac_desktop.storage.canonical import canonical_json
from tac_desktop.storage.revisions import Revision
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.storage.vault import Vault

# Part of every such revision's digest: never to be changed or translated.
_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_BY_NAME = "List of local authorities"
_REASON = "imported"


def keep_chosen_authorities(vault: Vault, records: Iterable[Record]) -> None:
    """Make records of those listed authorities that some records refer to and the vault lacks.

    Raises:
        StorageError: as saving does.
    """
    listed = by_record_id()
    chosen = {one for record in records for one in references(record)} & listed.keys()
    missing = [listed[one] for one in sorted(chosen) if vault.entry(one) is None]
    if missing:
        vault.merge([first_revision(one) for one in missing], source=_("List of authorities"))


def first_revision(authority: Authority) -> Revision:
    """How an authority's record begins."""
    organisation = authority.organisation()
    content = content_of(organisation)
    unsealed = Revision(
        revision_id=derived_id(
            organisation.id, "as listed", canonical_json(content).decode("utf-8")
        ),
        record_id=organisation.id,
        record_type=organisation.type_name,
        mother_id="",
        at=_AT,
        by_id="",
        by_name=_BY_NAME,
        reason=_REASON,
        note="",
        parents=(),
        content=content,
    )
    return replace(unsealed, digest=unsealed.computed_digest())


def references(answers: BaseModel) -> Iterator[str]:
    """Every identifier that an answer of a record holds, those in its tables included."""
    for spec in questions_of(type(answers)).values():
        value: Any = getattr(answers, spec.name)
        if spec.kind is Kind.REFERENCE and value:
            yield value
        elif spec.kind is Kind.REFERENCES:
            yield from value
        elif spec.kind is Kind.ROWS:
            for row in value:
                yield from references(row)
