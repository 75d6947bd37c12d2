"""Mother and Baby Unit applications of invented cases, at every stage there is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tac_desktop.casework.children import Placement
from tac_desktop.casework.mbu import MbuApplication, MbuEvidence, MbuReport
from tac_desktop.casework.meetings import Invitee, Meeting
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_children import Child
from tac_desktop.casework.training_family import Family
from tac_desktop.casework.training_places import AddressBook
from tac_desktop.casework.training_sayings import QUESTIONS, VIEWS
from tac_desktop.casework.training_stories import APPEALS, BEFORE_THE_BOARD, DECIDED
from tac_desktop.casework.training_work import Episode

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
    builder.add(
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
        la_safeguards="The unit is staffed day and night; she accepts help.",
        la_family_contact="Family can visit at weekends.",
        la_if_refused="Care by family would be assessed first.",
        evidence=[
            MbuEvidence(
                criterion="able_to_care",
                direction=builder.rng.choice(("for", "for", "against")),
                evidence="Prepares well and asks for advice.",
                source="Midwife",
            )
        ],
        mother_views=builder.rng.choice(VIEWS),
        admitted=admitted,
        extension_note="Release is close; extended by two months." if stage == "extended" else "",
        ended=ended,
        end_reason=_END_REASONS.get(stage, ""),
        baby_care_if_refused="Family assessed by the authority",
        case_id=episode.case.id,
        **(_board_and_decision(builder, book, board, stage) if board else {}),
    )
    if admitted:
        builder.add(
            Placement,
            admitted,
            child_id=child.person.id,
            care_arrangement="with_mother_mbu",
            carer_id=family.mother.id,
            start=admitted,
            end=ended,
        )
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
    if stage in APPEALS:
        lodged = min(decided + dt.timedelta(days=3), yesterday)
        answers |= {"appeal_lodged": lodged, "appeal_outcome": APPEALS[stage]}
    return answers


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
