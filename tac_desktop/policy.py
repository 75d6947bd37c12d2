"""What the prison's IT has set for this computer: one small file, which is read at start.

The file of the computer counts before one beside the program. What stands in it cannot be changed
in the window. A file that cannot be read as a policy gives the careful values of `CAREFUL`, and
sentences that say what is wrong with it: the program starts all the same.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from tac_desktop import paths
from tac_desktop.errors import TacError
from tac_desktop.words import _

SHORTEST_IDLE, LONGEST_IDLE = 1, 30
"""Minutes without a key or a movement of the mouse after which the vault is locked."""

USUAL_IDLE = 5
SAMPLE = """{
  "idle_minutes": 5,
  "marking": "OFFICIAL-SENSITIVE",
  "backup_folder": "",
  "second_backup_folder": "",
  "removable_media": "allowed",
  "ask": "IT service desk, extension 1234"
}
"""
"""Every setting that there is; an empty text sets nothing."""

_LARGEST = 64 * 1024
_LONGEST_MARKING, _LONGEST_ASK = 60, 200


class Media(StrEnum):
    """What may be done with sticks, cards and disks that can be taken out."""

    ALLOWED = "allowed"
    READ_ONLY = "read only"
    NOT_ALLOWED = "not allowed"


@dataclass(frozen=True)
class Policy:
    """The settings of a policy; what is None or blank is left to the user."""

    file: Path | None = None
    digest: str = ""
    idle_minutes: int | None = None
    marking: str = ""
    backup_folder: str = ""
    second_backup_folder: str = ""
    removable_media: Media | None = None
    ask: str = ""
    problems: tuple[str, ...] = ()

    @property
    def lets_media_be_written(self) -> bool:
        """Whether anything may be written to a stick, card or disk that can be taken out."""
        return self.removable_media in (None, Media.ALLOWED)

    @property
    def lets_media_be_read(self) -> bool:
        """Whether a file on one may be read."""
        return self.removable_media is not Media.NOT_ALLOWED

    @property
    def whom_to_ask(self) -> str:
        """Who can change it, as the end of a sentence."""
        return self.ask or _("your prison's IT")

    def sentences(self) -> list[str]:
        """What is set, one sentence each."""
        said = []
        if self.idle_minutes is not None:
            minutes = _("1 minute") if self.idle_minutes == 1 else _("{count} minutes")
            said.append(
                _("The vault locks after {minutes} in which nobody types.").format(
                    minutes=minutes.format(count=self.idle_minutes)
                )
            )
        if self.marking:
            said.append(_("Packs are marked “{marking}”.").format(marking=self.marking))
        if self.backup_folder:
            said.append(_("Backups go to “{folder}”.").format(folder=self.backup_folder))
        if self.second_backup_folder:
            folder = self.second_backup_folder
            said.append(_("A second copy of them goes to “{folder}”.").format(folder=folder))
        if self.removable_media is not None:
            said.append(_about_media(self.removable_media))
        return said


CAREFUL = Policy(
    idle_minutes=USUAL_IDLE,
    marking="OFFICIAL-SENSITIVE",
    removable_media=Media.NOT_ALLOWED,
    problems=("",),
)
"""What counts where there is a policy and nobody can read it."""


class NotOnRemovableMedia(TacError):
    """A stick was chosen where the prison's IT lets nothing be written to one."""

    def __init__(self, folder: Path, policy: Policy) -> None:
        super().__init__(
            _on_a_stick(folder)
            + " "
            + _("The IT of this prison does not allow this program to write there."),
            _("Nothing was written."),
            _("Choose a folder on this computer, or ask {whom}.").format(whom=policy.whom_to_ask),
        )


class NotFromRemovableMedia(TacError):
    """A file on a stick was chosen where the prison's IT lets nothing be read from one."""

    def __init__(self, path: Path, policy: Policy) -> None:
        super().__init__(
            _on_a_stick(path)
            + " "
            + _("The IT of this prison does not allow this program to read from there."),
            _("Nothing was read, and nothing was changed."),
            _("Ask {whom} how the file can come onto this computer.").format(
                whom=policy.whom_to_ask
            ),
        )


class VaultOnRemovableMedia(TacError):
    """A vault lies on a stick where the prison's IT lets nothing be written to one."""

    def __init__(self, folder: Path, policy: Policy) -> None:
        super().__init__(
            _("The vault “{folder}” is on a stick, card or disk that can be taken out.").format(
                folder=folder
            )
            + " "
            + _("The IT of this prison does not allow this program to write there."),
            _("The vault is as it was."),
            _("Copy its whole folder to this computer and open it there, or ask {whom}.").format(
                whom=policy.whom_to_ask
            ),
        )


