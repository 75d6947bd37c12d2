"""Mother and Baby Unit applications of invented cases, at every stage there is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tac_desktop.casework.children import Placement
from tac_desktop.casework.contact_plans import SeparationPlan
from tac_desktop.casework.dates import add_months
from tac_desktop.casework.mbu import (
    MbuApplication,
    MbuEvidence,
    MbuExtension,
    MbuReport,
    MbuTacReport,
)
from tac_desktop.casework.meetings import Invitee, Meeting
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_children import Child
from tac_desktop.casework.training_family import Family
from tac_desktop.casework.training_places import AddressBook
from tac_desktop.casework.training_safety import add_tasks
from tac_desktop.casework.training_sayings import QUESTIONS, VIEWS
from tac_desktop.casework.training_stories import APPEALS, BEFORE_THE_BOARD, DECIDED
from tac_desktop.casework.training_work import Episode

_DEVELOPMENT = "Weighed weekly; the health visitor sees no delay."
_IF_GRANTED = "Show her the room before she moves\nTell her family the same day"
_IF_REFUSED = "Stay with her until the evening\nTell the wing and the night staff"
_END_REASONS = {"ended": "separation", "not_needed_released": "released_with_baby"}


def make_application(
    builder: Builder, book: AddressBook, family: Family, episode: Episode, stage: str
) -> None:
    """An application at `stage`, with the placement or the Board meeting that goes with it."""
    child = family.unborn
    if child is None:
        return
    applied = None
    if stage != "considering":
        applied = builder.between(episode.opened, episode.last_day)
    board = _board_day(builder, episode, stage)
    born = child.person.became_born_on
    admitted = born + dt.timedelta(days=3) if born else None
    ended = episode.last_day if stage in _END_REASONS else None
    application = builder.add(
        MbuApplication,
        builder.day_in(1, 12),
        kind="pregnant_from_birth",
        unit="HMP/YOI Larkmoor MBU",
        child_id=child.person.id,
        edd_at_application=child.person.expected_date_of_delivery,
        mother_told_of_right=episode.opened,
        applied=applied,
        status=stage,
        easy_read_given=builder.chance(80),
        reports=_reports(builder, book, child, applied, stage) if applied else [],
        tac_report_due=builder.ahead(3, 20) if stage == "reports_awaited" else None,
        evidence=[
            MbuEvidence(
                criterion="able_to_care",
                direction=builder.rng.choice(("for", "for", "against")),
                evidence="Prepares well and asks for advice.",
                source="Midwife",
            )
        ],
        mother_views=builder.rng.choice(VIEWS),
        aftercare="See her the same evening, and the next morning" if applied else "",
        case_id=episode.case.id,
        **_assessment(builder),
        **(_time_on_the_unit(builder, born, admitted, stage) if born and admitted else {}),
        ended=ended,
        end_reason=_END_REASONS.get(stage, ""),
        **(_plans(builder) if board else {}),
        **(_board_and_decision(builder, book, board, stage) if board else {}),
    )
    over = episode.last_day if episode.case.status == "closed" else None
    before = application.changed(decision="", decided_on=None, appeal_outcome="")
    add_tasks(builder, application, before=before, over_on=over)
    if board:
        _own_report(builder, application, board, stage)
    if stage == "ended":
        _separation(builder, child, episode)
    if stage == "approved_other_unit":
        _withdrawn_before(builder, application, episode)
    if admitted:
        _placement(builder, family, child, admitted, ended)
    if stage == "board_arranged" and board:
        _board(builder, book, family, child, board)


def _board_and_decision(
    builder: Builder, book: AddressBook, board: dt.date, stage: str
) -> dict[str, Any]:
    """Recommendation and decision, as far as the stage has come; they are never one answer."""
    answers: dict[str, Any] = {
        "board_date": board,
        "board_time": dt.time(11, 0),
        "board_mode": "prison_video_link",
        "chair_id": book.staff["mbu_board_chair"].id,
    }
    if stage == "board_arranged":
        return answers
    advised = DECIDED.get(stage, "refuse" if stage == "not_recommended" else "approve")
    answers |= {"recommendation": advised, "recommended_on": board}
    if stage not in DECIDED:
        return answers
    yesterday = builder.today - dt.timedelta(days=1)
    decided = min(board + dt.timedelta(days=2), yesterday)
    answers |= {
        "decision": DECIDED[stage],
        "decided_on": decided,
        "decided_by": "Governor",
        "decision_reasons": "As recommended by the Board.",
        "mother_told_on": decided,
        "appeal_explained": decided,
    }
    if DECIDED[stage] == "refuse":
        answers["appeal_deadline"] = decided + dt.timedelta(days=14)
    if stage in APPEALS:
        lodged = min(decided + dt.timedelta(days=3), yesterday)
        over = APPEALS[stage] != "pending"
        answers |= {
            "appeal_lodged": lodged,
            "appeal_grounds": "Nobody asked the family what they can do.",
            "appeal_outcome": APPEALS[stage],
            "appeal_decided_on": min(lodged + dt.timedelta(days=10), yesterday) if over else None,
        }
    return answers


def _assessment(builder: Builder) -> dict[str, Any]:
    """The authority's four headings; in every other case one of them is still missing."""
    return {
        "la_safeguards": "The unit is staffed day and night; she accepts help.",
        "la_development": _DEVELOPMENT if builder.number % 2 else "",
        "la_family_contact": "Family can visit at weekends.",
        "la_if_refused": "Care by family would be assessed first.",
    }


