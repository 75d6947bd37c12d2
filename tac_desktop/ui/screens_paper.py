"""Every page of every pack and form as a picture, as a printer would put it on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QImage, QPainter

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.packs import catalogue
from tac_desktop.packs.giving import Order, copies_for
from tac_desktop.packs.suggested import readers_for
from tac_desktop.ui.screens_stage import file_of

if TYPE_CHECKING:
    from tac_desktop.ui.screens_stage import Stage

_DOTS_PER_POINT = 110 / 72
_AUDIENCES_EACH = 3
_CODE = "AAAAA BBBBB CCCCC DDDDD EEEEE FFFFF GGGGG HHHHH JJJJJ KKKKK MMMMM NNNNN PPPPP QQQQQ"


def take_paper(stage: Stage) -> None:
    """All packs for their likeliest readers, all blank forms, and the sheets."""
    for pack in catalogue.packs():
        name = f"paper-{pack.name.replace(':', '-')}"
        if stage.album.wants(name):
            stage.album.attempt(name, partial(_pack, stage, pack, name))
    for name, make in (("recovery-sheet", _recovery_sheet), ("handover-slip", _handover_slip)):
        if stage.album.wants(f"paper-{name}"):
            stage.album.attempt(name, partial(_sheet, stage, name, make))
    stage.clear()


def _pack(stage: Stage, pack: catalogue.Pack, name: str) -> None:
    session = stage.session()
    case_file = file_of(session, stage.mother_id)
    records = catalogue.records_for(pack, case_file) if pack.needs else [""]
    # The one with most in it shows most.
    record_id = max(records, key=partial(_length, case_file), default="")
    made = 0
    for reader in readers_for(pack, case_file, record_id):
        if made == _AUDIENCES_EACH:
            break
        order = Order(session.vault, pack.name, case_file, reader, record_id, "For a picture.")
        try:
            built = order.make(copies_for([""])[0])
        except catalogue.NotForThisReader:
            continue
        made += 1
        _take_pages(stage, built.pdf, f"{name}-{reader.kind.value}")
    session.lock()
    if records and not made:
        raise LookupError("no reader may have it")


def _length(case_file: CaseFile, record_id: str) -> int:
    entry = case_file.by_id.get(record_id)
    return len(entry.record.model_dump_json()) if entry else 0


def _sheet(stage: Stage, name: str, make: Callable[[], bytes]) -> None:
    _take_pages(stage, make(), f"paper-{name}")


def _recovery_sheet() -> bytes:
    from tac_desktop.packs.recovery_sheet import recovery_sheet

    return recovery_sheet(
        "Dana Whitlock-Reyes", "C:\\Users\\Dana\\Vault", _CODE, printed_on=dt.date.today()
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


def _take_pages(stage: Stage, pdf: bytes, name: str) -> None:
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
        paper.save(str(stage.album.path(f"paper/{name.removeprefix('paper-')}-{number + 1:02}")))
    document.close()
