"""The data says things in words of its own, not in those of the annual report."""

import os
import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import benelux_tracker as bt

LONGEST_SHARED = 8
"""Words in a row that the data and the report may have in common."""

OFFICIAL_NAMES = (
    "hyperloop in the benelux opportunities for cross border connectivity and high tech cluster",
    "digital twin for benelux road infrastructure managers",
)

REPORT = Path(
    os.environ.get(
        "BENELUX_TRACKER_ANNUAL_REPORT",
        Path(__file__).parents[2] / "shared" / "sources" / "annual-report-2024.nl.txt",
    )
)

FINGERPRINTS = Path(__file__).parent / "annual-report-2024.fingerprints"
"""What the report's runs of nine words come to: enough to find one, too little to read them."""

SIZE = 6


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    said = words(text)
    for start in range(len(said) - length + 1):
        yield tuple(said[start : start + length])


def fingerprint(run: tuple[str, ...]) -> bytes:
    return blake2b(" ".join(run).encode(), digest_size=SIZE).digest()


def fingerprints(report: str) -> bytes:
    """The fingerprints of all runs of nine words, each once, in order."""
    return b"".join(sorted({fingerprint(run) for run in runs(report, LONGEST_SHARED + 1)}))


def shared_runs(text: str, known: set[bytes]) -> list[str]:
    found = [" ".join(r) for r in runs(text, LONGEST_SHARED + 1) if fingerprint(r) in known]
    return [run for run in found if not any(run in name for name in OFFICIAL_NAMES)]


def apart(kept: bytes) -> set[bytes]:
    return {kept[start : start + SIZE] for start in range(0, len(kept), SIZE)}


def texts(programme: bt.WorkProgramme) -> Iterator[bt.Text]:
    yield from (theme.title for theme in programme.themes)
    yield from (dossier.title for dossier in programme.dossiers)
    yield from (group.name for group in programme.working_groups)
    yield from (objective.title for objective in programme.objectives)
    for action in programme.actions:
        yield action.title
        yield from (step.title for step in action.milestones)
        yield action.note or bt.Text("")
    for update in programme.updates:
        yield update.summary or bt.Text("")
        yield update.reason or bt.Text("")
    yield from (event.title for event in programme.events)
    yield from (narrative.text for narrative in programme.narratives)
    yield from (indicator.title for indicator in programme.indicators)


def test_a_run_of_nine_shared_words_is_found() -> None:
    known = apart(fingerprints("een twee drie vier vijf zes zeven acht negen tien"))
    assert shared_runs("Zie: twee drie vier vijf, zes zeven acht negen tien!", known) == [
        "twee drie vier vijf zes zeven acht negen tien"
    ]
    assert shared_runs("drie vier vijf zes zeven acht negen tien", known) == []


def test_the_fingerprints_are_those_of_the_annual_report() -> None:
    kept = FINGERPRINTS.read_bytes()
    assert len(apart(kept)) == len(kept) / SIZE == 8_544
    if REPORT.exists():  # where its text is at hand
        assert kept == fingerprints(REPORT.read_text("utf-8"))


def test_no_text_of_the_data_shares_nine_words_in_a_row_with_the_annual_report() -> None:
    known = apart(FINGERPRINTS.read_bytes())
    copied = [
        run
        for text in texts(bt.load_benelux())
        for said in (text.plain, *text.translations.values())
        for run in shared_runs(said, known)
    ]
    assert copied == []
