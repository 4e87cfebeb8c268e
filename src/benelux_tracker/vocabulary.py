"""The words of the field: ids, each its own type, and the closed lists of words."""

from enum import StrEnum
from typing import NewType

ProgrammeId = NewType("ProgrammeId", str)
"""The id of a programme."""
ThemeId = NewType("ThemeId", str)
"""The id of a theme."""
DossierId = NewType("DossierId", str)
"""The id of a dossier."""
GroupId = NewType("GroupId", str)
"""The id of a working group."""
ObjectiveId = NewType("ObjectiveId", str)
"""The id of an objective."""
ActionId = NewType("ActionId", str)
"""The id of an action."""
MilestoneId = NewType("MilestoneId", str)
"""The id of a milestone, within its action."""
IndicatorId = NewType("IndicatorId", str)
"""The id of an indicator."""
PartnerId = NewType("PartnerId", str)
"""The id of a partner."""
SourceId = NewType("SourceId", str)
"""The id of a source."""
EventId = NewType("EventId", str)
"""The id of an event."""
UpdateId = NewType("UpdateId", str)
"""The id of a status update."""
Language = NewType("Language", str)
"""The code of a language, such as `nl`."""
Country = NewType("Country", str)
"""The code of a country, two capitals such as `BE`."""
Url = NewType("Url", str)
"""The address of a page on the web."""


class Status(StrEnum):
    """Where an action is in its life; a lifecycle, not a colour."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class Confidence(StrEnum):
    """A person's judgement of the road ahead."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Measure(StrEnum):
    """How an action's completion is told: by its milestones, a reported percent, or its status."""

    MILESTONES = "milestones"
    REPORTED = "reported"
    STATUS = "status"


class Output(StrEnum):
    """What an action brings forth."""

    TREATY = "treaty"
    DECISION = "decision"
    RECOMMENDATION = "recommendation"
    DECLARATION = "declaration"
    AGREEMENT = "agreement"
    ACTION_PLAN = "action-plan"
    STUDY = "study"
    EVENT = "event"
    EXERCISE = "exercise"
    SERVICE = "service"
    CONSULTATION = "consultation"
    OTHER = "other"


class GroupKind(StrEnum):
    """What kind of body a working group is."""

    WORKING_GROUP = "working-group"
    STEERING_GROUP = "steering-group"
    PLATFORM = "platform"
    NETWORK = "network"
    STRATEGIC = "strategic"
    COMMITTEE = "committee"
    SECRETARIAT = "secretariat"
    OTHER = "other"


class Level(StrEnum):
    """At what level people met."""

    EXPERT = "expert"
    STRATEGIC = "strategic"
    MINISTERIAL = "ministerial"
    WORKSHOP = "workshop"
    VISIT = "visit"


class PartnerKind(StrEnum):
    """What kind of partner takes part."""

    COUNTRY = "country"
    REGION = "region"
    ORGANISATION = "organisation"


class Reliability(StrEnum):
    """How well founded a source is: the parties themselves, the press, an inference."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
