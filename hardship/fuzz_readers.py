"""Everything that reads a file from elsewhere, each with samples and the way to hand one over.

A reader refuses with a declared error or reads; afterwards what it read has to be of use.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hardship.crash_steps import BUNDLE_WORDS, CHEAP, NAME, ROLE
from hardship.damage_stage import PASSPHRASE, Stage
from hardship.fuzz_mutate import bytes_of, text_of, tree_of
from tac_desktop import paths, policy
from tac_desktop.casework.case_format import case_bytes, case_from_bytes
from tac_desktop.casework.conversion import convert_file
from tac_desktop.casework.document_files import recognise
from tac_desktop.casework.training import example_case
from tac_desktop.errors import TacError
from tac_desktop.handover.bundle import read_bundle
from tac_desktop.handover.container import EncryptedReader, EncryptedWriter
from tac_desktop.handover.header import read_header
from tac_desktop.handover.manifest import counts_of
from tac_desktop.handover.receipt import make_receipt, read_receipt
from tac_desktop.storage import attempts, lock, upgrading
from tac_desktop.storage.backups import Backup
from tac_desktop.storage.canonical import canonical_json, sha256_hex
from tac_desktop.storage.case_exchange import import_case
from tac_desktop.storage.key_slots import KeyFile
from tac_desktop.storage.recovery import key_from_code, recovery_code
from tac_desktop.storage.revisions import Revision
from tac_desktop.storage.salvage.cells import Unreadable, cells_of, children_of
from tac_desktop.storage.salvage.pages import USABLE, Page, Pages
from tac_desktop.storage.vault import Vault

Read = Callable[[bytes], None]
Draw = Callable[[random.Random], bytes]


@dataclass(frozen=True)
class Reader:
    """One kind of file: how hostile ones are drawn, how they are read, how many of a hundred."""

    name: str
    draw: Draw
    read: Read
    share: int


class Readers:
    """All readers, with a vault that takes in what is accepted."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self._stage, self._folder = stage, folder
        folder.mkdir(parents=True)
        self._bundle = stage.bundle.read_bytes()
        self._lines = _lines_of(self._bundle)
        self._case = json.loads(case_bytes(example_case()))
        self.vault, _code = Vault.create(folder / "vault", NAME, ROLE, PASSPHRASE, cost=CHEAP)
        self.taken_in = 0

    def all(self) -> list[Reader]:
        """Each of them; the shares come to a hundred."""
        receipt = self._receipt()
        keys = json.loads(self._stage.closed["keys.json"])
        manifest = json.loads(self._stage.backup["backup.json"])
        settings = {
            "theme": "light", "text_percent": 120, "idle_minutes": 5, "vault_folder": "/tmp/x",
            "window_width": 1280, "window_maximised": False, "policy_noted": "",
        }  # fmt: skip
        rules = {"idle_minutes": 3, "backup_folder": "/x", "allow_sticks": False}
        note = {"count": 3, "last_at": "2026-11-22T10:00:00.000000Z", "name": "Ann",
                "computer": "pc", "since": "2026-11-22T10:00:00.000000Z", "process": 5,
                "found": 3, "at": "2026-11-22T10:00:00.000000Z"}  # fmt: skip
        code = recovery_code(self._stage.data_key).encode()
        return [
            Reader("handover: any bytes", _of_bytes(self._bundle), self._open_bundle, 8),
            Reader("handover: header", self._draw_header, _read_header, 10),
            Reader("handover: content, well encrypted", self._draw_content, self._open_bundle, 12),
            Reader("case file", self._draw_case, self._read_case, 10),
            Reader("case in another layout", self._draw_other_case, self._convert, 4),
            Reader("receipt", _of_bytes(receipt), _read_receipt, 8),
            Reader("keys", _of_keys(keys), _read_keys, 9),
            Reader("backup's list", _of_tree(manifest), self._read_manifest, 8),
            Reader("settings", _of_tree(settings), self._read_settings, 5),
            Reader("policy", _of_tree(rules), self._read_policy, 5),
            Reader("notes beside a vault", _of_tree(note), self._read_notes, 4),
            Reader("recovery code", _of_bytes(code), _read_code, 3),
            Reader("pages of a damaged vault", self._draw_page, self._read_page, 6),
            Reader("log of a damaged vault", _of_bytes(self._log()), self._read_log, 2),
            Reader("document: kind and size", _draw_document, _recognise, 6),
        ]

    def close(self) -> list[str]:
        """What is wrong with the vault that took in whatever was accepted."""
        try:
            report = self.vault.verify()
            self.vault.rebuild_projections()
        finally:
            self.vault.close()
        return [] if report.ok else list(report.sentences)

    # Handovers and cases

    def _draw_header(self, chance: random.Random) -> bytes:
        """A header whose checksum fits whatever is in it."""
        (length,) = struct.unpack_from(">I", self._bundle, 10)
        raw = json.loads(self._bundle[14 : 14 + length])
        content = text_of(tree_of(raw, chance), chance)
        fixed = self._bundle[:10] + struct.pack(">I", len(content))
        return fixed + content + hashlib.sha256(fixed + content).digest()

    def _draw_content(self, chance: random.Random) -> bytes:
        """What somebody with the passphrase could write; digests are made to fit now and then."""
        manifest, *revisions = (json.loads(line) for line in self._lines)
        chosen = chance.sample(revisions, min(len(revisions), chance.choice((1, 3, 8))))
        manifest = tree_of(manifest, chance) if chance.random() < 0.4 else manifest
        changed = [tree_of(one, chance) if chance.random() < 0.5 else one for one in chosen]
        if chance.random() < 0.8:
            manifest, changed = _made_to_fit(manifest, changed)
        lines = [text_of(manifest, chance), *(_line_of(one, chance) for one in changed)]
        content = b"\n".join(one.replace(b"\n", b" ") for one in lines) + b"\n"
        out = io.BytesIO()
        writer = EncryptedWriter(out, BUNDLE_WORDS, CHEAP, 4096)
        packed = zlib.compress(content, 1)
        writer.write(bytes_of(packed, chance) if chance.random() < 0.05 else packed)
        writer.finish()
        return self._with_bundle_id(out.getvalue(), writer.header.bundle_id, content)

    def _with_bundle_id(self, written: bytes, bundle_id: str, content: bytes) -> bytes:
        """The same, its list of contents naming the header that it got."""
        first, newline, rest = content.partition(b"\n")
        try:
            manifest = json.loads(first)
            if not isinstance(manifest, dict):
                return written
        except (ValueError, RecursionError):
            return written
        manifest["bundle_id"] = bundle_id
        out = io.BytesIO()
        writer = EncryptedWriter(out, BUNDLE_WORDS, CHEAP, 4096)
        try:
            manifest["bundle_id"] = writer.header.bundle_id
            line = json.dumps(manifest).encode()
        except (ValueError, RecursionError):
            return written
        writer.write(zlib.compress(line + newline + rest, 1))
        writer.finish()
        return out.getvalue()

    def _open_bundle(self, content: bytes) -> None:
        bundle = read_bundle(io.BytesIO(content), len(content), BUNDLE_WORDS)
        self.vault.plan_merge(bundle.revisions, bundle.files)
        self.vault.merge(bundle.revisions, source="fuzz", files=bundle.files)
        self._use(bundle.manifest.mother_id)

    def _draw_case(self, chance: random.Random) -> bytes:
        records = self._case["records"]
        first = [one for one in records if one["id"] == self._case["mother"]]
        few = {**self._case, "records": first + chance.sample(records, 6)}
        return text_of(tree_of(few, chance), chance)

    def _read_case(self, content: bytes) -> None:
        document = case_from_bytes(content)
        import_case(self.vault, document, "fuzz")
        self._use(document.mother_id)

    def _draw_other_case(self, chance: random.Random) -> bytes:
        plain = {
            "people": [
                {"id": "p1", "name": "Rhosyn Averley", "role": "mother", "born": "1990-01-02"},
                {"id": "p2", "name": "Megan Averley", "role": "child", "born": "2019-05-06"},
            ],
            "mother": {"id": "p1", "prison_number": "A1234BC"},
            "log": [{"date": "2026-11-16", "text": "We talked.", "with": "p1"}],
        }
        return text_of(tree_of(chance.choice((plain, self._small_case(chance))), chance), chance)

    def _small_case(self, chance: random.Random) -> dict[str, Any]:
        return {**self._case, "records": chance.sample(self._case["records"], 3)}

    def _convert(self, content: bytes) -> None:
        source = self._folder / "other.json"
        source.write_bytes(content)
        convert_file(source, self._folder / "converted.json")

    def _use(self, mother_id: str) -> None:
        """What was taken in can be looked at."""
        self.taken_in += 1
        if self.vault.entry(mother_id) is not None:
            self.vault.case_file(mother_id)

    # Files beside the vault

    def _read_manifest(self, content: bytes) -> None:
        folder = self._folder / "tac-backup"
        folder.mkdir(exist_ok=True)
        (folder / "backup.json").write_bytes(content)
        backup = Backup.read(folder)
        backup.made_at.isoformat()

    def _read_settings(self, content: bytes) -> None:
        from tac_desktop.ui.settings import Settings

        file = self._folder / "settings.json"
        file.write_bytes(content)
        with _instead(paths, "settings_file", _answering(file)):
            Settings.load()

    def _read_policy(self, content: bytes) -> None:
        file = self._folder / "policy.json"
        file.write_bytes(content)
        policy.read(file)

    def _read_notes(self, content: bytes) -> None:
        for name in (attempts.ATTEMPTS_FILE, lock.HOLDER_FILE, upgrading.UNDER_WAY_FILE):
            (self._folder / name).write_bytes(content)
        attempts.seconds_to_wait(self._folder)
        lock.holder_in_words(self._folder)
        upgrading._under_way(self._folder)

    # A damaged vault

    def _draw_page(self, chance: random.Random) -> bytes:
        """A page as the cipher opens it, changed: what an old or forged page could hold."""
        pages = self._pages()
        return bytes_of(chance.choice(pages), chance)

    def _pages(self) -> list[bytes]:
        if not hasattr(self, "_opened"):
            with Pages(self._stage.folder / "vault" / "vault.db", self._stage.data_key) as pages:
                found = [pages.page(number) for number in pages.numbers]
            self._opened = [one.content for one in found if one is not None]
        return self._opened

    def _read_page(self, content: bytes) -> None:
        content = (content + bytes(USABLE))[:USABLE]
        for number in (1, 2):
            page = Page(number, content, whole=True)
            children_of(page)
            for cell in cells_of(page):
                try:
                    cell.values(lambda _number, page=page: page)  # type: ignore[misc]
                except Unreadable:
                    continue

    def _log(self) -> bytes:
        return self._stage.crashed["vault.db-wal"]

    def _read_log(self, content: bytes) -> None:
        path = self._folder / "logged.db"
        if not path.exists():
            path.write_bytes(self._stage.crashed["vault.db"])
        path.with_name("logged.db-wal").write_bytes(content)
        with Pages(path, self._stage.data_key) as pages:
            for number in pages.numbers[:5]:
                pages.page(number)

    def _receipt(self) -> bytes:
        import datetime as dt

        from tac_desktop.handover.read import open_handover

        opened = open_handover(self._stage.bundle, BUNDLE_WORDS)
        made = make_receipt(opened.contents, "Gwen Sample", dt.date(2026, 11, 22))
        return made.as_text().encode()


