"""Where things are on this computer: the vault's usual place, the settings file, shipped resources.

The only module that asks the operating system for its folders (appdirs is in maintenance only;
one module makes it easy to replace). Vaults live in the local data folder, never the roaming one:
a roaming profile is copied over the network at each log-on.
"""

from __future__ import annotations

import sys
from pathlib import Path

import appdirs  # type: ignore[import-untyped]

_APPLICATION = "TAC Desktop"
_POLICY = "policy.json"


def data_folder() -> Path:
    """This user's local, non-roaming data folder for the program."""
    return Path(appdirs.user_data_dir(_APPLICATION, appauthor=False, roaming=False))


def default_vault_folder() -> Path:
    """Where a new vault is offered to be made."""
    return data_folder() / "Vault"


def training_vault_folder() -> Path:
    """Where the vault of fictional cases is kept."""
    return data_folder() / "Training vault"


def backup_folder() -> Path:
    """Where backups of the vault go on this computer, unless she chose another place."""
    return data_folder() / "Backups"


def settings_file() -> Path:
    """Window settings only (place of the vault, theme, text size). Never case data."""
    return data_folder() / "settings.json"


def program_folder() -> Path:
    """Where the built program lies; with a source checkout, the checkout."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parent.parent


def policy_files() -> tuple[Path, ...]:
    """Where the prison's IT may have put its settings: for the computer, then for one program."""
    beside = program_folder() / _POLICY
    if sys.platform == "win32":
        shared = Path(appdirs.site_data_dir(_APPLICATION, appauthor=False))
    elif sys.platform == "darwin":
        shared = Path("/Library/Application Support") / _APPLICATION
    else:
        shared = Path("/etc/tac-desktop")
    return shared / _POLICY, beside


def resource(name: str) -> Path:
    """A file or folder shipped with the program, from an installed copy or a source checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "resources"
    root = installed if installed.is_dir() else here.parent / "resources"
    return root / name
