"""The banner of flags that stands on every page of a mother's file."""

from __future__ import annotations

from dataclasses import dataclass

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactRestriction, Placement
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.dates import written
from tac_desktop.casework.departure import gone, gone_in_words
from tac_desktop.casework.people import Person
from tac_desktop.words import _


@dataclass(frozen=True)
class Flag:
    """One warning. `kind` is danger, warning or info; the words carry the meaning alone."""

    kind: str
    text: str
    record_id: str = ""


def flags(case_file: CaseFile) -> list[Flag]:
    """The warnings that count on the file's day, the gravest first."""
    found: list[Flag] = []
    for episode in case_file.of(AcctEpisode):
        if episode.status == "open":
            words = _("ACCT open since {day}").format(day=written(episode.opened))
            found.append(Flag("danger", words, episode.id))
        elif episode.status == "post_closure":
            found.append(Flag("warning", _("ACCT in post-closure"), episode.id))
    found += _restrictions(case_file)
    for placement in case_file.of(Placement):
        if placement.confidential and not placement.end:
            name = case_file.name(placement.child_id).split(" ")[0]
            words = _("Confidential placement: {name}").format(name=name)
            found.append(Flag("warning", words, placement.id))
    custody = case_file.custody
    if custody and _level(custody):
        found.append(Flag("warning", _level(custody), custody.id))
    left = gone(case_file)
    if left is not None:
        found.append(Flag("info", gone_in_words(left), left.id))
    for entry in case_file.linked:
        if isinstance(entry.record, Person) and entry.record.kind == "mother":
            words = _("Joint file, linked with the entry {name}")
            name = entry.record.display_name()
            found.append(Flag("info", words.format(name=name), case_file.mother_id))
    return found


def people_not_to_tell(case_file: CaseFile) -> dict[str, ContactRestriction]:
    """Who must not be told anything, by identifier, with the restriction that says so."""
    return {
        person_id: one
        for one in case_file.of(ContactRestriction)
        if one.in_force(case_file.as_of)
        for person_id in one.not_to_be_told_to_ids
    }


def _restrictions(case_file: CaseFile) -> list[Flag]:
    found = [
        Flag("danger", _("Do not tell: {name}").format(name=case_file.name(person_id)), one.id)
        for person_id, one in people_not_to_tell(case_file).items()
    ]
    for one in case_file.of(ContactRestriction):
        about_people = one.kind in ("court_order", "prison_visits", "safety_request")
        if about_people and one.in_force(case_file.as_of) and not one.not_to_be_told_to_ids:
            found.append(Flag("danger", one.headline(case_file.name), one.id))
    return found


def _level(custody: Custody) -> str:
    level = custody.public_protection_child_contact
    if level in ("", "not_assessed", "level_4_no_restriction_named_children_only"):
        return ""
    return code_list("child_contact_level").label(level)
