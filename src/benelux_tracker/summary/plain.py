"""Explanations, comparisons, chases as plain values: exact shares in text, ISO dates."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from attrs import fields, has

from benelux_tracker.chase import Chase
from benelux_tracker.comparison import Change, Comparison, View
from benelux_tracker.errors import Place
from benelux_tracker.explain import Contribution, Explanation, Flip
from benelux_tracker.language.figures import figures_of
from benelux_tracker.language.names import Names
from benelux_tracker.model import Text
from benelux_tracker.periods import Due


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a record holds
    """A value as JSON knows it: shares such as `"17/25"`, dates and dues as written."""
    kind = value.__class__
    match value:
        case Place():
            return {"file": value.file, "line": value.line}
        case Fraction() | Due() | Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case Text():
            return dict(value.translations) or value.plain
        case Mapping():
            pairs = cast("Mapping[object, object]", value)
            return {str(key): plain(held) for key, held in pairs.items()}
        case tuple() | list():
            return [plain(held) for held in cast("list[object]", value)]
        case _ if has(kind):
            return {part.name: plain(getattr(value, part.name)) for part in fields(kind)}
        case _:
            return value


def explanation_as_plain(record: Explanation, language: str) -> dict[str, Any]:
    """An explanation as plain values: figures, actions, what would flip the signal, changes."""
    names = Names.of(record.programme, language)
    return {
        "about": str(record.subject),
        "name": names.about(record.subject),
        "on": plain(record.on),
        "known_on": plain(record.known_on),
        "supposed": plain(record.programme.supposed),
        "signal": plain(record.verdict),
        "figures": plain(figures_of(record.progress)),
        "rules": plain(record.progress.rules()),
        "lines": [_line(line, names) for line in record.lines],
        "better": _flip(record.better),
        "worse": _flip(record.worse),
        "since": comparison_as_plain(record.since),
    }


def _line(line: Contribution, names: Names) -> dict[str, Any]:
    state = line.state
    shown: dict[str, Any] = {
        "action": line.action,
        "title": names.name("action", line.action),
        "weight": line.weight,
        "completion": line.completion,
        "planned_completion": state.planned_completion,
        "points": line.points,
        "low": line.low,
        "high": line.high,
        "unknown": line.unknown,
        "status": state.status,
        "signal": line.verdict,
        "original_due": state.original_due,
        "due": state.current_due,
        "days_late": state.days_late,
        "reached": state.reached,
        "updates": line.updates,
    }
    return {name: plain(value) for name, value in shown.items()}


def _flip(flip: Flip | None) -> dict[str, Any] | None:
    if flip is None:
        return None
    shown = {"kind": flip.kind, "signal": flip.signal, "work": flip.work, "update": flip.update}
    return {name: plain(value) for name, value in shown.items()}


def chase_as_plain(record: Chase, language: str) -> dict[str, Any]:
    """A chase as plain values: whom it is for, and what is asked of which action."""
    names = Names.of(record.programme, language)
    return {
        "by": record.by,
        "key": record.key,
        "name": names.name(record.by, record.key),
        "on": plain(record.on),
        "known_on": plain(record.known_on),
        "due_by": plain(record.due_by),
        "requests": [
            {
                "kind": request.kind,
                "action": request.state.action.id,
                "title": names.name("action", request.state.action.id),
                "milestone": request.milestone and request.milestone.id,
                "since": plain(request.since),
                "due": plain(request.due),
            }
            for request in record.requests
        ],
    }


def comparison_as_plain(record: Comparison) -> dict[str, Any]:
    """A comparison as plain values: both ends, the steps of the bridge, what changed."""
    bridge = record.bridge
    missing = (
        dict(zip(("pillar", "reason"), bridge.missing, strict=True)) if bridge.missing else None
    )
    return {
        "opening": _day(record.opening),
        "closing": _day(record.closing),
        "steps": plain(bridge.steps),
        "shares": plain(bridge.shares),
        "missing": missing,
        "changes": [_change(change) for change in record.changes],
    }


def _day(view: View) -> dict[str, Any]:
    shown = {"on": view.on, "known_on": view.known_on, "progress": view.progress.progress}
    return {name: plain(value) for name, value in shown.items()}


def _change(change: Change) -> dict[str, Any]:
    shown = {
        "action": change.action,
        "kind": change.kind,
        "days": change.days,
        "reason": change.reason,
        "signal": [state and state.signal for state in (change.before, change.after)],
        "updates": [{"id": update.id, "place": update.origin} for update in change.updates],
    }
    return {name: plain(value) for name, value in shown.items()}
