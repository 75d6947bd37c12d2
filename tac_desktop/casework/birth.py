"""Baby is born: one step that makes the unborn child a born one, without writing anything twice.

The same person goes on: the expected date, the authority, the plan that was made before the birth
and everybody's roles stay as they are. A loss is recorded in the same place.

Sources: 42 days to register a birth or a stillbirth in England and Wales, Births and Deaths
Registration Act 1953 section 2 (21 days in Scotland); who gets parental responsibility by being
registered, Children Act 1989 section 4.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from tac_desktop.casework.case_file import CaseFile, Entry, Saved
from tac_desktop.casework.children import ContactArrangement, Placement
from tac_desktop.casework.dates import written
from tac_desktop.casework.goodbye import aftercare_days, aftercare_task
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.people import Involvement, Person, Relationship
from tac_desktop.casework.questions import Section, question
from tac_desktop.casework.record import Problem, Record
from tac_desktop.casework.uk_clock import gap_or_repeat
from tac_desktop.casework.work import Task
from tac_desktop.words import _

BORN = "born"
REGISTER_WITHIN_DAYS = 42
WHOLE_PREGNANCY_DAYS = 280
LIKELY_GRAMS = range(100, 7000)
WITH_HER = frozenset({"with_mother_mbu", "with_mother_community"})
_REGISTERED = frozenset({"stillbirth"})
_OPEN_STAGES = frozenset(
    {
        "considering",
        "applied",
        "reports_awaited",
        "reports_complete",
        "board_arranged",
        "recommended",
        "approved",
        "approved_conditional",
        "deferred",
    }
)
_ALIVE = ("outcome", BORN)
_AFTER_A_BIRTH = ("outcome", (BORN, "stillbirth"))
_WEEKS = re.compile(r"\d{2}(\+[0-6])?")


class Birth(Record):
    """The answers to the one step; never kept itself. Its questions are asked like a record's.

    `where` is a care arrangement, empty if not known; a baby who lived and died has `died_on`.
    """

    source_title: ClassVar[str] = "Birth"
    layout: ClassVar[tuple[Section, ...]] = (
        Section("When", ("outcome", "day", "time")),
        Section("The baby", ("gender", "first_names", "last_name", "known_as")),
        Section("At birth", ("weeks", "weight_g", "where", "note")),
        Section("Twins", ("identical_twin", "another")),
        Section("If the baby lived only for a time", ("died_on",)),
    )

    outcome: str = question(
        "How the pregnancy ended", codes="birth_outcome", default="", required=True
    )
    day: dt.date | None = question("Date", required=True)
    time: dt.time | None = question("Time", only_if=_AFTER_A_BIRTH, hint="As the clock showed it.")
    died_on: dt.date | None = question("Died on", only_if=_ALIVE)
    gender: str = question("Gender", codes="gender", default="", only_if=_AFTER_A_BIRTH)
    first_names: str = question("First names", default="", hint="If she named the baby.")
    last_name: str = question("Last name", default="")
    known_as: str = question("Known as", default="", only_if=_ALIVE)
    weeks: str = question(
        "Weeks at birth", default="", hint="For example 36+1.", only_if=_AFTER_A_BIRTH
    )
    weight_g: int | None = question("Weight in grams", only_if=_AFTER_A_BIRTH)
    where: str = question("Where the baby is", codes="care_arrangement", default="", only_if=_ALIVE)
    note: str = question("Note", default="", lines=2)
    identical_twin: bool | None = question("Identical twin?", only_if=_ALIVE)
    another: bool = question("There is another baby", default=False, only_if=_AFTER_A_BIRTH)


def is_expected(child: Person) -> bool:
    """Whether the child is still to be born."""
    said = child.date_of_birth or child.became_born_on or child.birth_outcome or child.deceased_on
    return child.kind == "child" and not said


def is_loss(birth: Birth) -> bool:
    """Whether there is no living child to speak of."""
    return birth.outcome != BORN or birth.died_on is not None


def weeks_at(expected: dt.date | None, day: dt.date | None) -> str:
    """`36+1`: completed weeks and days on a day, counted back from the expected date."""
    if expected is None or day is None:
        return ""
    days = WHOLE_PREGNANCY_DAYS - (expected - day).days
    return f"{days // 7}+{days % 7}" if 0 < days < 46 * 7 else ""


def birth_problems(birth: Birth, now: dt.datetime) -> list[Problem]:
    """What keeps this from being saved beyond questions without an answer."""
    return list(_problems(birth, now))


def _problems(birth: Birth, now: dt.datetime) -> Iterator[Problem]:
    if birth.day and dt.datetime.combine(birth.day, birth.time or dt.time.min) > now.replace(
        tzinfo=None
    ):
        yield Problem("day", _("This is in the future."))
    if birth.day and birth.time:
        strange = gap_or_repeat(birth.day, birth.time)
        if strange == "gap":
            words = _("The clocks went forward that night: there was no {time}. Please ask again.")
            yield Problem("time", words.format(time=birth.time.strftime("%H:%M")))
    if birth.weight_g is not None and birth.weight_g not in LIKELY_GRAMS:
        yield Problem("weight_g", _("Please give the weight in grams, for example 2940."))
    if birth.weeks and not _WEEKS.fullmatch(birth.weeks):
        yield Problem("weeks", _("Weeks and days, for example 36+1."))
    if birth.died_on and birth.day and birth.died_on < birth.day:
        yield Problem("died_on", _("This is before the birth."))
    if birth.died_on and birth.died_on > now.date():
        yield Problem("died_on", _("This is in the future."))


def notices(birth: Birth, child: Person) -> list[str]:
    """What is worth a second look and keeps nothing from being saved."""
    found = []
    if birth.day and birth.time and gap_or_repeat(birth.day, birth.time) == "repeat":
        found.append(
            _("The clocks went back that night, so this time came twice. Say in a note which.")
        )
    due = child.expected_date_of_delivery
    weeks = weeks_at(due, birth.day)
    if due and birth.day and birth.outcome == BORN and not (weeks and 22 <= int(weeks[:2]) <= 43):
        words = _("The baby was expected on {day}. Please look at the date again.")
        found.append(words.format(day=written(due)))
    return found


def after_birth(case_file: CaseFile, child: Person, birth: Birth) -> list[Record]:
    """Everything that is saved with a birth or a loss, the child first.

    Identifiers follow from the child, so that doing it twice makes nothing twice.
    """
    assert birth.day is not None
    born = _child(child, birth)
    found: list[Record] = [born, *_mother(case_file, birth), *_application(case_file, born, birth)]
    if is_loss(birth):
        found += _ended_contact(case_file, born, birth)
        found += _tasks_of_loss(case_file, born, birth)
    if birth.outcome == BORN:
        found += _placement(case_file, born, birth)
    if not is_loss(birth):
        found += _tasks(case_file, born, birth)
    return found


def another_baby(case_file: CaseFile, first: Person) -> list[Record]:
    """A twin of a baby: another person, with the same family and the same professionals.

    The first record is the twin. Legal statuses are not copied: each child has her or his own.
    """
    known = {one.id for one in case_file.children}
    number = next(n for n in range(2, 20) if derived_id(first.id, "baby", str(n)) not in known)
    twin = Person(
        id=derived_id(first.id, "baby", str(number)),
        mother_id=first.mother_id,
        kind="child",
        last_name=first.last_name,
        expected_date_of_delivery=first.expected_date_of_delivery,
        local_authority_id=first.local_authority_id,
        prison_authority_id=first.prison_authority_id,
        mother_responsibility=first.mother_responsibility,
    )
    found: list[Record] = [twin]
    for one in case_file.of(Relationship):
        ends = {"from_person_id": one.from_person_id, "to_person_id": one.to_person_id}
        if first.id in ends.values():
            moved = {end: twin.id if who == first.id else who for end, who in ends.items()}
            found.append(one.changed(id=derived_id(one.id, twin.id), **moved))
    for role in case_file.of(Involvement):
        if first.id in role.child_ids:
            found.append(role.changed(child_ids=[*role.child_ids, twin.id]))
    for application in case_file.of(MbuApplication):
        if application.child_id == first.id:
            others = [*application.other_child_ids, twin.id]
            found.append(application.changed(other_child_ids=others))
    return found


def file_with(case_file: CaseFile, records: Sequence[Record]) -> CaseFile:
    """The file as it will be when these records are saved."""
    if not records:
        return case_file
    at = dt.datetime.combine(case_file.as_of, dt.time(), tzinfo=dt.UTC)
    changed = {one.id: Entry(one, Saved(at, "", at, "")) for one in records}
    kept = [one for one in case_file.entries if one.record.id not in changed]
    return case_file.with_entries([*kept, *changed.values()])


def _child(child: Person, birth: Birth) -> Person:
    assert birth.day is not None
    answers: dict[str, Any] = {
        "birth_outcome": birth.outcome,
        "gestation_at_birth": birth.weeks or child.gestation_at_birth,
        "first_names": birth.first_names or child.first_names,
        "last_name": birth.last_name or child.last_name,
        "known_as": birth.known_as or child.known_as,
        "gender": birth.gender or child.gender,
        "birth_weight_g": birth.weight_g or child.birth_weight_g,
        "note": "\n".join(part for part in (child.note, birth.note) if part),
    }
    if birth.identical_twin is not None:
        answers["identical_twin"] = birth.identical_twin
    if birth.outcome == BORN:
        answers["date_of_birth"] = birth.day.isoformat()
        answers["became_born_on"] = birth.day
        answers["time_of_birth"] = birth.time
        answers["deceased_on"] = birth.died_on.isoformat() if birth.died_on else ""
    else:
        answers["deceased_on"] = birth.day.isoformat()
    return child.changed(**answers)


def _mother(case_file: CaseFile, birth: Birth) -> Iterator[Person]:
    mother = case_file.mother
    if mother is not None and mother.pregnancy_status == "pregnant":
        now = "postnatal" if birth.outcome == BORN else "not_pregnant"
        yield mother.changed(pregnancy_status=now)


def _application(case_file: CaseFile, child: Person, birth: Birth) -> Iterator[MbuApplication]:
    """The application that was made for the unborn child is one for this child."""
    open_ones = [one for one in case_file.of(MbuApplication) if one.status in _OPEN_STAGES]
    nameless = [one for one in open_ones if not one.child_id]
    known = any(child.id in (one.child_id, *one.other_child_ids) for one in open_ones)
    if birth.outcome == BORN and not known and len(nameless) == 1:
        due = nameless[0].edd_at_application or child.expected_date_of_delivery
        yield nameless[0].changed(child_id=child.id, edd_at_application=due)


def _placement(case_file: CaseFile, child: Person, birth: Birth) -> Iterator[Placement]:
    if birth.where:
        yield Placement(
            id=derived_id(child.id, "placement at birth"),
            mother_id=child.mother_id,
            child_id=child.id,
            care_arrangement=birth.where,
            carer_id=case_file.mother_id if birth.where in WITH_HER else "",
            start=birth.day,
            end=birth.died_on,
        )


def _ended_contact(
    case_file: CaseFile, child: Person, birth: Birth
) -> Iterator[ContactArrangement]:
    for one in case_file.of(ContactArrangement):
        if one.child_id == child.id and one.status != "ended":
            yield one.changed(status="ended", end=birth.died_on or birth.day, next_due=None)


def _tasks(case_file: CaseFile, child: Person, birth: Birth) -> Iterator[Task]:
    assert birth.day is not None
    name = child.short_name()
    registered = birth.day + dt.timedelta(days=REGISTER_WITHIN_DAYS)
    yield _task(
        child,
        "register",
        _("Register the birth of {name}").format(name=name),
        registered,
        _("Within 42 days in England and Wales, 21 in Scotland. Who comes to the prison?"),
    )
    yield from _tell(case_file, child, _("{name} was born").format(name=name), birth.day)
    if not _father_is_clear(case_file, child):
        yield _task(
            child,
            "father",
            _("Ask about the father's parental responsibility for {name}").format(name=name),
            registered,
            _(
                "A father who is not married to her usually has it when both register the birth."
                " Is it safe for her? Ask her solicitor first where there are proceedings."
            ),
        )
    for one in case_file.of(MbuApplication):
        ours = one.child_id in ("", child.id) or child.id in one.other_child_ids
        if ours and one.status in _OPEN_STAGES:
            title = _("Tell the Mother and Baby Unit that {name} was born").format(name=name)
            yield _task(child, f"unit {one.id}", title, birth.day, "")


def _tasks_of_loss(case_file: CaseFile, child: Person, birth: Birth) -> Iterator[Task]:
    assert birth.day is not None
    day = birth.died_on or birth.day
    mother = case_file.mother
    her = mother.short_name() if mother else _("her")
    wishes = _("Ask {her} what she wishes: a name, seeing and holding, photographs, a farewell")
    yield _task(child, "wishes", wishes.format(her=her), day, "")
    said = _("{her} has lost her baby").format(her=her)
    yield from _tell(case_file, child, said, day)
    if birth.outcome in _REGISTERED or birth.died_on:
        yield _task(
            child,
            "register",
            _("Help {her} with the registration").format(her=her),
            birth.day + dt.timedelta(days=REGISTER_WITHIN_DAYS),
            _("A stillbirth is registered within 42 days, a death usually within five."),
        )
    for days in aftercare_days(case_file):
        title = _("See {her} after her loss").format(her=her)
        task_id = derived_id(child.id, "aftercare", str(days))
        yield aftercare_task(child, task_id, title, day, days, child.id)


def _tell(case_file: CaseFile, child: Person, news: str, day: dt.date) -> Iterator[Task]:
    workers = case_file.professionals_for(child.id, "child_social_worker")
    for worker in workers:
        title = _("Tell {who}: {news}").format(who=worker.display_name(), news=news)
        yield _task(child, f"tell {worker.id}", title, day, "")
    if not workers:
        title = _("Tell children's services: {news}").format(news=news)
        yield _task(child, "tell", title, day, "")


def _task(child: Person, what: str, title: str, due: dt.date, note: str) -> Task:
    return Task(
        id=derived_id(child.id, "birth", what),
        mother_id=child.mother_id,
        title=title,
        kind="follow_up",
        due=due,
        status="open",
        child_ids=[child.id],
        note=note,
        from_record_id=child.id,
    )


def _father_is_clear(case_file: CaseFile, child: Person) -> bool:
    return any(
        one.type == "father"
        and one.to_person_id == child.id
        and one.parental_responsibility in ("yes", "no", "limited")
        for one in case_file.of(Relationship)
    )
