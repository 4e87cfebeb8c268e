"""A file written complete or not at all."""

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from errno import EEXIST
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG

from benelux_tracker.errors import RequestError


def suffix_of(path: str | os.PathLike[str]) -> str:
    """The suffix of a path in lower case, such as `.html`."""
    return Path(path).suffix.lower()


def possible(path: str | os.PathLike[str]) -> Path:
    """A path that a file can have.

    Raises:
        RequestError: it holds a sign that no path can have (a `ValueError`).
    """
    with suppress(UnicodeEncodeError):
        if b"\0" not in os.fsencode(path):
            return Path(path)
    raise RequestError(f"no file can be called {os.fspath(path)!a:.100}")


def write_whole(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write a file (text in UTF-8) beside its place, then move it there in one step.

    A file that was there keeps its mode, a link its place; a pipe or a device is
    written to as it is.

    Raises:
        OSError: when that fails, naming the file; what was there stays, and nothing
            half-written is left.
    """
    target = Path(os.path.realpath(possible(path)))
    mode = target.stat().st_mode if target.exists() else None
    if mode and not S_ISREG(mode) and not S_ISDIR(mode):
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return
    with _part(Path(path), target.parent, content) as part:
        if mode and S_ISREG(mode):
            part.chmod(S_IMODE(mode))
        part.replace(target)


def write_new(path: Path, content: str, *, beside: Path) -> None:
    """Write a file that does not exist yet, then link it to its place in one step.

    Args:
        path: the file; the folders above it are made.
        content: its text.
        beside: the folder that exists already, where the file is written at first.

    Raises:
        OSError: when that fails, or a file of that name exists (`FileExistsError`),
            naming the file; nothing is left.
    """
    folders = [folder for folder in path.parents if not folder.exists()]
    with _part(path, beside, content) as part:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _link(part, path)
        except OSError:
            for folder in folders:
                with suppress(OSError):
                    folder.rmdir()
            raise
        _flush(path.parent)


@contextmanager
def _part(target: Path, folder: Path, content: str | bytes) -> Generator[Path]:
    """The content in a hidden file of its own, on the disk; it is gone afterwards."""
    part = folder / f".{os.urandom(8).hex()}.part"
    try:
        with part.open("xb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        yield part
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None
    finally:
        with suppress(OSError):
            part.unlink()


def _link(part: Path, path: Path) -> None:
    """Give a file its name; a disk that knows no links moves it, if the name is free."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(EEXIST, os.strerror(EEXIST)) from None
        part.rename(path)


def _flush(folder: Path) -> None:
    """Make a folder's new entry last; where folders cannot be flushed, the system does it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
