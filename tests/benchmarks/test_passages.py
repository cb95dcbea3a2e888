"""The passages keep their own rules: spans, boundaries, chains and splits."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "passages"
PASSAGES: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))
}
LINK = {"source", "cue", "who", "no_source"}
ADDS_A_LINK = re.compile(r"\b(citing|cited|quot(?:ing|ed))\b")

each_passage = pytest.mark.parametrize("passage", PASSAGES.values(), ids=PASSAGES.keys())


def contents(statement: dict[str, Any]) -> list[list[list[int]]]:
    return [statement["content"], *statement.get("content_alt", [])]


def chains(statement: dict[str, Any]) -> list[list[dict[str, Any]]]:
    return [statement["chain"], *statement.get("chain_alt", [])]


def overlap(one: list[int], other: list[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def test_there_are_enough_and_each_kind_is_split_in_halves() -> None:
    assert len(PASSAGES) >= 48
    splits: dict[str, Counter[str]] = defaultdict(Counter)
    for passage in PASSAGES.values():
        splits[passage["kind"]][passage["split"]] += 1
    for kind, count in splits.items():
        assert set(count) == {"tuned", "held"}, kind
        assert count["tuned"] == count["held"], kind


@each_passage
def test_the_passage_is_whole(passage: dict[str, Any]) -> None:
    text = passage["text"]
    assert set(passage) == {"name", "kind", "split", "title", "text", "statements"}
    assert PASSAGES[passage["name"]] is passage
    assert 80 <= len(text.split()) <= 350
    assert text == text.strip()
    assert all(char == "\n" or char.isprintable() for char in text)
    if passage["title"] is not None:
        assert text.startswith(passage["title"] + "\n\n")


@each_passage
def test_every_span_lies_in_the_text_and_ends_cleanly(passage: dict[str, Any]) -> None:
    text = passage["text"]
    for statement in passage["statements"]:
        assert set(statement) <= {"content", "chain", "content_alt", "chain_alt", "optional"}
        spans = [span for content in contents(statement) for span in content]
        for link in (link for chain in chains(statement) for link in chain):
            assert set(link) == LINK
            spans += [link[role] for role in ("source", "cue") if link[role]]
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip(), text[start:end]
            assert text[end - 1] not in ",;:", text[start:end]


@each_passage
def test_sources_are_named_or_unstated(passage: dict[str, Any]) -> None:
    for link in (link for row in passage["statements"] for chain in chains(row) for link in chain):
        if link["no_source"] is None:
            assert link["who"]
            assert link["who"] == link["who"].strip()
        else:
            assert link["no_source"] == "unstated"
            assert link["source"] is None
            assert link["who"] is None


@each_passage
def test_boundaries_follow_the_rules(passage: dict[str, Any]) -> None:
    text = passage["text"]
    for statement in passage["statements"]:
        cue = statement["chain"][-1]["cue"]
        for content in contents(statement):
            assert content == sorted(content)
            assert not any(overlap(one, other) for one, other in pairwise(content))
            for span in content:
                words = text[span[0] : span[1]]
                assert cue is None or not overlap(span, cue), words
                assert words[0] not in ",;:.", words
                # A quotation keeps both of its marks.
                assert (text[: span[0]][-1:], text[span[1] :][:1]) not in {("“", "”"), ("«", "»"), ("‘", "’")}, words


@each_passage
def test_every_parent_is_a_statement_or_an_added_link(passage: dict[str, Any]) -> None:
    text = passage["text"]
    by_chain: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for statement in passage["statements"]:
        by_chain[json.dumps(statement["chain"])].append(statement)
    for statement in passage["statements"]:
        chain = statement["chain"]
        for depth in range(1, len(chain)):
            parents = by_chain.get(json.dumps(chain[:depth]), [])
            if parents:
                spans = [span for parent in parents for span in parent["content"]]
                for start, end in statement["content"]:
                    assert any(first <= start and end <= last for first, last in spans), text[start:end]
            else:
                cues = " ".join(text[slice(*link["cue"])] for link in chain[depth - 1 : depth + 1] if link["cue"])
                assert ADDS_A_LINK.search(cues), cues


@each_passage
def test_no_statement_stands_twice(passage: dict[str, Any]) -> None:
    rows = [json.dumps([statement["content"], statement["chain"]]) for statement in passage["statements"]]
    assert len(rows) == len(set(rows))
