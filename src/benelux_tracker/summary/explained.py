"""Why a figure is what it is, as a tree of lines in words."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from benelux_tracker.explain import Contribution, Explanation, Flip, FlipKind
from benelux_tracker.history import in_force, known
from benelux_tracker.language import phrases
from benelux_tracker.language.figures import Figures, figures_of, headline
from benelux_tracker.language.words import Words
from benelux_tracker.model import Milestone
from benelux_tracker.state import WHOLE, ActionState
from benelux_tracker.summary import amounts
from benelux_tracker.summary.compared import bridged, changed
from benelux_tracker.summary.nodes import Look, Node, Piece, badge, node, sections, small
from benelux_tracker.summary.telling import Telling


def explained(record: Explanation, language: str) -> Node:
    """What an explanation tells, in a language."""
    tell = Telling.of(record.programme, language)
    words, figures = tell.words, figures_of(record.progress)
    since = record.since
    earlier = words.day(since.opening.on)
    several = not record.subject.is_action
    sums, rules = (list(_sums(figures, words)), _rules(record, words)) if several else ([], [])
    return node(
        Piece(tell.about(record.subject), Look.STRONG),
        under=(
            *tell.days(record.on, record.known_on),
            node(headline(figures, record.programme.rules.min_coverage, words)),
            tell.labelled(words.say("Signal"), *tell.signal(record.verdict, " – ")),
            *sections(
                (words.say("How the figure is made"), sums),
                (words.say("The same facts under other rules"), rules),
                *_groups(record, tell),
                (words.say("What would change the signal"), list(_flips(record, tell))),
                (
                    words.say("Since {day}", day=earlier),
                    [*bridged(since, tell), *changed(since, tell)],
                ),
            ),
        ),
    )


def _sums(figures: Figures, words: Words) -> Iterator[Node]:
    """How progress, coverage and the bounds follow from the sums."""
    tally = figures.tally
    part, due = amounts.exact(tally.earned, words), tally.due_weight
    if figures.progress is not None:
        phrase = (
            "{progress} progress = {part} ÷ {whole}: weight × completion, added up, "
            "divided by the weight whose completion is known"
        )
        shown = amounts.progress(figures, words)
        yield node(words.say(phrase, progress=shown, part=part, whole=tally.known_weight))
    if figures.coverage is not None:
        phrase = (
            "{coverage} coverage = {part} ÷ {whole}: the weight whose completion is known, "
            "divided by the weight that is due"
        )
        shown = amounts.share(figures.coverage, words)
        yield node(words.say(phrase, coverage=shown, part=tally.known_weight, whole=due))
    if figures.low is not None and figures.high is not None and figures.low < figures.high:
        phrase = "at least {low} = {part} ÷ {whole}: what is unknown counted as not done"
        shown = amounts.share(figures.low, words)
        yield node(words.say(phrase, low=shown, part=part, whole=due))
        phrase = "at most {high} = {part} ÷ {whole}: what is unknown counted as done"
        shown = amounts.share(figures.high, words, up=True)
        most = amounts.exact(tally.earned + WHOLE * (due - tally.known_weight), words)
        yield node(words.say(phrase, high=shown, part=most, whole=due))


def _rules(record: Explanation, words: Words) -> list[Node]:
    """The completion rules side by side."""
    completed = record.progress.tally.completed == record.progress.tally.actions
    shown = {
        name: words.say("no figure known")
        if share is None
        else words.done(share, all_completed=completed)
        for name, share in record.progress.rules().items()
    }
    return [node(f"{words.say(said)} – {shown[rule]}") for rule, said in phrases.RULES.items()]


def _groups(record: Explanation, tell: Telling) -> Iterator[tuple[str, list[Node]]]:
    """The actions: those that count, what is unknown, and what counts for nothing."""
    lines = record.lines
    live = [line for line in lines if line.state.live]
    due = [line for line in live if not line.state.not_due]
    weighed = [line for line in due if line.weight]
    counted = [line for line in weighed if line.completion is not None]
    unknown = [line for line in weighed if line.completion is None]
    later = [line for line in live if line.state.not_due]
    light = [line for line in due if not line.weight]
    ended = [line for line in lines if not line.state.live]
    words = tell.words
    points = amounts.points(sum((line.points for line in counted), Fraction(0)), words)
    added = words.count(
        "What counts: {number} action", "What counts: {number} actions", len(counted)
    )
    missing = words.count(
        "What is unknown: {number} action", "What is unknown: {number} actions", len(unknown)
    )
    coming = words.count(
        "Not due yet: {number} action", "Not due yet: {number} actions", len(later)
    )
    weightless = words.count(
        "Without weight: {number} action", "Without weight: {number} actions", len(light)
    )
    over = words.count("Cancelled: {number} action", "Cancelled: {number} actions", len(ended))
    titles = (f"{added} – {points}", missing, coming, weightless, over)
    groups = zip(titles, (counted, unknown, later, light, ended), strict=True)
    for title, group in groups:
        yield title, [_contribution(line, record, tell) for line in group]


def _contribution(line: Contribution, record: Explanation, tell: Telling) -> Node:
    """One action: its share in the figure, its dates, and the updates it rests on."""
    words, alone = tell.words, record.subject.is_action
    steps = list(_steps(line.state, tell)) if alone else []
    told = _history(line.state, record, tell) if alone else _updates(line, tell)
    counts = line.completion is not None and line.state.live and not line.state.not_due
    first = f"{amounts.points(line.points, words)} – " if counts and line.weight else ""
    return tell.action(
        line.state,
        node(_share(line, record, words)),
        node(words.say("; ").join(_facts(line.state, tell))),
        *steps,
        *told,
        first=first,
    )


def _share(line: Contribution, record: Explanation, words: Words) -> str:
    """What an action adds to progress, or why it adds nothing."""
    weight = line.weight
    done = None if line.completion is None else amounts.done(line.completion, words)
    if not line.state.live:
        if done is None:
            return words.say("weight {weight}; cancelled work counts for nothing", weight=weight)
        phrase = "weight {weight}; {done} was done, but cancelled work counts for nothing"
        return words.say(phrase, weight=weight, done=done)
    if line.state.not_due:
        return words.say("weight {weight}; not due yet, so it does not count yet", weight=weight)
    if done is None:
        if not weight:
            return words.say("weight {weight}, completion unknown", weight=weight)
        phrase = "weight {weight}, completion unknown: 0 to {most} of all that is due"
        return words.say(phrase, weight=weight, most=amounts.points(line.high, words))
    if not weight:
        return words.say("weight {weight}, {done} done: it adds nothing", weight=weight, done=done)
    return words.say(
        "weight {weight} × {done} done ÷ {known} = {points}",
        weight=weight,
        done=done,
        known=record.progress.tally.known_weight,
        points=amounts.points(line.points, words),
    )


def _facts(state: ActionState, tell: Telling) -> Iterator[str]:
    """Status, due, plan and milestones of an action."""
    words = tell.words
    if state.fold.status:
        yield words.say(phrases.STATUSES[state.status])
    yield tell.due(state)
    if state.live and state.open and not state.not_due:
        planned = words.percent(state.planned_completion // 100)
        yield words.say("the plan foresaw {planned}", planned=planned)
    if state.action.milestones:
        part, whole = len(state.reached), len(state.action.milestones)
        yield words.count(
            "{part} of {number} milestone reached",
            "{part} of {number} milestones reached",
            whole,
            part=part,
        )


def _steps(state: ActionState, tell: Telling) -> Iterator[Node]:
    """The milestones of an action, reached or not."""
    for step in state.action.milestones:
        yield node(
            "✓ " if step.id in state.reached else "○ ",
            tell.said(step.title),
            " – ",
            _step(step, state, tell.words),
        )


def _step(step: Milestone, state: ActionState, words: Words) -> str:
    if step.id in state.reached:
        return words.say("reached by {day}", day=words.day(state.reached[step.id]))
    late = step in state.late_milestones
    if not step.due and step.id not in state.fold.milestone_due:
        phrase = (
            "no date of its own, that of the action has passed"
            if late
            else "no due date of its own"
        )
        return words.say(phrase)
    due = words.say("due: {due}", due=words.due(state.due_of(step)))
    return words.say("{when}, passed", when=due) if late else due


def _updates(line: Contribution, tell: Telling) -> Sequence[Node]:
    return [tell.update(update) for update in line.updates]


def _history(state: ActionState, record: Explanation, tell: Telling) -> Iterator[Node]:
    """All that was ever told of an action by then, also what does not count."""
    told = known(record.programme.history[state.action.id], record.known_on)
    standing = {update.id for update in in_force(told)}
    words = tell.words
    for update in told:
        marks: list[str] = []
        if update.retracts:
            marks = [words.say("a retraction")]
        elif update.id not in standing:
            marks = [words.say("does not count any more")]
        elif update.date > record.on:
            marks = [words.say("of a later day")]
        yield tell.update(update, *marks)


def _flips(record: Explanation, tell: Telling) -> Iterator[Node]:
    """The smallest changes that would give another signal."""
    words = tell.words
    better, worse = record.better, record.worse
    if better:
        yield _flip(words.say("Better"), better, tell)
    else:
        yield node(words.say("No single change would give a better signal."))
    if worse:
        yield _flip(words.say("Worse"), worse, tell)
    else:
        yield node(words.say("No single change would give a worse signal."))


def _flip(label: str, flip: Flip, tell: Telling) -> Node:
    colour = badge(flip.signal, tell.words)
    condition = flip_said(flip, tell)
    return tell.labelled(label, colour, ", ", condition, small(flip.state.action.id))


def flip_said(flip: Flip, tell: Telling) -> str:
    """The condition under which a signal would be another, without the action's id."""
    words, update = tell.words, flip.update
    action = tell.quoted(flip.state.action.title)
    if flip.kind is FlipKind.REACHES:
        steps = words.listed(tell.quoted(step.title) for step in flip.milestones)
        return words.count(
            "if {action} reaches the milestone {milestones}",
            "if {action} reaches the milestones {milestones}",
            len(flip.milestones),
            action=action,
            milestones=steps,
        )
    if update.confidence:
        return words.say(phrases.JUDGEMENTS[update.confidence], action=action)
    if update.percent is None:
        return words.say(phrases.FLIPS[flip.kind], action=action)
    if not update.percent and flip.kind is FlipKind.AT_LEAST:
        return words.say("if {action} reports how far it is", action=action)
    percent = words.percent(update.percent)
    return words.say(phrases.FLIPS[flip.kind], action=action, percent=percent)
