"""Parental responsibility: who has it for which child, since when and how it came about.

What was entered is shown; nothing is decided here. Beside it stand the effects that orders in
force may have, as points to check with a solicitor or the authority. Their sources: Children Act
1989 sections 2 (mother), 4 (father), 12 (lives with), 14C (special guardian), 20, 33 (care order)
and 44 (emergency protection); Adoption and Children Act 2002 sections 25 (placement) and 46
(adoption); Social Services and Well-being (Wales) Act 2014 section 76. That prison alone does not
end it is confirmed by the prison service's own guidance; the rest is marked as unconfirmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children_now import current_placement, current_statuses
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import first_day, written, written_partial
from tac_desktop.casework.people import Organisation, Person, Relationship
from tac_desktop.words import _

_ADULTS = (
    "mother", "father", "putative_father", "stepmother", "stepfather", "adoptive_parent",
    "special_guardian",
)  # fmt: skip
_SHARED_BY_AUTHORITY = {
    "care_order": "33",
    "interim_care_order": "33",
    "emergency_protection_order": "44",
}


@dataclass(frozen=True)
class Held:
    """What is known of one adult and one child. `record_id` is where it can be changed."""

    adult_id: str
    child_id: str
    state: str
    words: str
    basis: str = ""
    since: str = ""
    until: str = ""
    note: str = ""
    record_id: str = ""

    @property
    def in_words(self) -> str:
        """`Yes, as the mother, since 9 May 2014`."""
        parts = [self.words, _lower(self.basis)]
        if self.since:
            parts.append(_("since {day}").format(day=written_partial(self.since)))
        if self.until:
            parts.append(_("until {day}").format(day=written_partial(self.until)))
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Effect:
    """What an order may mean for parental responsibility: to be checked, never a verdict."""

    child_id: str
    words: str
    source: str
    confirmed: bool = False

    @property
    def in_words(self) -> str:
        """The sentence with its source, and that it is unconfirmed."""
        mark = "" if self.confirmed else _(" To be checked.")
        return f"{self.words} ({self.source}).{mark}"


@dataclass(frozen=True)
class Responsibility:
    """The matrix: adults as rows, children as columns; and what is to be checked."""

    adults: tuple[str, ...]
    children: tuple[str, ...]
    held: tuple[Held, ...]
    effects: tuple[Effect, ...]

    def of(self, adult_id: str, child_id: str) -> Held | None:
        """One cell; None where nothing joins the two."""
        fits = (one for one in self.held if (one.adult_id, one.child_id) == (adult_id, child_id))
        return next(fits, None)


def responsibility(case_file: CaseFile) -> Responsibility:
    """The matrix of a file (filtered for its reader, where it is for paper)."""
    children = [one.id for one in case_file.living_children]
    held = [*_of_the_mother(case_file, children), *_of_others(case_file, children)]
    held += _of_authorities(case_file, children)
    held = _one_each(held)
    adults = dict.fromkeys([case_file.mother_id, *(one.adult_id for one in held)])
    effects = [effect for child in children for effect in _effects(case_file, child)]
    return Responsibility(tuple(adults), tuple(children), tuple(held), tuple(effects))


def carers(case_file: CaseFile) -> list[tuple[str, list[str]]]:
    """Who cares for which children today: the carer and the placements in words."""
    found: dict[str, list[str]] = {}
    for child in case_file.living_children:
        placement = current_placement(case_file, child.id)
        if placement is None:
            continue
        kind = code_list("care_arrangement").label(placement.care_arrangement)
        since = (
            _("{kind}, since {day}").format(kind=kind, day=written(placement.start))
            if placement.start
            else kind
        )
        found.setdefault(placement.carer_id, []).append(f"{child.display_name()}: {since}")
    return list(found.items())


def _one_each(held: list[Held]) -> list[Held]:
    """One for each adult and child: of several relationships the one that says most."""
    best: dict[tuple[str, str], Held] = {}
    for one in held:
        key = (one.adult_id, one.child_id)
        known = best.get(key)
        if known is None or (one.state and known.state in ("", "not_known")):
            best[key] = one
    return list(best.values())


def _of_the_mother(case_file: CaseFile, children: list[str]) -> Iterator[Held]:
    for child_id in children:
        child = case_file.get(Person, child_id)
        if child is None:
            continue
        tie = _tie(case_file, case_file.mother_id, child_id)
        state = child.mother_responsibility or (tie.parental_responsibility if tie else "")
        born = child.date_of_birth if state in ("yes", "limited") else ""
        yield Held(
            adult_id=case_file.mother_id,
            child_id=child_id,
            state=state,
            words=_state(state),
            basis=_basis(tie.pr_basis if tie else "")
            or (_("As the mother") if state in ("yes", "limited") else ""),
            since=(tie.pr_since if tie else "") or born,
            until=tie.pr_until if tie else "",
            note=child.mother_responsibility_note,
            record_id=child_id,
        )


def _of_others(case_file: CaseFile, children: list[str]) -> Iterator[Held]:
    for tie in case_file.of(Relationship):
        if tie.to_person_id not in children or tie.from_person_id == case_file.mother_id:
            continue
        if tie.type not in _ADULTS and not tie.parental_responsibility:
            continue
        if case_file.get(Person, tie.from_person_id) is None:
            continue
        over = bool(tie.pr_until) and first_day(tie.pr_until) <= case_file.as_of
        state = "ended" if over else tie.parental_responsibility
        yield Held(
            adult_id=tie.from_person_id,
            child_id=tie.to_person_id,
            state=state,
            words=_state(state),
            basis=_basis(tie.pr_basis),
            since=tie.pr_since,
            until=tie.pr_until,
            record_id=tie.id,
        )


def _of_authorities(case_file: CaseFile, children: list[str]) -> Iterator[Held]:
    """A care order in force: the authority shares it."""
    for child_id in children:
        child = case_file.get(Person, child_id)
        authority = child.local_authority_id if child else ""
        if case_file.get(Organisation, authority) is None:
            continue
        for order in current_statuses(case_file, child_id):
            if order.type in _SHARED_BY_AUTHORITY:
                yield Held(
                    adult_id=authority,
                    child_id=child_id,
                    state="shares",
                    words=_("Shares it"),
                    basis=code_list("legal_status").label(order.type),
                    since=order.start.isoformat() if order.start else "",
                    record_id=order.id,
                )
                break


def _effects(case_file: CaseFile, child_id: str) -> Iterator[Effect]:
    name = case_file.name(child_id)
    for order in current_statuses(case_file, child_id):
        found = _effect_of(order.type)
        if found:
            words, source = found
            yield Effect(child_id, words.format(child=name), source)
    married = _married_to_the_father(case_file, child_id)
    if married:
        words = _("{father} is entered as married to the mother at some time; a father who was has"
                  " parental responsibility for {child}")  # fmt: skip
        sentence = words.format(father=case_file.name(married), child=name)
        yield Effect(child_id, sentence, _("Children Act 1989, section 2"))


def _effect_of(status: str) -> tuple[str, str] | None:
    """What a legal status may mean, with its source."""
    act = _("Children Act 1989, section {number}")
    match status:
        case "care_order" | "interim_care_order":
            words = _("{child}: the authority shares parental responsibility and may limit how"
                      " others use it; nobody loses it by this order")  # fmt: skip
            return words, act.format(number="33")
        case "emergency_protection_order":
            words = _("{child}: the applicant shares parental responsibility while the order lasts")
            return words, act.format(number="44")
        case "section_20":
            words = _("{child}: accommodated by agreement; the authority has no parental"
                      " responsibility, and whoever has it may take the child back")  # fmt: skip
            return words, act.format(number="20")
        case "section_76_wales":
            words = _("{child}: accommodated by agreement; the authority has no parental"
                      " responsibility, and whoever has it may take the child back")  # fmt: skip
            return words, _("Social Services and Well-being (Wales) Act 2014, section 76")
        case "placement_order":
            words = _("{child}: while placed for adoption the agency and the prospective adopters"
                      " share parental responsibility; the parents keep it, limited by what the"
                      " agency decides")  # fmt: skip
            return words, _("Adoption and Children Act 2002, section 25")
        case "adoption_order":
            words = _("{child}: adoption gives parental responsibility to the adopters and ends it"
                      " for everybody else")  # fmt: skip
            return words, _("Adoption and Children Act 2002, section 46")
        case "special_guardianship_order":
            words = _("{child}: a special guardian may use parental responsibility to the exclusion"
                      " of others who have it; the parents keep it")  # fmt: skip
            return words, act.format(number="14C")
        case "child_arrangements_order_lives_with":
            words = _("{child}: whoever the child is to live with has parental responsibility while"
                      " the order lasts")  # fmt: skip
            return words, act.format(number="12")
    return None


def _married_to_the_father(case_file: CaseFile, child_id: str) -> str:
    """A father who is entered as the mother's husband and of whom no responsibility is entered."""
    husbands = {
        one
        for tie in case_file.of(Relationship)
        if tie.type == "spouse" and case_file.mother_id in (tie.from_person_id, tie.to_person_id)
        for one in (tie.from_person_id, tie.to_person_id)
    } - {case_file.mother_id}
    for tie in case_file.of(Relationship):
        father = tie.type == "father" and tie.to_person_id == child_id
        open_question = tie.parental_responsibility in ("", "not_known")
        if father and open_question and tie.from_person_id in husbands:
            return tie.from_person_id
    return ""


def _tie(case_file: CaseFile, adult: str, child: str) -> Relationship | None:
    for one in case_file.of(Relationship):
        if one.from_person_id == adult and one.to_person_id == child and one.type in _ADULTS:
            return one
    return None


def _state(state: str) -> str:
    if state == "ended":
        return _("Ended")
    return code_list("parental_responsibility").label(state) or _("not recorded")


def _basis(basis: str) -> str:
    return code_list("pr_basis").label(basis) if basis else ""


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:] if label else ""
