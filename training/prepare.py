"""Gold sets → windows of pieces with what every head should say of them.

Each window says which losses it may give: a set that leaves something unmarked gives no
loss there (PolNeAR marks nothing inside its contents; `world_chains` passes over knowing,
seeing, deciding and judging a bare target).
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks import gold

from sayso.encoder.wordpiece import Pieces, WordPiece
from sayso.heads import ANCHORS, EVENTS, EVIDENCE, NAMES, RELATIONS, ROLES, STATUSES
from training import treebank
from training.examples import Example
from training.swaps import Moved, swapped, unmoved

LONGEST = 400
"""Pieces of a training window; reading uses longer ones that overlap."""

PASSED_OVER = -100

UNMARKED_CUES = re.compile(
    r"(know|knew|known|see|saw|seen|seeing|learn|learnt|discover|realiz|realis|notic|recogni|understand|understood|"
    r"found|find|decid|rul(ed|ing)|aware|critici|slam|prais|condemn|blast|blam|denounc|laud|hail|applaud|reject|"
    r"welcom|accept|remember|recall|forget|forgot|hear|heard|watch|judg|agree|approv|endors|back(ed|s|ing))"
)
"""Cues that PolNeAR marks and `world_chains` passes over: where unmarked there, they give no loss."""

Spans = Sequence[tuple[int, int]]


@dataclass
class Attributed:
    """One attribution to learn: character spans, and the number of the attribution that holds it."""

    source: Spans
    cue: Spans
    content: Spans
    parent: int = PASSED_OVER  # -1: known to be outermost


def windows(pieces: Pieces, text: str, longest: int = LONGEST) -> list[tuple[int, int]]:
    """Piece ranges that cover a text, cut at paragraph ends where one is near, else at sentence ends."""
    found, start, count = [], 0, len(pieces)
    while count - start > longest:
        cut = start + longest
        for low, pattern in ((longest // 2, "\n"), (longest // 3, '.!?”"')):
            place = next(
                (
                    i
                    for i in range(start + longest, start + low, -1)
                    if (
                        "\n" in text[pieces.ends[i - 1] : pieces.starts[i]]
                        if pattern == "\n"
                        else text[pieces.ends[i - 1] - 1] in pattern
                    )
                ),
                None,
            )
            if place is not None:
                cut = place
                break
        found.append((start, cut))
        start = cut
    if count > start:
        found.append((start, count))
    return found


def covered(pieces: Pieces, spans: Spans) -> np.ndarray:
    """[n] True for each piece that shares a character with one of the spans."""
    inside = np.zeros(len(pieces), dtype=bool)
    for start, end in spans:
        inside |= (pieces.starts < end) & (pieces.ends > start)
    return inside


def attribution_examples(
    name: str,
    text: str,
    rows: Sequence[Attributed],
    pieces: Pieces,
    *,
    nested_known: bool,
    mask_unmarked: bool,
) -> list[Example]:
    """Windows of one article whose attributions are known."""
    masks = [[covered(pieces, getattr(row, role)) for role in ROLES] for row in rows]
    places, kinds = [], []
    for source, cue, content in masks:
        kind = "cue" if cue.any() else "source" if source.any() else "content"
        mask = {"cue": cue, "source": source, "content": content}[kind]
        places.append(int(np.argmax(mask)) if mask.any() else -1)
        kinds.append(ANCHORS.index(kind))
    anchors = np.zeros(len(pieces), dtype=np.int64)
    if not nested_known:
        for _, _, content in masks:
            anchors[content] = PASSED_OVER
    if mask_unmarked:
        for i in range(len(pieces)):
            if i == 0 or pieces.words[i] != pieces.words[i - 1]:
                last = i
                while last + 1 < len(pieces) and pieces.words[last + 1] == pieces.words[i]:
                    last += 1
                if UNMARKED_CUES.match(text[pieces.starts[i] : pieces.ends[last]].lower()):
                    anchors[i] = PASSED_OVER
    for place, kind in zip(places, kinds, strict=True):
        if place >= 0:
            anchors[place] = kind
    found = []
    for start, end in windows(pieces, text):
        example = Example(f"{name}:{start}", pieces.ids[start:end], pieces.shapes[start:end], anchors[start:end])
        here: dict[int, int] = {}
        taken: set[int] = set()
        for number, place in enumerate(places):
            if start <= place < end and place not in taken:
                taken.add(place)
                here[number] = len(example.at)
                example.at.append(place - start)
                example.inside.append(np.stack([mask[start:end] for mask in masks[number]]))
                # A role that is cut by the window's edge cannot be learnt from it.
                example.known.append([not (m[:start].any() or m[end:].any()) for m in masks[number]])
        for number in here:
            parent = rows[number].parent
            example.parents.append(here.get(parent, PASSED_OVER) if parent >= 0 else parent)
        found.append(example)
    return found


def chain_rows(article: gold.ChainArticle) -> list[Attributed]:
    """One row for each link that a statement adds to the statement it stands in."""
    rows: list[Attributed] = []
    index: dict[tuple, int] = {}

    def spans(statement: gold.ChainStatement, depth: int) -> tuple:
        return tuple((link.source, link.cue) for link in statement.chain[:depth])

    for statement in sorted(article.statements, key=lambda s: len(s.chain)):
        last = len(statement.chain)
        # The outer links are a statement of their own, or else this one adds several links.
        depth = next((d for d in range(last - 1, 0, -1) if spans(statement, d) in index), 0)
        parent = index[spans(statement, depth)] if depth else -1
        for at in range(depth, last):
            link = statement.chain[at]
            key = spans(statement, at + 1)
            if key in index:  # one cue with two contents: the first is kept, the second widens it
                known = rows[index[key]]
                known.content = tuple(sorted({*known.content, *statement.content}))
                parent = index[key]
                continue
            rows.append(
                Attributed(
                    (link.source,) if link.source else (),
                    (link.cue,) if link.cue else (),
                    statement.content,
                    parent,
                )
            )
            index[key] = parent = len(rows) - 1
    return rows


HERE = Path(__file__).parent


def annotated(name: str, text: str | None = None) -> tuple[str, list[Attributed]] | None:
    """Our own annotation of an article: its text and one row for each link, as `chain_rows` gives them.

    `chains/` holds those of `worldwide_newswire_ner`, offsets alone, so its `text` is wanted; `passages/`
    texts of our own. None where we have not annotated it. ValueError where the text is another one.
    """
    path = HERE / ("chains" if text is not None else "passages") / f"{name}.json"
    if not path.exists():
        return None
    record = json.loads(path.read_text(encoding="utf-8"))
    if text is None:
        text = str(record["text"])
    elif hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
        raise ValueError(f"{path.name}: its offsets count in another text of `{name}`")
    spans = lambda row, role: (tuple(row[role]),) if row[role] else ()  # noqa: E731
    return text, [
        Attributed(
            spans(row, "source"), spans(row, "cue"), tuple(tuple(piece) for piece in row["content"]),
            -1 if row["parent"] is None else row["parent"],
        )
        for row in record["rows"]
    ]  # fmt: skip


Rows = list[dict[str, Any]]


def marked_events(data: Path, name: str) -> tuple[Rows, Rows | None, list[list[int]]] | None:
    """An article's events, its evidence (None where not marked) and the spans of its loaded words; None: not marked."""
    own = HERE / "events" / f"{name}.json"
    if own.exists():
        record = json.loads(own.read_text(encoding="utf-8"))
        return record["events"], record["evidence"], [row["at"] for row in record["loaded"]]
    path = data / "world_chains" / "events" / "train" / f"{name}.json"
    if not path.exists():
        return None
    events = json.loads(path.read_text(encoding="utf-8"))["events"]
    path = data / "world_chains" / "wording" / "train" / f"{name}.json"
    if not path.exists():
        return events, None, []
    record = json.loads(path.read_text(encoding="utf-8"))
    return events, record["evidence"], [row["at"] for row in record["loaded"]]


