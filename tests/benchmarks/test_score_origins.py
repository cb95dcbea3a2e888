"""How pairs of tellings are counted, and that the gold stories are what they say."""

from __future__ import annotations

import json

import pytest
from benchmarks.origins import STORIES, GoldStory, GoldTelling, grouped_by_gold, misses, scored, stories

from sayso.comparison.records import WHYS, SharedClaim, Telling
from sayso.types import Certainty, Claim, Document, Reading, Span

TEXT = "Police raided the office. Nine were held."
RAIDED, HELD = (7, 13), (36, 40)


def reading(outlet: str, *triggers: tuple[int, int]) -> Reading:
    document = Document(TEXT, outlet=outlet)
    claims = tuple(
        Claim(f"{outlet}{start}", None, (Span(start, end),), None, Certainty("positive", "actual", None, None), 0.9)
        for start, end in triggers
    )
    return Reading("by hand", document, (), (), claims)


READINGS = [reading(outlet, RAIDED, HELD) for outlet in "abc"]


def gold(
    document: int, trigger: tuple[int, int], claim: str, origin: str, taken_from: int | None = None
) -> GoldTelling:
    at = (0, 25) if trigger == RAIDED else (26, 41)
    return GoldTelling(
        claim, document, at, trigger, origin, taken_from, "own reporting" if taken_from is None else "reuse"
    )


def telling(outlet: str, trigger: tuple[int, int], origin: str) -> Telling:
    of = next(one for one in READINGS if one.document.outlet == outlet)
    return Telling(of.document.id, f"{outlet}{trigger[0]}", (Span(*trigger),), origin, None, "own reporting")


STORY = GoldStory(
    "raid",
    "tuned",
    STORIES,
    (
        gold(0, RAIDED, "c1", "A"),
        gold(1, RAIDED, "c1", "A", 0),
        gold(2, RAIDED, "c1", "B"),
        gold(0, HELD, "c2", "A"),
        gold(1, HELD, "c2", "A"),
    ),
)


def test_pairs_of_one_claim_and_one_origin_are_right() -> None:
    raid = SharedClaim("1", tuple(telling(outlet, RAIDED, "x" if outlet != "c" else "y") for outlet in "abc"))
    held = SharedClaim("2", tuple(telling(outlet, HELD, "x") for outlet in "ab"))
    found = scored(STORY, READINGS, [raid, held])
    assert (found.pairs.found, found.pairs.gold, found.pairs.right, found.pairs.predicted) == (2, 2, 2, 2)
    assert (found.froms.found, found.whys.found) == (4, 4)


def test_a_pair_of_two_origins_or_of_two_claims_is_wrong() -> None:
    everything = SharedClaim(
        "1", (*(telling(outlet, RAIDED, "x") for outlet in "abc"), *(telling(outlet, HELD, "x") for outlet in "ab"))
    )
    found = scored(STORY, READINGS, [everything])
    assert (found.pairs.right, found.pairs.predicted) == (2, 8)
    assert {kind for _, _, kind in found.wrong} == {"wrong"}


def test_a_telling_is_answered_by_touch_or_by_the_most_words() -> None:
    near = Telling(READINGS[0].document.id, "a7", (Span(26, 38),), "x", None, "own reporting")
    alone = [SharedClaim("1", (near, telling("b", HELD, "x")))]
    story = GoldStory("raid", "tuned", STORIES, (gold(0, HELD, "c2", "A"), gold(1, HELD, "c2", "A")))
    assert scored(story, READINGS, alone).pairs.right == 1


def test_what_is_not_found_is_missed_and_listed() -> None:
    found = scored(STORY, READINGS, [])
    assert (found.pairs.right, found.pairs.gold) == (0, 2)
    lines = list(misses(STORY, READINGS, found))
    assert any(line.startswith("  missed: 0 “Police raided the office.”") for line in lines)


def test_claims_are_grouped_as_gold_has_them() -> None:
    assert [len(group) for group in grouped_by_gold(STORY, READINGS)] == [3, 2]


@pytest.mark.parametrize("story", list(stories()), ids=lambda story: story.name)
def test_gold_stories_stand_in_their_texts(story: GoldStory) -> None:
    texts = [json.loads(line)["text"] for line in story.path.read_text(encoding="utf-8").splitlines()]
    record = json.loads(story.path.with_name(f"{story.name}.gold.json").read_text(encoding="utf-8"))
    assert story.half in ("tuned", "held", "fresh")
    for claim in record["claims"]:
        assert len({row["document"] for row in claim["tellings"]}) > 1
        for row in claim["tellings"]:
            for part in (row["at"], row["trigger"]):
                assert texts[row["document"]][part["start"] : part["end"]] == part["text"]
    for telling in story.tellings:
        assert telling.why in WHYS
        assert telling.at[0] <= telling.trigger[0] < telling.trigger[1] <= telling.at[1]
        assert telling.taken_from is None or telling.taken_from in range(len(texts))
