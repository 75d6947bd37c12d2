"""The commands: what they do, what they say, and what they refuse."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from tac_desktop import app, cli
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.record import record_types
from tac_desktop.casework.work import Disclosure
from tac_desktop.packs import catalogue
from tac_desktop.paths import resource
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.passphrases import TRAINING_PASSPHRASE
from tac_desktop.storage.vault import Vault

ROOT = Path(__file__).resolve().parent.parent
NUMBER = "Z4172XQ"
PASSPHRASE = "orbit lantern pebble chutney"


@dataclass
class Said:
    """What a command returned and printed."""

    code: int
    out: str
    err: str


class Shell:
    """Runs commands in this process, with what they read from standard input."""

    def __init__(self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._capsys, self._patch = capsys, patch

    def __call__(self, *words: object, typed: str = "") -> Said:
        self._patch.setattr(sys, "stdin", io.StringIO(typed))
        self._capsys.readouterr()
        code = cli.main([str(word) for word in words])
        said = self._capsys.readouterr()
        return Said(code, said.out, said.err)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(capsys, monkeypatch)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "training"
    assert cli.main(["training", str(folder), "--mothers", "4", "--seed", "5"]) == 0
    return folder


@pytest.fixture
def training(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "training")
    return tmp_path / "training"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A vault that is not for training, with nobody in it."""
    vault, _code = Vault.create(
        tmp_path / "own", "Ffion Example", "cover_worker", PASSPHRASE, cost=KeyCost.for_tests()
    )
    vault.close()
    return tmp_path / "own"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    (tmp_path / "key").write_text(f"{PASSPHRASE}\nsecond line\n", encoding="utf-8")
    return tmp_path / "key"


def opened(folder: Path) -> Vault:
    return Vault.open(folder, TRAINING_PASSPHRASE)


def actions(folder: Path) -> list[AuditAction | None]:
    vault = opened(folder)
    found = [one.action for one in vault.journal(limit=1000)]
    vault.close()
    return found


def board_meeting(folder: Path) -> str:
    vault = opened(folder)
    (found,) = [
        one.record.id
        for one in vault.entries("meeting")
        if isinstance(one.record, Meeting) and one.record.video_booking_ref == "VB-LKX-2211"
    ]
    vault.close()
    return found


# training


def test_training_says_where_the_vault_is_and_how_it_is_opened(run: Shell, tmp_path: Path):
    said = run("training", tmp_path / "new", "--mothers", "1", "--entries", "3")
    assert said.code == 0
    assert str(tmp_path / "new") in said.out
    assert "Mothers: 2" in said.out
    assert TRAINING_PASSPHRASE in said.out
    assert "invented" in said.out
    vault = opened(tmp_path / "new")
    assert len(vault.entries("contact_log")) == 28
    vault.close()


def test_training_takes_a_passphrase_from_a_file_and_does_not_repeat_it(
    run: Shell, tmp_path: Path, key: Path
):
    said = run("training", tmp_path / "new", "--mothers", 0, "--passphrase-file", key)
    assert said.code == 0
    assert PASSPHRASE not in said.out + said.err
    Vault.open(tmp_path / "new", PASSPHRASE).close()


def test_an_empty_training_vault_receives_a_handover(run: Shell, training: Path, tmp_path: Path):
    assert run("training", tmp_path / "second", "--empty").code == 0
    said = run("handover", "write", training, "--mother", NUMBER, "--to", tmp_path)
    (file,) = tmp_path.glob("*.tac")
    shown = re.search(r"^Passphrase: (.+)$", said.out, re.MULTILINE)
    assert shown
    read = ("handover", "read", tmp_path / "second", file, "--bundle-passphrase-file", "-")
    said = run(*read, typed=f"{shown[1]}\n")
    assert said.code == 0
    vault = opened(tmp_path / "second")
    entries = vault.entries()
    vault.close()
    assert sum(isinstance(one.record, ContactLogEntry) for one in entries) == 25
    assert not any(one.saved.forked for one in entries)


