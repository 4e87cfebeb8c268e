"""Pieces of text that several chapters put together alike."""

from collections.abc import Iterable
from typing import Final

from benelux_tracker.language.figures import Figures
from benelux_tracker.language.phrases import SIGNALS
from benelux_tracker.language.words import Words
from benelux_tracker.report import blocks as b
from benelux_tracker.report.said import Cited, Said
from benelux_tracker.state import Signal


def capital(text: str) -> str:
    """A text as a sentence starts."""
    return text[:1].upper() + text[1:]


def badge(signal: Signal, words: Words) -> b.Badge:
    """A signal with its word."""
    return b.Badge(signal, words.say(SIGNALS[signal]))


def signalled(figures: Figures, between: str, words: Words) -> b.Runs:
    """A signal and why; that there is nothing to assess speaks for itself."""
    shown = badge(figures.signal, words)
    if figures.signal is Signal.NONE:
        return (shown,)
    return (shown, between, figure(words.why(figures.verdict), "#made-signal"))


def notes(cited: Iterable[Cited]) -> b.Runs:
    """Marks of source notes."""
    return tuple(b.NoteMark(note.number, note.where) for note in cited)


def joined(parts: Iterable[b.Run], separator: str = ", ") -> b.Runs:
    """Runs with a separator between them."""
    runs: list[b.Run] = []
    for part in parts:
        runs += [separator, part] if runs else [part]
    return tuple(runs)


def names(said: Iterable[Said]) -> b.Runs:
    """Names one after the other."""
    return joined(said)


def linked(action: str, title: Said) -> b.Run:
    """The title of an action, leading to where the report tells of it."""
    return b.Link(title, f"#action-{action}")


def figure(text: str, made: str) -> b.Run:
    """A figure that leads to how it is made; a dash leads nowhere."""
    return text if text == DASH else b.Figure(text, made)


DASH: Final = "–"


def part(anchor: str, title: str, items: Iterable[b.Runs]) -> list[b.Block]:
    """A heading and a list below it; nothing for an empty list."""
    listed = tuple(items)
    return [b.Heading(level=2, text=title, anchor=anchor), b.Bullets(listed)] if listed else []
