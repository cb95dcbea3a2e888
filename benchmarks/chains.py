"""How well statements are read with their whole chains: `world_chains`, and our own passages.

A row answers a gold statement when their contents (the best of the alternatives) share words
at F1 of 0.8 or more, words counting by their place. Answers are one to one, taken greedily:
those with the whole chain right first, then with the innermost source right, then an asked
statement before an optional one, then by F1.

A source is right when it shares with gold's a word at the same place that is no function word
(or is the pronoun that gold has), or when a resolved name and gold's `who` contain one another,
word by word. Where gold has no source: an "unstated" one wants none; any other wants none, or a
party that resolves to `who`. A chain is right when it has as many links and each is right.

Figures (`Scores`): right innermost source and whole chain, out of all gold statements asked for;
unmatched rows out of all rows, where rows whose innermost cue knows, sees, decides or judges a
bare target and that answer none are left out of both; F1 of statements of two links or more.
An optional statement is neither asked for nor extra; a row that answers one counts among the
rows, and nowhere else. Doubtful rows do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.gold import ChainArticle, ChainLink, ChainStatement, Piece, Pieces
from benchmarks.tally import Tally, harmonic, share
from benchmarks.words import Words

if TYPE_CHECKING:
    from sayso.types import Reading

ENOUGH = 0.8
"""The F1 of words at which a row answers a statement."""


@dataclass(frozen=True, slots=True)
class RowLink:
    """One link as it was read; `names` are the names that its parties resolve to."""

    source: Piece | None
    cue: Piece | None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One statement as it was read, outermost link first."""

    content: Pieces
    chain: tuple[RowLink, ...]
    confidence: float = 1.0


def from_reading(reading: Reading, doubtful: bool = False) -> tuple[ChainRow, ...]:
    """The statements of a reading, nested ones too; doubtful ones only where asked for."""
    names = {actor.id: actor.name for actor in reading.actors}
    return tuple(
        ChainRow(
            content=tuple((span.start, span.end) for span in statement.content),
            chain=tuple(
                RowLink(
                    source=(link.source.start, link.source.end) if link.source else None,
                    cue=(link.cue.start, link.cue.end) if link.cue else None,
                    names=tuple(names[party.actor_id] for party in link.parties if party.actor_id in names),
                )
                for link in statement.chain
            ),
            confidence=statement.confidence,
        )
        for statement in reading.statements
        if doubtful or not statement.doubtful
    )


def from_gold(article: ChainArticle) -> tuple[ChainRow, ...]:
    """Gold as if it had been read: to check the scorer, or one annotator against another."""
    return tuple(
        ChainRow(
            content=statement.content,
            chain=tuple(
                RowLink(link.source, link.cue, (link.who,) if link.who and link.no_source != "unstated" else ())
                for link in statement.chain
            ),
        )
        for statement in article.statements
    )


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts over articles; the shares are in 0…1."""

    asked: int = 0
    answered: int = 0
    innermost_right: int = 0
    whole_right: int = 0
    rows: int = 0
    unmatched: int = 0
    deep: Tally = field(default_factory=Tally)

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            self.asked + other.asked,
            self.answered + other.answered,
            self.innermost_right + other.innermost_right,
            self.whole_right + other.whole_right,
            self.rows + other.rows,
            self.unmatched + other.unmatched,
            self.deep + other.deep,
        )

    @property
    def innermost(self) -> float:
        return share(self.innermost_right, self.asked)

    @property
    def whole(self) -> float:
        return share(self.whole_right, self.asked)

    @property
    def extra(self) -> float:
        return share(self.unmatched, self.rows)

    def to_dict(self) -> dict[str, Any]:
        """Figures in per cent, counts as they are."""
        return {
            "right innermost source": 100 * self.innermost,
            "whole chain": 100 * self.whole,
            "rows unmatched": 100 * self.extra,
            "two links or more F1": 100 * self.deep.f1,
            "content found": 100 * share(self.answered, self.asked),
            "statements": self.asked,
            "rows": self.rows,
            "two links or more": self.deep.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """Row number `row` answers gold statement number `statement`."""

    statement: int
    row: int
    whole: bool
    innermost: bool
    f1: float


def score(articles: Iterable[ChainArticle], rows: Mapping[str, Sequence[ChainRow]]) -> Scores:
    """Scores over all articles. `rows` has an entry for each article's name; KeyError where one lacks."""
    return sum((score_article(article, rows[article.name]) for article in articles), Scores())


