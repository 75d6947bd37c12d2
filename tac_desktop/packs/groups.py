"""The catalogue as a person looks through it: groups, and what each print is and for whom."""

from __future__ import annotations

from enum import StrEnum

from tac_desktop.casework.audience_kinds import ALL, AudienceKind
from tac_desktop.casework.record import record_class
from tac_desktop.packs import catalogue
from tac_desktop.packs.catalogue import BLANK, DOCUMENT, LETTER, OVER_ALL, Pack
from tac_desktop.packs.for_mothers import WITHOUT_A_FILE, has_two_languages
from tac_desktop.packs.staff_packs import CASE_NOTE, HOW_TO_MEET
from tac_desktop.words import _


class Group(StrEnum):
    """Where a print stands in the catalogue, in the order of the screen."""

    PACKS = "packs"
    LETTERS = "letters"
    SLIPS = "slips"
    MOTHER = "mother"
    CHILDREN = "children"
    BLANK = "blank"
    SERVICE = "service"

    @property
    def heading(self) -> str:
        """Its heading."""
        return _titles()[self]


_BY_NAME = {
    HOW_TO_MEET: Group.SERVICE,
    LETTER: Group.LETTERS,
    "explained": Group.MOTHER,
    "easy:prison": Group.CHILDREN,
    "easy:mums_day": Group.CHILDREN,
}
_BY_PREFIX = {
    BLANK: Group.BLANK,
    "diary:": Group.BLANK,
    "questionnaire:": Group.BLANK,
    "easy:": Group.MOTHER,
    "leaflet:": Group.SERVICE,
}


def everything() -> list[Pack]:
    """All prints: those of a file, those over all mothers, and those that need neither."""
    return [*catalogue.packs(), *catalogue.packs_over_all()]


def needs_a_mother(pack: Pack) -> bool:
    """Whether it can be made from a mother's file alone."""
    return not (pack.name.startswith(BLANK) or pack.name in OVER_ALL or pack.name in WITHOUT_A_FILE)


def group_of(pack: Pack) -> Group:
    """Its group."""
    if pack.name in _BY_NAME:
        return _BY_NAME[pack.name]
    for prefix, group in _BY_PREFIX.items():
        if pack.name.startswith(prefix):
            return group
    if "slip" in pack.name:
        return Group.SLIPS
    return Group.MOTHER if pack.audiences == {AudienceKind.MOTHER} else Group.PACKS


def in_a_line(pack: Pack) -> str:
    """What it is, for whom, and in which languages where there are several."""
    words = _in_words(pack)
    if has_two_languages(pack.name):
        return _("{words} In English or Welsh.").format(words=words)
    return words


def _in_words(pack: Pack) -> str:
    known = _lines().get(pack.name)
    if known:
        return known
    group = group_of(pack)
    if pack.name.startswith(BLANK):
        return _("For you: to write by hand, numbered as on the screen.")
    if group in (Group.MOTHER, Group.CHILDREN):
        whom = _("For her") if group is Group.MOTHER else _("For her children")
        return _("{whom}: large print, one thought a line.").format(whom=whom)
    if pack.name in WITHOUT_A_FILE:
        return _("To write by hand; holds nothing of any file.")
    return " ".join(part for part in (_about(pack), _whom(pack)) if part)


def _about(pack: Pack) -> str:
    if not pack.needs or pack.needs in ("record", DOCUMENT):
        return ""
    what = [record_class(one).type_title() for one in pack.needs.split()]
    return _("About one entry: {what}.").format(what=", ".join(what))


def _whom(pack: Pack) -> str:
    if pack.audiences == ALL:
        return _("For the reader you choose.")
    kinds = [kind.label for kind in AudienceKind if kind in pack.audiences]
    return _("For: {readers}.").format(readers=", ".join(kinds))


def _titles() -> dict[Group, str]:
    return {
        Group.PACKS: _("Packs"),
        Group.LETTERS: _("Letters"),
        Group.SLIPS: _("Slips"),
        Group.MOTHER: _("For the mother"),
        Group.CHILDREN: _("For children"),
        Group.BLANK: _("Blank forms"),
        Group.SERVICE: _("About the service"),
    }


def _lines() -> dict[str, str]:
    return {
        "meeting": _("Everything for one meeting, for whoever it is held with."),
        "acct_contribution": _("One page for the ACCT co-ordinator, before a case review."),
        "mbu_summary": _("Where the application stands, for the Board and those who report to it."),
        "mbu_report": _("Your own report, for the Board and the mother."),
        "concern_slip": _("For wing staff: what was seen, without family detail."),
        "chronology": _("What happened when, for the court, an authority or a meeting."),
        "notes": _("The contact log and meetings in full, for supervision or the court."),
        DOCUMENT: _("A paper that was scanned or sent to you, as it is."),
        LETTER: _("A letter of the file, for the one reader it is to."),
        "dates_ahead": _("What is coming, week by week, for her or those who plan with her."),
        "acct_look_ahead": _("Days that may be hard, for the ACCT co-ordinator."),
        "movement_slips": _(
            "For the wing: to unlock her, and where she goes, with a neutral reason."
        ),
        "day_slips": _("For the wings, to unlock: today and the next working day, all mothers."),
        "today_sheet": _("For you: the round of all mothers, in words that tell nothing."),
        "cover_all": _("For a colleague who covers: a line of each mother, and whom to ring."),
        "supervision_all": _("For you and your supervisor: the points of every case on one paper."),
        "genogram": _("The family as a drawing, for meetings and reports."),
        "network": _("Who works with her and when they were last reached."),
        "family": _("Who has parental responsibility; brothers and sisters."),
        "explained": _("For her and you: what was explained, and what she said to it."),
        "hearing": _("Before a hearing, for her, the court or her solicitor."),
        "mbu_dossier": _("Everything for the Board, with an index, or for her."),
        "cover": _("For a colleague who covers: the first ten minutes with this mother."),
        "transfer": _("For whoever goes on working with her in the next place."),
        "contact_review": _("Contact promised and given, for the review of a child’s contact."),
        "supervision": _("For you and your supervisor."),
        "pre_release": _("What is arranged for release, for her and those who help then."),
        HOW_TO_MEET: _("For practitioners: how to come, ring or write to her here."),
        "outcome_slip": _("For wing staff: what was decided and what to do, no more."),
        CASE_NOTE: _("For wing staff: what goes into the prison’s own system, and no more."),
        "her_words": _("What she says herself, for the Board, the court or an authority."),
        "record": _("Any one entry of the file, for the reader you choose."),
        "leaflet:poster": _("For mothers on the wings: how to ask for the service."),
        "leaflet:staff": _("For prison staff: what the service does and how to refer."),
        "diary:week": _("For you: where the hours of a week went."),
    }
