"""Scenes of finding, of the address book and of entries that are one person."""

from __future__ import annotations

from collections.abc import Callable

from tac_desktop.ui import place_names
from tac_desktop.ui.address_book_page import AddressBookPage
from tac_desktop.ui.has_left_dialog import HasLeftDialog
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.new_mother_page import NewMotherPage
from tac_desktop.ui.screens_stage import Stage


def take_search(stage: Stage) -> None:
    """All of them."""
    for name, play in SCENES:
        stage.scene(name, _Playing(stage, play))


def _found(stage: Stage) -> None:
    window = _window(stage)
    search = window.workspace.search if window.workspace else None
    assert search is not None
    search.setFocus()
    search.setText("averly")
    search.look()
    stage.take(window, "13-found")


def _results(stage: Stage) -> None:
    window = _window(stage)
    assert window.workspace is not None
    window.workspace.show_all_found("school")
    stage.take(window, "13-results")
    window.workspace.show_all_found("xyzzy")
    stage.take(window, "13-results-nothing")


def _address_book(stage: Stage) -> None:
    window = _window(stage)
    page = _page(window)
    stage.take(window, "14-address-book")
    person = _somebody_at_work(page)
    page.open_party(person)
    stage.take(window, "14-address-book-person")
    page.kind.choose("local_authority_children")
    stage.take(window, "14-address-book-authority")


def _has_left(stage: Stage) -> None:
    window = _window(stage)
    page = _page(window)
    page._has_left(_somebody_at_work(page))
    dialog = window.findChild(HasLeftDialog)
    assert dialog is not None
    stage.take(dialog, "14-has-left")


def _same_person(stage: Stage) -> None:
    window = _window(stage)
    page = _page(window)
    page._compare()
    stage.take(window, "14-same-person")
    page.same.compare(page.same.pairs[0])
    stage.take(window, "14-same-person-compared")


def _new_mother(stage: Stage) -> None:
    window = _window(stage)
    assert window.workspace is not None
    window.workspace.add_mother()
    page = window.workspace.page(place_names.NEW)
    assert isinstance(page, NewMotherPage)
    for field, words in (("first_names", "Rosin"), ("last_name", "Averly")):
        editor = page._rows[field].editor
        editor.setProperty("text", words)
    page._look_for_similar()
    stage.take(window, "14-new-mother-similar")


SCENES: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("13-found", _found),
    ("13-results", _results),
    ("14-address-book", _address_book),
    ("14-has-left", _has_left),
    ("14-same-person", _same_person),
    ("14-new-mother-similar", _new_mother),
)


class _Playing:
    """A scene with its stage."""

    def __init__(self, stage: Stage, play: Callable[[Stage], None]) -> None:
        self._stage, self._play = stage, play

    def __call__(self) -> None:
        self._play(self._stage)


def _window(stage: Stage) -> MainWindow:
    return stage.window(stage.session())


def _page(window: MainWindow) -> AddressBookPage:
    assert window.workspace is not None
    window.workspace.show_page(place_names.ADDRESS_BOOK)
    page = window.workspace.page(place_names.ADDRESS_BOOK)
    assert isinstance(page, AddressBookPage)
    return page


def _somebody_at_work(page: AddressBookPage) -> str:
    """A professional with work that goes on."""
    for row in range(page.lines.rowCount()):
        page.table.selectRow(row)
        page._show_chosen()
        if any(work.now for work in page.panel.works):
            return page.chosen
    raise LookupError("nobody works with anybody")
