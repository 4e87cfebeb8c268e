"""Texts as a report says them: from the data, in a language, with their sources."""

from attrs import frozen


@frozen
class Said:
    """A text from the data, and the language it is really in."""

    text: str
    language: str


@frozen(kw_only=True)
class Cited:
    """A source note: its number in the report, and where in the source."""

    number: int
    where: str = ""
