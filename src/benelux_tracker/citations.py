"""Figures that a narrative cites by key: `{progress:theme:security}`. Source: report.md."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from attrs import frozen

from benelux_tracker.dimensions import PROGRAMME, subject_of
from benelux_tracker.errors import RequestError, UnknownKeyError
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.tally import Progress

_CITED: Final = re.compile(r"\{([a-z_]+):([a-z_]+(?::[a-z0-9][a-z0-9-]*)?)\}")
_SHARES: Final = ("progress", "coverage", "low", "high", "planned_progress", "completed_share")
_ABOUT: Final = ("theme", "dossier", "objective", "working_group")


@frozen
class Citation:
    """A figure cited in a text: which share, of what, and how it stands in the text."""

    text: str
    share: str
    about: str


def cited(text: str) -> Iterator[Citation]:
    """Every figure that a text cites, in order."""
    for match in _CITED.finditer(text):
        yield Citation(match[0], match[1], match[2])


def progress_cited(citation: Citation, snapshot: Snapshot) -> Progress | None:
    """The progress that a citation is about, None where nothing goes by that name."""
    kind, colon, _ = citation.about.partition(":")
    known = kind in _ABOUT if colon else kind == PROGRAMME
    if citation.share not in _SHARES or not known:
        return None
    try:
        subject = subject_of(snapshot.programme, citation.about)
    except (UnknownKeyError, RequestError):
        return None
    return snapshot.progress(subject.actions)


def share_cited(citation: Citation, progress: Progress) -> Fraction | None:
    """The cited share, None where it has no number."""
    share: Fraction | None = getattr(progress, citation.share)
    return share
