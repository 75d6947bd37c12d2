"""What kinds of cases there are: one story for each mother, in turn, so that few show many."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ChildPlan:
    """One child: age in months, where she or he lives, and the legal position."""

    care: str
    legal: str
    youngest: int = 18
    eldest: int = 150
    contact: str = "phone"
    confidential: bool = False


@dataclass(frozen=True)
class Story:
    """One kind of case. `mbu` is `unborn` or `baby`; `acct` a status, or empty."""

    name: str
    children: tuple[ChildPlan, ...] = ()
    status: str = "open"
    mbu: str = ""
    acct: str = ""
    proceedings: str = ""
    reopened: bool = False
    custody: str = "sentenced"
    secret_from: bool = False
    leaves: bool = False


KIN = ChildPlan("kinship_private", "none", 40, 140, "phone")
STORIES = (
    Story("expecting, an elder child with family", (KIN,), mbu="unborn"),
    Story(
        "two children in care proceedings, ACCT open",
        (
            ChildPlan("local_authority_foster_care", "interim_care_order", 60, 140,
                      "prison_video_call"),
            ChildPlan("local_authority_foster_care", "interim_care_order", 18, 59,
                      "visit_supervised"),
        ),
        acct="open",
        proceedings="public_law_care",
    ),
    Story("expecting a first child, on remand, bailed without notice", mbu="unborn",
          custody="remand", leaves=True),
    Story(
        "work completed, children with their father and a grandmother",
        (
            ChildPlan("with_father", "child_arrangements_order_lives_with", 90, 170, "phone"),
            ChildPlan("special_guardianship", "special_guardianship_order", 40, 89, "visit"),
        ),
        status="closed",
    ),
    Story(
        "on the unit with her baby",
        (ChildPlan("with_father", "child_in_need", 40, 90, "visit"),),
        mbu="baby",
    ),
    Story(
        "waiting to be seen",
        (ChildPlan("kinship_foster_care", "section_20", 30, 120, "phone"),),
        status="waiting",
        custody="remand",
    ),
    Story(
        "expecting, a child placed for adoption",
        (
            ChildPlan("placed_for_adoption", "placement_order", 14, 40, "letterbox",
                      confidential=True),
        ),
        mbu="unborn",
        secret_from=True,
    ),
    Story(
        "children under two nations' law, ACCT in post-closure",
        (
            ChildPlan("local_authority_foster_care", "section_20", 60, 150, "prison_video_call"),
            ChildPlan("kinship_foster_care", "section_76_wales", 30, 59, "phone"),
        ),
        acct="post_closure",
    ),
    Story("expecting, in care herself once", (), mbu="unborn", acct="closed"),
    Story(
        "recalled, a teenager in residential care",
        (
            ChildPlan("residential", "care_order", 160, 200, "e_message"),
            ChildPlan("special_guardianship", "special_guardianship_order", 70, 150, "letter"),
        ),
        reopened=True,
        custody="recalled",
        secret_from=True,
    ),
    Story(
        "expecting, pre-proceedings about the baby",
        (ChildPlan("with_father", "child_protection_plan", 40, 110, "visit"),),
        mbu="unborn",
        acct="open",
    ),
    Story(
        "three children in long-term care",
        (
            ChildPlan("local_authority_foster_care", "care_order", 120, 170, "visit_supervised"),
            ChildPlan("local_authority_foster_care", "care_order", 80, 119, "visit_supervised"),
            ChildPlan("local_authority_foster_care", "care_order", 40, 79, "letter"),
        ),
        acct="closed",
        proceedings="contact_in_care_s34",
    ),
    Story(
        "expecting, toddler with family in Wales",
        (ChildPlan("kinship_private", "care_and_support_plan_wales", 16, 40, "prison_video_call"),),
        mbu="unborn",
    ),
    Story(
        "released with her baby",
        (ChildPlan("kinship_private", "none", 60, 150, "phone"),),
        status="closed",
        mbu="baby",
    ),
)  # fmt: skip

STAGES_EXPECTING = (
    "board_arranged", "reports_awaited", "considering", "applied", "reports_complete", "approved",
    "recommended", "refused", "approved_conditional", "appeal", "deferred", "not_recommended",
    "approved_other_unit", "appeal_upheld", "appeal_dismissed", "withdrawn",
)  # fmt: skip
STAGES_WITH_BABY = ("admitted", "extended", "ended")
STAGE_WHEN_RELEASED = "not_needed_released"

DECIDED = {
    "approved": "approve",
    "approved_conditional": "approve_conditional",
    "approved_other_unit": "approve_other_unit",
    "deferred": "defer",
    "refused": "refuse",
    "appeal": "refuse",
    "appeal_upheld": "refuse",
    "appeal_dismissed": "refuse",
    "admitted": "approve",
    "extended": "approve",
    "ended": "approve",
    "not_needed_released": "approve",
}
"""What was decided, by stage; the stages before have no decision yet."""
BEFORE_THE_BOARD = ("considering", "applied", "reports_awaited", "reports_complete", "withdrawn")
APPEALS = {"appeal": "pending", "appeal_upheld": "upheld", "appeal_dismissed": "dismissed"}


def story_for(number: int) -> Story:
    """The story of the mother with this number, from 1 on."""
    return STORIES[(number - 1) % len(STORIES)]


def stage_for(number: int) -> str:
    """The stage of her MBU application: those of one kind follow each other in turn."""
    story = story_for(number)
    if story.mbu == "baby" and story.status == "closed":
        return STAGE_WHEN_RELEASED
    pool = STAGES_WITH_BABY if story.mbu == "baby" else STAGES_EXPECTING
    earlier = [
        one
        for one in range(1, number)
        if story_for(one).mbu == story.mbu and story_for(one).status == story.status
    ]
    return pool[len(earlier) % len(pool)]
