"""Records of which the worked example has none: so that every print can be made, and looked at.

A letter of each kind to whom it would go, papers that she signed, a plan for her release, what was
explained to her. All of it is invented. The identifiers are always the same.
"""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.court import SignedPaper
from tac_desktop.casework.easy_read import ENGLISH, WELSH
from tac_desktop.casework.letter_texts import letter_start
from tac_desktop.casework.letter_welsh import has_welsh_text
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.people import Involvement, Organisation, Person, Worker
from tac_desktop.casework.record import Record
from tac_desktop.casework.release import ReleaseItem, ReleasePlan, ResettlementEvidence
from tac_desktop.casework.voice import Explanation

_POSTS = {
    "To a court or solicitor": "mothers_solicitor",
    "To the prison": "prison_offender_manager",
    "To an authority": "child_social_worker",
    "To anybody": "child_social_worker",
}


def further_records(case_file: CaseFile) -> list[Record]:
    """What the catalogue needs beyond the worked example."""
    return [*_papers(case_file), *_plans(case_file), *letters_of_each_kind(case_file)]


def letters_of_each_kind(case_file: CaseFile) -> list[Letter]:
    """One letter of each kind, as it begins, in Welsh too where it can be; some were sent."""
    kinds = [(one, ENGLISH) for one in code_list("letter_kind").offered]
    kinds += [(one, WELSH) for one, _english in kinds if has_welsh_text(one.code)]
    worker = next((one.id for one in case_file.of(Worker)), "")
    made = []
    for place, (code, language) in enumerate(kinds):
        to_id = _reader(case_file, code.group)
        start = letter_start(case_file, code.code, to_id, (), worker, language=language)
        sent = place % 2 == 1
        made.append(
            Letter(
                id=f"letter-{code.code}" + ("" if language == ENGLISH else f"-{language}"),
                mother_id=case_file.mother_id,
                kind=code.code,
                date=case_file.as_of,
                to_id=start.to_id,
                child_ids=list(start.child_ids),
                subject=start.subject,
                text=start.text,
                status="sent" if sent else "draft",
                sent_on=case_file.as_of if sent else None,
                sent_how="post" if sent else "",
            )
        )
    return made


def _reader(case_file: CaseFile, group: str) -> str:
    """Somebody of the example to whom letters of this group go."""
    if group == "To the mother":
        return case_file.mother_id
    if group == "To a school":
        return next(one.id for one in case_file.of(Organisation) if one.type == "school")
    if group == "To a carer or family":
        carers = [one for one in case_file.of(Person) if one.kind == "carer" and not one.role]
        return carers[0].id
    post = _POSTS[group]
    return next(one.person_id for one in case_file.of(Involvement) if one.role == post)


def _papers(case_file: CaseFile) -> list[Record]:
    kinds = ("section_20", "section_76_wales", "consent_to_placement")
    child = case_file.children[0].id
    return [
        SignedPaper(
            id=f"signed-{kind}",
            mother_id=case_file.mother_id,
            kind=kind,
            child_ids=[child],
            asked_on=dt.date(2026, 6, 23),
            signed_on=dt.date(2026, 6, 23),
            explained=False,
            understood="no",
            her_words="They said sign here and I signed.",
        )
        for kind in kinds
    ]


def _plans(case_file: CaseFile) -> list[Record]:
    mother = case_file.mother_id
    return [
        ReleasePlan(
            id="release",
            mother_id=mother,
            planned_for=dt.date(2027, 5, 23),
            going_to="A flat near her sister",
            children_may_stay=True,
            items=[
                ReleaseItem(item="accommodation", who="Hal Penhallow", due=dt.date(2027, 2, 23)),
                ReleaseItem(item="health", who="Healthcare", done_on=dt.date(2026, 11, 10)),
            ],
            evidence=[
                ResettlementEvidence(
                    date=dt.date(2026, 10, 30),
                    evidence="Finished the parenting course.",
                    source="Education",
                )
            ],
            her_words="I want to be home for Callum's birthday.",
        ),
        Explanation(
            id="explained",
            mother_id=mother,
            date=dt.date(2026, 11, 6),
            topic="interim_care_order",
            what="What an interim care order is, and that it does not end her rights.",
            how=["talked_through", "easy_read"],
            understood="partly",
            her_words="So I am still his mum and I still get a say.",
            again_on=dt.date(2026, 11, 20),
        ),
    ]
