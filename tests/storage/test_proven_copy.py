"""A copy counts only when it lies on the disk and reads back byte for byte."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import sys
import threading
from pathlib import Path

import pytest

from tac_desktop.errors import Cancelled
from tac_desktop.storage import proven_copy as module
from tac_desktop.storage.errors import DiskFull
from tac_desktop.storage.progress import no_progress
from tac_desktop.storage.proven_copy import CopyDiffers, gives_way, proven_copy
from tac_desktop.storage.vault import Vault

PIECE = 1000


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PIECE", PIECE)
    monkeypatch.setattr(module, "_AHEAD", 6)
    monkeypatch.setattr(module, "_BATCH", 2)


@pytest.fixture
def paths(tmp_path: Path, small_pieces: None) -> tuple[Path, Path]:
    source = tmp_path / "source"
    source.write_bytes(random.Random(1).randbytes(37 * PIECE + 123))
    return source, tmp_path / "copy"


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 6 * PIECE, 100 * PIECE + 7])
def test_a_copy_of_any_size_is_the_source_and_known_by_its_digest(
    tmp_path: Path, small_pieces: None, size: int
) -> None:
    source, copy = tmp_path / "source", tmp_path / "copy"
    source.write_bytes(random.Random(size).randbytes(size))
    told: list[tuple[int, int]] = []
    digest = proven_copy(source, copy, lambda done, total, _words: told.append((done, total)), "")
    assert copy.read_bytes() == source.read_bytes()
    assert digest == hashlib.sha256(source.read_bytes()).hexdigest()
    assert told == sorted(told)
    assert told[-1] == (size, size)
    assert copy.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("at", [0, 17 * PIECE, 37 * PIECE + 122])
def test_a_byte_that_the_disk_keeps_otherwise_is_found_wherever_it_lies(
    paths: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    source, copy = paths
    fsync = os.fsync

    def keep_otherwise(handle: int) -> None:
        fsync(handle)
        with copy.open("rb+") as file:
            file.seek(at)
            found = file.read(1)
            if found:
                file.seek(at)
                file.write(bytes([source.read_bytes()[at] ^ 1]))

    monkeypatch.setattr(os, "fsync", keep_otherwise)
    with pytest.raises(CopyDiffers):
        proven_copy(source, copy, no_progress, "")


@pytest.mark.parametrize("change", [-1, 1])
def test_a_copy_that_ends_elsewhere_is_found(
    paths: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, change: int
) -> None:
    source, copy = paths
    size = source.stat().st_size
    fsync = os.fsync

    def end_elsewhere(handle: int) -> None:
        fsync(handle)
        if copy.stat().st_size == size:
            os.truncate(copy, size + change)

    monkeypatch.setattr(os, "fsync", end_elsewhere)
    with pytest.raises(CopyDiffers):
        proven_copy(source, copy, no_progress, "")


def test_each_piece_is_made_durable_before_it_is_read_back(
    paths: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, copy = paths
    durable, compared = [0], [0]
    fsync, filled = os.fsync, module._filled

    def synced(handle: int) -> None:
        size = os.fstat(handle).st_size
        fsync(handle)
        durable.append(size)

    def read_back(file, memory) -> int:
        count = filled(file, memory)
        compared.append(compared[-1] + count)
        assert compared[-1] <= durable[-1]
        return count

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(module, "_filled", read_back)
    proven_copy(source, copy, no_progress, "")
    assert compared[-1] == durable[-1] == source.stat().st_size
    assert len(durable) > 3, "on a slow stick not all of it waits for the end"


def test_a_disk_that_is_full_only_when_it_is_made_durable_is_told(
    vault: Vault, tmp_path: Path, small_pieces: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, fsync = tmp_path / "backups", os.fsync

    def full(handle: int) -> None:
        (copy,) = place.glob(".*/vault.db")
        if os.path.samestat(os.fstat(handle), copy.stat()):
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        vault.backups.make(place)
    assert list(place.iterdir()) == []


def test_a_copy_can_be_stopped_in_the_middle_and_while_its_end_is_proven(
    paths: tuple[Path, Path],
) -> None:
    source, copy = paths
    total = source.stat().st_size
    for stop_at in (5 * PIECE, total):
        told: list[int] = []

        def stop(done: int, _total: int, _words: str, told=told, stop_at=stop_at) -> None:
            told.append(done)
            if done >= stop_at:
                raise Cancelled

        with pytest.raises(Cancelled):
            proven_copy(source, copy, stop, "")
        assert told[-1] == stop_at
        copy.unlink()


def test_what_is_done_meanwhile_finds_everything_written(paths: tuple[Path, Path]) -> None:
    source, copy = paths
    sizes: list[int] = []
    proven_copy(source, copy, no_progress, "", lambda: sizes.append(copy.stat().st_size))
    assert sizes == [source.stat().st_size]


def test_nothing_is_copied_over_a_file_that_is_there(paths: tuple[Path, Path]) -> None:
    source, copy = paths
    copy.write_bytes(b"another")
    with pytest.raises(FileExistsError):
        proven_copy(source, copy, no_progress, "")
    assert copy.read_bytes() == b"another"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere threads are not told apart so")
def test_a_thread_that_gives_way_leaves_the_others_as_they_were():
    def how_urgent() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    before, found = how_urgent(), []

    def work() -> None:
        gives_way()
        found.append(how_urgent())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found[0] > before
    assert how_urgent() == before
