"""Track a multi-year work programme: what is planned, what is known, and why.

import benelux_tracker as bt

programme = bt.load_benelux()
snap = bt.snapshot(programme, on="2025-12-31")
print(snap.roll_up(by="theme")["security"].signal_reason)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from benelux_tracker.dimensions import Subject
from benelux_tracker.errors import (
    BeneluxTrackerError,
    DateError,
    LoadError,
    MissingExtraError,
    Place,
    Problem,
    ProgrammeNotFoundError,
    RequestError,
    Severity,
    UnknownKeyError,
    WrongTypeError,
)
from benelux_tracker.framed import frame_with
from benelux_tracker.model import (
    Action,
    Baseline,
    Consultation,
    Dossier,
    Event,
    Indicator,
    Milestone,
    Narrative,
    Objective,
    Partner,
    Rules,
    Source,
    StatusUpdate,
    Target,
    Text,
    Theme,
    WorkingGroup,
    WorkProgramme,
)
from benelux_tracker.periods import Due
from benelux_tracker.shown import Reader, read_with
from benelux_tracker.snapshot import RollUp, Snapshot, compare, snapshot
from benelux_tracker.state import ActionState, Reporting, Schedule, Signal, Verdict
from benelux_tracker.tally import NoNumber, Progress, Tally, Thresholds, worst_wins
from benelux_tracker.vocabulary import (
    ActionId,
    Confidence,
    Country,
    DossierId,
    EventId,
    GroupId,
    GroupKind,
    IndicatorId,
    Language,
    Level,
    Measure,
    MilestoneId,
    ObjectiveId,
    Output,
    PartnerId,
    PartnerKind,
    ProgrammeId,
    Reliability,
    SourceId,
    Status,
    ThemeId,
    UpdateId,
    Url,
)

if TYPE_CHECKING:
    from benelux_tracker import plot
    from benelux_tracker.archive import read_form, read_report, report_schema
    from benelux_tracker.chase import Chase, ChaseKind, ChaseRequest
    from benelux_tracker.comparison import (
        Bridge,
        Change,
        ChangeKind,
        Comparison,
        Pillar,
        Step,
        View,
    )
    from benelux_tracker.exchange.agenda import calendar
    from benelux_tracker.exchange.form.returned import GroupReturn, MovedRow
    from benelux_tracker.explain import Contribution, Explanation, Flip, FlipKind, Unknown
    from benelux_tracker.findings import check
    from benelux_tracker.publish import export, save, save_form
    from benelux_tracker.report.compose import year_report
    from benelux_tracker.report.contents import YearReport
    from benelux_tracker.report.render import render
    from benelux_tracker.storage.begin import begin
    from benelux_tracker.storage.codes import ProblemCode, problem_codes
    from benelux_tracker.storage.load import load, load_benelux
    from benelux_tracker.storage.record import record
    from benelux_tracker.storage.schema import file_schema
    from benelux_tracker.storage.tables import write
    from benelux_tracker.summary.sentences import summarise
    from benelux_tracker.suppose import what_if
    from benelux_tracker.sweep import Series, series

__all__ = [
    "Action",
    "ActionId",
    "ActionState",
    "Baseline",
    "BeneluxTrackerError",
    "Bridge",
    "Change",
    "ChangeKind",
    "Chase",
    "ChaseKind",
    "ChaseRequest",
    "Comparison",
    "Confidence",
    "Consultation",
    "Contribution",
    "Country",
    "DateError",
    "Dossier",
    "DossierId",
    "Due",
    "Event",
    "EventId",
    "Explanation",
    "Flip",
    "FlipKind",
    "GroupId",
    "GroupKind",
    "GroupReturn",
    "Indicator",
    "IndicatorId",
    "Language",
    "Level",
    "LoadError",
    "Measure",
    "Milestone",
    "MilestoneId",
    "MissingExtraError",
    "MovedRow",
    "Narrative",
    "NoNumber",
    "Objective",
    "ObjectiveId",
    "Output",
    "Partner",
    "PartnerId",
    "PartnerKind",
    "Pillar",
    "Place",
    "Problem",
    "ProblemCode",
    "ProgrammeId",
    "ProgrammeNotFoundError",
    "Progress",
    "Reliability",
    "Reporting",
    "RequestError",
    "RollUp",
    "Rules",
    "Schedule",
    "Series",
    "Severity",
    "Signal",
    "Snapshot",
    "Source",
    "SourceId",
    "Status",
    "StatusUpdate",
    "Step",
    "Subject",
    "Tally",
    "Target",
    "Text",
    "Theme",
    "ThemeId",
    "Thresholds",
    "Unknown",
    "UnknownKeyError",
    "UpdateId",
    "Url",
    "Verdict",
    "View",
    "WorkProgramme",
    "WorkingGroup",
    "WrongTypeError",
    "YearReport",
    "begin",
    "calendar",
    "check",
    "compare",
    "export",
    "file_schema",
    "load",
    "load_benelux",
    "plot",
    "problem_codes",
    "read_form",
    "read_report",
    "record",
    "render",
    "report_schema",
    "save",
    "save_form",
    "series",
    "snapshot",
    "summarise",
    "what_if",
    "worst_wins",
    "write",
    "year_report",
]

_LATE = {
    name: room
    for room, names in {
        "archive": "read_form read_report report_schema",
        "chase": "Chase ChaseKind ChaseRequest",
        "comparison": "Bridge Change ChangeKind Comparison Pillar Step View",
        "exchange.agenda": "calendar",
        "exchange.form.returned": "GroupReturn MovedRow",
        "explain": "Contribution Explanation Flip FlipKind Unknown",
        "findings": "check",
        "publish": "export save save_form",
        "report.compose": "year_report",
        "report.contents": "YearReport",
        "report.render": "render",
        "storage": "load load_benelux",
        "storage.begin": "begin",
        "storage.codes": "ProblemCode problem_codes",
        "storage.record": "record",
        "storage.schema": "file_schema",
        "storage.tables": "write",
        "summary.sentences": "summarise",
        "suppose": "what_if",
        "sweep": "Series series",
    }.items()
    for name in names.split()
}
"""What a plain import does not need: these rooms are opened when asked for."""


frame_with(lambda: import_module("benelux_tracker.exchange.frames").frame)
read_with(lambda: cast("Reader", import_module("benelux_tracker.displays").written))


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name == "plot":
        return import_module("benelux_tracker.plot")
    if name in _LATE:
        return getattr(import_module(f"benelux_tracker.{_LATE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
