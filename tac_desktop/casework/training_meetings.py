"""Contact sessions, meetings and court hearings of an invented case."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.children import ContactSession
from tac_desktop.casework.court import CourtOrder, Direction, Extension, Hearing, Proceedings
from tac_desktop.casework.meetings import Invitee, Meeting, MeetingAction
from tac_desktop.casework.people import Involvement, Person
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_children import Child
from tac_desktop.casework.training_family import Family
from tac_desktop.casework.training_places import AddressBook
from tac_desktop.casework.training_sayings import DECISIONS, QUESTIONS, VIEWS
from tac_desktop.casework.training_work import Episode

_ORDERS = {
    "public_law_care": "interim_care_order",
    "contact_in_care_s34": "contact_with_child_in_care",
}


def make_meetings(builder: Builder, book: AddressBook, family: Family, episode: Episode) -> None:
    """What was held about each child, what is planned, and the hearings."""
    for child in family.children:
        _sessions(builder, child, episode)
        _meetings(builder, family, episode, child)
    if family.story.mbu == "unborn" and family.unborn:
        _meetings(builder, family, episode, family.unborn)
    if family.story.proceedings:
        _court(builder, book, family, episode)


def _sessions(builder: Builder, child: Child, episode: Episode) -> None:
    if child.arrangement is None or child.plan.contact == "letterbox":
        return
    day = episode.opened + dt.timedelta(days=builder.rng.randint(3, 20))
    while day < episode.last_day:
        took_place = builder.chance(72)
        reasons = ("carer_cancelled", "prison_regime", "video_equipment_failed", "child_unwell")
        builder.add(
            ContactSession,
            day,
            arrangement_id=child.arrangement.id,
            planned=day,
            took_place=took_place,
            reason="" if took_place else builder.rng.choice(reasons),
            minutes=builder.rng.choice((10, 15, 20, 45)) if took_place else None,
            quality=builder.rng.randint(2, 5) if took_place else None,
        )
        day += dt.timedelta(days=builder.rng.randint(14, 45))


def _meeting_type(child: Child) -> str:
    if child.person.expected_date_of_delivery or "plan" in child.plan.legal:
        wales = child.plan.legal == "care_and_support_plan_wales"
        return "care_and_support_review_wales" if wales else "core_group"
    if child.plan.care == "placed_for_adoption":
        return "adoption_review"
    looked_after = child.plan.care in ("local_authority_foster_care", "kinship_foster_care",
                                       "residential")  # fmt: skip
    return "child_looked_after_review" if looked_after else "team_around_child"


def _meetings(builder: Builder, family: Family, episode: Episode, child: Child) -> None:
    chair = child.authority.reviewing_officer or child.social_worker
    for _place in range(builder.rng.randint(1, 2)):
        _held(builder, episode, child, chair)
    if family.story.status == "open" and builder.chance(80):
        _planned(builder, family, child, chair)


def _held(builder: Builder, episode: Episode, child: Child, chair: Person) -> None:
    day = builder.between(episode.opened, episode.last_day)
    builder.add(
        Meeting,
        day,
        type=_meeting_type(child),
        date=day,
        time=builder.clock(),
        child_ids=[child.person.id],
        chair_id=chair.id,
        host_org_id=child.authority.id,
        status="held",
        platform_offered="microsoft_teams",
        mode_used=builder.rng.choice(("prison_video_link", "speakerphone", "handset_shared")),
        mother_attended=builder.rng.choice(
            ("yes_by_video", "yes_by_phone", "joined_late", "no_not_unlocked", "views_only")
        ),
        tac_attended=builder.chance(85),
        mother_views_shared=builder.chance(85),
        barriers=builder.some(("wing_not_told", "poor_sound", "video_link_not_working"), 1)
        if builder.chance(35)
        else [],
        decisions=builder.some(DECISIONS, builder.rng.randint(1, 3)),
        actions=[
            MeetingAction(
                action="Send the minutes",
                who=child.social_worker.display_name(),
                due=day,
                awaited=True,
            ),
            MeetingAction(action="Explain the decisions to her", mine=True, due=day),
        ],
        minutes_received=builder.between(day, episode.last_day) if builder.chance(60) else None,
        **_before_and_after(builder, day),
    )


def _before_and_after(builder: Builder, day: dt.date) -> dict[str, object]:
    """Invitation, preparation and debrief, as far as there was time for them."""
    prepared, late = builder.number % 2 == 0, builder.number % 3 == 0
    return {
        "invited_on": day - dt.timedelta(days=3 + builder.number % 12),
        "invite_channel": "secure e-mail",
        "platform_alternative_requested": day - dt.timedelta(days=2) if late else None,
        "brief_on": day if prepared else None,
        "brief": "Went through who will be there and what she wants to say." if prepared else "",
        "debrief_on": day if prepared else None,
        "debrief": "Quiet; had expected worse. Wing told." if prepared else "",
        "missed_why": "Unlocked late" if late else "",
        "minutes_late": 10 if late else None,
        "minutes_asked_for": day + dt.timedelta(days=1) if late and day < builder.today else None,
    }


def _planned(builder: Builder, family: Family, child: Child, chair: Person) -> None:
    day = builder.ahead(3, 60)
    builder.add(
        Meeting,
        builder.day_in(1, 20),
        type=_meeting_type(child),
        date=day,
        time=builder.clock(),
        place="Video room, education block",
        child_ids=[child.person.id],
        chair_id=chair.id,
        host_org_id=child.authority.id,
        status="planned",
        platform_offered="microsoft_teams",
        mode_planned=builder.rng.choice(("prison_video_link", "phone", "not_arranged")),
        joining_note="The booking office rings the chair ten minutes before.",
        papers_due=day - dt.timedelta(days=5),
        invitees=[
            Invitee(person_id=family.mother.id, role="Mother", expected_mode="video"),
            Invitee(person_id=child.social_worker.id, role="Social worker",
                    expected_mode="video", confirmed=builder.chance(60)),
            Invitee(person_id=builder.worker_id, role="TaC social worker",
                    expected_mode="in_person", confirmed=True),
        ],
        mother_views=builder.rng.choice(VIEWS),
        questions=builder.some(QUESTIONS, 2),
    )  # fmt: skip


def _court(builder: Builder, book: AddressBook, family: Family, episode: Episode) -> None:
    children = [one.person.id for one in family.children]
    issued = builder.between(episode.opened, episode.opened + dt.timedelta(days=30))
    family.solicitor = builder.rng.choice(book.solicitors)
    guardian = builder.rng.choice(book.guardians)
    of_the_children: list[tuple[Person, list[str]]] = [(family.solicitor, []), (guardian, children)]
    for person, about in of_the_children:
        builder.add(
            Involvement,
            issued,
            person_id=person.id,
            role=person.role,
            child_ids=about,
            is_main=True,
        )
    proceedings = builder.add(
        Proceedings,
        issued,
        type=family.story.proceedings,
        case_number=f"ZZ{issued.year % 100}C{builder.rng.randint(50_000, 59_999)}",
        court_id=builder.rng.choice(book.courts).id,
        applicant_id=family.children[0].authority.id,
        child_ids=children,
        issued=issued,
        status="open",
        stage=builder.rng.choice(("case_management", "issues_resolution", "final")),
        week_26=issued + dt.timedelta(weeks=26),
        extensions=_extensions(builder, issued),
        mother_represented_by_id=family.solicitor.id,
        solicitor_since=issued,
        legal_aid="granted",
        guardian_id=guardian.id,
        la_plan="Long-term foster care with contact",
        mother_position="Wants the children back on release, or more contact until then",
    )
    _orders_and_hearings(builder, family, episode, proceedings, issued)


def _extensions(builder: Builder, issued: dt.date) -> list[Extension]:
    if builder.number % 3:
        return []
    until = issued + dt.timedelta(weeks=34)
    return [Extension(granted_on=builder.day_in(1, 9), until=until, reason="Report is late")]


def _orders_and_hearings(
    builder: Builder, family: Family, episode: Episode, proceedings: Proceedings, issued: dt.date
) -> None:
    builder.add(
        CourtOrder,
        issued,
        type=_ORDERS.get(family.story.proceedings, "other"),
        proceedings_id=proceedings.id,
        made=builder.between(issued, episode.last_day),
        child_ids=proceedings.child_ids,
        directions=[
            Direction(
                text="Parenting assessment of the mother",
                by_id=family.children[0].authority.id,
                due=builder.ahead(-20, 30),
                status=builder.rng.choice(("open", "not_met")),
            ),
            Direction(
                text="Mother's response",
                by_id=family.solicitor.id if family.solicitor else "",
                due=issued,
                status="met",
                met_on=issued,
            ),
        ],
    )
    past = builder.between(issued, episode.last_day)
    late = builder.chance(30)
    builder.add(
        Hearing,
        past,
        proceedings_id=proceedings.id,
        type="case_management",
        date=past,
        time=dt.time(10, 0),
        attendance_mode="video",
        notice_received=past - dt.timedelta(days=2 if late else 14),
        mother_attended=not late,
        non_attendance_reason="late_notice_no_video_slot" if late else "",
        tac_attended=not late,
        outcome="Directions given; next hearing fixed.",
    )
    builder.add(
        Hearing,
        builder.day_in(1, 20),
        proceedings_id=proceedings.id,
        type=builder.rng.choice(("issue_resolution", "final")),
        date=builder.ahead(7, 70),
        time=dt.time(10, 30),
        attendance_mode=builder.rng.choice(("in_person", "video")),
        notice_received=builder.day_in(5, 30),
        production_requested=builder.day_in(1, 4),
    )
