#!/usr/bin/env python3
"""Build and try the Windows program under Wine, on Debian 12, from packages of Debian and PyPI.

    .venv/bin/python installer/try_windows.py --work DIR --out DIR       # all of it
    .venv/bin/python installer/try_windows.py --work DIR --out DIR zip   # or single steps

Steps, in order: `build` the folder with PyInstaller under Wine; make the `package` for IT of it,
install it silently, do the main job with the installed program, and remove it; unpack the `zip`
where its user may write, look at its window and set a policy; `upgrade` it by signed file and go
back; do the main job at the `keyboard` of the real window. Pictures of the screen land in --out.
Takes one to two hours, some 5 GB in --work, and the packages that `installer/wine.py` names. Not
part of the tests.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import tasks  # noqa: E402
from installer import msi, sign_upgrade, try_linux, wine  # noqa: E402
from installer.try_linux import only, say  # noqa: E402
from installer.wine import Failed, Wine  # noqa: E402
from tac_desktop import __version__  # noqa: E402

_PROGRAM, _CONSOLE = "TAC Desktop.exe", "tac-desktop.exe"
_PLAIN = {"PYTHONUTF8": "1"}
_WINDOW_TITLE = "TAC Desktop"
_HOME = "Tŷ Mawr, œuvre"
_WORD = "TAC_DESKTOP_TEST_WORD"
_HOURS, _LONG_END = 7200, 180
_NEWER = "0.99.0"
_WORDS = "for trying only, never for a release"


def main(words: Sequence[str] | None = None) -> int:
    """Do the steps; returns 0 where everything worked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--work", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("step", nargs="*", metavar="STEP", help=", ".join(STEPS))
    arguments = parser.parse_args(words)
    arguments.out.mkdir(parents=True, exist_ok=True)
    with wine.screen():
        windows = Wine(arguments.work.resolve())
        try:
            windows.prepare()
            for name in arguments.step or STEPS:
                began = time.monotonic()
                say(f"{name} ...")
                STEPS[name](windows, arguments.out.resolve())
                say(f"{name}: worked, {time.monotonic() - began:.0f} s")
        except (Failed, try_linux.Failed) as failure:
            print(f"FAILED: {failure}", file=sys.stderr)
            return 1
        finally:
            windows.stop()
    return 0


def build(windows: Wine, out: Path) -> None:
    """The folder as a zip, from a clean copy of what is committed, with a key to try upgrades."""
    _build(windows, out, _copy_of_source(windows, "source"))


def upgrade(windows: Wine, out: Path) -> None:
    """A newer version, signed with a key made for this, is put in place and gone back from."""
    source, newer = _copy_of_source(windows, "newer"), out / "newer"
    newer.mkdir(exist_ok=True)
    about = source / "tac_desktop" / "__init__.py"
    text = about.read_text(encoding="utf-8")
    about.write_text(re.sub(r'"[\d.]+"', f'"{_NEWER}"', text), encoding="utf-8")
    _build(windows, newer, source)
    for former in newer.glob("*.tac-upgrade"):
        former.unlink()
    archive = only(newer, "tac-desktop-*-windows-*.zip")
    file = sign_upgrade.sign(archive, _test_key(windows)[0], "To be tried.", newer)
    home = windows.disk / _HOME
    program = only(home, "tac-desktop-*") / _CONSOLE
    run = _runner(windows, program)
    shutil.rmtree(home / "backups", ignore_errors=True)
    (home / "backups").mkdir()
    run("upgrade", "check", windows.inside(file))
    places = (f"C:/{_HOME}/vault", "--backup-to", f"C:/{_HOME}/backups")
    run("upgrade", "install", windows.inside(file), *places)
    if _NEWER not in run("--version"):
        raise Failed("the new version does not start")
    run("verify", f"C:/{_HOME}/vault")
    _look_at_window(windows, program.with_name(_PROGRAM), home / "vault", out, "upgraded")
    run("upgrade", "back")
    if _NEWER in run("--version"):
        raise Failed("going back does not start the version before")


def package(windows: Wine, out: Path) -> None:
    """The MSI: made, installed without a question, used, and removed; the vault stays."""
    archive = only(out, "tac-desktop-*-windows-*.zip")
    command = [sys.executable, str(ROOT / "installer" / "msi.py"), str(archive), "--out", str(out)]
    subprocess.run(command, check=True)
    made = only(out, "*.msi")
    program = windows.disk / "Program Files" / "TAC Desktop" / _CONSOLE
    if program.is_file():
        # An earlier try broke off.
        windows.run("msiexec", "/x", msi.product_code(__version__), "/qn")
    windows.run("msiexec", "/i", windows.inside(made), "/qn")
    if not program.is_file():
        raise Failed("msiexec did not install the program")
    print(windows.run(program, "--self-check"))
    home = windows.disk / "worker"
    home.mkdir(exist_ok=True)
    try_linux.do_main_job(_runner(windows, program), home, "C:/worker")
    windows.run("msiexec", "/x", windows.inside(made), "/qn")
    if program.parent.exists():
        raise Failed("removing the package left files of the program behind")
    if not (home / "job" / "first" / "vault.db").is_file():
        raise Failed("removing the package took a vault away")