def test_training_refuses_a_folder_that_is_taken_and_a_weak_passphrase(
    run: Shell, training: Path, tmp_path: Path
):
    said = run("training", training)
    assert said.code == 1 and said.err and not said.out
    said = run("training", tmp_path / "new", "--passphrase-file", "-", typed="short\n")
    assert said.code == 1 and "Too short" in said.err
    assert not (tmp_path / "new" / "vault.db").exists()


# the passphrase


def test_a_passphrase_comes_from_a_file_or_from_standard_input(run: Shell, own: Path, key: Path):
    assert run("verify", own, "--passphrase-file", key).code == 0
    assert run("verify", own, "--passphrase-file", "-", typed=f"{PASSPHRASE}\n").code == 0


def test_a_passphrase_is_never_an_argument(run: Shell, own: Path):
    for words in (("--passphrase", PASSPHRASE), (PASSPHRASE,)):
        with pytest.raises(SystemExit) as stopped:
            run("verify", own, *words)
        assert stopped.value.code == 2


def test_without_a_terminal_a_vault_is_not_opened_unless_it_is_for_training(
    run: Shell, own: Path, training: Path
):
    said = run("verify", own)
    assert said.code == 1 and "--passphrase-file" in said.err
    assert run("verify", training).code == 0


@pytest.mark.parametrize("typed", ["", "\n", "not the right words at all\n"])
def test_a_missing_or_wrong_passphrase_is_refused(run: Shell, own: Path, typed: str):
    said = run("verify", own, "--passphrase-file", "-", typed=typed)
    assert said.code == 1 and said.err and not said.out


def test_a_passphrase_file_that_is_not_there_is_named(run: Shell, own: Path, tmp_path: Path):
    said = run("verify", own, "--passphrase-file", tmp_path / "gone")
    assert said.code == 1 and "gone" in said.err


# who is meant


@pytest.mark.parametrize("reference", [NUMBER, "z4172xq", "averley", "Rhosyn Averley", "Ros"])
def test_a_mother_is_meant_by_number_or_name(run: Shell, training: Path, reference: str):
    said = run("search", training, "Teams", "--mother", reference)
    assert said.code == 0 and "Rhosyn Tamsin Averley" in said.out


def test_a_reference_that_fits_nobody_or_several_is_refused_with_a_list(run: Shell, training: Path):
    said = run("search", training, "Teams", "--mother", "Nobody")
    assert said.code == 1 and "means nobody" in said.err
    said = run("search", training, "Teams", "--mother", "a")
    assert said.code == 1
    assert NUMBER in said.err and "Z5001" in said.err


# cases


def test_a_case_is_exported_and_imported_whole(
    run: Shell, training: Path, own: Path, key: Path, tmp_path: Path
):
    out = tmp_path / "case.json"
    said = run("case", "export", training, "--mother", NUMBER, "--out", out)
    assert said.code == 0 and str(out) in said.out
    assert "not encrypted" in said.err
    if os.name != "nt":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert AuditAction.EXPORTED_CASE in actions(training)
    said = run("case", "import", own, out, "--passphrase-file", key)
    assert said.code == 0 and "Rhosyn Tamsin Averley" in said.out
    said = run("case", "import", own, out, "--passphrase-file", key)
    assert said.code == 0 and "Nothing was added" in said.out
    vault = Vault.open(own, PASSPHRASE)
    assert len(vault.entries(ContactLogEntry.type_name)) == 25
    vault.close()


def test_the_example_is_imported_from_the_file_that_is_shipped(run: Shell, own: Path, key: Path):
    said = run("case", "import", own, resource("example_case.json"), "--passphrase-file", key)
    assert said.code == 0 and "227 revisions were added" in said.out


def test_a_case_that_cannot_be_read_is_refused_with_every_reason(
    run: Shell, training: Path, tmp_path: Path
):
    raw = json.loads(resource("example_case.json").read_text(encoding="utf-8"))
    raw["records"][0]["type"] = "wizard"
    raw["records"][1]["revisions"][0]["at"] = "yesterday"
    (tmp_path / "case.json").write_text(json.dumps(raw), encoding="utf-8")
    said = run("case", "import", training, tmp_path / "case.json")
    assert said.code == 1 and "wizard" in said.err and "time zone" in said.err
    assert run("case", "import", training, tmp_path / "missing.json").code == 1


