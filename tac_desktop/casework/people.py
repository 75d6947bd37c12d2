"""People and organisations, how they are related, and who works with whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from tac_desktop.casework.audience_kinds import AROUND_THE_CHILD, AudienceKind
from tac_desktop.casework.dates import first_day
from tac_desktop.casework.questions import PartialDateText, Section, SeenBy, question
from tac_desktop.casework.record import Names, Problem, Record
from tac_desktop.words import _


class Person(Record):
    """Anyone: the mother, a child, family, a carer or a professional."""

    type_name: ClassVar[str] = "person"
    source_title: ClassVar[str] = "Person"
    source_plural: ClassVar[str] = "People"
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Who",
            (
                "kind",
                "first_names",
                "last_name",
                "known_as",
                "aliases",
                "date_of_birth",
                "deceased_on",
                "gender",
                "role",
                "organisation_id",
            ),
        ),
        Section(
            "Reaching them",
            (
                "phone",
                "email",
                "video_platform",
                "address",
                "postcode",
                "safe_to_contact",
            ),
        ),
        Section(
            "Birth",
            (
                "expected_date_of_delivery",
                "birth_outcome",
                "became_born_on",
                "time_of_birth",
                "gestation_at_birth",
                "birth_weight_g",
                "identical_twin",
            ),
        ),
        Section(
            "Child",
            (
                "local_authority_id",
                "prison_authority_id",
                "mother_responsibility",
                "mother_responsibility_note",
                "school_id",
                "school_year",
                "school_note",
                "nhs_number",
                "current_name",
                "voice",
            ),
        ),
        Section(
            "Language and reading",
            (
                "preferred_language",
                "other_languages",
                "interpreter_needed",
                "reading_support",
                "communication_needs",
            ),
        ),
        Section(
            "Background",
            (
                "ethnicity",
                "nationality",
                "religion",
                "marital_status",
                "care_experienced",
                "care_experience_note",
                "pregnancy_status",
                "needs",
            ),
        ),
        Section("Safety and notes", ("risk_note", "note", "confidential_fields")),
    )

    kind: str = question("Who is this?", codes="person_kind", default="", required=True)
    first_names: str = question("First names", default="", limit=120)
    last_name: str = question("Last name", default="", limit=120)
    known_as: str = question("Known as", default="", hint="The name she or he uses.")
    aliases: list[str] = question("Other names", default_factory=list, hint="One a line.")
    date_of_birth: PartialDateText = question(
        "Date of birth", default="", hint="The year alone will do."
    )
    deceased_on: PartialDateText = question("Died on", default="")
    gender: str = question("Gender", codes="gender", default="")
    role: str = question(
        "Role", codes="role", default="", only_if=("kind", ("professional", "carer"))
    )
    organisation_id: str = question(
        "Organisation", refers_to="organisation", default="", only_if=("kind", "professional")
    )
    phone: str = question("Telephone", default="", seen_by=SeenBy.PROFESSIONALS)
    email: str = question("E-mail", default="", seen_by=SeenBy.PROFESSIONALS)
    video_platform: str = question(
        "How to meet by video",
        codes="platform",
        default="",
        only_if=("kind", "professional"),
        hint="What this person can use with the prison.",
    )
    address: str = question("Address", default="", lines=3, seen_by=SeenBy.PROFESSIONALS)
    postcode: str = question("Postcode", default="", seen_by=SeenBy.PROFESSIONALS)
    safe_to_contact: str = question(
        "Safe to contact?", codes="safe_to_contact", default="", seen_by=SeenBy.PROFESSIONALS
    )
    expected_date_of_delivery: dt.date | None = question(
        "Expected date of delivery", only_if=("kind", "child")
    )
    birth_outcome: str = question(
        "How the pregnancy ended", codes="birth_outcome", default="", only_if=("kind", "child")
    )
    became_born_on: dt.date | None = question(
        "Born on", hint="Ends the time as an unborn child.", only_if=("kind", "child")
    )
    time_of_birth: dt.time | None = question("Time of birth", only_if=("kind", "child"))
    gestation_at_birth: str = question(
        "Weeks at birth", default="", only_if=("kind", "child"), hint="For example 36+1."
    )
    birth_weight_g: int | None = question("Weight at birth in grams", only_if=("kind", "child"))
    identical_twin: bool | None = question("Identical twin?", only_if=("kind", "child"))
    local_authority_id: str = question(
        "Local authority", refers_to="organisation", default="", only_if=("kind", "child")
    )
    prison_authority_id: str = question(
        "Authority where the prison stands",
        refers_to="organisation",
        default="",
        only_if=("kind", "child"),
        hint="Responsible for safeguarding while the child lives on the unit.",
    )
    mother_responsibility: str = question(
        "Has the mother parental responsibility?",
        codes="parental_responsibility",
        default="",
        only_if=("kind", "child"),
    )
    mother_responsibility_note: str = question(
        "Note on parental responsibility", default="", only_if=("kind", "child")
    )
    school_id: str = question(
        "School", refers_to="organisation", default="", only_if=("kind", "child")
    )
    school_year: str = question("School year", default="", only_if=("kind", "child"))
    school_note: str = question("Note on school", default="", only_if=("kind", "child"))
    nhs_number: str = question(
        "NHS number", default="", only_if=("kind", "child"), seen_by=SeenBy.PROFESSIONALS
    )
    current_name: str = question(
        "Name used now",
        default="",
        only_if=("kind", "child"),
        hint="Where it differs, as after adoption. Tick it as confidential below.",
    )
    voice: str = question("What the child says", default="", lines=3, only_if=("kind", "child"))
    preferred_language: str = question("Language", codes="language", default="")
    other_languages: list[str] = question("Other languages", default_factory=list)
    interpreter_needed: bool | None = question("Interpreter needed?")
    reading_support: bool | None = question("Support with reading?")
    communication_needs: str = question("How to communicate well", default="", lines=3)
    ethnicity: str = question("Ethnicity", default="", searched=False, seen_by=SeenBy.PROFESSIONALS)
    nationality: str = question("Nationality", default="", searched=False)
    religion: str = question("Religion", default="", searched=False)
    marital_status: str = question(
        "Marital status", codes="marital_status", default="", only_if=("kind", "mother")
    )
    care_experienced: str = question(
        "In care as a child?", codes="care_experienced", default="", only_if=("kind", "mother")
    )
    care_experience_note: str = question(
        "Note on time in care", default="", only_if=("kind", "mother")
    )
    pregnancy_status: str = question(
        "Pregnancy", codes="pregnancy_status", default="", only_if=("kind", "mother")
    )
    needs: str = question("Needs", default="", lines=3, seen_by=SeenBy.PROFESSIONALS)
    risk_note: str = question("Risk", default="", lines=3, seen_by=SeenBy.PROFESSIONALS)
    note: str = question("Note", default="", lines=3, seen_by=SeenBy.PROFESSIONALS)
    confidential_fields: list[str] = question(
        "Keep confidential",
        codes="confidential_field",
        default_factory=list,
        hint="Never shown to the mother, her family or the prison.",
        searched=False,
    )

    def display_name(self) -> str:
        """First names and last name as they are written every day."""
        return " ".join(part for part in (self.first_names, self.last_name) if part) or _(
            "No name yet"
        )

    def short_name(self) -> str:
        """What she or he is called."""
        return self.known_as or self.first_names.split(" ")[0] or self.display_name()

    def formal_name(self) -> str:
        """`Rhosyn “Ros” AVERLEY`, as a file's heading has it."""
        called = f"“{self.known_as}”" if self.known_as else ""
        parts = (self.first_names, called, self.last_name.upper())
        return " ".join(part for part in parts if part) or _("No name yet")

    def headline(self, names: Names) -> str:
        """The person's name."""
        return self.display_name()

    def born(self) -> dt.date | None:
        """The (first possible) day of birth, where one is known."""
        return first_day(self.date_of_birth) if self.date_of_birth else None

    def checks(self) -> Iterator[Problem]:
        """A person needs some name, unless unborn."""
        unborn = self.kind == "child" and self.expected_date_of_delivery is not None
        if not (self.first_names or self.last_name or self.known_as or unborn):
            yield Problem("first_names", _("Please give a name, or the expected date of delivery."))