def score_article(article: ChainArticle, rows: Sequence[ChainRow]) -> Scores:
    answers = match(article, rows)
    asked = [answer for answer in answers if not article.statements[answer.statement].optional]
    by_row = {answer.row: answer for answer in answers}
    right_rows = {answer.row for answer in asked if answer.whole}
    free = {answer.row for answer in answers} - {answer.row for answer in asked}
    unmatched = [
        number for number, row in enumerate(rows) if number not in by_row and not out_of_scope(article.text, row)
    ]
    deep_gold = {i for i, one in enumerate(article.statements) if len(one.chain) > 1 and not one.optional}
    deep_rows = {i for i, row in enumerate(rows) if len(row.chain) > 1} - free
    return Scores(
        asked=sum(not statement.optional for statement in article.statements),
        answered=len(asked),
        innermost_right=sum(answer.innermost for answer in asked),
        whole_right=sum(answer.whole for answer in asked),
        rows=len(by_row) + len(unmatched),
        unmatched=len(unmatched),
        deep=Tally(
            found=sum(answer.whole for answer in asked if answer.statement in deep_gold),
            gold=len(deep_gold),
            right=len(deep_rows & right_rows),
            predicted=len(deep_rows),
        ),
    )


def outcomes(article: ChainArticle, rows: Sequence[ChainRow]) -> list[tuple[float, bool]]:
    """Confidence and rightness of each row, for calibration.

    A row is right when it answers a statement with the right innermost source. Rows that answer an
    optional statement, and rows out of scope that answer none, are left out.
    """
    by_row = {answer.row: answer for answer in match(article, rows)}
    judged = []
    for number, row in enumerate(rows):
        answer = by_row.get(number)
        if answer is None and not out_of_scope(article.text, row):
            judged.append((row.confidence, False))
        elif answer is not None and not article.statements[answer.statement].optional:
            judged.append((row.confidence, answer.innermost))
    return judged


def match(article: ChainArticle, rows: Sequence[ChainRow]) -> list[Answer]:
    """Which row answers which statement, one to one, in the order they were taken."""
    words = Words(article.text)
    contents = [[words.touched(content) for content in statement.contents] for statement in article.statements]
    read = [words.touched(row.content) for row in rows]
    candidates = []
    for i, statement in enumerate(article.statements):
        for j, row in enumerate(rows):
            f1 = max(overlap(content, read[j]) for content in contents[i])
            if f1 >= ENOUGH:
                whole, innermost = _rightness(words, statement, row)
                candidates.append(Answer(i, j, whole, innermost, f1))
    candidates.sort(
        key=lambda one: (
            not one.whole,
            not one.innermost,
            article.statements[one.statement].optional,
            -one.f1,
            one.statement,
            one.row,
        )
    )
    answers: list[Answer] = []
    for one in candidates:
        if all(one.statement != taken.statement and one.row != taken.row for taken in answers):
            answers.append(one)
    return answers


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """The F1 of two sets of words; 0 where both are empty."""
    shared = len(one & other)
    return harmonic(share(shared, len(one)), share(shared, len(other)))


def _rightness(words: Words, statement: ChainStatement, row: ChainRow) -> tuple[bool, bool]:
    whole = any(
        len(chain) == len(row.chain) and all(source_right(words, *pair) for pair in zip(chain, row.chain, strict=True))
        for chain in statement.chains
    )
    innermost = bool(row.chain) and any(
        source_right(words, chain[-1], row.chain[-1]) for chain in statement.chains if chain
    )
    return whole, innermost


