"""A programme as one report reads it: in one language, its sources numbered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import frozen

from benelux_tracker.citations import cited, progress_cited, share_cited
from benelux_tracker.errors import Placed
from benelux_tracker.model import Event, Narrative, StatusUpdate, Text, WorkProgramme
from benelux_tracker.report.contents import Cited, Figures, Said, Story
from benelux_tracker.report.words import words
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.state import ActionState
from benelux_tracker.tally import Progress
from benelux_tracker.vocabulary import GroupId


def figures_of(progress: Progress) -> Figures:
    """The figures of a progress, without the actions behind it."""
    known = progress.progress is not None and progress.variance is not None
    return Figures(
        planned=progress.progress - progress.variance if known else None,  # type: ignore[operator]
        tally=progress.tally,
        progress=progress.progress,
        coverage=progress.coverage,
        low=progress.low,
        high=progress.high,
        variance=progress.variance,
        whole_low=progress.whole_low,
        whole_high=progress.whole_high,
        planned_progress=progress.planned_progress,
        unweighted=progress.unweighted,
        completed_share=progress.completed_share,
        as_adopted=progress.as_adopted,
        no_number=progress.no_number,
        verdict=progress.verdict,
    )


def place_of(record: Placed) -> str:
    """The file and line of a record, empty for one made in Python."""
    return str(record.origin) if record.origin else ""


@frozen(kw_only=True, eq=False)
class Reading:
    """A snapshot read for a year in a language."""

    snapshot: Snapshot
    year: int
    language: str

    @property
    def programme(self) -> WorkProgramme:
        """The programme that is read."""
        return self.snapshot.programme

    def said(self, text: Text) -> Said:
        """A text in the language of the report, or the language it falls back to."""
        return Said(*text.read(self.language, self.programme.languages))

    def maybe_said(self, text: Text | None) -> Said | None:
        """As `said`, None for no text."""
        return None if text is None else self.said(text)

    @cached_property
    def group_names(self) -> Mapping[GroupId, Said]:
        """The names of the working groups."""
        return {group.id: self.said(group.name) for group in self.programme.working_groups}

    def groups(self, groups: Iterable[GroupId]) -> tuple[Said, ...]:
        """The names of some working groups."""
        return tuple(self.group_names[group] for group in groups)

    @cached_property
    def states(self) -> Sequence[ActionState]:
        """The states of the actions in scope."""
        return [state for state in self.snapshot.states.values() if state.in_scope]

    def told(self, state: ActionState) -> tuple[StatusUpdate, ...]:
        """The updates of an action about the year."""
        return tuple(update for update in state.updates if update.date.year == self.year)

    @cached_property
    def events(self) -> Sequence[Event]:
        """The events of the year."""
        return [event for event in self.programme.events if event.date.last.year == self.year]

    @cached_property
    def narratives(self) -> Sequence[Narrative]:
        """The narratives of the year."""
        return [text for text in self.programme.narratives if text.year == self.year]

    def stories(self, about: str) -> tuple[Story, ...]:
        """What is told of the programme, a theme, a dossier or a group in the year."""
        return tuple(
            Story(text=self._with_figures(story.text), cited=self.cited(story.sources))
            for story in self.narratives
            if story.about == about
        )

    def _with_figures(self, text: Text) -> Said:
        said = self.said(text)
        filled = said.text
        for citation in cited(said.text):
            progress = progress_cited(citation, self.snapshot)
            if progress is not None:
                share = share_cited(citation, progress)
                shown = words(self.language).done(
                    share, all_completed=progress.tally.completed == progress.tally.actions
                )
                filled = filled.replace(citation.text, shown)
        return Said(filled, said.language)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of every source this report cites, in the order it first does."""
        ids = dict.fromkeys(source.partition("#")[0] for source in self._all_sources())
        return {source: number for number, source in enumerate(ids, start=1)}

    def _all_sources(self) -> Iterator[str]:
        for story in self.narratives:
            yield from story.sources
        for event in self.events:
            yield from event.sources
        for state in self.states:
            yield from state.action.sources
            for update in self.told(state):
                yield from update.sources
        for meeting in self.programme.consultations:
            if (meeting.date.year if meeting.date else meeting.year) == self.year:
                yield from meeting.sources

    def cited(self, sources: Iterable[str]) -> tuple[Cited, ...]:
        """Source notes for citations such as `annual-report-2024#p9`."""
        parted = [source.partition("#") for source in sources]
        return tuple(Cited(number=self.numbers[name], where=where) for name, _, where in parted)
