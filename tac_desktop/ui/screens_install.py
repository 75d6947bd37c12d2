"""Pictures of what prison IT and she see of installing: the check of the PC, and an upgrade."""

from __future__ import annotations

from functools import partial

from tac_desktop import __version__
from tac_desktop.ui import work
from tac_desktop.ui.check_dialog import CheckDialog
from tac_desktop.ui.screens_stage import Stage
from tac_desktop.ui.upgrade_dialog import UpgradeDialog
from tac_desktop.upgrades import install
from tac_desktop.upgrades.package import FOLDER, Header

_NOTES = (
    "Contact plans can be copied from one child to another.\n"
    "The vault is brought up to date when it is next opened; older versions cannot open it then."
)


def take_install(stage: Stage) -> None:
    """The scenes of this module."""
    stage.scene("16-check-of-the-pc", partial(_check, stage))
    stage.scene("16-upgrade", partial(_upgrade, stage))


def _check(stage: Stage) -> None:
    dialog = CheckDialog(stage.window(stage.session()))
    dialog.show()
    stage.settle(lambda: not work.is_running())
    stage.take(dialog, "16-check-of-the-pc")


def _upgrade(stage: Stage) -> None:
    session = stage.session()
    dialog = UpgradeDialog(session, stage.window(session))
    dialog.show()
    stage.take(dialog, "16-upgrade-1-nothing-chosen")
    version = f"{__version__.partition('.')[0]}.9.0"
    name = f"tac-desktop-{version}-{install.this_system()}.zip"
    size, digest, made = 63_831_139, "3f" * 32, "2026-11-22"
    system = install.this_system()
    dialog.header = Header(version, system, FOLDER, name, size, digest, made, _NOTES, 6)
    dialog._show_header(dialog.header)
    dialog.go.show()
    stage.take(dialog, "16-upgrade-2-signed")
    dialog._is_in_place("/home/dana/.local/share/TAC Desktop/Backups/2026-11-22 0941")
    stage.take(dialog, "16-upgrade-3-in-place")
