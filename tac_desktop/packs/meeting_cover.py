"""How to join, and what to do when the link fails: the two boxes on the cover of a meeting pack.

Video platforms often do not work in a prison, and meetings go on by telephone; so every pack says
who rings whom before anything else.
"""

from __future__ import annotations

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request
from tac_desktop.packs.texts import joined
from tac_desktop.words import _

_ON_SITE = ("in_person", "paper_only", "not_held")


def how_to_join(request: Request, meeting: Meeting) -> b.Block:
    """The planned way, the booking reference and the joining details this audience may see."""
    label = _("You join") if request.plain_words else _("She joins")
    mode = code_list("meeting_mode").label(meeting.mode_planned) if meeting.mode_planned else ""
    platform = code_list("platform").label(meeting.platform_offered)
    rows = [
        (label, mode or _("not arranged yet")),
        (_("Offered by the organiser"), platform if meeting.platform_offered else ""),
        (_("Booking reference"), meeting.video_booking_ref),
        (_("Joining details"), meeting.joining_note),
    ]
    if meeting.platform_alternative_requested and not request.plain_words:
        asked = _("A platform that works in prison was asked for.")
        rows.append((_("Note"), asked))
    return b.Callout(_("How to join"), [b.Rows([row for row in rows if row[1]], label_share=0.3)])


def if_the_link_fails(request: Request, meeting: Meeting) -> b.Block:
    """Who rings whom, on which number, and what comes after that."""
    service = request.file.service
    agreed = service.link_fallback.strip() if service else ""
    if agreed:
        steps = [line.strip(" -–•\t") for line in agreed.split("\n") if line.strip()]
    elif request.plain_words:
        steps = _steps_for_the_mother(meeting)
    else:
        steps = _steps(request, meeting)
    numbers = [] if request.plain_words else _numbers(request, meeting)
    inside: list[b.Block] = [b.Bullets(steps, numbered=True)]
    if numbers:
        inside.append(b.Rows(numbers, label_share=0.5))
    return b.Callout(_("If the link fails"), inside)


def _steps(request: Request, meeting: Meeting) -> list[str]:
    chair = request.file.name(meeting.chair_id) if meeting.chair_id else _("the chair")
    steps = [
        _("Wait five minutes at most. The social worker in the prison rings {chair}.").format(
            chair=chair
        ),
        _("Nobody answers: the social worker rings the organiser's office and leaves a number."),
        _("Go on by telephone on loudspeaker; each speaker says her or his name first."),
        _("That fails too: her views are read out, and a new date is agreed before hanging up."),
        _("Write down how many minutes were missed and why (last pages of this pack)."),
    ]
    if meeting.mode_planned in _ON_SITE:
        steps[0] = _("For anyone joining from outside: wait five minutes, then ring the prison.")
    return steps


def _steps_for_the_mother(meeting: Meeting) -> list[str]:
    return [
        _("Stay where you are. Your social worker will ring the meeting."),
        _("You can go on by telephone, on loudspeaker."),
        _("If that does not work, your words are read out to the meeting."),
        _("You can ask for a new date."),
    ]


def _numbers(request: Request, meeting: Meeting) -> list[tuple[str, str]]:
    """Whoever can be rung, and on which number, as far as this audience may see it."""
    file = request.file
    found: list[tuple[str, str]] = []
    chair = file.get(Person, meeting.chair_id)
    if chair and chair.phone:
        found.append((_("{name} (chair)").format(name=file.name(chair.id)), chair.phone))
    host = file.get(Organisation, meeting.host_org_id)
    if host and host.phone:
        found.append((file.name(host.id), host.phone))
    for one in meeting.invitees:
        worker = file.get(Worker, one.person_id)
        if worker and worker.phone:
            found.append((joined([file.name(worker.id), one.role]), worker.phone))
    service = file.service
    if service and service.phone:
        found.append((service.prison or service.name, service.phone))
    unique = {phone: name for name, phone in reversed(found)}
    return [(name, phone) for phone, name in reversed(unique.items())]
