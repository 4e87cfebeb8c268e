"""Elements of WordprocessingML as text; what comes from outside is escaped here alone."""

import re
from html import escape
from typing import Final

from benelux_tracker.visible import visible

_BLANK: Final = re.compile("[ \t\r\n\u2028\u2029]+")
_NO_SIGN: Final = re.compile("[\ufffe\uffff]")
"""What XML forbids although it is neither a control character nor a surrogate."""


def shown(text: str) -> str:
    """A text on one line, escaped for XML, with a mark for what cannot be seen."""
    return escape(_NO_SIGN.sub("\ufffd", _BLANK.sub(" ", visible(text))))


def tag(name: str, /, *inside: str, **attributes: str | int) -> str:
    """An element, its attributes escaped, its inside as it is."""
    said = "".join(f' w:{key}="{shown(str(value))}"' for key, value in attributes.items())
    return f"<w:{name}{said}>{''.join(inside)}</w:{name}>"


def run(text: str, style: str = "", language: str = "") -> str:
    """Words in a character style, and in a language where it is not that of the page."""
    look = tag("rStyle", val=style) if style else ""
    look += tag("lang", val=language) if language else ""
    words = f'<w:t xml:space="preserve">{shown(text)}</w:t>'
    return tag("r", tag("rPr", look) if look else "", words)


def paragraph(style: str, *inside: str) -> str:
    """A paragraph in a style."""
    return tag("p", tag("pPr", tag("pStyle", val=style)), *inside)


def field(instruction: str) -> str:
    """A field that Word fills in: always of our own words, never of the report's."""
    return tag("fldSimple", run("1"), instr=instruction)


TAB: Final = tag("r", tag("tab"))
"""A step to the next column of a paragraph."""
