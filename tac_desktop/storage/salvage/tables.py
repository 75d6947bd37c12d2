"""Which table a page belongs to, and its rows: by the tree where it stands, else by their shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tac_desktop.storage.database import Database
from tac_desktop.storage.salvage.cells import Cell, PageAt, Unreadable, Value, cells_of, children_of
from tac_desktop.storage.salvage.pages import Page, Pages

_MASTER = "sqlite_master"
_DEEPEST = 40


@dataclass(frozen=True)
class Shape:
    """The columns of a table, each with its type; `rowid` is the place of an integer key."""

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    nullable: tuple[bool, ...]
    rowid: int | None
    least: int
    """Columns that a row has at least: those added later have a default and may be left out."""

    def fits(self, kinds: list[int]) -> bool:
        """Whether a row of these serial types can be one of this table."""
        if not self.least <= len(kinds) <= len(self.columns):
            return False
        return all(self._fits_column(place, kind) for place, kind in enumerate(kinds))

    def _fits_column(self, place: int, kind: int) -> bool:
        if place == self.rowid or kind == 0:
            return kind == 0 and (place == self.rowid or self.nullable[place])
        return {
            "TEXT": kind >= 13 and kind % 2 == 1,
            "BLOB": kind >= 12 and kind % 2 == 0,
            "INTEGER": kind in (1, 2, 3, 4, 5, 6, 8, 9),
            "REAL": kind == 7,
        }.get(self.types[place], True)


MASTER = Shape(
    _MASTER,
    ("type", "name", "tbl_name", "rootpage", "sql"),
    ("TEXT", "TEXT", "TEXT", "INTEGER", "TEXT"),
    (False, False, False, False, True),
    None,
    5,
)


@dataclass(frozen=True)
class Row:
    """One row: its table, what it says, and whether it stands where that table's tree leads.

    `whole` says that every page it stands on is as it was; `sure`, that the first one is also the
    newest of its number and in the tree of this table, or in none that is left while the row has
    the shape of no other table.
    """

    table: str
    values: dict[str, Value]
    whole: bool
    sure: bool


def shapes_of(database: Database) -> dict[str, Shape]:
    """The shapes of all ordinary tables of a database in the newest format."""
    found = {}
    for name, sql in database.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
        " AND name NOT LIKE 'sqlite%'"
    ):
        if "WITHOUT ROWID" in str(sql).upper():
            continue
        columns = database.rows(f"PRAGMA table_info({name})")
        keys = [column for column in columns if column[5]]
        alias = keys[0][0] if len(keys) == 1 and keys[0][2] == "INTEGER" else None
        without_default = [column[0] for column in columns if column[4] is None]
        found[str(name)] = Shape(
            str(name),
            tuple(str(column[1]) for column in columns),
            tuple(str(column[2]) for column in columns),
            tuple(not column[3] and not column[5] for column in columns),
            alias,
            max(without_default) + 1,
        )
    return found


class Tables:
    """The rows of one database, table by table as far as that can be told."""

    def __init__(self, pages: Pages, shapes: dict[str, Shape]) -> None:
        self._pages, self._shapes = pages, shapes
        self._owners = self._walked()

    def rows_of(self, page: Page, *, newest: bool, lazy: frozenset[str]) -> Iterator[Row]:
        """The rows on one version of a page.

        Of the tables in `lazy` only the first two columns are read.
        """
        owner = self._owners.get(page.number, "")
        for cell in cells_of(page):
            fitting = self._tables_for(cell, owner)
            for table in fitting:
                shape = self._shapes[table]
                read = self._values(cell, 2 if table in lazy else len(shape.columns))
                if read is None:
                    continue
                values, whole = read
                if shape.rowid is not None and shape.rowid < len(values):
                    values[shape.rowid] = cell.rowid
                named = dict(zip(shape.columns, values, strict=False))
                clear = table == owner or (not owner and len(fitting) == 1)
                yield Row(table, named, whole, whole and newest and clear)

    def _values(self, cell: Cell, most: int) -> tuple[list[Value], bool] | None:
        """The first columns of a row, and whether only whole pages were needed for them."""
        page_at: PageAt
        for page_at, whole in ((self._whole_page, cell.whole), (self._pages.page, False)):
            if whole or page_at == self._pages.page:
                try:
                    return cell.values(page_at, most), whole
                except Unreadable:
                    continue
        return None

    def _tables_for(self, cell: Cell, owner: str) -> list[str]:
        """The table that the tree says, where the row has its shape; else each that it fits."""
        try:
            kinds, _begins = cell.kinds(self._pages.page)
        except Unreadable:
            return []
        if owner in self._shapes and self._shapes[owner].fits(kinds):
            return [owner]
        return [name for name, shape in self._shapes.items() if shape.fits(kinds)]

    def _whole_page(self, number: int) -> Page | None:
        page = self._pages.page(number)
        return page if page is not None and page.whole else None

    def _walked(self) -> dict[int, str]:
        """Every page that can be reached from a table's root, with the table."""
        roots: dict[str, int] = {}
        for number in self._tree(1):
            page = self._whole_page(number)
            for cell in cells_of(page) if page is not None else ():
                try:
                    kinds, _begins = cell.kinds(self._whole_page)
                    kind, name, _table, root = cell.values(self._whole_page, 4)
                except (Unreadable, ValueError):
                    continue
                if MASTER.fits(kinds) and kind == "table" and isinstance(root, int):
                    roots[str(name)] = root
        owners = {}
        for name, root in roots.items():
            for number in self._tree(root):
                owners[number] = name
        return owners

    def _tree(self, root: int) -> Iterator[int]:
        """The pages of a tree, as far as its interior pages are whole."""
        waiting, seen = [(root, 0)], {root}
        while waiting:
            number, depth = waiting.pop()
            yield number
            page = self._whole_page(number)
            if page is None or depth == _DEEPEST:
                continue
            for child in children_of(page):
                if child not in seen:
                    seen.add(child)
                    waiting.append((child, depth + 1))
