"""What stands on a child's card, in words. No Qt here."""

from __future__ import annotations

from tac_desktop.casework.birth import is_expected
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement
from tac_desktop.casework.children_now import current_placement, current_statuses
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_limits import current_level
from tac_desktop.casework.dates import age_in_words, written, written_partial, written_time
from tac_desktop.casework.next_contact import next_due
from tac_desktop.casework.people import Person
from tac_desktop.casework.siblings import Living, sibling_pairs
from tac_desktop.words import _


def child_heading(child: Person, case_file: CaseFile) -> str:
    """`Callum Joe Averley, 12`; `Unborn child, expected on 2 Apr 2027`."""
    name = child.display_name()
    if is_gone(child):
        return _("{name}, died {day}").format(name=name, day=written_partial(child.deceased_on))
    if is_lost(child):
        kind = code_list("birth_outcome").label(child.birth_outcome)
        parts = [name if child.first_names else "", kind, written_partial(child.deceased_on)]
        return ", ".join(part for part in parts if part)
    if is_expected(child):
        name = name if child.first_names else _("Unborn child")
        due = child.expected_date_of_delivery
        return _("{name}, expected on {day}").format(name=name, day=written(due)) if due else name
    age = age_in_words(child.date_of_birth, case_file.as_of)
    return f"{name}, {age}" if age else name


def is_lost(child: Person) -> bool:
    """Whether the pregnancy ended without a living child."""
    return child.birth_outcome not in ("", "born")


def is_gone(child: Person) -> bool:
    """Whether a child who was born has died."""
    return bool(child.deceased_on) and not is_lost(child)


def child_facts(child: Person, case_file: CaseFile) -> list[tuple[str, str]]:
    """What is known of a child today, label and words."""
    if is_lost(child) or is_gone(child):
        facts = [(_("Born"), written_partial(child.date_of_birth)), (_("Note"), child.note)]
        return [(label, words) for label, words in facts if words]
    name = case_file.name
    workers = case_file.professionals_for(child.id, "child_social_worker")
    workers_in_words = "; ".join(
        ", ".join(part for part in (one.display_name(), one.phone) if part) for one in workers
    )
    responsibility = (
        code_list("parental_responsibility").label(child.mother_responsibility)
        if child.mother_responsibility
        else ""
    )
    expected = is_expected(child)
    facts = [
        (_("Born"), born(child)),
        (_("Authority"), name(child.local_authority_id) if child.local_authority_id else ""),
        (_("Social worker"), workers_in_words or _("not recorded")),
        (_("Lives"), "" if expected else lives(child, case_file)),
        (_("Brothers, sisters"), together_or_apart(child, case_file)),
        (_("Legal status"), legal(child, case_file)),
        (_("Mother's responsibility"), "" if expected else responsibility),
        (_("School"), name(child.school_id) if child.school_id else ""),
        (_("What the child says"), child.voice),
        (_("Contact level"), "" if expected else level_in_words(case_file, child.id)),
        (_("Next contact"), next_contact(child, case_file)),
    ]
    return [(label, words) for label, words in facts if words]


def born(child: Person) -> str:
    """The day, and what was noted at the birth of a small child."""
    parts = [written_partial(child.date_of_birth)]
    if child.became_born_on:
        at = written_time(child.time_of_birth)
        weeks = child.gestation_at_birth
        grams = child.birth_weight_g
        parts += [
            at,
            _("at {weeks} weeks").format(weeks=weeks) if weeks else "",
            _("{grams} g").format(grams=grams) if grams else "",
        ]
    return ", ".join(part for part in parts if part)


def lives(child: Person, case_file: CaseFile) -> str:
    """Where and with whom, since when, and whether that is confidential."""
    placement = current_placement(case_file, child.id)
    if placement is None:
        return _("not recorded")
    words = code_list("care_arrangement").label(placement.care_arrangement)
    if placement.carer_id:
        words = _("{arrangement}, {carer}").format(
            arrangement=words, carer=case_file.name(placement.carer_id)
        )
    if placement.start:
        words = _("{words}, since {day}").format(words=words, day=written(placement.start))
    if placement.confidential:
        words = _("{words}. CONFIDENTIAL: not for the mother, her family or the prison").format(
            words=words
        )
    return words


def legal(child: Person, case_file: CaseFile) -> str:
    """The legal statuses in force, newest first."""
    statuses = current_statuses(case_file, child.id)
    parts = []
    for one in statuses:
        words = code_list("legal_status").label(one.type)
        if one.start:
            words = _("{words}, since {day}").format(words=words, day=written(one.start))
        parts.append(words)
    return "; ".join(parts) or _("not recorded")


def together_or_apart(child: Person, case_file: CaseFile) -> str:
    """With which brothers and sisters the child lives, and from which apart."""
    found: dict[Living, list[str]] = {}
    for pair in sibling_pairs(case_file):
        if child.id in (pair.elder_id, pair.younger_id):
            other_id = pair.younger_id if child.id == pair.elder_id else pair.elder_id
            other = case_file.get(Person, other_id)
            name = other.short_name() if other else case_file.name(other_id)
            found.setdefault(pair.living, []).append(name)
    words = {
        Living.TOGETHER: _("together with {names}"),
        Living.APART: _("apart from {names}"),
        Living.NOT_KNOWN: _("not known: {names}"),
    }
    return "; ".join(
        words[living].format(names=", ".join(found[living])) for living in Living if living in found
    )


def level_in_words(case_file: CaseFile, child_id: str) -> str:
    """The level of a child as it was recorded, with its source and its review."""
    level = current_level(case_file, child_id)
    if level is None:
        return _("no level recorded")
    words = [code_list("child_contact_level").label(level.level)]
    if level.source:
        words.append(code_list("contact_level_source").label(level.source).lower())
    if level.decided_on:
        words.append(written(level.decided_on))
    if level.review_on:
        due = level.review_on < case_file.as_of
        review = _("review was due on {day}") if due else _("review on {day}")
        words.append(review.format(day=written(level.review_on)))
    return ", ".join(words)


def next_contact(child: Person, case_file: CaseFile) -> str:
    """The contact that is due next: when and what; `none planned` where contact was promised."""
    promised = [one for one in case_file.of(ContactArrangement) if one.child_id == child.id]
    due = [(next_due(case_file, one), one) for one in promised]
    ahead = [(day, one) for day, one in due if day is not None]
    if not ahead:
        with_her = any(one.type == "lives_with_mother" for one in promised)
        return _("none planned") if promised and not with_her else ""
    day, arrangement = min(ahead, key=lambda pair: pair[0])
    when = ", ".join(part for part in (written(day), written_time(arrangement.time)) if part)
    kind = code_list("contact_type").label(arrangement.type)
    return _("{when}: {what}").format(when=when, what=kind[:1].lower() + kind[1:])
