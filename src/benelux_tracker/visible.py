"""Text from data files as people may safely see it, on a screen or a page."""

import re
from typing import Final

_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with a mark (�) for each control character and each override of direction.

    Line breaks and tabs stay. Without this a title could move the cursor of a
    terminal, or make a page read from right to left.
    """
    return _UNSEEN.sub("\ufffd", text)
