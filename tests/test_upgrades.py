"""New versions from a stick: only genuine ones, and the one in use always starts."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from installer import archives, build, sign_upgrade
from installer.ingredients import Ingredient
from tac_desktop import __version__, paths
from tac_desktop.errors import Cancelled
from tac_desktop.storage.progress import no_progress
from tac_desktop.upgrades import install, package, pointer
from tac_desktop.upgrades.errors import (
    NoKey,
    NotAnUpgrade,
    NotForHere,
    NotInstalled,
    NotSigned,
    UpgradeError,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its programs are shell scripts")

KEY = Ed25519PrivateKey.generate()
SYSTEM = "linux-x86_64"
OLD = f"tac-desktop-{__version__}-{SYSTEM}"
Built = Callable[..., Path]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the program in use, in a place that its user may change."""
    folder = tmp_path / "Tŷ Mawr" / OLD
    folder.mkdir(parents=True)
    program = folder / "tac-desktop"
    program.write_text(f"#!/bin/sh\necho TAC Desktop {__version__}\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    return folder


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """Makes a signed file with a version in it, as a build and its maker would."""

    def make(
        version: str = "9.1.0", *, says: str = "", more: dict[str, bytes] | None = None, key=KEY
    ) -> Path:
        top = f"tac-desktop-{version}-{SYSTEM}"
        script = f"#!/bin/sh\necho {says or f'TAC Desktop {version}'}\n"
        files = {"tac-desktop": script.encode(), "_internal/fonts/a b.ttf": b"\0" * 5000}
        content = tmp_path / f"{top}.tar.gz"
        with tarfile.open(content, "w:gz") as archive:
            for name, raw in {**files, **(more or {})}.items():
                entry = tarfile.TarInfo(name if name.startswith(("/", "..")) else f"{top}/{name}")
                entry.size, entry.mode = len(raw), 0o755 if name == "tac-desktop" else 0o644
                archive.addfile(entry, io.BytesIO(raw))
            link = tarfile.TarInfo(f"{top}/_internal/b.ttf")
            link.type, link.linkname = tarfile.SYMTYPE, "fonts/a b.ttf"
            archive.addfile(link)
        out = tmp_path / "stick"
        out.mkdir(exist_ok=True)
        return sign_upgrade.sign(content, key, "What is new.", out)

    return make


def put_in_place(file: Path, progress=no_progress) -> Path:
    header = package.read_header(file, [KEY.public_key()])
    install.refuse_unfit(header, SYSTEM)
    return install.install(file, header, progress, backup="/backups/one")


def what_starts(folder: Path) -> str:
    """What the program of a folder says, started as the shortcut does, upgrades followed."""
    code = (
        "import sys; sys.frozen = True; sys.executable = sys.argv[1]\n"
        "from tac_desktop.upgrades.pointer import hand_on\n"
        "print('the old one' if hand_on(sys.argv[2:]) is None else '')"
    )
    command = [sys.executable if "python" in sys.executable else PYTHON, "-c", code]
    ended = subprocess.run(
        [*command, str(folder / "tac-desktop")], capture_output=True, text=True, check=True
    )
    return ended.stdout.strip()


PYTHON = sys.executable


def test_a_signed_file_says_what_it_brings(built: Built):
    header = package.read_header(built(), [KEY.public_key()])
    assert (header.version, header.system, header.kind) == ("9.1.0", SYSTEM, package.FOLDER)
    assert header.notes == "What is new."
    assert package.numbers_of("0.10.0") > package.numbers_of("0.9.9")


def test_without_a_key_nothing_is_taken(built: Built):
    assert package.trusted_keys() == [], "the key of a release is built in, not kept here"
    with pytest.raises(NoKey):
        package.read_header(built())


def test_the_keys_that_were_built_in_are_trusted(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    keys = tmp_path / package.KEYS_FILE
    keys.write_text(f"# of 2026\n{KEY.public_key().public_bytes_raw().hex()}  # the first\n")
    monkeypatch.setattr(paths, "resource", lambda name: tmp_path / name)
    assert package.read_header(built()).version == "9.1.0"


def test_a_file_signed_by_somebody_else_is_refused(built: Built):
    with pytest.raises(NotSigned):
        package.read_header(built(key=Ed25519PrivateKey.generate()), [KEY.public_key()])


def test_every_changed_byte_and_every_cut_is_noticed(built: Built, tmp_path: Path, home: Path):
    whole = built().read_bytes()
    begins = whole.index(b"\x1f\x8b")
    for place in [*range(begins), *range(begins, len(whole), 41)]:
        file = tmp_path / "changed"
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        with pytest.raises(NotAnUpgrade):
            put_in_place(file)
        file.write_bytes(whole[:place])
        with pytest.raises(NotAnUpgrade):
            put_in_place(file)
    assert [one.name for one in home.parent.iterdir()] == [OLD]


def test_the_new_version_lies_beside_the_old_one_and_starts_from_now_on(home: Path, built: Built):
    before = (home / "tac-desktop").read_bytes()
    made = put_in_place(built())
    assert made.parent == home.parent
    assert (made / "_internal" / "b.ttf").read_bytes() == b"\0" * 5000
    assert (home / "tac-desktop").read_bytes() == before
    found = install.waiting()
    assert found is not None
    assert (found.version, found.state, found.backup) == (
        "9.1.0",
        pointer.State.NEW,
        "/backups/one",
    )
    assert what_starts(home) == "TAC Desktop 9.1.0"
    assert not (home.parent / install.ASIDE).exists()


def test_a_new_version_whose_window_never_came_up_does_not_start_again(home: Path, built: Built):
    put_in_place(built())
    assert what_starts(home) == "TAC Desktop 9.1.0"
    assert what_starts(home) == "the old one"
    found = install.waiting()
    assert found is not None and found.state is pointer.State.TRIED


def test_once_its_window_was_painted_it_starts_for_good(
    home: Path, built: Built, monkeypatch: pytest.MonkeyPatch
):
    made = put_in_place(built())
    assert what_starts(home) == "TAC Desktop 9.1.0"
    monkeypatch.setattr(sys, "executable", str(made / "tac-desktop"))
    install.say_that_it_works()
    assert [what_starts(home) for _time in range(3)] == ["TAC Desktop 9.1.0"] * 3
    assert install.go_back() == __version__
    assert what_starts(home) == "the old one"


def test_a_third_version_keeps_the_second_and_the_first_and_back_goes_to_the_second(
    home: Path, built: Built, monkeypatch: pytest.MonkeyPatch
):
    second = put_in_place(built())
    monkeypatch.setattr(sys, "executable", str(second / "tac-desktop"))
    install.say_that_it_works()
    monkeypatch.setattr(install, "__version__", "9.1.0")
    third = put_in_place(built("9.2.0"))
    assert what_starts(home) == "TAC Desktop 9.2.0"
    monkeypatch.setattr(sys, "executable", str(third / "tac-desktop"))
    install.say_that_it_works()
    assert install.go_back() == "9.1.0"
    assert what_starts(home) == "TAC Desktop 9.1.0"
    with pytest.raises(NotInstalled):
        install.go_back()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"system": "windows-amd64"}, "this computer is linux"),
        ({"version": __version__}, "already"),
        ({"version": "0.0.9"}, "already"),
    ],
)
def test_what_is_not_for_here_is_told(built: Built, change: dict[str, str], words: str):
    header = replace(package.read_header(built(), [KEY.public_key()]), **change)  # type: ignore[arg-type]
    with pytest.raises(NotForHere, match=words):
        install.refuse_unfit(header, SYSTEM)


