"""Documents with files for invented cases: an order, a plan, a child's drawing, one replaced."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from typing import Any

from tac_desktop.casework.case_format import CaseDocument
from tac_desktop.casework.document_files import PDF, PNG
from tac_desktop.casework.people import Person, Worker
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_children import Child
from tac_desktop.casework.training_family import Family
from tac_desktop.casework.training_pictures import drawing_png, paper_pdf
from tac_desktop.casework.training_work import Episode
from tac_desktop.casework.work import Document

_INVENTED = "Everything on this paper is invented, for practice only."
_DRAWINGS = 6


def make_papers(builder: Builder, family: Family, episode: Episode) -> None:
    """Papers about her children, each with a file; nothing that names a confidential family."""
    open_children = [child for child in family.children if not child.plan.confidential]
    for child in open_children[:1]:
        _drawing(builder, episode, child)
        _order(builder, episode, child)
    for child in open_children[1:2]:
        _plan(builder, episode, child)


def with_papers(example: CaseDocument) -> CaseDocument:
    """The worked example with papers: two drawings, and an order that was scanned wrongly at first.

    They count from the day of its newest record, so that the same example gives the same papers.
    """
    saved = max(one.at for record in example.records for one in record.revisions)
    worker = next(one for one in example.records if one.type == Worker.type_name)
    name = str(worker.revisions[-1].content.get("name", ""))
    builder = Builder(0, 0, saved.date() + dt.timedelta(days=1), worker.id, name)
    builder.mother_id = example.mother_id
    day = saved.date() - dt.timedelta(days=5)
    children = {
        str(one.revisions[-1].content.get("first_names", "")).split()[0]: one.id
        for one in example.records
        if one.type == Person.type_name and one.revisions[-1].content.get("kind") == "child"
    }
    for number, (first_name, child_id) in enumerate(list(children.items())[:2]):
        title = f"Drawing by {first_name}"
        scan = _file(builder, drawing_png(number), PNG, "Scan0001.png", 1)
        asked = {"child_ids": [child_id], "type": "drawing", "date": day}
        given = day if number else None
        builder.add(Document, day, title=title, given_to_mother=given, **asked, **scan)
    first_name, child_id = next(iter(children.items()))
    order = paper_pdf("Interim care order", _order_lines(first_name, day) * 9)
    wrong = paper_pdf("Interim care order, first page only", _order_lines(first_name, day))
    made = builder.add(
        Document,
        day,
        title=f"Interim care order about {first_name}",
        type="court_order",
        date=day,
        child_ids=[child_id],
        **_file(builder, wrong, PDF, "order.pdf", 1),
    )
    note = "File replaced: “order whole.pdf”."
    whole = _file(builder, order, PDF, "order whole.pdf", 2)
    builder.amend(made, day, "updated", note, **whole)
    records = (*example.records, *builder.records)
    return replace(example, records=records, files={**example.files, **builder.files})


def _order_lines(first_name: str, day: dt.date) -> list[str]:
    return [
        "IN THE FAMILY COURT",
        "",
        _INVENTED,
        "",
        f"{first_name} lives where the court said on {day:%d %B %Y}.",
        "The mother may see the child as the plan says.",
    ]


def _drawing(builder: Builder, episode: Episode, child: Child) -> None:
    day = builder.between(episode.opened, episode.last_day)
    builder.add(
        Document,
        day,
        title=f"Drawing by {child.name}",
        type="drawing",
        date=day,
        child_ids=[child.person.id],
        given_to_mother=day if builder.number % 2 else None,
        **_file(builder, drawing_png(builder.number % _DRAWINGS), PNG, "Scan0001.png", 1),
    )


def _order(builder: Builder, episode: Episode, child: Child) -> None:
    """A court order; in every fourth case its first scan was the wrong one and was replaced."""
    day = builder.between(episode.opened, episode.last_day)
    lines = _order_lines(child.name, day)
    right = paper_pdf("Order", lines)
    wrong = builder.number % 4 == 0
    first = paper_pdf("Order (first page only)", lines[:3]) if wrong else right
    made = builder.add(
        Document,
        day,
        title=f"Order about {child.name}",
        type="court_order",
        date=day,
        child_ids=[child.person.id],
        **_file(builder, first, PDF, "order.pdf", 1),
    )
    if wrong:
        builder.amend(
            made,
            day,
            "updated",
            "File replaced: “order whole.pdf”.",
            **_file(builder, right, PDF, "order whole.pdf", 1),
        )


def _plan(builder: Builder, episode: Episode, child: Child) -> None:
    day = builder.between(episode.opened, episode.last_day)
    lines = [_INVENTED, ""]
    lines += [f"{number}. Something that was agreed." for number in range(1, 61)]
    builder.add(
        Document,
        day,
        title=f"Care plan for {child.name}",
        type="plan",
        date=day,
        from_id=child.authority.id,
        child_ids=[child.person.id],
        share="professionals_only",
        **_file(builder, paper_pdf("Care plan", lines), PDF, "plan.pdf", 2),
    )


def _file(builder: Builder, content: bytes, kind: str, name: str, pages: int) -> dict[str, Any]:
    """The answers that name a file, which goes along with the case."""
    sha256 = hashlib.sha256(content).hexdigest()
    builder.files[sha256] = content
    return {
        "content_sha256": sha256,
        "content_type": kind,
        "content_bytes": len(content),
        "file_name": name,
        "pages": pages,
    }
