"""Files that seem meant for a programme and are not read, or not unless it is asked for."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from benelux_tracker.storage.files import UnreadableError, text_of
from benelux_tracker.storage.structure import TABLES

_NAME: Final = re.compile(r"\.toml\.txt|\.tml|\.toml", re.IGNORECASE)
_HEADER: Final = re.compile(rf"^[ \t]*\[\[?({'|'.join(TABLES)})\]", re.MULTILINE)
_PAGES: Final = ("readme", "licen", "copying", "notice", "changes", "changelog")
"""How the names of files begin that are for people, whatever they show."""


def unread(root: Path) -> Iterator[str]:
    """The files below a directory that look like a part of the programme, but for their names."""
    for folder, names, leaves in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for path in (Path(folder, leaf) for leaf in sorted(leaves)):
            settled = path.name.startswith(".") or path.suffix == ".toml"
            if not settled and (_NAME.fullmatch("".join(path.suffixes)) or _is_meant(path)):
                yield path.relative_to(root).as_posix()


def _is_meant(path: Path) -> bool:
    plain = path.suffix.lower() in {"", ".txt"} and not path.name.lower().startswith(_PAGES)
    return plain and _HEADER.search(_text(path)) is not None


def holds_programme(folder: Path) -> bool:
    """Whether a file of the folder has the head of a programme."""
    heads = (_HEADER.finditer(_text(path)) for path in folder.glob("[!.]*.toml"))
    return any(found[1] == "programme" for head in heads for found in head)


def _text(path: Path) -> str:
    with suppress(UnreadableError):
        return text_of(path)
    return ""