def _plans(builder: Builder) -> dict[str, Any]:
    """What was prepared for both outcomes; in every third case one of them is missing."""
    return {
        "baby_care_if_refused": "Family assessed by the authority",
        "aftercare_if_approved": _IF_GRANTED if builder.number % 3 else "",
        "aftercare_if_refused": _IF_REFUSED,
    }


def _time_on_the_unit(
    builder: Builder, born: dt.date, admitted: dt.date, stage: str
) -> dict[str, Any]:
    planned = admitted + dt.timedelta(days=20)
    return {
        "admitted": admitted,
        "care_plan_on": planned if planned < builder.today else None,
        "next_review": builder.ahead(5, 30) if stage in ("admitted", "extended") else None,
        "extension_note": "Release is close; two months more." if stage == "extended" else "",
        "extensions": _extensions(builder, born, stage),
        "separation_planning_from": admitted if stage == "ended" else None,
    }


def _placement(
    builder: Builder, family: Family, child: Child, admitted: dt.date, ended: dt.date | None
) -> None:
    builder.add(
        Placement,
        admitted,
        child_id=child.person.id,
        care_arrangement="with_mother_mbu",
        carer_id=family.mother.id,
        start=admitted,
        end=ended,
    )


def _extensions(builder: Builder, born: dt.date, stage: str) -> list[MbuExtension]:
    """Granted for her who stays longer, asked for by her who is there."""
    if stage not in ("admitted", "extended"):
        return []
    granted = stage == "extended"
    asked = builder.today - dt.timedelta(days=20)
    return [
        MbuExtension(
            asked_on=asked,
            until=add_months(born, 20),
            decision="approve" if granted else "",
            decided_on=asked + dt.timedelta(days=9) if granted else None,
            note="Release is near.",
        )
    ]


def _own_report(builder: Builder, application: MbuApplication, board: dt.date, stage: str) -> None:
    """The social worker's own report: signed once the Board has met."""
    day = min(board - dt.timedelta(days=8), builder.today - dt.timedelta(days=1))
    builder.add(
        MbuTacReport,
        day,
        application_id=application.id,
        date=day,
        facts="Expecting or with her baby; wishes for a place. See the application.",
        siblings="Asks after the elder children in every talk.",
        contact="Calls took place as promised; letters go out each month.",
        engagement="Likes short talks, questions beforehand, and a page to keep.",
        support="Her family by telephone; the midwife weekly.",
        seen="Warm and patient on the last visit; asked for help when she was tired.",
        opinion="A place would serve the child, with help at night." if day < board else "",
        mother_read_it=day,
        signed_on=None if stage == "board_arranged" else day,
    )


