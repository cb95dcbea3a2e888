"""Who stands with whom, as told by whom: a signed, directed, dated network of actors, and how it changes.

A tie leads from the actor of claims to their recipient. Its sign is their quad code's: 1 and 2, verbal and material
cooperation, are positive, 3 and 4, verbal and material conflict, negative. It opens to its claims, each with its
document, outlet, voice and days. What somebody says of somebody else makes a tie only through a claim ("accused",
"praised"). The same deed told by many documents counts many times: a tie says how often something is told.

Measures are over the actors with most claims, each with an interval of 95 per cent: documents are drawn with
replacement as often as there are documents, and the middle 95 per cent of what the measure says of such draws is the
interval (the percentile bootstrap: Efron and Tibshirani, An Introduction to the Bootstrap, 1993). From fewer than
`LEAST_DOCUMENTS` there is none: it would look surer than it is. `resamples` says in how many draws the measure said
anything.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from sayso.comparison.aligning.ties import REASONS, AlignedActor, Base, Gathered, Ground, QuotedSource, Tie, is_day
from sayso.errors import UsageError
from sayso.types import OUTLET_VOICE, STATUSES, Reading

if TYPE_CHECKING:
    import numpy.typing as npt

    from sayso.comparison.aligning.measures import Floats, Frustration, Groups

QUOTED = "quoted"
"""The voice of every source that an outlet quotes, taken together; `OUTLET_VOICE` is its own."""
LEAST_DOCUMENTS = 5
MOST_ACTORS = 60
SAMPLES = 200

Period = Literal["month", "quarter", "year"]
PERIODS: tuple[Period, ...] = ("month", "quarter", "year")
Windows = Period | Sequence[tuple[str, str]]
"""A calendar period, or first and last days, ISO dates, of windows of one's own."""


# ── measures ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure, and its interval; see the module. `value` is None where the network has nothing to measure."""

    value: float | None
    low: float | None = None
    high: float | None = None
    resamples: int = 0

    def to_dict(self) -> dict[str, Any]:
        return {"value": self.value, "low": self.low, "high": self.high, "resamples": self.resamples}


@dataclass(frozen=True, slots=True)
class Group:
    """Actors that stand together. `held` is in what share of draws two of them do, on average; None for one alone."""

    actors: tuple[str, ...]
    held: float | None

    def to_dict(self) -> dict[str, Any]:
        return {"actors": list(self.actors), "held": self.held}


@dataclass(frozen=True, slots=True)
class Pair:
    actors: tuple[str, str]
    weight: float

    def to_dict(self) -> dict[str, Any]:
        return {"actors": list(self.actors), "weight": self.weight}


