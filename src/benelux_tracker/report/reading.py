"""A programme as one report reads it: in one language, its sources numbered."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from attrs import field, frozen

from benelux_tracker.citations import Citation, cited, progress_cited, share_cited
from benelux_tracker.errors import Placed
from benelux_tracker.language.words import words
from benelux_tracker.model import Event, Narrative, StatusUpdate, Text, WorkProgramme
from benelux_tracker.report import contents as c
from benelux_tracker.report.said import Cited, Said
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.state import ActionState
from benelux_tracker.tally import Progress
from benelux_tracker.vocabulary import GroupId, PartnerId


def place_of(record: Placed) -> str:
    """The file and line of a record, empty for one made in Python."""
    return str(record.origin) if record.origin else ""


@frozen(kw_only=True, eq=False)
class Reading:
    """A snapshot read for a year in a language.

    `before` is the close of the year before, as it is compared with. `numbers`
    are the numbers of the sources, in the order they are first cited.
    """

    snapshot: Snapshot
    before: Snapshot
    year: int
    language: str
    numbers: dict[str, int] = field(factory=dict[str, int], init=False)

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

    @cached_property
    def partner_names(self) -> Mapping[PartnerId, Said]:
        """The names of the partners."""
        return {partner.id: self.said(partner.name) for partner in self.programme.partners}

    def groups(self, groups: Iterable[GroupId]) -> tuple[Said, ...]:
        """The names of some working groups."""
        return tuple(self.group_names[group] for group in groups)

    @cached_property
    def parts_of_groups(self) -> Mapping[str, Mapping[GroupId, Progress]]:
        """The part of every working group in every theme."""
        found: dict[str, dict[GroupId, Progress]] = {}
        for key, progress in self.snapshot.roll_up(("theme", "working_group")).items():
            theme, group = tuple(key)
            found.setdefault(theme, {})[GroupId(group)] = progress
        return found

    @cached_property
    def states(self) -> Sequence[ActionState]:
        """The states of the actions in scope."""
        return [state for state in self.snapshot.states.values() if state.in_scope]

    def told(self, state: ActionState) -> tuple[StatusUpdate, ...]:
        """The updates of an action about the year."""
        return tuple(update for update in state.updates if update.date.year == self.year)

    @cached_property
    def events(self) -> Sequence[Event]:
        """The events of the year, by their ids."""
        found = (event for event in self.programme.events if event.date.last.year == self.year)
        return sorted(found, key=lambda event: event.id)

    @cached_property
    def narratives(self) -> Sequence[Narrative]:
        """The narratives of the year."""
        return [text for text in self.programme.narratives if text.year == self.year]

    def stories(self, about: str) -> tuple[c.Story, ...]:
        """What is told of the programme, a theme, a dossier or a group in the year."""
        return tuple(
            self._story(self.said(story.text), story)
            for story in self.narratives
            if story.about == about
        )

    def _story(self, said: Said, story: Narrative) -> c.Story:
        found = {one.text: (one, progress_cited(one, self.snapshot)) for one in cited(said.text)}
        return c.Story(
            text=said,
            figures=tuple(
                c.CitedFigure(key=key, shown=self._shown(one, progress), about=one.about)
                for key, (one, progress) in found.items()
                if progress is not None
            ),
            cited=self.cited(story.sources),
        )

    def _shown(self, citation: Citation, progress: Progress) -> str:
        share, said = share_cited(citation, progress), words(self.language)
        if citation.share == "progress":
            whole = progress.tally.completed == progress.tally.actions
            return said.done(share, all_completed=whole)
        return said.share(share, up=citation.share == "high")

    def cited(self, sources: Iterable[str]) -> tuple[Cited, ...]:
        """Source notes for citations such as `annual-report-2024#p9`."""
        parted = [source.partition("#") for source in sources]
        return tuple(Cited(number=self._number(name), where=where) for name, _, where in parted)

    def _number(self, source: str) -> int:
        return self.numbers.setdefault(source, len(self.numbers) + 1)
