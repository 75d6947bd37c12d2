"""Each benchmark runs on a tiny vault. How fast anything is, is not asserted here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import __main__ as bench
from benchmarks import told_in_table, vaults
from benchmarks.measuring import Figure, LeftOut, percentile

_QUICK = [name for name in bench.NAMES if name not in ("start", "peer", "handover")]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("benchmarks")


@pytest.mark.parametrize("name", _QUICK)
def test_each_benchmark_runs(name: str, cache: Path, qapp: object) -> None:
    vaults.vault_of(vaults.TINY, cache)
    found = bench.measured(name, vaults.TINY, cache, quick=True)
    figures = [one for one in found if isinstance(one, Figure)]
    assert figures
    assert all(one.seconds > 0 and one.baseline > 0 for one in figures)
    assert sorted(path.name for path in cache.iterdir()) == ["tiny"]


def test_figures_are_the_same_after_json() -> None:
    figure = Figure("save", "save an entry", "a commit", "small", 2.5, 2, 4, 3, 0.005, 0.002, 9)
    found = [figure, LeftOut("peer", "It is not installed here.")]
    assert told_in_table.from_json(json.loads(json.dumps(told_in_table.as_json(found)))) == found


def test_a_figure_that_grows_with_the_vault_misses_its_target() -> None:
    def start(size: str, seconds: float) -> Figure:
        return Figure("start", "start", "empty", size, 1, 1, 1, 1.25, seconds, 1, 9)

    growth = told_in_table.with_growth([start("small", 1.0), start("large", 1.5)])[-1]
    assert isinstance(growth, Figure)
    assert (growth.name, growth.ratio, growth.met) == ("start-growth", 1.5, False)


def test_what_was_not_measured_now_stays() -> None:
    def save(size: str, ratio: float) -> Figure:
        return Figure("save", "save", "a commit", size, ratio, 1, 9, 3, 0.1, 0.1, 9)

    earlier = [save("small", 2.0), save("large", 4.0), LeftOut("peer", "It is not there.")]
    together = told_in_table.brought_together(earlier, [save("large", 3.0)])
    figures = [one for one in together if isinstance(one, Figure)]
    assert [(one.size, one.ratio) for one in figures] == [("small", 2.0), ("large", 3.0)]
    assert len(together) == 3


def test_the_table_is_put_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("# Speed\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nRest\n")
    missed = Figure("save", "save an entry", "a commit", "small", 4, 3, 5, 3, 0.008, 0.002, 9)
    told_in_table.write_into_page([missed], page)
    text = page.read_text(encoding="utf-8")
    assert "old" not in text
    assert text.endswith("<!-- measured: end -->\nRest\n")
    assert "| save an entry | small | a commit | 4.00 (3.00 to 5.00) | 3 | **no** | 8 ms |" in text


def test_the_95th_percentile_leaves_five_in_a_hundred_above_it() -> None:
    values = [float(number) for number in range(100)]
    assert sum(one > percentile(0.95)(values) for one in values) == 4
