"""The rules of the house, as functions from source text to the lines that break them.

`test_architecture` applies them to the whole program, and each to an example that breaks it.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

PACKAGE = "tac_desktop"
LONGEST_MODULE = 500
LONGEST_FUNCTION = 60

# Arrows run from a higher number to a lower or equal one.
LAYERS = {
    "errors": 0,
    "later": 0,
    "paths": 0,
    "policy": 0,
    "words": 0,
    "casework": 1,
    "storage": 2,
    "packs": 3,
    "handover": 3,
    "returns": 3,
    "upgrades": 3,
    "ui": 4,
    "commands": 4,
    "cli": 4,
    "app": 5,
    "__init__": 0,
    "__version__": 0,
    "__main__": 6,
}
ONLY_IN = {
    "sqlcipher3": f"{PACKAGE}.storage.database",
    "appdirs": f"{PACKAGE}.paths",
}
QT = ("PySide6", "shiboken6")
PLAINTEXT_DATABASES = ("sqlite3", "dbm", "shelve")
NETWORK = (
    "aiohttp",
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "multiprocessing.connection",
    "nntplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "webbrowser",
    "websockets",
    "wsgiref",
    "xmlrpc",
    "PySide6.QtBluetooth",
    "PySide6.QtHttpServer",
    "PySide6.QtNetwork",
    "PySide6.QtNetworkAuth",
    "PySide6.QtRemoteObjects",
    "PySide6.QtWebChannel",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineQuick",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtWebSockets",
    "PySide6.QtWebView",
)
HEAVY = (
    "openpyxl",
    "pikepdf",
    "reportlab",
    "PySide6.QtCharts",
    "PySide6.QtPdf",
    "PySide6.QtPdfWidgets",
)
SHOWING_CALLS = frozenset(
    {
        "QAction",
        "QCheckBox",
        "QDockWidget",
        "QGroupBox",
        "QLabel",
        "QPushButton",
        "QRadioButton",
        "QToolButton",
        "addAction",
        "addMenu",
        "addTab",
        "setAccessibleDescription",
        "setAccessibleName",
        "setInformativeText",
        "setPlaceholderText",
        "setStatusTip",
        "setText",
        "setTitle",
        "setToolTip",
        "setWindowTitle",
        "showMessage",
    }
)

# Put together from pieces, so that this file does not break its own rule.
_WORKPLACE = (
    "pypi" + r"\.org",
    "python" + "hosted",
    "registry" + r"\.npmjs",
    r"(?:deb|snapshot)\." + r"debian\.org",
    "--index" + "-url",
    "--find" + "-links",
    r"(?<![\w.])/" + "work/",
    "/tmp" + "/w/",
    r"/opt/" + "(?:pypi|wheels)",
    r"\.\./" + "shared/",
    "shared/" + "(?:data|design|look|reference|tools)",
    r"\bcla" + r"ude\b",
    "anth" + "ropic",
    "chat" + "gpt",
    r"\bll" + r"ms?\b",
    "co-" + "authored-by",
    r"\bissues? #?" + r"\d",
)
_WORKPLACE_WORDS = re.compile("|".join(_WORKPLACE), re.IGNORECASE)


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported, also inside functions and by `import_module`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            # `from urllib import request` and `from PySide6 import QtNetwork` name modules too.
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            yield from ((node.lineno, text) for text in literal_texts(node.args[:1]))


def arrows_that_run_up(module: str, source: str) -> list[str]:
    """Imports of a higher layer, or of a package that has no place among the layers."""
    here = layer_of(module)
    complaints = [] if here is not None else [f"{module}: has no place among the layers"]
    for line, name in imported(tree_of(source)):
        if name.startswith("."):
            complaints.append(f"{module}:{line}: relative import of {name}")
        if not is_within(name, (PACKAGE,)) or name.count(".") == 0:
            continue
        there = layer_of(name)
        if there is None:
            complaints.append(f"{module}:{line}: {name} has no place among the layers")
        elif here is not None and there > here:
            complaints.append(f"{module}:{line}: imports {name}, which stands above it")
    return complaints


def qt_outside_the_window(module: str, source: str) -> list[str]:
    """Qt imported by a module that is neither in `ui` nor `app`."""
    if module == f"{PACKAGE}.app" or is_within(module, (f"{PACKAGE}.ui",)):
        return []
    return imports_of(QT, module, source)


def imported_in_a_second_module(module: str, source: str) -> list[str]:
    """A package that one module keeps to itself, imported by another."""
    barred = tuple(name for name, keeper in ONLY_IN.items() if keeper != module)
    return imports_of(barred, module, source)


def network_modules(module: str, source: str) -> list[str]:
    """Anything that could open a connection to elsewhere."""
    return imports_of(NETWORK, module, source)


def plaintext_databases(module: str, source: str) -> list[str]:
    """A database that would write records unencrypted."""
    return imports_of(PLAINTEXT_DATABASES, module, source)


def unfit_for_translation(module: str, source: str) -> list[str]:
    """`_()` round words that are put together before they are translated."""
    return [
        f"{module}:{node.lineno}: words are put together inside _()"
        for node in ast.walk(tree_of(source))
        if isinstance(node, ast.Call)
        and called(node) == "_"
        and any(is_put_together(argument) for argument in node.args)
    ]


def untranslated_words(module: str, source: str) -> list[str]:
    """Words shown on the screen that do not pass through `_`."""
    complaints = []
    for node in ast.walk(tree_of(source)):
        if isinstance(node, ast.Call) and called(node) in SHOWING_CALLS:
            words = [text for text in literal_texts(node.args) if re.search("[A-Za-z]{2}", text)]
            complaints += [f"{module}:{node.lineno}: {text!r} is not inside _()" for text in words]
    return complaints


def lambdas_connected(module: str, source: str) -> list[str]:
    """A lambda connected to a signal: it keeps its widget alive and crashes at the end."""
    return [
        f"{module}:{node.lineno}: a lambda is connected to a signal"
        for node in ast.walk(tree_of(source))
        if isinstance(node, ast.Call)
        and called(node) == "connect"
        and any(isinstance(argument, ast.Lambda) for argument in node.args)
    ]


def too_long(module: str, source: str) -> list[str]:
    """A module that holds more than one idea, or a function that does more than one thing."""
    lines = source.count("\n")
    complaints = [f"{module}: {lines} lines"] if lines > LONGEST_MODULE else []
    for node in ast.walk(tree_of(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                complaints.append(f"{module}:{node.lineno}: {node.name} has {length} lines")
    return complaints


def heavy_modules(loaded: Iterable[str]) -> list[str]:
    """Modules among `loaded` that cost start-up time and are not needed for it."""
    return sorted(name for name in loaded if name in HEAVY)


def words_of_the_workplace(name: str, text: str) -> list[str]:
    """Where the text names package registries, build paths or whatever made it."""
    return [
        f"{name}:{number}: {found.group()!r}"
        for number, line in enumerate(text.splitlines(), 1)
        for found in _WORKPLACE_WORDS.finditer(line)
    ]


def module_name(path: Path, root: Path) -> str:
    """`tac_desktop/storage/__init__.py` below `root` as `tac_desktop.storage`."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


