"""Invented relatives whom a genogram must place: twins, losses, a grandmother who adopted, cousins.

Each case gets one kind in turn. The names are in no list of the other invented people, so that
nobody is called like somebody else.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from tac_desktop.casework.children import LegalStatus, Placement
from tac_desktop.casework.dates import add_months
from tac_desktop.casework.people import Person, Relationship
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_family import Family

_SAVED = (10, 30)


def make_relatives(builder: Builder, family: Family) -> None:
    """The further relatives of one case, and how brothers and sisters stand to each other."""
    makers = (
        _twins,
        _losses,
        _adopted_by_the_grandmother,
        _cousin_as_carer,
        _three_fathers,
        _two_mothers,
        _only_words,
    )
    makers[builder.number % len(makers)](_Relatives(builder, family))
    _brothers_and_sisters(builder, family)


class _Relatives:
    """What all kinds need: people, ties, children, homes."""

    def __init__(self, builder: Builder, family: Family) -> None:
        self.builder, self.family = builder, family
        self.mother = family.mother

    def person(self, name: str, gender: str, **answers: Any) -> Person:
        """A relative with the mother's family name."""
        known = {"kind": "family", "last_name": self.mother.last_name, "gender": gender}
        return self.builder.add(
            Person, self.builder.day_in(*_SAVED), first_names=name, **{**known, **answers}
        )

    def child(self, name: str, gender: str, months: int, **answers: Any) -> Person:
        """A further child of the mother, so many months old."""
        born = add_months(self.builder.today, -months).isoformat()
        known: dict[str, Any] = {
            "kind": "child",
            "date_of_birth": born,
            "mother_responsibility": "yes",
        }
        if self.family.children:
            known["local_authority_id"] = self.family.children[0].person.local_authority_id
        made = self.person(name, gender, **{**known, **answers})
        self.tie(self.mother, "mother", made)
        return made

    def tie(self, here: Person, type_: str, there: Person, **answers: Any) -> Relationship:
        """`here` is the `type_` of `there`."""
        return self.builder.add(
            Relationship,
            self.builder.day_in(*_SAVED),
            from_person_id=here.id,
            type=type_,
            to_person_id=there.id,
            **answers,
        )

    def home(self, child: Person, carer: Person, arrangement: str, legal: str = "") -> None:
        """Where a child lives, and in what position."""
        since = self.builder.day_in(200, 400)
        self.builder.add(
            Placement,
            since,
            child_id=child.id,
            care_arrangement=arrangement,
            carer_id=carer.id,
            start=since,
            town_shown_to_mother=True,
        )
        if legal:
            self.builder.add(LegalStatus, since, child_id=child.id, type=legal, start=since)

    def grandmother(self) -> Person | None:
        """The mother's own mother, where it is she who visits."""
        supporter = self.family.supporter
        for one in self.builder.records:
            content = one.revisions[-1].content
            mothers = one.type == "relationship" and content.get("type") == "mother"
            if mothers and supporter and content.get("from_person_id") == supporter.id:
                return supporter
        return None

    def year(self, ago: int) -> str:
        """A year so many years ago."""
        return str(self.builder.today.year - ago)


def _twins(made: _Relatives) -> None:
    carer = made.person("Ottoline", "female", kind="carer", role="kinship_carer")
    made.tie(carer, "aunt", made.mother)
    first = made.child("Corisande", "female", 61, identical_twin=True)
    second = made.child(
        "Clementine", "female", 61, identical_twin=True, date_of_birth=first.date_of_birth
    )
    for one in (first, second):
        made.home(one, carer, "kinship_foster_care", "care_order")


def _losses(made: _Relatives) -> None:
    year = made.builder.today.year
    made.child("", "", 1, last_name="", known_as="First pregnancy", date_of_birth="",
               birth_outcome="miscarriage", deceased_on=f"{year - 6}-05",
               mother_responsibility="")  # fmt: skip
    made.child("Ambrose", "male", 1, date_of_birth=f"{year - 4}-02-11", mother_responsibility="",
               birth_outcome="stillbirth", deceased_on=f"{year - 4}-02-11")  # fmt: skip


