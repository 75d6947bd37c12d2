"""The harness itself: a broken promise is never a success, and the page says what was run."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from hardship import __main__ as hardship
from hardship.figures import Figures, Rounds
from hardship.page import BEGIN, END, PAGE, renewed
from hardship.scenarios import NAMES, scenario


def quiet(_line: str) -> None:
    pass


def kept() -> Figures:
    figures = Figures("12 kills")
    figures.none_of("No record is lost", [], 340, "records")
    return figures


def broken() -> Figures:
    figures = kept()
    figures.none_of("No draft is lost", ["draft 7 is gone"], 12, "drafts")
    return figures


def test_a_promise_about_nothing_is_not_kept():
    figures = Figures()
    assert not figures.kept
    figures.none_of("No record is lost", [], 0, "records")
    assert not figures.kept


@pytest.mark.parametrize(("found", "code"), [(kept, 0), (broken, 1)])
def test_the_exit_status_says_whether_all_was_kept(found, code, tmp_path, monkeypatch, capsys):
    def run(*, rounds: int, seconds: float, seed: int, folder: Path, say: object) -> Figures:
        assert folder.is_dir() and not list(folder.iterdir())
        return found()

    one = SimpleNamespace(TITLE="Killed", ROUNDS=12, run=run)
    monkeypatch.setattr(hardship, "scenario", lambda _name: one)
    monkeypatch.setattr(hardship, "NAMES", ("crash",))
    monkeypatch.setattr(hardship, "RESULTS", tmp_path / "results")
    assert hardship.main(["--seed", "5"]) == code
    raw = json.loads((tmp_path / "results" / "crash.json").read_text(encoding="utf-8"))
    assert raw["seed"] == 5 and raw["kept"] is (code == 0)
    printed = capsys.readouterr().out
    assert "0 of 340 records" in printed
    assert ("BROKEN" in printed and "draft 7 is gone" in printed) is (code == 1)


def test_rounds_end_with_their_number_or_with_the_time():
    assert list(Rounds(3, 60, quiet)) == [0, 1, 2]
    assert list(Rounds(1_000, 0, quiet)) == [0], "once at least"


def test_the_page_has_a_place_for_every_scenario_and_keeps_its_other_words():
    page = PAGE.read_text(encoding="utf-8")
    for name in NAMES:
        assert scenario(name).TITLE and scenario(name).ROUNDS > 0
        ran = hardship.Ran(name, "Killed", 7, 200.0, broken()).as_json()
        new = renewed(page, ran)
        begin, end = BEGIN.format(name=name), END.format(name=name)
        table = new.partition(begin)[2].partition(end)[0]
        assert "| No draft is lost | 1 of 12 drafts | **broken** |" in table
        assert f"--scenario {name} --seed 7" in table
        assert new.partition(begin)[0] == page.partition(begin)[0]
        assert new.partition(end)[2] == page.partition(end)[2]
