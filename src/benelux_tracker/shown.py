"""Records that can be read: by `print`, and as text, HTML or Markdown in a notebook."""

from collections.abc import Callable
from typing import Literal

from attrs import frozen

Form = Literal["text", "html", "markdown"]
Writing = Callable[[Form], str]
"""What is told, in whatever form it is asked for."""

Reader = Callable[["Displayed", str], Writing]
"""What tells of a record in a language."""

_readers: list[Callable[[], Reader]] = []


def read_with(reader: Callable[[], Reader]) -> None:
    """Say who reads records; asked for when somebody first wants to read one."""
    _readers[:] = [reader]


def _read(record: "Displayed", language: str) -> Writing:
    return _readers[0]()(record, language)


class Displayed:
    """What `print` and a notebook show in words rather than as Python."""

    __slots__ = ()

    @property
    def _spoken(self) -> str:
        """The language it is shown in unless another is asked for."""
        return "en"

    def _written(self, form: Form) -> str:
        return _read(self, self._spoken)(form)

    def __str__(self) -> str:
        return self._written("text").rstrip("\n")

    def _repr_html_(self) -> str:
        return self._written("html")

    def _repr_markdown_(self) -> str:
        return self._written("markdown")

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": str(self)}


@frozen(repr=False)
class Told(Displayed):
    """A record as told in a language: `print` and a notebook show it so."""

    writing: Writing

    def _written(self, form: Form) -> str:
        return self.writing(form)


class Shown(Displayed):
    """A record that can be read in a language: nl, fr, en or de."""

    __slots__ = ()

    def in_language(self, language: str) -> Told:
        """The record in another language than English, for `print` or at the end of a cell.

        Raises:
            RequestError: for another language (a `ValueError`).
        """
        return Told(_read(self, language))

    def text(self, language: str = "en") -> str:
        """The record as plain text, at most 80 columns wide.

        Raises:
            RequestError: for another language (a `ValueError`).
        """
        return _read(self, language)("text")

    def html(self, language: str = "en") -> str:
        """The record as a piece of HTML, complete in itself.

        Raises:
            RequestError: for another language (a `ValueError`).
        """
        return _read(self, language)("html")

    def markdown(self, language: str = "en") -> str:
        """The record as a piece of Markdown.

        Raises:
            RequestError: for another language (a `ValueError`).
        """
        return _read(self, language)("markdown")
