"""A short run of the damage: the full figures are made by `tasks.py hardship`."""

from __future__ import annotations

import random
from pathlib import Path

from hardship import damage
from hardship.damage_marks import Mutation
from hardship.damage_stage import made, put


def quiet(_line: str) -> None:
    pass


def test_sixty_mutations_give_declared_errors_and_none_passes_as_whole(tmp_path: Path) -> None:
    figures = damage.run(rounds=60, seconds=60, seed=11, folder=tmp_path, say=quiet)
    assert figures.kept, figures.failures
    assert figures.tried.startswith("60 mutations")


def test_a_change_that_the_check_missed_is_a_broken_promise(tmp_path: Path) -> None:
    stage = made(tmp_path / "stage")
    found = damage.Found()
    trial = damage._Trial(stage, tmp_path / "trial", random.Random(1), found)
    other = {**stage.closed, "vault.db": stage.older["vault.db"]}
    trial.one(Mutation("vault", "another whole vault in its place", other))
    assert len(found.silent) == 1
    assert "revision" in found.silent[0]
    assert not damage._figures(found, 1).kept


def test_what_is_put_there_is_all_that_is_there(tmp_path: Path) -> None:
    put({"a": b"1"}, tmp_path / "folder")
    put({"b": b"2"}, tmp_path / "folder")
    assert [one.name for one in (tmp_path / "folder").iterdir()] == ["b"]
