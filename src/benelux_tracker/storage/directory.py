"""A directory made complete or not at all."""

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

from benelux_tracker.errors import RequestError
from benelux_tracker.storage.write import possible, write_whole


@contextmanager
def new_directory(directory: str | os.PathLike[str]) -> Generator[Path]:
    """A hidden directory to fill, which gets its place when that is done, and else is gone.

    Args:
        directory: its place; it may exist as long as nothing is in it.

    Raises:
        RequestError: there is something in its place.
        OSError: it cannot be made or filled; the error names the place.
    """
    target = _free(directory)
    part = target.with_name(f".{os.urandom(8).hex()}.part")
    try:
        part.mkdir()
        yield part
        with suppress(FileNotFoundError):
            target.rmdir()
        part.rename(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(directory)) from None
    finally:
        rmtree(part, ignore_errors=True)


def _free(directory: str | os.PathLike[str]) -> Path:
    target = Path(os.path.realpath(possible(directory)))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise RequestError(f"{directory} exists, and nothing is overwritten; name a new directory")
    if target == Path.cwd():
        raise RequestError(f"{directory} is where you are, and cannot be replaced; name a new one")
    return target


def fill(directory: Path, files: Mapping[str, str]) -> None:
    """Write files into a directory, by their paths below it.

    Raises:
        OSError: one of them cannot be written.
    """
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
