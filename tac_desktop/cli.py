"""The commands of `tac-desktop` for support staff, scripts and tests.

Each returns 0 on success and 1 with a sentence on a refusal, and says what it wrote. A passphrase
is asked for or read from a file, never taken from an argument, which other programs can see.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from typing import Any

from tac_desktop import __version__
from tac_desktop.commands import protection
from tac_desktop.errors import TacError
from tac_desktop.words import _

Command = Callable[[argparse.Namespace], int]


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that `words` name (the program's own arguments without them)."""
    _print_any_letter()
    parser = command_line()
    arguments = parser.parse_args(words)
    if arguments.run is None:
        parser.print_help()
        return 0
    try:
        result: int = arguments.run(arguments)
        print(end="", flush=True)
        return result
    except TacError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stdout = io.StringIO()
        return 1
    except KeyboardInterrupt:
        print(_("Stopped."), file=sys.stderr)
        return 130


def command_line() -> argparse.ArgumentParser:
    """The parser of all commands. Nothing that a command needs is imported for it."""
    parser = argparse.ArgumentParser(
        prog="tac-desktop",
        description=_("Case files of a social worker placed in a women's prison."),
        epilog=_("Without a command, the window opens."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"TAC Desktop {__version__}")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(metavar="COMMAND", title=_("commands"))
    _add_training(commands)
    _add_case(commands)
    _add_packs(commands)
    _add_handover(commands)
    _add_backups(commands)
    _add_people(commands)
    _add_looking(commands)
    _add_protection(commands)
    _add_for_it(commands)
    return parser


def _add_training(commands: Any) -> None:
    one = _command(commands, "training", _("make a vault of fictional cases"), _training)
    one.add_argument("folder", metavar="DIR", help=_("where; the folder must be empty or new"))
    one.add_argument(
        "--mothers",
        type=_count,
        default=11,
        metavar="N",
        help=_("mothers besides the example case (default %(default)s)"),
    )
    one.add_argument(
        "--entries",
        type=_count,
        metavar="N",
        help=_("contact log entries of these mothers in all (default: some 20 each)"),
    )
    one.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar="S",
        help=_("the same number makes the same people (default %(default)s)"),
    )
    one.add_argument(
        "--empty",
        action="store_true",
        help=_("with no case at all: to practise receiving a handover"),
    )
    _add_passphrase(one, _("use the first line of FILE as passphrase instead of the published one"))


def _add_case(commands: Any) -> None:
    group = _group(commands, "case", _("read a case in, or write one out, in the case format"))
    one = _command(group, "import", _("read a case into a vault"), _case_import)
    _add_vault(one)
    one.add_argument("file", metavar="FILE.json")
    one = _command(group, "export", _("write a case out of a vault, unencrypted"), _case_export)
    _add_vault(one)
    _add_mother(one)
    one.add_argument("--out", required=True, metavar="FILE.json")


def _add_packs(commands: Any) -> None:
    one = _command(commands, "packs", _("list what can be printed, and for whom"), _packs)
    one.add_argument("--names", action="store_true", help=_("one name a line"))
    one = _command(commands, "pack", _("save one print for one reader as a PDF"), _pack)
    _add_vault(one)
    one.add_argument("pack", metavar="PACK", help=_("a name from “packs”"))
    _add_mother(one, required=False)
    one.add_argument("--meeting", metavar="ID", help=_("identifier, date or “next”"))
    one.add_argument("--record", metavar="ID", help=_("the record that other packs are about"))
    one.add_argument("--audience", metavar="AUDIENCE", help=_("for example mother, mbu_board"))
    one.add_argument("--out", required=True, metavar="FILE.pdf")
    one.add_argument("--encrypt", action="store_true", help=_("with a new passphrase, shown once"))
    one.add_argument("--reason", metavar="TEXT", help=_("why it goes out although it should not"))
    one.add_argument("--copy-for", metavar="NAME", default="", help=_("name on the copy"))
    one.add_argument("--as-of", metavar="DATE", help=_("the day that ages are counted on"))
    one.add_argument("--language", choices=("en", "cy"), default="", help=_("default: hers"))
    for name, words in (
        ("--large-print", _("14 points and more")),
        ("--answer-lines", _("lines to write on where nothing is recorded yet")),
        ("--note-page", _("a page of lines at the end")),
        ("--two-sided", _("filing edge for both sides of the sheet")),
    ):
        one.add_argument(name, action="store_true", help=words)


