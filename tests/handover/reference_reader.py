"""Reads a handover by docs/handover-format.md alone: nothing of the product is imported here.

Whoever has to read one in twenty years can begin with this file, the document, the list of words
and the package `cryptography`:

    python reference_reader.py HANDOVER.tac WORDS.txt < passphrase

It prints the check words, the manifest, how many records and files came out, and what each record
says now. Every check of the document is made; where one fails it stops with `Refused`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import struct
import sys
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

MAGIC = b"\x89TAC\r\n\x1a\n"
NEWEST = 3
PART_BYTES = 1024 * 1024
MOST_UNPACKED = 1280 * 1024 * 1024
Json = dict[str, Any]


class Refused(Exception):
    """The file does not keep a rule of the document; the words say which."""


@dataclass(frozen=True)
class Handover:
    """What a file holds, verified."""

    version: int
    manifest: Json
    revisions: list[Json]
    files: dict[str, bytes]
    sha256: str

    @property
    def is_part(self) -> bool:
        """Whether it is what one reader may have, and not a whole file."""
        return self.manifest["version"] >= 3

    def heads(self) -> dict[str, list[Json]]:
        """The revisions of each record that no other one follows, the one to show last."""
        followed = {parent for one in self.revisions for parent in one["parents"]}
        found: dict[str, list[Json]] = {}
        for one in sorted(self.revisions, key=lambda one: (one["at"], one["revision_id"])):
            if one["revision_id"] not in followed:
                found.setdefault(one["record_id"], []).append(one)
        return found

    def check_words(self, word_list: Sequence[str]) -> list[str]:
        """Six words for the whole file."""
        return words_of(self.sha256, word_list, 6)

    def receipt_words(self, day: str, word_list: Sequence[str]) -> list[str]:
        """The four words of its receipt on a day (`2026-11-22`)."""
        counts = self.manifest["counts"]
        said = [
            self.sha256,
            sum(one["records"] for one in counts),
            sum(one["revisions"] for one in counts),
            len(self.manifest.get("files", [])),
            day,
        ]
        key = bytes.fromhex(self.manifest["revisions_sha256"])
        message = b"TAC Desktop receipt 1: words\n" + canonical(said)
        return words_of(hmac.new(key, message, hashlib.sha256).hexdigest(), word_list, 4)


def read_handover(file: bytes, passphrase: str) -> Handover:
    """Everything in a file; raises Refused."""
    version, header, bound_to = _header(file)
    content = _unpacked(_decrypted(file, header, bound_to, _cipher(header, passphrase)))
    lines = content.splitlines(keepends=True)
    _must(bool(lines) and content.endswith(b"\n"), "its contents end too early")
    manifest = json.loads(lines[0])
    _must(manifest["format"] == "tac-desktop-handover-content", "it is not a handover's content")
    _must(manifest["version"] <= NEWEST, "its contents are newer")
    _must(
        manifest["version"] < 3 or header["minimum_reader"] >= 3, "a part in a whole file's header"
    )
    _must(manifest["bundle_id"] == header["bundle_id"], "its contents belong to another file")
    parsed = [(line, json.loads(line)) for line in lines[1:]]
    revisions = [one for _line, one in parsed if "file" not in one]
    bodies = [line for line, one in parsed if "file" not in one]
    parts = [one for _line, one in parsed if "file" in one]
    _must([one for _line, one in parsed] == [*revisions, *parts], "a revision stands behind files")
    _must(_sha256(b"".join(bodies)) == manifest["revisions_sha256"], "revisions do not fit")
    _check_revisions(revisions, manifest)
    return Handover(version, manifest, revisions, _files(manifest, revisions, parts), _sha256(file))


def words_of(digest: str, word_list: Sequence[str], count: int) -> list[str]:
    """Section 6 of the document."""
    number, found = int(digest, 16), []
    for _time in range(count):
        number, place = divmod(number, 7776)
        found.append(word_list[place])
    return found


def canonical(value: Any) -> bytes:
    """Sorted keys, no spaces, no NaN, UTF-8."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def _header(file: bytes) -> tuple[int, Json, bytes]:
    _must(file[:8] == MAGIC, "it is not a handover")
    _must(len(file) >= 14, "it was cut off")
    version, length = struct.unpack(">HI", file[8:14])
    _must(length <= 16_384, "its header is too long")
    end = 14 + length + 32
    _must(len(file) >= end, "it was cut off")
    _must(hashlib.sha256(file[: end - 32]).digest() == file[end - 32 : end], "damaged header")
    header = json.loads(file[14 : end - 32])
    _must(header["format"] == "tac-desktop-handover", "it is not a handover")
    _must(header["minimum_reader"] <= NEWEST, "it was made by a newer version")
    kdf = header["kdf"]
    _must(header["cipher"] == "AES-256-GCM-STREAM" and kdf["name"] == "argon2id", "unknown cipher")
    _must(kdf["memory_kib"] <= 1024 * 1024, "its key asks for too much memory")
    _must(kdf["iterations"] <= 64 and kdf["lanes"] <= 16, "its key asks for too much time")
    _must(kdf["memory_kib"] * kdf["iterations"] <= 8_388_608, "its key asks for too much time")
    _must(1024 <= header["chunk_bytes"] <= 4_194_304, "its chunks are too large")
    return version, header, file[:end]


