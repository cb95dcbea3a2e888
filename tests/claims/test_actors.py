"""Who the parties of a source are, how many there are, and which actor each stands for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import TYPES, marked, parties

from sayso.claims import Back, Cast, Name
from sayso.types import KINDS, Document, Span

VELM = "[P Ida Quist] came. [P Ole Quist] left. [P Rana Holm] stayed. "


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        # One party, whatever "and" is in its name or its description.
        ("{the [O Ministry of Health and Population]}", ["the Ministry of Health and Population"]),
        ("{the Ministry of Health and Population}", ["the Ministry of Health and Population"]),
        (
            "{Dr. [P Rana Holm], the [O VPI] Chairperson and a former human rights minister}",
            ["Dr. Rana Holm, the VPI Chairperson and a former human rights minister"],
        ),
        ("{[P Rana Holm], a teacher and mother of two}", ["Rana Holm, a teacher and mother of two"]),
        ("{president and chief executive [P Ole Quist]}", ["president and chief executive Ole Quist"]),
        ("{A body, the [O Velm Policy Institute] ([O VPI]),}", ["A body, the Velm Policy Institute (VPI),"]),
        ("{[P Ole Quist], who runs the port and the yard}", ["Ole Quist, who runs the port and the yard"]),
        ("{[P Ole Quist], 34}", ["Ole Quist, 34"]),
        (
            "{Mr. [P Quist], a senior fellow at the [O Centre for Health] and Human Rights at [O Orla University]}",
            ["Mr. Quist, a senior fellow at the Centre for Health and Human Rights at Orla University"],
        ),
        ("{[N Velmish] and [N Orlan] officials}", ["Velmish and Orlan officials"]),
        ("{[L US] and [N Israeli] officials}", ["US and Israeli officials"]),
        ("{the [O Fish and Wildlife Service]}", ["the Fish and Wildlife Service"]),
        ("{a member of the health and safety board}", ["a member of the health and safety board"]),
        ("{the officials (from the port and the yard)}", ["the officials (from the port and the yard)"]),
        # Joint ones.
        ("{analysts and former officials}", ["analysts", "former officials"]),
        ("{analysts and former [N Israeli] officials}", ["analysts", "former Israeli officials"]),
        ("{[P Ali], [P Baker] and the unions}", ["Ali", "Baker", "the unions"]),
        ("{[P Ali], [P Baker], and the unions}", ["Ali", "Baker", "the unions"]),
        ("{[L Tehran] and [L Islamabad]}", ["Tehran", "Islamabad"]),
        ("{the mayor and the police}", ["the mayor", "the police"]),
        ("{the mayor or his deputy}", ["the mayor", "his deputy"]),
        ("{[P Ali], the mayor, and [P Baker]}", ["Ali, the mayor", "Baker"]),
        (
            "{[P Ali], the mayor, [P Baker], the chief, and the unions}",
            ["Ali, the mayor", "Baker, the chief", "the unions"],
        ),
        ("{[O Reuters] as well as the [O BBC]}", ["Reuters", "the BBC"]),
        ("{he and his lawyer}", ["he", "his lawyer"]),
    ],
)
def test_how_many_parties_a_source_names(source: str, wanted: list[str]) -> None:
    made = marked(source + " said so.")
    found = made.cast().parties(made.sources[0])
    assert [made.text[p.span.start : p.span.end] for p in found] == wanted


@pytest.mark.parametrize(
    ("source", "kind", "named", "actor"),
    [
        ("{[P Ida Quist]}", "person", True, "Ida Quist"),
        ("{[P Quist]}", "person", True, "Quist"),
        ("{Mayor [P Ida Quist]}", "person", True, "Ida Quist"),
        ("{[P Mayor Ida Quist]}", "person", True, "Ida Quist"),
        ("{Mr. [P Quist]}", "person", True, "Quist"),
        ("{Secretary of State [P Ida Quist]}", "person", True, "Ida Quist"),
        ("{foreign ministry spokesman [P Ole Holm]}", "person", True, "Ole Holm"),
        ("{a spokesman, [P Ole Holm],}", "person", True, "Ole Holm"),
        ("{the port's chief, [P Ole Holm],}", "person", True, "Ole Holm"),
        ("{[P Ole Holm], head of the [L Velm]-based [O Sea Centre] think tank}", "person", True, "Ole Holm"),
        ("{A think tank, the [O Velm Policy Institute] ([O VPI]),}", "organisation", True, "Velm Policy Institute"),
        (
            "{the pro-“[N Orlan]” [L Velm]-based organization, [O Sea Media Institute] ([O SMI])}",
            "organisation",
            True,
            "Sea Media Institute",
        ),
        ("{the [P Obama] administration}", "organisation", True, "Obama administration"),
        ("{The [N Velmish] government}", "organisation", True, "Velmish government"),
        ("{the [L Velm]-based agency}", "organisation", False, None),
        ("{an [N Orlan] company}", "organisation", False, None),
        ("{the [O World Bank]}", "organisation", True, "World Bank"),
        ("{the White House}", "organisation", False, None),
        ("{[O Newsweek]}", "outlet", True, "Newsweek"),
        ("{the [O Harbour Gazette]}", "outlet", True, "Harbour Gazette"),
        ("{The [L US]}", "state", True, "USA"),
        ("{[O WHO]}", "organisation", True, "WHO"),
        ("{some [N Velmers]}", "group", False, None),
        ("{[P Ida Quist]’s}", "person", True, "Ida Quist"),
        ("{The [P Obama] administration’s}", "organisation", True, "Obama administration"),
        ("{anyone}", "person", False, None),
        ("{few}", "group", False, None),
        ("{members of his own party}", "group", False, None),
        ("{tribes around the country}", "group", False, None),
        ("{new figures}", "document", False, None),
        ("{many leftist figures}", "group", False, None),
        ("{we}", "group", False, None),
        ("{the newspaper}", "outlet", False, None),
        ("{the state news agency}", "outlet", False, None),
        ("{A [O Newsweek] report}", "document", False, None),
        ("{A [O Newsweek] report published on [D July 29]}", "document", False, None),
        ("{a study by the [O World Bank]}", "document", False, None),
        ("{court documents}", "document", False, None),
        ("{[L Pakistan]}", "state", True, "PAK"),
        ("{The [L U.S.]}", "state", True, "USA"),
        ("{[L Iran]}", "state", True, "IRN"),
        ("{the [L United Kingdom]}", "state", True, "GBR"),
        ("{[L Islamabad]}", "state", True, "PAK"),
        ("{[L Washington]}", "state", True, "USA"),
        ("{[L Balochistan]}", "state", True, "Balochistan"),
        ("{[N Iranians]}", "group", True, "Iranians"),
        ("{analysts}", "group", False, None),
        ("{some individuals}", "group", False, None),
        ("{critics}", "group", False, None),
        ("{people familiar with the matter}", "group", False, None),
        ("{a group of officials}", "group", False, None),
        ("{dozens of [N Velmish] residents}", "group", False, None),
        ("{former [N Israeli] officials}", "group", False, None),
        ("{the family of [L US] President [P Ole Holm]}", "group", False, None),
        ("{a senior official}", "person", False, None),
        ("{one of the ministers}", "person", False, None),
        ("{[P Ole Holm]'s lawyer}", "person", False, None),
        ("{[P Ole Holm]’s lawyer}", "person", False, None),
        ("{aides to [P Ole Holm]}", "group", False, None),
        ("{a spokesman for the [O World Bank]}", "person", False, None),
        ("{the office of Prime Minister [P Ole Holm]}", "organisation", False, None),
        ("{The roundtable}", "other", False, None),
        ("{The session that followed the visit of President [P Ole Holm] to [L Pakistan]}", "other", False, None),
        ("{she}", "person", False, None),
        ("{they}", "group", False, None),
        ("{it}", "other", False, None),
        ("{I}", "person", False, None),
    ],
)
def test_what_a_party_is(source: str, kind: str, named: bool, actor: str | None) -> None:
    made = marked(source + " said so.")
    (party,) = made.cast().parties(made.sources[0])
    assert (party.kind, party.named) == (kind, named)
    if actor:
        assert party.actor_id == actor
    elif party.actor_id:
        assert party.actor_id.startswith(Document(made.text).id + ":")


def actor_of(signed: str, backs: list[Back] | None = None) -> str | None:
    (party,) = parties(signed, backs)
    return party.actor_id


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[P Ida Quist] came. {[P Quist]} spoke.", "Ida Quist"),
        ("{[P Quist]} spoke. [P Ida Quist] came.", "Ida Quist"),
        ("Mayor [P Ida Quist] came. {Ms. [P Quist]} spoke.", "Ida Quist"),
        ("[P Ida Maria Quist] came. {[P Ida Quist]} spoke.", "Ida Maria Quist"),
        ("[P Ida Quist] came. {[P Ida]} spoke.", "Ida Quist"),
        ("[P Ida Holm] and [P Ole Ida] came. {[P Ida]} spoke.", "Ole Ida"),
        ("[P Ida Quist] came. [P Ole Quist] came. {[P Quist]} spoke.", "Ole Quist"),
        ("[P Ida Quist] came. {[P Quist]} spoke. [P Ole Quist] came.", "Ida Quist"),
        ("[P Ida Quist]’s boat sank. {[P Quist]} spoke.", "Ida Quist"),
        ("The [O Velm Policy Institute] met. {The [O VPI]} spoke.", "Velm Policy Institute"),
        ("The [O Institute for Sea and Sky] met. {[O ISS]} spoke.", "Institute for Sea and Sky"),
        ("The [O Sea Media Research Unit] ([O MERU]) met. {[O MERU]} spoke.", "Sea Media Research Unit"),
        ("[O Al Bahr English] met. {[O Al Bahr]} spoke.", "Al Bahr English"),
        ("[L Iran] and the [L US] met. {[L America]} spoke.", "USA"),
    ],
)
def test_short_names_go_to_the_full_one(text: str, wanted: str) -> None:
    assert actor_of(text) == wanted


def test_a_surname_in_common_is_not_everybody() -> None:
    made = marked("[P Ida Quist] came. {[P Quist]} spoke. [P Ole Quist] came. {[P Quist]} spoke too.")
    cast = made.cast()
    first, second = (cast.parties(source)[0] for source in made.sources)
    assert (first.actor_id, second.actor_id) == ("Ida Quist", "Ole Quist")


def test_pronouns_go_back_over_mentions_to_a_name() -> None:
    made = marked("[P Ida Quist] met [P Ole Holm]. She smiled. {She} said so.")
    backs = made.backs((("Ida Quist", "Quist", 0), ("She", "She", 0), ("She", "She", 1)))
    assert made.cast(backs).parties(made.sources[0])[0].actor_id == "Ida Quist"


def test_a_person_is_no_city_and_they_are_no_person() -> None:
    made = marked("[L Velm] and [P Ida Quist] agree. {He} and {they} said so.")
    backs = made.backs((("Velm", "Velm", 0), ("He", "He", 0)), (("Ida Quist", "Quist", 0), ("they", "they", 0)))
    cast = made.cast(backs)
    assert cast.parties(made.sources[0])[0].actor_id == "Ida Quist"  # the only person there
    assert cast.parties(made.sources[1])[0].actor_id is None


def test_she_is_whom_the_sentence_before_begins_with() -> None:
    text = "Dr. [P Rana Holm], the chair, met [P Ole Quist] of [O Al Bahr English]. {She} said so."
    assert actor_of(text) == "Rana Holm"
    assert actor_of("The port met [P Ole Quist] and [P Rana Holm]. {She} said so.") is None
    assert actor_of("[P Ole Quist] came.\nIt rained.\nIt snowed.\n{He} said so.") is None


def test_a_description_goes_back_to_a_name_it_fits() -> None:
    made = marked("The [O Velm Policy Institute] met [P Ole Holm]. {The think tank} spoke. {The minister} too.")
    backs = made.backs(
        (("The Velm Policy Institute", "Institute", 0), ("The think tank", "tank", 0), ("The minister", "minister", 0))
    )
    cast = made.cast(backs)
    assert cast.parties(made.sources[0])[0].actor_id == "Velm Policy Institute"
    assert cast.parties(made.sources[1])[0].actor_id != "Velm Policy Institute"


def test_who_is_the_one_before() -> None:
    assert actor_of("[P Ida Quist], {who} said so, left.") == "Ida Quist"
    made = marked("They met fishermen {who} say so.")
    party = made.cast([Back(made.at("fishermen"), made.at("fishermen").start, None)]).parties(made.sources[0])[0]
    assert party.actor_id == Document(made.text).id + ":fishermen"
    assert party.kind == "group"


def test_documents_tell_who_made_them() -> None:
    def makers(signed: str, outlet: str | None = None) -> list[tuple[str, ...]]:
        made = marked(signed)
        cast = made.cast(outlet=outlet)
        for source in made.sources:
            cast.parties(source)
        return [actor.by for actor in cast.actors() if actor.kind == "document"]

    assert makers("{A [O Newsweek] report published on [D July 29]} said so.") == [("Newsweek",)]
    assert makers("{a report by the [O World Bank]} said so.") == [("World Bank",)]
    assert makers("{a study} published by [O Orla University] said so.") == [("Orla University",)]
    assert makers("{a report} said so, and [P Ole Holm] left.") == [()]
    assert makers("[P Eva Lind] recently penned {a report} detailing it. {The report} suggests so.") == [("Eva Lind",)]
    assert makers("{a [L London]-based study} said so.") == [()]
    assert makers("{an [N Orlan] report} said so.") == [()]


def test_the_report_is_the_last_new_one() -> None:
    made = marked("{A [O Newsweek] report} said so. [P Eva Lind] wrote {a long report}. {The report} says so.")
    cast = made.cast()
    first, second, third = (cast.parties(source)[0].actor_id for source in made.sources)
    assert first != second == third


def test_the_source_is_the_last_new_one() -> None:
    made = marked("{A senior source} spoke. It rained. {The source}, who left, spoke. {The source, who stayed,} too.")
    cast = made.cast()
    assert len({cast.parties(source)[0].actor_id for source in made.sources}) == 1
    assert [actor.name for actor in cast.actors()] == ["A senior source"]


def test_mentions_of_an_actor() -> None:
    made = marked("[L Iran] is far. {[L Tehran]} spoke in [L Tehran]. [L Iran]’s army came. {It} spoke.")
    cast = made.cast(made.backs((("Iran", "Iran", 0), ("It", "It", 0))))
    for source in made.sources:
        cast.parties(source)
    (actor,) = cast.actors()
    assert (actor.id, actor.name, actor.kind, actor.country) == ("IRN", "Iran", "state", "IRN")
    assert [made.text[s.start : s.end] for s in actor.mentions] == ["Iran", "Tehran", "Iran", "It"]


def test_only_who_speaks_or_is_told_is_an_actor() -> None:
    made = marked("[P Ida Quist] met {[P Ole Holm]}.")
    cast = made.cast()
    assert cast.actors() == ()
    cast.parties(made.sources[0])
    assert [actor.id for actor in cast.actors()] == ["Ole Holm"]


def test_the_documents_own_outlet_is_an_outlet() -> None:
    made = marked("{[O The Velmer]} asked.")
    assert made.cast().parties(made.sources[0])[0].kind == "organisation"
    assert made.cast(outlet="The Velmer").parties(made.sources[0])[0].kind == "outlet"


def test_a_name_given_two_types_keeps_one() -> None:
    made = marked("[O Al Bahr] met [P Al Bahr]. {[O Al Bahr]} said so. {[P Al Bahr]} too.")
    cast = made.cast()
    assert len({cast.parties(source)[0].actor_id for source in made.sources}) == 1
    assert len({cast.parties(source)[0].kind for source in made.sources}) == 1


WORDS = st.sampled_from(
    [
        "the", "a", "of", "and", "or", ",", "(", ")", "“", "”", "’s", "-", ":", "Quist", "Ida", "Velm", "VPI",
        "minister", "officials", "report", "who", "she", "they", "it", "said", "34", "\n", ".", "U.S.", "é", "中", "by",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25), st.data())
def test_anything_can_be_a_source(words: list[str], data: st.DataObject) -> None:
    """Whatever the heads find, the parties lie within the source, in order and apart, and each has its actor."""
    text = " ".join(words)
    place = st.integers(0, len(text) - 1)

    def span() -> Span:
        start = data.draw(place)
        return Span(start, data.draw(st.integers(start + 1, len(text))))

    found: list[Name] = []
    for name in sorted((span() for _ in range(data.draw(st.integers(0, 5)))), key=lambda s: s.start):
        if not found or name.start >= found[-1].span.end:
            found.append(Name(name, data.draw(st.sampled_from([*TYPES.values()]))))
    count = data.draw(st.integers(0, 5))
    backs = []
    for _ in range(count):
        mention = span()
        before = data.draw(st.one_of(st.none(), st.integers(0, count - 1)))
        backs.append(Back(mention, data.draw(st.integers(mention.start, mention.end - 1)), before))
    cast = Cast(Document(text), found, backs)
    source = span()
    last = source.start
    told = cast.parties(source)
    assert told
    for party in told:
        assert last <= party.span.start < party.span.end <= source.end
        last = party.span.end
        assert party.kind in KINDS
    actors = {actor.id: actor for actor in cast.actors()}
    assert {party.actor_id for party in told if party.actor_id} <= set(actors)
    for actor in actors.values():
        assert actor.name
        assert all(0 <= s.start < s.end <= len(text) for s in actor.mentions)
        assert list(actor.mentions) == sorted(set(actor.mentions))
        assert set(actor.by) <= set(actors)
    assert cast.parties(source) == told


def test_i_is_who_speaks_and_we_are_a_body_that_does() -> None:
    made = marked("[P Ida Quist] and the [O Velm Policy Institute] spoke: {I} fear it. {We} fear it.")
    cast = made.cast()
    person, body = (cast.parties(made.at(words)) for words in ("Ida Quist", "the Velm Policy Institute"))
    first, several = made.sources
    assert cast.parties(first, person)[0].actor_id == "Ida Quist"
    assert first in next(actor for actor in cast.actors() if actor.id == "Ida Quist").mentions
    assert cast.parties(several, body)[0].actor_id == "Velm Policy Institute"
    assert cast.parties(several, person)[0].actor_id is None  # she and who else?
    assert cast.parties(first, (*person, *body))[0].actor_id is None


def test_i_in_nobody_s_words_is_the_author() -> None:
    text = "{I} believe the harbour will open."
    made = marked(text)
    for byline, wanted in (((), None), (("Rana Holm",), "Rana Holm"), (("Rana Holm", "Ole Quist"), None)):
        cast = Cast(Document(made.text, byline=byline), made.names, [])
        assert cast.parties(made.sources[0])[0].actor_id == wanted
        assert [actor.name for actor in cast.actors()] == ([wanted] if wanted else [])
    signed = marked("{I} believe it. The harbour will open, writes [P Rana Holm].")
    cast = Cast(Document(signed.text, byline=("Rana Holm",)), signed.names, [])
    assert cast.parties(signed.sources[0])[0].actor_id == "Rana Holm"
    (actor,) = cast.actors()
    assert len(actor.mentions) == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Foreign Minister [P Ida Quist] met Trade Minister [P Ole Holm]. {The foreign minister} spoke.", "Ida Quist"),
        ("Foreign Minister [P Ida Quist] met Trade Minister [P Ole Holm]. {The minister} spoke.", "Ole Holm"),
        ("Acting Foreign Minister [P Ida Quist] came. {The [N Indian] foreign minister} spoke.", "Ida Quist"),
        ("[P Ole Holm], director of the port, came. {The director} spoke.", "Ole Holm"),
        ("Finance Minister [P Ole Holm] came. {The foreign minister} spoke.", None),
        ("The [O Ministry of Health] closed. {The ministry} spoke.", "Ministry of Health"),
        ("The [O Ministry of Health] and the [O Ministry of Trade] met. {The ministry} spoke.", None),
    ],
)
def test_an_office_is_whoever_is_named_with_it(text: str, wanted: str | None) -> None:
    found = actor_of(text)
    assert found == wanted or (wanted is None and found is not None and found.endswith(("minister", "ministry")))


def test_one_and_its_name_are_one() -> None:
    made = marked("[P Ida Quist] came. {The buyer, [O Orsa Maritime]} spoke. {The port, which [P Ida Quist] runs} too.")
    backs = made.backs((("Ida Quist", "Quist", 0), ("The buyer", "buyer", 0)))
    cast = made.cast(backs)
    assert cast.parties(made.sources[0])[0].actor_id == "Orsa Maritime"
    assert cast.parties(made.sources[1])[0].actor_id != "Ida Quist"


def test_they_are_the_body_that_is_named_beside_its_description() -> None:
    made = marked("The relief organization, [O Orsa Aid], came. {They} spoke.")
    backs = made.backs((("The relief organization", "organization", 0), ("They", "They", 0)))
    assert made.cast(backs).parties(made.sources[0])[0].actor_id == "Orsa Aid"