def layer_of(name: str) -> int | None:
    """The height of the layer that a full module name belongs to."""
    return LAYERS.get(name.split(".")[1])


@functools.cache
def tree_of(source: str) -> ast.Module:
    """The syntax of a module, read once for all the rules."""
    return ast.parse(source)


def imports_of(barred: tuple[str, ...], module: str, source: str) -> list[str]:
    """A complaint for every import of one of the `barred` modules or of what is inside them."""
    return [
        f"{module}:{line}: imports {name}"
        for line, name in imported(tree_of(source))
        if is_within(name, barred)
    ]


def is_within(name: str, parents: tuple[str, ...]) -> bool:
    """Whether `name` is one of `parents` or lies inside one."""
    return any(name == parent or name.startswith(f"{parent}.") for parent in parents)


def called(node: ast.Call) -> str:
    """The last part of the name of what is called."""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def is_put_together(node: ast.expr) -> bool:
    """Whether this is an f-string, a sum of strings or a call of `format`."""
    if isinstance(node, ast.Call):
        return called(node) == "format"
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def literal_texts(nodes: Iterable[ast.expr]) -> Iterator[str]:
    """The words written out in expressions, leaving aside what is passed to further calls."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr | ast.BoolOp):
            yield from literal_texts(node.values)
        elif isinstance(node, ast.IfExp):
            yield from literal_texts([node.body, node.orelse])
        elif isinstance(node, ast.BinOp):
            yield from literal_texts([node.left, node.right])
        elif isinstance(node, ast.Call) and called(node) == "format":
            yield from literal_texts([node.func])
        elif isinstance(node, ast.Attribute):
            yield from literal_texts([node.value])
