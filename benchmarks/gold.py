"""Readers of the gold sets that are whole texts. Each takes the data folder as an argument and needs the standard
library alone. The sets that come sentence by sentence are read in `gold_sentences`.

Every span is a pair `(start, end)` of code points, half open, of the record's own `text`;
a value of several pieces is a tuple of such pairs in the text's order. A set whose files
disagree with the texts raises ValueError with the file's name.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Piece = tuple[int, int]
Pieces = tuple[Piece, ...]


# ---- PolNeAR ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution. A role that the text leaves out is the empty tuple."""

    source: Pieces
    cue: Pieces
    content: Pieces


@dataclass(frozen=True, slots=True)
class AttributedArticle:
    """An article with its attributions, in the order of the annotation file."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


_BRAT_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_BRAT_EVENT = re.compile(r"E\d+\t(\S+)((?: \S+)*)")


def polnear(data: Path, split: str) -> tuple[AttributedArticle, ...]:
    """All articles of a split, by name; of several annotation files the first by name counts.

    Two train articles have no attribution and stand here with none; to train, leave them out.
    """
    return tuple(articles[0] for articles in polnear_by_person(data, split).values())


def polnear_by_person(data: Path, split: str) -> dict[str, tuple[AttributedArticle, ...]]:
    """Article name → the article as each of its annotators has it, in the order of the files' names."""
    files: dict[str, list[Path]] = {}
    for path in sorted((Path(data) / "polnear" / split / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rsplit("_", 1)[0], []).append(path)
    read = {}
    for name, paths in files.items():
        text = _exactly(Path(data) / "polnear" / split / "text" / f"{name}.txt")
        read[name] = tuple(AttributedArticle(name, text, parse_brat(_exactly(path))) for path in paths)
    return read


def parse_brat(annotation: str) -> tuple[Attribution, ...]:
    """The attributions of one brat file. Spans of other labels and events without a content are left out.

    A line that is neither a span nor an event (a quoted text may hold a line end) is passed over.
    """
    spans: dict[str, Pieces] = {}
    events: list[str] = []
    for line in annotation.split("\n"):
        if found := _BRAT_SPAN.match(line):
            spans[found[1]] = tuple(_pair(piece.split()) for piece in found[3].split(";"))
        elif found := _BRAT_EVENT.match(line):
            events.append(found[2])
    rows = []
    for arguments in events:
        roles: dict[str, list[Piece]] = {"Source": [], "Cue": [], "Content": []}
        for argument in arguments.split():
            role, _, key = argument.partition(":")
            role = role.rstrip("0123456789")
            if role in roles:
                roles[role].extend(spans[key])
        if roles["Content"]:
            rows.append(Attribution(*(tuple(sorted(set(roles[role]))) for role in ("Source", "Cue", "Content"))))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class NestedStatement:
    """A statement inside a PolNeAR content. Its own link only: the parents' links are left out.

    `parent_content` is the content of the PolNeAR attribution it stands in, for a row of the
    first level; else `parent_nested` is the number of the row it stands in.
    `adds_link`: the row has no content of its own, it adds a link to its parent.
    """

    content: Pieces
    source: Piece | None
    cue: Piece | None
    who: str | None
    no_source: str | None
    parent_content: Pieces
    parent_nested: int | None
    adds_link: bool


@dataclass(frozen=True, slots=True)
class NestedArticle:
    """A train article of PolNeAR with all that is nested in it."""

    name: str
    text: str
    nested: tuple[NestedStatement, ...]


def polnear_nested(data: Path) -> tuple[NestedArticle, ...]:
    """The train articles of PolNeAR whose nested statements are known."""
    articles = []
    for path in sorted((Path(data) / "polnear_nested" / "train").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text = _exactly(Path(data) / "polnear" / "train" / "text" / f"{record['article']}.txt")
        _check(text, record["sha256"], path)
        rows = tuple(
            NestedStatement(
                content=_pieces(row["content"]),
                source=_piece(row["source"]),
                cue=_piece(row["cue"]),
                who=row["who"],
                no_source=row["no_source"],
                parent_content=_pieces(row.get("parent_content") or ()),
                parent_nested=row["parent_nested"],
                adds_link=bool(row.get("adds_link")),
            )
            for row in record["nested"]
        )
        articles.append(NestedArticle(record["article"], text, rows))
    return tuple(articles)


# ---- statements with chains ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One link: `who` is the fullest name of its parties, joint ones parted by ";".

    Without a source, `no_source` is "unstated" or None (the speaker is named elsewhere: see `who`).
    """

    source: Piece | None
    cue: Piece | None
    who: str | None
    no_source: str | None


@dataclass(frozen=True, slots=True)
class ChainStatement:
    """A statement with its chain, outermost link first. The alternatives are as right as the first values.

    `optional`: neither asked for nor extra.
    """

    content: Pieces
    chain: tuple[ChainLink, ...]
    content_alt: tuple[Pieces, ...] = ()
    chain_alt: tuple[tuple[ChainLink, ...], ...] = ()
    optional: bool = False

    @property
    def contents(self) -> tuple[Pieces, ...]:
        return (self.content, *self.content_alt)

    @property
    def chains(self) -> tuple[tuple[ChainLink, ...], ...]:
        return (self.chain, *self.chain_alt)


@dataclass(frozen=True, slots=True)
class ChainArticle:
    """A text with every statement in it. `kind` and `split` are our own passages'."""

    name: str
    text: str
    statements: tuple[ChainStatement, ...]
    kind: str = ""
    split: str = ""


def world_chains(data: Path, split: str) -> tuple[ChainArticle, ...]:
    """The articles of a split, their texts put together from the tokens and checked against the stored hash."""
    articles = []
    for path in sorted((Path(data) / "world_chains" / "chains" / split).glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        tokens = Path(data) / "worldwide_newswire_ner" / split / f"{record['article']}.txt.tsv"
        text, _ = rebuild(_paragraphs(tokens.read_text(encoding="utf-8"))[1])
        _check(text, record["sha256"], path)
        articles.append(ChainArticle(record["article"], text, chain_statements(record["statements"])))
    return tuple(articles)


def passages(folder: Path) -> tuple[ChainArticle, ...]:
    """Our own passages, one a JSON file, in the form of `world_chains` with the text inside.

    A span that lies outside the text is an error.
    """
    articles = []
    for path in sorted(Path(folder).glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text, statements = record["text"], chain_statements(record["statements"])
        for row in statements:
            spans = [piece for content in row.contents for piece in content]
            spans += [at for chain in row.chains for link in chain for at in (link.source, link.cue) if at]
            outside = [span for span in spans if not 0 <= span[0] < span[1] <= len(text)]
            if outside or not row.content:
                raise ValueError(f"{path.name}: a statement without a content, or with spans outside: {outside}")
        articles.append(ChainArticle(record["name"], text, statements, record.get("kind", ""), record.get("split", "")))
    return tuple(articles)


def chain_statements(rows: Sequence[Mapping[str, Any]]) -> tuple[ChainStatement, ...]:
    """The statements of one record, from their JSON form."""
    return tuple(
        ChainStatement(
            content=_pieces(row["content"]),
            chain=_chain(row["chain"]),
            content_alt=tuple(_pieces(other) for other in row.get("content_alt", ())),
            chain_alt=tuple(_chain(other) for other in row.get("chain_alt", ())),
            optional=bool(row.get("optional")),
        )
        for row in rows
    )


def _chain(links: Sequence[Mapping[str, Any]]) -> tuple[ChainLink, ...]:
    return tuple(
        ChainLink(_piece(link.get("source")), _piece(link.get("cue")), link.get("who"), link.get("no_source"))
        for link in links
    )


# ---- events, evidence and loaded words -------------------------------------------------

Side = tuple[tuple[Piece, str], ...]
"""The parties of one side of an event: where each is named nearest to it, and the fullest name that the text gives."""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A political event in one telling.

    `types`: the best PLOVER type, then others that are as right. `actors`, `recipients` and `statuses`
    (status and polarity) hold the first annotator's value, then others that are as right.
    `optional`: neither asked for nor extra. `cameo` is our own passages'.
    """

    trigger: Piece
    types: tuple[str, ...]
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    statuses: tuple[tuple[str, str], ...]
    optional: bool = False
    cameo: str | None = None


@dataclass(frozen=True, slots=True)
class EventArticle:
    """A text with its statements and every political event in it."""

    told: ChainArticle
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True, slots=True)
class GoldEvidence:
    """Words that name or present a ground for something told; `by` is who offers it, "" being the outlet."""

    at: Piece
    kinds: tuple[str, ...]
    by: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldLoaded:
    """Words that judge while they tell. Whose they are follows from the statements round them."""

    at: Piece
    why: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class WordingArticle:
    """A text with its statements, the evidence that it offers and its loaded words."""

    told: ChainArticle
    evidence: tuple[GoldEvidence, ...]
    loaded: tuple[GoldLoaded, ...]


def world_events(data: Path, split: str) -> tuple[EventArticle, ...]:
    """The articles of `world_chains` whose events are known: in dev 8 of them."""
    return tuple(EventArticle(told, gold_events(record["events"])) for told, record in _beside(data, "events", split))


def world_wording(data: Path, split: str) -> tuple[WordingArticle, ...]:
    """The articles of `world_chains` whose evidence and loaded words are known."""
    return tuple(
        WordingArticle(
            told,
            tuple(
                GoldEvidence(_pair(row["at"]), tuple(row["kind"]), row["by"], bool(row.get("optional")))
                for row in record["evidence"]
            ),
            tuple(GoldLoaded(_pair(row["at"]), row["why"], bool(row.get("optional"))) for row in record["loaded"]),
        )
        for told, record in _beside(data, "wording", split)
    )


def _beside(data: Path, folder: str, split: str) -> Iterator[tuple[ChainArticle, Mapping[str, Any]]]:
    """Each record of a folder of `world_chains` with the article that it belongs to, by name."""
    told = {article.name: article for article in world_chains(data, split)}
    for path in sorted((Path(data) / "world_chains" / folder / split).glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["article"] not in told:
            raise ValueError(f"{path.name}: `chains/{split}` has no article of that name")
        _check(told[record["article"]].text, record["sha256"], path)
        yield told[record["article"]], record


def own_events(folder: Path, own: Path) -> tuple[EventArticle, ...]:
    """The events of our own passages: one file a passage in `folder`, the passages themselves in `own`.

    ValueError where a file has no passage, or a span lies outside its text.
    """
    told = {article.name: article for article in passages(own)}
    articles = []
    for path in sorted(Path(folder).glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["name"] not in told:
            raise ValueError(f"{path.name}: no passage of that name in {own}")
        article = EventArticle(told[record["name"]], gold_events(record["events"]))
        for event in article.events:
            spans = [event.trigger, *(at for side in (*event.actors, *event.recipients) for at, _ in side)]
            outside = [span for span in spans if not 0 <= span[0] < span[1] <= len(article.told.text)]
            if outside:
                raise ValueError(f"{path.name}: an event with spans outside the text: {outside}")
        articles.append(article)
    return tuple(articles)


def gold_events(rows: Sequence[Mapping[str, Any]]) -> tuple[GoldEvent, ...]:
    """The events of one record, from their JSON form."""
    found = []
    for row in rows:
        other = row.get("alt") or {}
        found.append(
            GoldEvent(
                trigger=_pair(row["trigger"]),
                types=tuple(row["types"]),
                actors=_sides(row["actors"], row["who_actors"], other.get("actors", ())),
                recipients=_sides(row["recipients"], row["who_recipients"], other.get("recipients", ())),
                statuses=((row["status"], row["polarity"]), *((one, sign) for one, sign in other.get("status", ()))),
                optional=bool(row.get("optional")),
                cameo=row.get("cameo"),
            )
        )
    return tuple(found)


def _sides(at: Sequence[Sequence[Any]], who: Sequence[str], others: Sequence[Sequence[Any]]) -> tuple[Side, ...]:
    return tuple(
        tuple((_pair(span), name) for span, name in zip(spans, names, strict=True))
        for spans, names in ((at, who), *others)
    )


# ---- names -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """Tokens with BIO labels (`B-Person`, `I-Person`, `O`). `tokens[i]` is where the word stands in `text`.

    `inner` is the nested layer, same length, `O` where there is none. `paragraphs` are half-open
    ranges of token numbers. `url` is the address in the file's first line, which is no token.
    """

    name: str
    text: str
    tokens: Pieces
    labels: tuple[str, ...]
    inner: tuple[str, ...]
    paragraphs: Pieces
    url: str | None


def names(data: Path, split: str) -> tuple[NamedArticle, ...]:
    """`worldwide_newswire_ner`; train articles whose address also stands in dev are dropped."""
    folder = Path(data) / "worldwide_newswire_ner"
    seen = {article.url for article in _named(folder / "dev")} - {None} if split == "train" else set()
    return tuple(article for article in _named(folder / split) if article.url not in seen)


def _named(folder: Path) -> Iterator[NamedArticle]:
    for path in sorted(folder.glob("*.tsv")):
        url, paragraphs = _paragraphs(path.read_text(encoding="utf-8"))
        text, tokens = rebuild(paragraphs)
        rows = [row for paragraph in paragraphs for row in paragraph]
        bounds, start = [], 0
        for paragraph in paragraphs:
            bounds.append((start, start + len(paragraph)))
            start += len(paragraph)
        yield NamedArticle(
            name=path.name.removesuffix(".txt.tsv"),
            text=text,
            tokens=tokens,
            labels=tuple(row[1] for row in rows),
            inner=tuple(row[2] for row in rows),
            paragraphs=tuple(bounds),
            url=url,
        )


Row = tuple[str, str, str]
"""A word, its label, its label in the nested layer."""


def _paragraphs(table: str) -> tuple[str | None, list[list[Row]]]:
    """The address in the first line, and the rows, parted at blank lines. One file has spaces for tabs."""
    url: str | None = None
    paragraphs: list[list[Row]] = [[]]
    for number, line in enumerate(table.splitlines()):
        if "\t" in line:
            word, *labels = line.split("\t")
        else:
            word, *labels = line.rsplit(" ", 1)
        word = word.strip()
        if number == 0 and word.startswith("http"):
            url = word
        elif word:
            padded = [*(label.strip() for label in labels), "O", "O"]
            paragraphs[-1].append((word, padded[0] or "O", padded[1] if len(labels) > 1 and padded[1] else "O"))
        elif paragraphs[-1]:
            paragraphs.append([])
    return url, [paragraph for paragraph in paragraphs if paragraph]


_CONTRACTED = ("s", "S", "re", "ve", "ll", "t", "d", "m")
_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%’”…") | {"...", "n't", "n’t"}
_NO_SPACE_AFTER = frozenset("([{“‘$£€#")


def rebuild(paragraphs: Sequence[Sequence[Row]]) -> tuple[str, Pieces]:
    """The text that the tokens of `worldwide_newswire_ner` came from, as near as it can be told, and where each stands.

    The annotations of `world_chains` count in this text, so the rules are fixed, with their flaws.
    """
    text, tokens = "", []
    for number, paragraph in enumerate(paragraphs):
        if number:
            text += "\n\n"
        words = [row[0] for row in paragraph]
        for word, gap in zip(words, _gaps(words, number == 0), strict=True):
            text += " " * gap
            tokens.append((len(text), len(text) + len(word)))
            text += word
    return text + "\n", tuple(tokens)


def _gaps(words: Sequence[str], first: bool) -> Iterator[bool]:
    """For each word, whether a space stands before it."""
    open_marks: set[str] = set()
    glued = True  # nothing stands between this word and the one before it
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        after = words[i + 1] if i + 1 < len(words) else ""
        if word in ("'", "’") and (after in _CONTRACTED or (before.endswith("s") and "'" not in open_marks)):
            yield False  # an apostrophe
            glued = after in _CONTRACTED
        elif word in ('"', "'"):
            closing = word in open_marks
            yield not (closing or glued)
            open_marks ^= {word}
            glued = not closing
        elif word == "-" and before[-1:].isalnum() and after[:1].isalnum() and not (first and i < 6):
            yield False  # a hyphen; in the first words it is a dateline's dash
            glued = True
        elif word == "-" and before == "-":
            yield False
            glued = False
        else:
            clitic = word[0] in "'’" and len(word) <= 3 and word[1:].isalpha()
            yield not (glued or clitic or word in _NO_SPACE_BEFORE)
            glued = word in _NO_SPACE_AFTER


# ---- mentions --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CorefArticle:
    """Clusters of mentions; each mention is a half-open range of token numbers.

    `tokens[i]` is where token `i` stands in `text`; `sentences` are half-open ranges of token numbers.
    """

    name: str
    genre: str
    text: str
    tokens: Pieces
    sentences: Pieces
    clusters: tuple[Pieces, ...]


CORE_GENRES = ("academic", "bio", "court", "interview", "news", "voyage")


def coref(data: Path, split: str, genres: Sequence[str] = CORE_GENRES) -> tuple[CorefArticle, ...]:
    """`gum`'s coreference without singletons. The text and the sentences come from its `dep/` files."""
    articles = []
    for path in sorted((Path(data) / "gum" / split / "coref").glob("*.conll")):
        genre = path.stem.split("_")[1]
        if genre not in genres:
            continue
        words, clusters = _conll(path.read_text(encoding="utf-8"), path.name)
        forms, text, tokens, sentences = conllu(
            (Path(data) / "gum" / split / "dep" / f"{path.stem}.conllu").read_text(encoding="utf-8")
        )
        # The coref/ files write a bar as nothing.
        if [word or "|" for word in words] != forms:
            raise ValueError(f"{path.name}: its words are not those of its dep/ file")
        articles.append(CorefArticle(path.stem, genre, text, tokens, sentences, clusters))
    return tuple(articles)


def _conll(table: str, name: str) -> tuple[list[str], tuple[Pieces, ...]]:
    words: list[str] = []
    unclosed: dict[str, list[int]] = {}
    clusters: dict[str, list[Piece]] = {}
    for line in table.split("\n"):
        if not line.strip() or line.startswith("# "):
            continue
        _, word, marks = line.rstrip("\r").split("\t")
        at = len(words)
        words.append(word)
        for opened, key, closed in re.findall(r"(\()?(\d+)(\))?", marks):
            if opened:
                unclosed.setdefault(key, []).append(at)
            if closed:
                if not unclosed.get(key):
                    raise ValueError(f"{name}: mention {key} closes at token {at} and never opened")
                clusters.setdefault(key, []).append((unclosed[key].pop(), at + 1))
    return words, tuple(tuple(sorted(mentions)) for mentions in clusters.values())


def conllu(table: str) -> tuple[list[str], str, Pieces, Pieces]:
    """Words, text, where each word stands, sentences. Words of one contraction part its letters between them."""
    forms: list[str] = []
    tokens: list[Piece] = []
    sentences: list[Piece] = []
    text, gap, start, inside = "", "", 0, 0
    for line in table.split("\n"):
        if line.startswith("# newpar") and text:
            gap = "\n\n"
        columns = line.rstrip("\r").split("\t")
        if len(columns) < 10:
            if not line.strip() and len(forms) > start:
                sentences.append((start, len(forms)))
                start = len(forms)
            continue
        if "." in columns[0]:
            continue
        if "-" in columns[0]:  # the surface form of the next words
            first, last = columns[0].split("-")
            inside = int(last) - int(first) + 1
            text += gap
            whole, taken = columns[1], len(text)
            text += whole
            gap = "" if "SpaceAfter=No" in columns[9] else " "
            continue
        forms.append(columns[1])
        if inside:
            inside -= 1
            end = len(text) if not inside else min(len(text), taken + len(columns[1]))
            tokens.append((taken, end))
            taken = end
            continue
        text += gap
        tokens.append((len(text), len(text) + len(columns[1])))
        text += columns[1]
        gap = "" if "SpaceAfter=No" in columns[9] else " "
    return forms, text + "\n", tuple(tokens), tuple(sentences)


# ---- shared ----------------------------------------------------------------------------


def _exactly(path: Path) -> str:
    """The file with its own line ends, so that offsets hold."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _check(text: str, sha256: str, path: Path) -> None:
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        raise ValueError(f"{path.name}: the text is not the one that was annotated (sha256 differs)")


def _pair(values: Sequence[Any]) -> Piece:
    start, end = values
    return int(start), int(end)


def _piece(values: Sequence[Any] | None) -> Piece | None:
    return _pair(values) if values else None


def _pieces(values: Sequence[Sequence[Any]]) -> Pieces:
    return tuple(sorted(_pair(piece) for piece in values))
