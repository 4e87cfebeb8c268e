"""A shape for every signal, so that no colour ever speaks alone."""

from types import MappingProxyType
from typing import Final

from benelux_tracker.state import Signal

MARKS: Final = MappingProxyType(
    {
        Signal.GREEN: "●",
        Signal.AMBER: "▲",
        Signal.RED: "■",
        Signal.GREY: "○",
        Signal.NOT_DUE: "◇",
        Signal.NONE: "–",
    }
)
