"""Which dates of which records are something that happened, how it is said, and of what kind it is.

A date that no table here names is still in the full log, in the words of its question, unless it
only says when something is to be done.
"""

from __future__ import annotations

from tac_desktop.words import _

KINDS = (
    "family",
    "care",
    "contact",
    "court",
    "meeting",
    "custody",
    "acct",
    "mbu",
    "note",
    "work",
    "chosen",
)
"""The kinds by which the log is filtered, in the order in which they are offered."""

KIND_OF_TYPE = {
    "person": "family",
    "relationship": "family",
    "placement": "care",
    "legal_status": "care",
    "contact_arrangement": "contact",
    "contact_session": "contact",
    "contact_restriction": "contact",
    "contact_level": "contact",
    "family_day": "contact",
    "separation_plan": "contact",
    "proceedings": "court",
    "hearing": "court",
    "court_order": "court",
    "signed_paper": "court",
    "meeting": "meeting",
    "custody": "custody",
    "departure": "custody",
    "prison_decision": "custody",
    "release_plan": "custody",
    "acct_episode": "acct",
    "acct_review": "acct",
    "mbu_application": "mbu",
    "mbu_tac_report": "mbu",
    "contact_log": "note",
    "concern": "note",
    "explanation": "note",
    "chronology_event": "chosen",
}
"""Everything else is the service's own work."""

TO_COME = frozenset(
    {
        "appeal_deadline",
        "again_on",
        "board_first_planned",
        "by_when",
        "due",
        "edd_at_application",
        "expected_date_of_delivery",
        "follow_up_due",
        "follow_up_on",
        "next",
        "next_due",
        "next_meeting",
        "next_news_on",
        "next_review",
        "papers_due",
        "planned_for",
        "post_closure_review",
        "release_date",
        "review_on",
        "review_or_expiry",
        "separation_planning_from",
        "tac_report_due",
        "until",
        "week_26",
    }
)
"""Fields that say when something is to be done, not that it happened."""

_SKIPPED = frozenset(
    {
        ("custody", "earlier_release_dates", "date"),
        ("acct_episode", "known_dates_of_risk", "date"),
        ("person", "became_born_on", ""),
        ("same_person", "linked_on", ""),
        ("same_person", "undone_on", ""),
        ("case", "approved_on", ""),
    }
)
"""Dates that stand elsewhere in the log already, or that are nobody's history."""


def is_logged(type_name: str, field: str, within: str = "") -> bool:
    """Whether a date is something that happened; `within` names the field of a row."""
    return (within or field) not in TO_COME and (type_name, field, within) not in _SKIPPED


def kind_in_words(kind: str) -> str:
    """A kind of line, for the filter."""
    return {
        "family": _("Family and births"),
        "care": _("Where the children live"),
        "contact": _("Contact"),
        "court": _("Court and papers signed"),
        "meeting": _("Meetings"),
        "custody": _("Custody and release"),
        "acct": _("ACCT"),
        "mbu": _("Mother and Baby Unit"),
        "note": _("Notes"),
        "work": _("The service's work"),
        "chosen": _("Entered by hand"),
    }[kind]


def pattern_for(type_name: str, field: str, within: str = "") -> str:
    """How a date is said, `{what}` standing for the record; empty where only its question says."""
    return _patterns().get((type_name, field, within), "")


def _patterns() -> dict[tuple[str, str, str], str]:
    return {**_family_and_court(), **_her_time_and_the_work()}


def _family_and_court() -> dict[tuple[str, str, str], str]:
    what = "{what}"
    return {
        ("person", "date_of_birth", ""): _("{what} born"),
        ("person", "deceased_on", ""): _("{what} died"),
        ("placement", "start", ""): what,
        ("placement", "end", ""): _("{what}: ended"),
        ("legal_status", "start", ""): what,
        ("legal_status", "end", ""): _("{what}: ended"),
        ("contact_arrangement", "start", ""): _("Contact agreed: {what}"),
        ("contact_arrangement", "end", ""): _("Contact ended: {what}"),
        ("contact_arrangement", "not_happening_since", ""): _("Contact stopped: {what}"),
        ("contact_restriction", "start", ""): what,
        ("contact_level", "decided_on", ""): what,
        ("family_day", "date", ""): what,
        ("separation_plan", "date", ""): what,
        ("proceedings", "issued", ""): _("{what}: issued"),
        ("proceedings", "concluded", ""): _("{what}: concluded"),
        ("proceedings", "extensions", "granted_on"): _("{what}: extended"),
        ("court_order", "made", ""): what,
        ("court_order", "expires", ""): _("{what}: ended"),
        ("court_order", "directions", "met_on"): _("Direction met: {row}"),
        ("signed_paper", "signed_on", ""): _("Signed: {what}"),
        ("signed_paper", "asked_on", ""): _("Asked to sign: {what}"),
        ("signed_paper", "withdrawn_on", ""): _("Agreement withdrawn: {what}"),
    }


def _her_time_and_the_work() -> dict[tuple[str, str, str], str]:
    what = "{what}"
    return {
        ("custody", "sentenced_on", ""): _("Sentenced"),
        ("custody", "release_date_told_on", ""): _("Told of her release date"),
        ("departure", "date", ""): what,
        ("acct_episode", "opened", ""): _("ACCT opened"),
        ("acct_episode", "closed", ""): _("ACCT closed"),
        ("acct_episode", "reopenings", "on"): _("ACCT opened again"),
        ("acct_review", "date", ""): _("ACCT: {what}"),
        ("relationship", "start", ""): _("{what}: begins"),
        ("relationship", "end", ""): _("{what}: ends"),
        ("relationship", "pr_since", ""): _("{what}: parental responsibility begins"),
        ("relationship", "pr_until", ""): _("{what}: parental responsibility ends"),
        ("meeting", "date", ""): what,
        ("meeting", "invited_on", ""): _("Invitation came: {what}"),
        ("hearing", "notice_received", ""): _("Notice of a hearing came: {what}"),
        ("mbu_application", "reports", "requested"): _("Report for the Board asked for: {row}"),
        ("mbu_application", "reports", "received"): _("Report for the Board received: {row}"),
        ("consent", "given_on", ""): _("Asked for her consent: {what}"),
        ("referral", "first_seen", ""): _("First seen"),
        ("contact_log", "date", ""): what,
        ("concern", "date", ""): what,
        ("explanation", "date", ""): what,
        ("referral", "date", ""): what,
        ("case", "opened", ""): _("Case opened"),
        ("case", "closed", ""): _("Case closed"),
        ("need", "identified_on", ""): _("Need: {what}"),
        ("outcome", "date", ""): _("Outcome: {what}"),
        ("barrier", "date", ""): _("Barrier: {what}"),
        ("consent", "withdrawn_on", ""): _("{what}: withdrawn"),
        ("involvement", "start", ""): _("{what}: begins"),
        ("involvement", "end", ""): _("{what}: ends"),
        ("letter", "sent_on", ""): _("Letter sent: {what}"),
        ("disclosure", "at", ""): _("Given out: {what}"),
        ("document", "date", ""): _("Document: {what}"),
        ("chronology_event", "date", ""): what,
        ("supervision", "date", ""): what,
        ("survey_response", "date", ""): what,
    }
