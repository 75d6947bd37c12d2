"""What IT says of sticks is asked wherever a file is written or read that a person chose.

A rule finds modules that touch files and stand in no list; each way that is known is then tried,
with a policy in force and a folder that counts as a stick.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tac_desktop import cli, policy
from tac_desktop.storage import drives
from tac_desktop.storage.backups import backups_in
from tac_desktop.storage.passphrases import TRAINING_PASSPHRASE
from tac_desktop.storage.training_vault import make_empty_training_vault
from tests import source_rules as rules

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / rules.PACKAGE).rglob("*.py"))

ASKING = {
    "is_allowed", "is_forbidden", "may_be_read", "place_verified", "refuse_place",
    "refuse_reading", "refuse_removable", "refuse_vault",
}  # fmt: skip
ASKS = {
    "commands.writing",
    "handover.disk",
    "handover.fingerprint",
    "handover.read",
    "handover.receipt",
    "storage.backups",
    "storage.places",
    "storage.salvage.rescue",
    "storage.vault",
    "ui.document_files",
    "upgrades.install",
    "upgrades.package",
}
"""Each of these asks itself, before it touches the file."""

ASKED_BEFORE = {
    # Of a vault or backup: `opening.held`, `places.refuse_place`, `restore` and `make` have asked.
    "storage.attempts",
    "storage.backup_folder",
    "storage.database",
    "storage.key_change",
    "storage.key_slots",
    "storage.lock",
    "storage.log_check",
    "storage.making",
    "storage.proven_copy",
    "storage.salvage.making",
    "storage.salvage.pages",
    "storage.upgrading",
    # Below everything: whoever calls them asks.
    "storage.files",
    # The commands ask for a case file; a case that is shipped is read with the same function.
    "casework.case_format",
    # Of a version that `upgrades.install` puts in place.
    "upgrades.pointer",
    "upgrades.unpacking",
}
NOBODY_CHOOSES = {
    # Shipped with the program.
    "casework.codes",
    "casework.easy_read",
    "casework.letter_texts",
    "casework.letter_welsh",
    "commands.self_check",
    "packs.service_papers",
    "packs.tagging",
    "storage.passphrases",
    # The system's own tables, the policy, settings, nothing at all, another process.
    "commands.for_it",
    "policy",
    "storage.drives",
    "storage.mounts",
    "storage.sticks_linux",
    "ui.file_trial",
    "ui.settings",
    # For whoever develops the program.
    "casework.conversion",
}
TOUCHING = {
    "FileIO", "QFile", "QPdfWriter", "QSaveFile", "TemporaryDirectory", "copy2", "copyfile",
    "copytree", "extractall", "makedirs", "mkdir", "mkdtemp", "move", "read_bytes", "read_text",
    "setOutputFileName", "symlink_to", "write_bytes", "write_carefully", "write_text",
}  # fmt: skip
CHOOSING = {"choose_file", "choose_files", "choose_folder", "choose_new_file"}
CHOSEN_IN_THE_WINDOW = {
    # To be written: `save_outside`, `place_verified`, `Backups.make`, `save_content`.
    "ui.backup_card",
    "ui.document_export",
    "ui.handover_receipt",
    "ui.journal_page",
    "ui.recovery_steps",
    "ui.save_pdf_dialog",
    "ui.save_table_dialog",
    "ui.stick_choice",
    "ui.upgrade_dialog",
    # To be read: `read_files`, `open_handover`, `open_receipt`, `examine`.
    "ui.document_desk",
    "ui.handover_list",
    "ui.handover_question",
    "ui.rescue_page",
    # A vault: `inspect_place`, `refuse_vault`.
    "ui.setup_steps",
    "ui.unlock_page",
}
NOT_TO_PLACES = {"key replace --also-file", "policy check file"}
"""Arguments that are files and hold no case: passphrases, and a policy that is only looked at."""

_PLACES = ("FILE", "DIR", "BACKUP")


def calls(source: str) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(rules.tree_of(source)):
        if isinstance(node, ast.Call):
            yield rules.called(node), node


def touches_files(source: str) -> bool:
    """Whether a module opens, makes or copies files itself."""
    return any(name in TOUCHING or is_opening(name, node) for name, node in calls(source))


def is_opening(name: str, node: ast.Call) -> bool:
    if name not in ("open", "fdopen"):
        return False
    given = [*node.args, *(word.value for word in node.keywords)]
    modes = [one.value for one in given if isinstance(one, ast.Constant)]
    by_mode = any(isinstance(one, str) and one and set(one) <= set("rwaxbt+") for one in modes)
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    return by_mode or owner is None or (isinstance(owner, ast.Name) and owner.id in ("io", "os"))


def own_modules() -> Iterator[tuple[str, str]]:
    for path in MODULES:
        name = rules.module_name(path, ROOT).removeprefix(f"{rules.PACKAGE}.")
        # What makes the pictures is not shipped.
        if not name.startswith("ui.screens"):
            yield name, path.read_text(encoding="utf-8")


def test_every_module_that_touches_files_asks_or_is_known_not_to_need_it():
    touching = {name for name, source in own_modules() if touches_files(source)}
    known = ASKS | ASKED_BEFORE | NOBODY_CHOOSES
    assert touching - known == set(), "does it ask storage.drives before? Then list it"
    assert known - touching == set(), "touches no files any more"


def test_every_module_that_has_to_ask_asks():
    silent = [
        name
        for name, source in own_modules()
        if name in ASKS and not any(called in ASKING for called, _node in calls(source))
    ]
    assert silent == []


def test_every_place_that_is_chosen_in_the_window_is_known():
    choosing = {
        name
        for name, source in own_modules()
        if name != "ui.messages" and any(called in CHOOSING for called, _node in calls(source))
    }
    # Its own method bears the same name.
    assert choosing == CHOSEN_IN_THE_WINDOW


@pytest.mark.parametrize(
    "source",
    [
        "Path('a').write_bytes(b'')",
        "open(path)",
        "path.open('xb')",
        "path.open(mode='r+b')",
        "os.open(path, os.O_WRONLY | os.O_CREAT)",
        "os.fdopen(handle, 'wb')",
        "FileIO(path, 'x')",
        "shutil.copytree(a, b)",
    ],
)
def test_the_rule_notices_what_touches_a_file(source: str):
    assert touches_files(source)
    assert not touches_files("box.open('Averley')\nQMenu.open()\nnote.save()")


# --- each way, tried ------------------------------------------------------------------------------

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that counts as a stick, with everything below it."""
    folder = tmp_path / "stick"
    folder.mkdir()

    def on_it(path: Path) -> bool:
        return path.resolve().is_relative_to(folder.resolve())

    monkeypatch.setattr(drives, "is_removable", on_it)
    return folder