def _add_handover(commands: Any) -> None:
    group = _group(commands, "handover", _("hand a mother's file over, encrypted"))
    one = _command(group, "write", _("write a handover and verify it"), _handover_write)
    _add_vault(one)
    _add_mother(one)
    one.add_argument("--to", required=True, metavar="DIR", help=_("folder or stick"))
    one.add_argument("--recipient", metavar="NAME", help=_("who receives it"))
    one.add_argument("--recipient-service", metavar="NAME", help=_("and where"))
    one.add_argument("--purpose", metavar="TEXT", help=_("why the file is handed over"))
    one.add_argument("--authority", metavar="REF", help=_("reference of the written authority"))
    words = _("only what this reader may have, for example court, local_authority:NAME")
    one.add_argument("--audience", metavar="AUDIENCE", help=words)
    words = _("why it goes although something stands against it")
    one.add_argument("--reason", default="", metavar="TEXT", help=words)
    one = _command(group, "read", _("read a handover into a vault"), _handover_read)
    _add_vault(one)
    one.add_argument("file", metavar="FILE")
    _add_bundle_passphrase(one)
    one = _command(group, "check", _("check a handover without a vault"), _handover_check)
    one.add_argument("file", metavar="FILE")
    _add_bundle_passphrase(one)
    words = _("print a handover's check words, without opening it")
    one = _command(group, "fingerprint", words, _handover_fingerprint)
    one.add_argument("file", metavar="FILE")
    one = _command(group, "list", _("list the handovers written and their state"), _handover_list)
    _add_vault(one)
    one = _command(group, "received", _("note a receipt that came back"), _handover_received)
    _add_vault(one)
    one.add_argument("--receipt", metavar="FILE", help=_("the receipt's file"))
    one.add_argument("--file", metavar="NAME", help=_("or: the handover's file name"))
    one.add_argument("--words", metavar="WORDS", help=_("and the four words that were read out"))
    one.add_argument("--by", metavar="NAME", help=_("and who read them"))


def _add_backups(commands: Any) -> None:
    one = _command(commands, "backup", _("copy a whole vault and prove the copy"), _backup)
    _add_vault(one)
    one.add_argument("--to", required=True, metavar="DIR", help=_("folder or stick"))
    one.add_argument(
        "--thin", action="store_true", help=_("take away older ones that are not needed any more")
    )
    one = _command(commands, "restore", _("make a vault of a backup"), _restore)
    _add_backup(one)
    one.add_argument("--to", required=True, metavar="DIR", help=_("a new or empty folder"))
    one = _command(commands, "drill", _("prove that a backup comes back whole"), _drill)
    _add_backup(one)
    one = _command(commands, "salvage", _("bring a damaged vault back into a new one"), _salvage)
    _add_vault(one)
    one.add_argument("--to", metavar="DIR", help=_("a new or empty folder; without it, only look"))
    one.add_argument(
        "--backups",
        metavar="DIR",
        action="append",
        default=[],
        help=_("where its backups are (repeatable; default: this computer's own place)"),
    )
    one.add_argument(
        "--way", choices=("together", "backup", "readable"), help=_("default: the first offered")
    )


def _add_people(commands: Any) -> None:
    group = _group(commands, "people", _("who can open a vault, and what each may do"))
    one = _command(group, "list", _("list the people of a vault"), _people("listed"))
    _add_vault(one)
    one = _command(group, "add", _("let somebody in"), _people("add"))
    _add_vault(one)
    _add_person(one)
    _add_new_passphrase(one)
    one = _command(group, "change", _("give somebody another role"), _people("change"))
    _add_vault(one)
    _add_person(one)
    one = _command(group, "remove", _("take somebody's access away"), _people("remove"))
    _add_vault(one)
    one.add_argument("--name", required=True, metavar="NAME")
    one = _command(
        group, "passphrase", _("change the own passphrase"), _people("change_passphrase")
    )
    _add_vault(one)
    _add_new_passphrase(one)
    group = _group(commands, "key", _("the key that everything in a vault is encrypted with"))
    one = _command(group, "replace", _("replace it; prints a new code"), _people("replace_key"))
    _add_vault(one)
    one.add_argument("--also", action="append", metavar="NAME", help=_("who is taken along"))
    one.add_argument("--also-file", metavar="FILE", help=_("their passphrases, as above"))
    one = _command(commands, "journal", _("list what was done with a vault"), _people("journal"))
    _add_vault(one)
    _add_mother(one, required=False)
    one.add_argument("--by", metavar="NAME", help=_("entries of this person only"))
    one.add_argument("--since", metavar="DATE", help=_("from this day on"))
    one.add_argument("--until", metavar="DATE", help=_("up to this day"))
    one.add_argument("--limit", type=_count, default=200, metavar="N", help=_("at most so many"))
    one.add_argument("--out", metavar="FILE.csv", help=_("as a table, which nothing protects"))


def _add_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, metavar="NAME")
    parser.add_argument("--role", required=True, metavar="ROLE", help=_("for example cover_worker"))
    parser.add_argument("--until", metavar="DATE", help=_("last day; for ever without it"))


def _add_new_passphrase(parser: argparse.ArgumentParser) -> None:
    words = _("first line of FILE is the new passphrase (- for the next line of input)")
    parser.add_argument("--new-passphrase-file", metavar="FILE", help=words)