def test_nothing_unencrypted_is_written_among_the_vaults_own_files(run: Shell, training: Path):
    before = sorted(path.name for path in training.iterdir())
    for words in (
        ("case", "export", training, "--mother", NUMBER, "--out", training / "case.json"),
        ("pack", training, "chronology", "--mother", NUMBER, "--audience", "tac",
         "--out", training / "a.pdf"),
    ):  # fmt: skip
        said = run(*words)
        assert said.code == 1 and "own folder" in said.err
    assert sorted(path.name for path in training.iterdir()) == before


def test_an_export_that_cannot_be_written_is_noted_and_leaves_nothing(
    run: Shell, training: Path, tmp_path: Path
):
    out = tmp_path / "no such folder" / "case.json"
    said = run("case", "export", training, "--mother", NUMBER, "--out", out)
    assert said.code == 1 and "cannot be found" in said.err
    assert AuditAction.REFUSED in actions(training)


# packs


def test_the_catalogue_lists_every_name_once_a_line(run: Shell):
    said = run("packs", "--names")
    every = (*catalogue.packs(), *catalogue.packs_over_all())
    assert said.out.split() == [one.name for one in every]
    said = run("packs")
    assert "mbu_board" in said.out and "Mother and Baby Unit Board" in said.out


@pytest.mark.parametrize("meeting", ["2026-11-18", "18 Nov 2026", "by identifier"])
def test_a_meeting_pack_is_saved_and_what_was_left_out_is_listed(
    run: Shell, training: Path, tmp_path: Path, meeting: str
):
    chosen = board_meeting(training) if meeting == "by identifier" else meeting
    out = tmp_path / "board.pdf"
    said = run("pack", training, "meeting", "--mother", NUMBER, "--meeting", chosen,
               "--audience", "mbu_board", "--out", out)  # fmt: skip
    assert said.code == 0, said.err
    assert "Mother and Baby Unit Board" in said.out
    assert "Maren and Tobias Oakhurst-Lyle" in said.out.split("Left out")[1]
    assert "not encrypted" in said.err
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) >= 2
    assert AuditAction.EXPORTED_PDF in actions(training)
    vault = opened(training)
    given = [one.record for one in vault.entries(Disclosure.type_name)]
    vault.close()
    assert any(isinstance(one, Disclosure) and one.form == "pdf_file" for one in given)


def test_next_is_the_next_planned_meeting_of_that_day(run: Shell, training: Path, tmp_path: Path):
    words = ("pack", training, "meeting", "--mother", NUMBER, "--audience", "tac")
    said = run(*words, "--as-of", "2026-11-18", "--out", tmp_path / "a.pdf")
    assert said.code == 0 and "18 Nov 2026" in said.out.splitlines()[0]
    said = run(*words, "--as-of", "19 Nov 2026", "--meeting", "next", "--out", tmp_path / "b.pdf")
    assert said.code == 0 and "10 Dec 2026" in said.out.splitlines()[0]
    said = run(*words, "--as-of", "2031-01-01", "--out", tmp_path / "c.pdf")
    assert said.code == 1 and "No meeting is planned" in said.err
    assert not (tmp_path / "c.pdf").exists()


def test_a_pack_about_another_record_takes_the_newest_or_the_one_that_is_named(
    run: Shell, training: Path, tmp_path: Path
):
    words = ("pack", training, "acct_contribution", "--mother", NUMBER, "--audience", "prison")
    said = run(*words, "--out", tmp_path / "a.pdf")
    assert said.code == 0 and "15 Nov 2026" in said.out.splitlines()[0]
    vault = opened(training)
    oldest = vault.entries("acct_review")[0].record
    vault.close()
    said = run(*words, "--record", oldest.id, "--out", tmp_path / "b.pdf")
    assert said.code == 0 and "10 Oct 2026" in said.out.splitlines()[0]
    assert run(*words, "--record", "none", "--out", tmp_path / "c.pdf").code == 1