class Organisation(Record):
    """An authority, prison, court, firm, school or service."""

    type_name: ClassVar[str] = "organisation"
    source_title: ClassVar[str] = "Organisation"
    source_plural: ClassVar[str] = "Organisations"
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Organisation", ("name", "name_cy", "type", "nation", "language_offer")),
        Section(
            "Reaching them",
            (
                "address",
                "postcode",
                "phone",
                "duty_phone",
                "out_of_hours_phone",
                "secure_email",
                "video_platform",
                "note",
            ),
        ),
    )

    name: str = question("Name", default="", required=True)
    name_cy: str = question("Name in Welsh", default="")
    type: str = question("Kind", codes="organisation_type", default="")
    nation: str = question("Nation", codes="nation", default="")
    language_offer: str = question("Languages offered", default="")
    address: list[str] = question("Address", default_factory=list)
    postcode: str = question("Postcode", default="")
    phone: str = question("Telephone", default="")
    duty_phone: str = question("Duty telephone", default="")
    out_of_hours_phone: str = question("Out-of-hours telephone", default="")
    secure_email: str = question("Secure e-mail", default="")
    video_platform: str = question("Video platform", codes="platform", default="")
    note: str = question("Note", default="", lines=3, seen_by=SeenBy.OWN_TEAM)

    def display_name(self) -> str:
        """The organisation's name."""
        return self.name

    def headline(self, names: Names) -> str:
        """The organisation's name."""
        return self.name


