"""What is loaded before the first page is on the screen, and what comes after it."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tac_desktop.casework.episode import Case
from tac_desktop.casework.work import Task
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import loading
from tests.storage.people import a_custody, a_mother

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "seven ladders under the harbour"

DRIVER = """
import sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QTimer
from tac_desktop import app
from tac_desktop.ui import loading

def look(window, page):
    if window.workspace is None:
        return
    if not window.told:
        window.told = True
        print("shown", window.workspace.shown, "pydantic" in sys.modules)
    if loading.is_done():
        print("later", "tac_desktop.ui.mother_file" in sys.modules)
        window.timer.stop()
        window.close()

def begin(window, page):
    window.told = False
    window.build_workspace = partial(window.build_workspace, page)
    window.unlock_page.field.edit.setText({passphrase!r})
    window.unlock_page.unlock()
    window.timer = QTimer(window)
    window.timer.timeout.connect(partial(look, window, page))
    window.timer.start(0)

app._PAINTED_AFTER_MS = 0
sys.exit(app.open_window(Path({folder!r}), then=partial(begin, page={page!r})))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A vault with the agendas of the day worked out, as after the first start of the day."""
    folder = tmp_path_factory.mktemp("vault") / "vault"
    vault, _code = Vault.create(
        folder, "Dana Sample", "tac_social_worker", PASSPHRASE, cost=KeyCost.for_tests()
    )
    today = dt.date.today()
    for status in ("open", "waiting"):
        mother = a_mother()
        task = Task(mother_id=mother.id, title="Ring the nursery", due=today, status="open")
        vault.save_all([mother, a_custody(mother), Case(mother_id=mother.id, status=status), task])
    vault.caseload(today)
    vault.agenda(today)
    vault.close()
    return folder


def ended(code: str, settings: Path) -> list[str]:
    """What a program says before it ends without a mistake."""
    places = {"XDG_DATA_HOME": str(settings), "LOCALAPPDATA": str(settings)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("page", ["caseload", "today"])
def test_the_first_page_comes_before_the_types_of_records_and_the_rest_after_it(
    folder, page, tmp_path
):
    code = DRIVER.format(passphrase=PASSPHRASE, folder=str(folder), page=page)
    assert ended(code, tmp_path) == [f"shown {page} False", "later True"]


def test_a_vault_opens_without_the_types_of_records(folder, tmp_path):
    code = (
        "import sys; from pathlib import Path;"
        " from tac_desktop.storage.unlocking import open_vault;"
        f" vault = open_vault(Path({str(folder)!r}), {PASSPHRASE!r});"
        " print(len(vault.journal()) > 1, 'pydantic' in sys.modules); vault.close()"
    )
    assert ended(code, tmp_path) == ["True False"]


@pytest.fixture
def begun(qtbot, monkeypatch) -> Iterator[loading._Loading]:
    """Loading of two harmless modules after the first ones, as soon as nothing else is to do."""
    monkeypatch.setattr(loading, "_NOTHING_TO_DO_MS", 20)
    monkeypatch.setattr(loading, "_WITHOUT_QT", ("tac_desktop.words",))
    monkeypatch.setattr(loading, "_PAGES", ("tac_desktop.ui.theme",))
    made = loading._Loading()
    yield made
    made.end()


def test_nothing_more_is_loaded_while_a_vault_is_being_opened(begun, qtbot):
    begun.hold()
    begun.begin()
    qtbot.wait(120)
    assert not begun.is_done
    begun.go_on()
    qtbot.waitUntil(lambda: begun.is_done)


def test_loading_ends_with_the_program_whatever_is_still_to_come(begun, qtbot):
    begun.hold()
    begun.begin()
    begun.end()
    assert begun.is_done


def test_what_draws_pages_is_loaded_while_somebody_chooses_what_to_print(tmp_path):
    code = (
        "import sys; from PySide6.QtCore import QCoreApplication, QTimer;"
        " from tac_desktop.ui import loading; app = QCoreApplication([]);"
        " before = 'reportlab' in sys.modules;"
        " loading.load_what_draws_pages(); loading.load_what_draws_pages();"
        " print(before, 'reportlab' in sys.modules); QTimer.singleShot(200, app.quit); app.exec();"
        " loading.wait_until_loaded(); print('tac_desktop.packs.page' in sys.modules)"
    )
    assert ended(code, tmp_path) == ["False False", "True"]


def test_qt_leaves_the_way_of_importing_as_it_was_and_keeps_no_source_text(tmp_path):
    code = (
        "import builtins, linecache; plain = builtins.__import__;"
        " from tac_desktop.ui import bindings; bindings.load();"
        " import PySide6.QtWidgets, tac_desktop.ui.widgets as widgets;"
        " print(builtins.__import__ is plain, widgets.__file__ in linecache.cache)"
    )
    assert ended(code, tmp_path) == ["True False"]