def add_events(examples: Sequence[Example], data: Path, name: str, pieces: Pieces, moved: Moved = unmoved) -> None:
    """Put an article's events, evidence and loaded words, where they are marked, into its windows."""
    marked = marked_events(data, name)
    if marked is None:
        return
    events, evidence, loaded = marked
    rows = []
    for event in events:
        trigger = event["trigger"]
        spans = [[trigger] if isinstance(trigger[0], int) else trigger, event["actors"], event["recipients"]]
        masks = [covered(pieces, moved(role)) for role in spans]
        if masks[0].any():
            rows.append((int(np.argmax(masks[0])), masks, event))
    wording = np.zeros((2, len(pieces)), dtype=np.int64)
    kinds = []
    for row, spans in enumerate((loaded, [one["at"] for one in evidence or ()])):
        for number, span in enumerate(spans):
            own = np.flatnonzero(covered(pieces, moved([span])))
            if len(own):
                wording[row, own], wording[row, own[0]] = 2, 1
                if row == 1:
                    kinds.append((own, np.array([float(kind in evidence[number]["kind"]) for kind in EVIDENCE])))
    for example in examples:
        start = int(example.name.rsplit(":", 1)[1])
        end = start + len(example.ids)
        example.eventful = True
        taken: set[int] = set()
        for place, masks, event in rows:
            if not start <= place < end or place in taken:
                continue
            taken.add(place)
            example.events_at.append(place - start)
            best, *others = (EVENTS.index(type_) for type_ in event["types"])
            shares = {best: 1.0 if not others else 0.65} | {other: 0.35 / len(others) for other in others}
            example.types.append(shares)
            example.parties.append(np.stack([mask[start:end] for mask in masks]))
            example.parties_known.append([not (m[:start].any() or m[end:].any()) for m in masks])
            example.statuses.append((STATUSES.index(event["status"]), float(event["polarity"] == "negative")))
        if evidence is not None:
            example.wording = wording[:, start:end]
            example.kinds = [(own - start, k) for own, k in kinds if start <= own[0] and own[-1] < end]