def unpacked(windows: Wine, out: Path) -> None:
    """The zip in a folder with a blank and foreign letters: its window, a policy, an upgrade."""
    home = windows.disk / _HOME
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    shutil.unpack_archive(only(out, "tac-desktop-*-windows-*.zip"), home)
    program = only(home, "tac-desktop-*") / _CONSOLE
    run = _runner(windows, program)
    run("training", f"C:/{_HOME}/vault", "--mothers", "2")
    _look_at_window(windows, program.with_name(_PROGRAM), home / "vault", out, "window")
    policy = windows.disk / "ProgramData" / "TAC Desktop" / "policy.json"
    policy.parent.mkdir(exist_ok=True)
    policy.write_text(run("policy", "sample"), encoding="utf-8")
    if "policy.json" not in run("policy", "show"):
        raise Failed("the policy of the computer is not found")
    policy.unlink()


def keyboard(windows: Wine, out: Path) -> None:
    """The main job by key alone, in the real window, with a Python for Windows."""
    source = _copy_of_source(windows, "source")
    world, tray = windows.disk / "computer" / _HOME, windows.disk / "computer" / "tray"
    shutil.rmtree(world.parent, ignore_errors=True)
    for folder in (world / "desk", world / "stick", tray):
        folder.mkdir(parents=True)
    for data in (windows.disk / "users").glob("*/AppData/Local/TAC Desktop"):
        shutil.rmtree(data)
    said = windows.run(
        windows.python,
        windows.inside(source / "installer" / "wine" / "slowly.py"),
        windows.inside(tray),
        "--short",
        folder=world / "desk",
        patience=_HOURS,
        more={**_PLAIN, "PYTHONPATH": windows.inside(source), _WORD: "Quillowbrandt"},
    )
    (out / "keyboard.jsonl").write_text(said, encoding="utf-8")
    print("\n".join(re.findall(r'"step": "[^"]*"', said)))


def _copy_of_source(windows: Wine, name: str) -> Path:
    folder = windows.disk / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    committed = subprocess.run(
        ["git", "archive", "HEAD"], cwd=ROOT, stdout=subprocess.PIPE, check=True
    ).stdout
    subprocess.run(["tar", "x", "-C", str(folder)], input=committed, check=True)
    wine.compile_modules(folder)
    return folder


def _build(windows: Wine, out: Path, source: Path) -> None:
    for former in (*out.glob("*.zip"), *out.glob("*.msi")):
        former.unlink()
    said = windows.run(
        windows.python,
        *("-m", "installer.build", "--out", windows.inside(out), "--work", "C:\\work"),
        *("--upgrade-keys", windows.inside(_test_key(windows)[1])),
        folder=source,
        patience=_HOURS,
        more={**_PLAIN, "SOURCE_DATE_EPOCH": tasks.source_date()},
    )
    # Wine's own parts of Windows have no files that PyInstaller could look into.
    print("\n".join(line for line in said.splitlines() if "api-ms-win" not in line))


def _runner(windows: Wine, program: Path) -> Callable[..., str]:
    def run(*words: str, typed: str = "") -> str:
        say("> tac-desktop " + " ".join(words))
        said = windows.run(program, *words, typed=typed + "\n")
        print(said.rstrip(), flush=True)
        return said

    return run


def _look_at_window(windows: Wine, program: Path, vault: Path, out: Path, name: str) -> None:
    """Start the window as a person does, unlock, and take a picture of the screen."""
    started = windows.start(program, "--vault", windows.inside(vault))
    try:
        _take_picture(out / f"{name}-1-locked.png", 20)
        _press("type", "--delay", "60", tasks.TRAINING_PASSPHRASE)
        _press("key", "Return")
        _take_picture(out / f"{name}-2-unlocked.png", 60)
        _press("key", "ctrl+q")
        if started.wait(_LONG_END) != 0:
            raise Failed("the window did not end as it should")
    finally:
        started.kill()


def _take_picture(file: Path, at_least: int) -> None:
    """Wait so many seconds, then until the picture of the screen changes no more, and keep it."""
    before = b""
    time.sleep(at_least)
    for _time in range(40):
        time.sleep(5)
        subprocess.run(["import", "-window", "root", str(file)], check=True)
        now = file.read_bytes()
        if now == before and len(now) > 20_000:
            return
        before = now
    raise Failed(f"nothing came to rest on the screen; see {file}")


def _press(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True, env=os.environ)


def _test_key(windows: Wine) -> tuple[Ed25519PrivateKey, Path]:
    """A key for this work folder alone, and the file with its public half."""
    private, public = windows.place / "upgrade-test.key", windows.place / "upgrade-test.txt"
    if not private.exists():
        public.write_text(sign_upgrade.new_key(private, _WORDS) + "\n", encoding="utf-8")
    key = load_pem_private_key(private.read_bytes(), _WORDS.encode("utf-8"))
    assert isinstance(key, Ed25519PrivateKey)
    return key, public


STEPS: dict[str, Callable[[Wine, Path], None]] = {
    "build": build,
    "package": package,
    "zip": unpacked,
    "upgrade": upgrade,
    "keyboard": keyboard,
}

if __name__ == "__main__":
    sys.exit(main())
