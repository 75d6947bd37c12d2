"""The encrypted container: what goes in comes out, and nothing else is ever accepted."""

from __future__ import annotations

import hashlib
import io
import json
import struct
from collections.abc import Callable
from typing import Any

import pytest

from tac_desktop.handover.container import EncryptedReader, EncryptedWriter
from tac_desktop.handover.errors import (
    HandoverCutOff,
    HandoverDamaged,
    HandoverEmpty,
    HandoverError,
    HandoverNewer,
    HandoverTooLarge,
    NotAHandover,
    WrongHandoverPassphrase,
)
from tac_desktop.handover.header import FORMAT_VERSION, HANDOVER_COST, MAGIC, read_header
from tests.handover.cases import CHEAP, PASSPHRASE, encrypted

CHUNK = 1024
FRAME = 4 + CHUNK + 16


def decrypted(file: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return b"".join(EncryptedReader(io.BytesIO(file), passphrase).chunks())


def header_of(file: bytes) -> tuple[dict[str, Any], bytes]:
    _header, start = read_header(io.BytesIO(file))
    return json.loads(start[14:-32]), start


def with_header(file: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The file with another header whose checksum fits, as somebody hostile would make it."""
    raw, start = header_of(file)
    change(raw)
    content = json.dumps(raw).encode()
    begun = struct.pack(">8sHI", MAGIC, FORMAT_VERSION, len(content)) + content
    return begun + hashlib.sha256(begun).digest() + file[len(start) :]


def frames_of(file: bytes) -> tuple[bytes, list[bytes]]:
    _raw, start = header_of(file)
    body = file[len(start) :]
    return start, [body[at : at + FRAME] for at in range(0, len(body), FRAME)]


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 5 * CHUNK + 17])
def test_what_was_written_is_read(size: int):
    content = bytes(number % 251 for number in range(size))
    assert decrypted(encrypted(content)) == content


def test_writing_in_small_portions_makes_the_same_chunks():
    out = io.BytesIO()
    writer = EncryptedWriter(out, PASSPHRASE, CHEAP, CHUNK)
    for number in range(300):
        writer.write(bytes([number % 256]) * 11)
    writer.finish()
    expected = b"".join(bytes([number % 256]) * 11 for number in range(300))
    assert decrypted(out.getvalue()) == expected
    assert [len(frame) for frame in frames_of(out.getvalue())[1]] == [FRAME] * 3 + [
        4 + 3300 - 3 * CHUNK + 16
    ]


def test_the_same_content_never_looks_the_same_twice():
    first, second = encrypted(b"same" * 500), encrypted(b"same" * 500)
    assert header_of(first)[0]["kdf"]["salt"] != header_of(second)[0]["kdf"]["salt"]
    assert frames_of(first)[1][0] != frames_of(second)[1][0]


def test_the_key_of_a_real_handover_is_dear_to_guess():
    assert HANDOVER_COST.memory_kib >= 64 * 1024
    assert HANDOVER_COST.iterations >= 3


def test_the_header_holds_what_is_documented_and_nothing_else():
    raw, _start = header_of(encrypted(b""))
    assert set(raw) == {
        "format",
        "bundle_id",
        "made_with",
        "minimum_reader",
        "cipher",
        "chunk_bytes",
        "nonce_prefix",
        "key_check",
        "kdf",
    }
    assert set(raw["kdf"]) == {"name", "memory_kib", "iterations", "lanes", "salt"}


def test_another_passphrase_does_not_open_it():
    with pytest.raises(WrongHandoverPassphrase):
        decrypted(encrypted(b"content"), PASSPHRASE.replace("walnut", "walrus"))


@pytest.mark.parametrize(
    "typed",
    [f"  {PASSPHRASE} ", PASSPHRASE.replace(" ", "   "), PASSPHRASE.title(), PASSPHRASE.upper()],
)
def test_spaces_and_capitals_of_a_dictated_passphrase_are_forgiven(typed: str):
    assert decrypted(encrypted(b"content"), typed) == b"content"


def test_keys_that_were_derived_serve_for_the_very_same_header_only():
    out = io.BytesIO()
    writer = EncryptedWriter(out, PASSPHRASE, CHEAP, CHUNK)
    writer.finish()
    mine, another = out.getvalue(), encrypted(b"")
    # The passphrase is not asked where the header is the same, and is where it is not.
    reader = EncryptedReader(io.BytesIO(mine), "not this one", writer.derived)
    assert b"".join(reader.chunks()) == b""
    with pytest.raises(WrongHandoverPassphrase):
        EncryptedReader(io.BytesIO(another), "not this one", writer.derived)
    reader = EncryptedReader(io.BytesIO(another), PASSPHRASE, writer.derived)
    assert b"".join(reader.chunks()) == b""


def test_a_passphrase_chosen_with_capitals_needs_them():
    file = encrypted(b"content", passphrase="Copper Walnut Drizzle")
    assert decrypted(file, "Copper Walnut Drizzle") == b"content"
    with pytest.raises(WrongHandoverPassphrase):
        decrypted(file, "copper walnut drizzle")


def test_an_empty_file_is_told_apart_from_a_cut_off_one():
    with pytest.raises(HandoverEmpty):
        decrypted(b"")


@pytest.mark.parametrize(
    "file",
    [b"PK\x03\x04 a zip", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"x", b"SQLite format 3\x00" * 9],
)
def test_another_kind_of_file_is_called_that(file: bytes):
    with pytest.raises(NotAHandover):
        decrypted(file)


def test_a_copy_with_changed_line_ends_is_not_opened():
    file = encrypted(b"content").replace(b"\r\n", b"\n")
    with pytest.raises(NotAHandover):
        decrypted(file)


def test_cut_off_at_any_byte_is_cut_off():
    file = encrypted(bytes(2 * CHUNK + 99))
    for length in range(1, len(file)):
        with pytest.raises(HandoverCutOff):
            decrypted(file[:length])


def test_nothing_may_follow_the_end():
    with pytest.raises(HandoverDamaged, match="added"):
        decrypted(encrypted(b"content") + b"\x00")


def test_a_second_handover_may_not_follow_the_first():
    with pytest.raises(HandoverDamaged):
        decrypted(encrypted(b"content") + encrypted(b"more"))


def test_chunks_may_not_be_swapped_repeated_left_out_or_ended_early():
    start, frames = frames_of(encrypted(bytes(range(256)) * 16))
    first, second, third, last = frames
    ended_early = struct.pack(">I", 0x80000000 | (CHUNK + 16)) + third[4:]
    for others in (
        [second, first, third, last],
        [first, first, second, third, last],
        [first, third, last],
        [second, third, last],
        [first, second, third, last, last],
        [first, second, ended_early],
        [last],
    ):
        with pytest.raises(HandoverDamaged):
            decrypted(start + b"".join(others))


def test_chunks_of_another_file_with_the_same_passphrase_do_not_fit():
    start, frames = frames_of(encrypted(bytes(2 * CHUNK)))
    _start, others = frames_of(encrypted(bytes(2 * CHUNK)))
    with pytest.raises(HandoverDamaged):
        decrypted(start + frames[0] + others[1])


def test_every_flipped_bit_is_noticed():
    file = encrypted(bytes(CHUNK + 20))
    _raw, start = header_of(file)
    places = [*range(len(start) + 8), *range(len(start) + 8, len(file), 7)]
    for place in places:
        broken = bytearray(file)
        broken[place] ^= 1 << (place % 8)
        with pytest.raises(HandoverError) as caught:
            decrypted(bytes(broken))
        assert not isinstance(caught.value, WrongHandoverPassphrase), place


def test_a_changed_header_with_a_fitting_checksum_is_noticed_by_the_chunks():
    def rename(raw: dict[str, Any]) -> None:
        raw["made_with"] = "TAC Desktop 9.9"

    with pytest.raises(HandoverDamaged):
        decrypted(with_header(encrypted(b"content"), rename))


def test_a_newer_file_is_called_newer_and_names_its_program():
    def newer(raw: dict[str, Any]) -> None:
        raw.update(minimum_reader=FORMAT_VERSION + 1, made_with="TAC Desktop 7.0", kdf="new")

    with pytest.raises(HandoverNewer, match=r"TAC Desktop 7\.0"):
        decrypted(with_header(encrypted(b"content"), newer))


@pytest.mark.parametrize(
    "asked",
    [
        {"memory_kib": 100 * 1024 * 1024},
        {"iterations": 1_000_000},
        {"lanes": 10_000},
        {"memory_kib": 1024 * 1024, "iterations": 64},
        {"memory_kib": 2**70},
    ],
)
def test_a_hostile_file_cannot_ask_for_all_memory_or_for_a_day(asked: dict[str, int]):
    def greedy(raw: dict[str, Any]) -> None:
        raw["kdf"].update(asked)

    with pytest.raises(HandoverTooLarge):
        decrypted(with_header(encrypted(b"content"), greedy))


def test_a_hostile_file_cannot_ask_for_huge_chunks():
    def greedy(raw: dict[str, Any]) -> None:
        raw["chunk_bytes"] = 2**31

    with pytest.raises(HandoverTooLarge):
        decrypted(with_header(encrypted(b"content"), greedy))


def test_a_hostile_header_length_is_refused_before_it_is_read():
    class Source(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None and 0 <= size < 100_000
            return super().read(size)

    file = struct.pack(">8sHI", MAGIC, 1, 0xFFFFFFFF) + bytes(100)
    with pytest.raises(HandoverDamaged):
        read_header(Source(file))


@pytest.mark.parametrize(
    "wrong",
    [
        {"kdf": None},
        {"kdf": {"name": "argon2id"}},
        {"chunk_bytes": "many"},
        {"chunk_bytes": True},
        {"chunk_bytes": 0},
        {"nonce_prefix": "AAAA"},
        {"nonce_prefix": "not base64!"},
        {"nonce_prefix": "é"},
        {"key_check": ""},
        {"cipher": "rot13"},
        {"minimum_reader": "1"},
    ],
)
def test_a_senseless_header_is_damage(wrong: dict[str, Any]):
    def senseless(raw: dict[str, Any]) -> None:
        raw.update(wrong)

    with pytest.raises(HandoverDamaged):
        decrypted(with_header(encrypted(b"content"), senseless))


@pytest.mark.parametrize("content", [b"[]", b"{}", b"nonsense", b"\xff\xfe", b"[" * 5000])
def test_a_header_that_is_no_header_is_damage(content: bytes):
    begun = struct.pack(">8sHI", MAGIC, 1, len(content)) + content
    with pytest.raises(HandoverDamaged):
        read_header(io.BytesIO(begun + hashlib.sha256(begun).digest()))
