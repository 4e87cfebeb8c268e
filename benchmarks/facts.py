"""The facts of a made-up programme of a known size that is like a real one.

Five themes, 29 dossiers, 60 working groups, actions that share groups, milestones,
postponements, nil returns, corrections, and summaries in three languages about as
long as published ones (some 125 characters). The same arguments give the same facts.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Final

Table = dict[str, object]
"""A table of a TOML file, by key."""

START: Final = date(2025, 1, 1)
END: Final = date(2028, 12, 31)
DAYS: Final = (END - START).days + 1
DOSSIERS: Final = 29
GROUPS: Final = 60
COUNTRIES: Final = ("BE", "NL", "LU")
LANGUAGES: Final = ("nl", "fr", "en")
OUTPUTS: Final = ("treaty", "decision", "recommendation", "agreement", "study", "event", "service")
THEMES: Final = (
    ("internal-market", "Interne markt", "Marché intérieur", "Internal market"),
    ("sustainable-development", "Duurzaamheid", "Développement durable", "Sustainability"),
    ("security", "Veiligheid", "Sécurité", "Security"),
    ("cross-border", "Grensoverschrijdend", "Coopération transfrontalière", "Across borders"),
    ("interregional", "Interregionaal", "Coopération interrégionale", "Between regions"),
)
PLACES: Final = ("Brussel", "Den Haag", "Luxembourg", "Maastricht", "Antwerpen", "Hasselt", "Arlon")
SENTENCES: Final = (
    (
        "De werkgroep kwam {n} keer bijeen, onder meer in {place}.",
        "Le groupe de travail s'est réuni {n} fois, notamment à {place}.",
        "The working group met {n} times, in {place} among other places.",
    ),
    (
        "De ontwerptekst komt in het volgende overleg aan bod; {n} punten staan nog open.",
        "Le projet de texte sera examiné prochainement ; {n} points sont en suspens.",
        "The draft text comes up at the next consultation; {n} points are still open.",
    ),
    (
        "De gezamenlijke oefening in {place} leverde {n} aanbevelingen op.",
        "L'exercice commun organisé à {place} a donné lieu à {n} recommandations.",
        "The joint exercise in {place} led to {n} recommendations.",
    ),
    (
        'Wat {n} deskundigen vonden, staat in de nota "Verdere stappen" ({place}).',
        "Les conclusions de {n} experts figurent dans la note « Prochaines étapes » ({place}).",
        'What {n} experts found is in the note "Further steps" ({place}).',
    ),
    (
        "Het overleg met de bevoegde ministeries verloopt volgens plan.",
        "La concertation avec les ministères compétents se déroule comme prévu.",
        "The talks with the ministries concerned are going as planned.",
    ),
    (
        "Tijdens een werkbezoek aan {place} zagen {n} medewerkers hoe de buren het doen.",
        "Lors d'une visite de travail à {place}, {n} agents ont vu comment font les voisins.",
        "On a working visit to {place}, {n} members of staff saw how the neighbours do it.",
    ),
)
REASON: Final = (
    "De goedkeuring door een van de landen vraagt {n} weken meer dan voorzien.",
    "L'approbation par l'un des pays demande {n} semaines de plus que prévu.",
    "Approval by one of the countries takes {n} weeks more than foreseen.",
)


def in_languages(phrases: Sequence[str]) -> dict[str, str]:
    return dict(zip(LANGUAGES, phrases, strict=True))


def prose(rng: Random, *sentences: Sequence[str]) -> dict[str, str]:
    number, place = rng.randint(2, 40), rng.choice(PLACES)
    texts = (" ".join(parts) for parts in zip(*sentences, strict=True))
    return in_languages([text.format(n=number, place=place) for text in texts])


def titled(subject: str, number: int) -> dict[str, str]:
    return in_languages([f"{subject} {number}"] * len(LANGUAGES))


def chance(rng: Random, percent: int) -> bool:
    return rng.randrange(100) < percent


def period(rng: Random, after: date) -> object:
    """A due in the year of a day or a later one: the year, a part of it, or a day."""
    year = rng.randint(after.year, END.year)
    parts = ("", "-H2", "-Q3", "-Q4", "-09", "-11")
    return date(year, 10, 15) if chance(rng, 20) else f"{year}{rng.choice(parts)}"


def action(rng: Random, number: int) -> Table:
    groups = rng.sample(range(GROUPS), k=rng.choice((1, 1, 1, 1, 2, 3)))
    start = START + timedelta(days=rng.choice((0, 0, 90, 181, 365, 730)))
    made: Table = {
        "id": f"action-{number}",
        "objective": f"objective-{number % DOSSIERS}",
        "title": prose(rng, SENTENCES[number % len(SENTENCES)]),
        "groups": [f"group-{group}" for group in groups],
        "start": start,
        "due": period(rng, start),
        "weight": rng.choice((1, 1, 1, 2, 3, 5)),
        "output": rng.choice(OUTPUTS),
        "countries": list(COUNTRIES[: rng.randint(1, len(COUNTRIES))]),
        "critical": chance(rng, 5),
        "sources": ["minutes#plan"],
    }
    if chance(rng, 40):
        made["milestone"] = [
            {"id": f"step-{step}", "title": titled("Stap", step), "weight": rng.randint(1, 3)}
            for step in range(rng.randint(2, 6))
        ]
    return made


def story(rng: Random, of: Table, days: Sequence[date]) -> Iterator[Table]:
    """The updates of one action: it starts, moves, and mostly comes to an end."""
    steps = of.get("milestone", [])
    open_steps = [step["id"] for step in steps] if isinstance(steps, list) else []
    ending = rng.choices(("completed", "in_progress", "cancelled"), weights=(65, 29, 6))[0]
    percent, goal = 0, 100 if ending == "completed" else rng.randint(20, 95)
    for number, day in enumerate(days, start=1):
        told: Table = {"action": of["id"], "date": day}
        told["recorded"] = day + timedelta(days=rng.choice((0, 0, 3, 12, 30)))
        last = number == len(days)
        if chance(rng, 15) and number > 1 and not last:
            yield told | {"unchanged": True}
            continue
        if chance(rng, 30):
            told["group"] = rng.choice(list(map(str, groups_of(of))))
        if number == 1 or last or chance(rng, 20):
            told["status"] = ending if last else "in_progress"
        percent = goal if last else max(percent, goal * number // len(days) - rng.randint(0, 5))
        if not steps or chance(rng, 20):
            told["percent"] = percent
        reached = reaches(open_steps, last=last and ending == "completed", now=chance(rng, 12))
        yield told | ({"reached": reached} if reached else {}) | remarks(rng, told)


def groups_of(of: Table) -> list[object]:
    groups = of["groups"]
    return groups if isinstance(groups, list) else []


def reaches(open_steps: list[object], *, last: bool, now: bool) -> list[object]:
    """The milestones an update reports as reached: all that are left at the end, else the next."""
    count = len(open_steps) if last else int(now)
    reached = open_steps[:count]
    del open_steps[:count]
    return reached


def remarks(rng: Random, told: Table) -> Table:
    """What is said beside the facts: a judgement, a postponement, texts, sources."""
    said: Table = {}
    day, ends = told["date"], told.get("status") in {"completed", "cancelled"}
    if chance(rng, 60) and not ends:
        said["confidence"] = rng.choices(("green", "amber", "red"), weights=(65, 25, 10))[0]
    if chance(rng, 4) and not ends and isinstance(day, date):
        said["due"] = period(rng, day)
    if {"due"} & set(said) or said.get("confidence", "green") != "green" or ends:
        said["reason"] = prose(rng, REASON)
    if chance(rng, 85) or not {"status", "percent"} & set(told):
        said["summary"] = prose(rng, *rng.sample(SENTENCES, k=2))
    if chance(rng, 50) or ends:
        said["sources"] = [f"minutes#{rng.randint(1, 90)}"]
    return said


def changed(rng: Random, target: Table) -> Table:
    """A correction of an update, or (one in ten) a retraction."""
    recorded = target["recorded"]
    later = recorded + timedelta(days=20) if isinstance(recorded, date) else recorded
    name = f"{target['action']}@{target['date']}"
    head: Table = {**target, "recorded": later, "id": f"{name} again"}
    if chance(rng, 10):
        keys = ("action", "date", "recorded", "id")
        return {key: head[key] for key in keys} | {"retracts": name}
    return head | {"percent": rng.randint(0, 100), "corrects": name}


def updates_of(rng: Random, actions: Sequence[Table], count: int) -> list[Table]:
    """Exactly `count` updates, in the order they were recorded; one action in 20 has none."""
    reporting = [table for table in actions if not chance(rng, 5)] or list(actions)
    corrections = count // 50
    cuts = sorted(rng.choices(range(count - corrections + 1), k=len(reporting) - 1))
    shares = [b - a for a, b in pairwise([0, *cuts, count - corrections])]
    even = (count - corrections) // len(reporting)
    made: list[Table] = []
    for table, share in zip(reporting, spread(shares, even), strict=True):
        days = sorted(rng.sample(range(DAYS), k=share))
        made += story(rng, table, [START + timedelta(days=day) for day in days])
    news = [update for update in made if "unchanged" not in update]
    made += [changed(rng, target) for target in rng.sample(news, k=corrections)]
    return sorted(made, key=lambda update: (str(update["recorded"]), str(update["action"])))


def spread(shares: Sequence[int], even: int) -> list[int]:
    """Shares half way to the even one: some actions report often, most now and then."""
    drawn = [(share + even) // 2 for share in shares]
    left = sum(shares) - sum(drawn)
    return [share + (number < left) for number, share in enumerate(drawn)]


def made_up(actions: int, updates: int, seed: int) -> tuple[list[Table], list[Table]]:
    """The actions, and the updates in the order they were recorded."""
    rng = Random(seed)  # noqa: S311 - nothing here is secret
    plan = [action(rng, number) for number in range(actions)]
    return plan, updates_of(rng, plan, updates)
