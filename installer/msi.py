#!/usr/bin/env python3
"""The Windows package for the prison's IT, per machine, from the zip that was built on Windows.

    python3 installer/msi.py dist/tac-desktop-VERSION-windows-amd64.zip --out dist

Needs Debian's `wixl`. The same zip gives the same package, byte for byte; it knows its earlier
versions and replaces them. Vaults, backups and settings are none of its files.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import struct
import subprocess
import sys
import tempfile
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

NAME = "TAC Desktop"
MAKER = "TAC Desktop"
_FAMILY = uuid.UUID("6f2d0f0e-5b0f-5f57-9f0a-3f4f6c1f7a51")
"""All versions are one product to Windows; never changed."""

_PROGRAM = "TAC Desktop.exe"
_SUMMARY = uuid.UUID("F29F85E0-4FF9-1068-AB91-08002B27B3D9").bytes_le
_SUMMARY_HEAD = 28
_CODE, _CREATED, _SAVED = 9, 12, 13
_TEXT, _DATE = 30, 64
_BETWEEN_1601_AND_1970 = 11_644_473_600


def main(words: Sequence[str] | None = None) -> int:
    """Make the package; returns the exit code for the shell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("zip", type=Path, metavar="ZIP")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    arguments = parser.parse_args(words)
    made = package(arguments.zip.resolve(), arguments.out.resolve())
    print(f"{made.stat().st_size / 1e6:8.1f} MB  {made}")
    print(f"removed with: msiexec /x {product_code(_version_of(made.with_suffix('.zip')))} /qn")
    return 0


def product_code(version: str) -> str:
    """By which Windows knows an installed version, without the file it came from."""
    return f"{{{_identifier('product', version)}}}"


def package(archive: Path, out: Path) -> Path:
    """Turn a built zip into an MSI of the same name."""
    version = _version_of(archive)
    final = out / f"{archive.stem}.msi"
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside)
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
            moment = max(entry.date_time for entry in packed.infolist())
        (program,) = folder.iterdir()
        for path in program.rglob("*"):
            os.utime(path, (_seconds(moment), _seconds(moment)))
        source = folder / "package.wxs"
        source.write_text(description(program, version), encoding="utf-8")
        command = ["wixl", "--arch", "x64", "-D", "Win64=yes", "--output", str(final), source.name]
        subprocess.run(command, cwd=folder, check=True)
    final.write_bytes(settled(final.read_bytes(), _seconds(moment)))
    return final


def settled(package: bytes, moment: float) -> bytes:
    """The package with what wixl makes up anew each time put right: its code and two dates.

    The code follows from the rest of the package: Windows takes two packages with one code for
    the same. All three stand in the summary of the package, a property set as Microsoft describes
    it ([MS-OLEPS]); wixl writes it in one piece.
    """
    content = bytearray(package)
    begin = content.find(_SUMMARY)
    if begin < 0 or content.count(_SUMMARY) != 1:
        raise SystemExit("the summary of the package was not found")
    section = begin - _SUMMARY_HEAD + struct.unpack_from("<I", content, begin + len(_SUMMARY))[0]
    _size, count = struct.unpack_from("<II", content, section)
    pairs = struct.iter_unpack("<II", content[section + 8 : section + 8 + 8 * count])
    places = {number: section + offset for number, offset in pairs}
    moments = [places[_CREATED], places[_SAVED]]
    for place in moments:
        _expect(content, place, _DATE)
        since_1601 = int((moment + _BETWEEN_1601_AND_1970) * 10_000_000)
        struct.pack_into("<Q", content, place + 4, since_1601)
    place = places[_CODE]
    _expect(content, place, _TEXT)
    length = len(_identifier("package", "any")) + 2
    code = slice(place + 8, place + 8 + length)
    if content[code][:1] + content[code][-1:] != b"{}":
        raise SystemExit("the code of the package was not found")
    content[code] = bytes(length)
    digest = hashlib.sha256(content).hexdigest()
    content[code] = f"{{{_identifier('package', digest)}}}".encode("ascii")
    return bytes(content)


def description(program: Path, version: str) -> str:
    """What is installed where, as wixl reads it."""
    components: list[str] = []
    lines = "\n".join(_folder(program, program, components))
    references = "\n".join(f"      <ComponentRef Id={quoteattr(one)}/>" for one in components)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="{_identifier("product", version)}" Name="{NAME}" Version="{version}"
           Manufacturer="{MAKER}" Language="2057" UpgradeCode="{str(_FAMILY).upper()}">
    <Package Id="{_identifier("package", version)}" InstallerVersion="500" Compressed="yes"
             InstallScope="perMachine"
             Description="Case files of a social worker placed in a women's prison"/>
    <MajorUpgrade DowngradeErrorMessage="A newer version of {NAME} is installed already."/>
    <Media Id="1" Cabinet="program.cab" EmbedCab="yes"/>
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="ProgramFiles64Folder">
        <Directory Id="INSTALLDIR" Name="{NAME}">
{lines}
        </Directory>
      </Directory>
      <Directory Id="ProgramMenuFolder">
        <Component Id="StartMenu" Guid="{_identifier("component", "start menu")}" Win64="yes">
          <Shortcut Id="StartMenuShortcut" Name="{NAME}" Target="[INSTALLDIR]{_PROGRAM}"
                    WorkingDirectory="INSTALLDIR"/>
          <RegistryValue Root="HKLM" Key="Software\\{MAKER}" Name="version" Type="string"
                         Value="{version}" KeyPath="yes"/>
        </Component>
      </Directory>
    </Directory>
    <Feature Id="Program" Level="1">
      <ComponentRef Id="StartMenu"/>
{references}
    </Feature>
  </Product>
</Wix>
"""


def _version_of(archive: Path) -> str:
    found = re.fullmatch(r"tac-desktop-([0-9]+(?:\.[0-9]+)+)-windows-(\w+)\.zip", archive.name)
    if found is None:
        raise SystemExit(f"{archive.name} is not the zip that a build makes")
    return found[1]


def _folder(program: Path, folder: Path, components: list[str]) -> Iterator[str]:
    """A folder's files, each a component of its own, and the folders in it."""
    for path in sorted(folder.iterdir()):
        inside = path.relative_to(program).as_posix()
        mark = uuid.uuid5(_FAMILY, inside).hex
        if path.is_dir():
            yield f'<Directory Id="d{mark}" Name={quoteattr(path.name)}>'
            yield from _folder(program, path, components)
            yield "</Directory>"
            continue
        components.append(f"c{mark}")
        guid, source = _identifier("file", inside), quoteattr(f"{program.name}/{inside}")
        yield f'<Component Id="c{mark}" Guid="{guid}" Win64="yes">'
        yield f'<File Id="f{mark}" Source={source} KeyPath="yes"/></Component>'


def _identifier(kind: str, what: str) -> str:
    """The same for the same thing in every build."""
    return str(uuid.uuid5(_FAMILY, f"{kind} {what}")).upper()


def _expect(content: bytearray, place: int, kind: int) -> None:
    if struct.unpack_from("<I", content, place)[0] != kind:
        raise SystemExit("the summary of the package was not understood")


def _seconds(moment: tuple[int, int, int, int, int, int]) -> float:
    import calendar

    return float(calendar.timegm((*moment, 0, 0, 0)))


if __name__ == "__main__":
    sys.exit(main())
