"""Records that can be read: as text, and as HTML in a notebook."""

from importlib import import_module


class Shown:
    """A record that can be read in a language: nl, fr, en or de.

    How it is said is known by a room above (`summary.shown`), which is opened
    when somebody wants to read.
    """

    __slots__ = ()

    def text(self, language: str = "en") -> str:
        """The record as plain text, at most 80 columns wide.

        Raises:
            RequestError: for another language (a `ValueError`).
        """
        said: str = import_module("benelux_tracker.summary.shown").text(self, language)
        return said

    def html(self, language: str = "en") -> str:
        """The record as a piece of HTML, complete in itself.

        Raises:
            RequestError: for another language (a `ValueError`).
        """
        said: str = import_module("benelux_tracker.summary.shown").html(self, language)
        return said

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.html()
