"""What looks for leaks finds them; otherwise finding none would be nothing."""

from __future__ import annotations

import base64
import json

import pytest

from tests.end_to_end.leaks import Finder, files_below

TEXT = "Sheila’s garden at Tŷ Bach"


@pytest.mark.parametrize(
    "content",
    [
        f"before {TEXT} after".encode(),
        f"x{TEXT}".encode("utf-16"),
        TEXT.encode("utf-16-be"),
        json.dumps({"text": TEXT}).encode(),
        base64.b64encode(f"{TEXT} and more".encode()),
        base64.b64encode(f"a{TEXT} and more".encode()),
        base64.b64encode(f"ab{TEXT} and more".encode()),
    ],
)
def test_a_text_is_found_in_whatever_form_it_lies_there(tmp_path, content):
    path = tmp_path / "deep" / "file.bin"
    path.parent.mkdir()
    path.write_bytes(b"\0\xff" * 100 + content + b"\0")
    found = Finder(["something else", TEXT]).in_files(files_below(tmp_path))
    assert found == {str(path): {TEXT}}


def test_other_texts_are_not_taken_for_it(tmp_path):
    (tmp_path / "file.txt").write_text("Sheila has a garden", encoding="utf-8")
    assert Finder([TEXT]).in_files(files_below(tmp_path)) == {}
