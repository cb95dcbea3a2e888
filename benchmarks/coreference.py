"""Whether claims of different documents that tell one event are put together: CoNLL F1 on ECB+.

    python -m benchmarks.coreference --data DIR --readings FILE [--misses] [-o FILE]

`--readings` is a file of readings of ECB+, one JSON object a line with the document's `name` beside it. Only sentences
that carry event mentions are looked at, and there all claims. Mentions are the claims' triggers, clusters what
`sayso.comparison.sameness` joins within a story; singletons stay on both sides. The CoNLL F1 is the mean of the F1 of
MUC, B³ and CEAF-e, each summed over all clusters.

By folds: the weights of the evidence, and how likely claims must be to be joined, are learned on the topics of the
other folds. Stories are those that `sayso.comparison.grouping` finds among all documents; a story that holds topics of
two folds goes with its first document's.

The figures differ in what the mentions are:

- triggers: spans match exactly, by tokens. The reader's trigger of an untyped claim is one word and ECB+'s "broke out"
  two, so that a particle that follows a single word counts as its part.
- by tokens shared: a trigger is the first mention whose tokens it shares, if no other trigger is.
- with statements: the cue of each statement ("said", "according to") is a mention too, of who speaks and what is said.
  ECB+ marks saying as an event; to sayso a statement is no claim.
- gold mentions: each has the features of the claim that touches it, or of its own words alone.

`--weights` prints the weights that ship, as they stand in `sameness.linking`: learned on all topics and on the tuned
half of our own stories, of which `--own` keeps the readings as `benchmarks.origins` does.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks import origins
from benchmarks.ecbplus import EcbDocument, Mention, documents
from benchmarks.folds import FOLDS, Floats, assign, logistic
from benchmarks.mentions import METRICS, Sums, measure
from benchmarks.report import Figure, Report, table, to_dict
from benchmarks.stories import grouped
from benchmarks.tally import harmonic, share
from sayso.comparison.grouping.digests import Digest, digest
from sayso.comparison.passages import Paper
from sayso.comparison.sameness.evidence import Evidence, Facet, facets
from sayso.comparison.sameness.linking import LEAST, likely, linked
from sayso.reader import Reader
from sayso.types import Argument, Certainty, Claim, Reading, Span, claim_id

REACH = 55.0
_WORD = re.compile(r"[^\W\d_][\w-]*")
_BESIDE = re.compile(
    r"\w*ly|ha[sd]|have|having|is|was|were|are|am|been|be|being|will|would|could|may|might|do|does|did|not|also|then|later"
    r"|first|just|so|once|almost|well|more|an?|the|it|of|to|for|by|as|in|on|with|without|s|d|ll|re|ve|didn|doesn|wasn|t"
)
"""Words of a cue before the one that says it."""
PARTICLES = frozenset(("out", "off", "up", "down", "away"))
LEASTS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6)
"""How likely claims must be, on average, to be joined: tried on the topics that are learned from."""
KEPT = 0.1
"""The part of the pairs of different events that is learned from; each counts for as many as it stands for."""
OWN = 100.0
"""How often a pair of our own stories counts beside one of ECB+, for the weights that ship: there are few. Chosen, with
`sameness.LEAST`, on other stories that were invented for it."""
STRENGTH = 2.0
"""The squared penalty on the weights of scaled evidence."""
STEPS = 12

Tokens = tuple[int, ...]
Key = tuple[str, Tokens]
"""A mention: its document's name, and its tokens by number."""
Cluster = frozenset[Key]
Weights = dict[str, float]


