#!/usr/bin/env python3
"""Sign a new version, so that the program takes it from a stick: run with the program's own Python.

    python installer/sign_upgrade.py new-key --key /safe/place/upgrade.key
    python installer/sign_upgrade.py sign --key /safe/place/upgrade.key --notes NOTES.txt \\
        --out DIR dist/tac-desktop-VERSION-SYSTEM.zip

The key is kept outside the repository, encrypted with a passphrase that is asked for. `new-key`
prints the public half, a line for the file that `tasks.py build --upgrade-keys` builds in.
"""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402
from cryptography.hazmat.primitives.serialization import (  # noqa: E402
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from installer import archives  # noqa: E402
from tac_desktop.storage.migrations import FORMAT_VERSION  # noqa: E402
from tac_desktop.upgrades import package  # noqa: E402

_NAMES = {
    r"tac-desktop-(?P<version>[\d.]+)-(?P<system>windows-\w+)\.zip": package.FOLDER,
    r"tac-desktop-(?P<version>[\d.]+)-(?P<system>linux-\w+)\.tar\.gz": package.FOLDER,
    r"tac-desktop-(?P<version>[\d.]+)-(?P<system>windows-\w+)\.msi": package.MSI,
    r"tac-desktop_(?P<version>[\d.]+)_(?P<system>\w+)\.deb": package.DEB,
}
_DEBIAN = {"amd64": "linux-x86_64", "arm64": "linux-aarch64"}


def main(words: Sequence[str] | None = None) -> int:
    """Make a key, or sign; returns the exit code for the shell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("new-key", help="make a key and print its public half")
    one.add_argument("--key", type=Path, required=True, metavar="FILE")
    one = commands.add_parser("sign", help="make the file for the stick")
    one.add_argument("content", type=Path, metavar="FILE", help="zip, tar.gz, msi or deb")
    one.add_argument("--key", type=Path, required=True, metavar="FILE")
    one.add_argument("--notes", type=Path, required=True, metavar="FILE", help="what is new")
    one.add_argument("--out", type=Path, required=True, metavar="DIR")
    arguments = parser.parse_args(words)
    if arguments.key.resolve().is_relative_to(ROOT):
        parser.error("the key must not lie in the repository")
    if arguments.command == "new-key":
        print(new_key(arguments.key, _passphrase(twice=True)))
        return 0
    key = load_pem_private_key(arguments.key.read_bytes(), _passphrase().encode("utf-8"))
    assert isinstance(key, Ed25519PrivateKey)
    notes = arguments.notes.read_text(encoding="utf-8").strip()
    print(sign(arguments.content, key, notes, arguments.out))
    return 0


def new_key(file: Path, passphrase: str) -> str:
    """Write a new private key, readable for its owner alone; returns the public half."""
    key = Ed25519PrivateKey.generate()
    encryption = BestAvailableEncryption(passphrase.encode("utf-8"))
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
    return key.public_key().public_bytes_raw().hex()


def sign(content: Path, key: Ed25519PrivateKey, notes: str, out: Path) -> Path:
    """Make the signed file of something that was built, and read its header back."""
    header = header_of(content, notes)
    file = out / f"{content.name}{package.ENDING}"
    package.write(file, header, content, key)
    if package.read_header(file, [key.public_key()]) != header:
        raise SystemExit(f"{file} does not read back as it was written")
    return file


def header_of(content: Path, notes: str) -> package.Header:
    """What the signed file says of something that was built."""
    for pattern, kind in _NAMES.items():
        found = re.fullmatch(pattern, content.name)
        if found:
            return package.Header(
                version=found["version"],
                system=_DEBIAN.get(found["system"], found["system"]),
                kind=kind,
                name=content.name,
                size=content.stat().st_size,
                sha256=archives.digest(content),
                made=dt.datetime.now(dt.UTC).date().isoformat(),
                notes=notes,
                vault_format=FORMAT_VERSION,
            )
    raise SystemExit(f"{content.name} is nothing that a build makes")


def _passphrase(*, twice: bool = False) -> str:
    first = getpass.getpass("Passphrase of the key: ")
    if twice and (len(first) < 12 or getpass.getpass("The same again: ") != first):
        raise SystemExit("At least 12 letters, and twice the same.")
    return first


if __name__ == "__main__":
    sys.exit(main())