def source_right(words: Words, gold: ChainLink, read: RowLink) -> bool:
    """Whether the source of a link that was read is gold's: see the module."""
    if gold.source is None:
        silent = read.source is None and not read.names
        return silent or (gold.no_source != "unstated" and names_agree(gold.who, read.names))
    if names_agree(gold.who, read.names):
        return True
    if read.source is None:
        return False
    wanted = words.touched([gold.source])
    telling = frozenset(number for number in wanted if words.word(number) not in FUNCTION_WORDS)
    return bool((telling or wanted) & words.touched([read.source]))


def names_agree(who: str | None, names: Sequence[str]) -> bool:
    """Whether the words of one hold all the words of the other, case and function words aside.

    Joint parties (parted by ";" in `who`) are compared one by one and together.
    """
    if not who or not names:
        return False
    wanted = [_name_words(part) for part in {*who.split(";"), who}]
    given = [_name_words(part) for part in {*names, " ".join(names)}]
    return any(one and other and (one <= other or other <= one) for one in wanted for other in given)


def _name_words(name: str) -> frozenset[str]:
    found = (re.sub(r"['’]s?$", "", word) for word in re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", name.casefold()))
    return frozenset(word for word in found if word not in FUNCTION_WORDS)


def out_of_scope(text: str, row: ChainRow) -> bool:
    """Whether the innermost cue knows, sees, decides, or judges a bare target.

    Such a row is a statement for PolNeAR and none for `world_chains`.
    """
    cue = row.chain[-1].cue if row.chain else None
    if cue is None:
        return False
    cue_words = re.findall(r"[^\W_]+", text[slice(*cue)].lower())
    if any(word in KNOW_SEE_DECIDE for word in cue_words):
        return True
    content = re.findall(r"[^\W_]+", " ".join(text[slice(*piece)] for piece in row.content).lower())
    bare = not any(word in _GROUNDS for word in content)
    return bare and any(word in _JUDGE for word in cue_words)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _forms(*verbs: str) -> frozenset[str]:
    """Each verb with its regular forms; irregular ones are given whole, after a slash."""
    forms: set[str] = set()
    for verb in verbs:
        plain, *others = verb.split("/")
        stem = plain[:-1] if plain.endswith("e") else plain
        forms |= {plain, plain + "s", plain + "es", stem + "ed", stem + "ing", *others}
        if plain.endswith("y"):
            forms |= {plain[:-1] + "ies", plain[:-1] + "ied"}
    return frozenset(forms)


KNOW_SEE_DECIDE = _forms(
    "know/knew/known/knowing/knowledge", "aware", "learn/learnt", "discover/discovery", "remember",
    "realise/realisation", "realize", "recognise", "recognize", "notice", "see/saw/seen/seeing", "watch", "witness",
    "decide/decision/decisions", "rule/ruling", "choose/chose/chosen/choice", "opt/opted/opting", "resolve",
)  # fmt: skip

_JUDGE = _forms(
    "criticise/criticism", "criticize", "condemn/condemnation", "denounce", "slam/slammed/slamming", "blast",
    "attack", "praise", "applaud", "hail", "welcome", "commend", "laud", "support", "back", "endorse/endorsement",
    "oppose/opposition", "deplore", "decry", "blame", "ridicule", "mock", "approve/approval", "disapprove",
    "favour", "favor", "like", "love", "hate", "admire", "respect", "resent", "defend", "appreciate", "embrace",
    "thank", "rebuke", "chide", "deride", "disagree",
)  # fmt: skip

_GROUNDS = frozenset({"for", "as", "that", "to", "over", "because", "saying", "of", "after", "if", "whether"})
"""Words that show a judged target not to be bare: it comes with what is said of it."""

FUNCTION_WORDS = _set(
    """
    a an the this that these those some any each every no all both either neither such own other another
    i me my mine we us our ours you your yours he him his she her hers it its they them their theirs one oneself
    myself yourself himself herself itself ourselves themselves who whom whose which what
    of in on at by for with from to into onto about over under after before between among against during through
    as than like near off out up down within without
    and or but nor so yet if while because although though
    be is are was were been being am do does did have has had will would shall should can could may might must
    not also only just even still too very more most many much few several
    """
)
