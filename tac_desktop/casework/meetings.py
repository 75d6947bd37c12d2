"""Meetings about the mother and her children. The printed grid has the numbers of this form."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import ALL, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.for_prison_staff import asked_of_staff, prison_case_note
from tac_desktop.casework.questions import Section, SeenBy, question
from tac_desktop.casework.record import Names, Record, Row


class Invitee(Row):
    """Someone who is invited, and whether they came."""

    person_id: str = question("Who", refers_to="party", default="")
    role: str = question("Role", default="")
    expected_mode: str = question("How they join", codes="invitee_mode", default="")
    confirmed: bool | None = question("Confirmed?")
    attended: bool | None = question("Came?")


class MeetingAction(Row):
    """Something that someone will do after the meeting."""

    action: str = question("Action", default="", required=True)
    who: str = question("Who", default="")
    due: dt.date | None = question("By")
    mine: bool = question("Mine", default=False, hint="Becomes a task of yours.")
    awaited: bool = question(
        "Wait for it", default=False, hint="You are reminded to ask whether it was done."
    )


class Meeting(Record):
    """A meeting: how she takes part, what she wants to say, what was decided."""

    type_name: ClassVar[str] = "meeting"
    source_title: ClassVar[str] = "Meeting"
    source_plural: ClassVar[str] = "Meetings"
    shared_with: ClassVar[frozenset[AudienceKind]] = ALL - {AudienceKind.FAMILY}
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Meeting",
            ("type", "date", "time", "place", "child_ids", "chair_id", "host_org_id", "status"),
        ),
        Section(
            "How she takes part",
            (
                "platform_offered",
                "platform_alternative_requested",
                "mode_planned",
                "video_booking_ref",
                "joining_note",
                "papers_due",
                "invited_on",
                "invite_channel",
            ),
        ),
        Section("Who is invited", ("invitees",)),
        Section(
            "Before the meeting",
            ("purpose", "agenda", "mother_views", "questions", "brief_on", "brief"),
        ),
        Section("What was decided", ("decisions", "actions", "next_meeting")),
        Section(
            "What happened",
            (
                "mode_used",
                "mother_attended",
                "minutes_late",
                "missed_why",
                "tac_attended",
                "mother_views_shared",
                "barriers",
                "debrief_on",
                "debrief",
                "minutes_asked_for",
                "minutes_received",
            ),
        ),
        Section("For prison staff", ("dps_text", "staff_asked")),
    )

    type: str = question("Kind of meeting", codes="meeting_type", default="", required=True)
    date: dt.date | None = question("Date", required=True)
    time: dt.time | None = question("Time")
    place: str = question("Place", default="")
    child_ids: list[str] = question(
        "About which children", refers_to="person:child", default_factory=list
    )
    chair_id: str = question("Chair", refers_to="person", default="")
    host_org_id: str = question("Held by", refers_to="organisation", default="")
    status: str = question("Status", codes="meeting_status", default="planned")
    platform_offered: str = question("Platform offered", codes="platform", default="")
    platform_alternative_requested: dt.date | None = question("Other platform asked for on")
    mode_planned: str = question("How she will join", codes="meeting_mode", default="")
    video_booking_ref: str = question("Booking reference", default="")
    joining_note: str = question(
        "Joining details",
        default="",
        lines=2,
        hint="Number, PIN, who rings whom. Printed on the cover for those who need it.",
        seen_by=SeenBy.PROFESSIONALS,
    )
    papers_due: dt.date | None = question("Papers due")
    invited_on: dt.date | None = question("Invitation came on")
    invite_channel: str = question("How the invitation came", default="")
    invitees: list[Invitee] = question("Invited", default_factory=list)
    purpose: str = question("Purpose", default="", lines=2)
    agenda: list[str] = question("Agenda", default_factory=list)
    mother_views: str = question("What the mother wants to say, in her words", default="", lines=4)
    questions: list[str] = question("Questions to ask", default_factory=list)
    brief_on: dt.date | None = question("Prepared with her on")
    brief: str = question(
        "How she was prepared",
        default="",
        lines=2,
        seen_by=SeenBy.PROFESSIONALS,
        hint="Who will be there, what will be decided, what she may say.",
    )
    decisions: list[str] = question("Decisions", default_factory=list)
    actions: list[MeetingAction] = question("Actions", default_factory=list)
    next_meeting: dt.date | None = question("Next meeting on")
    mode_used: str = question("How she joined", codes="meeting_mode", default="")
    mother_attended: str = question("Did she take part?", codes="mother_attended", default="")
    minutes_late: int | None = question("Minutes missed")
    missed_why: str = question("Why she missed them", default="")
    tac_attended: bool | None = question("Did you take part?")
    mother_views_shared: bool | None = question("Were her views heard?")
    barriers: list[str] = question("What got in the way", codes="barrier", default_factory=list)
    debrief_on: dt.date | None = question("Talked about afterwards on")
    debrief: str = question(
        "How she was afterwards", default="", lines=2, seen_by=SeenBy.PROFESSIONALS
    )
    minutes_asked_for: dt.date | None = question("Minutes asked for on")
    minutes_received: dt.date | None = question("Minutes received on")
    dps_text: str = prison_case_note()
    staff_asked: list[str] = asked_of_staff()
    dps_copied_at: dt.datetime | None = None

    def headline(self, names: Names) -> str:
        """The kind of meeting and the children."""
        kind = code_list("meeting_type").label(self.type)
        children = ", ".join(names(one) for one in self.child_ids)
        return f"{kind}: {children}" if children else kind

    def happened_on(self) -> dt.date | None:
        """The day of the meeting."""
        return self.date

    def moment(self) -> dt.datetime | None:
        """Date and time together; midnight where no time is known."""
        return dt.datetime.combine(self.date, self.time or dt.time()) if self.date else None
