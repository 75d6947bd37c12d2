"""A PDF that can be read aloud: the recorded tags are written into the file as PDF/UA-1 asks.

Source: ISO 14289-1:2014 (PDF/UA-1); the structure tree as in ISO 32000-1:2008, 14.7.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tac_desktop.packs.tags import Element, Mark, Tags


def tagged_pdf(pdf: bytes, tags: Tags, title: str, language: str) -> bytes:
    """The same pages with their structure; nothing that is seen changes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _Writer(document).write(tags)
        _mend_character_maps(document)
        root = document.Root
        root.MarkInfo = Dictionary(Marked=True)
        root.Lang = String(language)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with document.open_metadata() as metadata:
            metadata["dc:title"] = title
            metadata["pdfuaid:part"] = "1"
        document.save(out, min_version="1.7", deterministic_id=True)
    return out.getvalue()


def _mend_character_maps(document: pikepdf.Pdf) -> None:
    """ReportLab maps codes that it does not use to U+0000, which no reader may meet; to U+FFFD."""
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        resources: Any = page.obj.get("/Resources") or Dictionary()
        fonts: Any = resources.get("/Font") or Dictionary()
        for font in fonts.values():
            characters = font.get("/ToUnicode")
            if characters is not None and characters.objgen not in seen:
                seen.add(characters.objgen)
                characters.write(characters.read_bytes().replace(b"> <0000>", b"> <FFFD>"))


class _Writer:
    """Turns elements into the objects of one document."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._document = document
        self._pages = [page.obj for page in document.pages]
        self._owners: dict[int, list[Any]] = {}

    def write(self, tags: Tags) -> None:
        """The whole tree, and from each page's content back to its elements."""
        root = self._made(Dictionary(Type=Name.StructTreeRoot))
        root.K = self._element(tags.root, root)
        numbers = Array()
        for place, number in enumerate(sorted(self._owners)):
            self._pages[number - 1].StructParents = place
            numbers.append(place)
            numbers.append(self._made(Array(self._owners[number])))
        for page in self._pages:
            page.Tabs = Name.S
        root.ParentTree = self._made(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = len(self._owners)
        self._document.Root.StructTreeRoot = root

    def _element(self, element: Element, parent: Any) -> Any:
        made = self._made(
            Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent, K=Array())
        )
        if element.alt:
            made.Alt = String(element.alt)
        if element.scope:
            made.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
        if element.box:
            box = Array([round(one, 2) for one in element.box])
            made.A = Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)
        for kid in element.kids:
            if isinstance(kid, Mark):
                made.K.append(self._mark(kid, made))
            else:
                made.K.append(self._element(kid, made))
        return made

    def _mark(self, mark: Mark, owner: Any) -> Any:
        owners = self._owners.setdefault(mark.page, [])
        if len(owners) <= mark.number:
            owners.extend([None] * (mark.number + 1 - len(owners)))
        owners[mark.number] = owner
        return Dictionary(Type=Name.MCR, Pg=self._pages[mark.page - 1], MCID=mark.number)

    def _made(self, value: Any) -> Any:
        return self._document.make_indirect(value)
