"""Figures that a narrative cites by key: `{progress:theme:security}`. Source: report.md."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from attrs import frozen

from benelux_tracker.dimensions import Dimension
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.tally import Progress

_CITED: Final = re.compile(r"\{([a-z_]+):([a-z_]+)(?::([a-z0-9][a-z0-9-]*))?\}")
_SHARES: Final = ("progress", "coverage", "low", "high", "planned_progress", "completed_share")
_ABOUT: Final[dict[str, Dimension]] = {
    "theme": "theme",
    "dossier": "dossier",
    "objective": "objective",
    "working_group": "working_group",
}


@frozen
class Citation:
    """A figure cited in a text: which share, of what, and how it stands in the text."""

    text: str
    share: str
    about: str
    key: str

    @property
    def known(self) -> bool:
        """Whether there is such a share, and such a kind of thing."""
        known = self.about in _ABOUT if self.key else self.about == "programme"
        return known and self.share in _SHARES


def cited(text: str) -> Iterator[Citation]:
    """Every figure that a text cites, in order."""
    for match in _CITED.finditer(text):
        yield Citation(match[0], match[1], match[2], match[3] or "")


def progress_cited(citation: Citation, snapshot: Snapshot) -> Progress | None:
    """The progress that a citation is about, None where nothing goes by that name."""
    if not citation.known:
        return None
    if citation.about == "programme":
        return snapshot.progress()
    return dict(snapshot.roll_up(_ABOUT[citation.about])).get(citation.key)


def share_cited(citation: Citation, progress: Progress) -> Fraction | None:
    """The cited share, None where it has no number."""
    share: Fraction | None = getattr(progress, citation.share)
    return share