@pytest.fixture
def set_media(monkeypatch: pytest.MonkeyPatch) -> Callable[[policy.Media], None]:
    def put(allowed: policy.Media) -> None:
        rules_of_it = policy.Policy(removable_media=allowed, ask="the service desk")
        monkeypatch.setattr(policy, "in_force", lambda: rules_of_it)

    return put


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def command(*words: object, typed: str = "") -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        code = cli.main([str(word) for word in words])
        return code, capsys.readouterr().err

    return command


TYPED = ("--bundle-passphrase-file", "-")
WRITING: dict[str, tuple[str, ...]] = {
    "training": ("training", "{stick}/new", "--empty"),
    "case export": ("case", "export", "{vault}", "--mother", "Averley", "--out", "{stick}/c.json"),
    "pack": ("pack", "{vault}", "today_sheet", "--out", "{stick}/p.pdf"),
    "handover write": ("handover", "write", "{vault}", "--mother", "Averley", "--to", "{stick}"),
    "backup": ("backup", "{vault}", "--to", "{stick}"),
    "restore": ("restore", "{backups}", "--to", "{stick}/back"),
    "salvage": ("salvage", "{vault}", "--to", "{stick}/new", "--passphrase-file", "{word}"),
    "journal": ("journal", "{vault}", "--out", "{stick}/j.csv"),
    "verify": ("verify", "{stick}/vault"),
}
READING: dict[str, tuple[str, ...]] = {
    "case import": ("case", "import", "{vault}", "{stick}/case.json"),
    "handover read": ("handover", "read", "{vault}", "{stick}/h.tac", *TYPED),
    "handover check": ("handover", "check", "{stick}/h.tac", *TYPED),
    "handover fingerprint": ("handover", "fingerprint", "{stick}/h.tac"),
    "handover received": ("handover", "received", "{vault}", "--receipt", "{stick}/r.txt"),
    "restore": ("restore", "{stick}", "--to", "{here}/back"),
    "drill": ("drill", "{stick}"),
    "salvage": ("salvage", "{vault}", "--backups", "{stick}", "--passphrase-file", "{word}"),
    "salvage of it": ("salvage", "{stick}/vault", "--passphrase-file", "{word}"),
    "upgrade check": ("upgrade", "check", "{stick}/u"),
    "upgrade install": ("upgrade", "install", "{stick}/u", "{vault}", "--backup-to", "{here}"),
    "upgrade save": ("upgrade", "save", "{stick}/u", "--to", "{here}"),
}
TRIED_ELSEWHERE = {"protection dispose", "upgrade save", "upgrade install"}
"""Writing: the certificate asks with `refuse_place` as the others do; upgrades are tried below."""


