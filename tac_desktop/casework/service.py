"""The service and the prison that a vault is kept in, with the targets that policies set."""

from __future__ import annotations

from typing import ClassVar

from tac_desktop.casework.questions import Section, question
from tac_desktop.casework.record import Names, Record


class Service(Record):
    """The service and the prison this vault is kept in; one in each vault, never handed over."""

    type_name: ClassVar[str] = "service"
    source_title: ClassVar[str] = "This service"
    in_every_file: ClassVar[bool] = True
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Service", ("name", "provider")),
        Section(
            "Prison",
            (
                "prison",
                "prison_code",
                "address",
                "postcode",
                "phone",
                "has_mbu",
                "mbu_places_mothers",
            ),
        ),
        Section("On paper", ("marking", "link_fallback")),
        Section(
            "Targets",
            (
                "acct_plan_hours",
                "acct_assessment_hours",
                "acct_review_hours",
                "acct_post_closure_days",
                "survey_months",
                "consent_review_months",
                "letterbox_reminder_weeks",
                "share_contact_months",
                "goodbye_aftercare_days",
                "days_after_news",
                "hearing_notice_days",
                "chase_after_days",
                "retention_years",
            ),
            "Policies change: these are targets that the program shows, never verdicts. 0 switches"
            " one off.",
        ),
        Section(
            "Meeting a mother here",
            ("video_platforms", "booking_days", "booking", "what_visitors_bring"),
            "Printed on the page “How to meet a mother in this prison” and in letters.",
        ),
    )

    name: str = question("Name of the service", default="")
    provider: str = question("Provider", default="")
    prison: str = question("Prison", default="")
    prison_code: str = question("Prison code", default="")
    address: list[str] = question("Address", default_factory=list)
    postcode: str = question("Postcode", default="")
    phone: str = question("Telephone", default="")
    has_mbu: bool | None = question("Has it a Mother and Baby Unit?")
    mbu_places_mothers: int | None = question("Places for mothers on the unit")
    marking: str = question("Marking on packs", default="OFFICIAL-SENSITIVE")
    link_fallback: str = question(
        "What to do when the link fails",
        default="",
        lines=4,
        hint="Printed on the cover of every meeting pack.",
    )

    acct_plan_hours: int | None = question(
        "ACCT: immediate action plan within so many hours", default=1, hint="Widely reported."
    )
    acct_assessment_hours: int | None = question(
        "ACCT: assessment within so many hours", default=24, hint="Confirmed for version 5."
    )
    acct_review_hours: int | None = question(
        "ACCT: first case review within so many hours", default=24, hint="Confirmed for PSO 2700."
    )
    acct_post_closure_days: int | None = question(
        "ACCT: post-closure review after so many days", default=7, hint="Unconfirmed."
    )
    survey_months: int | None = question("Second questionnaire after so many months", default=6)
    consent_review_months: int | None = question("Ask for consent again after months", default=6)
    letterbox_reminder_weeks: int | None = question(
        "Remind of letterbox contact so many weeks before", default=6
    )
    share_contact_months: int | None = question(
        "Share notes of supervised contact with the mother within so many months",
        default=3,
        hint="From the finding of an ombudsman; unconfirmed.",
    )
    goodbye_aftercare_days: str = question(
        "See her again so many days after a goodbye or a loss",
        default="1, 7, 28",
        searched=False,
        hint="Numbers with commas between them; 0 for none.",
    )
    days_after_news: int | None = question("Watch so many days after difficult news", default=7)
    hearing_notice_days: int | None = question(
        "Notice of a hearing below so many days is short", default=14
    )
    chase_after_days: int | None = question("Ask again after so many days", default=7)
    retention_years: int | None = question(
        "Keep a closed file so many years",
        default=7,
        hint="Charities often keep casework 6 to 7 years. Unconfirmed: ask your data controller.",
    )
    video_platforms: list[str] = question(
        "How professionals can meet her",
        codes="platform",
        default_factory=list,
        hint="What this prison really allows.",
    )
    booking_days: int | None = question("Working days needed to book")
    booking: str = question(
        "How calls and video meetings are booked",
        default="",
        lines=3,
        hint="Whom to ask, on which number, what they want to know.",
    )
    what_visitors_bring: str = question(
        "What a visitor in person has to bring", default="", lines=3
    )

    def below_its_name(self) -> list[str]:
        """The address as it stands under the prison's name, which is often typed into it too."""
        name = self.prison.strip().casefold()
        lines = [one for one in self.address if one.strip().casefold() != name]
        return [*lines, self.postcode]

    def headline(self, names: Names) -> str:
        """The service's name."""
        return self.name
