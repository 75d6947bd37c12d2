"""Single editors: what is typed, picked and ticked is what the record gets."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tac_desktop.casework.codes import code_list, code_list_names
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.court import Hearing
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.questions import Kind, QuestionSpec, questions_of
from tac_desktop.casework.record import record_types
from tac_desktop.ui import theme
from tac_desktop.ui.candidates import Candidates
from tac_desktop.ui.editors.base import Candidate, Editor, FormContext
from tac_desktop.ui.editors.choices import BoxEditor, ButtonsEditor, offered
from tac_desktop.ui.editors.factory import make_cell, make_editor
from tac_desktop.ui.editors.lines import DateLinesEditor
from tac_desktop.ui.editors.people import ReferencesEditor
from tac_desktop.ui.editors.several import TicksEditor
from tac_desktop.ui.editors.type_ahead import best, ranked
from tac_desktop.ui.flow import FlowLayout, full_width
from tac_desktop.ui.new_party import NewPartyDialog
from tac_desktop.ui.session import Session

TODAY = dt.date(2026, 11, 16)
PEOPLE = [
    Candidate("ros", "Rhosyn Averley", "the mother", "Ros"),
    Candidate("cal", "Callum Averley", "12", "Cal"),
    Candidate("sw", "Łukasz Tŷ Ŵyn", "social worker, Marlcester"),
]


@pytest.fixture
def context() -> FormContext:
    def listed(_refers_to: str) -> list[Candidate]:
        return PEOPLE

    def name(record_id: str) -> str:
        return f"someone called {record_id}"

    return FormContext(TODAY, listed, name)


@pytest.fixture
def make(context: FormContext, qtbot):
    homes = []

    def editor(spec: QuestionSpec, maker=make_editor) -> Editor:
        home = QWidget()
        homes.append(home)
        qtbot.addWidget(home)
        home.resize(700, 400)
        made = maker(spec, context, home)
        made.resize(600, 300)
        home.show()
        assert QTest.qWaitForWindowActive(home)
        made.first_field().setFocus()
        return made

    return editor


def every_question():
    for cls in record_types():
        for spec in questions_of(cls).values():
            if spec.kind is not Kind.DATA:
                yield pytest.param(spec, make_editor, id=f"{cls.type_name}.{spec.name}")
            if spec.row is not None:
                for one in questions_of(spec.row).values():
                    yield pytest.param(one, make_cell, id=f"{cls.type_name}.{spec.name}.{one.name}")


def sample(spec: QuestionSpec):
    """An answer that fits a question."""
    if spec.codes:
        codes = [one.code for one in code_list(spec.codes).offered[:2]]
        return codes if spec.kind is Kind.CHOICES else codes[0]
    return {
        Kind.TEXT: "Llyn Ŵyn",
        Kind.LONG_TEXT: "Two\nlines",
        Kind.LINES: ["2026-11-16"] if spec.name == "chased" else ["One", "Two"],
        Kind.DATE: dt.date(2026, 11, 9),
        Kind.PARTIAL_DATE: "2019-04",
        Kind.TIME: dt.time(14, 5),
        Kind.NUMBER: 0,
        Kind.YES_NO: False,
        Kind.TICK: True,
        Kind.REFERENCE: "cal",
        Kind.REFERENCES: ["cal", "ros"],
        Kind.ROWS: [],
    }[spec.kind]


@pytest.mark.parametrize(("spec", "maker"), list(every_question()))
def test_an_answer_that_is_shown_is_the_answer_that_is_given_back(spec, maker, make):
    editor = make(spec, maker)
    answer = sample(spec)
    editor.show_value(answer)
    assert editor.value() == answer
    assert editor.not_understood() == ""
    draft = editor.draft()
    again = make(spec, maker)
    again.show_draft(draft)
    assert again.value() == answer
    editor.show_value([] if isinstance(answer, list) else None)
    assert not editor.value()


@pytest.mark.parametrize("name", sorted(code_list_names()))
def test_every_label_of_a_list_is_found_by_typing_all_of_it(name):
    candidates = offered(name)
    for one in candidates:
        found = best(one.name, candidates)
        assert found is not None and found.name == one.name


def test_names_that_begin_with_what_was_typed_come_first():
    found = ranked("av", [Candidate("1", "Gavin Ford"), Candidate("2", "Ruth Avery")])
    assert [one.id for one in found] == ["2", "1"]


def test_someone_is_found_by_the_name_she_is_called():
    assert best("ros", PEOPLE, only=True).id == "ros"
    assert best("ty wyn", PEOPLE, only=True).id == "sw"
    assert best("averley", PEOPLE, only=True) is None


def test_a_code_that_is_not_offered_any_more_is_kept(make):
    spec = questions_of(ContactLogEntry)["channel"]
    editor = make(spec)
    assert isinstance(editor, BoxEditor)
    editor.show_value("telegram_1920")
    assert editor.value() == "telegram_1920"
    assert editor.field.currentText() == "telegram 1920"


def test_a_choice_is_taken_back_with_delete(make):
    editor = make(questions_of(ContactLogEntry)["direction"])
    assert isinstance(editor, ButtonsEditor)
    editor.show_value("incoming")
    editor.first_field().setFocus()
    QTest.keyClick(editor.first_field(), Qt.Key.Key_Delete)
    assert editor.value() == ""


def test_the_arrow_keys_choose_among_buttons(make, qtbot):
    editor = make(questions_of(ContactLogEntry)["direction"])
    editor.show_value("in_person")
    editor.first_field().setFocus()
    with qtbot.waitSignal(editor.edited):
        QTest.keyClick(editor.first_field(), Qt.Key.Key_Right)
    assert editor.value() == "outgoing"


def test_enter_takes_the_marked_line_of_the_list_and_escape_hides_it(make):
    editor = make(questions_of(ContactLogEntry)["channel"])
    box = editor.field
    QTest.keyClicks(box, "video")
    assert box._type_ahead.is_open
    rows = box._type_ahead.rows()
    assert len(rows) > 1 and all("ideo" in one for one in rows)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.currentText() == rows[1]
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert len(box._type_ahead.rows()) == 9 or len(box._type_ahead.rows()) > 9
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box._type_ahead.is_open
    assert box.currentText() == rows[1]


def test_what_is_not_on_the_list_is_named_and_not_guessed(make):
    editor = make(questions_of(ContactLogEntry)["channel"])
    QTest.keyClicks(editor.field, "carrier pigeon")
    assert editor.value() == ""
    assert "“carrier pigeon” is not on the list" in editor.not_understood()
    again = make(questions_of(ContactLogEntry)["channel"])
    again.show_draft(editor.draft())
    assert again.field.currentText() == "carrier pigeon"


def test_chips_are_taken_away_with_backspace(make):
    editor = make(questions_of(ContactLogEntry)["with_person_ids"])
    assert isinstance(editor, ReferencesEditor)
    editor.show_value(["ros", "sw"])
    QTest.keyClick(editor.field.line, Qt.Key.Key_Backspace)
    assert editor.value() == ["ros"]


def test_boxes_to_tick_stand_in_as_many_columns_as_fit(make):
    editor = make(questions_of(Hearing)["needs_booked"])
    assert isinstance(editor, TicksEditor)
    wide = {box.x() for box in editor._boxes.values()}
    editor.resize(220, 400)
    QTest.qWait(10)
    narrow = {box.x() for box in editor._boxes.values()}
    assert len(wide) > len(narrow) == 1


def test_days_of_chasing_are_typed_as_dates_and_kept_as_iso_text(make):
    spec = questions_of(questions_of(MbuApplication)["reports"].row)["chased"]
    editor = make(spec, make_cell)
    assert isinstance(editor, DateLinesEditor)
    editor.show_value(["2026-10-12"])
    assert editor.fields()[0].text() == "12 Oct 2026"
    QTest.keyClick(editor.fields()[0], Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "16/11")
    assert editor.value() == ["2026-10-12", "2026-11-16"]


def test_the_wheel_does_not_change_an_answer_on_the_way(make, qtbot):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    editor = make(questions_of(ContactLogEntry)["channel"])
    editor.show_value("phone")
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor.field, turned)
    assert editor.value() == "phone"


def test_a_long_text_grows_and_tab_leaves_it(make):
    editor = make(questions_of(ContactLogEntry)["her_words"])
    before = editor.field.height()
    editor.field.setPlainText("\n".join("line" for _ in range(12)))
    assert editor.field.height() > before + 6 * editor.field.fontMetrics().lineSpacing()


def test_widgets_wrap_like_words_and_hidden_ones_take_no_room(qtbot):
    home = QWidget()
    qtbot.addWidget(home)
    flow = FlowLayout(home, 10, 5)
    boxes = [QWidget(home) for _ in range(4)]
    for box in boxes:
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    assert flow.heightForWidth(430) == 20
    assert flow.heightForWidth(220) == 45
    assert flow.heightForWidth(100) == 95
    boxes[3].hide()
    assert flow.heightForWidth(320) == 20
    full_width(boxes[0])
    assert flow.heightForWidth(430) == 45


def test_someone_new_is_added_from_the_field_and_picked(session: Session, qtbot):
    mother = Person(id="m", mother_id="m", kind="mother", first_names="Carys")
    session.vault.save(mother)
    from tac_desktop.ui.record_form import RecordForm

    form = RecordForm(session, ContactLogEntry, "m", None)
    qtbot.addWidget(form)
    form.resize(1200, 640)
    form.show()
    assert QTest.qWaitForWindowActive(form)
    form.body.go_to("with_person_ids")
    line = QApplication.focusWidget()
    QTest.keyClicks(line, "Naomi Bright")

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewPartyDialog)
        assert dialog.body.boxes["last_name"].editor.value() == "Bright"
        dialog.body.boxes["role"].editor.show_value("child_social_worker")
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    QTimer.singleShot(50, form, fill)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    (naomi,) = [entry.record for entry in session.vault.entries("person", "")]
    assert (naomi.first_names, naomi.role) == ("Naomi", "child_social_worker")
    assert form.body.boxes["with_person_ids"].editor.value() == [naomi.id]


def test_the_address_book_stands_behind_the_people_of_the_file(session: Session):
    session.vault.save_all(
        [
            Person(id="m", mother_id="m", kind="mother", first_names="Carys", known_as="Caz"),
            Person(id="c", mother_id="m", kind="child", first_names="Ifan", date_of_birth="2020"),
            Person(id="x", mother_id="x", kind="mother", first_names="Of another file"),
            Organisation(id="la", name="Marlcester"),
            Person(
                id="p",
                kind="professional",
                first_names="Ann",
                role="child_social_worker",
                organisation_id="la",
            ),
        ]
    )
    found = Candidates(session, session.vault.case_file("m")).listed("person")
    assert [one.id for one in found] == ["m", "c", "p"]
    assert found[0].detail == "“Caz”, the mother"
    assert found[2].detail == "Child's social worker, Marlcester"


def test_fields_grow_with_the_size_of_the_text(make):
    spec = questions_of(ContactLogEntry)["date"]
    before = make(spec).field.width()
    theme.apply("light", 200)
    assert make(spec).field.width() == 2 * before
