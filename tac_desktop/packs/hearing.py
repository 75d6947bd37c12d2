"""The hearing pack: what she, her solicitor and the social worker need in hand on the day.

It tells what is recorded and asks what is not; it is no legal advice and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.court import Hearing, Proceedings
from tac_desktop.casework.court_clock import notice_of
from tac_desktop.casework.court_now import facts_of, way_there
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.phrases import within
from tac_desktop.packs import blocks as b
from tac_desktop.packs import hearing_sections as sections
from tac_desktop.packs.common import Request, drawn
from tac_desktop.packs.hearing_sections import About
from tac_desktop.packs.hearing_writing import questions_for_solicitor, what_was_decided
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined, moment_in_words
from tac_desktop.words import _

Section = Callable[[Request, About], list[b.Block]]


def hearing_pack(request: Request) -> Built:
    """The pack for the hearing `request.record_id`.

    Raises KeyError where this audience's file does not hold the hearing.
    """
    hearing = request.file.get(Hearing, request.record_id)
    if hearing is None:
        raise KeyError(request.record_id)
    about = About(hearing, request.file.get(Proceedings, hearing.proceedings_id))
    words = _("Your hearing: {kind}") if request.plain_words else _("Hearing pack: {kind}")
    title = words.format(kind=_kind(hearing))
    made = _cover(request, about)
    for place, (heading, section) in enumerate(_sections(request)):
        if section is what_was_decided:
            made.append(b.PageBreak())
        made.append(b.Heading(f"{chr(ord('A') + place)}. {heading}"))
        made += section(request, about)
    return drawn(request, title, made)


def _sections(request: Request) -> Iterator[tuple[str, Section]]:
    plain = request.plain_words
    yield _("What the hearing is about"), sections.what_about
    yield (_("What each side wants") if plain else _("Positions")), sections.positions
    yield (
        (_("What the court has ordered") if plain else _("Orders and directions")),
        sections.orders,
    )
    yield (_("What you signed") if plain else _("What she signed")), sections.signed
    yield (_("Your children") if plain else _("Children")), sections.children
    yield (
        (_("Seeing and hearing from your children") if plain else _("Contact promised and given")),
        sections.contact,
    )
    yield _("Key dates"), sections.key_dates
    yield _("Who is who"), sections.who_is_who
    yield (
        (_("Questions for your solicitor") if plain else _("Questions for her solicitor")),
        questions_for_solicitor,
    )
    yield _("What was said and decided"), what_was_decided


def _cover(request: Request, about: About) -> list[b.Block]:
    file, hearing, case = request.file, about.hearing, about.proceedings
    plain = request.plain_words
    unknown = _("not recorded")
    custody = file.custody
    court = file.name(case.court_id) if case and case.court_id else ""
    days = _("{count} days").format(count=hearing.days) if (hearing.days or 1) > 1 else ""
    facts = dict(facts_of(case, file)) if case else {}
    label = _("Represents you") if plain else _("Represents her")
    rows = [
        (_("When"), joined([moment_in_words(hearing.date, hearing.time), days]) or unknown),
        (_("Court"), court or unknown),
        (_("Case number"), (case.case_number if case else "") or unknown),
        (_("You") if plain else _("Mother"), file.mother.formal_name() if file.mother else ""),
        (_("Prison number"), custody.prison_number if custody else ""),
        (_("About"), joined(file.name(one) for one in about.child_ids)),
        (label, _solicitor(request, case) or facts.get(_("Represents her"), unknown)),
        (_("Legal aid"), facts.get(_("Legal aid"), "")),
        (_("This paper is for"), request.copy.words if request.copy else ""),
    ]
    return [
        b.Title(_("Hearing: {kind}").format(kind=within(_kind(hearing))), _no_advice(request)),
        b.Rows([(name, value) for name, value in rows if value], label_share=0.27),
        _how_she_takes_part(request, hearing),
        _if_it_fails(request, case),
    ]


def _kind(hearing: Hearing) -> str:
    return code_list("hearing_type").label(hearing.type) or Hearing.type_title()


def _no_advice(request: Request) -> str:
    if request.plain_words:
        return _("This is not legal advice. Ask your solicitor about anything that is not clear.")
    return _("From the social worker’s file. No legal advice: what is law is for her solicitor.")


def _solicitor(request: Request, case: Proceedings | None) -> str:
    """For the mother without a telephone number, as in every paper of hers."""
    if not request.plain_words or case is None or not case.mother_represented_by_id:
        return ""
    return request.file.name(case.mother_represented_by_id)


def _how_she_takes_part(request: Request, hearing: Hearing) -> b.Block:
    notice = notice_of(hearing, request.file)
    short = _("{notice}: less than this service asks for")
    needs = joined(code_list("hearing_needs").label(one) for one in hearing.needs_booked)
    mode = code_list("hearing_attendance").label(hearing.attendance_mode)
    rows = [
        (
            _("You take part") if request.plain_words else _("She takes part"),
            mode if hearing.attendance_mode else _("not arranged yet"),
        ),
        (_("Being brought, or the link"), way_there(hearing)),
        (_("Booking reference"), hearing.video_booking_ref),
        (_("Needs"), needs),
        (_("Notice"), short.format(notice=notice.words) if notice.short else notice.words),
    ]
    known = [row for row in rows if row[1]]
    title = _("How you take part") if request.plain_words else _("How she takes part")
    return b.Callout(title, [b.Rows(known, label_share=0.36)])


def _if_it_fails(request: Request, case: Proceedings | None) -> b.Block:
    if request.plain_words:
        steps = [
            _("Tell a member of staff, and ask them to ring your social worker."),
            _("Your social worker rings your solicitor and the court."),
            _("You can ask to be heard by telephone, or ask your solicitor for another day."),
            _("Write down the time and what happened (last pages)."),
        ]
        return b.Callout(
            _("If you are not brought or the link fails"), [b.Bullets(steps, numbered=True)]
        )
    steps = [
        _("Not there ten minutes before the start: ring reception or the video suite."),
        _("Ring her solicitor, who can tell the court that she wants to take part."),
        _("Ring the court office: ask them to wait, or to go on by telephone."),
        _("It goes on without her: her solicitor has her words (section B)."),
        _("Write down the time, who was told and why (last pages), and tell her the same day."),
    ]
    inside: list[b.Block] = [b.Bullets(steps, numbered=True)]
    numbers = _numbers(request, case)
    if numbers:
        inside.append(b.Rows(numbers, label_share=0.5))
    return b.Callout(_("If she is not brought or the link fails"), inside)


def _numbers(request: Request, case: Proceedings | None) -> list[tuple[str, str]]:
    file = request.file
    found: dict[str, str] = {}
    if case is not None:
        court = file.get(Organisation, case.court_id)
        solicitor = file.get(Person, case.mother_represented_by_id)
        if court and court.phone:
            found[court.phone] = file.name(court.id)
        if solicitor and solicitor.phone:
            found[solicitor.phone] = _("{name} (solicitor)").format(name=file.name(solicitor.id))
    if file.service and file.service.phone:
        found[file.service.phone] = file.service.prison or file.service.name
    return [(name, phone) for phone, name in found.items()]