def test_only_a_program_in_its_users_own_folder_is_replaced(
    home: Path, built: Built, monkeypatch: pytest.MonkeyPatch
):
    header = package.read_header(built(), [KEY.public_key()])
    with pytest.raises(NotForHere, match="a package that IT installs"):
        install.refuse_unless_own_folder(replace(header, kind=package.DEB))
    monkeypatch.setattr(install, "_can_write", lambda _folder: False)
    with pytest.raises(NotForHere, match="only IT can change"):
        install.refuse_unless_own_folder(header)
    monkeypatch.setattr(sys, "frozen", False)
    with pytest.raises(NotForHere, match="from its source"):
        install.refuse_unless_own_folder(header)


def test_a_version_that_does_not_start_here_is_taken_away_again(home: Path, built: Built):
    with pytest.raises(NotInstalled, match="does not start") as told:
        put_in_place(built(says="blocked"))
    assert "AppLocker" in told.value.what_to_do
    assert [one.name for one in home.parent.iterdir()] == [OLD]
    assert what_starts(home) == "the old one"


@pytest.mark.parametrize("name", ["../outside", "/outside", "a/../../outside", "C:/outside"])
def test_names_that_lead_out_of_the_folder_are_refused_even_when_signed(
    home: Path, built: Built, name: str
):
    with pytest.raises(NotAnUpgrade, match="one version in one folder"):
        put_in_place(built(more={name: b"x"}))
    assert [one.name for one in home.parent.iterdir()] == [OLD]


