"""Puts a new version beside the one in use, tries it, and only then lets it start from now on.

At every moment the program in use can be started: the new one grows in a folder that nothing names.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from tac_desktop import __version__, paths
from tac_desktop.storage import drives
from tac_desktop.upgrades.errors import NotForHere, NotInstalled
from tac_desktop.upgrades.package import FOLDER, Header, Progress, content_of, numbers_of
from tac_desktop.upgrades.pointer import ORIGIN_FILE, POINTER_FILE, Pointer, State, home_of
from tac_desktop.upgrades.unpacking import unpack
from tac_desktop.words import _

ASIDE = ".tac-desktop-upgrade.part"
_PATIENCE = 120


class Installation(StrEnum):
    """Who can put a new version in place."""

    SOURCE = "source"
    FOLDER = "folder"
    MACHINE = "machine"


def installation() -> Installation:
    """How this copy of the program is installed: in a folder that its user may change, or not."""
    if not getattr(sys, "frozen", False):
        return Installation.SOURCE
    home = home_of(paths.program_folder())
    may_change = _can_write(home) and _can_write(home.parent)
    return Installation.FOLDER if may_change else Installation.MACHINE


def refuse_unfit(header: Header, system: str, version: str = __version__) -> None:
    """Raise NotForHere where a file is for another system, or brings nothing new."""
    if header.system != system:
        raise NotForHere(
            _("The file is for {theirs}; this computer is {ours}.").format(
                theirs=header.system, ours=system
            ),
            _("Ask for the file for this computer."),
        )
    if header.numbers <= numbers_of(version):
        words = _("The file brings version {theirs}; this is version {ours} already.")
        raise NotForHere(words.format(theirs=header.version, ours=version))


def refuse_unless_own_folder(header: Header) -> None:
    """Raise NotForHere where its user cannot replace this copy of the program."""
    how = installation()
    if how is Installation.SOURCE:
        raise NotForHere(_("This copy of the program runs from its source and is not upgraded."))
    if how is Installation.MACHINE:
        raise NotForHere(
            _("This program is installed for the whole computer, and only IT can change it."),
            _("Save the checked package and give it to the prison's IT."),
        )
    if header.kind != FOLDER:
        raise NotForHere(
            _("The file holds a package that IT installs; this program lies in its own folder."),
            _("Ask for the file for a folder, or give this one to the prison's IT."),
        )


def install(file: Path, header: Header, progress: Progress, *, backup: str = "") -> Path:
    """Put the content of a verified file in place; returns the new version's folder.

    Raises:
        NotForHere, NotAnUpgrade, NotInstalled, NotOnRemovableMedia: everything is as it was then,
            as where `progress` stops the work.
    """
    refuse_unless_own_folder(header)
    current = paths.program_folder()
    home = home_of(current)
    drives.refuse_removable(home.parent)
    top = f"tac-desktop-{header.version}-{header.system}"
    aside, final = home.parent / ASIDE, home.parent / top
    try:
        shutil.rmtree(aside, ignore_errors=True)
        _remove(final)
        aside.mkdir()
        made = _unpacked(file, header, aside, top, progress)
        _write_origin(made, home)
        progress(0, 0, _("Trying whether the new version starts"))
        _refuse_unless_it_starts(made, header)
        os.replace(made, final)  # noqa: PTH105  (Path.replace says the same less plainly here)
        former = Pointer.read(home)
        Pointer(top, header.version, State.NEW, current.name, __version__, backup).write(home)
    except OSError as error:
        raise NotInstalled(
            _("The new version could not be put in place: {reason}.").format(
                reason=error.strerror or str(error)
            ),
            _("Close other copies of the program and try again, or ask the prison's IT."),
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _drop_older(home, keep={home.name, current.name, top}, former=former)
    return final


def this_system() -> str:
    """This computer, as builds are named for it."""
    return f"{platform.system().lower()}-{platform.machine().lower()}"


def save_content(file: Path, header: Header, folder: Path, progress: Progress) -> Path:
    """Take the content out of a file for IT, verified and read back; returns where it is.

    Raises:
        NotAnUpgrade: where it is not what was signed.
        NotInstalled: where it cannot be written there.
        NotOnRemovableMedia: where IT lets nothing be written there.
    """
    drives.refuse_removable(folder)
    final, part = folder / header.name, folder / f"{header.name}.part"
    try:
        with part.open("wb") as out:
            content_of(file, header, out, progress)
            out.flush()
            os.fsync(out.fileno())
        with part.open("rb") as written:
            if hashlib.file_digest(written, "sha256").hexdigest() != header.sha256:
                raise OSError(5, _("it does not read back as it was written"))
        part.replace(final)
    except OSError as error:
        reason = error.strerror or str(error)
        raise NotInstalled(
            _("The package could not be saved: {reason}.").format(reason=reason)
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return final


def about_the_backup(folder: str) -> str:
    """What to know of the vault when an older version is used again."""
    return _(
        "If the newer version has brought the vault up to date, the older one refuses it. The "
        "vault as it was before the upgrade is in “{folder}” and can be restored into a new folder."
    ).format(folder=folder)


def waiting() -> Pointer | None:
    """What was upgraded to last, seen from this program; None where nothing was."""
    return Pointer.read(home_of(paths.program_folder()))


def say_that_it_works() -> None:
    """The window of this version was painted: from now on it starts without being watched."""
    home = home_of(paths.program_folder())
    pointer = Pointer.read(home)
    if (
        pointer is not None
        and pointer.state is not State.WORKS
        and pointer.folder == paths.program_folder().name
    ):
        with suppress(OSError):
            replace(pointer, state=State.WORKS).write(home)


def go_back() -> str:
    """Let the version before start from now on; returns its number. Its folder never changed.

    Raises:
        NotInstalled: where there is none.
    """
    home = home_of(paths.program_folder())
    pointer = Pointer.read(home)
    if pointer is None or not pointer.previous or not (home.parent / pointer.previous).is_dir():
        raise NotInstalled(_("There is no version before this one on this computer."))
    try:
        if pointer.previous == home.name:
            (home / POINTER_FILE).unlink()
        else:
            replace(
                pointer,
                folder=pointer.previous,
                version=pointer.previous_version,
                state=State.WORKS,
                previous="",
                previous_version="",
            ).write(home)
    except OSError as error:
        raise NotInstalled(error.strerror or str(error)) from error
    return pointer.previous_version


def _unpacked(file: Path, header: Header, aside: Path, top: str, progress: Progress) -> Path:
    archive = aside / "content"
    with archive.open("xb") as out:
        content_of(file, header, out, progress)
    made = unpack(archive, aside, top, progress)
    archive.unlink()
    return made


def _write_origin(made: Path, home: Path) -> None:
    content = json.dumps({"home": home.name, "by": __version__})
    (made / ORIGIN_FILE).write_text(content, encoding="utf-8")


def _refuse_unless_it_starts(made: Path, header: Header) -> None:
    program = made / ("tac-desktop.exe" if sys.platform == "win32" else "tac-desktop")
    environment = {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    try:
        ended = subprocess.run(
            [str(program), "--version"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            env=environment,
            timeout=_PATIENCE,
            check=False,
        )
        said, complaint = ended.stdout.strip(), ended.stderr.strip()
    except (OSError, subprocess.SubprocessError) as error:
        said, complaint = "", str(error)
    if said != f"TAC Desktop {header.version}":
        raise NotInstalled(
            _("The new version does not start on this computer: {reason}").format(
                reason=(complaint or said or _("it says nothing"))[-300:]
            ),
            _(
                "Where application rules (AppLocker, WDAC, fapolicyd) are in force, IT has to "
                "allow the new version first, by publisher or by digest."
            ),
        )


def _drop_older(home: Path, keep: set[str], former: Pointer | None) -> None:
    """One version before the new one stays, and the one that the shortcut names."""
    if former is None:
        return
    for name in {former.previous, former.folder} - keep:
        _remove(home.parent / name, even_if_stuck=True)


def _remove(folder: Path, *, even_if_stuck: bool = False) -> None:
    """Only a folder that an upgrade made is ever removed."""
    if (folder / ORIGIN_FILE).is_file():
        shutil.rmtree(folder, ignore_errors=even_if_stuck)
    elif folder.exists() and not even_if_stuck:
        raise FileExistsError(17, _("“{folder}” is there already").format(folder=folder))


def _can_write(folder: Path) -> bool:
    from tac_desktop.storage.places import can_write

    return can_write(folder)
