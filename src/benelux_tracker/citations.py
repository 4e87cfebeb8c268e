"""What the figures stand for that a narrative cites in braces. Source: report.md."""

from collections.abc import Sequence
from fractions import Fraction

from benelux_tracker.braces import KINDS, SHARES, Citation, cited
from benelux_tracker.dimensions import PROGRAMME, subject_of
from benelux_tracker.errors import UnknownKeyError
from benelux_tracker.model import WorkProgramme
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.tally import Progress
from benelux_tracker.vocabulary import ActionId

__all__ = ["Citation", "actions_cited", "cited", "progress_cited", "share_cited"]


def actions_cited(citation: Citation, programme: WorkProgramme) -> Sequence[ActionId] | None:
    """The actions that a cited figure is about, None where there is no such figure."""
    kind, colon, _ = citation.about.partition(":")
    known = kind in KINDS if colon else kind == PROGRAMME
    if citation.share not in SHARES or not known:
        return None
    try:
        return subject_of(programme, citation.about).actions
    except UnknownKeyError:
        return None


def progress_cited(citation: Citation, snapshot: Snapshot) -> Progress | None:
    """The progress of the actions that a cited figure is about, None where there is none."""
    actions = actions_cited(citation, snapshot.programme)
    return None if actions is None else snapshot.progress(actions)


def share_cited(citation: Citation, progress: Progress) -> Fraction | None:
    """The cited share, None where it has no number."""
    share: Fraction | None = getattr(progress, citation.share)
    return share
