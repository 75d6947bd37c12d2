"""Files that a command writes outside the vault: whole, readable for their owner, read back."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from tac_desktop.errors import NotUnderstood
from tac_desktop.storage import drives
from tac_desktop.storage.errors import DiskTrouble
from tac_desktop.storage.files import write_carefully
from tac_desktop.words import _


def refuse_place(path: Path, vault_folder: Path) -> None:
    """Nothing that is not encrypted belongs among the vault's own files, nor over a folder.

    Raises:
        NotUnderstood, NotOnRemovableMedia: with the reason.
    """
    if path.is_dir():
        raise NotUnderstood(_("“{path}” is a folder; give the name of a file.").format(path=path))
    drives.refuse_removable(path.parent)
    with suppress(OSError):
        if path.parent.resolve().is_relative_to(vault_folder.resolve()):
            raise NotUnderstood(
                _("A file in the vault's own folder would look protected and is not."),
                (_("Choose another folder."),),
            )


def write_outside(path: Path, content: bytes) -> None:
    """Write a file and compare what was written.

    Raises:
        DiskFull, ReadOnlyPlace, PlaceMissing, DiskTrouble: for what each says.
    """
    write_carefully(path, content)
    if path.read_bytes() != content:
        raise DiskTrouble(path.name)


def warn(sentence: str) -> None:
    """Say something that matters where it does not mix with the command's output."""
    print(sentence, file=sys.stderr)


def plaintext_warning(path: Path) -> None:
    """What has to be known of a file that anyone can read."""
    warn(
        _(
            "Warning: “{path}” is not encrypted. Whoever has the file can read it. Delete it when "
            "it is no longer needed."
        ).format(path=path)
    )