def swapped_examples(
    data: Path, article: gold.NamedArticle, rows: Sequence[Attributed], wordpiece: WordPiece
) -> list[Example]:
    """Windows of the article with its countries put in for one another, by chance; none where it names none."""
    swap = swapped(article.text, random.Random(article.name))
    if swap is None:
        return []
    text, moved = swap
    other = [Attributed(moved(row.source), moved(row.cue), moved(row.content), row.parent) for row in rows]
    pieces = wordpiece.pieces(text)
    name = f"swapped {article.name}"
    examples = attribution_examples(name, text, other, pieces, nested_known=True, mask_unmarked=True)
    add_events(examples, data, article.name, pieces, moved)
    return examples


def polnear_rows(article: gold.AttributedArticle, nested: gold.NestedArticle | None) -> list[Attributed]:
    contents = [row.content for row in article.attributions]
    rows = [Attributed(row.source, row.cue, row.content) for row in article.attributions]
    if nested is None:
        covers = [set(i for s, e in c for i in range(s, e)) for c in contents]
        for number, row in enumerate(rows):
            inside = any(k != number and row.cue and row.cue[0][0] in covers[k] for k in range(len(rows)))
            row.parent = PASSED_OVER if inside else -1
        return rows
    for row in rows:
        row.parent = -1
    offset = len(rows)
    tops = {content: number for number, content in enumerate(contents)}
    for row in nested.nested:
        if row.parent_nested is not None:
            parent = offset + row.parent_nested
        else:
            parent = tops.get(row.parent_content, PASSED_OVER)
        rows.append(Attributed((row.source,) if row.source else (), (row.cue,) if row.cue else (), row.content, parent))
    return rows


def name_labels(article: gold.NamedArticle, pieces: Pieces) -> np.ndarray:
    """[n] labels: a token's pieces after its first go on with its label."""
    labels = np.zeros(len(pieces), dtype=np.int64)
    for (start, end), label in zip(article.tokens, article.labels, strict=True):
        if label == "O":
            continue
        if label not in NAMES:
            labels[covered(pieces, [(start, end)])] = PASSED_OVER
            continue
        own = np.flatnonzero((pieces.starts < end) & (pieces.ends > start))
        for k, i in enumerate(own):
            labels[i] = NAMES.index("I" + label[1:] if k else label)
    return labels


def parsed_words(conllu: str) -> list[tuple[int, str, int]]:
    """For each token of a conllu file: the number of its head in the document, -1 for a root; relation; sentence."""
    found: list[tuple[int, str, int]] = []
    start = sentence = 0
    for line in [*conllu.splitlines(), ""]:
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            head = start + int(columns[6]) - 1 if columns[6] != "0" else -1
            found.append((head, columns[7], sentence))
        elif not line.strip():
            start, sentence = len(found), sentence + 1
    return found


def coref_examples(article: gold.CorefArticle, pieces: Pieces, parsed: Sequence[tuple[int, str, int]]) -> list[Example]:
    heads = [head for head, _, _ in parsed]
    first = np.searchsorted(pieces.ends, [s for s, _ in article.tokens], side="right")
    last = np.searchsorted(pieces.starts, [e for _, e in article.tokens], side="left") - 1
    rows = []
    for cluster, mentions in enumerate(article.clusters):
        for start, end in mentions:
            head = next((t for t in range(start, end) if not start <= heads[t] < end), end - 1)
            rows.append((int(first[head]), int(first[start]), int(last[end - 1]), cluster))
    found = []
    text = article.text
    for start, end in windows(pieces, text, 500):
        example = Example(f"{article.name}:{start}", pieces.ids[start:end], pieces.shapes[start:end])
        example.heads = np.zeros(end - start, dtype=np.int64)
        # Two mentions with one head word: the longer one is kept.
        longest: dict[int, tuple[int, int, int, int]] = {}
        for head, one, other, cluster in rows:
            if start <= one and other < end and start <= head < end:
                row = (head - start, one - start, other - start, cluster)
                if head not in longest or row[2] - row[1] > longest[head][2] - longest[head][1]:
                    longest[head] = row
        example.mentions = [longest[key] for key in sorted(longest)]
        for row in example.mentions:
            example.heads[row[0]] = 1
        example.words = _words_within(parsed, first, start, end)
        found.append(example)
    return found