def test_an_encrypted_print_opens_only_with_the_passphrase_that_is_shown(
    run: Shell, training: Path, tmp_path: Path
):
    out = tmp_path / "mother.pdf"
    said = run("pack", training, "mbu_summary", "--mother", NUMBER, "--audience", "mother",
               "--out", out, "--encrypt")  # fmt: skip
    assert said.code == 0 and not said.err
    passphrase = re.search(r"Passphrase: (.+)", said.out)
    assert passphrase and len(passphrase[1].split()) == 6
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out)
    with pikepdf.open(out, password=passphrase[1]) as pdf:
        assert pdf.encryption.R == 6


def test_what_must_not_be_given_out_goes_out_only_with_a_reason_in_words(
    run: Shell, training: Path, tmp_path: Path
):
    words = ("pack", training, "chronology", "--mother", NUMBER, "--audience", "court",
             "--out", tmp_path / "a.pdf")  # fmt: skip
    for more in ((), ("--reason", "x")):
        said = run(*words, *more)
        assert said.code == 1 and "has not been asked" in said.err and "--reason" in said.err
        assert not (tmp_path / "a.pdf").exists()
    assert AuditAction.REFUSED in actions(training)
    assert AuditAction.EXPORTED_PDF not in actions(training)
    said = run(*words, "--reason", "Ordered by the court on 3 November")
    assert said.code == 0 and (tmp_path / "a.pdf").exists()
    vault = opened(training)
    details = [one.detail for one in vault.journal() if one.action is AuditAction.EXPORTED_PDF]
    vault.close()
    assert "Ordered by the court on 3 November" in details[0]


def test_nothing_goes_to_the_father_who_must_not_be_told(
    run: Shell, training: Path, tmp_path: Path
):
    vault = opened(training)
    (mother,) = vault.find_mothers(NUMBER)
    vault.close()
    said = run("pack", training, "record", "--mother", NUMBER, "--record", mother.mother_id,
               "--audience", "family:Gethin Pugh", "--out", tmp_path / "a.pdf")  # fmt: skip
    assert said.code == 1 and "must not be told anything" in said.err
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("nonsense", "--audience", "tac"), "no print called"),
        (("chronology",), "--audience"),
        (("chronology", "--audience", "nobody"), "no audience"),
        (("chronology", "--audience", "local_authority:Nowhere"), "Nowhere"),
        (("meeting", "--audience", "family:Sheila Averley"), "not made for this kind of reader"),
        (("meeting", "--audience", "tac", "--meeting", "1 Jan 2020"), "no meeting"),
        (("record", "--audience", "tac"), "--record"),
        (("chronology", "--audience", "tac", "--as-of", "someday"), "no date"),
    ],
)
def test_a_print_that_cannot_be_made_is_refused_and_nothing_is_written(
    run: Shell, training: Path, tmp_path: Path, words: tuple[str, ...], reason: str
):
    said = run("pack", training, *words, "--mother", NUMBER, "--out", tmp_path / "a.pdf")
    assert said.code == 1 and reason in said.err
    assert not (tmp_path / "a.pdf").exists()
    if "reader" in reason:
        assert AuditAction.REFUSED in actions(training)


def test_a_blank_form_needs_no_mother(run: Shell, training: Path, tmp_path: Path):
    said = run("pack", training, "blank:contact_log", "--out", tmp_path / "a.pdf")
    assert said.code == 0, said.err
    said = run("pack", training, "chronology", "--audience", "tac", "--out", tmp_path / "b.pdf")
    assert said.code == 1 and "--mother" in said.err


# handovers


