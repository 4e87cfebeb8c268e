"""The turns of phrase that summaries and letters share, in one language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from attrs import frozen

from benelux_tracker.dimensions import Subject
from benelux_tracker.explain import Flip, FlipKind
from benelux_tracker.language import phrases
from benelux_tracker.language.names import Names
from benelux_tracker.model import Text
from benelux_tracker.state import WHOLE, ActionState, Signal, Verdict
from benelux_tracker.summary.telling import hypothetical
from benelux_tracker.vocabulary import ActionId, Status, UpdateId

_NAMED = 3
"""How many actions a summary calls by their name."""


@frozen(eq=False)
class Clauses(Names):
    """What is said of a programme's things within a sentence."""

    def quoted(self, text: Text) -> str:
        """A title or a reason, in quotes."""
        return self.words.quoted(self.said(text).strip().removesuffix("."))

    def action(self, action: ActionId) -> str:
        """The title of an action, in quotes."""
        return self.words.quoted(self.name("action", action))

    def some(self, actions: Sequence[ActionId]) -> str:
        """The titles of some actions: the first three, and how many more there are."""
        named = [self.action(action) for action in actions[:_NAMED]]
        more = len(actions) - len(named)
        if more:
            named.append(self.words.count("{number} more", "{number} more", more))
        return self.words.listed(named)

    def subject(self, subject: Subject) -> str:
        """What a sentence is about, such as: the theme “Security”."""
        title, words = self.words.quoted(self.about(subject)), self.words
        kind = subject.parts[0][0] if len(subject.parts) == 1 else ""
        match kind:
            case "theme":
                return words.say("the theme {title}", title=title)
            case "dossier":
                return words.say("the dossier {title}", title=title)
            case "objective":
                return words.say("the objective {title}", title=title)
            case "lead_group":
                return words.say("the lead group {title}", title=title)
            case "country":
                return words.say("the country {title}", title=title)
            case "output":
                return words.say("the kind of output {title}", title=title)
            case "due_year":
                return words.say("the due year {title}", title=title)
            case "action":
                return words.say("the action {title}", title=title)
            case _:
                return title if subject.parts else words.say("the programme {title}", title=title)

    def moment(self, on: date, known_on: date | None) -> str:
        """The day that a sentence begins with, and the day of knowledge if it was given."""
        day = self.words.day(on)
        if known_on is None:
            return self.words.say("At the close of {day}", day=day)
        known = self.words.day(known_on)
        return self.words.say("At the close of {day} (as known on {known})", day=day, known=known)

    def day(self, on: date, known_on: date | None) -> str:
        """A day, and the day of knowledge if it was given."""
        if known_on is None:
            return self.words.day(on)
        day, known = self.words.day(on), self.words.day(known_on)
        return self.words.say("{day} (as known on {known})", day=day, known=known)

    def notices(self, days: Iterable[tuple[date, date | None]], *more: UpdateId) -> list[str]:
        """What must be known first: that something is only supposed, or provisional.

        Args:
            days: the days asked about, each with the day of knowledge.
            more: what is supposed elsewhere than in this programme.
        """
        found: list[str] = []
        if supposed := len({*self.programme.supposed, *more}):
            found.append(hypothetical(supposed, self.words))
        if any(known is not None and known < on for on, known in days):
            found.append(self.words.say("Provisional: news of the last days may be missing."))
        return found

    def header(self, on: date, known_on: date | None) -> str:
        """The day of a line, with what must be known first."""
        found, words = [self.words.day(on)], self.words
        if known_on is not None:
            found.append(words.say("as known on {known}", known=self.words.day(known_on)))
            if known_on < on:
                found.append(words.say("provisional"))
        if self.programme.supposed:
            found.append(words.say("hypothetical"))
        return ", ".join(found)

    def signal(self, verdict: Verdict, reason: str) -> str:
        """A signal and its reason; a reason that holds a colon is set off by a dash."""
        if verdict.signal in {Signal.NOT_DUE, Signal.NONE}:
            return self.words.say("There is no signal: {reason}", reason=reason)
        colour = self.words.say(phrases.SIGNALS[verdict.signal])
        phrase = "The signal is {signal}: {reason}"
        if ":" in reason:
            phrase = "The signal is {signal} – {reason}"
        return self.words.say(phrase, signal=colour, reason=reason)

    def why(self, state: ActionState) -> str:
        """The reason of an action's signal; a status as a clause about the action."""
        match state.verdict.reason:
            case "completed":
                return self.words.say("the action is completed")
            case "cancelled":
                return self.words.say("the action is cancelled")
            case "suspended":
                return self.words.say("the action is suspended")
            case _:
                return self.words.why(state.verdict)

    def done(self, state: ActionState) -> str:
        """How far an action is, as a percentage, or that it is unknown."""
        if state.completion is None:
            return self.words.say("unknown")
        share = Fraction(state.completion, WHOLE)
        return self.words.done(share, all_completed=state.status is Status.COMPLETED)

    def with_reason(self, clause: str, reason: Text | None) -> str:
        """A clause, and what the working group gave as its reason."""
        if reason is None:
            return clause
        given = self.words.say("reason given: {reason}", reason=self.quoted(reason))
        return f"{clause} ({given})"

    def after_colon(self, text: str) -> str:
        """A sentence behind a colon: with a small letter, save in German."""
        return text if self.words.language == "de" else f"{text[:1].lower()}{text[1:]}"

    def flip(self, flip: Flip, *, alone: bool) -> str:
        """What would change a signal; `alone`: the signal of the action itself."""
        words = self.words
        gaps = {
            "signal": words.say(phrases.SIGNALS[flip.signal]),
            "action": words.say("this action") if alone else self.action(flip.state.action.id),
        }
        match flip.kind:
            case FlipKind.JUDGED:
                phrase = "it would turn {signal} if the working group judges {action} green again"
                return words.say(phrase, **gaps)
            case FlipKind.NEWS:
                return words.say("it would turn {signal} if news of {action} comes in", **gaps)
            case FlipKind.RESUMED:
                return words.say("it would turn {signal} if {action} is resumed", **gaps)
            case FlipKind.AT_LEAST:
                percent = flip.update.percent
                if not percent:
                    phrase = "it would turn {signal} if any percentage is reported on {action}"
                    return words.say(phrase, **gaps)
                phrase = "it would turn {signal} if at least {percent} is reported on {action}"
                return words.say(phrase, percent=words.percent(percent), **gaps)
            case FlipKind.REACHES:
                return self._reaches(flip, gaps)
            case _:
                return words.say("it would turn {signal} if {action} is completed", **gaps)

    def _reaches(self, flip: Flip, gaps: Mapping[str, str]) -> str:
        titles = [self.quoted(step.title) for step in flip.milestones]
        return self.words.count(
            "it would turn {signal} if milestone {milestones} of {action} is reached",
            "it would turn {signal} if milestones {milestones} of {action} are reached",
            len(titles),
            milestones=self.words.listed(titles),
            **gaps,
        )

    def never_reported(self, number: int) -> str:
        """How many actions nobody reported on."""
        return self.words.count(
            "{number} has never been reported on", "{number} have never been reported on", number
        )

    def stale(self, number: int) -> str:
        """Of how many actions the last news is too old."""
        return self.words.count(
            "the last news of {number} is too old", "the last news of {number} is too old", number
        )

    def unsaid(self, number: int) -> str:
        """Of how many actions nobody has said how far they are."""
        return self.words.count(
            "of {number} nobody has said how far it is",
            "of {number} nobody has said how far they are",
            number,
        )

    def span(self, first: date, last: date) -> str:
        """The time between two days: whole months where it comes to that, else days."""
        months = 12 * (last.year - first.year) + last.month - first.month
        if first.day == last.day or (_ends(first) and _ends(last)):
            return self.words.count("{number} month", "{number} months", months)
        days = (last - first).days
        return self.words.count("{number} day", "{number} days", days)


def _ends(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def sentence(clause: str) -> str:
    """A clause as a sentence: with a capital, and a full stop."""
    return f"{clause[:1].upper()}{clause[1:].removesuffix('.')}."


@frozen(kw_only=True)
class Account:
    """What is said of something, at each length: a line, sentences, facts.

    `notices` are what must be known first, as sentences.
    """

    line: str
    notices: Sequence[str]
    sentences: Sequence[str]
    facts: Sequence[str]
