"""Actions, their updates and what is only supposed, as lines of a tree."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from attrs import frozen

from benelux_tracker.language import phrases
from benelux_tracker.language.names import Names
from benelux_tracker.language.words import Words
from benelux_tracker.model import Indicator, Milestone, StatusUpdate, Text
from benelux_tracker.state import ActionState, Verdict
from benelux_tracker.summary.amounts import measured
from benelux_tracker.summary.nodes import (
    Look,
    Node,
    Piece,
    Role,
    labelled,
    node,
    signalled,
    small,
)
from benelux_tracker.vocabulary import IndicatorId


@frozen(eq=False)
class Telling(Names):
    """A programme's things as lines in one language."""

    @cached_property
    def _indicators(self) -> Mapping[IndicatorId, Indicator]:
        return {indicator.id: indicator for indicator in self.programme.indicators}

    def labelled(self, label: str, *said: str | Piece) -> Node:
        """A label with what it is about."""
        return labelled(label, *said, words=self.words)

    def days(self, on: date, known_on: date | None) -> Iterator[Node]:
        """The two days a figure is about, and what is odd: provisional, or only supposed."""
        words = self.words
        yield self.labelled(words.say("As it stood on"), words.day(on))
        if known_on is not None:
            yield self.labelled(words.say("As known on"), words.day(known_on))
        yield from self.notices(on, known_on)

    def notices(self, on: date, known_on: date | None) -> Iterator[Node]:
        """What must be known before a figure is used: provisional, or only supposed."""
        if known_on is not None and known_on < on:
            said = self.words.say("Provisional: news of the last days may be missing.")
            yield node(Piece(said, Look.NOTICE))
        programme = self.programme
        if programme.supposed:
            said = hypothetical(len(programme.supposed), self.words)
            supposed = [u for u in programme.updates if u.id in programme.supposed]
            under = [self.update(update, of_action=True) for update in supposed]
            yield node(Piece(said, Look.NOTICE), under=under)

    def title(self, action: str) -> tuple[Piece, Piece]:
        """The title of an action, and its id."""
        return Piece(self.name("action", action), Look.STRONG), small(action)

    def action(self, state: ActionState, *under: Node, first: str = "") -> Node:
        """An action with its signal and the reason, and what is told beneath."""
        critical = f", {self.words.say('critical')}" if state.action.critical else ""
        title, name = self.title(state.action.id)
        signal = self.signal(state.verdict)
        return node(first, title, name, critical, " – ", *signal, under=under, role=Role.ACTION)

    def signal(self, verdict: Verdict, between: str = "") -> tuple[Piece, str]:
        """A signal with its reason; the reason alone where there is nothing to assess."""
        return signalled(verdict, self.words, between)

    def update(self, update: StatusUpdate, *marks: str, of_action: bool = False) -> Node:
        """An update: its day, what it states, when it was told, and where it stands.

        Args:
            update: the update.
            marks: what is to be said of it first, such as that it does not count.
            of_action: whether to name the action too.
        """
        words = self.words
        supposed = update.id in self.programme.supposed
        told = ", ".join((*marks, words.say("supposed")) if supposed else marks)
        about = f"{self.name('action', update.action)}, " if of_action else ""
        group = f", {self.name('working_group', update.group)}" if update.group else ""
        late = update.recorded != update.date
        recorded = f", {words.say('recorded on {day}', day=words.day(update.recorded))}"
        return node(
            Piece(told, Look.NOTICE),
            words.say(": ") if told else "",
            about,
            Piece(words.day(update.date), Look.STRONG),
            group,
            recorded if late else "",
            words.say(": "),
            *self._content(update),
            small(update.origin),
            role=Role.UPDATE,
        )

    def _content(self, update: StatusUpdate) -> Iterator[str]:
        stated = self.words.say("; ").join([*self._changed(update), *self._stated(update)])
        summary = self.said(update.summary).strip() if update.summary else ""
        line, *more = summary.splitlines() or [""]
        line += " …" if more else ""
        yield stated
        yield " – " if stated and line else ""
        yield line
        yield self.reason(update.reason, after=line or stated)

    def reason(self, reason: Text | None, *, after: str = "") -> str:
        """A reason behind what it is the reason of."""
        if not reason:
            return ""
        stop = "" if after[-1:] in {".", "!", "?", "…"} else "."
        return f"{stop} {self.words.say('Reason:')} {self.said(reason)}"

    def _changed(self, update: StatusUpdate) -> Iterator[str]:
        if update.corrects:
            yield self.words.say("corrects {update}", update=update.corrects)
        if update.retracts:
            yield self.words.say("retracts {update}", update=update.retracts)

    def _stated(self, update: StatusUpdate) -> Iterator[str]:
        words = self.words
        if update.status:
            yield words.say(phrases.STATUSES[update.status])
        if update.percent is not None:
            yield words.say("{percent} done", percent=self.words.percent(update.percent))
        steps = self._milestones(update)
        if update.reached:
            reached = self.words.listed(self.quoted(steps[step].title) for step in update.reached)
            yield words.say("reached: {milestones}", milestones=reached)
        if update.due:
            yield words.say("due: {due}", due=words.due(update.due))
        for step, moved in update.milestone_due.items():
            due = words.say("due: {due}", due=words.due(moved))
            yield f"{self.quoted(steps[step].title)} – {due}"
        for name, value in update.values.items():
            indicator = self._indicators[name]
            title, unit = self.said(indicator.title), self.said(indicator.unit)
            yield f"{title}{words.say(': ')}{measured(value, self.words)} {unit}"
        if update.confidence:
            yield words.say(phrases.CONFIDENCES[update.confidence])
        if update.unchanged:
            yield words.say("nothing to report")

    def _milestones(self, update: StatusUpdate) -> Mapping[str, Milestone]:
        action = self.programme.action_by_id[update.action]
        return {step.id: step for step in action.milestones}

    def quoted(self, text: Text) -> str:
        """The name of something within a sentence."""
        return self.words.quoted(self.said(text))

    def due(self, state: ActionState) -> str:
        """The due as planned, the current one where it differs, and how late it is."""
        due = said = self.words.say("no due date of its own")
        if state.action.due:
            due = self.words.due(state.action.due)
            said = self.words.say("due: {due}", due=due)
        if state.current_due != state.original_due:
            now = self.words.due(state.current_due)
            moved = self.words.say("{first}, now {now}", first=due, now=now)
            said = self.words.say("due: {due}", due=moved) if state.action.due else moved
        if not state.days_late:
            return said
        late = self.words.count("{number} day late", "{number} days late", state.days_late)
        return f"{said} ({late})"


def hypothetical(number: int, words: Words) -> str:
    """That some updates are only supposed."""
    return words.count(
        "Hypothetical: with {number} supposed update.",
        "Hypothetical: with {number} supposed updates.",
        number,
    )
