"""The print of one record as it stands."""

from __future__ import annotations

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.forms import filled_form
from tac_desktop.packs.outcome import Built


def record_print(request: Request) -> Built:
    """The record `request.record_id` with the numbers of its form and its amendments under it.

    Raises KeyError where this audience's file does not hold the record.
    """
    entry = request.file.by_id[request.record_id]
    title = entry.record.type_title()
    printed = document_for(request, title).render(
        filled_form(
            entry,
            request.file,
            room_to_write=request.answer_lines,
            whole=request.view.audience.kind is AudienceKind.TAC,
        ),
        progress=request.progress,
        repeatable=request.repeatable,
    )
    return built(printed, title, request)