@dataclass(frozen=True)
class Page:
    """A document of the set and its reading, whose outlet is the document's name: some texts are there twice."""

    gold: EcbDocument
    reading: Reading

    @cached_property
    def sentence_of(self) -> list[int]:
        """The number of each token's sentence."""
        return [number for number, (start, end) in enumerate(self.gold.sentences) for _ in range(start, end)]

    @cached_property
    def mentions(self) -> dict[Tokens, Mention]:
        """The event mentions, in order."""
        found: dict[Tokens, Mention] = {}
        for mention in sorted(self.gold.mentions, key=lambda mention: mention.tokens):
            if mention.is_event and self.sentence_of[mention.tokens[0]] in self.scored:
                found.setdefault(mention.tokens, mention)
        return found

    @cached_property
    def scored(self) -> frozenset[int]:
        """The sentences that carry event mentions; what is only said not to be makes none."""
        events = (mention for mention in self.gold.mentions if mention.kind.startswith("ACTION_"))
        return frozenset(self.sentence_of[mention.tokens[0]] for mention in events)

    @cached_property
    def linked(self) -> frozenset[int]:
        """The sentences in which coreference was marked: elsewhere a mention alone may be one that nobody looked at."""
        return frozenset(
            self.sentence_of[mention.tokens[0]] for mention in self.mentions.values() if ":m" not in mention.chain
        )

    def tokens(self, spans: Iterable[Span]) -> Tokens:
        """The tokens of a claim's trigger, with its particle."""
        spans = tuple(spans)
        found = [
            number
            for number, (start, end) in enumerate(self.gold.tokens)
            if any(start < span.end and span.start < end for span in spans)
        ]
        if len(found) == 1:
            after = found[0] + 1
            if after < len(self.gold.tokens) and self.gold.text[slice(*self.gold.tokens[after])] in PARTICLES:
                found.append(after)
        return tuple(found)

    def with_claims(self, claims: Iterable[Claim]) -> Page:
        """The page with the claims of the sentences that are scored; of two with one trigger the first."""
        kept: dict[Tokens, Claim] = {}
        for claim in claims:
            tokens = self.tokens(claim.trigger)
            if tokens and self.sentence_of[tokens[0]] in self.scored:
                kept.setdefault(tokens, claim)
        return Page(self.gold, replace(self.reading, claims=tuple(kept.values())))


def pages(data: Path, readings: Path) -> list[Page]:
    with readings.open(encoding="utf-8") as lines:
        rows = {row["name"]: Reading.from_dict(row) for row in map(json.loads, lines)}
    found = []
    for gold in documents(data):
        reading = rows[gold.name]
        found.append(Page(gold, replace(reading, document=replace(reading.document, outlet=gold.name))))
    return found


# ---- which mentions are offered ----------------------------------------------------------


def claims(page: Page) -> Page:
    return page.with_claims(page.reading.claims)


def with_statements(page: Page) -> Page:
    """The page with a claim for each cue: who speaks, and what is said."""
    cues = []
    for statement in page.reading.statements:
        for link in statement.own_links:
            if link.cue and (saying := _saying(page.gold.text, link.cue)):
                told = tuple(Argument("theme", span) for span in statement.content)
                cues.append(replace(_bare(page, (saying,)), actor=link.parties, arguments=told))
    return page.with_claims((*page.reading.claims, *cues))


def gold_mentions(page: Page) -> Page:
    touching: dict[int, Claim] = {}
    for claim in page.reading.claims:
        for token in page.tokens(claim.trigger):
            touching.setdefault(token, claim)
    found = []
    for tokens in page.mentions:
        spans = tuple(Span(*page.gold.tokens[token]) for token in tokens)
        claim = next((touching[token] for token in tokens if token in touching), None)
        own = _bare(page, spans)
        found.append(replace(claim, id=own.id, trigger=spans) if claim else own)
    return Page(page.gold, replace(page.reading, claims=tuple(found)))


def _bare(page: Page, trigger: tuple[Span, ...]) -> Claim:
    """A claim of which nothing is known but its words."""
    id_ = claim_id(page.reading.document.id, trigger, None)
    return Claim(id_, None, trigger, None, Certainty("positive", "actual", None, None), 1.0)


def _saying(text: str, cue: Span) -> Span | None:
    """The word of a cue that says it: "said" of "has also said"; "according to" whole; None of "allegedly"."""
    for match in _WORD.finditer(text, cue.start, cue.end):
        word = match[0].lower()
        if word == "according":
            return Span(match.start(), cue.end)
        if not _BESIDE.fullmatch(word):
            return Span(*match.span())
    return None


