"""What was explained to the mother: when last, whether she understood it, and what is missing.

The evaluation's rights work rests on it: several mothers had signed agreements that nobody had
explained. What the file calls for is a suggestion; the social worker decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.asked_for import settled, task_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children_now import current_placement, current_statuses
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consents import consent_table
from tac_desktop.casework.consequences import Exactly
from tac_desktop.casework.court import Proceedings, SignedPaper
from tac_desktop.casework.episode import Case
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.record import Record
from tac_desktop.casework.release import ReleasePlan
from tac_desktop.casework.voice import Explanation
from tac_desktop.words import _

_BY_STATUS = {
    "child_in_need": ("child_in_need",),
    "child_protection_plan": ("child_protection",),
    "care_and_support_plan_wales": ("child_in_need",),
    "section_20": ("section_20", "looked_after"),
    "section_76_wales": ("section_76_wales", "looked_after"),
    "pre_proceedings_plo": ("plo",),
    "interim_care_order": ("interim_care_order", "looked_after"),
    "care_order": ("care_order", "looked_after"),
    "placement_order": ("placement_order", "adoption"),
    "adoption_order": ("adoption", "letterbox"),
    "special_guardianship_order": ("special_guardianship",),
    "child_arrangements_order_lives_with": ("child_arrangements",),
    "child_arrangements_order_contact": ("child_arrangements",),
}
_BY_PLACEMENT = {
    "placed_for_adoption": ("adoption", "letterbox"),
    "adopted": ("adoption", "letterbox"),
    "foster_for_adoption": ("twin_tracking",),
}
_BY_PAPER = {"section_20": "section_20", "section_76_wales": "section_76_wales"}
_REFUSED = frozenset({"refused", "not_recommended", "appeal"})
_BEFORE_THE_BOARD = frozenset({"reports_awaited", "reports_complete", "board_arranged"})


@dataclass(frozen=True)
class TopicNow:
    """One topic that was explained: the last time counts."""

    topic: str
    last: Explanation
    times: int

    @property
    def needs_more(self) -> bool:
        """Whether she did not, or not wholly, understand it the last time."""
        return self.last.understood in ("no", "partly", "not_sure")

    def due_again(self, today: dt.date) -> bool:
        """Whether the day to explain it again has come."""
        return self.last.again_on is not None and self.last.again_on <= today


@dataclass(frozen=True)
class Missing:
    """A topic that the file calls for and that was never explained."""

    topic: str
    why: str
    child_ids: tuple[str, ...] = ()

    def words(self) -> str:
        """`Care order: Callum is under one`."""
        return f"{code_list('explained_topic').label(self.topic)}: {self.why}"


def topics_explained(case_file: CaseFile) -> list[TopicNow]:
    """Every topic that was explained, the one explained longest ago last."""
    by_topic: dict[str, list[Explanation]] = {}
    for one in case_file.of(Explanation):
        by_topic.setdefault(one.topic, []).append(one)
    found = [
        TopicNow(topic, max(them, key=lambda one: one.date or dt.date.min), len(them))
        for topic, them in by_topic.items()
    ]
    return sorted(found, key=lambda one: one.last.date or dt.date.min, reverse=True)


def never_explained(case_file: CaseFile) -> list[Missing]:
    """What the file calls for and nobody has explained, in the order of the list of topics."""
    known = {one.topic for one in topics_explained(case_file)} | _said_elsewhere(case_file)
    wanted: dict[str, Missing] = {}
    for missing in _called_for(case_file):
        if missing.topic not in known:
            wanted.setdefault(missing.topic, missing)
    order = [one.code for one in code_list("explained_topic").codes]
    return sorted(wanted.values(), key=lambda one: order.index(one.topic))


def explanation_tasks(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """The task to explain something again; a later explanation of the topic closes it."""
    if not isinstance(record, Explanation):
        return
    task_id = derived_id(record.id, "explain-again")
    if record.again_on is None:
        yield from settled(case_file, task_id, "cancelled")
    else:
        topic = code_list("explained_topic").label(record.topic)
        yield task_for(
            case_file,
            task_id,
            title=_("Explain again: {topic}").format(topic=topic),
            kind="follow_up",
            due=record.again_on,
            child_ids=record.child_ids,
        )
    for earlier in case_file.of(Explanation):
        later = (earlier.date or dt.date.min) < (record.date or dt.date.max)
        if earlier.topic == record.topic and earlier.id != record.id and later:
            yield from settled(case_file, derived_id(earlier.id, "explain-again"), on=record.date)


def _called_for(case_file: CaseFile) -> Iterator[Missing]:
    yield from _of_children(case_file)
    yield from _of_court(case_file)
    yield from _of_the_unit(case_file)
    if any(one.status == "open" for one in case_file.of(AcctEpisode)):
        yield Missing("acct", _("an ACCT is open"))
    custody = case_file.custody
    level = custody.public_protection_child_contact if custody else ""
    if level not in ("", "not_assessed"):
        yield Missing("contact_levels", code_list("child_contact_level").label(level))
    if any(one.consent is not None for one in consent_table(case_file)):
        yield Missing("consent", _("she was asked what may be shared"))
    if case_file.of(ReleasePlan):
        yield Missing("release", _("there is a plan for her release"))
    if any(one.status == "open" for one in case_file.of(Case)):
        yield Missing("her_file", _("this file is kept about her"))
        yield Missing("complaints", _("she may not agree with what is done"))


def _of_children(case_file: CaseFile) -> Iterator[Missing]:
    children = tuple(one.id for one in case_file.living_children)
    if children:
        yield Missing("parental_responsibility", _("she has children"), children)
    for child in case_file.children:
        name = child.short_name()
        for status in current_statuses(case_file, child.id):
            label = code_list("legal_status").label(status.type)
            for topic in _BY_STATUS.get(status.type, ()):
                why = _("{child}: {status}").format(child=name, status=label)
                yield Missing(topic, why, (child.id,))
        placement = current_placement(case_file, child.id)
        for topic in _BY_PLACEMENT.get(placement.care_arrangement, ()) if placement else ():
            assert placement is not None
            label = code_list("care_arrangement").label(placement.care_arrangement)
            why = _("{child}: {status}").format(child=name, status=label)
            yield Missing(topic, why, (child.id,))
    for paper in case_file.of(SignedPaper):
        topic = _BY_PAPER.get(paper.kind, "")
        if topic and paper.signed_on:
            yield Missing(topic, _("she signed one"), tuple(paper.child_ids))


def _of_court(case_file: CaseFile) -> Iterator[Missing]:
    for one in case_file.of(Proceedings):
        if one.status != "open":
            continue
        children = tuple(one.child_ids)
        kind = code_list("proceedings_type").label(one.type)
        if one.type.startswith("public_law") or one.type in ("supervision", "contact_in_care_s34"):
            yield Missing("care_proceedings", kind, children)
        if one.type in ("adoption", "public_law_care_and_placement"):
            yield Missing("adoption", kind, children)
        if one.type == "private_law_child_arrangements":
            yield Missing("child_arrangements", kind, children)
        if not one.mother_represented_by_id:
            yield Missing("legal_aid", _("{kind}: no solicitor is noted").format(kind=kind))


def _of_the_unit(case_file: CaseFile) -> Iterator[Missing]:
    unborn = tuple(one.id for one in case_file.living_children if not one.date_of_birth)
    if unborn:
        yield Missing("mbu_right", _("she is expecting a child"), unborn)
    for one in case_file.of(MbuApplication):
        if one.status in _BEFORE_THE_BOARD:
            yield Missing("mbu_board", _("a Board will hear her application"), (one.child_id,))
        if one.status in _REFUSED:
            yield Missing("mbu_appeal", one.headline(case_file.name), (one.child_id,))


def _said_elsewhere(case_file: CaseFile) -> set[str]:
    """Topics that other records show as explained."""
    found: set[str] = set()
    for one in case_file.of(MbuApplication):
        if one.mother_told_of_right:
            found.add("mbu_right")
        if one.appeal_explained:
            found.add("mbu_appeal")
    for paper in case_file.of(SignedPaper):
        if paper.explained and paper.kind in _BY_PAPER:
            found.add(_BY_PAPER[paper.kind])
    return found
