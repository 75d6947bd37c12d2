"""A file is worked on in several vaults and handed to and fro in any order; nothing gets lost."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

from hardship.figures import Figures, Rounds, Say
from hardship.merge_world import STEPS, World
from tac_desktop.errors import TacError

TITLE = "One file in several vaults"
ROUNDS = 200

_STEPS_IN_A_ROUND = 60
_OFTEN = ("edit", "edit", "edit", "hand_over", "settle")
_WORDS = ("", "a", "bc", "def", "ghij", "Tŷ Ŵyn")


def run(*, rounds: int, seconds: float, seed: int, folder: Path, say: Say) -> Figures:
    """`rounds` stories of sixty steps in three vaults, each brought together in the end."""
    counted = {"steps": 0, "handed over": 0, "forks": 0, "settled": 0, "restored": 0}
    broken: list[str] = []
    stories = Rounds(rounds, seconds, say, "stories")
    for number in stories:
        place = folder / f"story {number}"
        world = World(place)
        try:
            _live(world, random.Random(f"{seed} {number}"), counted)
            world.bring_together()
        except (AssertionError, TacError, ValueError, KeyError) as error:
            broken.append(f"story {number}: {error!r} after {'; '.join(world.steps[-6:])}")
        finally:
            world.close()
            shutil.rmtree(place, ignore_errors=True)
        counted["handed over"] += world.handed_over
        counted["forks"] += world.forks_seen
        counted["settled"] += world.forks_settled
        counted["restored"] += world.restored
    said = ", ".join(f"{count:,} {what}" for what, count in counted.items())
    figures = Figures(f"{stories.done:,} stories ({said})")
    figures.none_of(
        "No revision is lost, order and repetition change nothing, every vault shows the same",
        broken,
        stories.done,
        "stories",
    )
    figures.add(
        "Forks were made and settled, else nothing was tried",
        f"{counted['forks']:,} and {counted['settled']:,}",
        counted["forks"] > 0 and counted["settled"] > 0,
    )
    return figures


def _live(world: World, chance: random.Random, counted: dict[str, int]) -> None:
    for _step in range(_STEPS_IN_A_ROUND):
        name = chance.choice([*STEPS, *_OFTEN])
        step, kinds = STEPS[name]
        taken: list[Any] = [
            chance.choice(_WORDS) if kind == "text" else chance.randrange(6) for kind in kinds
        ]
        world.steps.append(f"{name}{tuple(taken)}")
        step(world, *taken)
        counted["steps"] += 1
