#!/usr/bin/env python3
"""The Windows package for the prison's IT, per machine, from the zip that was built on Windows.

    python3 installer/msi.py dist/tac-desktop-VERSION-windows-amd64.zip --out dist

Needs Debian's `wixl`. The same zip gives the same files in it, named by what they are; the package
knows its earlier versions and replaces them. Vaults, backups and settings are none of its files.
"""

from __future__ import annotations

import argparse
import os
import re
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


def main(words: Sequence[str] | None = None) -> int:
    """Make the package; returns the exit code for the shell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("zip", type=Path, metavar="ZIP")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    arguments = parser.parse_args(words)
    made = package(arguments.zip.resolve(), arguments.out.resolve())
    print(f"{made.stat().st_size / 1e6:8.1f} MB  {made}")
    return 0


def package(archive: Path, out: Path) -> Path:
    """Turn a built zip into an MSI of the same name."""
    found = re.fullmatch(r"tac-desktop-([0-9]+(?:\.[0-9]+)+)-windows-(\w+)\.zip", archive.name)
    if found is None:
        raise SystemExit(f"{archive.name} is not the zip that a build makes")
    version = found[1]
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
    return final


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


def _seconds(moment: tuple[int, int, int, int, int, int]) -> float:
    import calendar

    return float(calendar.timegm((*moment, 0, 0, 0)))


if __name__ == "__main__":
    sys.exit(main())
