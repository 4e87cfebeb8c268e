"""The figures of a set of actions, and how they are said in words."""

from fractions import Fraction

from attrs import fields, frozen

from benelux_tracker.language.phrases import NO_NUMBERS
from benelux_tracker.language.words import Words
from benelux_tracker.state import Signal, Verdict
from benelux_tracker.tally import NoNumber, Progress, Tally


@frozen(kw_only=True)
class Figures:
    """Everything that is said in numbers of a set of actions.

    `planned` is what the plan foresaw of the actions that `progress` is about,
    `planned_progress` what it foresaw of all of them.
    """

    tally: Tally
    progress: Fraction | None
    coverage: Fraction | None
    low: Fraction | None
    high: Fraction | None
    variance: Fraction | None
    whole_low: Fraction | None
    whole_high: Fraction | None
    planned: Fraction | None
    planned_progress: Fraction | None
    unweighted: Fraction | None
    completed_share: Fraction | None
    as_adopted: Fraction | None
    no_number: NoNumber | None
    verdict: Verdict

    @property
    def signal(self) -> Signal:
        """The colour."""
        return self.verdict.signal


def figures_of(progress: Progress) -> Figures:
    """The figures of a progress, without the actions behind it."""
    names = [field.name for field in fields(Figures) if field.name != "planned"]
    return Figures(planned=progress.foreseen, **{name: getattr(progress, name) for name in names})


def progress_said(figures: Figures, words: Words) -> str:
    """Progress as shown, a dash where it has no number."""
    completed = figures.tally.completed == figures.tally.actions
    return words.done(figures.progress, all_completed=completed)


def bounds_said(figures: Figures, words: Words) -> str:
    """The bounds as shown: the least and the most of the due work."""
    if figures.low is None:
        return "–"
    if figures.low == figures.high:
        return progress_said(figures, words)
    return words.say("{low} to {high}", low=figures.low, high=words.share(figures.high, up=True))


def headline(figures: Figures, least: Fraction, words: Words) -> str:
    """The line to print: progress with its coverage and bounds, or why there is none.

    Args:
        figures: what the line is about.
        least: the coverage below which no progress is given (`Rules.min_coverage`).
        words: the language.
    """
    if figures.no_number is not None:
        return words.say(NO_NUMBERS[figures.no_number])
    phrase = (
        "{progress} of what is reported is done ({coverage} of the due work is reported); "
        "of all that is due, between {low} and {high}."
    )
    if figures.coverage is None or figures.coverage < least:
        phrase = "{coverage} of the due work is reported; between {low} and {high} of it is done."
    elif figures.low == figures.high:
        phrase = "{progress} of the due work is done; all of it is reported."
    return words.say(
        phrase,
        progress=progress_said(figures, words),
        coverage=figures.coverage,
        low=figures.low,
        high=words.share(figures.high, up=True),
    )
