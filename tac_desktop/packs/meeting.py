"""The meeting pack: everything that one audience needs on paper for one meeting.

It is made from what that audience may see, and from nothing else. Sections carry letters, so that
someone on a bad telephone line can say "section C"; questions keep the numbers of the screen form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.flags import flags
from tac_desktop.casework.meetings import Meeting
from tac_desktop.packs import blocks as b
from tac_desktop.packs import meeting_people, meeting_sections, meeting_writing
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.genogram import genogram_section
from tac_desktop.packs.meeting_cover import how_to_join, if_the_link_fails
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined, moment_in_words
from tac_desktop.words import _

Section = Callable[[Request, Meeting], list[b.Block]]

_ON_A_NEW_PAGE = (meeting_writing.decisions, meeting_writing.attendance)
"""Pages to write on stand alone, so that they can be taken out and handed round."""


def meeting_pack(request: Request) -> Built:
    """The pack for the meeting `request.record_id`.

    Raises KeyError where this audience's file does not hold the meeting.
    """
    meeting = request.file.get(Meeting, request.record_id)
    if meeting is None:
        raise KeyError(request.record_id)
    kind = code_list("meeting_type").label(meeting.type) or Meeting.type_title()
    title = _("Your meeting: {kind}") if request.plain_words else _("Meeting pack: {kind}")
    title = title.format(kind=kind)
    document = document_for(request, title)
    printed = document.render(
        meeting_blocks(request, meeting),
        progress=request.progress,
        repeatable=request.repeatable,
    )
    return built(printed, title, request)


def meeting_blocks(request: Request, meeting: Meeting) -> list[b.Block]:
    """The cover and all sections, each beginning with its letter."""
    sections = list(_sections(request))
    made = _cover(request, meeting, [title for title, _section in sections])
    made.append(b.PageBreak())
    for place, (title, section) in enumerate(sections):
        if section in _ON_A_NEW_PAGE:
            made.append(b.PageBreak())
        made.append(b.Heading(f"{_letter(place)}. {title}"))
        made += section(request, meeting)
    return made


def _sections(request: Request) -> Iterator[tuple[str, Section]]:
    if request.plain_words:
        yield _("What the meeting is for"), meeting_sections.purpose
        yield _("Who will be there"), meeting_people.who_is_who
        yield _("Your children"), meeting_people.children
        yield _("Seeing and hearing from your children"), meeting_sections.contact
        yield _("What has happened"), meeting_sections.events
        yield _("What you want to say"), meeting_sections.her_views
        yield _("What people still have to do"), meeting_sections.open_actions
        yield _("Questions to ask"), meeting_writing.questions
        yield _("What was decided"), meeting_writing.decisions
        return
    yield _("Purpose and agenda"), meeting_sections.purpose
    yield _("Who is who"), meeting_people.who_is_who
    yield _("Children"), meeting_people.children
    yield _("Family"), genogram_section
    yield _("Contact promised and given"), meeting_sections.contact
    yield _("Significant events"), meeting_sections.events
    yield _("The mother's views, in her words"), meeting_sections.her_views
    yield _("Open actions"), meeting_sections.open_actions
    yield _("Questions for the meeting"), meeting_writing.questions
    yield _("Decisions and actions"), meeting_writing.decisions
    yield _("What happened"), meeting_writing.what_happened
    yield _("Attendance"), meeting_writing.attendance


def _cover(request: Request, meeting: Meeting, titles: list[str]) -> list[b.Block]:
    file = request.file
    kind = code_list("meeting_type").label(meeting.type) or Meeting.type_title()
    when = moment_in_words(meeting.date, meeting.time)
    custody = file.custody
    unknown = _("not recorded")
    rows = [
        (_("When"), when or unknown),
        (_("Where"), meeting.place or unknown),
        (_("You") if request.plain_words else _("Mother"), _mother(request)),
        (_("Prison number"), custody.prison_number if custody else ""),
        (_("About"), joined(file.name(one) for one in meeting.child_ids)),
        (_("Held by"), file.name(meeting.host_org_id) if meeting.host_org_id else ""),
        (_("Chair"), file.name(meeting.chair_id) if meeting.chair_id else ""),
        (_("This paper is for"), request.copy.words if request.copy else ""),
    ]
    made: list[b.Block] = [
        b.Title(kind),
        b.Rows([(label, value) for label, value in rows if value], label_share=0.24),
        how_to_join(request, meeting),
        if_the_link_fails(request, meeting),
    ]
    warnings = [flag.text for flag in flags(file)]
    if warnings and not request.plain_words:
        made.append(b.Callout(_("Take care"), [b.Bullets(warnings)]))
    if not request.plain_words:
        contents = [f"{_letter(place)}. {title}" for place, title in enumerate(titles)]
        half = (len(contents) + 1) // 2
        columns = b.Columns(["\n".join(contents[:half]), "\n".join(contents[half:])])
        made.append(b.Together([b.Heading(_("In this pack"), 2), columns]))
    return made


def _mother(request: Request) -> str:
    mother = request.file.mother
    return mother.formal_name() if mother else ""


def _letter(place: int) -> str:
    return chr(ord("A") + place)
