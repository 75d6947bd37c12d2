"""The Family page: drawn, walked through by keyboard, for a chosen reader, and in tables."""

import datetime as dt

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import Entry
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.drawn import Words
from tac_desktop.casework.people import Involvement, Person, Relationship
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import theme
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.pages import places
from tac_desktop.ui.pages.family_page import (
    GENOGRAM,
    NETWORK,
    PEOPLE,
    RESPONSIBILITY,
    SIBLINGS,
    FamilyPage,
)
from tests.casework.hard_families import (
    FAMILIES,
    adopters,
    case_of,
    kin,
    mother,
    three_fathers,
    tie,
)
from tests.ui.conftest import show
from tests.ui.example import MOTHER, open_example


class Asked:
    """What the page asked for."""

    def __init__(self, page):
        self.forms, self.packs, self.records = [], [], []
        page.form_wanted.connect(self.form)
        page.pack_wanted.connect(self.pack)
        page.record_wanted.connect(self.record)

    def form(self, what, answers):
        self.forms.append((what, answers))

    def pack(self, name, record_id):
        self.packs.append(name)

    def record(self, record_id):
        self.records.append(record_id)


@pytest.fixture
def page(session):
    host = QWidget()
    host.resize(1100, 700)
    made = FamilyPage(session, host)
    made.resize(1100, 700)
    made.asked = Asked(made)
    made.show_file(three_fathers())
    show(host)
    yield made
    host.close()
    shiboken6.delete(host)


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)


def test_the_family_is_walked_through_with_the_arrows(page):
    view = page.view(GENOGRAM).view
    page.take_focus()
    assert view.node.id == "ros"
    for key, expected in (
        (Qt.Key.Key_Up, "sheila"), (Qt.Key.Key_Down, "ros"), (Qt.Key.Key_Left, "gethin"),
        (Qt.Key.Key_Down, "megan"), (Qt.Key.Key_Right, "theo"),
    ):  # fmt: skip
        press(view, key)
        assert view.node.id == expected
    assert "Theo" in view.accessibleName() and "Child of" in view.accessibleName()


def test_enter_opens_the_person_and_the_panel_says_who_it_is(page):
    drawn = page.view(GENOGRAM)
    page.take_focus()
    press(drawn.view, Qt.Key.Key_Left)
    press(drawn.view, Qt.Key.Key_Return)
    assert page.asked.records == ["gethin"]
    assert drawn.person_name.text() == "Gethin"
    assert "abusive" in drawn.person_words.text()


def test_someone_new_is_added_from_the_chosen_person(page):
    drawn = page.view(GENOGRAM)
    drawn.view.choose("gethin")
    drawn.add_partner()
    drawn.add_child()
    drawn.add_parent()
    drawn.view.choose("ros")
    drawn.add_child()
    assert page.asked.forms == [
        (Relationship, {"to_person_id": "gethin", "type": "partner"}),
        (Relationship, {"from_person_id": "gethin", "type": "father"}),
        (Relationship, {"to_person_id": "gethin", "type": "mother"}),
        (Person, {"kind": "child"}),
    ]


