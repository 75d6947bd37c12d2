"""Hostile PDFs and pictures, opened as the window opens them, in a process of their own.

`python -m hardship.fuzz_files SEED FIRST COUNT` opens so many and says after each what came of it.
"""

from __future__ import annotations

import os
import random
import sys
import time
import zlib

from hardship.fuzz_mutate import bytes_of
from tac_desktop.casework.training_pictures import drawing_png, paper_pdf

_SAMPLES: list[bytes] = []


def drawn(chance: random.Random) -> bytes:
    """The next file: bytes changed, or the checks of a picture's pieces made to fit again."""
    content = bytes_of(chance.choice(samples()), chance)
    if content.startswith(b"\x89PNG") and chance.random() < 0.7:
        content = _with_fitting_checks(content)
    if content.startswith(b"%PDF") and chance.random() < 0.3:
        content = content.replace(b"/Count 1", b"/Count 999999", 1)
    if b"%PDF" in content and b"%%EOF" not in content[-4096:]:
        content += b"\n%%EOF"
    return content


def samples() -> list[bytes]:
    """Real files of each kind, made once."""
    if not _SAMPLES:
        _SAMPLES.extend(
            [
                drawing_png(1),
                paper_pdf("A letter", ("Dear Ms Averley,", "we write about Megan.")),
                _jpeg(),
                _two_page_pdf(),
                b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\n"
                b"trailer<</Root 1 0 R>>%%EOF",
            ]
        )
    return _SAMPLES


def main() -> int:
    """Open `COUNT` files from number `FIRST` on; the last line printed says how far it came."""
    seed, first, count = (int(one) for one in sys.argv[1:4])
    _limit_memory()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from tac_desktop.errors import TacError
    from tac_desktop.ui.document_files import checked

    application = QGuiApplication.instance() or QGuiApplication([])
    assert application is not None
    for number in range(first, first + count):
        content = drawn(random.Random(f"{seed} {number}"))
        print(f"begun {number}", flush=True)
        began = time.monotonic()
        try:
            checked("file", content)
            said = "read"
        except TacError as error:
            said = "refused" if error.what_happened else "failed without a sentence"
        except Exception as error:
            said = f"failed {type(error).__name__}: {error}".replace("\n", " ")
        print(f"done {number} {time.monotonic() - began:.3f} {said}", flush=True)
    return 0


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        # Not of addresses: PDFium reserves many gigabytes of those and uses few.
        resource.setrlimit(resource.RLIMIT_DATA, (2 << 30, 2 << 30))


def _with_fitting_checks(content: bytes) -> bytes:
    """A PNG whose pieces carry the right check sums, so that what is inside is looked at."""
    fixed, place = bytearray(content[:8]), 8
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        end = place + 8 + length
        if end + 4 > len(content):
            break
        piece = content[place + 4 : end]
        fixed += content[place : place + 4] + piece + zlib.crc32(piece).to_bytes(4, "big")
        place = end + 4
    return bytes(fixed) + content[place:]


def _jpeg() -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QImageWriter

    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0xFF336699)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"jpeg")).write(image)
    return bytes(buffer.data().data())


def _two_page_pdf() -> bytes:
    import io

    import pikepdf

    with pikepdf.new() as pdf:
        for _page in range(2):
            pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
