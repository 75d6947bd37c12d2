"""What speaks against giving a document to the mother; and which document has the same file."""

from __future__ import annotations

from collections.abc import Iterator

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.record import Record
from tac_desktop.casework.warnings_before import Warning
from tac_desktop.casework.work import Document
from tac_desktop.words import _


def warn_before_giving(record: Record, case_file: CaseFile) -> Iterator[Warning]:
    """A document that says of itself that she must not read it is marked as given to her."""
    if not isinstance(record, Document) or record.given_to_mother is None:
        return
    if record.confidential:
        yield Warning(
            _("This document is confidential: never for the mother, her family or the prison.")
        )
    if record.share == "tac_only":
        yield Warning(_("This document is marked for this service only."))
    if record.share == "professionals_only":
        yield Warning(_("This document is marked for professionals only."))


def with_the_same_file(case_file: CaseFile, sha256: str) -> Document | None:
    """A document of the file that has this very file; one entered in error only as the last."""
    found = [one for one in case_file.ever(Document) if sha256 and one.content_sha256 == sha256]
    return min(found, key=lambda one: bool(one.entered_in_error), default=None)