# ---- learning ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A story's claims, each with its mention, the chain of the mention that it is or shares tokens with, if any, and
    whether coreference was marked in its sentence."""

    claims: tuple[Facet, ...]
    keys: tuple[Key, ...]
    chains: tuple[str | None, ...]
    linked: tuple[bool, ...]

    @classmethod
    def of(cls, story: Iterable[Page]) -> Told:
        rows = []
        for page in sorted(story, key=lambda page: page.reading.document.id):
            sharing = {token: mention for tokens, mention in reversed(page.mentions.items()) for token in tokens}
            for facet in facets(Paper(page.reading)):
                tokens = page.tokens(facet.claim.trigger)
                mention = page.mentions.get(tokens) or next((sharing[t] for t in tokens if t in sharing), None)
                linked = page.sentence_of[tokens[0]] in page.linked
                rows.append((facet, (page.gold.name, tokens), mention and mention.chain, linked))
        return cls(*(tuple(column) for column in zip(*rows, strict=True))) if rows else cls((), (), (), ())

    @cached_property
    def examples(self) -> Examples:
        """Pairs of claims whose triggers are mentions, in sentences where coreference was marked."""
        known = np.array([chain is not None and linked for chain, linked in zip(self.chains, self.linked, strict=True)])
        return Examples.of(self.claims, self.chains, known[:, None] & known)


@dataclass(frozen=True)
class Examples:
    """Pairs of claims: their evidence [pairs, kinds], whether they tell one event, and how much each counts."""

    kinds: tuple[str, ...]
    values: Floats
    same: npt.NDArray[np.bool_]
    weights: Floats

    @classmethod
    def of(cls, claims: Sequence[Facet], chains: Sequence[str | None], known: npt.NDArray[np.bool_]) -> Examples:
        """`known` [claims, claims] are the pairs to learn from; of those that tell other events some are drawn."""
        kinds = Evidence(claims).of(slice(0, len(claims)))
        first, second = np.nonzero(np.triu(known, 1))
        numbers = {chain: number for number, chain in enumerate(dict.fromkeys(chains))}
        chain = np.array([numbers[chain] if chain else -1 - place for place, chain in enumerate(chains)])
        same = chain[first] == chain[second]
        kept = same | (np.random.default_rng(len(first)).random(len(first)) < KEPT)
        first, second, same = first[kept], second[kept], same[kept]
        values = np.stack([value[first, second] for value in kinds.values()], 1).astype(np.float64)
        return cls(tuple(kinds), values, same, np.where(same, 1.0, 1 / KEPT))


def learned(examples: Sequence[Examples]) -> Weights:
    """The weights of a logistic regression, by Newton's method, as `sameness.linking.WEIGHTS` has them."""
    values, same, weights = (
        np.concatenate([getattr(one, name) for one in examples]) for name in ("values", "same", "weights")
    )
    slopes, begin = logistic(values, same, weights / weights.mean(), STRENGTH, STEPS)
    return {"": begin, **{kind: float(slope) for kind, slope in zip(examples[0].kinds, slopes, strict=True)}}


def own_examples(kept: Path | None) -> Iterator[Examples]:
    """The pairs of the tuned half of our own stories of which one at least is a gold telling, each counted `OWN` times.

    A claim that is none tells another deed, unless it stands in a sentence that tells the same one.
    """
    reader = cache(Reader)
    for story in origins.stories():
        if story.half == "tuned":
            yield _own(story, origins.read(story, reader, kept))


def _own(story: origins.GoldStory, readings: Sequence[Reading]) -> Examples:
    claims = [facet for reading in readings for facet in facets(Paper(reading))]
    gold = {
        (readings[one.document].document.id, claim.id): one.claim
        for one in story.tellings
        for claim in readings[one.document].claims
        if origins.overlap(claim.trigger, one.trigger)
    }
    chains = [gold.get((one.paper.id, one.claim.id)) for one in claims]
    places = [(one.paper.id, one.sentence) for one in claims]
    told = [{chains[number] for number in numbers} for numbers in _alike(places)]
    known = np.array([
        [(mine or its) is not None and (None not in (mine, its) or not {mine, its} - {None} <= here & there)
         for its, there in zip(chains, told, strict=True)]
        for mine, here in zip(chains, told, strict=True)
    ])  # fmt: skip
    made = Examples.of(claims, chains, known)
    return replace(made, weights=OWN * made.weights)


def _alike(values: Sequence[Hashable]) -> list[list[int]]:
    """For each value the numbers of all that are equal to it."""
    numbers: dict[Hashable, list[int]] = defaultdict(list)
    for number, value in enumerate(values):
        numbers[value].append(number)
    return [numbers[value] for value in values]


def clusters(stories: Iterable[Told], weights: Mapping[str, float], least: float) -> list[Cluster]:
    return [
        frozenset(story.keys[number] for number in group)
        for story in stories
        for group in linked(likely(story.claims, weights), len(story.claims), least)
    ]


# ---- scoring -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """What was summed for each metric."""

    sums: Mapping[str, Sums]

    @classmethod
    def of(cls, gold: Sequence[Cluster], read: Sequence[Cluster]) -> Result:
        """Summed over parts of the clusters that share no mention: each has its own best assignment."""
        sums: dict[str, list[float]] = {}
        for here, there in _parts(gold, read):
            for metric, added in measure(here, there).items():
                sums[metric] = [a + b for a, b in zip(sums.get(metric, (0.0,) * 4), added, strict=True)]
        return cls({metric: (a, b, c, d) for metric, (a, b, c, d) in sums.items()})

    def figures(self) -> dict[str, dict[str, float]]:
        """Recall, precision and F1 in per cent by metric, and the CoNLL F1."""
        found = {}
        for metric, (a, b, c, d) in self.sums.items():
            recall, precision = share(a, b), share(c, d)
            found[metric] = {
                "recall": 100 * recall, "precision": 100 * precision, "f1": 100 * harmonic(precision, recall)
            }  # fmt: skip
        return found

    @property
    def conll(self) -> float:
        figures = self.figures()
        return sum(figures[metric]["f1"] for metric in METRICS if metric in figures) / len(METRICS)


