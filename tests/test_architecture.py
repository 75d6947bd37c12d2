"""The program keeps the rules of its house, and each rule notices when it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import source_rules as rules

ROOT = Path(__file__).resolve().parent.parent
WINDOW = ROOT / rules.PACKAGE / "ui"
MODULES = sorted((ROOT / rules.PACKAGE).rglob("*.py"))
TEXT_ENDINGS = {
    ".cfg", ".csv", ".iss", ".json", ".lock", ".md", ".nsi", ".po", ".py", ".pyi", ".sh",
    ".svg", ".toml", ".txt", ".wxs", ".yml", ".yaml", ".ini", ".spec", ".html", ".desktop", "",
}  # fmt: skip
NOT_OURS = {"build", "dist", "__pycache__"}
HIDDEN_BUT_OURS = {".ci", ".gitignore", ".gitattributes"}

Rule = Callable[[str, str], list[str]]

EVERYWHERE: list[Rule] = [
    rules.arrows_that_run_up,
    rules.qt_outside_the_window,
    rules.imported_in_a_second_module,
    rules.network_modules,
    rules.plaintext_databases,
    rules.unfit_for_translation,
    rules.lambdas_connected,
    rules.too_long,
]

BROKEN: list[tuple[Rule, str, str]] = [
    (rules.arrows_that_run_up, "casework.dates", "from tac_desktop.storage import vault"),
    (rules.arrows_that_run_up, "casework.dates", "from tac_desktop import storage"),
    (rules.arrows_that_run_up, "storage.vault", "def f():\n    import tac_desktop.ui.theme"),
    (rules.arrows_that_run_up, "words", "import tac_desktop.casework.codes"),
    (rules.arrows_that_run_up, "novelty.thing", ""),
    (rules.arrows_that_run_up, "ui.main", "import tac_desktop.novelty"),
    (rules.arrows_that_run_up, "ui.main", "from .. import storage"),
    (rules.qt_outside_the_window, "packs.page", "from PySide6.QtCore import QDate"),
    (rules.qt_outside_the_window, "cli", "import PySide6"),
    (rules.qt_outside_the_window, "storage.vault", "import shiboken6"),
    (rules.imported_in_a_second_module, "storage.vault", "from sqlcipher3 import dbapi2"),
    (rules.imported_in_a_second_module, "handover.bundle", "import sqlcipher3.dbapi2 as db"),
    (rules.imported_in_a_second_module, "app", "import appdirs"),
    (rules.network_modules, "handover.bundle", "import socket"),
    (rules.network_modules, "handover.bundle", "from urllib import request"),
    (rules.network_modules, "handover.bundle", "import urllib.request as r"),
    (rules.network_modules, "ui.main", "from PySide6 import QtNetwork"),
    (rules.network_modules, "ui.main", "from PySide6.QtWebEngineWidgets import QWebEngineView"),
    (rules.network_modules, "ui.main", "def f():\n    from asyncio import open_connection"),
    (rules.network_modules, "ui.main", "importlib.import_module('ssl')"),
    (rules.plaintext_databases, "storage.vault", "import sqlite3"),
    (rules.unfit_for_translation, "cli", "print(_(f'{n} records'))"),
    (rules.unfit_for_translation, "cli", "print(_('%d records' % n))"),
    (rules.unfit_for_translation, "cli", "print(_('{} records'.format(n)))"),
    (rules.untranslated_words, "ui.main", "QLabel('Name', self)"),
    (rules.untranslated_words, "ui.main", "label.setText(f'{n} records')"),
    (rules.untranslated_words, "ui.main", "button.setToolTip('Lock' if open else _('Unlock'))"),
    (rules.untranslated_words, "ui.main", "tabs.addTab(page, 'Children')"),
    (rules.untranslated_words, "ui.main", "QtWidgets.QCheckBox('{} of them'.format(n))"),
    (rules.lambdas_connected, "ui.main", "button.clicked.connect(lambda: self.close())"),
    (rules.too_long, "ui.main", "pass\n" * 501),
    (rules.too_long, "ui.main", "class A:\n  def f(self):\n" + "    pass\n" * 60),
]

SOUND: list[tuple[Rule, str, str]] = [
    (rules.arrows_that_run_up, "ui.main", "from tac_desktop.storage.vault import Vault"),
    (rules.arrows_that_run_up, "storage.vault", "from tac_desktop.storage import keys"),
    (rules.arrows_that_run_up, "casework.dates", "from tac_desktop.words import _"),
    (rules.qt_outside_the_window, "ui.main", "from PySide6.QtWidgets import QLabel"),
    (rules.imported_in_a_second_module, "storage.database", "from sqlcipher3 import dbapi2"),
    (rules.network_modules, "packs.page", "from urllib.parse import quote\nimport sockets_of_doll"),
    (rules.unfit_for_translation, "cli", "_('{n} records').format(n=n)"),
    (rules.unfit_for_translation, "cli", "_('one '\n  'two')"),
    (rules.untranslated_words, "ui.main", "QLabel(_('Name'), self)\nlabel.setText('')"),
    (rules.untranslated_words, "ui.main", "label.setText(_('{n} left').format(n=3))"),
    (rules.untranslated_words, "ui.main", "widget.setObjectName('caseload')"),
    (rules.lambdas_connected, "ui.main", "button.clicked.connect(self.close)"),
    (rules.too_long, "ui.main", "pass\n" * 500),
    (rules.too_long, "ui.main", "def f():\n" + "    pass\n" * 59),
]


@pytest.mark.parametrize("rule", EVERYWHERE, ids=lambda rule: rule.__name__)
def test_the_program_keeps_the_rule(rule: Rule):
    assert complaints(rule, MODULES) == []


def test_every_word_on_the_screen_can_be_translated():
    in_the_window = [path for path in MODULES if path.parent.is_relative_to(WINDOW)]
    # What makes the pictures types invented names and texts into the fields.
    shown = [path for path in in_the_window if not path.stem.startswith("screens")]
    assert complaints(rules.untranslated_words, shown) == []


@pytest.mark.parametrize(("rule", "module", "source"), BROKEN)
def test_the_rule_notices(rule: Rule, module: str, source: str):
    assert rule(f"{rules.PACKAGE}.{module}", source)


@pytest.mark.parametrize(("rule", "module", "source"), SOUND)
def test_the_rule_allows(rule: Rule, module: str, source: str):
    assert rule(f"{rules.PACKAGE}.{module}", source) == []


def test_starting_the_program_loads_nothing_heavy():
    question = "import sys, tac_desktop.app; print(*sys.modules, sep='\\n')"
    answer = subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = answer.stdout.splitlines()
    assert "tac_desktop.app" in loaded
    assert rules.heavy_modules(loaded) == []


def test_the_locked_window_loads_no_record_type():
    """They take half a second, which is spent while the key is made."""
    question = "import sys, tac_desktop.ui.main_window; print(*sys.modules, sep='\\n')"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    answer = subprocess.run(
        [sys.executable, "-c", question],
        cwd=ROOT, capture_output=True, text=True, check=True, env=environment,
    )  # fmt: skip
    loaded = set(answer.stdout.splitlines())
    assert "tac_desktop.ui.unlock_page" in loaded
    assert loaded.isdisjoint(
        {"pydantic", "tac_desktop.casework.record", "tac_desktop.storage.vault"}
    )


def test_heavy_modules_are_noticed():
    loaded = ["sys", "reportlab", "PySide6.QtPdf", "PySide6.QtWidgets"]
    assert rules.heavy_modules(loaded) == ["PySide6.QtPdf", "reportlab"]


def test_no_text_names_the_place_where_it_was_written():
    found = []
    for path in own_text_files():
        text = path.read_text(encoding="utf-8", errors="replace")
        found += rules.words_of_the_workplace(str(path.relative_to(ROOT)), text)
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "https://" + "pypi" + ".org/simple",
        "see " + "/work" + "/main/tasks.py",
        "../" + "shared/" + "data",
        "as asked in issue" + " #2",
    ],
)
def test_names_of_the_workplace_are_noticed(text: str):
    assert rules.words_of_the_workplace("README.md", f"A line.\n{text}\n")


def test_ordinary_words_are_not_taken_for_the_workplace():
    text = "social work/probation; homework/notes; the issue is 2 days old; a shared database"
    assert rules.words_of_the_workplace("README.md", text) == []


def complaints(rule: Rule, paths: list[Path]) -> list[str]:
    """What `rule` says about all of `paths`."""
    return [
        complaint
        for path in paths
        for complaint in rule(rules.module_name(path, ROOT), path.read_text(encoding="utf-8"))
    ]


def own_text_files() -> Iterator[Path]:
    """Every text file of the project; not what is built or installed."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = {part for part in parts if part.startswith(".")} - HIDDEN_BUT_OURS
        if hidden or NOT_OURS.intersection(parts):
            continue
        if path.is_file() and path.suffix.lower() in TEXT_ENDINGS:
            yield path
