"""Every page of every pack and form as a picture, as a printer would put it on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.easy_read import LANGUAGES
from tac_desktop.packs import catalogue
from tac_desktop.packs.for_mothers import has_two_languages
from tac_desktop.packs.giving import Order, copies_for
from tac_desktop.packs.groups import everything
from tac_desktop.packs.suggested import readers_for
from tac_desktop.ui.screens_records import further_records
from tac_desktop.ui.screens_stage import file_of

if TYPE_CHECKING:
    from tac_desktop.ui.screens_stage import Stage
    from tac_desktop.ui.session import Session

_DOTS_PER_POINT = 100 / 72
_CODE = "AAAAA BBBBB CCCCC DDDDD EEEEE FFFFF GGGGG HHHHH JJJJJ KKKKK MMMMM NNNNN PPPPP QQQQQ"
_EACH = frozenset({catalogue.LETTER, "easy:signed"})
"""Prints that are different for each of their records."""
_ACROSS, _DOWN = 4, 2
_SMALL = QSize(390, 552)


def take_paper(stage: Stage) -> None:
    """Each print for each kind of reader, blank forms and sheets; then many of them at a glance."""
    pages = _Glance(stage)
    names = {f"paper-{pack.name.replace(':', '-')}": pack for pack in everything()}
    wanted = {name: pack for name, pack in names.items() if stage.album.wants(name)}
    if wanted:
        _add_what_prints_need(stage)
    for name, pack in wanted.items():
        stage.album.attempt(name, partial(_pack, stage, pack, name, pages))
        stage.clear()
    sheets = (
        ("recovery-sheet", _recovery_sheet),
        ("handover-slip", _handover_slip),
        ("file-slip", _file_slip),
    )
    for name, make in sheets:
        if stage.album.wants(f"paper-{name}"):
            stage.album.attempt(name, partial(_sheet, stage, name, make, pages))
    pages.finish()
    stage.clear()


def _add_what_prints_need(stage: Stage) -> None:
    session = stage.session()
    case_file = file_of(session, stage.mother_id)
    for record in further_records(case_file):
        session.vault.save(record, reason="created")
    session.lock()
    stage.clear()


def _pack(stage: Stage, pack: catalogue.Pack, name: str, pages: _Glance) -> None:
    session = stage.session()
    try:
        for end, pdf in _prints(stage, session, pack):
            _take_pages(stage, pdf, f"{name}-{end}", pages)
    finally:
        session.lock()


def _prints(stage: Stage, session: Session, pack: catalogue.Pack) -> Iterator[tuple[str, bytes]]:
    """Of each print, what its pictures are called, and its pages."""
    case_file = file_of(session, stage.mother_id) if pack.name not in catalogue.OVER_ALL else None
    records = [""]
    if pack.needs and case_file is not None:
        found = catalogue.records_for(pack, case_file)
        # The one with most in it shows most.
        records = found if pack.name in _EACH else [max(found, key=partial(_length, case_file))]
    made = 0
    for record_id in records:
        readers = readers_for(pack, case_file, record_id) if case_file else [_OURS]
        languages = LANGUAGES if has_two_languages(pack.name) else ("",)
        for reader in _one_of_each_kind(readers):
            for language in languages:
                order = Order(session.vault, pack.name, case_file, reader, record_id,
                              "For a picture.", language=language)  # fmt: skip
                try:
                    built = order.make(copies_for([""])[0])
                except catalogue.NotForThisReader:
                    continue
                made += 1
                about = record_id.removeprefix("letter-") if pack.name in _EACH else ""
                yield "-".join(filter(None, (about, reader.kind.value, language))), built.pdf
    if not made:
        raise LookupError("no reader may have it")


def _one_of_each_kind(readers: Iterable[Audience]) -> list[Audience]:
    found: dict[AudienceKind, Audience] = {}
    for one in readers:
        found.setdefault(one.kind, one)
    return list(found.values())


_OURS = Audience(AudienceKind.TAC)


class _Glance:
    """Small pages side by side: whatever is ugly is seen there first."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._waiting: list[tuple[str, QImage]] = []
        self._count = 0

    def add(self, name: str, page: QImage) -> None:
        """One more page; a full sheet is written."""
        smooth = Qt.TransformationMode.SmoothTransformation
        small = page.scaled(_SMALL, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        self._waiting.append((name, small))
        if len(self._waiting) == _ACROSS * _DOWN:
            self.finish()

    def finish(self) -> None:
        """Write what waits."""
        if not self._waiting:
            return
        self._count += 1
        line = 18
        size = QSize(_SMALL.width() * _ACROSS, (_SMALL.height() + line) * _DOWN)
        sheet = QImage(size, QImage.Format.Format_RGB32)
        sheet.fill(0xFF808080)
        painter = QPainter(sheet)
        for place, (name, page) in enumerate(self._waiting):
            left = place % _ACROSS * _SMALL.width()
            top = place // _ACROSS * (_SMALL.height() + line)
            painter.drawText(left + 4, top + line - 5, name)
            painter.drawImage(left, top + line, page)
        painter.end()
        self._waiting.clear()
        sheet.save(str(self._stage.album.path(f"paper-at-a-glance/{self._count:03}")))


def _length(case_file: CaseFile, record_id: str) -> int:
    entry = case_file.by_id.get(record_id)
    return len(entry.record.model_dump_json()) if entry else 0


def _sheet(stage: Stage, name: str, make: Callable[[], bytes], pages: _Glance) -> None:
    _take_pages(stage, make(), f"paper-{name}", pages)


def _recovery_sheet() -> bytes:
    from tac_desktop.packs.recovery_sheet import recovery_sheet

    return recovery_sheet(
        "Dana Whitlock-Reyes", "C:\\Users\\Dana\\Vault", _CODE, printed_on=dt.date.today()
    ).pdf


def _file_slip() -> bytes:
    from tac_desktop.packs.file_slip import FileDetails, file_slip

    return file_slip(
        FileDetails(
            "print-7KQ2.pdf",
            10,
            dt.date.today(),
            "Dana Whitlock-Reyes",
            "Together a Chance",
            "01632 960100",
            "The court office",
            "J1043-7F3A9C",
        )
    ).pdf


def _handover_slip() -> bytes:
    from tac_desktop.packs.handover_slip import HandoverDetails, handover_slip

    return handover_slip(
        HandoverDetails(
            file_name="handover-2026-11-20-KQ7M.tac",
            written_on=dt.date.today(),
            written_by="Dana Whitlock-Reyes",
            recipient="Bethan Rees, Together a Chance (second site)",
            fingerprint_words="CABLE · OTTER · VELVET · PLUM · ARCHER · TIDE",
            counts=[("Contact log", 25), ("Meetings", 10), ("ACCT review notes", 6)],
            authority_reference="DMF 2026/118",
            journal_reference="J1043-7F3A9C",
        )
    ).pdf


def _take_pages(stage: Stage, pdf: bytes, name: str, pages: _Glance) -> None:
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if not document.pageCount():
        raise ValueError("the PDF has no pages")
    for number in range(document.pageCount()):
        points = document.pagePointSize(number) * _DOTS_PER_POINT
        size = QSize(round(points.width()), round(points.height()))
        paper = QImage(size, QImage.Format.Format_RGB32)
        paper.fill(0xFFFFFFFF)
        painter = QPainter(paper)
        painter.drawImage(0, 0, document.render(number, size))
        painter.end()
        called = f"{name.removeprefix('paper-')}-{number + 1:02}"
        paper.save(str(stage.album.path(f"paper/{called}")))
        pages.add(called, paper)
    document.close()
