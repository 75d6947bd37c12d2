"""What is built: which files are shipped, that it comes out the same, and what is said of it."""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import shutil
import subprocess
import sys
import tarfile
import uuid
import zipfile
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

import pytest

import tasks
from installer import archives, build, debian, msi, sbom, shipped, wine
from installer.ingredients import Ingredient
from tac_desktop import __version__
from tac_desktop.upgrades import unpacking
from tac_desktop.upgrades.errors import NotAnUpgrade

MOMENT = 1_767_225_600
QT = "PySide6/Qt/"
WHEEL = "/build/site-packages/"
BINARIES: list[shipped.Entry] = [
    ("PySide6/QtWidgets.abi3.so", f"{WHEEL}QtWidgets", "EXTENSION"),
    (f"{QT}lib/libQt6Widgets.so.6", f"{WHEEL}Widgets", "BINARY"),
    (f"{QT}lib/libQt6Qml.so.6", f"{WHEEL}Qml", "BINARY"),
    (f"{QT}plugins/platforms/libqxcb.so", f"{WHEEL}xcb", "BINARY"),
    (f"{QT}plugins/tls/libqopensslbackend.so", f"{WHEEL}tls", "BINARY"),
    (f"{QT}plugins/platforms/libqvnc.so", f"{WHEEL}vnc", "BINARY"),
    ("libQt6Widgets.so.6", f"{QT}lib/libQt6Widgets.so.6", "SYMLINK"),
    ("libQt6Qml.so.6", f"{QT}lib/libQt6Qml.so.6", "SYMLINK"),
    ("libxcb.so.1", "/usr/lib/libxcb.so.1", "BINARY"),
    ("libz.so.1", "/lib/libz.so.1", "BINARY"),
    ("libstdc++.so.6", "/usr/lib/libstdc++.so.6", "BINARY"),
    ("libpython3.11.so.1.0", "/usr/lib/libpython3.11.so.1.0", "BINARY"),
    ("python3.11/lib-dynload/zlib.so", "/opt/python/zlib.so", "EXTENSION"),
]
IMPORTS = {
    f"{WHEEL}QtWidgets": {"libQt6Widgets.so.6"},
    f"{WHEEL}vnc": {"libQt6Qml.so.6"},
    f"{WHEEL}xcb": {"libxcb.so.1", "libstdc++.so.6"},
    "/opt/python/zlib.so": {"libz.so.1", "libstdc++.so.6"},
}
PART = Ingredient("appdirs", "1.4.4", "MIT", (Path("LICENSE"),), "pkg:pypi/appdirs@1.4.4")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder that stands for the built program."""
    folder = tmp_path / "program"
    (folder / "_internal").mkdir(parents=True)
    (folder / "tac-desktop").write_bytes(b"\x7fELF")
    (folder / "tac-desktop").chmod(0o700)
    (folder / "_internal" / "a library.so").write_bytes(b"odd")
    return folder


def kept() -> set[str]:
    return {one[0] for one in shipped.shipped(BINARIES, lambda file: IMPORTS.get(file, set()))}


def test_plugins_that_reach_a_network_stay_behind_with_what_only_they_need():
    assert not any("tls" in place or "vnc" in place for place in kept())
    assert f"{QT}lib/libQt6Qml.so.6" not in kept()
    assert "libQt6Qml.so.6" not in kept()


def test_the_window_is_shipped_with_its_libraries_and_their_links():
    assert kept() >= {
        "PySide6/QtWidgets.abi3.so",
        f"{QT}lib/libQt6Widgets.so.6",
        f"{QT}plugins/platforms/libqxcb.so",
        "libQt6Widgets.so.6",
    }


def test_what_qt_loads_from_the_system_stays_there_and_what_python_loads_goes_along():
    assert "libxcb.so.1" not in kept()
    assert "libstdc++.so.6" not in kept()
    assert kept() >= {"libz.so.1", "libpython3.11.so.1.0"}


def test_a_link_to_what_is_left_out_is_noticed():
    link = ("libQt6Qml.so.6", f"{QT}lib/libQt6Qml.so.6", "SYMLINK")
    assert shipped.is_dangling(link, kept())
    assert not shipped.is_dangling(BINARIES[6], kept())


def test_an_archive_is_the_same_whenever_and_by_whomever_it_is_made(program: Path, tmp_path: Path):
    first = archives.tar([("program", program)], MOMENT)
    copy = tmp_path / "copy"
    for name in ("_internal/a library.so", "tac-desktop"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(program / name, copy / name)
    assert archives.tar([("program", copy)], MOMENT) == first
    assert archives.gzipped(first) == archives.gzipped(first)
    with tarfile.open(fileobj=io.BytesIO(first)) as opened:
        members = opened.getmembers()
    assert [one.name for one in members] == sorted(one.name for one in members)
    assert {(one.mtime, one.uid, one.uname) for one in members} == {(MOMENT, 0, "")}
    modes = {one.name: one.mode for one in members}
    assert modes["./program/tac-desktop"] == 0o755
    assert modes["./program/_internal/a library.so"] == 0o644


def test_the_debian_package_holds_program_menu_entry_icon_and_copyright(
    program: Path, tmp_path: Path
):
    content = debian.package(program, [PART], tmp_path / "aside", MOMENT)
    assert content == debian.package(program, [PART], tmp_path / "other", MOMENT)
    members = taken_apart(content)
    assert list(members) == ["debian-binary", "control.tar.xz", "data.tar.xz"]
    control = files_of(members["control.tar.xz"])
    # apt looks for exactly this name.
    assert f"Version: {__version__}\n" in control["./control"].decode()
    data = files_of(members["data.tar.xz"])
    assert data["./usr/lib/tac-desktop/_internal/a library.so"] == b"odd"
    assert b"Exec=tac-desktop\n" in data["./usr/share/applications/tac-desktop.desktop"]
    assert "./usr/share/icons/hicolor/256x256/apps/tac-desktop.png" in data
    assert b"appdirs 1.4.4: MIT" in data["./usr/share/doc/tac-desktop/copyright"]
    for line in control["./md5sums"].decode().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.md5(data[f"./{name}"], usedforsecurity=False).hexdigest() == digest


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="only Debian has its tools")
def test_debian_itself_reads_the_package(program: Path, tmp_path: Path):
    file = tmp_path / "one.deb"
    file.write_bytes(debian.package(program, [PART], tmp_path / "aside", MOMENT))
    unpacked = tmp_path / "unpacked"
    subprocess.run(["dpkg-deb", "--extract", str(file), str(unpacked)], check=True)
    link = unpacked / "usr" / "bin" / "tac-desktop"
    assert link.resolve() == (unpacked / "usr/lib/tac-desktop/tac-desktop").resolve()
    asked = ["dpkg-deb", "--field", str(file), "Depends"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert set(tasks.WINDOW_LIBRARIES.values()) <= set(said.strip().split(", "))


def test_checksums_are_as_sha256sum_reads_them(tmp_path: Path):
    (tmp_path / "b").write_bytes(b"two")
    (tmp_path / "a").write_bytes(b"one")
    lines = archives.write_checksums(tmp_path, ["b", "a"]).read_text().splitlines()
    digests = [hashlib.sha256(content).hexdigest() for content in (b"one", b"two")]
    assert lines == [f"{digests[0]}  a", f"{digests[1]}  b"]


def test_the_bill_of_materials_names_each_part_with_version_and_licence():
    text = sbom.bill_of_materials([PART], MOMENT)
    assert text == sbom.bill_of_materials([PART], MOMENT)
    bill = json.loads(text)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["serialNumber"].startswith("urn:uuid:")
    (part,) = bill["components"]
    assert (part["purl"], part["licenses"]) == (PART.purl, [{"expression": "MIT"}])
    whole = bill["metadata"]["component"]["bom-ref"]
    assert {"ref": whole, "dependsOn": [PART.purl]} in bill["dependencies"]


def taken_apart(content: bytes) -> dict[str, bytes]:
    """The members of an archive of the old Unix kind."""
    assert content.startswith(b"!<arch>\n")
    members, at = {}, 8
    while at < len(content):
        head = content[at : at + 60]
        assert head.endswith(b"`\n")
        size = int(head[48:58])
        members[head[:16].decode().strip()] = content[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    return members


def files_of(packed: bytes) -> dict[str, bytes]:
    found = {}
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(packed))) as opened:
        for member in opened.getmembers():
            file = opened.extractfile(member) if member.isfile() else None
            if file is not None:
                found[member.name] = file.read()
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="the folder is laid out as on Linux")
def test_the_building_environment_is_made_by_hash_and_only_when_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run: list[list[str]] = []

    def succeed(words: list[str], refusal: str, **_more: object) -> None:
        run.append(words)
        (tmp_path / "build" / "venv-for-build").mkdir(parents=True, exist_ok=True)

    (tmp_path / "requirements-build.lock").write_text("appdirs==1.4.4\n", encoding="utf-8")
    monkeypatch.setattr(tasks, "ROOT", tmp_path)
    monkeypatch.setattr(tasks, "check", succeed)
    program = tasks.make_build_environment()
    assert program == tmp_path / "build" / "venv-for-build" / "bin" / "python"
    assert "--require-hashes" in run[1]
    assert tasks.make_build_environment() == program
    assert len(run) == 2
    (tmp_path / "requirements-build.lock").write_text("appdirs==1.4.5\n", encoding="utf-8")
    tasks.make_build_environment()
    assert len(run) == 4


def test_one_date_stands_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert tasks.source_date() == "1234567890"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setattr(tasks, "ROOT", tmp_path)
    assert tasks.source_date() == tasks.OLDEST_SOURCE_DATE


def test_a_zip_is_the_same_whenever_it_is_made(program: Path, tmp_path: Path):
    first = archives.zipped([("program", program)], MOMENT)
    copy = tmp_path / "copy"
    shutil.copytree(program, copy)
    assert archives.zipped([("program", copy)], MOMENT) == first
    with zipfile.ZipFile(io.BytesIO(first)) as opened:
        assert opened.namelist() == ["program/_internal/a library.so", "program/tac-desktop"]
        assert {one.date_time for one in opened.infolist()} == {(2026, 1, 1, 0, 0, 0)}


def test_the_windows_package_installs_every_file_per_machine_and_replaces_older_versions(
    program: Path,
):
    text = msi.description(program, "1.2.3")
    assert text == msi.description(program, "1.2.3")
    tree = ElementTree.fromstring(text)
    spaced = {"w": "http://schemas.microsoft.com/wix/2006/wi"}
    sources = {one.get("Source") for one in tree.iterfind(".//w:File", spaced)}
    assert sources == {"program/tac-desktop", "program/_internal/a library.so"}
    components = {one.get("Id") for one in tree.iterfind(".//w:Component", spaced)}
    named = {one.get("Id") for one in tree.iterfind(".//w:ComponentRef", spaced)}
    assert components == named
    package = tree.find(".//w:Package", spaced)
    assert package is not None and package.get("InstallScope") == "perMachine"
    assert tree.find(".//w:MajorUpgrade", spaced) is not None

    def codes(version: str) -> tuple[str | None, str | None]:
        product = ElementTree.fromstring(msi.description(program, version)).find(
            "w:Product", spaced
        )
        assert product is not None
        return product.get("Id"), product.get("UpgradeCode")

    assert codes("1.2.3")[0] != codes("1.2.4")[0]
    assert codes("1.2.3")[1] == codes("1.2.4")[1]


def test_parts_of_windows_itself_are_not_shipped():
    ours = ("PySide6\\MSVCP140.dll", r"C:\python\Lib\site-packages\PySide6\MSVCP140.dll", "BINARY")
    theirs = ("MSVCP140_1.dll", r"C:\Windows\system32\MSVCP140_1.dll", "BINARY")
    places = {one[0] for one in shipped.shipped([ours, theirs], lambda _file: set())}
    assert places == {ours[0]}


def test_the_lock_file_is_read_for_windows_on_any_system():
    lock = (tasks.ROOT / "requirements-build.lock").read_text(encoding="utf-8")
    text = wine.for_windows(lock)
    assert "pefile==" in text and "pywin32-ctypes==" in text and "macholib==" not in text
    assert " ; " not in text.replace("#", "")
    assert text.count("--hash=sha256:") > 100


def test_what_a_windows_package_has_anew_each_time_is_put_right():
    def package(code: bytes, moment: bytes) -> bytes:
        places = {9: 48, 12: 96, 13: 108}
        pairs = b"".join(number.to_bytes(4, "little") + place.to_bytes(4, "little")
                         for number, place in places.items())  # fmt: skip
        text = b"\x1e\0\0\0" + (39).to_bytes(4, "little") + code + b"\0\0"
        date = b"\x40\0\0\0" + moment
        section = (120).to_bytes(4, "little") + (3).to_bytes(4, "little") + pairs
        section = section.ljust(48, b"\0") + text
        section = section.ljust(96, b"\0") + date + date
        head = b"\xfe\xff".ljust(28, b"\0") + msi._SUMMARY + (48).to_bytes(4, "little")
        return b"before" + head + section + b"after"

    code, other = (f"{{{uuid.UUID(int=number)}}}".encode() for number in (1, 2))
    one = msi.settled(package(code, b"12345678"), MOMENT)
    assert one == msi.settled(package(other, b"abcdefgh"), MOMENT)
    assert len(one) == len(package(code, b"12345678")) and code not in one
    assert one != msi.settled(package(code, b"12345678") + b"!", MOMENT), "another code for another"
    with pytest.raises(SystemExit):
        msi.settled(b"no package", MOMENT)


@pytest.mark.skipif(not shutil.which("wixl"), reason="Debian's wixl is not installed")
def test_the_windows_package_is_the_same_each_time(program: Path, tmp_path: Path):
    archive = tmp_path / "tac-desktop-1.2.3-windows-amd64.zip"
    archive.write_bytes(archives.zipped([("tac-desktop-1.2.3-windows-amd64", program)], MOMENT))
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made.append(msi.package(archive, tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_licences_lie_where_every_system_and_every_upgrade_takes_them():
    part = Ingredient("zlib1g", "1:1.2.13.dfsg-1", "Zlib", (Path("LICENSE"),), "pkg:deb/debian/z")
    name = PurePosixPath("tac-desktop", "licences", build.folder_of(part), "copyright.txt")
    assert name.parts[2] == "zlib1g 1-1.2.13.dfsg-1"
    unpacking.refuse_strange(name, "", "tac-desktop")
    with pytest.raises(NotAnUpgrade):
        unpacking.refuse_strange(name.with_name("a: b"), "", "tac-desktop")
