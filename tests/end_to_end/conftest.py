"""The main job, done once for all tests that look at what came of it, in whichever worker."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.end_to_end import running
from tests.end_to_end.running import Line, Place

_PATIENCE = 280
_TRACE = "calls.txt"


@dataclass(frozen=True)
class Done:
    """What the job left behind, and what it said on its way."""

    folder: Path
    place: Place
    code: int
    lines: list[Line]
    complaint: str
    errors: str
    began: float
    traced: bool

    @property
    def summary(self) -> dict[str, Any]:
        found: dict[str, Any] = self.said("summary")[0]["summary"]
        return found

    @property
    def calls(self) -> Path:
        """The system calls that touched files or asked for sockets, where they were looked at."""
        return self.folder / _TRACE

    def said(self, what: str) -> list[Line]:
        return [line for line in self.lines if what in line]


@pytest.fixture(scope="session")
def done(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Done:
    """The main job, done in full."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder, told = shared / "the main job", shared / "the main job.json"
    with FileLock(f"{told}.lock"):
        if not told.exists():
            told.write_text(json.dumps(_do_it(folder)), encoding="utf-8")
    said = json.loads(told.read_text(encoding="utf-8"))
    world, tray, word = said.pop("place")
    return Done(folder=folder, place=Place(Path(world), Path(tray), word), **said)


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """The name of this worker of pytest-xdist; `master` where there is only one process."""
    given = getattr(request.config, "workerinput", {})
    return str(given.get("workerid", "master"))


def _do_it(folder: Path) -> dict[str, Any]:
    folder.mkdir()
    place = Place.new(folder)
    traced = running.can_trace()
    began = time.time()
    job = running.start(place, traced=folder / _TRACE if traced else None)
    code = job.finish(_PATIENCE)
    return {
        "place": (str(place.world), str(place.tray), place.word),
        "code": code,
        "lines": job.lines,
        "complaint": job.complaint,
        "errors": "".join(job.errors),
        "began": began,
        "traced": traced,
    }
