"""Giving a print to a reader: made, looked at, printed or saved, and noted each time.

The journal says who made what for whom; a disclosure in the mother's file says what left it. What
is previewed is what is printed: all copies come from the case file as it was when it was looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tac_desktop.casework.agenda import MotherAgenda
from tac_desktop.casework.audience import Audience, view_for
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.chronology import EVERYTHING, Selection
from tac_desktop.casework.chronology_table import as_csv
from tac_desktop.casework.service import Service
from tac_desktop.casework.work import CopyGiven, Disclosure
from tac_desktop.packs import catalogue
from tac_desktop.packs.for_mothers import WITHOUT_A_FILE
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.packs.over_all import OF_THE_FILES
from tac_desktop.packs.suggested import names_for_copies
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.roles import Right
from tac_desktop.storage.vault import Vault
from tac_desktop.words import _


@dataclass(frozen=True)
class Order:
    """One pack about one record for one reader. Blank forms without a name have no `mother_id`."""

    vault: Vault
    pack_name: str
    case_file: CaseFile | None
    audience: Audience
    record_id: str = ""
    reason: str = ""
    large_print: bool = False
    note_page: bool = False
    answer_lines: bool = False
    two_sided: bool = False
    selection: Selection = EVERYTHING
    language: str = ""

    @property
    def mother_id(self) -> str:
        """Whose file it is made from; nobody's where it is over all mothers."""
        if self.case_file is None or self.pack_name in catalogue.OVER_ALL:
            return ""
        return self.case_file.mother_id

    @property
    def reader(self) -> str:
        """The reader in words."""
        if self.case_file is None:
            return self.audience.kind.label
        return self.audience.words(self.case_file)

    @property
    def is_blank_form(self) -> bool:
        """Whether nothing but a name and a number of the file stands on it, or not even these."""
        return self.pack_name.startswith(catalogue.BLANK) or self.pack_name in WITHOUT_A_FILE

    def make(
        self,
        copy: Copy | catalogue.CopyFor | None = None,
        progress: Progress | None = None,
        first_pages: Callable[[bytes], None] | None = None,
    ) -> Built:
        """One copy. Raises what `catalogue.build` raises, which also says when `first_pages` is.

        What is called with the first pages must note that they were looked at.
        """
        return catalogue.build(
            self.pack_name,
            self.case_file,
            self.audience,
            record_id=self.record_id,
            copy=copy,
            progress=progress,
            large_print=self.large_print,
            note_page=self.note_page,
            answer_lines=self.answer_lines,
            two_sided=self.two_sided,
            selection=self.selection,
            attachment=self.vault.attachments.content,
            agendas=self._agendas(progress),
            case_files=self._case_files(progress),
            language=self.language,
            service=self._service(),
            first_pages=first_pages,
        )

    def _service(self) -> Service | None:
        """The service whose name stands on papers that are made without a file."""
        if self.pack_name not in WITHOUT_A_FILE:
            return None
        known = [entry.record for entry in self.vault.entries("service")]
        return next((one for one in known if isinstance(one, Service)), None)

    def _agendas(self, progress: Progress | None) -> Sequence[MotherAgenda]:
        """What all mothers bring to the day, where the print is over all of them."""
        if self.pack_name not in catalogue.OVER_ALL:
            return ()
        return self.vault.agenda(dt.date.today(), progress or no_progress)

    def _case_files(self, progress: Progress | None) -> list[CaseFile]:
        """The files of all mothers with whom there is work, where the print is made of them."""
        if self.pack_name not in OF_THE_FILES:
            return []
        today, report = dt.date.today(), progress or no_progress
        agendas = self.vault.agenda(today, report)
        found = []
        for place, one in enumerate(agendas):
            report(place, len(agendas), _("Reading the files"))
            found.append(self.vault.case_file(one.mother_id, today))
        return found

    def make_first(
        self,
        copies: int,
        first_for: str,
        progress: Progress | None = None,
        first_pages: Callable[[bytes], None] | None = None,
    ) -> tuple[Built, list[str]]:
        """The first of so many copies, and the names that the copies are probably for; none that
        this reader may not learn. The first is for `first_for`, else for the first of the names.

        The file is taken apart for the reader once, for the names and for the pages. Raises as
        `make` does.
        """
        names: list[str] = []

        def first(seen: CaseFile) -> Copy:
            names.extend(names_for_copies(seen, self.record_id, self.audience))
            return Copy(1, copies, first_for or next(iter(names), ""))

        nobodys = self.is_blank_form or not self.mother_id
        copy = Copy(1, copies, first_for) if nobodys else first
        return self.make(copy, progress, first_pages), names

    def make_for_paper(self, copies: Sequence[Copy], progress: Progress) -> list[bytes]:
        """All copies, to be printed or saved; raises `TacError` where a stop has no reason."""
        made = []
        for place, copy in enumerate(copies):
            progress(place, len(copies), _("Making {copy}").format(copy=copy.words))
            made.append(self.make(copy).for_paper(self.reason))
        return made

    def note_first_pages(self, title: str) -> None:
        """Its first pages are looked at while the others are being made."""
        words = _("{title} for {reader}: the first pages on the screen.")
        self.vault.audit(
            AuditAction.PREVIEWED,
            record_id=self.record_id,
            mother_id=self.mother_id,
            detail=words.format(title=title, reader=self.reader),
        )

    def note_preview(self, built: Built) -> None:
        """It was looked at on the screen."""
        self._audit(AuditAction.PREVIEWED, built, _("1 copy on the screen"))

    def note_printing(self, built: Built, copy: Copy, printer: str) -> None:
        """A copy goes to the printer now; noted before, so that no paper is without its note.

        Raises NotAllowed where the person may print for the own team only.
        """
        if self.audience.kind is not AudienceKind.TAC:
            self.vault.demand(Right.GIVE_OUT)
        words = _("{copy}, printer {printer}").format(copy=copy.words, printer=printer)
        self._audit(AuditAction.PRINTED, built, words)

    def note_not_printed(self, built: Built, sentence: str) -> None:
        """What was noted as going to the printer did not all arrive there."""
        self._audit(AuditAction.REFUSED, built, sentence)

    def note_saved(self, built: Built, file_name: str, *, encrypted: bool) -> None:
        """It was saved as a file outside the vault."""
        words = _("encrypted file {name}") if encrypted else _("unencrypted file {name}")
        self._audit(AuditAction.EXPORTED_PDF, built, words.format(name=file_name))

    def make_table(self, built: Built) -> tuple[bytes, int]:
        """The chronology as this reader may see it, as a table, and how many lines it has.

        `built` is the print that was looked at; raises `TacError` where its stops have no reason.
        """
        built.for_paper(self.reason)
        if self.case_file is None:
            return b"", 0
        seen = view_for(self.case_file, self.audience).case_file
        return as_csv(seen, self.selection)

    def note_table(self, built: Built, file_name: str) -> None:
        """It was saved as a table outside the vault."""
        words = _("unprotected table {name}").format(name=file_name)
        self._audit(AuditAction.EXPORTED_TABLE, built, words)

    def disclose(self, built: Built, form: str, copies: int, whom: Sequence[str]) -> None:
        """Note in the mother's file what left it; `form` is a code of `disclosure_form`."""
        if not self.mother_id or self.is_blank_form or self.pack_name == catalogue.LETTER:
            return  # a letter is disclosed when it is marked as sent, not at every print
        now = dt.datetime.now()
        self.vault.save(
            Disclosure(
                mother_id=self.mother_id,
                at=now.date(),
                time=now.time().replace(second=0, microsecond=0),
                what=built.title,
                to=self._to(whom),
                basis=self.reason,
                form=form,
                pages=built.pages,
                copies=copies,
                left_out=len(built.left_out),
                worker_id=self.vault.person.worker_id,
                copies_given=_copies_given(form, whom),
            )
        )

    def _to(self, whom: Sequence[str]) -> str:
        names = ", ".join(dict.fromkeys(name for name in whom if name and name != self.reader))
        return f"{self.reader}: {names}" if names else self.reader

    def _audit(self, action: AuditAction, built: Built, how: str) -> None:
        words = _("{title} for {reader}: {how}; pages: {pages}; left out: {left_out}.")
        detail = words.format(
            title=built.title,
            reader=self.reader,
            how=how,
            pages=built.pages,
            left_out=len(built.left_out),
        )
        if self.reason:
            detail += " " + _("Reason to go on: {reason}").format(reason=self.reason)
        self.vault.audit(action, record_id=self.record_id, mother_id=self.mother_id, detail=detail)


def _copies_given(form: str, whom: Sequence[str]) -> list[CopyGiven]:
    """One line for each numbered copy on paper; a file has no copies that could come back."""
    if form != "paper":
        return []
    return [CopyGiven(number=number, whom=name) for number, name in enumerate(whom, start=1)]


def copies_for(names: Sequence[str]) -> list[Copy]:
    """Numbered copies, one for each name; an empty name leaves a copy for nobody in particular."""
    return [Copy(number, len(names), name.strip()) for number, name in enumerate(names, start=1)]


def may_go_on(reason: str) -> bool:
    """Whether a reason in writing says anything."""
    return len(reason.split()) >= 2 and len(reason.strip()) >= 8
