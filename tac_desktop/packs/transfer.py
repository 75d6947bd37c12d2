"""Handing over at a transfer or release: what was done, what is open, whom to talk to.

Each reader gets what it may see: another social worker everything, prison staff and a community
organisation their part. It is a paper for a person; a file goes by the handover bundle.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.cases import latest_case
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consents import ConsentState, consent_table
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.court import Proceedings
from tac_desktop.casework.date_kinds import DateKind
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.dates_ahead import dates_ahead
from tac_desktop.casework.departure import gone, gone_in_words
from tac_desktop.casework.episode import Case, Need
from tac_desktop.casework.flags import flags
from tac_desktop.casework.people import Involvement, Person, Worker
from tac_desktop.casework.pre_release import current_plan
from tac_desktop.casework.waiting import waiting
from tac_desktop.casework.work import Document, Task
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, drawn
from tac_desktop.packs.meeting_people import child_cards
from tac_desktop.packs.meeting_sections import OFFICE_TASKS, contact_of
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import due_in_words, joined
from tac_desktop.words import _

_WEEKS = 8


def transfer_paper(request: Request) -> Built:
    """The paper for whoever goes on with the work."""
    title = _("Handing over")
    made: list[b.Block] = [
        b.Title(title, _("For whoever works with her next. It tells what is recorded here.")),
        b.Rows(_about(request), label_share=0.27),
        b.Signatures([_("Handed over by, on"), _("Received by, on"), _("Talked through on")]),
    ]
    for heading, blocks in _sections(request):
        made.append(b.Heading(heading))
        made += blocks
    return drawn(request, title, made)


def _sections(request: Request) -> Iterator[tuple[str, list[b.Block]]]:
    file = request.file
    team = request.view.audience.kind is AudienceKind.TAC
    community = request.view.audience.kind is AudienceKind.COMMUNITY
    yield _("In short"), _in_short(request)
    yield _("Risks, as they are recorded"), _risks(request)
    if team:
        yield _("What she agreed to"), _consents(request)
    yield _("What was done"), _done(request)
    yield _("What is open"), _open(request)
    yield _("The next {weeks} weeks").format(weeks=_WEEKS), _dates(request)
    if not community:
        yield _("Children"), child_cards(request, (), file.as_of)
        yield _("Contact promised and given"), contact_of(request)
    yield _("Whom to talk to"), _people(request)
    if team:
        yield _("Papers in the file"), _papers(request)


def _about(request: Request) -> list[tuple[str, str]]:
    file = request.file
    mother, custody = file.mother, file.custody
    left = gone(file)
    plan = current_plan(file)
    release = written(custody.release_date) if custody else ""
    kind = code_list("release_type").label(custody.release_type) if custody else ""
    rows = [
        (_("Mother"), mother.formal_name() if mother else ""),
        (_("Prison number"), custody.prison_number if custody else ""),
        (_("Where she is"), custody.current_location if custody else ""),
        (_("She has gone"), gone_in_words(left) if left else ""),
        (_("How to reach her"), left.how_to_reach_her if left else ""),
        (_("Release"), joined([release, kind if release else ""])),
        (_("Going to"), plan.going_to if plan else ""),
        (_("Handed over from"), joined(_from(request))),
        (_("This paper is for"), request.copy.words if request.copy else ""),
    ]
    return [row for row in rows if row[1]]


def _from(request: Request) -> Iterator[str]:
    service = request.file.service
    if service:
        yield service.name
        yield service.prison
        yield service.phone


def _in_short(request: Request) -> list[b.Block]:
    file = request.file
    case = latest_case(file.of(Case))
    made: list[b.Block] = []
    if case is not None:
        rows = [
            (_("Case open since"), written(case.opened)),
            (_("Closed on"), written(case.closed)),
            (_("Social worker"), file.name(case.worker_id) if case.worker_id else ""),
        ]
        made.append(b.Rows([row for row in rows if row[1]], label_share=0.27))
        if case.case_summary:
            made.append(b.Text(case.case_summary))
        if case.closing_words:
            made.append(b.Text(case.closing_words, b.TextKind.QUOTE))
    plan = current_plan(file)
    if plan and plan.her_words:
        made.append(b.Text(plan.her_words, b.TextKind.QUOTE))
    needs = [
        [code_list("need").label(one.category), one.in_her_words, one.goal]
        for one in file.of(Need)
        if one.status not in ("met", "withdrawn")
    ]
    if needs:
        head = [_("Need"), _("In her words"), _("What would be better")]
        made.append(b.Table(head, needs, shares=(2.6, 3.2, 3.2)))
    return made or [b.nothing(_("Nothing that this reader may see is recorded."))]


def _risks(request: Request) -> list[b.Block]:
    """Warnings as they stand in the file: nothing is judged or worked out here."""
    file = request.file
    found = [flag.text for flag in flags(file) if flag.kind != "info"]
    mother = file.mother
    if mother and mother.risk_note:
        found.append(mother.risk_note)
    ask = _("No risk is told here. Ask the social worker before you rely on that.")
    return [b.Bullets(found)] if found else [b.nothing(ask)]


def _consents(request: Request) -> list[b.Block]:
    file = request.file
    rows = [
        [one.about(file), one.since(), one.consent.limits if one.consent else ""]
        for one in consent_table(file)
        if one.state is not ConsentState.NEVER_ASKED
    ]
    if not rows:
        return [b.nothing(_("She has not been asked for any consent yet."))]
    head = [_("What for"), _("How it stands"), _("Her limits")]
    return [b.Table(head, rows, shares=(3.2, 2.6, 3.2))]


def _done(request: Request) -> list[b.Block]:
    """Contacts by what they were for, and what each set of proceedings came to."""
    file = request.file
    made = [one for one in file.of(ContactLogEntry) if one.contact_made is not False]
    purposes = Counter(purpose for one in made for purpose in one.purposes)
    label = code_list("purpose").label
    rows = [(label(code), str(count)) for code, count in purposes.most_common()]
    blocks: list[b.Block] = []
    if made:
        first = min((one.date for one in made if one.date), default=None)
        words = _("{count} contacts are recorded since {day}.")
        if len(made) == 1:
            words = _("One contact is recorded, on {day}.")
        blocks.append(b.Text(words.format(count=len(made), day=written(first))))
    if rows:
        blocks.append(b.Rows(rows, label_share=0.6))
    for one in file.of(Proceedings):
        came = joined([one.outcome, written(one.concluded)])
        words = _("{proceedings}: {outcome}")
        outcome = came or _("still running")
        text = words.format(proceedings=one.headline(file.name), outcome=outcome)
        blocks.append(b.Text(text))
    return blocks or [b.nothing(_("Nothing that this reader may see is recorded."))]


def _open(request: Request) -> list[b.Block]:
    file = request.file
    tasks = [one for one in file.of(Task) if one.is_open() and one.kind not in OFFICE_TASKS]
    tasks.sort(key=lambda one: one.due or dt.date.max)
    rows = []
    for one in tasks:
        who = one.waiting_on_id or one.owner_id
        rows.append([one.title, file.name(who) if who else "", due_in_words(one.due, file.as_of)])
    told = {one.id for one in tasks}
    for asked in waiting(file):
        if asked.task_id not in told:
            since = _("asked {day}").format(day=written(asked.asked_on))
            rows.append([asked.what, file.name(asked.party_id) if asked.party_id else "", since])
    if not rows:
        return [b.nothing(_("Nothing is told here. Ask the social worker what is open."))]
    return [b.Table([_("What"), _("Who"), _("When")], rows, shares=(4.6, 2.4, 2.4))]


def _dates(request: Request) -> list[b.Block]:
    ahead = dates_ahead(request.file, _WEEKS * 7)
    found = [one for one in ahead if one.kind is not DateKind.TASK]  # tasks stand above
    if not found:
        return [b.nothing(_("No date is written down for these weeks."))]
    rows = [(joined([written(one.date), written_time(one.time)]), one.what) for one in found]
    return [b.Rows(rows, label_share=0.27)]


def _people(request: Request) -> list[b.Block]:
    by_person = {
        person_id: (name, role, phone)
        for person_id, name, role, phone in reversed(list(_contacts(request)))
    }
    found = list(reversed(by_person.values()))
    if not found:
        return [b.nothing(_("Nobody is recorded for this reader."))]
    head = [_("Name"), _("Role"), _("Telephone")]
    return [b.Table(head, found, shares=(3.4, 3.6, 2))]


def _contacts(request: Request) -> Iterator[tuple[str, str, str, str]]:
    """Identifier, name, role and telephone; whoever stands here twice is known by the first."""
    file = request.file
    for one in file.of(Involvement):
        person = file.get(Person, one.person_id)
        if person is None or (one.end and one.end < file.as_of):
            continue
        role = code_list("role").label(one.role)
        children = joined(file.name(child) for child in one.child_ids)
        yield person.id, file.name(person.id), joined([role, children], ": "), person.phone
    for case in file.of(Proceedings):
        solicitor = file.get(Person, case.mother_represented_by_id)
        if solicitor and not case.concluded:
            yield solicitor.id, file.name(solicitor.id), _("Her solicitor"), solicitor.phone
    for worker in file.of(Worker):
        yield worker.id, worker.name, _("Social worker in the prison"), worker.phone


def _papers(request: Request) -> list[b.Block]:
    papers = sorted(request.file.of(Document), key=lambda one: str(one.date), reverse=True)
    if not papers:
        return [b.nothing(_("No papers are in the file."))]
    rows = [
        [
            written(one.date),
            one.title,
            request.file.name(one.from_id) if one.from_id else "",
        ]
        for one in papers
    ]
    return [b.Table([_("Date"), _("Paper"), _("From")], rows, shares=(1.5, 4.5, 3))]
