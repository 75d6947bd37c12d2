"""Encrypted prints: AES-256 revision 6, and proof by reading back."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tac_desktop.errors import TacError
from tac_desktop.packs import blocks as b
from tac_desktop.packs import encrypt
from tac_desktop.packs.page import Document

PASSPHRASE = "anchor barrel copper dusk ember ŵyn"


def plain() -> bytes:
    return Document("Secret title").render([b.Text("Rhosyn Averley"), b.PageBreak()]).pdf


def test_it_opens_with_the_passphrase_and_only_with_it():
    locked = encrypt.encrypted(plain(), PASSPHRASE)
    with pikepdf.open(io.BytesIO(locked), password=PASSPHRASE) as opened:
        assert opened.encryption.R == 6
        assert opened.encryption.bits == 256
        assert str(opened.docinfo.Title) == "Secret title"
    for wrong in ("", "anchor barrel copper dusk ember wyn"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(locked), password=wrong)


def test_nothing_of_the_text_or_title_is_left_readable():
    locked = encrypt.encrypted(plain(), PASSPHRASE)
    assert b"Secret" not in locked
    assert b"S\x00e\x00c" not in locked
    assert b"TAC Desktop" not in locked


def test_an_empty_passphrase_is_refused():
    with pytest.raises(ValueError, match="empty"):
        encrypt.encrypted(plain(), "")


def test_a_result_that_cannot_be_read_back_is_never_returned(monkeypatch):
    real = pikepdf.Encryption

    def weak(**options: object) -> object:
        return real(user="another", owner="another", R=6)

    monkeypatch.setattr(encrypt.pikepdf, "Encryption", weak)
    with pytest.raises(TacError, match="could not be read back"):
        encrypt.encrypted(plain(), PASSPHRASE)


def test_a_result_under_older_encryption_is_never_returned(monkeypatch):
    real = pikepdf.Encryption

    def older(*, user: str, owner: str, **_options: object) -> object:
        return real(user=user, owner=owner, R=4)

    monkeypatch.setattr(encrypt.pikepdf, "Encryption", older)
    with pytest.raises(TacError, match="could not be read back"):
        encrypt.encrypted(plain(), "anchor barrel")