def _add_looking(commands: Any) -> None:
    one = _command(commands, "verify", _("check that a vault is whole"), _verify)
    _add_vault(one)
    one = _command(commands, "search", _("find records by words"), _search)
    _add_vault(one)
    one.add_argument("words", metavar="WORDS", nargs="+")
    _add_mother(one, required=False)
    one.add_argument("--limit", type=_count, default=50, metavar="N", help=_("at most so many"))
    _command(commands, "schema", _("print the JSON Schema of every record type"), _schema)


def _add_protection(commands: Any) -> None:
    words = _("what is held about somebody, how long files are kept, disposal, the register")
    group = _group(commands, "protection", words)
    protection.add_to(group, _command, _add_vault, _add_mother)


def _add_for_it(commands: Any) -> None:
    group = _group(commands, "policy", _("what the prison's IT has set for this computer"))
    _command(group, "sample", _("print a policy with every setting"), _for_it("print_sample"))
    one = _command(group, "check", _("say what a policy file sets"), _for_it("check_policy"))
    one.add_argument("file", metavar="FILE.json")
    _command(group, "show", _("say which policy is in force"), _for_it("show_policy"))
    group = _group(commands, "upgrade", _("a new version from a signed file"))
    one = _command(group, "check", _("verify such a file"), _for_it("check_upgrade"))
    one.add_argument("file", metavar="FILE")
    words = _("back the vault up and put the new version beside this one")
    one = _command(group, "install", words, _for_it("install_upgrade"))
    one.add_argument("file", metavar="FILE")
    _add_vault(one)
    one.add_argument("--backup-to", required=True, metavar="DIR", help=_("where the backup goes"))
    words = _("take the package that IT installs out of it, verified")
    one = _command(group, "save", words, _for_it("save_package"))
    one.add_argument("file", metavar="FILE")
    one.add_argument("--to", required=True, metavar="DIR")
    _command(group, "back", _("let the version before start again"), _for_it("go_back"))


def _command(commands: Any, name: str, words: str, run: Command) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=words, allow_abbrev=False
    )
    parser.set_defaults(run=run)
    return parser


def _group(commands: Any, name: str, words: str) -> Any:
    parser = commands.add_parser(name, help=words, description=words)
    return parser.add_subparsers(metavar="COMMAND", required=True)


def _add_vault(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("vault", metavar="VAULT", help=_("the vault's folder"))
    _add_passphrase(
        parser, _("first line of FILE is the vault's passphrase (- for standard input)")
    )


def _add_backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "backup", metavar="BACKUP", help=_("the backup's folder, or the one that holds several")
    )
    _add_passphrase(
        parser, _("first line of FILE is the vault's passphrase (- for standard input)")
    )


def _add_passphrase(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("--passphrase-file", metavar="FILE", help=words)


def _add_bundle_passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--bundle-passphrase-file",
        metavar="FILE",
        help=_("first line of FILE is the handover's passphrase (- for the next line of input)"),
    )


def _add_mother(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument(
        "--mother",
        metavar="REF",
        required=required,
        help=_("prison number, record identifier or a name that only she has"),
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(_("a number from 0 on"))
    return number


def _print_any_letter() -> None:
    """Names have letters that not every console knows: show a mark rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


# Each command's own module is imported when the command runs, so that the window starts quickly.


def _training(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import training

    return training.make(arguments)


def _case_import(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import cases

    return cases.import_file(arguments)


def _case_export(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import cases

    return cases.export_file(arguments)


def _packs(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import packs

    return packs.list_packs(arguments)


def _pack(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import packs

    return packs.make(arguments)


def _handover_write(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import handovers

    return handovers.write(arguments)


def _handover_read(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import handovers

    return handovers.read(arguments)


def _handover_check(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import handovers

    return handovers.check(arguments)


def _handover_fingerprint(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import handovers

    return handovers.fingerprint(arguments)


def _handover_list(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import handovers

    return handovers.listed(arguments)


def _handover_received(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import handovers

    return handovers.received(arguments)


def _backup(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import backups

    return backups.make(arguments)


def _restore(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import backups

    return backups.get_back(arguments)


def _drill(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import backups

    return backups.practise(arguments)


def _salvage(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import salvage

    return salvage.salvage(arguments)


def _people(name: str) -> Command:
    def run(arguments: argparse.Namespace) -> int:
        from tac_desktop.commands import people

        result: int = getattr(people, name)(arguments)
        return result

    return run


def _verify(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import looking

    return looking.verify(arguments)


def _search(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import looking

    return looking.search(arguments)


def _schema(arguments: argparse.Namespace) -> int:
    from tac_desktop.commands import looking

    return looking.schema(arguments)


def _for_it(name: str) -> Command:
    def run(arguments: argparse.Namespace) -> int:
        from tac_desktop.commands import for_it

        command: Command = getattr(for_it, name)
        return command(arguments)

    return run
