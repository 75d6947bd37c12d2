"""Scenes of the Family tab: all its views, how people get on, and the drawing for the mother."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.ui.pages.family_drawing import GenogramView
from tac_desktop.ui.pages.family_page import (
    GENOGRAM,
    NETWORK,
    PEOPLE,
    RESPONSIBILITY,
    SIBLINGS,
    FamilyPage,
)
from tac_desktop.ui.pages.places import FAMILY

if TYPE_CHECKING:
    from tac_desktop.ui.screens_stage import Stage

_VIEWS = {
    "genogram": GENOGRAM,
    "network": NETWORK,
    "responsibility": RESPONSIBILITY,
    "siblings": SIBLINGS,
    "people": PEOPLE,
}


def take_family(stage: Stage) -> None:
    """All of them."""
    for name, place in _VIEWS.items():
        stage.scene(f"19-family-{name}", partial(_view, stage, f"19-family-{name}", place))
    stage.scene("19-family-for-the-mother", partial(_for_the_mother, stage))


def _view(stage: Stage, name: str, place: int) -> None:
    from tac_desktop.ui.screens_windows import open_file

    window = stage.window(stage.session())
    file = open_file(stage, window)
    file.show_page(FAMILY)
    assert isinstance(file.page, FamilyPage)
    file.page.view(place).take_focus()
    stage.take(window, name)


def _for_the_mother(stage: Stage) -> None:
    from tac_desktop.ui.screens_windows import open_file

    window = stage.window(stage.session())
    file = open_file(stage, window)
    file.show_page(FAMILY)
    assert isinstance(file.page, FamilyPage)
    drawn = file.page.view(GENOGRAM)
    assert isinstance(drawn, GenogramView)
    drawn.quality.setChecked(True)
    kinds = [drawn.readers.itemData(place).kind for place in range(drawn.readers.count())]
    drawn.readers.setCurrentIndex(kinds.index(AudienceKind.MOTHER))
    drawn.redraw()
    drawn.view.fit()
    stage.take(window, "19-family-for-the-mother")
