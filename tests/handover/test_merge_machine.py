"""One file in three vaults: edited, struck, handed over, read, locked, restored in any order.

The model and every step are `hardship/merge_world.py`; `tasks.py hardship --scenario merge` does
the same with hundreds of longer stories.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from hardship import merge
from hardship.merge_world import STEPS, Disagreement, World
from tac_desktop.storage import merge as merging
from tac_desktop.storage.vault import Vault

PLACES = st.integers(0, 2)
WHICH = st.integers(0, 5)
WORDS = st.sampled_from(["", "a", "bc", "def", "Tŷ Ŵyn"])
KINDS = {"place": PLACES, "which": WHICH, "text": WORDS}


class OneFileInSeveralVaults(RuleBasedStateMachine):
    """Every step checks the vault against the dictionary; the end brings all together."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tac-merge-"))
        self.world = World(self.folder / "world")

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.world.bring_together()
        finally:
            self.world.close()
            shutil.rmtree(self.folder, ignore_errors=True)


def _as_rule(name: str) -> Any:
    step, kinds = STEPS[name]
    names = [f"{kind}_{number}" for number, kind in enumerate(kinds)]

    def taken(self: OneFileInSeveralVaults, **answers: Any) -> None:
        step(self.world, *(answers[one] for one in names))

    taken.__name__ = name
    given = {one: KINDS[kind] for one, kind in zip(names, kinds, strict=True)}
    return rule(**given)(taken)


for _name in (*STEPS, "edit", "hand_over", "settle"):
    _number = 0
    while hasattr(OneFileInSeveralVaults, f"{_name}_{_number}"):
        _number += 1
    setattr(OneFileInSeveralVaults, f"{_name}_{_number}", _as_rule(_name))

TestOneFileInSeveralVaults = OneFileInSeveralVaults.TestCase
TestOneFileInSeveralVaults.settings = settings(
    max_examples=3,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_the_harness_runs_stories_and_finds_forks(tmp_path: Path):
    figures = merge.run(rounds=1, seconds=60, seed=3, folder=tmp_path, say=print)
    assert figures.kept, figures.failures
    assert "handed over" in figures.tried


# --- the model has teeth --------------------------------------------------------------------------


def lived(folder: Path, seed: int) -> None:
    world = World(folder / "w")
    try:
        merge._live(world, random.Random(seed), {"steps": 0})
        world.bring_together()
    finally:
        world.close()


def test_a_revision_that_is_lost_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    whole = merging.insert_revisions

    def forgetful(database: Any, bound: Any) -> None:
        whole(database, [one for one in bound if one[0].reason != "correction"])

    monkeypatch.setattr(merging, "insert_revisions", forgetful)
    with pytest.raises((Disagreement, AssertionError, IndexError)):
        lived(tmp_path, 1)


def test_a_fork_that_any_save_would_settle_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from tac_desktop.storage import projection

    def all_heads(vault: Vault, records: Any, **how: Any) -> Any:
        with vault._writing() as database:
            from tac_desktop.storage.saving import save_records

            saved = []
            for one in records:
                _shown, heads = projection.shown_and_heads(database, one.id)
                saved += save_records(database, vault._journal, [one], follows=heads, **how)
        return saved

    monkeypatch.setattr(Vault, "save_all", all_heads)
    with pytest.raises(Disagreement, match="does not follow"):
        lived(tmp_path, 1)
