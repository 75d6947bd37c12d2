"""How each list of the input becomes records: names that differ, and what is put differently.

A rule first brings an object of the input into the shape of the record, still with the input's
own short names for people and things; the conversion then does the same for all of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tac_desktop.casework.acct import AcctEpisode, AcctReview
from tac_desktop.casework.children import (
    ContactArrangement,
    ContactRestriction,
    ContactSession,
    LegalStatus,
    Placement,
)
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.conversion_source import Source, name_of
from tac_desktop.casework.court import CourtOrder, Hearing, Proceedings
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.dates import add_months
from tac_desktop.casework.episode import (
    Barrier,
    Case,
    Consent,
    Need,
    Outcome,
    Referral,
    SurveyResponse,
)
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Organisation, Relationship, Worker
from tac_desktop.casework.record import Record
from tac_desktop.casework.work import ChronologyEvent, Disclosure, Document, Supervision, Task

Plain = dict[str, Any]
Reshape = Callable[[Plain, Source], None]

_RELEASE_DATES = {
    "conditional_release_date": "CRD",
    "automatic_release_date": "ARD",
    "home_detention_curfew_eligibility_date": "HDCED",
    "parole_eligibility_date": "PED",
    "sentence_expiry_date": "SED",
    "confirmed_release_date": "confirmed",
}
_SECRET_FROM_ITS_SUBJECT = ("non_molestation_order", "do_not_tell")


@dataclass(frozen=True)
class Rule:
    """One list of the input. `renames` maps its names to the record's, `rows` those of rows."""

    list_name: str
    cls: type[Record]
    renames: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    reshape: Reshape | None = None

    def apply(self, raw: Plain, source: Source) -> Plain:
        """The object in the shape of the record."""
        shaped: Plain = _renamed(raw, self.renames)
        for name, renames in self.rows.items():
            rows = shaped.get(name)
            if isinstance(rows, list):
                shaped[name] = [_renamed(row, renames) for row in rows]
        if self.reshape:
            self.reshape(shaped, source)
        return shaped


def rules() -> tuple[Rule, ...]:
    """A rule for every list whose objects become one record each, in the order of the file."""
    return (
        Rule("workers", Worker),
        Rule("organisations", Organisation),
        Rule("relationships", Relationship, _RELATIONSHIP, reshape=_relationship),
        Rule("custody", Custody, reshape=_custody),
        Rule("cases", Case),
        Rule("referrals", Referral),
        Rule("consents", Consent),
        Rule("needs", Need),
        Rule("placements", Placement),
        Rule("legal_statuses", LegalStatus),
        Rule("contact_arrangements", ContactArrangement, _ARRANGEMENT),
        Rule("contact_sessions", ContactSession),
        Rule("contact_restrictions", ContactRestriction, reshape=_restriction),
        Rule("contact_log", ContactLogEntry),
        Rule("acct_episodes", AcctEpisode),
        Rule("acct_reviews", AcctReview, reshape=_acct_review),
        Rule(
            "mbu_applications",
            MbuApplication,
            {"latest_age_months": "age_limit_months"},
            {"reports": {"from": "from_whom", "worker_id": "person_id"}},
            _mbu_application,
        ),
        Rule("proceedings", Proceedings, _PROCEEDINGS),
        Rule("hearings", Hearing, reshape=_hearing),
        Rule("court_orders", CourtOrder, rows={"directions": {"by": "by_id"}}),
        Rule("meetings", Meeting, reshape=_meeting),
        Rule("tasks", Task, {"waiting_on_person_id": "waiting_on_id"}, reshape=_task),
        Rule("documents", Document, _DOCUMENT),
        Rule("chronology_manual", ChronologyEvent, reshape=_about_named_children),
        Rule("surveys", SurveyResponse),
        Rule("barriers", Barrier, reshape=_case_of_that_day),
        Rule("outcomes", Outcome, reshape=_case_of_that_day),
        Rule("disclosures", Disclosure, reshape=_disclosure),
        Rule("supervision", Supervision),
    )


PERSON = {
    "school_org_id": "school_id",
    "first_language": "preferred_language",
    "was_unborn_until": "became_born_on",
}
CHILD = {"mother_has_pr": "mother_responsibility", "pr_note": "mother_responsibility_note"}
"""Names in `children_summary`, whose answers stand with the child."""

_RELATIONSHIP = {"from": "from_person_id", "to": "to_person_id"}
_ARRANGEMENT = {"agreed_with": "agreed_with_id", "supervisor": "supervisor_id"}
_DOCUMENT = {"from_org_id": "from_id", "from_person_id": "from_id", "author_worker_id": "from_id"}
_PROCEEDINGS = {
    "applicant_org_id": "applicant_id",
    "applicant_person_id": "applicant_id",
    "mother_represented_by": "mother_represented_by_id",
}


def responsibility(value: Any, note: Any) -> Any:
    """Parental responsibility as a code; `limited` where the note beside it begins that way."""
    if value is True and isinstance(note, str) and note.lower().startswith("limited"):
        return "limited"
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _renamed(row: Any, renames: Mapping[str, str]) -> Any:
    """The same values under the record's names.

    Where two names stand for one thing (`person_id`, `worker_id`) the first that is filled in
    counts; a second one keeps its own name, and so is found among what was not understood.
    """
    if not isinstance(row, dict):
        return row
    renamed: Plain = {}
    for name, value in row.items():
        target = renames.get(name, name)
        if renamed.get(target) is None:
            renamed[target] = value
        elif value is not None:
            renamed[name if target != name else f"{name} (2)"] = value
    return renamed


def _relationship(one: Plain, source: Source) -> None:
    one["parental_responsibility"] = responsibility(
        one.get("parental_responsibility"), one.get("note")
    )


