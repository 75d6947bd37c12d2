"""Pictures of the work with a mother: case, closing, coming back, going, her voice, waiting."""

from __future__ import annotations

from functools import partial

from tac_desktop.ui import place_names
from tac_desktop.ui.screens_stage import Stage
from tac_desktop.ui.stroke_titles import CLOSING, DEPARTURE, REOPENING

_STROKES = ((CLOSING, "closing"), (REOPENING, "reopening"), (DEPARTURE, "she-has-gone"))


def take_episode(stage: Stage) -> None:
    """All scenes of this subject in the look that is in use."""
    stage.scene("28-case", partial(_pages, stage))
    for kind, name in _STROKES:
        stage.scene(f"28-{name}", partial(_stroke, stage, kind, name))
    stage.scene("28-our-work", partial(_our_work, stage))
    stage.scene("28-waiting", partial(_waiting, stage))


def _pages(stage: Stage) -> None:
    from tac_desktop.ui.pages.places import CASE, VOICE
    from tac_desktop.ui.screens_windows import open_file

    window = stage.window(stage.session())
    file = open_file(stage, window)
    for place, name in ((CASE, "case"), (VOICE, "voice")):
        file.show_page(place)
        stage.take(window, f"28-case-{name}")


def _stroke(stage: Stage, kind: str, name: str) -> None:
    from tac_desktop.ui.screens_windows import open_file

    window = stage.window(stage.session())
    open_file(stage, window).open_stroke(kind)
    stage.take(window, f"28-{name}")


def _our_work(stage: Stage) -> None:
    from tac_desktop.ui.service_work_page import ServiceWorkPage

    window = stage.window(stage.session())
    assert window.workspace is not None
    window.workspace.show_page(place_names.OUR_WORK)
    page = window.workspace.page(place_names.OUR_WORK)
    assert isinstance(page, ServiceWorkPage)
    for place, name in enumerate(("entries", "counts", "manager")):
        page.tabs.setCurrentIndex(place)
        stage.take(window, f"28-our-work-{name}")


def _waiting(stage: Stage) -> None:
    from tac_desktop.ui.caseload_page import CaseloadPage

    window = stage.window(stage.session())
    assert window.workspace is not None
    window.workspace.show_page(place_names.CASELOAD)
    page = window.workspace.page(place_names.CASELOAD)
    assert isinstance(page, CaseloadPage)
    page.show_waiting()
    stage.take(window, "28-waiting")