def test_a_handover_is_written_checked_and_read(
    run: Shell, training: Path, own: Path, key: Path, tmp_path: Path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    said = run("handover", "write", training, "--mother", NUMBER, "--to", stick,
               "--recipient", "Gwen Sample", "--purpose", "Transferred",
               "--authority", "IAO-1")  # fmt: skip
    assert said.code == 0 and not said.err
    (file,) = stick.iterdir()
    assert str(file) in said.out
    shown = re.search(r"^Passphrase: (.+)$", said.out, re.MULTILINE)
    assert shown and len(shown[1].split()) == 6
    bundle = tmp_path / "bundle key"
    bundle.write_text(shown[1] + "\n", encoding="utf-8")
    words = re.search(r"Fingerprint: ([A-Z· -]+) \(", said.out)
    assert words and words[1] in run("handover", "fingerprint", file).out
    said = run("handover", "check", file, "--bundle-passphrase-file", bundle)
    assert said.code == 0 and "Rhosyn Tamsin Averley" in said.out and "Gwen Sample" in said.out
    read = ("handover", "read", own, file, "--passphrase-file", key)
    said = run(*read, "--bundle-passphrase-file", bundle)
    assert said.code == 0 and "were added" in said.out
    said = run(*read, "--bundle-passphrase-file", "-", typed=shown[1] + "\n")
    assert said.code == 0 and "Nothing was added" in said.out
    receipt = said.out.strip().rpartition(": ")[2]
    assert "No receipt has come back yet" in run("handover", "list", training).out
    back = ("handover", "received", training, "--file", file.name, "--by", "Gwen", "--words")
    wrong = run(*back, "four words at random")
    assert wrong.code == 1 and "not the receipt" in wrong.err
    assert "by Gwen" in run(*back, receipt).out
    assert "by Gwen" in run("handover", "list", training).out
    vault = Vault.open(own, PASSPHRASE)
    assert len(vault.entries(ContactLogEntry.type_name)) == 25
    vault.close()


def test_a_backup_is_made_tried_and_got_back(
    run: Shell, training: Path, own: Path, key: Path, tmp_path: Path
):
    place = tmp_path / "second disk"
    said = run("backup", own, "--to", place, "--passphrase-file", key, "--thin")
    assert said.code == 0 and "read back and opened" in said.out
    said = run("drill", place, "--passphrase-file", key)
    assert said.code == 0 and "would bring back everything" in said.out
    said = run("restore", place, "--to", tmp_path / "again", "--passphrase-file", key)
    assert said.code == 0 and "opens" in said.out
    vault = Vault.open(tmp_path / "again", PASSPHRASE)
    assert any(one.action == "restored" for one in vault.journal())
    vault.close()
    said = run("restore", place, "--to", own, "--passphrase-file", key)
    assert said.code == 1 and "There is a vault in this folder already." in said.err
    (backup,) = place.iterdir()
    file = backup / "vault.db"
    file.write_bytes(file.read_bytes()[:-4096])
    said = run("drill", place, "--passphrase-file", key)
    assert said.code == 1 and "damaged or was cut off" in said.err
    said = run("drill", tmp_path, "--passphrase-file", key)
    assert said.code == 1 and "holds no backup" in said.err


def test_a_damaged_vault_is_looked_at_and_brought_back(
    run: Shell, own: Path, key: Path, tmp_path: Path
):
    place = tmp_path / "second disk"
    assert run("backup", own, "--to", place, "--passphrase-file", key).code == 0
    database = own / "vault.db"
    damaged = bytes(4096) + database.read_bytes()[4096:]
    database.write_bytes(damaged)
    said = run("verify", own, "--passphrase-file", key)
    assert said.code == 1 and "can be brought back" in said.err
    asked = ("salvage", own, "--backups", place, "--passphrase-file", key)
    said = run(*asked)
    assert said.code == 0 and "Nothing was changed." in said.out
    assert [one in said.out for one in ("together:", "backup:", "readable:")] == [True] * 3
    said = run(*asked, "--to", tmp_path / "new")
    assert said.code == 0 and "Brought back (together)" in said.out
    assert "brought back from a damaged file" in said.out
    assert database.read_bytes() == damaged
    assert run("verify", tmp_path / "new", "--passphrase-file", key).code == 0
    said = run(*asked, "--to", tmp_path / "new")
    assert said.code == 1 and "There is a vault in this folder already." in said.err


def test_both_passphrases_may_come_one_after_the_other(
    run: Shell, training: Path, own: Path, tmp_path: Path
):
    said = run("handover", "write", training, "--mother", NUMBER, "--to", tmp_path)
    assert said.code == 0 and "--authority" in said.err
    (file,) = tmp_path.glob("*.tac")
    shown = re.search(r"^Passphrase: (.+)$", said.out, re.MULTILINE)
    assert shown
    said = run("handover", "read", own, file, "--passphrase-file", "-",
               "--bundle-passphrase-file", "-", typed=f"{PASSPHRASE}\n{shown[1]}\n")  # fmt: skip
    assert said.code == 0, said.err


def test_a_handover_with_a_wrong_passphrase_or_damage_is_refused(
    run: Shell, training: Path, tmp_path: Path
):
    run("handover", "write", training, "--mother", NUMBER, "--to", tmp_path)
    (file,) = tmp_path.glob("*.tac")
    said = run("handover", "check", file, "--bundle-passphrase-file", "-", typed="wrong words\n")
    assert said.code == 1 and "passphrase" in said.err
    file.write_bytes(file.read_bytes()[:-100])
    said = run("handover", "check", file, "--bundle-passphrase-file", "-", typed="wrong words\n")
    assert said.code == 1
    said = run("handover", "write", training, "--mother", NUMBER, "--to", tmp_path / "nowhere")
    assert said.code == 1 and not said.out


# looking


def test_a_damaged_vault_is_told_and_not_called_well(run: Shell, training: Path):
    database = training / "vault.db"
    content = bytearray(database.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40] = bytes(40)
    database.write_bytes(content)
    said = run("verify", training)
    assert said.code == 1 and said.err
    assert "All is well" not in said.out


def test_what_is_no_vault_is_refused(run: Shell, tmp_path: Path):
    for folder in (tmp_path, tmp_path / "missing"):
        said = run("verify", folder, "--passphrase-file", "-", typed=f"{PASSPHRASE}\n")
        assert said.code == 1 and said.err


def test_search_finds_words_without_their_accents_and_is_noted(run: Shell, training: Path):
    said = run("search", training, "bIRThday", "LETTER")
    assert said.code == 0 and "Rhosyn Tamsin Averley" in said.out
    said = run("search", training, "no-such-word-anywhere")
    assert said.code == 0 and "Nothing was found" in said.out
    said = run("search", training, "Ros", "--limit", 2)
    assert "Only the first 2" in said.out
    assert AuditAction.SEARCHED in actions(training)


def test_the_schema_describes_every_record_type(run: Shell):
    said = run("schema")
    assert set(json.loads(said.out)["$defs"]) == {cls.type_name for cls in record_types()}


# all of them


def test_without_a_command_the_help_is_shown(run: Shell):
    said = run()
    assert said.code == 0 and "training" in said.out


def test_a_letter_that_the_console_does_not_know_stops_nothing(training: Path):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    program = "import sys; from tac_desktop.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", program, "search", str(training), "first"],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_commands_load_no_window_and_the_parser_loads_nothing_heavy():
    program = (
        "import sys\n"
        "from tac_desktop.cli import command_line, main\n"
        "command_line()\n"
        "print(*sys.modules)\n"
        "main(['packs', '--names']); main(['schema'])\n"
        "print(*sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    first, last = set(lines[0].split()), set(lines[-1].split())
    assert "tac_desktop.cli" in first
    assert not {"pydantic", "sqlcipher3", "cryptography", "reportlab"} & first
    assert not any(name.startswith(("PySide6", "shiboken6")) for name in last)


def test_the_description_of_the_commands_names_each_of_them_and_no_others():
    described = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([a-z]+(?: [a-z]+)?)", described, re.MULTILINE))
    named = {name if name.split()[0] in ("case", "handover") else name.split()[0] for name in named}
    assert named == {
        "training", "case import", "case export", "packs", "pack", "handover write",
        "handover read", "handover check", "handover fingerprint", "handover list",
        "handover received", "protection", "verify", "search", "schema", "backup", "restore",
        "drill", "salvage", "people", "journal", "key", "policy", "upgrade",
    }  # fmt: skip
    for option in re.findall(r"--[a-z][a-z-]*", described):
        assert any(option in text for text in help_texts()) or option == "--help", option


def help_texts() -> list[str]:
    import argparse

    found: list[str] = []

    def collect(parser: argparse.ArgumentParser) -> None:
        found.append(parser.format_help())
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for one in action.choices.values():
                    collect(one)

    collect(cli.command_line())
    collect(app.options())
    return found
