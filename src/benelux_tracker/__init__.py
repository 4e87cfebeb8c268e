"""Track a multi-year work programme: what is planned, what is known, and why."""

from benelux_tracker.snapshot import snapshot
from benelux_tracker.storage import load, load_benelux

__all__ = ["load", "load_benelux", "snapshot"]
