"""What a file is, told by its content; what its name suggests; what speaks against giving it."""

from __future__ import annotations

import datetime as dt
import struct
import threading
import time
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tac_desktop.casework.document_files import (
    JPEG,
    PDF,
    PNG,
    FileLimits,
    FileRefused,
    limits_in_words,
    recognise,
    refuse_too_large,
)
from tac_desktop.casework.document_names import answers_from_name
from tac_desktop.casework.document_rules import warn_before_giving, with_the_same_file
from tac_desktop.casework.time_limit import TookTooLong, within
from tac_desktop.casework.training_pictures import drawing_png, paper_pdf
from tac_desktop.casework.warnings_before import warnings_before
from tac_desktop.casework.work import Document
from tests.casework.builders import file_of

PAPER = paper_pdf("Order", ["Invented."])
PICTURE = drawing_png(4)


def jpeg(width: int = 40, height: int = 30) -> bytes:
    """The outside of a JPEG: enough to be recognised, nothing to be drawn."""
    frame = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    thumbnail = b"Exif\0\0 a small picture \xff\xd8 inside \xff\xd9"
    return (
        b"\xff\xd8"
        + b"\xff\xe1" + struct.pack(">H", len(thumbnail) + 2) + thumbnail
        + b"\xff\xc0" + frame
        + b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\x00\x00\x3f\x00"
        + b"dots \xff\x00 and \xff\xd3 more dots"
        + b"\xff\xd9"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "kind", "size"),
    [(PAPER, PDF, (0, 0)), (PICTURE, PNG, (320, 240)), (jpeg(), JPEG, (40, 30))],
)
def test_the_three_kinds_are_told_by_their_content(content, kind, size):
    found = recognise(content)
    assert (found.content_type, (found.width, found.height)) == (kind, size)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\0 %PDF-1.4 %%EOF", "a program"),
        (b"\x7fELF....", "a program"),
        (b"II*\0....", "TIFF"),
        (b"GIF89a....", "GIF"),
        (b"RIFF....WEBPVP8 ", "WebP"),
        (b"\0\0\0\x18ftypheic....", "HEIC"),
        (b"PK\x03\x04....", "Office"),
        (b"\xd0\xcf\x11\xe0....", "Office"),
        (b"<html>", "web page"),
        (b"<svg xmlns=", "XML"),
        (b"Dear Ms Averley,", "plain text"),
        (b"\0\1\2\3", "another kind"),
    ],
)
def test_other_kinds_are_refused_by_name_and_nothing_is_lost(content, words):
    with pytest.raises(FileRefused, match=words) as refused:
        recognise(content)
    assert "It is where it was" in refused.value.sentence
    assert "PDF" in refused.value.what_to_do


@pytest.mark.parametrize("whole", [PAPER, PICTURE, jpeg()])
def test_a_file_cut_off_anywhere_is_refused(whole):
    for length in (*range(1, 40), len(whole) // 2, len(whole) - 30, len(whole) - 2):
        with pytest.raises(FileRefused):
            recognise(whole[: min(length, len(whole) - 2)])


def test_a_damaged_picture_is_refused():
    place = PICTURE.index(b"IDAT") + 30
    with pytest.raises(FileRefused, match="damaged"):
        recognise(PICTURE[:place] + bytes([PICTURE[place] ^ 1]) + PICTURE[place + 1 :])


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_drawn():
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n"
    for kind, content in ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")):
        crc = struct.pack(">I", zlib.crc32(kind + content))
        bomb += struct.pack(">I", len(content)) + kind + content + crc
    with pytest.raises(FileRefused, match="100000 by 100000 dots"):
        recognise(bomb)
    with pytest.raises(FileRefused, match="more than can be shown"):
        recognise(jpeg(60_000, 2))


def test_size_limits_are_said():
    assert limits_in_words() == "PDF, JPEG or PNG, up to 20 MB each, PDFs up to 500 pages."
    with pytest.raises(FileRefused, match="no bytes at all"):
        refuse_too_large(0)
    with pytest.raises(FileRefused, match="has 21 MB; at most 20 MB"):
        refuse_too_large(20 * 1024 * 1024 + 1)
    with pytest.raises(FileRefused):
        recognise(PAPER, FileLimits(bytes=len(PAPER) - 1))


@settings(max_examples=150, deadline=None)
@given(
    start=st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-1.4", PICTURE[:60]]),
    rest=st.binary(max_size=400),
)
def test_whatever_stands_in_a_file_gives_an_answer_or_a_refusal(start, rest):
    try:
        recognise(start + rest)
    except FileRefused as refused:
        assert refused.sentence


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(jpeg()) - 1), value=st.integers(0, 255))
def test_a_changed_byte_in_a_jpeg_gives_an_answer_or_a_refusal(place, value):
    broken = bytearray(jpeg())
    broken[place] = value
    with suppress(FileRefused):
        recognise(bytes(broken))


def test_what_takes_too_long_is_given_up_and_what_fails_says_so():
    assert within(5, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0)
    held = threading.Event()
    began = time.monotonic()
    with pytest.raises(TookTooLong, match="It is where it was"):
        within(0.05, held.wait)
    assert time.monotonic() - began < 2
    held.set()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2026-11-03 Letter from school.pdf",
         {"date": dt.date(2026, 11, 3), "title": "Letter from school", "type": "letter"}),
        ("Scan_20261103_101112.pdf", {"date": dt.date(2026, 11, 3)}),
        ("IMG_2044.JPG", {}),
        ("scan0001.png", {}),
        ("care order 20.08.2026.pdf",
         {"date": dt.date(2026, 8, 20), "title": "Care order", "type": "court_order"}),
        ("drawing 3 Feb 2026.png",
         {"date": dt.date(2026, 2, 3), "title": "Drawing", "type": "drawing"}),
        ("minutes-2024-02-29.pdf",
         {"date": dt.date(2024, 2, 29), "title": "Minutes", "type": "minutes"}),
        ("2026-02-30 plan.pdf", {"title": "2026-02-30 plan", "type": "plan"}),
        ("Disorder and borders.pdf", {"title": "Disorder and borders"}),
        (".pdf", {}),
    ],
)  # fmt: skip
def test_a_name_suggests_title_day_and_kind(name, expected):
    assert answers_from_name(name) == expected


def test_a_name_suggests_whom_it_is_about_and_who_sent_it():
    answers = answers_from_name("Report by Marlcester about Callum.pdf", file_of())
    assert answers["child_ids"] == ["callum"]
    assert answers["from_id"] == "marlcester"


def document(**answers: object) -> Document:
    return Document.model_validate({"id": "doc", "mother_id": "ros", "title": "X", **answers})


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"confidential": True}, "confidential"),
        ({"share": "tac_only"}, "this service only"),
        ({"share": "professionals_only"}, "professionals only"),
    ],
)
def test_giving_her_what_she_must_not_read_stops_and_asks(answers, words):
    today = dt.date(2026, 11, 22)
    (warning,) = warnings_before(document(given_to_mother=today, **answers), file_of())
    assert words in warning.sentence
    assert list(warn_before_giving(document(**answers), file_of())) == []
    assert list(warn_before_giving(document(given_to_mother=today), file_of())) == []


def test_the_same_file_is_found_and_one_that_counts_comes_first():
    wrong = document(id="wrong", content_sha256="ab", entered_in_error="Another mother's")
    right = document(id="right", content_sha256="ab")
    assert with_the_same_file(file_of(wrong, right), "ab") == right
    assert with_the_same_file(file_of(wrong), "ab") == wrong
    assert with_the_same_file(file_of(document()), "") is None
