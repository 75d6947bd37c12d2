"""The baseline of a start: an empty window, one Argon2id, one open of the encrypted file.

Arguments: the file, memory, passes, lanes. The key comes in hexadecimal on standard input.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Say when it is ready and how much memory is used; then wait to be ended."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    path, memory, passes, lanes = sys.argv[1], *map(int, sys.argv[2:5])
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1100, 720)
    window.show()
    application.processEvents()

    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    from sqlcipher3 import dbapi2 as sqlcipher

    Argon2id(salt=bytes(16), length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(
        b"a passphrase of some length"
    )
    connection = sqlcipher.connect(path)
    connection.execute(f"PRAGMA key = \"x'{sys.stdin.readline().strip()}'\"")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    from benchmarks.programs.told import tell_ready, tell_settled

    tell_ready()
    tell_settled()
    connection.close()


if __name__ == "__main__":
    main()
