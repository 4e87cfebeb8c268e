"""How pictures look: colours, hatches and marks; none of them ever speaks alone."""

import re
from types import MappingProxyType
from typing import Final

from attrs import frozen

from benelux_tracker.state import Signal

PALETTE: Final = MappingProxyType(
    {
        "ink": "#1b2430",
        "soft": "#4e5a68",
        "paper": "#ffffff",
        "shade": "#f3f5f8",
        "line": "#cfd6df",
        "blue": "#17406d",
        "sky": "#dce8f5",
        "orange": "#b4500b",
        "green": "#1d6b3a",
        "amber": "#8a5a00",
        "red": "#a8201a",
        "grey": "#56606c",
        "green-bg": "#e2f2e7",
        "amber-bg": "#fdf0d3",
        "red-bg": "#fbe3e1",
        "grey-bg": "#eaedf0",
    }
)
"""The colours by the name of their variable in the style of a page (`--ink`)."""

_TAG: Final = re.compile("<[^>]*>")
_COLOUR: Final = re.compile("|".join(PALETTE.values()))
_VARIABLES: Final = {colour: f"var(--{name}, {colour})" for name, colour in PALETTE.items()}


def themed(svg: str) -> str:
    """The picture with its colours as variables, to follow the page it stands in.

    Only elements change: a label that looks like a colour stays as it is.
    """
    return _TAG.sub(lambda tag: _COLOUR.sub(lambda found: _VARIABLES[found[0]], tag[0]), svg)


@frozen(kw_only=True)
class Fill:
    """A filled part: its colour, its edge and hatch in another, and words on it in a third."""

    face: str
    edge: str
    hatch: str = ""
    words: str = "ink"


@frozen
class Mark:
    """A shape in a colour, with an edge in another."""

    shape: str
    face: str
    edge: str = "paper"


DONE: Final = Fill(face="blue", edge="blue", words="paper")
PERHAPS: Final = Fill(face="sky", edge="blue", hatch="/////")
POSTPONED: Final = Fill(face="paper", edge="orange", hatch="\\\\\\\\\\")
TRACK: Final = Fill(face="shade", edge="shade")

KNOWN: Final = Mark("D", "paper", "ink")
PLANNED: Final = Mark("v", "orange")

SIGNALS: Final = MappingProxyType(
    {
        Signal.GREEN: (Fill(face="green", edge="paper", words="paper"), Mark("o", "paper")),
        Signal.AMBER: (
            Fill(face="amber-bg", edge="amber", hatch="////"),
            Mark("^", "amber", "amber"),
        ),
        Signal.RED: (
            Fill(face="red", edge="paper", hatch="\\\\", words="paper"),
            Mark("s", "paper"),
        ),
        Signal.GREY: (Fill(face="grey-bg", edge="grey"), Mark("o", "grey-bg", "grey")),
        Signal.NOT_DUE: (
            Fill(face="paper", edge="soft", hatch="--"),
            Mark("D", "paper", "soft"),
        ),
        Signal.NONE: (Fill(face="paper", edge="soft"), Mark("_", "soft", "soft")),
    }
)

STATES: Final = MappingProxyType(
    {
        "done": Mark("o", "green"),
        "open": Mark("o", "paper", "blue"),
        "late": Mark("s", "red"),
        "suspended": Mark("^", "amber"),
        "cancelled": Mark("X", "grey"),
    }
)

STEPS: Final = MappingProxyType(
    {
        "whole": DONE,
        "up": Fill(face="green-bg", edge="green", hatch="/////"),
        "down": Fill(face="red-bg", edge="red", hatch="\\\\\\\\\\"),
    }
)