def test_the_drawing_is_enlarged_with_keys_and_fitted_in_again(page):
    view = page.view(GENOGRAM).view
    page.take_focus()
    before = view.zoom
    press(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    press(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > before * 1.5
    press(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    press(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.horizontalScrollBar().maximum() <= 1 and view.verticalScrollBar().maximum() <= 1


def test_a_click_chooses_and_the_chosen_stays_in_view(page):
    view = page.view(GENOGRAM).view
    for _time in range(5):
        view.enlarge()
    view.choose("marcus")
    at = view._origin()
    x, y = view.node.symbol.centre
    place = QPoint(int(at.x() + x * view._scale), int(at.y() + y * view._scale))
    assert view.viewport().rect().contains(place)
    view.choose("ros")
    view.choose("marcus")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.node.id == "marcus"


def test_the_version_for_the_mother_shows_no_adoptive_family(page, session):
    hidden = ["first_names", "last_name"]
    family = adopters()
    people = [
        Entry(one.record.changed(confidential_fields=hidden), one.saved)
        if one.record.id in ("maren", "tobias")
        else one
        for one in family.entries
    ]
    page.show_file(family.with_entries(people))
    drawn = page.view(GENOGRAM)
    assert "Maren" in _said(drawn)
    kinds = [drawn.readers.itemData(n).kind for n in range(drawn.readers.count())]
    drawn.readers.setCurrentIndex(kinds.index(AudienceKind.MOTHER))
    drawn.redraw()
    assert "Maren" not in _said(drawn) and "Tobias" not in _said(drawn)
    assert "as it would be printed" in drawn.notice.label.text()


def test_the_print_button_asks_for_the_pack_of_the_view(page):
    for place in (GENOGRAM, NETWORK, RESPONSIBILITY, SIBLINGS):
        page.view(place).print_button.click()
    assert page.asked.packs == ["genogram", "network", "family", "family"]


def test_a_log_entry_begins_from_the_network(page):
    someone = Person(id="sw", mother_id="ros", kind="professional", first_names="Naomi")
    work = Involvement(id="i", mother_id="ros", person_id="sw", role="child_social_worker",
                       child_ids=["callum"])  # fmt: skip
    entries = case_of(someone, work).entries
    page.show_file(three_fathers().with_entries((*three_fathers().entries, *entries)))
    drawn = page.view(NETWORK)
    naomi = next(one.id for one in drawn.view._drawing.nodes if one.spoken.startswith("Naomi"))
    drawn.view.choose(naomi)
    drawn.new_entry()
    assert page.asked.forms == [(ContactLogEntry, {"with_person_ids": ["sw"]})]


def test_a_cell_of_the_matrix_opens_what_stands_behind_it(page):
    view = page.view(RESPONSIBILITY)
    page.take_focus()
    press(view.table, Qt.Key.Key_Return)
    entry, answers = page.asked.forms[-1]
    assert entry.record.id == "callum" and answers == {}
    press(view.table, Qt.Key.Key_Down)
    press(view.table, Qt.Key.Key_Right)
    press(view.table, Qt.Key.Key_Return)
    what, answers = page.asked.forms[-1]
    assert what is Relationship and set(answers) == {"from_person_id", "to_person_id"}


def test_brothers_and_sisters_say_together_or_apart(page):
    view = page.view(SIBLINGS)
    rows = view.model.rowCount()
    cells = [view.model.index(row, 2).data() for row in range(rows)]
    assert rows == 6 and "Apart since 1 Mar 2025" in cells
    page.take_focus()
    press(view.table, Qt.Key.Key_Return)
    what, answers = page.asked.forms[-1]
    assert what is Relationship and answers["to_person_id"] == "megan"


def test_the_list_holds_everybody_and_what_joins_them(page):
    page.go_to("eirlys")
    people = page.view(PEOPLE)
    assert people.chosen == "eirlys"
    held = len(three_fathers().of(Person)) + len(three_fathers().of(Relationship))
    assert people.model.total == held


@pytest.mark.parametrize("scale", (100, 200))
def test_every_hard_family_is_drawn_on_the_screen(page, scale):
    theme.apply("high_contrast", scale)
    for make in FAMILIES.values():
        page.show_file(make())
        for place in (GENOGRAM, NETWORK, RESPONSIBILITY, SIBLINGS):
            page.show_view(place)
            assert not page.grab().isNull()


def test_a_file_with_nobody_in_it_says_so(page):
    page.show_file(case_of(mother()))
    assert page.view(RESPONSIBILITY).empty.isVisible()
    assert "no two children" in page.view(SIBLINGS).sentence.text()
    assert [one.id for one in page.view(GENOGRAM).view._drawing.nodes] == ["ros"]


def test_a_saved_person_is_shown_in_the_list(page, session):
    vault: Vault = session.vault
    someone = Person(kind="mother", first_names="Rhosyn", last_name="Averley")
    someone = someone.changed(mother_id=someone.id)
    vault.save(someone)
    page.show_file(vault.case_file(someone.id, dt.date(2026, 11, 16)))
    page.go_to(someone.id)
    assert page.view(PEOPLE).chosen == someone.id


def _said(drawn):
    drawing = drawn.view._drawing
    return " ".join(one.text for one in drawing.items if isinstance(one, Words))


def test_whoever_was_added_from_the_genogram_is_chosen_in_it_afterwards(page):
    page.view(GENOGRAM).view.choose("gethin")
    page.view(GENOGRAM).add_partner()
    more = case_of(kin("Donna", "female"), tie("donna", "partner", "gethin")).entries
    page.show_file(three_fathers().with_entries((*three_fathers().entries, *more)))
    page.go_to("donna partner gethin")
    assert page.views.currentIndex() == GENOGRAM
    assert page.view(GENOGRAM).view.node.id == "donna"
    page.go_to("eirlys")
    assert page.views.currentIndex() == PEOPLE


@pytest.fixture
def example(tmp_path_factory, tmp_path):
    yield from open_example(tmp_path_factory, tmp_path)


def test_a_parent_is_added_by_keyboard_in_the_file_and_drawn_at_once(example, qtbot):
    file = MotherFile(example, None)
    qtbot.addWidget(file)
    file.resize(1218, 690)
    file.open(MOTHER)
    file.show()
    file.show_page(places.FAMILY)
    page = file.page
    assert isinstance(page, FamilyPage)
    drawn = page.view(GENOGRAM)
    drawn.view.choose(MOTHER)
    sheila = drawn.view.node.above
    press(drawn.view, Qt.Key.Key_Up)
    assert drawn.person_name.text() == "Sheila Averley"
    someone = Person(mother_id=MOTHER, kind="family", first_names="Olwen", gender="female")
    example.vault.save(someone)
    example.changed.emit(MOTHER)
    drawn.view.choose(sheila)
    drawn.add_parent()
    form = file.form
    assert form is not None
    assert form.body.boxes["to_person_id"].editor.value() == sheila
    form.body.boxes["from_person_id"].editor.show_value(someone.id)
    assert form.save(), [link.text() for link in form.summary.links]
    assert page.views.currentIndex() == GENOGRAM
    assert drawn.view.node.id == someone.id
    press(drawn.view, Qt.Key.Key_Down)
    assert drawn.view.node.id == sheila