def _custody(one: Plain, source: Source) -> None:
    for name, kind in _RELEASE_DATES.items():
        if one.get(name) and not one.get("release_date"):
            one["release_date"] = one.pop(name)
            one.setdefault("release_type", kind)


def _restriction(one: Plain, source: Source) -> None:
    """Split people into children and others; who must not be told is stated of itself."""
    named = as_list(one.pop("person_ids", None)) + as_list(one.pop("person_id", None))
    children = _children(source)
    about = [who for who in named if name_of(who) in children]
    one["person_ids"] = [who for who in named if name_of(who) not in children]
    one["child_ids"] = as_list(one.get("child_ids")) + about
    if one.get("type") in _SECRET_FROM_ITS_SUBJECT and not one.get("not_to_be_told_to_ids"):
        one["not_to_be_told_to_ids"] = one["person_ids"]


def _acct_review(one: Plain, source: Source) -> None:
    """The social worker's own view is hers: it never stands as the level the review recorded."""
    view = one.pop("risk_view_of_tac", None)
    if view:
        own = f"Own view of risk at the time: {view}"
        one["note"] = f"{one['note']}\n{own}" if one.get("note") else own


def _mbu_application(one: Plain, source: Source) -> None:
    if one.get("edd_at_application") and not one.get("kind"):
        one["kind"] = "pregnant_from_birth"
    born = _birth_of(one.get("child_id"), source)
    months_18 = add_months(born, 18) if born else None
    if months_18 and one.get("child_reaches_18_months") == months_18.isoformat():
        del one["child_reaches_18_months"]
    release = next((_release(period) for period in source.objects("custody")), None)
    if months_18 and release and one.get("release_before_18_months") is (release < months_18):
        del one["release_before_18_months"]


def _hearing(one: Plain, source: Source) -> None:
    """The days of notice follow from two dates; they are kept only where they do not."""
    held, heard_of = _day(one.get("date")), _day(one.get("notice_received"))
    if held and heard_of and one.get("notice_days") == (held - heard_of).days:
        del one["notice_days"]


def _meeting(one: Plain, source: Source) -> None:
    """People invited stand in a list of their own, or within the meeting."""
    invited = [row for row in source.objects("meeting_invitees") if _belongs(row, one)]
    inside = one.get("invitees") or []
    if isinstance(inside, list) and (invited or inside):
        rows = [*inside, *({**row, "meeting_id": None} for row in invited)]
        one["invitees"] = [_renamed(row, {"worker_id": "person_id"}) for row in rows]


def _task(one: Plain, source: Source) -> None:
    """Overdue is worked out from the due date; stored, it would go stale."""
    due, today = _day(one.get("due")), as_of(source)
    if one.get("status") == "overdue" and due and (today is None or due <= today):
        one["status"] = "open"
    for name, list_name in (("meeting_id", "meetings"), ("hearing_id", "hearings")):
        if one.get(name) and not one.get("child_ids"):
            one["child_ids"] = _children_of(one[name], list_name, source)
    if not one.get("child_ids"):
        one["child_ids"] = _named_children(one.get("title"), source)


def _about_named_children(one: Plain, source: Source) -> None:
    if not one.get("child_ids"):
        one["child_ids"] = _named_children(one.get("text"), source)


def _case_of_that_day(one: Plain, source: Source) -> None:
    if one.get("case_id"):
        return
    day = _day(one.get("date")) or as_of(source)
    for case in source.objects("cases"):
        opened, closed = _day(case.get("opened")), _day(case.get("closed"))
        if day and opened and opened <= day and (closed is None or day <= closed):
            one["case_id"] = case.get("id")


def _disclosure(one: Plain, source: Source) -> None:
    at = one.get("at")
    if isinstance(at, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", at):
        one["at"], one["time"] = at.split("T")


def as_list(value: Any) -> list[Any]:
    """A value as a list, whether it stands alone or among others."""
    return list(value) if isinstance(value, list) else [value] if value else []


def as_of(source: Source) -> dt.date | None:
    """The day on which the input stood as it is, as it says itself."""
    about = source.raw.get("_about")
    return _day(about.get("as_of")) if isinstance(about, dict) else None


def _children(source: Source) -> dict[str, Plain]:
    people = source.objects("people")
    found = {name_of(one.get("id")): one for one in people if one.get("kind") == "child"}
    return {name: child for name, child in found.items() if name}


def _named_children(text: Any, source: Source) -> list[str]:
    """The children whose names stand in a text: it must not reach another child's authority."""
    words = set(re.findall(r"\w+", text)) if isinstance(text, str) else set()
    return [
        child_id
        for child_id, child in _children(source).items()
        if words & set(_names(child)) - {""}
    ]


def _names(child: Plain) -> Iterator[str]:
    yield str(child.get("first_names") or "").split(" ")[0]
    yield str(child.get("known_as") or "")


def _children_of(original: Any, list_name: str, source: Source) -> list[str]:
    for one in source.objects(list_name):
        if one.get("id") == original:
            if one.get("proceedings_id"):
                return _children_of(one["proceedings_id"], "proceedings", source)
            return as_list(one.get("child_ids"))
    return []


def _birth_of(child_id: Any, source: Source) -> dt.date | None:
    child = _children(source).get(name_of(child_id))
    return _day(child.get("date_of_birth")) if child else None


def _release(period: Plain) -> dt.date | None:
    return next(
        (_day(period[name]) for name in ("release_date", *_RELEASE_DATES) if name in period), None
    )


def _belongs(row: Plain, meeting: Plain) -> bool:
    return bool(row.get("meeting_id")) and row.get("meeting_id") == meeting.get("id")


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
