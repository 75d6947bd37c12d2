"""Getting ready for release: what is to be settled by when, who meets her, what she wants.

The days are counted back from the release date; they are this service's own proposal and move
with the date.
"""

from __future__ import annotations

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.pre_release import (
    ItemNow,
    current_plan,
    item_in_words,
    items_now,
    weeks_left,
)
from tac_desktop.casework.release import ReleasePlan
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, drawn
from tac_desktop.packs.meeting_sections import contact_of
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import due_in_words, joined
from tac_desktop.words import _


def pre_release_paper(request: Request) -> Built:
    """The plan for her release, as it stands."""
    plain = request.plain_words
    title = _("Getting ready to go home") if plain else _("Getting ready for release")
    plan = current_plan(request.file)
    made: list[b.Block] = [b.Title(title), b.Rows(_about(request, plan), label_share=0.32)]
    if plan is None:
        made.append(b.nothing(_("No release plan is written yet.")))
    else:
        made += _plan(request, plan)
    made += [
        b.Heading(_("Seeing and hearing from your children") if plain else _("Contact")),
        *contact_of(request),
        b.Heading(_("What else do you want to ask?") if plain else _("Notes")),
        b.Lines(5),
    ]
    return drawn(request, title, made)


def _plan(request: Request, plan: ReleasePlan) -> list[b.Block]:
    plain = request.plain_words
    worries: list[b.Block] = []
    if plan.worries:
        worries = [b.Heading(_("Worries"), 2), b.Text(plan.worries)]
    after: b.Block = b.nothing(_("Who keeps in touch is not written down yet."))
    if plan.after_release:
        after = b.Text(plan.after_release)
    return [
        b.Heading(_("What you want") if plain else _("What she wants, in her words")),
        *_words(plan.her_words, _("It is not written down yet.")),
        *worries,
        b.Heading(_("Who meets you on the day") if plain else _("Who meets her on the day")),
        *_travel(plan),
        b.Heading(_("To be settled")),
        *_items(request, plan),
        b.Heading(_("What speaks for a childcare resettlement licence")),
        *_evidence(plan),
        b.Heading(_("Afterwards")),
        after,
    ]


def _about(request: Request, plan: ReleasePlan | None) -> list[tuple[str, str]]:
    file = request.file
    custody = file.custody
    release = custody.release_date if custody else None
    kind = code_list("release_type").label(custody.release_type) if custody and release else ""
    planned = plan.planned_for if plan else None
    left = weeks_left(plan, file.as_of) if plan else None
    stay = {True: _("yes"), False: _("no"), None: ""}[plan.children_may_stay if plan else None]
    rows = [
        (_("You") if request.plain_words else _("Mother"), _mother(file)),
        (_("Prison number"), custody.prison_number if custody else ""),
        (_("Release date"), joined([written(release), kind]) or _("not recorded")),
        (_("Planned for"), written(planned) if planned != release else ""),
        (_("Weeks left"), str(left) if left is not None and left >= 0 else ""),
        (_("Going to"), plan.going_to if plan else ""),
        (_("Address"), plan.address if plan else ""),
        (_("May the children stay there?"), stay),
    ]
    return [row for row in rows if row[1]]


def _mother(file: CaseFile) -> str:
    return file.mother.formal_name() if file.mother else ""


def _words(text: str, otherwise: str) -> list[b.Block]:
    return [b.Text(text, b.TextKind.QUOTE)] if text else [b.nothing(otherwise), b.Lines(3)]


def _travel(plan: ReleasePlan) -> list[b.Block]:
    told = [
        joined([item_in_words(one), one.who])
        for one in plan.items
        if one.item == "travel" and (one.who or one.note)
    ]
    return [b.Bullets(told)] if told else [b.nothing(_("It is not known yet.")), b.Lines(2)]


def _items(request: Request, plan: ReleasePlan) -> list[b.Block]:
    today = request.file.as_of
    items = items_now(plan, today)
    if not items:
        return [b.nothing(_("Nothing is on the list yet."))]
    counted = _("Days are counted back from the release date: a proposal, no rule.")
    note = b.Text(counted, b.TextKind.SMALL)
    rows = [[one.words, one.item.who, _when(request, one)] for one in items]
    if request.plain_words:
        return [b.Rows([(what, joined([who, when])) for what, who, when in rows], 0.55), note]
    head = [_("What"), _("Who"), _("By when")]
    return [b.Table(head, rows, shares=(4.4, 2.2, 2.6)), note]


def _when(request: Request, one: ItemNow) -> str:
    if one.done:
        return _("done {day}").format(day=written(one.item.done_on))
    return due_in_words(one.item.due, request.file.as_of)


def _evidence(plan: ReleasePlan) -> list[b.Block]:
    if not plan.evidence:
        return [b.nothing(_("Nothing is gathered yet."))]
    rows = [[written(one.date), one.evidence, one.source] for one in plan.evidence]
    return [b.Table([_("Date"), _("What"), _("From")], rows, shares=(1.5, 5, 2.5))]
