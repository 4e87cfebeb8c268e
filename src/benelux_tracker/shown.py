"""Records that can be read: as text, and as HTML in a notebook."""

from collections.abc import Callable
from typing import Protocol


class Reader(Protocol):
    """What knows how to say a record in a language."""

    def text(self, record: "Shown", language: str) -> str:
        """The record as plain text."""
        ...

    def html(self, record: "Shown", language: str) -> str:
        """The record as HTML."""
        ...


_readers: list[Callable[[], Reader]] = []


def read_with(reader: Callable[[], Reader]) -> None:
    """Say who reads records; asked for when somebody first wants to read one."""
    _readers[:] = [reader]


class Shown:
    """A record that can be read in a language: nl, fr, en or de."""

    __slots__ = ()

    def text(self, language: str = "en") -> str:
        """The record as plain text, at most 80 columns wide.

        Raises:
            RequestError: for another language (a `ValueError`).
        """
        return _readers[0]().text(self, language)

    def html(self, language: str = "en") -> str:
        """The record as a piece of HTML, complete in itself.

        Raises:
            RequestError: for another language (a `ValueError`).
        """
        return _readers[0]().html(self, language)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.html()