def _cipher(header: Json, passphrase: str) -> AESGCM:
    kdf = header["kdf"]
    tidied = " ".join(unicodedata.normalize("NFKC", passphrase).split()).encode()
    key = Argon2id(
        salt=base64.b64decode(kdf["salt"]),
        length=32,
        iterations=kdf["iterations"],
        lanes=kdf["lanes"],
        memory_cost=kdf["memory_kib"],
    ).derive(tidied)
    check = HKDFExpand(SHA256(), 32, b"TAC Desktop handover 1: key check").derive(key)
    _must(hmac.compare_digest(check, base64.b64decode(header["key_check"])), "wrong passphrase")
    return AESGCM(HKDFExpand(SHA256(), 32, b"TAC Desktop handover 1: chunks").derive(key))


def _decrypted(file: bytes, header: Json, bound_to: bytes, cipher: AESGCM) -> Iterator[bytes]:
    prefix, at, number, last = base64.b64decode(header["nonce_prefix"]), len(bound_to), 0, 0
    while not last:
        _must(len(file) >= at + 4, "it was cut off")
        (word,) = struct.unpack(">I", file[at : at + 4])
        last, size = word >> 31, word & 0x7FFFFFFF
        _must(len(file) >= at + 4 + size, "it was cut off")
        nonce = prefix + struct.pack(">IB", number, last)
        try:
            content = cipher.decrypt(nonce, file[at + 4 : at + 4 + size], bound_to)
        except (InvalidTag, ValueError):
            raise Refused("something in it was changed") from None
        _must(len(content) == header["chunk_bytes"] or bool(last), "a chunk is too short")
        at, number = at + 4 + size, number + 1
        yield content
    _must(at == len(file), "something was added behind its end")


def _unpacked(chunks: Iterator[bytes]) -> bytes:
    unpacker, content = zlib.decompressobj(), b""
    for chunk in chunks:
        content += unpacker.decompress(chunk, MOST_UNPACKED - len(content) + 1)
        _must(len(content) <= MOST_UNPACKED, "it unpacks to too much")
        _must(not unpacker.unused_data, "something was added after its contents")
    _must(unpacker.eof, "its contents end too early")
    return content


def _check_revisions(revisions: list[Json], manifest: Json) -> None:
    known: dict[str, Json] = {}
    for one in revisions:
        body = {name: one[name] for name in one if name not in ("format", "digest")}
        _must(one["format"] <= 1, "a revision in it is newer")
        _must(_sha256(canonical(body)) == one["digest"], "a revision does not fit its digest")
        _must(one["revision_id"] not in known, "a revision stands in it twice")
        known[one["revision_id"]] = one
    for one in revisions:
        for parent in one["parents"]:
            _must(parent in known, "an earlier revision is missing")
            _must(known[parent]["record_id"] == one["record_id"], "it follows another record")
    counted: dict[str, tuple[set[str], int]] = {}
    for one in revisions:
        records, number = counted.get(one["record_type"], (set(), 0))
        counted[one["record_type"]] = ({*records, one["record_id"]}, number + 1)
    said = {one["record_type"]: (one["records"], one["revisions"]) for one in manifest["counts"]}
    _must(said == {key: (len(ids), number) for key, (ids, number) in counted.items()}, "counts")
    mothers = {one["mother_id"] for one in revisions}
    _must(manifest["mother_id"] in mothers, "it holds nothing of the mother that it names")


def _files(manifest: Json, revisions: list[Json], parts: list[Json]) -> dict[str, bytes]:
    meant = {one["sha256"]: one["bytes"] for one in manifest.get("files", [])}
    named = {one["content"].get("content_sha256") for one in revisions}
    found: dict[str, list[bytes]] = {}
    for one in parts:
        so_far = found.setdefault(one["file"], [])
        _must(one["file"] in meant and one["number"] == len(so_far), "a part out of its order")
        so_far.append(base64.b64decode(one["content"]))
    whole = {sha256: b"".join(pieces) for sha256, pieces in found.items()}
    _must(set(whole) == set(meant), "a file is missing")
    for sha256, content in whole.items():
        _must(_sha256(content) == sha256 and len(content) == meant[sha256], "a file is not whole")
        _must(sha256 in named, "a file of no document")
    return whole


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _must(holds: bool, words: str) -> None:
    if not holds:
        raise Refused(words)


def main(arguments: Sequence[str]) -> int:
    """Print what a file holds."""
    path, word_list = Path(arguments[0]), Path(arguments[1]).read_text(encoding="utf-8").split()
    file = path.read_bytes()
    print("Check words:", " ".join(words_of(_sha256(file), word_list, 6)))
    try:
        handover = read_handover(file, sys.stdin.readline())
    except Refused as refused:
        print("Refused:", refused)
        return 1
    print(json.dumps(handover.manifest, indent=1, ensure_ascii=False))
    for heads in handover.heads().values():
        shown, forked = heads[-1], " (forked)" if len(heads) > 1 else ""
        content = json.dumps(shown["content"], ensure_ascii=False)
        print(f"{shown['record_type']} {shown['record_id']}{forked}: {content}")
    for sha256, content in handover.files.items():
        print(f"file {sha256}: {len(content)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
