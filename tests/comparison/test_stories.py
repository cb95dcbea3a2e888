"""Which documents tell one story. The articles are invented, and so are their places."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison.grouping.digests import WORDS, Digest, digest
from sayso.comparison.grouping.stories import (
    DAYS,
    HEAVIEST,
    IN_TIME,
    NEIGHBOURS,
    SURELY_ALIKE,
    UNDATED,
    Vectors,
    groups,
    near,
    stories,
)
from sayso.comparison.records import Story
from sayso.types import Actor, Document, Reading, Span, content_hash

FERRY = (
    "The ferry Sturla ran aground off Cape Hennet on Tuesday night with 214 people aboard. Rescue boats from Tessany "
    "brought all passengers ashore by dawn, the Hennet coast guard said. The captain, Odo Merrin, blamed a buoy that "
    "had drifted from its place.",
    "All 214 passengers of the Sturla are safe. The ferry struck rocks near Cape Hennet on Tuesday night, and boats "
    "from Tessany took people off until dawn. Captain Odo Merrin told the coast guard that a buoy had drifted.",
    "A drifted buoy may have sent the ferry Sturla onto the rocks at Cape Hennet, its captain says. Odo Merrin praised "
    "the crews of Tessany, whose boats rescued 214 people in the night to Wednesday.",
)
STRIKE = (
    "Weavers in Orsk Valley walked out on Tuesday after the Lindqvar mills cut the night bonus. Their union, led by "
    "Pia Sorrel, wants the bonus back and two more guards on each loom.",
    "The Lindqvar mills stand still. Some 900 weavers struck on Tuesday over the night bonus, and union leader Pia "
    "Sorrel said that nobody would touch a loom in Orsk Valley before it was paid.",
    "No cloth leaves Orsk Valley: the weavers' union of Pia Sorrel has struck against the Lindqvar mills, which "
    "stopped paying the night bonus last month.",
)
LONE = (
    "A dry spring has halved the apricot crop around Mellis, growers there fear. Prices in the capital's markets rose "
    "by a third within a week, and jam makers look to imports.",
)


def told(text: str, *, published: str | None = "2025-03-04", url: str | None = None, outlet: str = "Post") -> Digest:
    return digest(Reading("invented", Document(text, outlet=outlet, url=url, published=published), (), ()))


def collection() -> list[Digest]:
    return [told(text, outlet=f"{n}") for n, text in enumerate((*FERRY, *STRIKE, *LONE))]


def grouped(digests: list[Digest], found: list[Story]) -> set[frozenset[int]]:
    """The numbers of the digests that stand in each story."""
    number = {one.told.id: at for at, one in enumerate(digests)}
    return {frozenset(number[document.id] for document in story.documents) for story in found}


def test_documents_of_one_happening_are_one_story() -> None:
    digests = collection()
    assert grouped(digests, stories(digests)) == {frozenset({0, 1, 2}), frozenset({3, 4, 5}), frozenset({6})}


def test_days_need_not_be_known() -> None:
    digests = [replace(one, day=None) for one in collection()]
    assert grouped(digests, stories(digests)) == {frozenset({0, 1, 2}), frozenset({3, 4, 5}), frozenset({6})}


@settings(deadline=None, max_examples=30)
@given(st.permutations(range(7)))
def test_the_order_of_documents_changes_nothing(order: list[int]) -> None:
    digests = collection()
    assert stories(digests[at] for at in order) == stories(digests)


def test_a_story_has_its_documents_by_day_and_the_hash_of_their_ids() -> None:
    later = told(FERRY[0], published="2025-03-06")
    first = told(FERRY[1], published="2025-03-05")
    undated = told(FERRY[2], published=None)
    (story,) = stories([later, undated, first])
    assert [one.id for one in story.documents] == [first.told.id, later.told.id, undated.told.id]
    assert story.id == content_hash(sorted(one.id for one in story.documents))


def test_nothing_makes_no_story_and_one_document_makes_one() -> None:
    assert stories([]) == []
    assert [len(story.documents) for story in stories([told(LONE[0])])] == [1]
    assert [len(story.documents) for story in stories([told("")])] == [1]


def test_a_document_given_twice_is_one() -> None:
    digests = [told(FERRY[0]), told(FERRY[0]), told(FERRY[1])]
    assert [len(story.documents) for story in stories(digests)] == [2]


def test_words_that_all_news_uses_make_no_story() -> None:
    common = "The government said officials had failed to support a plan and the president called for more help"
    digests = [told(f"{common} at the Mellis quarry."), told(f"{common} after the Orsk regatta.")]
    rare = "Otters gnawed the turbine cables and a bargeman tugged the propeller through marshland silt"
    alike = [told(f"{rare} at the Mellis quarry."), told(f"{rare} after the Orsk regatta.")]
    cosines = [next(iter(near(Vectors.of(some), [some[0].day] * 2)), (0, 0, 0.0))[2] for some in (digests, alike)]
    assert cosines[0] < cosines[1]


def test_two_short_texts_that_share_a_common_word_are_two_stories() -> None:
    digests = [told("The council of Mellis met on Monday."), told("The council of Orsk closed a bridge.")]
    assert len(stories(digests)) == 2


def test_far_days_part_the_same_words() -> None:
    begun = date(2025, 3, 4)

    def after(days: int) -> int:
        again = told(FERRY[1], published=(begun + timedelta(days=days)).isoformat())
        return len(stories([told(FERRY[0]), again]))

    assert after(DAYS) == 1
    assert after(DAYS + 1) == 2


def test_versions_of_a_page_stay_together_whatever_they_say() -> None:
    page = "https://news.example/live"
    digests = [told(FERRY[0], url=page), told(LONE[0], url=page, published="2025-06-01"), told(STRIKE[0])]
    assert grouped(digests, stories(digests)) == {frozenset({0, 1}), frozenset({2})}


def test_what_tells_of_two_stories_does_not_join_them() -> None:
    both = told(f"{FERRY[2]} {STRIKE[2]}", outlet="Week in review")
    found = stories([*collection(), both])
    assert sorted(len(story.documents) for story in found) in ([1, 3, 4], [1, 1, 3, 3])


def test_a_cut_copy_is_of_the_story_of_the_whole() -> None:
    more = "The line, which has two other ships, was founded in Mellis by a fish dealer. Its shares fell by a tenth."
    digests = [told(f"{FERRY[0]} {more}"), told(FERRY[0][:95], outlet="Brief"), *collection()[3:]]
    assert frozenset({0, 1}) in grouped(digests, stories(digests))


def test_many_copies_are_one_story_though_not_all_are_compared() -> None:
    copies = [told(f"{FERRY[0]} Copy {n}.", outlet=f"{n}") for n in range(200)]
    assert [len(story.documents) for story in stories(copies)] == [200]
    vectors = Vectors.of(copies)
    assert len(list(near(vectors, [one.day for one in copies]))) <= 200 * HEAVIEST * NEIGHBOURS
    assert len(list(near(vectors, [one.day for one in copies]))) < 200 * 199 / 2


# ---- digests ----------------------------------------------------------------------------


def test_a_digest_is_the_same_each_time_and_small() -> None:
    names = (f"{a}{b}{c}" for a, b, c in itertools.product("bdfgklmnprst", "aeiou", "bdfgklmnprst"))
    long = " ".join(f"Word{name}" for name in itertools.islice(names, 700))
    one, other = told(long), told(long)
    assert np.array_equal(one.terms, other.terms)
    assert np.array_equal(one.counts, other.counts)
    assert len(one.terms) <= 2 * WORDS
    assert one.terms.nbytes + one.counts.nbytes <= 5_000
    assert list(one.terms) == sorted(set(one.terms))


def test_terms_are_counted() -> None:
    assert list(told("Ferry, ferries.").counts) == [2]
    assert list(told("Ferry " * 300).counts) == [255]
    assert len(told("ferry aground").terms) == 3  # both words, and their pair
    assert np.array_equal(told("raid police").terms, told("police raid").terms)


def test_a_title_counts_where_it_is_no_part_of_the_text() -> None:
    outside = digest(Reading("invented", Document("It sank.", title="Sturla"), (), ()))
    inside = digest(Reading("invented", Document("Sturla\nIt sank.", "Sturla", Span(0, 6)), (), ()))
    assert np.array_equal(outside.terms, inside.terms)
    assert np.array_equal(outside.counts, inside.counts)


def test_actors_count_who_can_be_told_in_other_texts() -> None:
    document = Document("They sank it.")
    mention = (Span(0, 4),)
    known = Actor("the weavers' union", "the weavers' union", "organisation", mention)
    here = Actor(f"the men ({document.id})", "the men", "group", mention)
    bare = digest(Reading("invented", document, (), ()))
    assert len(digest(Reading("invented", document, (), (known,))).terms) == len(bare.terms) + 1
    assert len(digest(Reading("invented", document, (), (here,))).terms) == len(bare.terms)


@pytest.mark.parametrize(("published", "day"), [("2025-03-04T10:00:00Z", 739314), ("spring", None), (None, None)])
def test_the_day_is_known_or_it_is_not(published: str | None, day: int | None) -> None:
    assert told("Words.", published=published).day == day


# ---- average linkage --------------------------------------------------------------------


def invented(seed: int, documents: int = 24) -> list[Digest]:
    """Documents of random words around four themes, so that some are alike and some between."""
    chance = random.Random(seed)
    made = []
    for number in range(documents):
        theme = number % 4
        words = [f"theme{theme}x{chance.randrange(12)}q" for _ in range(chance.randrange(4, 14))]
        words += [f"other{chance.randrange(30)}q" for _ in range(chance.randrange(4, 14))]
        chance.shuffle(words)
        day = None if chance.random() < 0.3 else 739000 + chance.randrange(25)
        made.append(replace(told(" ".join(words), outlet=f"{number}"), day=day))
    return made


def by_hand(vectors: Vectors, days: list[int | None]) -> set[frozenset[int]]:
    """Average linkage as its definition says, over all pairs: the reference that the quick way has to meet."""
    dense = np.zeros((len(vectors), vectors.names))
    for at in range(len(vectors)):
        terms, weights = vectors.row(at)
        dense[at, terms] = weights
    cosines = dense @ dense.T
    found = [[at] for at in range(len(vectors))]

    def mean(group: list[int]) -> float | None:
        known = [day for at in group if (day := days[at]) is not None]
        return sum(known) / len(known) if known else None

    def inner(group: list[int]) -> float:
        pairs = [cosines[a, b] for a, b in itertools.combinations(group, 2)]
        return float(np.mean(pairs)) if pairs else 0.0

    def fits(a: list[int], b: list[int]) -> float:
        """The likeness of two groups, 0 if they are no story."""
        likeness = float(cosines[np.ix_(a, b)].mean())
        one, other = mean(a), mean(b)
        asked = UNDATED if one is None or other is None else IN_TIME
        if one is not None and other is not None and abs(one - other) > DAYS:
            return 0.0
        least = max(asked.alike, min(asked.coherent * min(inner(a), inner(b)), SURELY_ALIKE))
        return likeness if likeness >= least else 0.0

    while True:
        pairs = [(fits(a, b), a, b) for a, b in itertools.combinations(found, 2)]
        best, one, other = max(pairs, key=lambda pair: pair[0])
        if not best:
            return {frozenset(group) for group in found}
        found = [group for group in found if group not in (one, other)] + [one + other]


@pytest.mark.parametrize("seed", range(6))
def test_the_quick_way_finds_what_the_definition_says(seed: int) -> None:
    digests = sorted(invented(seed), key=lambda one: (one.day or 0, one.told.id))
    days = [one.day for one in digests]
    vectors = Vectors.of(digests)
    assert {frozenset(group) for group in groups(vectors, days)} == by_hand(vectors, days)
