"""A Windows under Wine with a Python in it, from packages of Debian and PyPI alone.

For trying only. The Python is put together of parts: the official libraries as the PyPI package
`panda3d` carries them, Debian's standard library of the same minor version, and a start program of
ours. A release is built with an official Python on Windows.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

PACKAGES = (
    "wine wine64 wixl msitools gcc-mingw-w64-x86-64-win32 python3.11 libpython3.11-stdlib "
    "xvfb xdotool imagemagick"
)
"""What Debian 12 has to have installed: `apt-get install --no-install-recommends` and these."""

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parent
_WINE, _SERVER = "/usr/lib/wine/wine64", "/usr/lib/wine/wineserver64"
_COMPILER = "x86_64-w64-mingw32-gcc"
_LIBRARIES_OF_PYTHON = "panda3d==1.10.16"
_COMPILES = "/usr/bin/python3.11"
_STANDARD_LIBRARY = Path("/usr/lib/python3.11")
_FOR_WINDOWS = ("--python-version", "3.11", "--implementation", "cp", "--platform", "win_amd64")
_SCREEN = "1366x768x24"
_PATIENCE = 1200
_NOT_TAKEN = ("__pycache__", "lib-dynload", "config-*", "_sysconfigdata*", "EXTERNALLY-MANAGED")


class Failed(Exception):
    """Something that must work did not; the message says what."""


class Wine:
    """A Windows in the folder `place`: `place/prefix/drive_c` is its disk C."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.disk = place / "prefix" / "drive_c"
        self.python = self.disk / "python" / "python.exe"
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ},
            "WINEPREFIX": str(place / "prefix"),
            "WINEDEBUG": "-all",
            # The second and third: neither .NET nor a browser is asked for.
            "WINEDLLOVERRIDES": "mscms=n,b;mscoree,mshtml=",
            "DISPLAY": os.environ.get("DISPLAY", ""),
        }

    def run(
        self,
        *words: str | Path,
        folder: Path | None = None,
        typed: str | None = None,
        patience: int = _PATIENCE,
        more: dict[str, str] | None = None,
    ) -> str:
        """Run a program of Windows to its end; returns what it said.

        Raises:
            Failed: where it does not end in `patience` seconds, or not with 0.
        """
        # Python refuses to start under Wine unless its output goes into a pipe.
        process = subprocess.Popen(
            [_WINE, *map(str, words)],
            stdin=subprocess.PIPE if typed is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=folder or self.place,
            env={**self.environment, **(more or {})},
        )
        if process.stdin is not None:
            with suppress(BrokenPipeError), process.stdin as keyboard:
                keyboard.write((typed or "").encode("utf-8"))
        said = _Listener(process)
        try:
            code = process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            raise Failed(f"{words} does not end\n{said.text()}") from None
        if code != 0:
            raise Failed(f"{' '.join(map(str, words))} ended with {code}\n{said.text()}")
        return said.text()

    def start(self, *words: str | Path) -> subprocess.Popen[bytes]:
        """Start a program with a window and go on."""
        return subprocess.Popen(
            [_WINE, *map(str, words)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.place,
            env=self.environment,
        )

    def stop(self) -> None:
        """End every program of this Windows."""
        subprocess.run([_SERVER, "-k"], env=self.environment, check=False)

    def inside(self, path: Path) -> str:
        """A path as Windows writes it."""
        if path.is_relative_to(self.disk):
            return "C:\\" + str(path.relative_to(self.disk)).replace("/", "\\")
        return "Z:" + str(path).replace("/", "\\")

    def prepare(self) -> None:
        """Make the Windows and its Python with everything of the lock file, where missing."""
        if (self.place / "ready").exists():
            return
        shutil.rmtree(self.place / "prefix", ignore_errors=True)
        self.place.mkdir(parents=True, exist_ok=True)
        self.run("wineboot", "--init")
        self.run("winecfg", "-v", "win10")
        crashes = r"HKCU\Software\Wine\WineDbg"
        self.run("reg", "add", crashes, "/v", "ShowCrashDialog", "/t", "REG_DWORD", "/d", "0", "/f")
        for name in ("icuuc", "bcryptprimitives", "mscms"):
            library = self.disk / "windows" / "system32" / f"{name}.dll"
            library.unlink(missing_ok=True)
            more = ["-ladvapi32"] if name == "bcryptprimitives" else []
            _compile(_HERE / "wine" / f"{name}.c", library, "-shared", *more)
        self._make_python()
        print(self.run(self.python, "-c", "import sys; print(sys.version)"), flush=True)
        (self.place / "ready").touch()

    def _make_python(self) -> None:
        folder = self.python.parent
        shutil.copytree(
            _STANDARD_LIBRARY, folder / "Lib", ignore=shutil.ignore_patterns(*_NOT_TAKEN)
        )
        (folder / "DLLs").mkdir()
        downloads = self.place / "downloads"
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
        binary = ["--no-deps", "--only-binary", ":all:", *_FOR_WINDOWS]
        _check([*pip, "download", *binary, "--dest", str(downloads), _LIBRARIES_OF_PYTHON])
        with zipfile.ZipFile(next(downloads.glob("panda3d-*.whl"))) as wheel:
            for entry in wheel.namelist():
                parent, _slash, name = entry.rpartition("/")
                if parent != "deploy_libs" or name.startswith("api-ms-"):
                    continue
                beside = name.lower().startswith(("python3", "vcruntime"))
                target = folder if beside else folder / "DLLs"
                (target / name.lower()).write_bytes(wheel.read(entry))
        shutil.copyfile(_STANDARD_LIBRARY / "LICENSE.txt", folder / "LICENSE.txt")
        _compile(_HERE / "wine" / "start.c", self.python, "-municode")
        _make_python3_dll(folder / "python311.dll", folder / "python3.dll")
        lock = self.place / "requirements-for-windows.txt"
        text = (_ROOT / "requirements-build.lock").read_text(encoding="utf-8")
        lock.write_text(for_windows(text), encoding="utf-8")
        packages = ["--target", str(folder / "Lib" / "site-packages"), "--require-hashes"]
        _check([*pip, "install", *binary, *packages, "-r", str(lock)])
        compile_modules(folder / "Lib")


class _Listener(threading.Thread):
    """Hears what a process says; Wine's own desktop can keep the pipe open after its end."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._heard: list[bytes] = []
        self.start()

    def run(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._heard.append(line)

    def text(self) -> str:
        self.join(2)
        heard = b"".join(self._heard)
        try:
            text = heard.decode("utf-8")
        except UnicodeDecodeError:
            # A built program speaks to a pipe as Windows does in the west of Europe.
            text = heard.decode("cp1252", "replace")
        return text.replace("\r\n", "\n")


def compile_modules(folder: Path) -> None:
    """Compile what Wine would compile slowly; Debian's Python writes the same for both systems."""
    subprocess.run([_COMPILES, "-m", "compileall", "-q", str(folder)], check=False)


def for_windows(lock: str) -> str:
    """The lock file as Windows reads it: pip on Linux would leave out what only Windows needs."""
    entries = re.split(r"(?m)^(?=[A-Za-z0-9])", lock)
    wanted = [one for one in entries if "sys_platform == 'darwin'" not in one]
    return "".join(re.sub(r" ; [^\\\n]*", " ", one) for one in wanted)


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees; its name is in DISPLAY meanwhile."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SCREEN, "-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, pass_fds=[writing], stdout=quiet, stderr=quiet)
    os.close(writing)
    with os.fdopen(reading) as answer:
        name = f":{answer.readline().strip()}"
    os.environ["DISPLAY"] = name
    try:
        yield name
    finally:
        server.terminate()
        server.wait()


def _make_python3_dll(python: Path, library: Path) -> None:
    """python3.dll sends on to the library of the minor version; PyPI has it nowhere."""
    said = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", str(python)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names = re.findall(r"(?m)^\s*\[\s*\d+\]\s+(?:\+base\[\s*\d+\]\s+[0-9a-f]+\s+)?(_?Py\w+)$", said)
    if len(names) < 500:
        raise Failed("the names in python311.dll were not understood")
    definition = library.with_suffix(".def")
    lines = ["LIBRARY python3.dll", "EXPORTS", *(f"  {one} = python311.{one}" for one in names)]
    definition.write_text("\n".join(lines) + "\n", encoding="utf-8")
    _check([_COMPILER, "-shared", "-nostdlib", "-o", str(library), str(definition), "-Wl,-e,0"])
    definition.unlink()


def _compile(source: Path, target: Path, *more: str) -> None:
    _check([_COMPILER, "-O1", "-s", "-o", str(target), str(source), *more])


def _check(words: Sequence[str]) -> None:
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise Failed(f"{' '.join(words)}\n{ended.stdout}\n{ended.stderr}")
