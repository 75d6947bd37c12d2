"""What of a file may be drawn on paper of the family: never a confidential carer, for anybody.

Even this service's own copy is carried through the prison. On the screen the service sees all.
"""

from __future__ import annotations

from tac_desktop.casework.audience import AudienceView, LeftOut
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.children import Placement
from tac_desktop.casework.confidential import Confidential
from tac_desktop.casework.people import Involvement, Person, Relationship
from tac_desktop.casework.record import Record
from tac_desktop.words import _


def for_family_paper(view: AudienceView) -> AudienceView:
    """The view without confidential carers; what went is added to what was left out."""
    if view.audience.kind is not AudienceKind.TAC:
        return view
    file = view.case_file
    confidential = Confidential.of(file)
    kept = [one for one in file.entries if not _tells(one.record, confidential)]
    if len(kept) == len(file.entries):
        return view
    gone = LeftOut(
        _("Confidential carers and placements"),
        _("Never on paper of the family: even this service's copy lies about in a prison."),
    )
    return AudienceView(
        view.audience,
        file.with_entries(kept),
        (*view.left_out, gone),
        view.stops,
        view.notices,
    )


def _tells(record: Record, confidential: Confidential) -> bool:
    people = confidential.people
    if isinstance(record, Person):
        return record.id in people
    if isinstance(record, Relationship):
        return bool({record.from_person_id, record.to_person_id} & people)
    if isinstance(record, Involvement):
        return record.person_id in people
    if isinstance(record, Placement):
        return record.id in confidential.placements or record.carer_id in people
    return False
