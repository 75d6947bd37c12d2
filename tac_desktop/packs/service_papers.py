"""Papers of the service itself: posters, leaflets, questionnaires, a diary, sheets for children.

They hold nothing of any file: only the name, prison and telephone of the service. Their texts are
data (`resources/service_papers/`). What is not filled in is left to write by hand.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from tac_desktop import paths
from tac_desktop.casework.easy_read import ENGLISH, WELSH, sheet, vocabulary
from tac_desktop.casework.service import Service
from tac_desktop.packs import blocks as b
from tac_desktop.packs.easy_read import draft_notices, sheet_blocks
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.packs.page import Document
from tac_desktop.packs.pictograms import picture
from tac_desktop.words import _

_SMALLER = (1.0, 0.95, 0.9, 0.85, 0.8, 0.74)
_LETTERS_BLANK = "…………………………"


def child_sheet(
    name: str,
    language: str = ENGLISH,
    *,
    copy: Copy | None = None,
    printed_on: dt.date | None = None,
    two_sided: bool = False,
    repeatable: bool = False,
) -> Built:
    """A sheet for a child, in large print; nothing of any file."""
    words = vocabulary(language or ENGLISH)
    text = sheet(name, words.code)
    draft = words.draft_mark(text)
    title = f"{text.title} ({words.phrase('draft_short')})" if draft else text.title
    document = Document(
        title=title,
        marking="",
        copy=copy,
        large_print=True,
        language=words.pdf_language,
        printed_on=printed_on,
        two_sided=two_sided,
    )
    return _built(document, sheet_blocks(text, words), title, repeatable, draft_notices(draft))


def service_paper(
    name: str,
    service: Service | None,
    language: str = ENGLISH,
    *,
    large_print: bool = False,
    copy: Copy | None = None,
    printed_on: dt.date | None = None,
    two_sided: bool = False,
    repeatable: bool = False,
) -> Built:
    """A poster, leaflet, questionnaire or diary; posters and leaflets stand on one page."""
    welsh = language == WELSH and _path(f"{name}_cy").is_file()
    words = vocabulary(WELSH if welsh else ENGLISH)
    known = _read(f"{name}_cy" if welsh else name)
    draft = words.phrase("draft") if welsh and not known.get("checked_by") else ""
    under = "\n".join(one for one in (draft, known["under"]) if one)
    facts = _facts(service)
    blocks: list[b.Block] = [b.Title(known["title"], under)]
    for part in known["parts"]:
        blocks += _part(part, facts, words.lists["pictures"])
    document = Document(
        title=known["title"],
        marking="",
        copy=copy,
        large_print=large_print or known["large_print"],
        language=words.pdf_language,
        printed_on=printed_on,
        two_sided=two_sided,
    )
    if known["size"] != 1.0 and not large_print:
        document = document.on_one_page(blocks, [known["size"] * one for one in _SMALLER])
    return _built(document, blocks, known["title"], repeatable, draft_notices(draft))


def _built(
    document: Document,
    blocks: list[b.Block],
    title: str,
    repeatable: bool,
    notices: tuple[str, ...],
) -> Built:
    printed = document.render(blocks, repeatable=repeatable)
    return Built.of_nobodys_file(printed, title, notices)


def _facts(service: Service | None) -> dict[str, str]:
    known = service or Service(name=_("The social worker for mothers"))
    return {
        "service": known.name or _("The social worker for mothers"),
        "prison": known.prison or _("this prison"),
        "provider": known.provider or _LETTERS_BLANK,
        "phone": known.phone or _LETTERS_BLANK,
    }


def _part(part: dict[str, Any], facts: dict[str, str], pictures: dict[str, str]) -> list[b.Block]:
    """One part of a text as blocks; the gaps are filled with the service's own facts."""

    def filled(text: str) -> str:
        return text.format(**facts)

    if "together" in part:
        inside = [_part(one, facts, pictures) for one in part["together"]]
        return [b.Together([block for blocks in inside for block in blocks])]
    if "heading" in part:
        return [b.Heading(filled(part["heading"]))]
    if "picture" in part:
        drawn = picture(part["picture"], pictures[part["picture"]])
        return [b.Idea(drawn, filled(part["text"]))]
    if "question" in part:
        return [b.Together(_question(filled(part["question"]), part))]
    if "bullets" in part:
        return [b.Bullets([filled(one) for one in part["bullets"]])]
    if "rows" in part:
        rows = [(label, filled(value)) for label, value in part["rows"]]
        return [b.Rows(rows, row_height=8.0)]
    if "table" in part:
        table = part["table"]
        rows_of = [[filled(cell) for cell in row] for row in table["rows"]]
        return [b.Table(table["head"], rows_of, shares=table["shares"], row_height=table["height"])]
    return [b.Text(filled(part["text"]))]


def _question(words: str, part: dict[str, Any]) -> list[b.Block]:
    made: list[b.Block] = [b.Text(words, b.TextKind.STRONG)]
    if "choices" in part:
        made.append(b.Ticks(part["choices"], part["columns"]))
    if "lines" in part:
        made.append(b.Lines(part["lines"]))
    return made


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_path(name).read_text(encoding="utf-8"))
    return found


def _path(name: str) -> Path:
    return paths.resource("service_papers") / f"{name}.json"