def _lines_of(bundle: bytes) -> list[bytes]:
    reader = EncryptedReader(io.BytesIO(bundle), BUNDLE_WORDS)
    lines = zlib.decompress(b"".join(reader.chunks())).splitlines()
    return [one for one in lines if b'"part"' not in one[:200]]


def _made_to_fit(manifest: Any, revisions: list[Any]) -> tuple[Any, list[Any]]:
    """Digests and counts as an honest writer would have made them, as far as that can be done."""
    fitting, read = [], []
    for one in revisions:
        try:
            revision = Revision.from_json(one)
            body = {**one, "digest": revision.computed_digest()}
            read.append(Revision.from_json(body))
            fitting.append(body)
        except (TacError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
            fitting.append(one)
    if isinstance(manifest, dict):
        digest = hashlib.sha256()
        for one in fitting:
            try:
                digest.update(canonical_json(one) + b"\n")
            except (ValueError, RecursionError):
                return manifest, fitting
        counts = [
            {"record_type": one.record_type, "records": one.records, "revisions": one.revisions}
            for one in counts_of(read)
        ]
        manifest = {**manifest, "revisions_sha256": digest.hexdigest(), "counts": counts}
        manifest["files"] = []
    return manifest, fitting


def _line_of(revision: Any, chance: random.Random) -> bytes:
    try:
        return canonical_json(revision)
    except (ValueError, RecursionError):
        return text_of(revision, chance)


def _of_bytes(sample: bytes) -> Draw:
    def drawn(chance: random.Random) -> bytes:
        return bytes_of(sample, chance)

    return drawn


def _of_tree(sample: dict[str, Any]) -> Draw:
    def drawn(chance: random.Random) -> bytes:
        return text_of(tree_of(sample, chance), chance)

    return drawn


def _of_keys(sample: dict[str, Any]) -> Draw:
    """keys.json whose checksum fits whatever is in it."""

    def drawn(chance: random.Random) -> bytes:
        changed = tree_of(sample, chance)
        if isinstance(changed, dict) and chance.random() < 0.8:
            changed.pop("checksum", None)
            with suppress(ValueError, RecursionError):
                changed["checksum"] = sha256_hex(canonical_json(changed))
        return text_of(changed, chance)

    return drawn


def _draw_document(chance: random.Random) -> bytes:
    from hardship.fuzz_files import drawn

    return drawn(chance)


def _recognise(content: bytes) -> None:
    recognise(content)


def _read_header(content: bytes) -> None:
    read_header(io.BytesIO(content))


def _read_receipt(content: bytes) -> None:
    read_receipt(content).as_text()


def _read_keys(content: bytes) -> None:
    keys = KeyFile.from_bytes(content)
    for one in keys.slots:
        if one.cost.memory_kib <= 64 * 1024 and one.cost.iterations <= 3:
            keys.unlock("not these words at all", one.slot_id)


def _read_code(content: bytes) -> None:
    key_from_code(content.decode("utf-8", errors="replace"))


@contextmanager
def _instead(module: Any, name: str, answer: Any) -> Iterator[None]:
    real = vars(module)[name]
    vars(module)[name] = answer
    try:
        yield
    finally:
        vars(module)[name] = real


def _answering(file: Path) -> Callable[[], Path]:
    def answer() -> Path:
        return file

    return answer