def test_stopping_in_the_middle_leaves_nothing(home: Path, built: Built):
    def stop(done: int, total: int, words: str) -> None:
        if words == "Unpacking" and done > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        put_in_place(built(), stop)
    assert [one.name for one in home.parent.iterdir()] == [OLD]


def test_killed_at_any_moment_one_version_starts(home: Path, built: Built, tmp_path: Path):
    """And the next try succeeds, whatever the killed one left behind."""
    file = built()
    public = KEY.public_key().public_bytes_raw().hex()
    code = (
        "import sys; sys.frozen = True; sys.executable, file, public = sys.argv[1:]\n"
        "from pathlib import Path\n"
        "from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey\n"
        "from tac_desktop.upgrades import install, package\n"
        "print('begun', flush=True)\n"
        "key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))\n"
        "header = package.read_header(Path(file), [key])\n"
        "install.install(Path(file), header, lambda *_: None)\n"
        "print('done', flush=True)"
    )
    seen = set()
    for number in range(12):
        command = [PYTHON, "-c", code, str(home / "tac-desktop"), str(file), public]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(number * 0.002)
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen.add(what_starts(home))
        assert seen <= {"the old one", "TAC Desktop 9.1.0"}
        (home / pointer.POINTER_FILE).unlink(missing_ok=True)
    put_in_place(file)
    assert what_starts(home) == "TAC Desktop 9.1.0"


@pytest.mark.parametrize(
    "content", ["", "[]", '{"folder": "../elsewhere"}', "\x00", json.dumps({"folder": 1})]
)
def test_a_damaged_pointer_starts_the_program_as_ever(home: Path, content: str):
    (home / pointer.POINTER_FILE).write_text(content)
    assert what_starts(home) == "the old one"


def test_a_pointer_never_leads_out_of_the_folder_beside(home: Path, built: Built):
    put_in_place(built())
    told = json.loads((home / pointer.POINTER_FILE).read_text())
    (home / pointer.POINTER_FILE).write_text(json.dumps({**told, "folder": "../x"}))
    assert what_starts(home) == "the old one"


def test_a_key_is_kept_encrypted_and_outside_the_repository(tmp_path: Path, monkeypatch, capsys):
    key = tmp_path / "upgrade.key"
    public = sign_upgrade.new_key(key, "twelve letters at least")
    assert len(bytes.fromhex(public)) == 32
    assert b"ENCRYPTED" in key.read_bytes() and key.stat().st_mode & 0o077 == 0
    monkeypatch.setattr("getpass.getpass", lambda _words: "twelve letters at least")
    content, notes = tmp_path / f"tac-desktop-9.1.0-{SYSTEM}.tar.gz", tmp_path / "notes.txt"
    content.write_bytes(b"x")
    notes.write_text("New.")
    words = ["sign", str(content), "--key", str(key), "--notes", str(notes), "--out"]
    assert sign_upgrade.main([*words, str(tmp_path)]) == 0
    assert str(content) + package.ENDING in capsys.readouterr().out
    inside = sign_upgrade.ROOT / "upgrade.key"
    with pytest.raises(SystemExit):
        sign_upgrade.main(["new-key", "--key", str(inside)])
    assert not inside.exists()


def test_every_refusal_says_that_nothing_was_changed():
    for error in (NoKey(), NotSigned(), NotForHere("a"), NotInstalled("a")):
        assert isinstance(error, UpgradeError)
        assert "Nothing was changed" in error.what_is_safe
    assert os.environ.get(pointer.STAY) is None


def test_a_folder_as_a_build_packs_it_is_taken(home: Path, tmp_path: Path):
    top = f"tac-desktop-9.2.0-{SYSTEM}"
    program = tmp_path / "made" / top
    part = Ingredient("zlib1g", "1:1.2.13", "Zlib", (), "pkg:deb/debian/zlib1g")
    licences = program / "licences" / build.folder_of(part)
    licences.mkdir(parents=True)
    (licences / "copyright.txt").write_text("Zlib")
    start = program / "tac-desktop"
    start.write_text("#!/bin/sh\necho TAC Desktop 9.2.0\n")
    start.chmod(0o755)
    (program / "link").symlink_to("licences")
    content = tmp_path / f"{top}.tar.gz"
    content.write_bytes(archives.gzipped(archives.tar([(top, program)], 1_767_225_600)))
    put_in_place(sign_upgrade.sign(content, KEY, "What is new.", tmp_path))
    assert what_starts(home) == "TAC Desktop 9.2.0"
