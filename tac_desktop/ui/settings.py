"""This computer's settings: place of the vault, theme, size of text, idle time. Never case data."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from tac_desktop import paths, policy
from tac_desktop.policy import LONGEST_IDLE, SHORTEST_IDLE
from tac_desktop.storage.errors import StorageError
from tac_desktop.storage.files import write_carefully
from tac_desktop.ui.colours import ThemeName

_MANAGED = ("idle_minutes", "backup_folder", "second_backup_folder")


@dataclass
class Settings:
    """What is remembered between starts; a damaged or missing file gives the defaults.

    What the prison's IT has set counts instead of what the user chose, which is kept for the day
    on which IT sets it no longer.
    """

    theme: str = ThemeName.SYSTEM
    text_percent: int = 100
    idle_minutes: int = 5
    vault_folder: str = ""
    backup_folder: str = ""
    second_backup_folder: str = ""
    window_width: int = 1280
    window_height: int = 720
    window_maximised: bool = False
    block_capture: bool = False
    policy_noted: str = ""
    _own: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls) -> Self:
        """The settings of this user on this computer."""
        found: dict[str, Any] = {}
        with suppress(OSError, ValueError, RecursionError):
            read = json.loads(paths.settings_file().read_text(encoding="utf-8"))
            found = read if isinstance(read, dict) else {}
        settings = cls()
        for one in fields(cls):
            value = found.get(one.name)
            usual = getattr(settings, one.name)
            if one.name != "_own" and (
                type(value) is type(usual) or (one.name == "theme" and isinstance(value, str))
            ):
                setattr(settings, one.name, value)
        settings.tidy()
        settings.follow(policy.in_force())
        return settings

    def follow(self, rules: policy.Policy) -> None:
        """Let what IT has set count."""
        for name in _MANAGED:
            value = getattr(rules, name)
            if value:
                self._own.setdefault(name, getattr(self, name))
                setattr(self, name, value)

    def is_managed(self, name: str) -> bool:
        """Whether IT has set this one, so that the user cannot."""
        return name in self._own

    def tidy(self) -> None:
        """Bring every value into the range that it is meant to have."""
        if self.theme not in set(ThemeName):
            self.theme = ThemeName.SYSTEM
        self.text_percent = min(max(self.text_percent, 80), 200)
        self.idle_minutes = min(max(self.idle_minutes, SHORTEST_IDLE), LONGEST_IDLE)

    def save(self) -> bool:
        """Write the settings; False where the computer does not let us, which loses no record."""
        self.tidy()
        path = paths.settings_file()
        kept = {**asdict(self), **self._own}
        del kept["_own"]
        content = json.dumps(kept, indent=2, ensure_ascii=False).encode("utf-8")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_carefully(path, content)
        except (StorageError, OSError):
            return False
        return True

    @property
    def folder(self) -> Path:
        """The vault that is opened at start: the one used last, else the usual place."""
        return Path(self.vault_folder) if self.vault_folder else paths.default_vault_folder()