class Worker(Record):
    """Someone of the service's own team."""

    type_name: ClassVar[str] = "worker"
    source_title: ClassVar[str] = "Colleague"
    source_plural: ClassVar[str] = "Colleagues"
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Colleague", ("name", "role", "swe_registration", "phone", "email")),
    )

    name: str = question("Name", default="", required=True)
    role: str = question("Role", codes="worker_role", default="")
    swe_registration: str = question("Social work registration", default="")
    phone: str = question("Telephone", default="")
    email: str = question("E-mail", default="")

    def display_name(self) -> str:
        """The colleague's name."""
        return self.name

    def headline(self, names: Names) -> str:
        """The colleague's name."""
        return self.name


class Relationship(Record):
    """How one person is related to another: `from` is the `type` of `to`."""

    type_name: ClassVar[str] = "relationship"
    source_title: ClassVar[str] = "Relationship"
    source_plural: ClassVar[str] = "Relationships"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Relationship",
            ("from_person_id", "type", "to_person_id", "start", "end", "quality",
             "parental_responsibility", "pr_basis", "pr_since", "pr_until", "sibling_contact",
             "note"),
        ),
    )  # fmt: skip

    from_person_id: str = question("Person", refers_to="person", default="", required=True)
    type: str = question("is the", codes="relationship_type", default="", required=True)
    to_person_id: str = question("of", refers_to="person", default="", required=True)
    start: PartialDateText = question("From", default="")
    end: PartialDateText = question("Until", default="")
    quality: str = question(
        "Quality", codes="relationship_quality", default="", seen_by=SeenBy.PROFESSIONALS
    )
    parental_responsibility: str = question(
        "Parental responsibility", codes="parental_responsibility", default=""
    )
    pr_basis: str = question(
        "How it came about",
        codes="pr_basis",
        default="",
        only_if=("parental_responsibility", ("yes", "limited")),
    )
    pr_since: PartialDateText = question(
        "Responsible since", default="", only_if=("parental_responsibility", ("yes", "limited"))
    )
    pr_until: PartialDateText = question("Responsible until", default="")
    sibling_contact: str = question(
        "Contact between brothers and sisters",
        default="",
        lines=2,
        only_if=("type", ("sister", "brother", "half_sister", "half_brother")),
        hint="What was arranged between these two, and whether it happens.",
    )
    note: str = question("Note", default="", seen_by=SeenBy.PROFESSIONALS)

    def headline(self, names: Names) -> str:
        """`Gethin Pugh: father of Megan`."""
        from tac_desktop.casework.codes import code_list

        kind = code_list("relationship_type").label(self.type).lower()
        words = _("{person}: {kind} of {other}")
        return words.format(
            person=names(self.from_person_id), kind=kind, other=names(self.to_person_id)
        )


class Involvement(Record):
    """A professional's work with the mother or with some of her children, for a time."""

    type_name: ClassVar[str] = "involvement"
    source_title: ClassVar[str] = "Professional involved"
    source_plural: ClassVar[str] = "Professionals involved"
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Involvement", ("person_id", "role", "child_ids", "start", "end", "is_main")),
    )

    person_id: str = question("Professional", refers_to="person", default="", required=True)
    role: str = question("Role", codes="role", default="", required=True)
    child_ids: list[str] = question(
        "For which children", refers_to="person:child", default_factory=list
    )
    start: dt.date | None = question("From")
    end: dt.date | None = question("Until")
    is_main: bool = question("Main contact in this role", default=False)

    def headline(self, names: Names) -> str:
        """The professional and the role."""
        from tac_desktop.casework.codes import code_list

        return f"{names(self.person_id)}: {code_list('role').label(self.role)}"

    def happened_on(self) -> dt.date | None:
        """When the involvement began."""
        return self.start
