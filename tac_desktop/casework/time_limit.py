"""A piece of work that must not take for ever: what opens files that came from elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from tac_desktop.errors import TacError
from tac_desktop.words import _

T = TypeVar("T")


class TookTooLong(TacError):
    """A file that asks for more time than any honest one needs."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            _("Opening this file took longer than {seconds} seconds, so it was given up.").format(
                seconds=round(seconds)
            ),
            _("The file was not kept. It is where it was, and nothing was changed."),
            _("Print it and scan the paper, or ask for it in another form."),
        )


def within(seconds: float, function: Callable[[], T]) -> T:
    """Do something in a thread of its own and give its result, or its exception.

    Raises:
        TookTooLong: when the time is over. The thread cannot be killed; nobody waits for it, and it
            does not keep the program from ending.
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def do() -> None:
        try:
            results.append(function())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=do, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise TookTooLong(seconds)
    return results[0]