@pytest.fixture
def places(tmp_path: Path, stick: Path, run: Run) -> dict[str, str]:
    """A vault with a case, its backup, both also on the stick, and files to be read there."""
    vault, here = tmp_path / "vault", tmp_path / "here"
    here.mkdir()
    make_empty_training_vault(vault, TRAINING_PASSPHRASE).vault.close()
    example = ROOT / "resources" / "example_case.json"
    assert run("case", "import", vault, example) == (0, "")
    assert run("backup", vault, "--to", here)[0] == 0
    assert run("backup", vault, "--to", stick)[0] == 0
    assert run("restore", here, "--to", stick / "vault")[0] == 0
    for name in ("case.json", "h.tac", "r.txt", "u"):
        (stick / name).write_bytes(example.read_bytes())
    word = tmp_path / "word"
    word.write_text(TRAINING_PASSPHRASE)
    named = {"vault": vault, "here": here, "backups": here, "stick": stick, "word": word}
    return {name: str(path) for name, path in named.items()}


def test_every_command_that_takes_a_file_or_folder_is_tried_here():
    known = {*WRITING, *READING, *TRIED_ELSEWHERE}
    missing = []
    for name, argument in arguments_that_are_places(cli.command_line()):
        if f"{name} {argument}" not in NOT_TO_PLACES and name not in known:
            missing.append(f"{name} {argument}")
    assert missing == []


def arguments_that_are_places(
    parser: argparse.ArgumentParser, name: str = ""
) -> Iterator[tuple[str, str]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, inner in action.choices.items():
                yield from arguments_that_are_places(inner, f"{name} {word}".strip())
        elif str(action.metavar).startswith(_PLACES) and "passphrase" not in action.dest:
            yield name, (action.option_strings or [action.dest])[0]


def test_nothing_is_written_to_a_stick_where_it_may_only_be_read(
    places: dict[str, str], stick: Path, run: Run, set_media
):
    set_media(policy.Media.READ_ONLY)
    before = contents(stick)
    for name, words in WRITING.items():
        code, said = run(*(word.format(**places) for word in words))
        assert code == 1, name
        assert "IT of this prison does not allow" in said, (name, said)
    assert contents(stick) == before
    assert run("drill", stick)[0] == 0, "reading is allowed"


def test_nothing_is_read_from_a_stick_where_none_is_allowed(
    places: dict[str, str], stick: Path, run: Run, set_media
):
    set_media(policy.Media.NOT_ALLOWED)
    for name, words in READING.items():
        code, said = run(*(word.format(**places) for word in words), typed="a word\n" * 3)
        assert code == 1, name
        assert "does not allow this program to read from there" in said, (name, said)
        assert "the service desk" in said, name
    assert list(Path(places["here"], "back").glob("*")) == []
    assert len(backups_in(Path(places["here"]))) == 1


def test_a_vault_on_a_stick_says_where_it_can_be_opened(
    places: dict[str, str], stick: Path, run: Run, set_media
):
    set_media(policy.Media.NOT_ALLOWED)
    code, said = run("verify", stick / "vault")
    assert code == 1
    assert "Copy its whole folder to this computer" in said and "the service desk" in said


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# --- which disks can be taken out -----------------------------------------------------------------


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Linux's description of a stick, an encrypted stick, a card and a disk that is built in."""
    devices = tmp_path / "devices"
    for place, removable in (
        ("pci/usb2/2-1/block/sda", "0"),
        ("pci/ata1/block/sdb", "0"),
        ("pci/ata2/block/sdc", "1"),
        ("platform/mmc_host/mmc0/block/mmcblk0", "0"),
        ("virtual/block/dm-0", "0"),
    ):
        disk = devices / place
        (disk / f"{disk.name}1").mkdir(parents=True)
        (disk / "slaves").mkdir()
        (disk / "removable").write_text(f"{removable}\n")
    layer = devices / "virtual" / "block" / "dm-0" / "slaves" / "sda1"
    layer.symlink_to(devices / "pci" / "usb2" / "2-1" / "block" / "sda" / "sda1")
    return devices


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("pci/usb2/2-1/block/sda/sda1", True),
        ("pci/usb2/2-1/block/sda", True),
        ("pci/ata1/block/sdb/sdb1", False),
        ("pci/ata2/block/sdc/sdc1", True),
        ("platform/mmc_host/mmc0/block/mmcblk0/mmcblk01", True),
        ("virtual/block/dm-0", True),
        ("nothing", False),
    ],
)
def test_sticks_cards_and_what_is_encrypted_on_them_are_told_from_disks(
    system: Path, place: str, expected: bool
):
    assert any(map(drives._can_be_taken_out, drives._below(system / place))) is expected


def test_the_disk_that_the_system_runs_from_cannot_be_taken_out(
    system: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    soldered = system / "platform/mmc_host/mmc0/block/mmcblk0"
    stick = system / "pci/usb2/2-1/block/sda"
    monkeypatch.setattr(
        drives, "_disks_of", lambda place: {stick if "stick" in str(place) else soldered}
    )
    assert not drives._is_removable_on_linux(tmp_path)
    assert drives._is_removable_on_linux(tmp_path / "stick")
