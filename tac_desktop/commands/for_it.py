"""`policy` and `upgrade`: what the prison's IT sets, and new versions from a signed file."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tac_desktop import __version__, paths, policy
from tac_desktop.commands.asking import opened_vault
from tac_desktop.commands.writing import warn
from tac_desktop.storage.progress import no_progress
from tac_desktop.upgrades import install, package
from tac_desktop.words import _


def print_sample(_arguments: argparse.Namespace) -> int:
    """Print a policy with every setting, to be changed and put in place."""
    print(policy.SAMPLE, end="")
    return 0


def check_policy(arguments: argparse.Namespace) -> int:
    """Say what a policy file sets and what is wrong with it; 1 where anything is."""
    return _say_policy(policy.read(Path(arguments.file)))


def show_policy(_arguments: argparse.Namespace) -> int:
    """Say which policy is in force on this computer; 1 where anything is wrong with it."""
    rules = policy.in_force()
    if rules.file is None:
        print(_("No policy is set on this computer. These places are looked at:"))
        for file in paths.policy_files():
            print(f"  {file}")
        return 0
    print(_("In force: {file}").format(file=rules.file))
    return _say_policy(rules)


def check_upgrade(arguments: argparse.Namespace) -> int:
    """Verify a file with a new version, all of it, and say what it brings."""
    file = Path(arguments.file)
    header = _said(file)
    with Path(os.devnull).open("wb") as out:
        package.content_of(file, header, out, no_progress)
    print(_("Signature and content are good."))
    install.refuse_unfit(header, install.this_system())
    print(_("It is for this computer, and newer than version {ours}.").format(ours=__version__))
    return 0


def install_upgrade(arguments: argparse.Namespace) -> int:
    """Back the vault up and put a new version beside this one; it starts from now on."""
    file = Path(arguments.file)
    header = _said(file)
    install.refuse_unfit(header, install.this_system())
    install.refuse_unless_own_folder(header)
    with opened_vault(arguments) as vault:
        backup = vault.backups.make(Path(arguments.backup_to))
    print(_("Backup made, read back and opened: {folder}").format(folder=backup.folder))
    folder = install.install(file, header, no_progress, backup=str(backup.folder))
    print(_("Version {version} is in {folder} and starts from now on.").format(
        version=header.version, folder=folder
    ))  # fmt: skip
    return 0


def save_package(arguments: argparse.Namespace) -> int:
    """Take the package that IT installs out of a file, verified."""
    file, folder = Path(arguments.file), Path(arguments.to)
    header = _said(file)
    saved = install.save_content(file, header, folder, no_progress)
    print(_("Verified and saved: {file}").format(file=saved))
    print(f"SHA-256: {header.sha256}")
    return 0


def go_back(_arguments: argparse.Namespace) -> int:
    """Let the version before start from now on."""
    found = install.waiting()
    version = install.go_back()
    print(_("Version {version} starts from now on.").format(version=version))
    if found is not None and found.backup:
        warn(install.about_the_backup(found.backup))
    return 0


def _say_policy(rules: policy.Policy) -> int:
    for sentence in rules.sentences() or [_("It sets nothing.")]:
        print(sentence)
    for problem in rules.problems:
        warn(problem)
    return 1 if rules.problems else 0


def _said(file: Path) -> package.Header:
    header = package.read_header(file)
    words = _("Version {version} for {system}, made {made}.")
    print(words.format(version=header.version, system=header.system, made=header.made))
    print(header.notes)
    sys.stdout.flush()
    return header