@dataclass(frozen=True, slots=True)
class Measures:
    """What a network measures as; `comparison.measures` tells each measure with its source.

    Of `of_actors` actors the `actors` with most claims are measured, by `claims` in `documents`. Two of them are
    tied positively or negatively by what outweighs, whichever way it is directed; `undecided` where nothing does.
    `balance` is the share of balanced `triangles`, `weighted_balance` by their intensity. `frustration` is the share
    of frustrating ties; the index lies between `frustration_index`'s two ends, which are one where it is exact.
    `coalitions` contradict `contradicted` of `of_weight`; `contradiction` is that share. `polarisation` is the
    modularity of the `congruence` network, with its `camps`.
    """

    actors: tuple[str, ...]
    of_actors: int
    documents: int
    claims: int
    positive: int
    negative: int
    undecided: int
    triangles: int
    balance: Estimate
    weighted_balance: Estimate
    frustration_index: tuple[int, int]
    frustration: Estimate
    coalitions: tuple[Group, ...]
    coalitions_exact: bool
    contradicted: float
    of_weight: float
    contradiction: Estimate
    congruence: tuple[Pair, ...]
    conflict: tuple[Pair, ...]
    camps: tuple[Group, ...]
    polarisation: Estimate

    def to_dict(self) -> dict[str, Any]:
        return {
            "actors": list(self.actors),
            "of_actors": self.of_actors,
            "documents": self.documents,
            "claims": self.claims,
            "ties": {"positive": self.positive, "negative": self.negative, "undecided": self.undecided},
            "triangles": self.triangles,
            "balance": self.balance.to_dict(),
            "weighted_balance": self.weighted_balance.to_dict(),
            "frustration_index": {"at_least": self.frustration_index[0], "at_most": self.frustration_index[1]},
            "frustration": self.frustration.to_dict(),
            "coalitions": [group.to_dict() for group in self.coalitions],
            "coalitions_exact": self.coalitions_exact,
            "contradicted": {"weight": self.contradicted, "of": self.of_weight, **self.contradiction.to_dict()},
            "congruence": [pair.to_dict() for pair in self.congruence],
            "conflict": [pair.to_dict() for pair in self.conflict],
            "camps": [group.to_dict() for group in self.camps],
            "polarisation": self.polarisation.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Part:
    """The network as one outlet, or one kind of voice, tells it; `name` is None for documents without an outlet."""

    name: str | None
    measures: Measures
    base: Base | None = None

    def to_dict(self) -> dict[str, Any]:
        base = {"base": self.base.to_dict()} if self.base else {}
        return {"name": self.name, **base, "measures": self.measures.to_dict()}


@dataclass(frozen=True, slots=True)
class Window:
    """The network in a stretch of days, both ends within, from claims whose days all lie in it."""

    name: str
    since: str
    until: str
    ties: tuple[Tie, ...]
    measures: Measures

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "since": self.since,
            "until": self.until,
            "ties": [tie.to_dict(claims=False) for tie in self.ties],
            "measures": self.measures.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Weights:
    """Claims of either sign between two actors in one window, and the documents that tell them, of all with ties there.

    A claim that makes a tie both ways ("Ardo and Besk agreed") counts for each.
    """

    positive: int
    negative: int
    documents: int
    of_documents: int

    @property
    def sign(self) -> int:
        """What outweighs: 1, -1, or 0."""
        return (self.positive > self.negative) - (self.positive < self.negative)

    @property
    def base(self) -> int:
        """How many documents the sign rests on: those that tell of the two; all, where nothing outweighs."""
        return self.documents if self.sign else self.of_documents

    def to_dict(self) -> dict[str, Any]:
        return {
            "positive": self.positive,
            "negative": self.negative,
            "documents": self.documents,
            "of_documents": self.of_documents,
            "sign": self.sign,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """A tie between two actors that is `formed`, `gone` or `turned` in the window `into`, against the one before.

    Gone means told no more. The window before is the last one with any tie at all. `held` is the share of draws of
    documents in which the same change is seen; None where there are too few to draw from.
    """

    actors: tuple[str, str]
    kind: Literal["formed", "gone", "turned"]
    out_of: str
    into: str
    before: Weights
    after: Weights
    held: float | None

    @property
    def weight(self) -> int:
        """Claims in both windows."""
        return self.before.positive + self.before.negative + self.after.positive + self.after.negative

    @property
    def is_thin(self) -> bool:
        """Whether what is told of the two in either window rests on fewer than `LEAST_DOCUMENTS`."""
        return min(self.before.base, self.after.base) < LEAST_DOCUMENTS

    def to_dict(self) -> dict[str, Any]:
        return {
            "actors": list(self.actors),
            "kind": self.kind,
            "out_of": self.out_of,
            "into": self.into,
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "held": self.held,
            "thin": self.is_thin,
        }


@dataclass(frozen=True, slots=True)
class How:
    """What was asked for. UsageError where it makes no sense."""

    statuses: tuple[str, ...] = ("actual",)
    doubtful: bool = False
    windows: Windows = "month"
    most: int = MOST_ACTORS
    samples: int = SAMPLES
    seed: int = 0

    def __post_init__(self) -> None:
        for status in self.statuses:
            if status not in STATUSES:
                raise UsageError(f"no status is called {status!r}", f"One of {', '.join(STATUSES)}.")
        if isinstance(self.windows, str):
            if self.windows not in PERIODS:
                raise UsageError(f"no window is called {self.windows!r}", f"One of {', '.join(PERIODS)}, or days.")
        else:
            for since, until in self.windows:
                if not is_day(since) or not is_day(until) or since > until:
                    raise UsageError(
                        f"{since!r} to {until!r} is no window", "Give the first and the last day as 2025-08-03."
                    )
        if self.most < 2 or self.samples < 0:
            raise UsageError(
                f"{self.most} actors, {self.samples} samples", "Two actors or more, and no fewer than 0 samples."
            )

    def to_dict(self) -> dict[str, Any]:
        windows = self.windows if isinstance(self.windows, str) else [list(days) for days in self.windows]
        return {
            "statuses": list(self.statuses),
            "doubtful": self.doubtful,
            "windows": windows,
            "most": self.most,
            "samples": self.samples,
            "seed": self.seed,
        }


@dataclass(frozen=True, slots=True)
class Alignment:
    """The ties, what they rest on, and their measures: in all, per outlet, per voice and per window.

    `voices` are the outlets' own voice and, together, that of all whom they quote; `cut` gives any other part.
    `undated` counts the claims whose days fit no window.
    """

    how: How
    bases: Mapping[str | None, Base]
    actors: tuple[AlignedActor, ...]
    sources: tuple[QuotedSource, ...]
    ties: tuple[Tie, ...]
    measures: Measures
    outlets: tuple[Part, ...]
    voices: tuple[Part, ...]
    windows: tuple[Window, ...]
    changes: tuple[Change, ...]
    undated: int

    @property
    def base(self) -> Base:
        left_out = {reason: sum(one.left_out[reason] for one in self.bases.values()) for reason in REASONS}
        return Base(
            sum(one.documents for one in self.bases.values()), sum(one.claims for one in self.bases.values()), left_out
        )

    def cut(self, *, outlets: Iterable[str | None] | None = None, voice: str | None = None) -> Alignment:
        """The part that these outlets tell, or that is in this voice, measured anew.

        `voice` is `OUTLET_VOICE`, `QUOTED`, or the key of one of `sources`; None is all. UsageError for another.
        """
        actors = {actor.id: actor for actor in self.actors}
        sources = {source.key: source for source in self.sources}
        return Unmeasured(self.how, self.bases, actors, sources, self.ties).cut(outlets=outlets, voice=voice).measured()

    def to_dict(self) -> dict[str, Any]:
        return {
            "how": self.how.to_dict(),
            "base": self.base.to_dict(),
            "actors": [actor.to_dict() for actor in self.actors],
            "sources": [source.to_dict() for source in self.sources],
            "ties": [tie.to_dict() for tie in self.ties],
            "measures": self.measures.to_dict(),
            "outlets": [part.to_dict() for part in self.outlets],
            "voices": [part.to_dict() for part in self.voices],
            "windows": [window.to_dict() for window in self.windows],
            "changes": [change.to_dict() for change in self.changes],
            "undated": self.undated,
        }


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """Ties and what they rest on, before anything is measured: what is cut here costs no measuring of the whole."""

    how: How
    bases: Mapping[str | None, Base]
    actors: Mapping[str, AlignedActor]
    sources: Mapping[str, QuotedSource]
    ties: tuple[Tie, ...]

    @property
    def heard(self) -> tuple[QuotedSource, ...]:
        """Those sources that tell of a tie, by their keys."""
        keys = {key for tie in self.ties for ground in tie.grounds for key in ground.voices}
        return tuple(self.sources[key] for key in sorted(keys))

    def cut(self, *, outlets: Iterable[str | None] | None = None, voice: str | None = None) -> Unmeasured:
        """The part that these outlets tell, or that is in this voice.

        `voice` is `OUTLET_VOICE`, `QUOTED`, or the key of one who is `heard`; None is all. UsageError for another.
        """
        if voice not in (None, OUTLET_VOICE, QUOTED, *(source.key for source in self.heard)):
            raise UsageError(f"nobody with the key {voice!r} tells of a tie", "The keys stand in `sources`.")
        kept = None if outlets is None else frozenset(outlets)

        def fits(ground: Ground) -> bool:
            return (kept is None or ground.outlet in kept) and (voice is None or voice in _voices(ground))

        ties = _in_parts(self.ties, lambda ground: (fits(ground),)).get(True, ())
        bases = {outlet: base for outlet, base in self.bases.items() if kept is None or outlet in kept}
        return replace(self, ties=ties, bases=bases)

    def measured(self) -> Alignment:
        """With all measures. Everything is in an order that the readings' does not touch."""
        ties, how = tuple(_ordered(self.ties)), self.how
        met = {one for tie in ties for one in (tie.actor, tie.recipient)}
        told = _in_parts(ties, lambda ground: (ground.outlet,))
        own = _in_parts(ties, lambda ground: (OUTLET_VOICE if not ground.voices else QUOTED,))
        windows = _windows(ties, how)
        dated = {ground.claim_id for window in windows for tie in window.ties for ground in tie.grounds}
        whole = _measured(ties, how)

        def of(part: tuple[Tie, ...]) -> Measures:
            return whole if part == ties else _measured(part, how)

        return Alignment(
            how,
            self.bases,
            tuple(self.actors[one] for one in sorted(met) if one in self.actors),
            self.heard,
            ties,
            whole,
            tuple(Part(name, of(told[name]), self.bases[name]) for name in sorted(told, key=_outlets_last)),
            tuple(Part(voice, of(own[voice])) for voice in (OUTLET_VOICE, QUOTED) if voice in own),
            windows,
            _changes(ties, windows, how),
            len({ground.claim_id for tie in ties for ground in tie.grounds} - dated),
        )


def align(
    readings: Iterable[Reading],
    *,
    statuses: Sequence[str] = ("actual",),
    doubtful: bool = False,
    windows: Windows = "month",
    most: int = MOST_ACTORS,
    samples: int = SAMPLES,
    seed: int = 0,
) -> Alignment:
    """Who stands with whom in these readings, which are taken one by one, in any order.

    A claim makes ties where it is of an event type and of a status in `statuses`, not told as not having happened,
    not rejected by a review and, without `doubtful`, not doubtful: one from each actor to each recipient, and where
    several only agree, consult or cooperate, between each two of them, both ways. Measures are over the `most`
    actors with most claims; `samples` draws of documents make the intervals, none with 0.
    """
    return unmeasured(readings, How(tuple(statuses), doubtful, windows, most, samples, seed)).measured()


def unmeasured(readings: Iterable[Reading], how: How) -> Unmeasured:
    """As `align`, before anything is measured."""
    gathered = Gathered(how.statuses, how.doubtful)
    for reading in readings:
        gathered.add(reading)
    return Unmeasured(how, gathered.bases(), gathered.actors, gathered.sources, tuple(gathered.found()))


# ── parts of a network ──────────────────────────────────────────────────────────────────────


def _outlets_last(outlet: str | None) -> tuple[bool, str]:
    return outlet is None, outlet or ""


def _ordered(ties: Iterable[Tie]) -> list[Tie]:
    """By weight, then by whom they join; grounds by day, then by their ids."""
    sorted_grounds = (
        replace(tie, grounds=tuple(sorted(tie.grounds, key=lambda g: (g.since or "", g.document_id, g.claim_id))))
        for tie in ties
    )
    return sorted(sorted_grounds, key=lambda tie: (-tie.weight, tie.actor, tie.recipient, -tie.sign))


def _voices(ground: Ground) -> tuple[str, ...]:
    return (*ground.voices, QUOTED) if ground.voices else (OUTLET_VOICE,)


def _in_parts(ties: Iterable[Tie], of: Callable[[Ground], Iterable[Hashable]]) -> dict[Any, tuple[Tie, ...]]:
    """The network in parts: which of them each claim belongs to is what `of` says."""
    found: dict[Hashable, list[Tie]] = defaultdict(list)
    for tie in ties:
        grounds: dict[Hashable, list[Ground]] = defaultdict(list)
        for ground in tie.grounds:
            for part in of(ground):
                grounds[part].append(ground)
        for part, some in grounds.items():
            found[part].append(replace(tie, grounds=tuple(some)))
    return {part: tuple(_ordered(some)) for part, some in found.items()}


def _windows(ties: Sequence[Tie], how: How) -> tuple[Window, ...]:
    def within(ground: Ground) -> Iterator[tuple[str, str, str]]:
        if ground.since is not None and ground.until is not None:
            yield from _windows_of(ground.since, ground.until, how.windows)

    parts = _in_parts(ties, within)
    return tuple(
        Window(name, since, until, parts[since, until, name], _measured(parts[since, until, name], how))
        for since, until, name in sorted(parts)
    )


def _windows_of(since: str, until: str, windows: Windows) -> Iterator[tuple[str, str, str]]:
    """First day, last day and name of each window that the days from `since` to `until` lie in."""
    if not isinstance(windows, str):
        for first, last in windows:
            if first <= since and until <= last:
                yield first, last, f"{first}/{last}"
        return
    months = {"month": 1, "quarter": 3, "year": 12}[windows]
    year, number = int(since[:4]), (int(since[5:7]) - 1) // months
    first, last = f"{year:04}-{number * months + 1:02}-01", f"{year:04}-{(number + 1) * months:02}"
    last += f"-{monthrange(year, (number + 1) * months)[1]}"
    if until <= last:
        name = {"month": first[:7], "quarter": f"{year:04}-Q{number + 1}", "year": f"{year:04}"}[windows]
        yield first, last, name


# ── measuring ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Rows:
    """The claims of a network between some actors, one row from each actor to each recipient: arrays [rows].

    `document` numbers documents, `first` and `second` number the actors, of whom there are `count`.
    """

    count: int
    document: npt.NDArray[Any]
    first: npt.NDArray[Any]
    second: npt.NDArray[Any]
    sign: npt.NDArray[Any]

    @classmethod
    def of(cls, ties: Iterable[Tie], actors: Sequence[str], documents: dict[str, int]) -> _Rows:
        """Documents that `documents` does not number yet are numbered there."""
        import numpy as np

        number = {one: place for place, one in enumerate(actors)}
        rows = [
            (
                documents.setdefault(ground.document_id, len(documents)),
                number[tie.actor],
                number[tie.recipient],
                tie.sign,
            )
            for tie in ties
            if tie.actor in number and tie.recipient in number
            for ground in tie.grounds
        ]
        return cls(len(actors), *np.array(rows, dtype=np.int64).reshape(-1, 4).T)

    def stances(self, times: npt.NDArray[Any] | None = None) -> Floats:
        """[count, count]: from the first to the second; each document counts so many `times`, once without."""
        import numpy as np

        weights = self.sign if times is None else self.sign * times[self.document]
        flat = np.bincount(self.first * self.count + self.second, weights=weights, minlength=self.count**2)
        return flat.reshape(self.count, self.count).astype(np.float64)


def _foremost(ties: Iterable[Tie], most: int) -> tuple[str, ...]:
    """Those with most claims, in the order of their ids."""
    counted: Counter[str] = Counter()
    for tie in ties:
        counted[tie.actor] += tie.weight
        counted[tie.recipient] += tie.weight
    return tuple(sorted(sorted(counted, key=lambda one: (-counted[one], one))[:most]))


def _draws(documents: int, how: How) -> Iterator[npt.NDArray[Any]]:
    """How many times each document is drawn, draw by draw; no draw where there are too few documents."""
    import numpy as np

    chance = np.random.default_rng(how.seed)
    for _ in range(how.samples if documents >= LEAST_DOCUMENTS else 0):
        yield np.bincount(chance.integers(0, documents, documents), minlength=documents)


class _Said:
    """What all measures say of one network; of a draw of its documents, `near` is what they say of all."""

    def __init__(self, stances: Floats, how: How, near: _Said | None = None) -> None:
        from sayso.comparison.aligning import measures

        self.net = stances + stances.T
        self.balance = measures.balance(self.net)
        self.frustration: Frustration = measures.frustration(
            self.net, how.seed, near.frustration.sides if near else None
        )
        self.coalitions: Groups = measures.coalitions(self.net, how.seed, near.coalitions.labels if near else None)
        self.contradicted, self.weight = measures.contradicted(self.net, self.coalitions)
        self.congruence, self.conflict = measures.discourse(stances)
        self.camps: Groups
        self.polarisation, self.camps = measures.polarisation(
            self.congruence, how.seed, near.camps.labels if near else None
        )

    @property
    def values(self) -> tuple[float | None, ...]:
        """Balance, weighted balance, frustration, contradiction, polarisation."""
        contradiction = self.contradicted / self.weight if self.weight else None
        return (
            self.balance.share, self.balance.weighted, self.frustration.share, contradiction, self.polarisation,
        )  # fmt: skip


def _measured(ties: Sequence[Tie], how: How) -> Measures:
    import numpy as np

    actors = _foremost(ties, how.most)
    documents: dict[str, int] = {}
    rows = _Rows.of(ties, actors, documents)
    said = _Said(rows.stances(), how)
    drawn = [_Said(rows.stances(times), how, said) for times in _draws(len(documents), how)]
    balance, weighted, frustration, contradiction, polarisation = (
        _estimate(value, [one.values[place] for one in drawn]) for place, value in enumerate(said.values)
    )
    joined = np.zeros(said.net.shape, dtype=bool)
    joined[rows.first, rows.second] = True
    signs = np.sign(said.net)[np.triu(joined | joined.T)]
    kept = frozenset(actors)
    inner = [tie for tie in ties if tie.actor in kept and tie.recipient in kept]
    return Measures(
        actors=actors,
        of_actors=len({one for tie in ties for one in (tie.actor, tie.recipient)}),
        documents=len(documents),
        claims=len({ground.claim_id for tie in inner for ground in tie.grounds}),
        positive=int((signs > 0).sum()),
        negative=int((signs < 0).sum()),
        undecided=int((signs == 0).sum()),
        triangles=said.balance.triangles,
        balance=balance,
        weighted_balance=weighted,
        frustration_index=(said.frustration.at_least, said.frustration.at_most),
        frustration=frustration,
        coalitions=_groups(actors, said.coalitions, [one.coalitions for one in drawn]),
        coalitions_exact=said.coalitions.exact,
        contradicted=said.contradicted,
        of_weight=said.weight,
        contradiction=contradiction,
        congruence=_heaviest(actors, said.congruence),
        conflict=_heaviest(actors, said.conflict),
        camps=_groups(actors, said.camps, [one.camps for one in drawn]),
        polarisation=polarisation,
    )


def _estimate(value: float | None, drawn: Sequence[float | None]) -> Estimate:
    import numpy as np

    known = [one for one in drawn if one is not None]
    if value is None or not known:
        return Estimate(value, resamples=len(known))
    low, high = np.percentile(known, (2.5, 97.5))
    return Estimate(value, float(low), float(high), len(known))


def _groups(actors: Sequence[str], groups: Groups, drawn: Sequence[Groups]) -> tuple[Group, ...]:
    return tuple(Group(tuple(actors[one] for one in members), _held(members, drawn)) for members in groups.members)


def _held(members: Sequence[int], drawn: Sequence[Groups]) -> float | None:
    """In what share of the draws two of these stand in one group, over all two of them that have ties in the draw."""
    together = tied = 0
    for groups in drawn:
        sizes = Counter(groups.labels[one] for one in members if groups.labels[one] >= 0)
        together += sum(size * (size - 1) for size in sizes.values())
        tied += sizes.total() * (sizes.total() - 1)
    return together / tied if tied else None


def _heaviest(actors: Sequence[str], weights: Floats) -> tuple[Pair, ...]:
    """Who is joined, the heaviest first."""
    pairs = [
        Pair((actors[one], actors[other]), float(weights[one, other]))
        for one, other in zip(*(places.tolist() for places in weights.nonzero()), strict=True)
        if one < other
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair.weight, pair.actors)))