def _words_within(parsed: Sequence[tuple[int, str, int]], first: np.ndarray, start: int, end: int) -> np.ndarray:
    """[4, words] as `Example.words` has them, of the sentences that a window holds whole."""
    sentences = np.array([sentence for _, _, sentence in parsed])
    cut = set(sentences[(first < start) | (first >= end)].tolist())
    kept = [token for token in range(len(parsed)) if sentences[token] not in cut]
    number = {token: k for k, token in enumerate(kept)}
    rows = [
        (
            int(first[token]) - start,
            number[parsed[token][0]] if parsed[token][0] >= 0 else -1,
            RELATIONS.index(parsed[token][1]) if parsed[token][1] in RELATIONS else PASSED_OVER,
            parsed[token][2],
        )
        for token in kept
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 4).T


def held_out(name: str, share: int) -> bool:
    """Whether an article is kept from training, to calibrate on: one in `share`, by its name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % share == 0


TASKS = ("polnear", "world", "swapped", "names", "mentions", "treebank")


def load(data: Path, split: str, wordpiece: WordPiece) -> dict[str, list[Example]]:
    """All windows of a split by task: `polnear`, `world`, `swapped`, `names`, `mentions`, `treebank`."""
    tasks: dict[str, list[Example]] = {task: [] for task in TASKS}
    nested = {article.name: article for article in gold.polnear_nested(data)} if split == "train" else {}
    for article in gold.polnear(data, split):
        if not article.attributions or (split == "train" and held_out(article.name, 40) and article.name not in nested):
            continue
        known = nested.get(article.name)
        tasks["polnear"] += attribution_examples(
            article.name, article.text, polnear_rows(article, known), wordpiece.pieces(article.text),
            nested_known=known is not None, mask_unmarked=False,
        )  # fmt: skip
    chains = {article.name: article for article in gold.world_chains(data, split)}
    for article in gold.names(data, split):
        pieces = wordpiece.pieces(article.text)
        labels = name_labels(article, pieces)
        kept = split == "train" and held_out(article.name, 14)
        ours = annotated(article.name, article.text) if split == "train" else None
        rows = chain_rows(chains[article.name]) if article.name in chains else ours[1] if ours else None
        if rows is not None and not kept:
            examples = attribution_examples(
                article.name, article.text, rows, pieces,
                nested_known=True, mask_unmarked=True,
            )  # fmt: skip
            for example in examples:
                start = int(example.name.rsplit(":", 1)[1])
                example.names = labels[start : start + len(example.ids)]
            if split == "train":
                add_events(examples, data, article.name, pieces)
                tasks["swapped"] += swapped_examples(data, article, rows, wordpiece)
            tasks["world"] += examples
        else:
            for start, end in windows(pieces, article.text):
                example = Example(f"{article.name}:{start}", pieces.ids[start:end], pieces.shapes[start:end])
                example.names = labels[start:end]
                tasks["names"].append(example)
    for path in sorted((HERE / "passages").glob("*.json")) if split == "train" else ():
        found = annotated(path.stem)
        if found:
            pieces = wordpiece.pieces(found[0])
            examples = attribution_examples(
                path.stem, found[0], found[1], pieces, nested_known=True, mask_unmarked=True
            )
            add_events(examples, data, path.stem, pieces)
            tasks["world"] += examples
    for article in gold.coref(data, split):
        conllu = (data / "gum" / split / "dep" / f"{article.name}.conllu").read_text(encoding="utf-8")
        tasks["mentions"] += coref_examples(article, wordpiece.pieces(article.text), parsed_words(conllu))
    tasks["treebank"] = treebank.examples(data, split, wordpiece)
    return tasks


def batches(examples: Iterable[Example], pieces: int, seed: int) -> list[list[Example]]:
    """Batches of windows of like length, about `pieces` pieces each, in shuffled order."""
    chance = random.Random(seed)
    ordered = sorted(examples, key=lambda e: (len(e.ids) // 32, chance.random()))
    found: list[list[Example]] = []
    batch: list[Example] = []
    for example in ordered:
        if batch and (len(batch) + 1) * max(len(example.ids), *(len(e.ids) for e in batch), 1) > pieces:
            found.append(batch)
            batch = []
        batch.append(example)
    if batch:
        found.append(batch)
    chance.shuffle(found)
    return found