def _parts(gold: Sequence[Cluster], read: Sequence[Cluster]) -> Iterator[tuple[list[Cluster], list[Cluster]]]:
    """The clusters of both sides by what hangs together through shared mentions."""
    holding: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    sides = (gold, read)
    for side, found in enumerate(sides):
        for number, cluster in enumerate(found):
            for key in cluster:
                holding[key].append((side, number))
    seen: set[tuple[int, int]] = set()
    for begin in [(side, number) for side, found in enumerate(sides) for number in range(len(found))]:
        part: tuple[list[Cluster], list[Cluster]] = ([], [])
        waiting = [begin] if begin not in seen else []
        seen.add(begin)
        while waiting:
            side, number = waiting.pop()
            part[side].append(sides[side][number])
            for key in sides[side][number]:
                waiting += (new := set(holding[key]) - seen)
                seen |= new
        if part[0] or part[1]:
            yield part


def gold_clusters(found: Iterable[Page]) -> list[Cluster]:
    chains: dict[str, set[Key]] = defaultdict(set)
    for page in found:
        for tokens, mention in page.mentions.items():
            chains[mention.chain].add((page.gold.name, tokens))
    return [frozenset(chain) for chain in chains.values()]


def by_tokens_shared(read: Sequence[Cluster], found: Iterable[Page]) -> list[Cluster]:
    """The clusters with each mention that is none of gold's put on the first free one of gold's that shares a token."""
    taken = {key for cluster in read for key in cluster}
    moved: dict[Key, Key] = {}
    for page in found:
        free = {tokens for tokens in page.mentions if (page.gold.name, tokens) not in taken}
        for name, tokens in sorted(key for key in taken if key[0] == page.gold.name and key[1] not in page.mentions):
            sharing = min((one for one in free if set(one) & set(tokens)), default=None)
            if sharing:
                free.remove(sharing)
                moved[name, tokens] = name, sharing
    return [frozenset(moved.get(key, key) for key in cluster) for cluster in read]


# ---- by folds ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """The clusters of all documents, those of each fold's documents, and what was learned for each."""

    pages: tuple[Page, ...]
    read: tuple[Cluster, ...]
    folds: Mapping[str, int]
    leasts: tuple[float, ...]

    def result(self, shared: bool = False) -> Result:
        read = by_tokens_shared(self.read, self.pages) if shared else self.read
        return Result.of(gold_clusters(self.pages), read)

    def by_fold(self) -> list[float]:
        """The CoNLL F1 of each fold's documents."""
        figures = []
        for fold in range(FOLDS):
            own = {name for name, number in self.folds.items() if number == fold}
            read = [frozenset(key for key in cluster if key[0] in own) for cluster in self.read]
            gold = gold_clusters(page for page in self.pages if page.gold.name in own)
            figures.append(Result.of(gold, [cluster for cluster in read if cluster]).conll)
        return figures


def folds_of(found: Sequence[EcbDocument]) -> dict[str, int]:
    """Each document's fold, by name; a topic's documents share one."""
    topics = [document.topic for document in found]
    return dict(zip((document.name for document in found), assign(topics, ["" for _ in topics]), strict=True))


def run(found: Sequence[Page], stories: Mapping[str, str], least: float | None = None) -> Run:
    """`stories` has the story of each document by name; `least`, where given, is not learned."""
    folds = folds_of([page.gold for page in found])
    grouped_: dict[str, list[Page]] = defaultdict(list)
    for page in found:
        grouped_[stories[page.gold.name]].append(page)
    told = [(folds[story[0].gold.name], story, Told.of(story)) for story in grouped_.values()]
    read: list[Cluster] = []
    leasts = []
    for fold in range(FOLDS):
        others = [(story, one) for number, story, one in told if number != fold]
        weights = learned([one.examples for _, one in others if len(one.claims) > 1])
        chosen = least or _least([story for story, _ in others], [one for _, one in others], weights)
        leasts.append(chosen)
        read += clusters((one for number, _, one in told if number == fold), weights, chosen)
    return Run(tuple(found), tuple(read), folds, tuple(leasts))


