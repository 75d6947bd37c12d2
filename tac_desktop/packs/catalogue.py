"""Everything that can be printed, and the one door through which every print is made.

Listing is cheap: what draws pages is imported when the first page is drawn. `build` filters the
case file for the audience before any section sees it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tac_desktop.casework.acct import AcctReview
from tac_desktop.casework.agenda import MotherAgenda
from tac_desktop.casework.audience import Audience, AudienceView, view_for
from tac_desktop.casework.audience_kinds import ALL, AudienceKind
from tac_desktop.casework.audience_stops import stops_for_meeting, stops_for_record
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.chronology import EVERYTHING, Selection
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.letter_readers import letter_view
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.mbu import MbuApplication, MbuTacReport
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Relationship
from tac_desktop.casework.record import Record, record_class, record_types
from tac_desktop.casework.service import Service
from tac_desktop.casework.voice import Explanation
from tac_desktop.casework.work import ChronologyEvent, Document
from tac_desktop.errors import NotUnderstood, TacError
from tac_desktop.packs.case_packs import case_pack_builder, case_packs
from tac_desktop.packs.common import Progress, Request
from tac_desktop.packs.for_mothers import (
    WITHOUT_A_FILE,
    easy_read_notices,
    may_be_about,
    mothers_pack_builder,
    mothers_packs,
    paper_without_a_file,
)
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.packs.over_all import OF_THE_DAY, OF_THE_FILES, over_all_packs, over_all_print
from tac_desktop.packs.staff_packs import staff_pack_builder, staff_packs
from tac_desktop.words import _

BLANK = "blank:"
DOCUMENT = "document"
WITH_SELECTION = ("chronology", "notes")
"""Packs of which a part can be asked for: some children, a period, some kinds."""
LETTER = "letter"
CopyFor = Callable[[CaseFile], Copy]
"""Which copy it is and whose, from the part of the file that its reader may see."""
OVER_ALL = (*OF_THE_DAY, *OF_THE_FILES)
"""Packs over all mothers, for the service's own use: they need no file, but everybody's."""


@dataclass(frozen=True)
class Pack:
    """Something that can be printed.

    `audiences` are the readers it can be made for; `needs` is the record type of the record it is
    about, or several with spaces between: "" where it needs none, "record" where any will do.
    """

    name: str
    title: str
    audiences: frozenset[AudienceKind] = ALL
    needs: str = ""

    def is_about(self, type_name: str) -> bool:
        """Whether it can be made of a record of this type."""
        return self.needs == "record" or type_name in self.needs.split()


class NotForThisReader(TacError):
    """The record that was asked for is one that this reader does not get."""

    def __init__(self, audience: str, reason: str) -> None:
        super().__init__(
            _("This is not for the reader “{audience}”. {reason}").format(
                audience=audience, reason=reason
            ),
            _("Nothing was printed."),
            _("Choose another reader, or another record."),
        )


class NothingOfItsKind(NotUnderstood):
    """The file holds no record of which this can be made."""

    def __init__(self, wanted: Pack) -> None:
        kinds = [record_class(one).type_title() for one in wanted.needs.split()]
        super().__init__(
            _("“{title}” cannot be made yet: this file has nothing it could be about.").format(
                title=wanted.title
            ),
            (_("Write it down in her file first: {kinds}.").format(kinds=", ".join(kinds)),),
        )


def packs() -> list[Pack]:
    """Everything printable: the packs first, then a blank form of each record type."""
    blanks = [
        Pack(
            BLANK + cls.type_name,
            _("Blank form: {title}").format(title=cls.type_title()),
            frozenset({AudienceKind.TAC}),
        )
        for cls in record_types()
        if cls.layout
    ]
    return [*_packs(), *blanks]


def packs_over_all() -> list[Pack]:
    """What is printed from Today and not from a file."""
    own = frozenset({AudienceKind.TAC})
    return [Pack(name, title, own) for name, title in over_all_packs()]


def pack(name: str) -> Pack:
    """The pack called `name`; raises `NotUnderstood` where there is none."""
    for one in (*packs(), *packs_over_all()):
        if one.name == name:
            return one
    raise NotUnderstood(_("There is no print called “{name}”.").format(name=name))


def build(
    name: str,
    case_file: CaseFile | None = None,
    audience: Audience | None = None,
    *,
    record_id: str = "",
    copy: Copy | CopyFor | None = None,
    printed_on: dt.date | None = None,
    progress: Progress | None = None,
    repeatable: bool = False,
    large_print: bool = False,
    note_page: bool = False,
    answer_lines: bool = False,
    two_sided: bool = False,
    selection: Selection = EVERYTHING,
    attachment: Callable[[str], bytes] | None = None,
    agendas: Sequence[MotherAgenda] = (),
    case_files: Sequence[CaseFile] = (),
    language: str = "",
    service: Service | None = None,
    first_pages: Callable[[bytes], None] | None = None,
) -> Built:
    """One copy of a pack for one audience, from the unfiltered `case_file`; blank forms need none.

    `record_id` is the record that the pack needs. `copy` is which copy it is and whose; of packs
    that need a file it may depend on what the reader sees. Large print, which the mother always
    gets, a page of lines for notes, and `answer_lines` under whatever is empty are had where they
    fit. `two_sided` moves the filing edge on every second page. `selection` is the part wanted of
    the packs in `WITH_SELECTION`. `attachment` gives a document's file by its SHA-256. Packs in
    `OVER_ALL` are made of `agendas` or `case_files`. `language` is "en" or "cy"; empty takes the
    mother's. `service` stands on papers without a file. `first_pages` gets the first pages of a
    long print before the others, where nothing stops it from being given to this reader.

    Raises:
        NotUnderstood: for an unknown pack, or a record that the file does not hold.
        NotForThisReader: where this audience does not get the pack or its record.
        errors.Cancelled: where `progress` raised it.
    """
    wanted, reader = pack(name), audience or Audience(AudienceKind.TAC)
    paper: dict[str, Any] = {"printed_on": printed_on, "repeatable": repeatable}
    paper |= {"large_print": large_print, "two_sided": two_sided}
    if name.startswith(BLANK):
        return _blank(name.removeprefix(BLANK), case_file, reader, **paper)
    paper["copy"] = copy
    if name in OVER_ALL:
        _demand_our_own_team(reader)
        return over_all_print(name, agendas, case_files, progress=progress, **paper)
    if name in WITHOUT_A_FILE:
        # What the service wrote of itself may name somebody of this file all the same.
        seen = view_for(case_file, _on_the_way(reader)).case_file if case_file else None
        return paper_without_a_file(name, seen, service=service, language=language, **paper)
    if case_file is None:
        raise NotUnderstood(_("This print needs a mother's file."))
    view = _view(wanted, case_file, reader, record_id)
    paper |= {"copy": copy(view.case_file) if callable(copy) else copy, "progress": progress}
    paper |= {"note_page": note_page, "answer_lines": answer_lines, "language": language}
    paper |= {"selection": selection, "attachment": attachment, "record_id": record_id}
    early = None if view.stops else first_pages
    return _builder(name)(Request(view=view, first_pages=early, **paper))


def _demand_our_own_team(reader: Audience) -> None:
    if reader.kind is not AudienceKind.TAC:
        raise NotForThisReader(reader.kind.label, _("It is for our own team alone."))


def _view(wanted: Pack, case_file: CaseFile, reader: Audience, record_id: str) -> AudienceView:
    """What the reader may see of the file, with what stops this print; raises as `build` does."""
    if reader.kind not in wanted.audiences:
        reason = _("It is not made for this kind of reader.")
        raise NotForThisReader(reader.words(case_file), reason)
    view = view_for(case_file, reader)
    if reader.kind is AudienceKind.MOTHER:
        easier = easy_read_notices(wanted.name, case_file)
        view = replace(view, notices=(*view.notices, *easier))
    letter = case_file.get(Letter, record_id) if wanted.name == LETTER else None
    if letter is not None:
        view = letter_view(case_file, letter, reader)
    if wanted.needs:
        _require_record(wanted, case_file, view, record_id)
        meeting = case_file.get(Meeting, record_id)
        if meeting is not None and reader.kind is not AudienceKind.TAC:
            stops = (*view.stops, *stops_for_meeting(case_file, meeting))
            view = replace(view, stops=stops)
        record = case_file.by_id[record_id].record
        against = stops_for_record(case_file, record, reader.kind)
        view = replace(view, stops=tuple(dict.fromkeys((*view.stops, *against))))
    return view


def records_for(wanted: Pack, case_file: CaseFile) -> list[str]:
    """Identifiers of the records that a pack could be about, newest first."""
    found = [
        entry.record
        for entry in case_file.entries
        if wanted.is_about(entry.record.type_name)
        and (wanted.name != DOCUMENT or _has_file(entry.record))
        and may_be_about(wanted.name, entry.record)
    ]
    found.sort(key=lambda record: record.happened_on() or dt.date.min, reverse=True)
    return [record.id for record in found]


def _has_file(record: Record) -> bool:
    return isinstance(record, Document) and bool(record.content_sha256)


def _packs() -> list[Pack]:
    return [
        Pack("meeting", _("Meeting pack"), Meeting.shared_with, "meeting"),
        Pack(
            "acct_contribution",
            _("ACCT contribution note (one page)"),
            AcctReview.shared_with,
            "acct_review",
        ),
        Pack(
            "mbu_summary",
            _("Mother and Baby Unit application: summary"),
            MbuApplication.shared_with,
            "mbu_application",
        ),
        Pack(
            "mbu_report",
            _("Report to the Mother and Baby Unit Board"),
            MbuTacReport.shared_with,
            "mbu_tac_report",
        ),
        Pack(
            "concern_slip",
            _("Concern slip for prison staff"),
            frozenset({AudienceKind.PRISON}),
            "concern",
        ),
        Pack("chronology", _("Chronology"), ChronologyEvent.shared_with),
        Pack("notes", _("Notes in full, one after another"), ContactLogEntry.shared_with),
        Pack(DOCUMENT, _("A document’s own pages"), Document.shared_with, "document"),
        Pack(LETTER, _("Letter"), ALL, "letter"),
        Pack("dates_ahead", _("Dates ahead"), _WITH_DATES),
        Pack(
            "acct_look_ahead",
            _("Seven days ahead, for the ACCT co-ordinator"),
            frozenset({AudienceKind.PRISON, AudienceKind.TAC}),
        ),
        Pack(
            "movement_slips",
            _("Movement slips (two to a page)"),
            frozenset({AudienceKind.PRISON, AudienceKind.TAC}),
        ),
        Pack("genogram", _("Genogram"), Relationship.shared_with),
        Pack("network", _("Network map"), Relationship.shared_with),
        Pack(
            "family",
            _("Parental responsibility, brothers and sisters"),
            Relationship.shared_with,
        ),
        Pack("explained", _("What was explained to her"), Explanation.shared_with),
        Pack("her_words", _("In her own words"), _HER_WORDS),
        *(Pack(*one) for one in case_packs()),
        *(Pack(*one) for one in mothers_packs()),
        *(Pack(*one) for one in staff_packs()),
        Pack("record", _("One record as it stands"), ALL, "record"),
    ]


_HER_WORDS = frozenset(
    {
        AudienceKind.TAC,
        AudienceKind.MOTHER,
        AudienceKind.MBU_BOARD,
        AudienceKind.LOCAL_AUTHORITY,
        AudienceKind.COURT,
    }
)


_WITH_DATES = frozenset(
    {
        AudienceKind.TAC,
        AudienceKind.MOTHER,
        AudienceKind.PRISON,
        AudienceKind.LOCAL_AUTHORITY,
        AudienceKind.COURT,
    }
)


_ABOUT_NOBODY = frozenset(
    {"organisation", "worker", "service", "staff_enquiry", "service_activity"}
)
"""Record types that belong to no mother: her name has no place on their forms."""


def _builder(name: str) -> Callable[[Request], Built]:
    """The function that draws a pack. Imports stand here, where a freezer can still see them."""
    about_a_case = case_pack_builder(name) or mothers_pack_builder(name) or staff_pack_builder(name)
    if about_a_case is not None:
        return about_a_case
    match name:
        case "meeting":
            from tac_desktop.packs.meeting import meeting_pack

            return meeting_pack
        case "acct_contribution":
            from tac_desktop.packs.acct import acct_contribution

            return acct_contribution
        case "mbu_summary":
            from tac_desktop.packs.mbu import mbu_summary

            return mbu_summary
        case "mbu_report":
            from tac_desktop.packs.mbu_report import mbu_report

            return mbu_report
        case "concern_slip":
            from tac_desktop.packs.concern import concern_slip

            return concern_slip
        case "chronology":
            from tac_desktop.packs.chronology import chronology_print

            return chronology_print
        case "notes":
            from tac_desktop.packs.notes import notes_print

            return notes_print
        case "document":
            from tac_desktop.packs.document import document_print

            return document_print
        case "letter":
            from tac_desktop.packs.letter import letter_print

            return letter_print
        case "dates_ahead":
            from tac_desktop.packs.look_ahead import dates_sheet

            return dates_sheet
        case "acct_look_ahead":
            from tac_desktop.packs.look_ahead import acct_look_ahead

            return acct_look_ahead
        case "movement_slips":
            from tac_desktop.packs.today_sheet import movement_slips

            return movement_slips
        case _:
            return _builder_of_family_and_voice(name)


def _builder_of_family_and_voice(name: str) -> Callable[[Request], Built]:
    """The rest of `_builder`: what is drawn or said of her and her family, and single records."""
    match name:
        case "explained":
            from tac_desktop.packs.voice import explained_print

            return explained_print
        case "her_words":
            from tac_desktop.packs.voice import her_words_print

            return her_words_print
        case "genogram":
            from tac_desktop.packs.genogram import genogram_print

            return genogram_print
        case "network":
            from tac_desktop.packs.genogram import network_print

            return network_print
        case "family":
            from tac_desktop.packs.family import family_print

            return family_print
        case _:
            from tac_desktop.packs.single_record import record_print

            return record_print


def _require_record(wanted: Pack, case_file: CaseFile, view: AudienceView, record_id: str) -> None:
    if not record_id and not records_for(wanted, case_file):
        raise NothingOfItsKind(wanted)
    entry = case_file.by_id.get(record_id)
    if entry is None or not wanted.is_about(entry.record.type_name):
        raise NotUnderstood(
            _("“{title}” needs a record of the right kind to be chosen first.").format(
                title=wanted.title
            )
        )
    if record_id not in view.case_file.by_id:
        reasons = [one.reason for one in view.left_out if one.record_id == record_id]
        nobody = _("Nothing else that this reader may see refers to it.")
        raise NotForThisReader(view.audience.words(case_file), " ".join(reasons) or nobody)


def _on_the_way(reader: Audience) -> Audience:
    """Even the service's own blank papers are carried through the prison, and filled in there."""
    return Audience(AudienceKind.PRISON) if reader.kind is AudienceKind.TAC else reader


def _blank(
    type_name: str,
    case_file: CaseFile | None,
    reader: Audience,
    *,
    printed_on: dt.date | None,
    repeatable: bool,
    large_print: bool,
    two_sided: bool,
) -> Built:
    from tac_desktop.packs.common import subject_line
    from tac_desktop.packs.forms import blank_form, mother_details
    from tac_desktop.packs.page import Document

    cls = record_class(type_name)
    details, subject = None, ""
    if case_file is not None and type_name not in _ABOUT_NOBODY:
        seen = view_for(case_file, _on_the_way(reader)).case_file
        details, subject = mother_details(seen), subject_line(seen)
    document = Document(
        title=cls.type_title(),
        subject_line=subject,
        printed_on=printed_on,
        large_print=large_print,
        two_sided=two_sided,
    )
    printed = document.render(blank_form(cls, details), repeatable=repeatable)
    return Built.of_nobodys_file(printed, cls.type_title())
