"""TOML files to records: the only room that knows files and cattrs."""

from benelux_tracker.storage.load import load, load_benelux

__all__ = ["load", "load_benelux"]