def _adopted_by_the_grandmother(made: _Relatives) -> None:
    gran = made.grandmother() or made.person("Dulcie", "female", date_of_birth=made.year(62))
    grandfather = made.person("Thaddeus", "male", date_of_birth=made.year(70),
                              deceased_on=made.year(5))  # fmt: skip
    if gran is not made.family.supporter:
        made.tie(gran, "mother", made.mother, quality="strained")
    made.tie(grandfather, "father", made.mother)
    made.tie(grandfather, "spouse", gran, start=made.year(41))
    child = made.child("Peregrine", "male", 150, mother_responsibility="no")
    since = made.year(6)
    made.tie(gran, "adoptive_parent", child, start=since, parental_responsibility="yes",
             pr_basis="adoption", pr_since=since)  # fmt: skip
    made.home(child, gran, "adopted", "adoption_order")


def _cousin_as_carer(made: _Relatives) -> None:
    aunt = made.person("Lettice", "female", date_of_birth=made.year(47))
    cousin = made.person("Isolde", "female", date_of_birth=made.year(27))
    partner = made.person("Barnaby", "male", last_name=made.family.names.other_family())
    made.tie(aunt, "sister", made.mother)
    made.tie(cousin, "daughter", aunt)
    made.tie(partner, "spouse", cousin, start=made.year(3))
    child = made.child("Evander", "male", 88)
    made.tie(cousin, "special_guardian", child, parental_responsibility="yes", pr_basis="order",
             pr_since=made.year(1))  # fmt: skip
    made.home(child, cousin, "special_guardianship", "special_guardianship_order")


def _three_fathers(made: _Relatives) -> None:
    for number, (name, child_name, months) in enumerate(
        (("Cuthbert", "Araminta", 130), ("Leopold", "Florian", 84), ("Roderick", "Jocasta", 30))
    ):
        father = made.person(name, "male", last_name=made.family.names.other_family())
        child = made.child(child_name, "female" if number != 1 else "male", months)
        ended = {"end": made.year(months // 12 - 1)} if number < 2 else {}
        tie = "former_partner" if ended else "partner"
        made.tie(father, tie, made.mother, start=made.year(months // 12 + 1),
                 quality="conflict" if number == 1 else "", **ended)  # fmt: skip
        named = "putative_father" if number == 2 else "father"
        answers = {
            "parental_responsibility": ("yes", "not_known", "no")[number],
            "pr_basis": ("birth_registration", "", "")[number],
            "pr_since": child.date_of_birth if number == 0 else "",
        }
        made.tie(father, named, child, **answers)


def _two_mothers(made: _Relatives) -> None:
    other = made.person("Philomena", "female", last_name=made.family.names.other_family())
    made.tie(other, "spouse", made.mother, start=made.year(7))
    child = made.child("Sidony", "non_binary", 40)
    made.tie(other, "mother", child, parental_responsibility="yes", pr_basis="agreement",
             pr_since=child.date_of_birth)  # fmt: skip
    made.home(child, other, "with_step_parent")


def _only_words(made: _Relatives) -> None:
    """People of whom the file says no more than a word."""
    cousin = made.person("Hildegard", "female")
    made.tie(cousin, "cousin", made.mother)
    friend = made.person("Mortimer", "male", last_name=made.family.names.other_family())
    made.tie(friend, "friend", made.mother, quality="supportive")
    brother = made.person("Lysander", "male", deceased_on=made.year(2))
    made.tie(brother, "half_brother", made.mother)


def _brothers_and_sisters(builder: Builder, family: Family) -> None:
    """What was arranged between the two eldest, where there are two."""
    if len(family.children) < 2:
        return
    one, other = (child.person for child in family.children[:2])
    kind = "brother" if one.gender == "male" else "sister"
    words = (
        "Once a month at the contact centre; kept since the summer.",
        "Was agreed in the care plan; has not happened yet.",
    )
    builder.add(
        Relationship,
        min(builder.day_in(*_SAVED), builder.today - dt.timedelta(days=1)),
        from_person_id=one.id,
        type=kind,
        to_person_id=other.id,
        sibling_contact=words[builder.number % len(words)],
    )