@functools.cache
def in_force() -> Policy:
    """The policy of this computer as it was when the program started; empty where there is none."""
    for file in paths.policy_files():
        try:
            file.lstat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            return _unreadable(file, error.strerror or str(error))
        return read(file)
    return Policy()


def read(file: Path) -> Policy:
    """A policy from its file; whatever it holds, this raises nothing."""
    try:
        content = file.read_bytes()
    except OSError as error:
        return _unreadable(file, error.strerror or str(error))
    if len(content) > _LARGEST:
        return _unreadable(file, _("it is larger than 64 kB"))
    policy = Policy(file=file, digest=hashlib.sha256(content).hexdigest())
    try:
        # Windows' Notepad may put a mark before the first letter.
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return replace(_unreadable(file, _reason(error)), digest=policy.digest)
    if not isinstance(found, dict):
        reason = _("it is not one list of settings in braces")
        return replace(_unreadable(file, reason), digest=policy.digest)
    return _taken(policy, found)


def _unreadable(file: Path, reason: str) -> Policy:
    words = _(
        "The policy file “{file}” cannot be understood: {reason}. Until it is put right, the "
        "careful settings count: nothing is written to sticks or read from them."
    )
    return replace(CAREFUL, file=file, problems=(words.format(file=file, reason=reason),))


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return _("line {line}, column {column}: {words}").format(
            line=error.lineno, column=error.colno, words=error.msg
        )
    return _("it is not a text in UTF-8")


def _taken(policy: Policy, found: dict[str, Any]) -> Policy:
    values: dict[str, object] = {}
    problems = []
    for name, value in found.items():
        setting = _SETTINGS.get(name)
        if setting is None:
            words = _("“{name}” is no setting of this version; it counts for nothing.")
            problems.append(words.format(name=str(name)[:60]))
            continue
        if value == "":
            continue
        understood = setting.understand(value)
        if understood is None:
            problems.append(
                _("“{name}” has to be {what}; {instead} counts instead.").format(
                    name=name, what=setting.what(), instead=setting.instead()
                )
            )
            understood = getattr(CAREFUL, name)
        values[name] = understood
    return replace(policy, problems=tuple(problems), **values)  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Setting:
    understand: Callable[[Any], object | None]
    what: Callable[[], str]
    instead: Callable[[], str]


def _minutes(value: Any) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and SHORTEST_IDLE <= value <= LONGEST_IDLE else None


def _one_line(longest: int) -> Callable[[Any], str | None]:
    def understand(value: Any) -> str | None:
        if not isinstance(value, str) or not value.strip() or len(value) > longest:
            return None
        return value.strip() if value.isprintable() else None

    return understand


def _folder(value: Any) -> str | None:
    """An absolute folder; `{user}` in it stands for the name of the account."""
    if not isinstance(value, str) or not value.isprintable():
        return None
    path = value.replace("{user}", _account())
    return path if Path(path).is_absolute() else None


def _account() -> str:
    try:
        import getpass

        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "user"


def _media(value: Any) -> Media | None:
    return Media(value) if isinstance(value, str) and value in set(Media) else None


def _about_media(allowed: Media) -> str:
    return {
        Media.ALLOWED: _("Sticks, cards and disks that can be taken out may be written to."),
        Media.READ_ONLY: _(
            "Nothing is written to sticks, cards or disks that can be taken out; files on them "
            "can be read."
        ),
        Media.NOT_ALLOWED: _(
            "Nothing is written to sticks, cards or disks that can be taken out, nor read from "
            "them."
        ),
    }[allowed]


def _on_a_stick(path: Path) -> str:
    words = _("“{folder}” is on a stick, card or disk that can be taken out.")
    return words.format(folder=path)


def _usual_place() -> str:
    return _("the usual place")


_SETTINGS = {
    "idle_minutes": _Setting(
        _minutes,
        lambda: _("a whole number from 1 to 30"),
        lambda: _("{count} minutes").format(count=USUAL_IDLE),
    ),
    "marking": _Setting(
        _one_line(_LONGEST_MARKING),
        lambda: _("one line of at most 60 letters"),
        lambda: CAREFUL.marking,
    ),
    "backup_folder": _Setting(_folder, lambda: _("a folder from the root on"), _usual_place),
    "second_backup_folder": _Setting(
        _folder, lambda: _("a folder from the root on"), lambda: _("none")
    ),
    "removable_media": _Setting(
        _media,
        lambda: _("“allowed”, “read only” or “not allowed”"),
        lambda: _("“not allowed”"),
    ),
    "ask": _Setting(
        _one_line(_LONGEST_ASK),
        lambda: _("one line of at most 200 letters"),
        lambda: _("“your prison's IT”"),
    ),
}
