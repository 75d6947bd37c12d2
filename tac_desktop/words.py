"""Every sentence a person reads passes through `_`, so that it can be put into another language.

Catalogues are GNU gettext files below `resources/locale/<language>/LC_MESSAGES/tac_desktop.mo`.
"""

from __future__ import annotations

import gettext

from tac_desktop import paths

_DOMAIN = "tac_desktop"
_current: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str) -> None:
    """Show all words in `language` (an ISO 639 code); English where no catalogue exists."""
    global _current
    _current = gettext.translation(
        _DOMAIN, localedir=str(paths.resource("locale")), languages=[language], fallback=True
    )


def _(text: str) -> str:
    """The words of `text` in the language in use. Never pass an f-string: use `.format` after."""
    return _current.gettext(text) if text else ""
