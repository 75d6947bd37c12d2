"""The file that brings a new version: what it says of itself, and the proof that it is genuine.

In this order: `MAGIC`; the length of the header, four bytes, the highest first; the header, JSON in
UTF-8; an Ed25519 signature, 64 bytes, of everything before it; the content, whose length and
SHA-256 stand in the header. Nothing of the header is used before its signature was verified.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tac_desktop import paths
from tac_desktop.storage import drives
from tac_desktop.upgrades.errors import NoKey, NotAnUpgrade, NotSigned
from tac_desktop.words import _

MAGIC = b"TAC-DESKTOP-UPGRADE-1\n"
ENDING = ".tac-upgrade"
KEYS_FILE = "upgrade_keys.txt"
FOLDER, MSI, DEB = "folder", "msi", "deb"
"""What the content is: a folder to be unpacked, or a package that only IT can install."""

_LONGEST_HEADER = 64 * 1024
_LARGEST_CONTENT = 1024**3
_SIGNATURE = 64
_PIECE = 1024 * 1024
_VERSION = re.compile(r"^\d{1,4}(\.\d{1,4}){1,3}$")
_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$")

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Header:
    """What a file says of itself.

    `system` is as in the name of a build (`windows-amd64`); `name` what the content is called as a
    file; `vault_format` the newest format of vaults that the new version writes.
    """

    version: str
    system: str
    kind: str
    name: str
    size: int
    sha256: str
    made: str
    notes: str
    vault_format: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """The version, to be compared."""
        return numbers_of(self.version)


def numbers_of(version: str) -> tuple[int, ...]:
    """A version as numbers: 0.10 is newer than 0.9."""
    return tuple(int(part) for part in version.split("."))


def trusted_keys() -> list[Ed25519PublicKey]:
    """The makers' public keys, as they were built in: one line of 64 hexadecimal digits each."""
    try:
        lines = paths.resource(KEYS_FILE).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    found = (line.partition("#")[0].strip() for line in lines)
    return [Ed25519PublicKey.from_public_bytes(bytes.fromhex(one)) for one in found if one]


def read_header(file: Path, keys: Sequence[Ed25519PublicKey] | None = None) -> Header:
    """What the file brings, once its signature was verified; the content is not looked at yet.

    Raises:
        NoKey, NotAnUpgrade, NotSigned, NotFromRemovableMedia.
    """
    drives.refuse_reading(file)
    trusted = trusted_keys() if keys is None else list(keys)
    if not trusted:
        raise NoKey
    with _opened(file) as stream:
        signed, signature = _beginning(stream)
        begins_at = stream.tell()
    if not any(_is_signed(signed, signature, key) for key in trusted):
        raise NotSigned
    header = _understood(signed[len(MAGIC) + 4 :])
    if file.stat().st_size - begins_at != header.size:
        raise NotAnUpgrade(_("The file is cut off, or something was added to it."))
    return header


def content_of(file: Path, header: Header, into: BinaryIO, progress: Progress) -> None:
    """Copy the content into a file and verify it on the way.

    Raises:
        NotAnUpgrade: where it is not what was signed; what was copied must not be used then.
    """
    digest, done = hashlib.sha256(), 0
    with _opened(file) as stream:
        _beginning(stream)
        while piece := stream.read(_PIECE):
            digest.update(piece)
            done += len(piece)
            into.write(piece)
            progress(done, header.size, _("Checking the file"))
    if done != header.size or digest.hexdigest() != header.sha256:
        raise NotAnUpgrade(_("The content of the file is not what was signed."))


def write(
    file: Path,
    header: Header,
    content: Path,
    key: Ed25519PrivateKey,
) -> None:
    """Make such a file; `header` has to tell the content's size and digest truly."""
    told = json.dumps(asdict(header), sort_keys=True, ensure_ascii=False).encode("utf-8")
    signed = MAGIC + len(told).to_bytes(4, "big") + told
    with file.open("xb") as out, content.open("rb") as source:
        out.write(signed + key.sign(signed))
        while piece := source.read(_PIECE):
            out.write(piece)


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        reason = error.strerror or str(error)
        raise NotAnUpgrade(_("The file cannot be read: {reason}.").format(reason=reason)) from None


def _beginning(stream: BinaryIO) -> tuple[bytes, bytes]:
    """What is signed, and its signature; the stream then stands where the content begins."""
    magic = stream.read(len(MAGIC) + 4)
    length = int.from_bytes(magic[len(MAGIC) :], "big")
    if len(magic) != len(MAGIC) + 4 or not magic.startswith(MAGIC) or length > _LONGEST_HEADER:
        raise NotAnUpgrade(_("This file is no upgrade of this program."))
    told, signature = stream.read(length), stream.read(_SIGNATURE)
    if len(told) != length or len(signature) != _SIGNATURE:
        raise NotAnUpgrade(_("The file is cut off, or something was added to it."))
    return magic + told, signature


def _is_signed(signed: bytes, signature: bytes, key: Ed25519PublicKey) -> bool:
    try:
        key.verify(signature, signed)
    except InvalidSignature:
        return False
    return True


def _understood(told: bytes) -> Header:
    """A header that was signed; one of a later kind may have more in it than is known here."""
    try:
        found = json.loads(told)
        header = Header(**{name: found[name] for name in Header.__dataclass_fields__})
        good = (
            _VERSION.match(header.version)
            and header.kind in (FOLDER, MSI, DEB)
            and _NAME.match(header.name)
            and 0 < header.size <= _LARGEST_CONTENT
            and isinstance(header.notes + header.made + header.system + header.sha256, str)
            and header.vault_format > 0
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        good = None
    if not good:
        raise NotAnUpgrade(_("This version does not understand what the file says of itself."))
    return header
