"""A file written complete or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex


def suffix_of(path: str | os.PathLike[str]) -> str:
    """The suffix of a path in lower case, such as `.html`."""
    return Path(path).suffix.lower()


def write_whole(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write a file (text in UTF-8) beside its place, then move it there in one step.

    Raises:
        OSError: when that fails, naming the file; what was there stays, and nothing
            half-written is left.
    """
    target = Path(path)
    part = target.with_name(f".{token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None
    finally:
        with suppress(OSError):
            part.unlink()