# ── change ──────────────────────────────────────────────────────────────────────────────────


def _changes(ties: Sequence[Tie], windows: Sequence[Window], how: How) -> tuple[Change, ...]:
    """What differs from window to window between the actors with most claims in all, what holds most first in each."""
    actors = _foremost(ties, how.most)
    return tuple(
        change for before, after in pairwise(windows) for change in _changes_between(actors, before, after, how)
    )


def _changes_between(actors: Sequence[str], before: Window, after: Window, how: How) -> list[Change]:
    import numpy as np

    documents: dict[str, int] = {}
    both = [_Rows.of(window.ties, actors, documents) for window in (before, after)]

    def signs(times: npt.NDArray[Any] | None) -> tuple[Floats, Floats]:
        then, now = (rows.stances(times) for rows in both)
        return np.sign(then + then.T), np.sign(now + now.T)

    then, now = signs(None)
    held, draws = np.zeros(then.shape), 0
    for times in _draws(len(documents), how):
        drawn_then, drawn_now = signs(times)
        held += (drawn_then == then) & (drawn_now == now)
        draws += 1
    was, is_now = _weights(before.ties), _weights(after.ties)
    found = [
        Change(
            actors=(actors[one], actors[other]),
            kind="formed" if not then[one, other] else "turned" if now[one, other] else "gone",
            out_of=before.name,
            into=after.name,
            before=was[actors[one], actors[other]],
            after=is_now[actors[one], actors[other]],
            held=float(held[one, other]) / draws if draws else None,
        )
        for one, other in np.argwhere(np.triu(then != now)).tolist()
    ]
    return sorted(found, key=lambda change: (-(change.held or 0), -change.weight, change.actors))


def _weights(ties: Sequence[Tie]) -> defaultdict[tuple[str, str], Weights]:
    """By two actors in the order of their ids, whichever way their ties are directed; of any others no claims."""
    grounds: dict[tuple[str, str], dict[int, list[Ground]]] = defaultdict(lambda: {1: [], -1: []})
    for tie in ties:
        grounds[min(tie.actor, tie.recipient), max(tie.actor, tie.recipient)][tie.sign] += tie.grounds
    of = len({ground.document_id for tie in ties for ground in tie.grounds})
    found = defaultdict[tuple[str, str], Weights](lambda: Weights(0, 0, 0, of))
    for pair, told in grounds.items():
        documents = {one.document_id for some in told.values() for one in some}
        found[pair] = Weights(len(told[1]), len(told[-1]), len(documents), of)
    return found
