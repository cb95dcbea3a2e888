"""Which claims tell one deed, and which documents contradict one another on it: articles about invented places."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings_made import Does, Says, read

from sayso.comparison.passages import Paper
from sayso.comparison.sameness import linking
from sayso.comparison.sameness.contradicting import contradictions
from sayso.comparison.sameness.deeds import COMMONEST, commonness, deeds
from sayso.comparison.sameness.evidence import Evidence, Facet, facets
from sayso.comparison.sameness.linking import LEAST, WEIGHTS, Pairs, Same, likely, linked, same_claims
from sayso.comparison.tellings import Trace
from sayso.comparison.wording import normal
from sayso.types import Argument, Reading, Span

NAMES = {
    "Ida Quist": "Ida Quist",
    "Quist": "Ida Quist",
    "Velm": "Velm",
    "Orla": "Orla",
    "Dockers": ":dockers",
    "dockers": ":dockers",
}


def article(outlet: str, text: str, *does: Does, themes: Sequence[str] = (), published: str = "2025-03-04") -> Reading:
    """A reading of a text; `themes` are what the deeds are done to, in their order."""
    made = read(text, ids={name: id_ for name, id_ in NAMES.items() if name in text}, does=does, outlet=outlet,
                published=published)  # fmt: skip
    told = [_span(text, words) for words in themes]
    claims = [
        replace(claim, arguments=(Argument("theme", theme),)) if theme else claim
        for claim, theme in itertools.zip_longest(made.claims, told)
    ]
    return replace(made, claims=tuple(claims))


def _span(text: str, words: str) -> Span | None:
    return Span(text.index(words), text.index(words) + len(words)) if words else None


GAZETTE = article(
    "The Gazette",
    "Police arrested nine dockers in Velm on Monday. Ida Quist resigned as mayor. The council opened a bridge.",
    Does("Police", "arrested", "COERCE"), Does("Ida Quist", "resigned", "RETREAT"), Does("The council", "opened", None),
    themes=("nine dockers", "", "a bridge"),
)  # fmt: skip
POST = article(
    "The Post",
    "The arrest of nine dockers by police shook Velm. The mayor, Ida Quist, has stepped down. Quist opened her mail.",
    Does("police", "arrest", "COERCE"), Does("Ida Quist", "stepped", None), Does("Quist opened", "opened", None),
    themes=("nine dockers", "", "her mail"),
)  # fmt: skip
HERALD = article(
    "The Herald",
    "In Velm nine dockers were detained. Mayor Quist quits.",
    Does("", "detained", "COERCE"), Does("Quist", "quits", "RETREAT"),
    themes=("nine dockers", ""),
)  # fmt: skip
STORY = (GAZETTE, POST, HERALD)


def told(readings: Sequence[Reading], groups: Sequence[Same]) -> set[frozenset[str]]:
    """The groups by outlet and trigger."""
    words = {
        (reading.document.id, claim.id): f"{reading.document.outlet}: "
        + reading.document.text[claim.trigger[0].start : claim.trigger[0].end]
        for reading in readings
        for claim in reading.claims
    }
    return {frozenset(words[key] for key in group.claims) for group in groups}


def test_one_deed_is_known_in_other_words() -> None:
    groups = told(STORY, same_claims(STORY))
    assert frozenset(("The Gazette: arrested", "The Post: arrest", "The Herald: detained")) in groups
    assert frozenset(("The Gazette: resigned", "The Post: stepped", "The Herald: quits")) in groups


def test_a_common_word_alone_makes_no_deed() -> None:
    groups = told(STORY, same_claims(STORY))
    assert {frozenset(("The Gazette: opened",)), frozenset(("The Post: opened",))} <= groups


def test_every_claim_stands_in_one_group() -> None:
    keys = [key for group in same_claims(STORY) for key in group.claims]
    assert sorted(keys) == sorted((one.document.id, claim.id) for one in STORY for claim in one.claims)
    assert same_claims([]) == []
    assert same_claims([replace(GAZETTE, claims=())]) == []


def test_no_order_changes_anything() -> None:
    expected = same_claims(STORY)
    for readings in itertools.permutations(STORY):
        turned = [replace(one, claims=one.claims[::-1]) for one in readings]
        assert same_claims(turned) == expected


def test_claims_compared_a_few_at_a_time_are_joined_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = same_claims(STORY)
    monkeypatch.setattr(linking, "CHUNK", 2)
    assert same_claims(STORY) == expected


def compared(readings: Sequence[Reading]) -> list[Facet]:
    return [facet for one in readings for facet in facets(Paper(one))]


def test_the_further_apart_the_days_the_less_likely_it_is_one_deed() -> None:
    def struck(outlet: str, day: str) -> Reading:
        return article(outlet, "Dockers struck in Velm.", Does("Dockers", "struck", "PROTEST", days=(day, day)))

    chances = [
        float(likely(compared([struck("A", "2025-03-03"), struck("B", day)]), WEIGHTS).chance[0])
        for day in ("2025-03-03", "2025-03-04", "2025-06-20")
    ]
    assert chances[0] == chances[1] > chances[2]


def test_evidence_is_the_same_both_ways() -> None:
    claims = compared(STORY)
    kinds = Evidence(claims).of(slice(0, len(claims)))
    assert set(kinds) == set(WEIGHTS) - {""}
    for kind, values in kinds.items():
        assert values.dtype == np.float32, kind
        np.testing.assert_array_equal(values, values.T, err_msg=kind)


# ---- contradictions ----------------------------------------------------------------------


def contradicting(*readings: Reading) -> set[tuple[str, str]]:
    """The outlets that contradict one another, on any claim."""
    outlet = {one.document.id: str(one.document.outlet) for one in readings}
    found = [pair for group in same_claims(readings) for pair in group.contradictions]
    assert all(a < b for a, b in found)
    return {tuple(sorted((outlet[a], outlet[b]))) for a, b in found}  # type: ignore[misc]


def fired(outlet: str, who: str, **how: str) -> Reading:
    text = f"{who} opened fire at Kesh Ford, where Velm and Orla meet. More was not known on Sunday."
    return article(outlet, text, Does(who, "opened fire", "ASSAULT", **how))  # type: ignore[arg-type]


def test_who_denies_a_deed_contradicts_who_tells_it() -> None:
    a, b = fired("A", "Velm"), fired("B", "Velm")
    denied = article(
        "C",
        "Velm denied that it had opened fire at Kesh Ford.",
        Does("Velm", "opened fire", "ASSAULT", status="denied"),
    )
    assert contradicting(a, b) == set()
    assert contradicting(a, b, denied) == {("A", "C"), ("B", "C")}


def test_another_doer_is_a_contradiction_where_both_documents_know_both() -> None:
    assert contradicting(fired("A", "Velm"), fired("B", "Orla")) == {("A", "B")}
    stranger = article("C", "Ida Quist opened fire at Kesh Ford.", Does("Ida Quist", "opened fire", "ASSAULT"))
    assert contradicting(fired("A", "Velm"), stranger) == set()


@pytest.mark.parametrize(
    ("here", "there", "contradict"),
    [
        ("Nine", "Nine", False), ("Nine", "9", False), ("Nine", "Eight", True), ("Fourteen", "Nineteen", True),
        ("4,000", "4,200", False), ("4,200", "1,500", True),
    ],
)  # fmt: skip
def test_another_number_is_a_contradiction_unless_it_was_rounded(here: str, there: str, contradict: bool) -> None:
    def arrested(outlet: str, number: str) -> Reading:
        text = f"{number} dockers were arrested in Velm."
        return article(outlet, text, Does("", "arrested", "COERCE"), themes=(f"{number} dockers",))

    assert bool(contradicting(arrested("A", here), arrested("B", there))) is contradict


def test_what_an_earlier_version_said_contradicts_nobody() -> None:
    def injured(outlet: str, text: str, people: str, *says: Says) -> Reading:
        does = Does("", "injured", "ASSAULT", people, inside=0 if says else None)
        return read(text, ids={}, says=says, does=[does], outlet=outlet)

    post = injured("The Post", "three people were injured in Velm.", "three people")
    note = "An earlier version of this article wrongly said five people were injured in Velm."
    said = Says("An earlier version of this article", ["five people were injured in Velm"])
    assert contradicting(post, injured("The Gazette", "five people were injured in Velm.", "five people")) != set()
    assert contradicting(post, injured("The Gazette", note, "five people", said)) == set()


def test_a_document_does_not_contradict_itself() -> None:
    both = article(
        "A",
        "Velm fired at the ford. Velm never fired at the ford, its army said.",
        Does("Velm", "fired", "ASSAULT"),
        Does("Velm never", "fired at the ford, its", "ASSAULT", polarity="negative"),
    )
    assert contradicting(both) == set()


def test_a_denial_in_words_that_many_use_contradicts_nobody_who_tells_of_others() -> None:
    """ "did not go into the sums" and "the chairs go over" are two things."""

    def trace(text: str, does: Does) -> Trace:
        reading = article(text[:5], text, does)
        return Trace.of(Paper(reading), reading.claims[0])

    clerk = trace("The clerk did not go on with it.", Does("The clerk", "go", None, polarity="negative"))
    assert contradictions([(clerk, trace("The chairs go over.", Does("The chairs", "go", None)))]) == ()
    assert contradictions([(clerk, trace("That clerk did go on.", Does("That clerk", "go", None)))])


# ---- words -------------------------------------------------------------------------------


def test_words_for_one_deed_share_it() -> None:
    def of(words: str, following: str = "") -> frozenset[int]:
        return deeds("deeds", [normal(word) for word in words.split()], following.split())

    assert of("quake") & of("tremors")
    assert of("resignation") & of("stepped", "down")
    assert of("stepped") == frozenset()
    assert not of("murdered") & of("praised")
    assert of("checked", "in") & of("entered")


def test_what_is_at_times_said_of_one_deed_shares_it_too() -> None:
    def of(words: str, following: str = "") -> frozenset[int]:
        return deeds("like_deeds", [normal(word) for word in words.split()], following.split())

    assert of("detained") & of("took", "custody")
    assert of("demolished") & of("razed")
    assert not of("passed") & of("suspended")
    assert not of("begins") & of("ended")


@pytest.mark.parametrize("name", ["deeds.txt", "like_deeds.txt"])
def test_the_tables_of_deeds_hold_lines_of_two_words_or_more_each_once(name: str) -> None:
    text = resources.files("sayso.comparison.sameness").joinpath("facts", name).read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    assert all(len(set(line)) == len(line) > 1 for line in lines)
    assert all(word.count("-") <= 1 and word == word.lower() for line in lines for word in line)
    assert len({frozenset(line) for line in lines}) == len(lines)


def test_the_noun_of_a_deed_may_stand_behind_whom_it_is_done_to() -> None:
    assert share_deed("The guards detained the ferrymen.", "The guards took four of the ferrymen into custody.")


def share_deed(one: str, other: str) -> bool:
    here, there = (
        facets(Paper(article("A", text, Does("The guards", verb, "COERCE"))))[0]
        for text, verb in ((one, "detained"), (other, "took"))
    )
    return bool(here.like_deeds & there.like_deeds)


def test_common_words_tell_less() -> None:
    assert commonness(normal("said")) == commonness(normal("makes")) == COMMONEST
    assert 0 == commonness(normal("hijacked")) < commonness(normal("arrested")) < commonness(normal("reported"))


# ---- linking -----------------------------------------------------------------------------


def pairs(chances: dict[tuple[int, int], float]) -> Pairs:
    ordered = sorted(chances)
    return Pairs(
        np.array([a for a, _ in ordered], np.int64),
        np.array([b for _, b in ordered], np.int64),
        np.array([chances[pair] for pair in ordered], np.float32),
    )


def test_one_claim_that_resembles_both_joins_no_two_deeds() -> None:
    chances = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.6}
    assert linked(pairs(chances), 4, 0.5) == [[0, 1], [2, 3]]
    assert linked(pairs(chances), 5, 0.15) == [[0, 1, 2, 3], [4]]


@given(st.data())
def test_groups_are_a_partition_and_each_joined_well_enough(data: st.DataObject) -> None:
    count = data.draw(st.integers(0, 9))
    chance = st.floats(0.03125, 1, width=32)
    drawn = {pair: data.draw(chance) for pair in itertools.combinations(range(count), 2) if data.draw(st.booleans())}
    groups = linked(pairs(drawn), count, LEAST)
    assert sorted(claim for group in groups for claim in group) == list(range(count))
    assert groups == sorted(sorted(group) for group in groups)
    for a, b in itertools.combinations(groups, 2):
        mean = np.mean([drawn.get((min(x, y), max(x, y)), 0.0) for x in a for y in b])
        assert mean < LEAST + 1e-5


def test_a_word_alone_is_no_telling_beside_one_that_names_somebody() -> None:
    full = article(
        "The Star", "Police arrested nine dockers in Velm. The arrest shook the town.",
        Does("Police", "arrested", "COERCE"), Does("", "arrest", "COERCE"), themes=("nine dockers", ""),
    )  # fmt: skip
    alone = article("The Echo", "An arrest!", Does("", "arrest", "COERCE"))
    groups = told([GAZETTE, full, alone], same_claims([GAZETTE, full, alone]))
    assert frozenset(("The Gazette: arrested", "The Star: arrested", "The Echo: arrest")) in groups
    assert frozenset(("The Star: arrest",)) in groups


def test_a_common_word_that_two_happen_to_use_joins_nothing() -> None:
    post = article("The Post", "My eyes ran.", Does("eyes", "ran", None))
    star = article("The Star", "A chain ran round the gate.", Does("A chain", "ran", None))
    echo = article("The Echo", "The police took a boat.", Does("police", "took", None), themes=("a boat",))
    sun = article("The Sun", "A boat was taken.", Does("", "taken", None), themes=("A boat",))
    groups = told([post, star, echo, sun], same_claims([post, star, echo, sun]))
    assert {frozenset(("The Post: ran",)), frozenset(("The Star: ran",))} <= groups
    assert frozenset(("The Echo: took", "The Sun: taken")) in groups
