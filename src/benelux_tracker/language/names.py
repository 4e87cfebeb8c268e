"""What things are called: themes, groups, actions, countries, years, in one language."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Self

from attrs import frozen

from benelux_tracker.dimensions import NONE, Key, Subject
from benelux_tracker.language import phrases
from benelux_tracker.language.words import Words, words
from benelux_tracker.model import Text, WorkProgramme


@frozen(eq=False)
class Names:
    """The names of a programme's things, in one language or the one they fall back to."""

    programme: WorkProgramme
    words: Words

    @classmethod
    def of(cls, programme: WorkProgramme, language: str) -> Self:
        """The names of a programme's things in a language.

        Raises:
            RequestError: when nothing is written in it (a `ValueError`).
        """
        return cls(programme, words(language))

    def said(self, text: Text) -> str:
        """A text in this language, or the first of the programme's it exists in."""
        return text.read(self.words.language, self.programme.languages)[0]

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, Text]]:
        """The titles and names by kind and id."""
        programme = self.programme
        groups: dict[str, Text] = {group.id: group.name for group in programme.working_groups}
        return {
            "theme": {theme.id: theme.title for theme in programme.themes},
            "dossier": {dossier.id: dossier.title for dossier in programme.dossiers},
            "objective": {objective.id: objective.title for objective in programme.objectives},
            "working_group": groups,
            "lead_group": groups,
            "action": {action.id: action.title for action in programme.actions},
        }

    def name(self, kind: str, key: str) -> str:
        """The name of one thing: the kind is a dimension, or `action`."""
        if kind in self.titles and key in self.titles[kind]:
            return self.said(self.titles[kind][key])
        if key == NONE:
            return self.words.say("none")
        if kind == "country":
            return self.words.country(key)
        if kind == "output":
            return self.words.say({str(k): phrase for k, phrase in phrases.OUTPUTS.items()}[key])
        return key

    def part(self, by: Sequence[str], key: Key) -> str:
        """The name of a part of a roll-up by one dimension or several."""
        return " × ".join(map(self.name, by, (key,) if isinstance(key, str) else key))

    def about(self, subject: Subject) -> str:
        """The name of what a question is about; the programme's title for the whole."""
        if not subject.parts:
            return self.said(self.programme.title)
        return " × ".join(self.name(kind, key) for kind, key in subject.parts)
