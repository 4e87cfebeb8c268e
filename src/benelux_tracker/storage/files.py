"""Which files of a directory are read, and their texts, within the limits."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benelux_tracker import limits
from benelux_tracker.errors import Place, Problem
from benelux_tracker.limits import Problems

_TEXTS: Final = re.compile(
    r'''"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+(?:"""|\Z)'''
    r"|'''(?:[^']++|'{1,2}+(?!'))*+(?:'''|\Z)"
    r"""|"(?:[^"\\\n]++|\\.)*+"?|'[^'\n]*+'?|#[^\n]*+""",
    re.DOTALL,
)
"""The texts and comments of a file; one that is not closed goes to its end, or its line's."""

_DOTTED: Final = re.compile(rf"(?:\.[^.=\[\]{{}},\n]*+){{{limits.KEYS}}}")
_HEADER: Final = re.compile(r"^[ \t]*+\[", re.MULTILINE)
_DIGITS: Final = re.compile(r"[0-9A-Fa-f_]{2000}")
_LONG: Final = re.compile(rf"(?<![0-9A-Fa-f_])[0-9A-Fa-f_]{{{limits.DIGITS + 1}}}")
TOO_LONG: Final = f"has a number of more digits than can be read: at most {limits.DIGITS}"
_FEW, _THIN = 100_000, 64
"""So many dots, or one on so many signs, stand in ordinary texts."""


def paths_of(root: Path, problems: Problems) -> Iterator[Path]:
    """The files that are read, in order; a folder's own come before those of its folders."""
    inside = Path(os.path.realpath(root))

    def tell(error: OSError) -> None:
        file = Path(error.filename).relative_to(root).as_posix()
        message = f"cannot be read: {error.strerror}"
        problems.append(Problem(code="unreadable", message=message, place=Place(file)))

    for folder, names, leaves in os.walk(root, onerror=tell):
        names[:] = sorted(name for name in names if not name.startswith("."))
        if names and folder.count(os.sep, len(str(root))) >= limits.FOLDERS:
            place = Place(Path(folder).relative_to(root).as_posix())
            message = f"has folders in folders, more than {limits.FOLDERS} deep"
            problems.append(Problem(code="too-deep", message=message, place=place))
            names.clear()
        own = sorted(name for name in leaves if not name.startswith("."))
        for number, name in enumerate(own + names):
            path = Path(folder, name)
            target = Path(os.path.realpath(path)) if os.path.islink(path) else None  # noqa: PTH114
            if target and not target.is_relative_to(inside):
                problems.append(_link_out(path.relative_to(root).as_posix()))
            elif target and _is_read(target, inside):
                continue
            elif number < len(own) and path.suffix == ".toml":
                problems.spend("files", 1, limits.FILES, path.relative_to(root).as_posix())
                yield path


def _is_read(target: Path, inside: Path) -> bool:
    hidden = any(part.startswith(".") for part in target.relative_to(inside).parts)
    return target.suffix == ".toml" and not hidden and target.is_file()


def _link_out(file: str) -> Problem:
    message = "is a link that leaves the programme's directory"
    hint = "put the file itself into the directory"
    return Problem(code="link-out", message=message, place=Place(file), hint=hint)


class UnreadableError(Exception):
    """A file that cannot be read as text."""

    def __init__(self, code: str, message: str, text: str = "") -> None:
        """Carry what a problem needs, and the text as far as there is one."""
        super().__init__(message)
        self.code = code
        self.text = text


def text_of(path: Path) -> str:
    """The text of a file of at most `limits.FILE` bytes, in UTF-8.

    Raises:
        UnreadableError: when it is not one, or cannot be read.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("unreadable", "is not a file")
        if status.st_size > limits.FILE:
            raise UnreadableError("too-large", f"is larger than {limits.FILE} bytes; split it")
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise UnreadableError("unreadable", f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8: byte 0x{error.object[error.start]:02x} in line {line}"
        text = error.object.decode("utf-8", "replace")
        raise UnreadableError("not-utf-8", f"{message}; save it as UTF-8", text) from None


def text_within(path: Path, file: str, problems: Problems) -> str:
    """The text of one file of a programme.

    Raises:
        UnreadableError: as for `text_of`, or it is too much for one file: what a parser
            makes of many tables, digits or keys in one another is far larger than they.
        EnoughError: with the files before it, it is too much.
    """
    try:
        text = text_of(path)
    except UnreadableError as error:
        problems.spend("signs", len(error.text), limits.PROGRAMME, file)
        raise
    problems.spend("signs", len(text), limits.PROGRAMME, file)
    if problems.read["signs"] > limits.SIGNS:
        values = sum(map(text.count, "=,[{"))
        problems.spend("keys and values", values, limits.SIGNS, file)
    steps = range(0, len(text), 2000)  # more than twice as many digits hold a whole step
    if any(_DIGITS.match(text, at) for at in steps) and _LONG.search(_TEXTS.sub("", text)):
        raise UnreadableError("too-long", TOO_LONG, text)
    if text.count("[") > limits.RECORDS:
        headers = sum(1 for _ in _HEADER.finditer(_TEXTS.sub("", text)))
        if headers > limits.RECORDS:
            message = f"has more than {limits.RECORDS} tables; split it"
            raise UnreadableError("too-many", message, text)
    dots = text.count(".")
    if dots > _FEW or dots * _THIN > len(text) + _FEW // _THIN:
        bare = _TEXTS.sub("", text)
        if _DOTTED.search(bare):
            message = f"is nested too deeply: {limits.KEYS} keys with dots between them at most"
            raise UnreadableError("too-deep", message, text)
        if bare.count(".") > limits.DOTS:
            message = f"has more than {limits.DOTS} dots between keys; split it"
            raise UnreadableError("too-many", message, text)
    return text
