"""The words of the field: ids, each its own type, and the closed lists of words."""

from enum import StrEnum
from typing import NewType

ProgrammeId = NewType("ProgrammeId", str)
ThemeId = NewType("ThemeId", str)
DossierId = NewType("DossierId", str)
GroupId = NewType("GroupId", str)
ObjectiveId = NewType("ObjectiveId", str)
ActionId = NewType("ActionId", str)
MilestoneId = NewType("MilestoneId", str)
IndicatorId = NewType("IndicatorId", str)
PartnerId = NewType("PartnerId", str)
SourceId = NewType("SourceId", str)
EventId = NewType("EventId", str)
UpdateId = NewType("UpdateId", str)
Language = NewType("Language", str)
Country = NewType("Country", str)
Url = NewType("Url", str)


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
