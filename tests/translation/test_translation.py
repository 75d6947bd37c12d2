"""A made-up language, in which every sentence is turned round, reaches everything people read."""

import datetime as dt

import pytest
from babel.messages.mofile import write_mo

from tac_desktop import paths, words
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import age_in_words, written
from tac_desktop.casework.questions import questions_of
from tac_desktop.casework.record import record_types
from tac_desktop.errors import Cancelled
from tac_desktop.storage.errors import WrongPassphrase
from tests.translation.catalogue import catalogue


@pytest.fixture(scope="module")
def made_up_language(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locale")
    messages = catalogue()
    for message in messages:
        if message.id:
            message.string = f"«{message.id}»"
    file = folder / "qx" / "LC_MESSAGES" / "tac_desktop.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as out:
        write_mo(out, messages)
    return folder


@pytest.fixture(autouse=True)
def in_the_made_up_language(made_up_language, monkeypatch):
    monkeypatch.setattr(paths, "resource", lambda name: made_up_language)
    words.use_language("qx")
    yield
    words.use_language("no such language")


@pytest.mark.parametrize("cls", record_types(), ids=lambda cls: cls.type_name)
def test_every_question_heading_and_choice_of_a_form_can_be_translated(cls):
    assert cls.type_title().startswith("«")
    assert all(section.title.startswith("«") for section in cls.layout)
    for spec in questions_of(cls).values():
        assert spec.label.startswith("«")
        assert not spec.hint or spec.hint.startswith("«")
        if spec.codes:
            assert all(code.label.startswith("«") for code in code_list(spec.codes).codes)


def test_errors_readers_dates_and_ages_can_be_translated():
    assert Cancelled().what_happened.startswith("«")
    assert WrongPassphrase().what_happened.startswith("«")
    assert AudienceKind.COURT.label.startswith("«")
    assert "«Nov»" in written(dt.date(2026, 11, 16))
    assert age_in_words("2026-11-10", dt.date(2026, 11, 16)) == "«6 days»"


def test_english_is_shown_where_a_language_has_no_catalogue():
    words.use_language("zz")
    assert Cancelled().what_happened == "Stopped."
