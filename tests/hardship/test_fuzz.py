"""A short run of the hostile files: the full figures are made by `tasks.py hardship`."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from hardship import fuzz, fuzz_mutate
from hardship.fuzz_readers import Reader


def quiet(_line: str) -> None:
    pass


def test_a_thousand_hostile_files_give_declared_errors_only(tmp_path: Path) -> None:
    figures = fuzz.run(rounds=1_000, seconds=120, seed=20, folder=tmp_path, say=quiet)
    assert figures.kept, figures.failures
    assert figures.tried.startswith("1,000 inputs")


def test_a_reader_that_fails_otherwise_is_a_broken_promise() -> None:
    def fails(_content: bytes) -> None:
        raise KeyError("answer")

    found = fuzz.Found()
    reader = Reader("broken", lambda _chance: b"", fails, 1)
    fuzz._try(reader, random.Random(1), 7, found)
    assert found.undeclared == ["broken 7: KeyError: 'answer'"]


def test_a_document_that_takes_its_process_with_it_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Ended:
        stdout = "begun 0\ndone 0 0.1 read\nbegun 1\n"
        returncode = -11

    answers = [Ended()]

    def run(*_a: object, **_k: object) -> Ended:
        if answers:
            return answers.pop()
        ended = Ended()
        ended.stdout, ended.returncode = "begun 2\ndone 2 0.1 refused\n", 0
        return ended

    monkeypatch.setattr(subprocess, "run", run)
    found = fuzz.Found()
    fuzz._one_process(1, 0, 3, found)
    assert found.crashed == ["document 1: ended with -11"]
    assert found.files == 3


def test_the_same_seed_draws_the_same_files() -> None:
    sample = {"a": [1, 2, {"b": "c"}], "d": "e"}
    once, again = (
        [fuzz_mutate.text_of(fuzz_mutate.tree_of(sample, chance), chance) for _time in range(30)]
        for chance in (random.Random(3), random.Random(3))
    )
    assert once == again
    assert len(set(once)) > 20
