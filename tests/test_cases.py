"""The calculation gives, field by field, what an independent program made of the same files."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import asdict

from benelux_tracker import load, snapshot
from benelux_tracker.model import WorkProgramme
from benelux_tracker.snapshot import RollUp, Snapshot
from benelux_tracker.state import ActionState
from benelux_tracker.tally import Progress, Tally

CASES = Path(__file__).parent / "cases"

# The number of snapshots that each file holds, counted by hand.
SNAPSHOTS = {"corrections": 11, "medium": 11, "small": 11, "worked-example": 4}

Json = dict[str, Any]


def expected_snapshots(case: str) -> list[Json]:
    snapshots: list[Json] = json.loads((CASES / case / "expected.json").read_text("utf-8"))
    return snapshots


@cache
def programme_of(case: str) -> WorkProgramme:
    return load(CASES / case / "programme")


def named(case: str, expected: Json) -> str:
    known = f" known {expected['known_on']}" if expected["known_on"] else ""
    return f"{case} on {expected['on']}{known}"


COMPARED = [(case, expected) for case in SNAPSHOTS for expected in expected_snapshots(case)]


def as_json(value: object) -> object:
    """A value as the files write it: days as text, fractions as p/q, records as objects."""
    if isinstance(value, Mapping):
        return {key: as_json(entry) for key, entry in value.items()}
    if isinstance(value, date | Fraction):
        return str(value)
    return value


def state_fields(state: ActionState) -> Json:
    return {
        "in_scope": state.in_scope,
        "status": state.status,
        "confidence": state.confidence,
        "reported": state.reported,
        "not_due": state.not_due,
        "completion": state.completion,
        "planned_completion": state.planned_completion,
        "overdue": state.overdue,
        "days_late": state.days_late,
        "due": state.due,
        "slip": state.slip,
        "postponed": state.postponed,
        "stale": state.stale,
        "completed_on": state.completed_on,
        "schedule": state.schedule,
        "reporting": state.reporting,
        "signal": state.signal,
        "reached": state.reached,
        "milestones": len(state.action.milestones),
        "milestones_due": state.milestones_due,
    }


def figure_fields(progress: Progress) -> Json:
    return {
        "progress": progress.progress,
        "coverage": progress.coverage,
        "low": progress.low,
        "high": progress.high,
        "variance": progress.variance,
        "whole_low": progress.whole_low,
        "whole_high": progress.whole_high,
        "planned_progress": progress.planned_progress,
        "unweighted": progress.unweighted,
        "completed_share": progress.completed_share,
        "as_adopted": progress.as_adopted,
        "reason": progress.no_number,
        "signal": progress.signal,
    }


def tallies(rolled: RollUp) -> Json:
    return {
        key if isinstance(key, str) else "|".join(key): asdict(progress.tally)
        for key, progress in rolled.items()
    }


def calculated(snap: Snapshot) -> Json:
    themes, groups = snap.roll_up("theme"), snap.roll_up("working_group")
    figures = {
        **{f"theme:{key}": figure_fields(part) for key, part in themes.items()},
        **{f"working_group:{key}": figure_fields(part) for key, part in groups.items()},
        "total": figure_fields(groups.total),
    }
    return {
        "on": snap.on,
        "known_on": snap.known_on,
        "states": {action: state_fields(state) for action, state in snap.states.items()},
        "theme": tallies(themes),
        "dossier": tallies(snap.roll_up("dossier")),
        "lead_group": tallies(snap.roll_up("lead_group")),
        "working_group": tallies(groups),
        "matrix": tallies(snap.roll_up(("theme", "working_group"))),
        "total": asdict(groups.total.tally),
        "shared": asdict(groups.shared),
        "figures": figures,
    }


def differences(expected: object, got: object, field: str = "") -> Iterator[str]:
    """Each field that differs, with what was expected and what came out."""
    if isinstance(expected, Mapping) and isinstance(got, Mapping):
        for key in sorted({*expected, *got}):
            here = expected.get(key, "nothing"), got.get(key, "nothing")
            yield from differences(*here, f"{field}.{key}".lstrip("."))
    elif expected != got or type(expected) is not type(got):
        yield f"{field}: expected {expected!r}, got {got!r}"


@pytest.mark.parametrize(("case", "expected"), COMPARED, ids=[named(*pair) for pair in COMPARED])
def test_every_field_is_as_the_independent_program_has_it(case: str, expected: Json) -> None:
    snap = snapshot(programme_of(case), expected["on"], expected["known_on"])
    got = json.loads(json.dumps(as_json(calculated(snap))))
    assert list(differences(expected, got)) == []


def test_every_snapshot_of_the_files_is_compared() -> None:
    assert Counter(case for case, _ in COMPARED) == SNAPSHOTS
    assert {path.parent.name for path in CASES.glob("*/expected.json")} == set(SNAPSHOTS)
    assert sum(SNAPSHOTS.values()) == 37


@pytest.mark.parametrize("case", SNAPSHOTS)
def test_the_files_hold_every_field_of_a_state_and_a_tally(case: str) -> None:
    for expected in expected_snapshots(case):
        assert {len(state) for state in expected["states"].values()} == {20}
        assert set(expected["total"]) == set(asdict(Tally()))
        assert set(expected["states"]) == {action.id for action in programme_of(case).actions}


def test_a_difference_is_told_by_its_field() -> None:
    expected = {"states": {"a1": {"slip": 3, "due": "2026-06-30"}}}
    got = {"states": {"a1": {"slip": True, "due": "2026-06-30"}, "a2": {"slip": 0}}}
    assert list(differences(expected, got)) == [
        "states.a1.slip: expected 3, got True",
        "states.a2: expected 'nothing', got {'slip': 0}",
    ]
