"""What Windows shows of a program file: name, version and what it is."""

from __future__ import annotations

from typing import Any

from tac_desktop import __version__


def for_windows() -> Any:
    """The version resource of both start files, for PyInstaller on Windows."""
    from PyInstaller.utils.win32.versioninfo import (  # type: ignore[import-untyped]
        FixedFileInfo,
        StringFileInfo,
        StringStruct,
        StringTable,
        VarFileInfo,
        VarStruct,
        VSVersionInfo,
    )

    words = {
        "FileDescription": "Case files of a social worker placed in a women's prison",
        "FileVersion": __version__,
        "LegalCopyright": "MIT licence; parts under their own, see licences",
        "ProductName": "TAC Desktop",
        "ProductVersion": __version__,
    }
    english_in_unicode = "080904B0"
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=four_numbers(), prodvers=four_numbers()),
        kids=[
            StringFileInfo(
                [StringTable(english_in_unicode, [StringStruct(*pair) for pair in words.items()])]
            ),
            VarFileInfo([VarStruct("Translation", [0x0809, 0x04B0])]),
        ],
    )


def four_numbers() -> tuple[int, int, int, int]:
    """The version as Windows counts: four numbers."""
    numbers = [int(part) for part in __version__.split(".")[:3]]
    major, minor, patch = (*numbers, 0, 0)[:3]
    return major, minor, patch, 0