def _least(stories: Iterable[Sequence[Page]], told: Sequence[Told], weights: Weights) -> float:
    """How likely claims must be to be joined for the best CoNLL F1 of these stories."""
    gold = gold_clusters(page for story in stories for page in story)
    return max(LEASTS, key=lambda least: Result.of(gold, clusters(told, weights, least)).conll)


# ---- reporting ---------------------------------------------------------------------------

OFFERED: Mapping[str, Callable[[Page], Page]] = {
    "triggers": claims,
    "with statements": with_statements,
    "gold mentions": gold_mentions,
}


def report(found: Sequence[Page]) -> tuple[Report, dict[str, Run]]:
    predicted = grouped({page.gold.name: named_digest(page) for page in found})
    subtopics = {page.gold.name: page.gold.subtopic for page in found}
    runs = {name: run([offer(page) for page in found], predicted) for name, offer in OFFERED.items()}
    runs["triggers, gold subtopics"] = run([claims(page) for page in found], subtopics)
    runs["gold mentions, gold subtopics"] = run([gold_mentions(page) for page in found], subtopics)
    runs[f"triggers, joined at {LEAST}"] = run([claims(page) for page in found], predicted, LEAST)
    figures, details = [], {}
    for name, one in runs.items():
        result = one.result()
        figures.append(Figure(f"{name}, CoNLL F1", result.conll, REACH if name == "triggers" else None))
        if name == "triggers":
            shared = one.result(shared=True)
            figures += [Figure(f"  {metric} F1", told["f1"]) for metric, told in result.figures().items()]
            figures += [Figure(f"  fold {number + 1}", conll) for number, conll in enumerate(one.by_fold())]
            figures.append(Figure("  by tokens shared", shared.conll))
            details["by tokens shared"] = {"conll": shared.conll, **shared.figures()}
        details[name] = {"conll": result.conll, **result.figures(), "folds": one.by_fold(), "least": one.leasts}
    return Report("coreference", len(found), tuple(figures), details), runs


def named_digest(page: Page) -> Digest:
    """The digest under the document's name, which is its id too."""
    made = digest(page.reading)
    return replace(made, told=replace(made.told, id=page.gold.name))


def misses(one: Run, most: int = 40) -> list[str]:
    """The commonest words of two mentions that were wrongly kept apart, and wrongly put together."""
    page_of = {page.gold.name: page for page in one.pages}

    def words(key: Key) -> str:
        page = page_of[key[0]]
        return " ".join(page.gold.text[slice(*page.gold.tokens[token])] for token in key[1]).lower()

    chain_of = {key: number for number, chain in enumerate(gold_clusters(one.pages)) for key in chain}
    group_of = {key: number for number, cluster in enumerate(one.read) for key in cluster if key in chain_of}
    apart, together = Counter[str](), Counter[str]()
    for owner, other, counted in ((chain_of, group_of, apart), (group_of, chain_of, together)):
        held: dict[int, list[Key]] = defaultdict(list)
        for key in sorted(group_of):
            held[owner[key]].append(key)
        for keys in held.values():
            for a, b in combinations(keys, 2):
                counted[" / ".join(sorted((words(a), words(b))))] += other[a] != other[b]
    return [
        f"{number:5} {label}: {pair}"
        for label, counted in (("apart", apart), ("together", together))
        for pair, number in counted.most_common(most)
        if number
    ]


def weights_of(found: Sequence[Page], kept: Path | None) -> Weights:
    """The weights learned on the claims of all topics and of the tuned half of our own stories."""
    subtopics: dict[str, list[Page]] = defaultdict(list)
    for page in found:
        subtopics[page.gold.subtopic].append(claims(page))
    return learned([*(Told.of(story).examples for story in subtopics.values()), *own_examples(kept)])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coreference", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder of the gold sets")
    parser.add_argument("--readings", type=Path, required=True, metavar="FILE", help="readings of ECB+, one a line")
    parser.add_argument("--weights", action="store_true", help="print the weights that ship, and no figures")
    parser.add_argument("--own", type=Path, metavar="DIR", help="keep the readings of our own stories there")
    parser.add_argument("--misses", action="store_true", help="list the words of what was joined or kept apart wrongly")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the figures as JSON")
    chosen = parser.parse_args(arguments)
    found = pages(chosen.data, chosen.readings)
    if chosen.weights:
        print("\n".join(f'"{kind}": {weight:.2f},' for kind, weight in weights_of(found, chosen.own).items()))
        return 0
    made, runs = report(found)
    print(table([made]))
    if chosen.misses:
        print("\n".join(misses(runs["triggers"])))
    if chosen.output:
        chosen.output.write_text(json.dumps(to_dict([made]), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
