"""Cases into and out of the vault in the documented format, with the history of every record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

from tac_desktop import __version__
from tac_desktop.casework.case_format import CaseDocument, DocumentRecord, DocumentRevision
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.people import Person, Worker
from tac_desktop.casework.record import content_of
from tac_desktop.casework.service import Service
from tac_desktop.errors import TacError
from tac_desktop.storage.attachments import titles_by_file
from tac_desktop.storage.errors import MergeRefused, RecordUnknown
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.merge import MergePlan
from tac_desktop.storage.revisions import Revision, in_order
from tac_desktop.storage.vault import Vault
from tac_desktop.words import _

# What takes part in the identifier of a service's first revision, and never changes.
_SERVICE_SAVED = "service as imported"


def import_case(vault: Vault, document: CaseDocument, source: str) -> MergePlan:
    """Add a case to the vault with its original times and authors: all of it or nothing.

    Importing twice adds nothing. The service comes along only into a vault that has none.

    Raises:
        MergeRefused: with reasons; nothing was added then.
    """
    try:
        plan = vault.merge(revisions_for(vault, document), source=source, files=document.files)
    except MergeRefused as error:
        with suppress(TacError):
            words = _("{source}: {reason}").format(source=source, reason=error.sentence)
            vault.audit(AuditAction.REFUSED, mother_id=document.mother_id, detail=words)
        raise
    if not plan.changes_nothing:
        vault.audit(AuditAction.IMPORTED_CASE, mother_id=document.mother_id, detail=source)
    return plan


def revisions_for(vault: Vault, document: CaseDocument) -> list[Revision]:
    """The revisions that importing a case means for this vault."""
    names = _names_of_workers(document)
    found = [one for record in document.records for one in _revisions(record, names)]
    if document.service and document.records and not vault.entries(Service.type_name):
        found.append(_of_the_service(document.service, found[0]))
    return found


def missing_references(vault: Vault, document: CaseDocument) -> list[str]:
    """Sentences about references that neither the file nor the vault can follow."""
    return [one.sentence for one in document.dangling if vault.entry(one.reference) is None]


def export_case(vault: Vault, mother_id: str) -> CaseDocument:
    """A mother's case as the format has it; whoever writes it down notes it in the journal.

    Raises:
        RecordUnknown: where the vault holds no mother of that identifier.
    """
    entry = vault.entry(mother_id)
    if entry is None or not isinstance(entry.record, Person) or entry.record.kind != "mother":
        raise RecordUnknown
    histories: dict[str, list[Revision]] = {}
    revisions = vault.revisions(mother_id)
    carried = vault.attachments.carried_by(revisions)
    for revision in revisions:
        histories.setdefault(revision.record_id, []).append(revision)
    services = [one.record for one in vault.entries(Service.type_name)]
    return CaseDocument(
        mother_id=mother_id,
        records=tuple(_document_record(history) for history in histories.values()),
        service=next((one for one in services if isinstance(one, Service)), None),
        files={one.sha256: vault.attachments.content(one.sha256) for one in carried},
        notices=_files_left_behind(revisions, {one.sha256 for one in carried}),
        about={
            "title": entry.record.display_name(),
            "written_by": f"TAC Desktop {__version__}",
            "written_for": vault.person.name,
            "journal": vault.journal_reference(),
            **(
                {"fiction_notice": _("Training vault: fictional people.")} if vault.training else {}
            ),
        },
    )


def _files_left_behind(revisions: Sequence[Revision], carried: Collection[str]) -> tuple[str, ...]:
    words = _("The file of the document “{title}” is missing or damaged here, so not in the case.")
    named = titles_by_file(revisions)
    return tuple(words.format(title=named[one]) for one in named if one not in carried)


def _names_of_workers(document: CaseDocument) -> dict[str, str]:
    return {
        record.id: str(record.revisions[-1].content.get("name", ""))
        for record in document.records
        if record.type == Worker.type_name
    }


def _revisions(record: DocumentRecord, names: dict[str, str]) -> Iterator[Revision]:
    for one in record.revisions:
        yield Revision.sealed(
            revision_id=one.id,
            record_id=record.id,
            record_type=record.type,
            mother_id=record.mother_id,
            at=one.at,
            by_id=one.by,
            by_name=one.by_name or names.get(one.by, ""),
            reason=one.reason,
            note=one.note,
            parents=one.follows,
            content=one.content,
        )


def _of_the_service(service: Service, beside: Revision) -> Revision:
    return Revision.sealed(
        revision_id=derived_id(service.id, _SERVICE_SAVED, beside.revision_id),
        record_id=service.id,
        record_type=service.type_name,
        mother_id="",
        at=beside.at,
        by_id=beside.by_id,
        by_name=beside.by_name,
        reason="imported",
        note="",
        parents=(),
        content=content_of(service),
    )


def _document_record(history: list[Revision]) -> DocumentRecord:
    ordered = in_order(history)
    return DocumentRecord(
        type=ordered[-1].record_type,
        id=ordered[-1].record_id,
        mother_id=ordered[-1].mother_id,
        revisions=tuple(
            DocumentRevision(
                id=one.revision_id,
                at=one.at,
                by=one.by_id,
                by_name=one.by_name,
                reason=one.reason,
                note=one.note,
                follows=one.parents,
                content=one.content,
            )
            for one in ordered
        ),
    )