def _separation(builder: Builder, child: Child, episode: Episode) -> None:
    builder.add(
        SeparationPlan,
        episode.last_day - dt.timedelta(days=20),
        kind="separation_from_unit",
        child_id=child.person.id,
        date=episode.last_day,
        status="held",
        her_wishes="To dress the baby myself, and to have a photograph of the two of us.",
        with_her="The nursery manager",
        aftercare="Wing staff every half hour; the social worker the next morning.",
        acct_considered=True,
        staff_told="Oscar 1 and the night staff",
    )


def _withdrawn_before(builder: Builder, later: MbuApplication, episode: Episode) -> None:
    """An earlier application to a unit that was too far from her family."""
    builder.add(
        MbuApplication,
        episode.opened,
        kind="pregnant_from_birth",
        unit="HMP/YOI Farrowdale MBU",
        child_id=later.child_id,
        edd_at_application=later.edd_at_application,
        mother_told_of_right=episode.opened,
        applied=episode.opened,
        status="withdrawn",
        case_id=later.case_id,
    )


def _board_day(builder: Builder, episode: Episode, stage: str) -> dt.date | None:
    if stage in BEFORE_THE_BOARD:
        return None
    if stage == "board_arranged":
        return builder.ahead(4, 25)
    return builder.between(max(episode.opened, episode.last_day - dt.timedelta(days=30)),
                           episode.last_day)  # fmt: skip


def _reports(
    builder: Builder, book: AddressBook, child: Child, applied: dt.date, stage: str
) -> list[MbuReport]:
    complete = stage not in ("applied", "reports_awaited", "considering", "withdrawn")
    due = applied + dt.timedelta(days=28)
    rows = []
    for from_whom, person_id in (
        (f"Children's services ({child.authority.short_name})", child.social_worker.id),
        ("Offender management", book.staff["prison_offender_manager"].id),
        ("Midwife / healthcare", book.staff["midwife"].id),
        ("Security", ""),
    ):
        here = complete or builder.chance(30)
        yesterday = builder.today - dt.timedelta(days=1)
        rows.append(
            MbuReport(
                from_whom=from_whom,
                person_id=person_id,
                requested=applied,
                due=due,
                received=builder.between(applied, min(due, yesterday)) if here else None,
                chased=[] if here else [builder.between(applied, yesterday).isoformat()],
                view=builder.rng.choice(("supports", "supports_with_conditions", "no_objection"))
                if here
                else "",
            )
        )
    return rows


def _board(
    builder: Builder, book: AddressBook, family: Family, child: Child, board: dt.date
) -> None:
    chair = book.staff["mbu_board_chair"]
    builder.add(
        Meeting,
        builder.day_in(1, 8),
        type="mbu_board",
        date=board,
        time=dt.time(11, 0),
        place="MBU conference room",
        child_ids=[child.person.id],
        chair_id=chair.id,
        host_org_id=book.prison.id,
        status="planned",
        platform_offered="prison_video_link",
        mode_planned="in_person",
        invitees=[
            Invitee(person_id=chair.id, role="Independent chair", expected_mode="video"),
            Invitee(person_id=family.mother.id, role="Mother", expected_mode="in_person"),
            Invitee(person_id=child.social_worker.id, role="Social worker", expected_mode="video"),
            Invitee(person_id=builder.worker_id, role="TaC social worker",
                    expected_mode="in_person", confirmed=True),
        ],
        agenda=["Introductions", "Reports", "Her views, in her words", "Recommendation"],
        mother_views=builder.rng.choice(VIEWS),
        questions=builder.some(QUESTIONS, 2),
    )  # fmt: skip
