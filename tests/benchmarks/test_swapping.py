"""The swap of two countries: names, articles, offsets carried back, and rows compared."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from benchmarks import gold, swapping
from benchmarks.swapping import COUNTRIES, Country, Planted, Slot, Template
from claims_made import Made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.types import Document, Place, Reading, Span

IRAN, FRANCE, US = COUNTRIES["IRN"], COUNTRIES["FRA"], COUNTRIES["USA"]


def planted(text: str, *countries: Country) -> str:
    return swapping.plant(swapping.slotted("a", text), countries).text


# ---- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{1:name} and {2:people}", "Iran and Americans"),
        ("in {2:name} today", "in the United States today"),
        ("{2:name} said", "The United States said"),
        ("No. {2:name} said", "No. The United States said"),
        ("“{2:name} lies”", "“The United States lies”"),
        ("KORVA, 4 March — {2:name} said", "KORVA, 4 March — The United States said"),
        ("that {2:name} would", "that the United States would"),
        ("the {2:name} patrol", "the US patrol"),
        ("neighbouring {2:name}.", "neighbouring US."),
        ("by {2:name} Telecom", "by US Telecom"),
        ("a {2:name}-backed group", "a US-backed group"),
        ("an {2:adjective} ship, a {1:adjective} ship", "an American ship, an Iranian ship"),
        ("An {2:adjective} and a {1:capital} man", "An American and a Tehran man"),
        ("{2:name}'s fleet and {1:name}'s", "The United States' fleet and Iran's"),
        ("of {2:name}’s fleet", "of the United States’ fleet"),
        ("{2:leader} met {1:surname}", "Joe Biden met Pezeshkian"),
    ],
)
def test_names_fit_their_places(text: str, made: str) -> None:
    assert planted(text, IRAN, US) == made


def test_an_article_fits_the_name() -> None:
    assert planted("An {1:adjective} ship and a {1:adjective} crew", FRANCE) == "A French ship and a French crew"
    assert planted("a {1:adjective} ship", COUNTRIES["URY"]) == "a Uruguayan ship"


def test_a_name_in_capitals_stays_so() -> None:
    template = swapping.cast("a", "KESSIN, Feb 3 — Kessin and Ostrand")
    assert template is not None
    assert swapping.plant(template, [IRAN]).text == "TEHRAN, Feb 3 — Tehran and Iran"


def test_a_form_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r"`\{1:flag\}` has no form"):
        swapping.slotted("a", "{1:flag}")


def test_passages_are_cast_by_their_invented_states() -> None:
    template = swapping.cast("a", "Keldarans and a Toveniese deputy left Lowen for Keldara.")
    assert template is not None
    assert [(slot.state, slot.form) for slot in template.slots] == [
        (0, "people"), (1, "adjective"), (0, "capital"), (0, "name"),
    ]  # fmt: skip
    assert swapping.plant(template, [US, IRAN]).text == (
        "Americans and an Iranian deputy left Washington for the United States."
    )
    assert swapping.cast("a", "Nobody lives here.") is None


def test_texts_of_ours_are_many_and_name_no_country() -> None:
    templates = swapping.own_templates(gold.passages(swapping.PASSAGES))
    assert len(templates) >= 30
    for template in templates:
        assert template.states <= 2 + len(swapping.OTHERS)
        for country in COUNTRIES.values():
            bare = swapping._SLOT.sub("", template.text)
            assert not list(swapping.mentions(bare, country)), (template.name, country.code)


# ---- places carried back -----------------------------------------------------------------------

TEMPLATE = swapping.slotted(
    "a", "An {1:adjective} envoy told {2:name}’s paper that {1:leader} left {2:name}. It is so."
)
PAIRED = list(permutations([IRAN, FRANCE, US], 2))


@pytest.mark.parametrize("pair", PAIRED)
def test_what_is_the_same_in_both_is_carried_to_the_same_place(pair: tuple[Country, Country]) -> None:
    made = swapping.plant(TEMPLATE, pair)
    for words in ("envoy", "envoy told", "paper that", "left", "It is so", "."):
        start = made.text.index(words)
        wanted = TEMPLATE.text.index(words)
        assert made.back(Span(start, start + len(words))) == (wanted, wanted + len(words))


@pytest.mark.parametrize("pair", PAIRED)
def test_a_name_is_carried_to_its_slot(pair: tuple[Country, Country]) -> None:
    made = swapping.plant(TEMPLATE, pair)
    leader = pair[0].leader
    start = made.text.index(leader)
    slot = TEMPLATE.slots[2]
    assert made.back(Span(start, start + len(leader))) == (slot.start, slot.end)
    # The surname alone begins inside the slot, whichever it is.
    surname = start + len(leader) - len(pair[0].surname)
    assert made.back(Span(surname, start + len(leader))) == (slot.start + 0.5, slot.end)
    assert made.back(Span(start, surname - 1)) == (slot.start, slot.start + 0.5)


@pytest.mark.parametrize("pair", PAIRED)
def test_an_owner_is_carried_with_its_s(pair: tuple[Country, Country]) -> None:
    made = swapping.plant(TEMPLATE, pair)
    end = made.text.index(" paper")
    start = made.text.index(" told ") + len(" told ")
    slot = TEMPLATE.slots[1]
    assert made.back(Span(start, end)) == (slot.start, slot.end + len("’s"))


def test_the_article_of_a_name_may_be_in_or_out() -> None:
    made = swapping.plant(TEMPLATE, (IRAN, US))
    start = made.text.index("the United States.")
    slot = TEMPLATE.slots[3]
    for begin in (start, start + len("the ")):
        assert made.back(Span(begin, start + len("the United States"))) == (slot.start, slot.end)
    assert made.back(Span(start + len("the United "), start + len("the United States")))[0] == slot.start + 0.5


def test_an_article_before_a_name_is_carried_back_alone() -> None:
    for country in (IRAN, FRANCE):
        made = swapping.plant(TEMPLATE, (country, US))
        assert made.back(Span(0, made.text.index(" "))) == (0, 2)
        assert made.back(Span(0, made.text.index(" envoy"))) == (0, TEMPLATE.slots[0].end)


PARTS = ["{1:name}", "{2:name}’s", "an {1:adjective}", "{2:leader}", "a {2:people}", "ran", "off.", "the", "—"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PARTS), min_size=1), st.sampled_from(PAIRED))
def test_every_place_outside_the_slots_is_carried_back_exactly(parts: list[str], pair: tuple[Country, Country]) -> None:
    template = swapping.slotted("a", " ".join(parts))
    made = swapping.plant(template, pair)
    last = (len(template.text), len(template.text) + 1, len(made.text), len(made.text) + 1)
    place, source = 0, 0
    for start, end, begin, stop in (*made.segments, last):
        assert made.text[place:begin] == template.text[source:start]
        # Where an "s" was left out the place before it and the one after it are one.
        for offset in range(begin - place + (begin < stop)):
            assert made.back(Span(place + offset, place + offset)) == (source + offset, source + offset)
        place, source = stop, end


# ---- real texts ----------------------------------------------------------------------------------

REAL = (
    "US officials told Iran that the US and the United States’ allies would wait. An Iranian envoy, in Washington, "
    "said Iranians had time. America is in North America; the U.S. is not Iran."
)


def test_real_names_are_found_and_swapped() -> None:
    found = swapping.real("a", REAL)
    assert found is not None
    template, (first, second) = found
    assert {first.code, second.code} == {"USA", "IRN"}
    assert swapping.plant(template, (second, first)).text == (
        "Iranian officials told the United States that Iran and Iran’s allies would wait. An American envoy, in "
        "Tehran, said Americans had time. Iran is in North America; Iran is not the United States."
    )


def test_a_text_as_it_is_keeps_its_places() -> None:
    found = swapping.real("a", REAL)
    assert found is not None
    made = swapping.unchanged(found[0])
    assert made.text == REAL
    start = REAL.index("officials")
    assert made.back(Span(start, start + 9)) == (start, start + 9)
    start = REAL.index("United States")
    assert made.back(Span(start, start + 13)) == (start - len("the "), start + 13)


def test_a_country_alone_changes_places_with_one_that_is_not_there() -> None:
    found = swapping.real("a", "Iran is big. Iran is old.")
    assert found is not None
    template, pair = found
    assert pair[0] is IRAN
    assert pair[1].code != "IRN"
    assert "Iran" not in swapping.plant(template, (pair[1], pair[0])).text
    assert swapping.real("a", "Nothing is here.") is None


# ---- rows ----------------------------------------------------------------------------------------

NEWS = swapping.slotted("news", "{1:name} accused {2:name} of spying, {1:adjective} officials said. It was “theatre”.")


def read(made: Planted, first: Country, second: Country, **changes: object) -> Reading:
    """What a fair reader finds in `NEWS`, whoever stands where; `changes` are made to its claim."""
    text = made.text
    reading = Made(text)
    content = text[: text.index(",")]
    reading.says("s", content, (f"{first.adjective} officials", "said"))
    actor = reading.party(text[: text.index(" accused")], first.code)
    recipient = reading.party(text[text.index("accused ") + 8 : text.index(" of spying")], second.code)
    loaded = [("theatre", "outlet")]
    reading.does("accused", "ACCUSE", [actor], [recipient], statement="s", by_source=2.0, loaded=loaded)
    found = reading.reading()
    (claim,) = found.claims
    return replace(found, claims=(replace(claim, **changes),))  # type: ignore[arg-type]


def compared(one: dict[str, object], other: dict[str, object]) -> tuple[int, list[list[str]]]:
    """How many rows of both readings came back, and the fields that differ in the others."""
    first, second = swapping.plant(NEWS, (US, IRAN)), swapping.plant(NEWS, (IRAN, US))
    here = swapping.rows(read(first, US, IRAN, **one), first, (US, IRAN))
    there = swapping.rows(read(second, IRAN, US, **other), second, (IRAN, US))
    counts, changed = swapping.compare(here, there)
    return counts["statement back"] + counts["claim back"], [differs for _, _, differs, _ in changed]


def test_a_fair_reading_comes_back_whole() -> None:
    assert compared({}, {}) == (4, [])


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({"event": "REJECT"}, "event"),
        ({"cameo": "112"}, "event"),
        ({"actor": ()}, "actor"),
        ({"statement": None}, "statement"),
        ({"loaded": ()}, "loaded"),
        ({"place": Place("Hesk", "TUR", 1.0, 2.0, "city", None, ())}, "place"),
    ],
)
def test_a_row_that_changes_is_told_with_its_field(changes: dict[str, object], differs: str) -> None:
    back, fields = compared({}, changes)
    assert (back, fields) == (2, [[differs], [differs]])


def test_what_differs_inside_a_row_is_told_by_its_names() -> None:
    first = swapping.plant(NEWS, (US, IRAN))
    here = swapping.rows(read(first, US, IRAN), first, (US, IRAN))[0][0]
    party = {"at": (0, 1), "kind": "state", "named": True, "actor": "⟨1⟩"}
    link = here["chain"][0]
    there = here | {"chain": [link | {"parties": [party], "cue": None}], "directness": "direct"}
    assert swapping.differing(here, there) == ["chain cue", "chain parties", "directness"]
    one = here | {"chain": [link | {"parties": [party]}]}
    other = here | {"chain": [link | {"parties": [party | {"actor": "mill", "kind": "other"}]}]}
    assert swapping.differing(one, other) == ["chain parties kind", "chain parties actor"]
    assert swapping.alike(one, one)
    assert not swapping.alike(one, other)


def test_confidence_and_doubt_are_left_aside() -> None:
    # The doubtful claim of the second reading answers the first one's, and is not asked for itself.
    assert compared({}, {"confidence": 0.1, "doubtful": True}) == (3, [])


def test_how_sure_may_differ_by_a_little() -> None:
    from sayso.types import Certainty

    near, far = Certainty("positive", "actual", 2.4, None), Certainty("positive", "actual", 1.0, None)
    assert compared({}, {"certainty": near}) == (4, [])
    assert compared({}, {"certainty": far})[1] == [["sure"], ["sure"]]


def test_a_place_follows_its_country() -> None:
    tehran = Place("Tehran", "IRN", 35.7, 51.4, "city", None, ())
    washington = Place("Washington", "USA", 38.9, -77.0, "city", None, ())
    # In the first text the United States stands first, in the second Iran does.
    assert compared({"place": washington}, {"place": tehran}) == (4, [])
    assert compared({"place": washington}, {"place": washington})[1] == [["place name", "place country"]] * 2


def test_a_row_without_a_like_is_missing() -> None:
    first, second = swapping.plant(NEWS, (US, IRAN)), swapping.plant(NEWS, (IRAN, US))
    here = swapping.rows(read(first, US, IRAN), first, (US, IRAN))
    counts, changed = swapping.compare(here, here[:1])
    assert (counts["statement"], counts["statement back"]) == (2, 2)
    assert (counts["claim"], counts["claim back"]) == (1, 0)
    assert [differs for _, _, differs, _ in changed] == [["missing"]]
    assert second.text != first.text


def test_names_lose_their_countries() -> None:
    made = swapping.plant(NEWS, (US, IRAN))
    back = swapping._Back(read(made, US, IRAN), made, (US, IRAN))
    assert back.name("US officials") == back.name("American officials") == "⟨1⟩ officials"
    assert back.name("the United States") == back.name("Joe Biden") == back.name("WASHINGTON") == "⟨1⟩"
    assert back.name("Tehran’s fleet") == back.name("the Iranians' fleet") == "⟨2⟩ fleet"
    assert back.name("Let us go to Tehran") == "let us go to ⟨2⟩"
    assert back.name(None) is None


class Reads:
    """A reader of `NEWS` with real names in it; it calls everything in the first slot unfair to Iran an attack."""

    def __init__(self, fair: bool) -> None:
        self.fair = fair

    def read(self, document: Document) -> Reading:
        first, second = next(
            (one, other)
            for one, other in permutations(COUNTRIES.values(), 2)
            if swapping.plant(NEWS, (one, other)).text == document.text
        )
        made = swapping.plant(NEWS, (first, second))
        biased = not self.fair and first.code == "IRN"
        return replace(read(made, first, second, event="ASSAULT" if biased else "ACCUSE"), document=document)


@pytest.mark.parametrize(("fair", "back"), [(True, 1.0), (False, 0.5)])
def test_a_reader_is_fair_or_not(fair: bool, back: float) -> None:
    counts, changed = swapping.both(Reads(fair), swapping.planted_twice([NEWS], [("IRN", "USA")]))
    assert swapping.back_share(counts, ["claim"]) == (1.0 if fair else 0.0)
    assert swapping.back_share(counts, ["statement"]) == 1.0
    assert swapping.back_share(counts) == (1.0 if fair else back)
    assert [(one.pair, one.words, one.differs) for one in changed] == (
        [] if fair else [("IRN USA", "accused", ("event",)), ("USA IRN", "accused", ("event",))]
    )


def test_the_report_and_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    def templates(passages: Sequence[gold.ChainArticle]) -> list[Template]:
        return [NEWS]

    monkeypatch.setattr(swapping, "own_templates", templates)
    report = swapping.score_swapping([], Reads(fair=False))
    assert report.documents == 1
    # Of six pairs two have Iran: in those the claims do not come back, 4 rows of 24.
    assert report.figures[0].value == pytest.approx(100 * 20 / 24)
    assert report.details["pairs"] == {
        "IRN PAK": 50.0, "IND ISR": 100.0, "USA FRA": 100.0, "NGA USA": 100.0, "ISR IRN": 50.0, "FRA NGA": 100.0,
    }  # fmt: skip
    assert report.details["fields that differ"] == {"event": 4}
    assert swapping.lines(report).splitlines()[0] == "news [IRN PAK] claim “accused”: event"
    json.dumps(report.details)


def test_slots_of_written_texts_are_all_filled() -> None:
    for path in sorted(Path(swapping.SWAPPED).glob("*.txt")):
        template = swapping.slotted(path.stem, path.read_text(encoding="utf-8"))
        assert template.states == 2, path.name
        made = swapping.plant(template, (US, IRAN)).text
        assert "{" not in made, path.name
        assert isinstance(template.slots[0], Slot)
