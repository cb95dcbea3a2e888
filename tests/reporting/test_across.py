"""The pictures of many articles together: what they say, and nothing cut off or on top of anything."""

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from invented import hostile_reading, reading
from test_page import Tree
from together import ACCUSED, AGAIN, ARRESTED, COMPARED, COURIER, HERALD, PRAISED, READINGS, STORY, WIRE, hostile

from sayso.comparison.aligning.alignments import align
from sayso.comparison.speaking.counting import voices
from sayso.reporting.grids import MOST_WORDINGS, claims_by_outlets, grid
from sayso.reporting.page import html_page
from sayso.reporting.quoting import all_voices, outlet_voices, widest
from sayso.reporting.signed import WIDTH, alignment_change, alignment_network, alignment_window, left_out, ring_of
from sayso.reporting.storylines import MOST_DOCUMENTS, in_time, story_timeline
from sayso.reporting.svgs import standalone
from sayso.reporting.tellers import ADDED, foremost, letter, lettered, link_kind, short_day
from sayso.reporting.trees import origin_tree

ALIGNED = align(READINGS, windows="year", samples=0)
VOICES = voices(READINGS)


def drawn(picture: object) -> ElementTree.Element:
    return ElementTree.fromstring(str(picture))


def texts(root: ElementTree.Element, kind: str) -> list[str]:
    return [one.text or "" for one in root.iter("text") if kind in str(one.get("class")).split()]


# ── words ───────────────────────────────────────────────────────────────────────────────────


def test_a_claim_counts_for_its_outlets_and_not_for_its_documents() -> None:
    assert foremost(COMPARED) == (ARRESTED, PRAISED)


def test_origins_have_letters_in_the_order_of_their_tellings() -> None:
    assert lettered(PRAISED) == {"courier": "A", "herald": "B"}
    assert [letter(place) for place in (0, 25, 26, 52, 701, 702)] == ["A", "Z", "AA", "BA", "ZZ", "AAA"]


def test_what_an_article_says_itself_outweighs_what_its_words_show() -> None:
    assert link_kind(["reuse", "credit"]) == "said"
    assert link_kind(["correction", "paraphrase"]) == "seen"
    assert link_kind(["correction"]) == "again"
    assert link_kind([ADDED, "reuse"]) == "decided"


def test_days_are_short() -> None:
    assert [short_day(day) for day in ("2025-09-02T10:00", None, "spring")] == ["2 Sep", "", "spring"]


# ── the timeline ────────────────────────────────────────────────────────────────────────────


def test_within_a_day_a_source_stands_before_its_takers() -> None:
    assert [told.id for told in in_time(STORY)] == [one.document.id for one in (WIRE, COURIER, HERALD, AGAIN)]


def test_a_document_that_took_from_a_later_day_does_not_move() -> None:
    late = replace(ARRESTED.tellings[0], taken_from=AGAIN.document.id, why="reuse")
    story = replace(STORY, claims=(replace(ARRESTED, tellings=(late,)),))
    assert in_time(story)[-1].id == AGAIN.document.id
    tip = next(drawn(story_timeline(story)).iter("svg")).find(".//svg[@class='tip']/path")
    assert tip is not None
    assert tip.get("d") == "M5 0L12 -4L12 4Z"  # from the right


def test_the_timeline_has_a_lane_for_each_outlet_and_a_place_for_each_document() -> None:
    root = drawn(story_timeline(STORY))
    assert texts(root, "lane") == ["Imber Wire", "The Pelland Courier", "Lowmere Herald"]
    dots = [(dot.get("class"), dot.get("cx"), dot.get("cy")) for dot in root.iter("circle")]
    assert [kind for kind, _, _ in dots] == ["own", "taker", "taker", "taker"]
    assert [x for _, x, _ in dots] == ["12.5%", "37.5%", "62.5%", "87.5%"]
    assert dots[1][2] == dots[3][2]
    assert texts(root, "small") == ["2 Sep", "4 Sep", "5 Sep"]


def test_the_timeline_draws_a_line_for_what_was_taken_and_tells_it() -> None:
    picture = story_timeline(STORY)
    lines = [path.get("class") for path in drawn(picture).iter("path") if path.get("class")]
    assert Counter(lines) == {"said": 1, "seen": 1, "again": 1}
    assert "The Pelland Courier from Imber Wire (credit); Lowmere Herald from The Pelland Courier (reuse)" in picture


def test_a_long_story_shows_its_beginning() -> None:
    many = tuple(replace(STORY.documents[0], id=f"{place}") for place in range(MOST_DOCUMENTS + 5))
    assert len(list(drawn(story_timeline(replace(STORY, documents=many, claims=()))).iter("circle"))) == MOST_DOCUMENTS


# ── claims by outlet ────────────────────────────────────────────────────────────────────────


def test_a_cell_has_the_exact_words_and_whose_they_are() -> None:
    table = grid(COMPARED)
    assert table.outlets == ("The Pelland Courier", "Imber Wire", "Lowmere Herald")
    arrested, praised = table.rows
    assert (arrested.outlets, arrested.origins, praised.outlets, praised.origins) == (3, 1, 2, 2)
    (words,) = arrested.cells[1].words
    assert (words.words, words.voice, words.origin) == ("arrested", "outlet", "A")
    assert praised.cells[1].words == ()
    assert [one.origin for one in praised.cells[2].words] == ["B"]


def test_both_sides_of_a_contradiction_are_marked() -> None:
    praised = grid(COMPARED).rows[1]
    assert [cell.against for cell in praised.cells] == [("Lowmere Herald",), (), ("The Pelland Courier",)]
    root = drawn(claims_by_outlets(COMPARED))
    assert sum("clash" in str(rect.get("class")) for rect in root.iter("rect")) == 2
    assert " ".join(texts(root, "against")) == "≠ Lowmere Herald ≠ The Pelland Courier"


def test_what_has_no_room_is_counted() -> None:
    assert grid(COMPARED, most=1).left_out == 1
    spans = [claim.trigger for claim in COURIER.claims[: MOST_WORDINGS + 2]]
    tellings = tuple(replace(ARRESTED.tellings[1], at=at) for at in spans)
    claim = replace(ARRESTED, tellings=(*tellings, ARRESTED.tellings[0]))
    cell = grid(replace(COMPARED, story=replace(STORY, claims=(claim,)))).rows[0].cells[0]
    assert (len(cell.words), cell.more) == (MOST_WORDINGS, 2)


# ── origins ─────────────────────────────────────────────────────────────────────────────────


def test_a_tree_leads_from_the_origin_to_those_who_repeat_it() -> None:
    root = drawn(origin_tree(ARRESTED, STORY, COMPARED.readings))
    assert texts(root, "letter") == ["A"]
    assert texts(root, "teller") == ["Imber Wire", "The Pelland Courier", "Lowmere Herald", "The Pelland Courier"]
    xs = [float(one.get("cx", "")) for one in root.iter("circle")]
    assert xs[0] < xs[1] < xs[2] == xs[3]
    assert [path.get("class") for path in root.iter("path")] == ["said", "seen", "again"]


def test_a_tree_tells_why_and_in_which_words() -> None:
    root = drawn(origin_tree(ARRESTED, STORY, COMPARED.readings))
    told = " ".join(texts(root, "small"))
    assert "credits Imber Wire: “arrested”" in told
    assert "same words as The Pelland Courier: “arrested”" in told
    assert "later version of The Pelland Courier: “arrested”" in told


def test_pictures_tell_a_link_that_a_person_added() -> None:
    first, added, *others = ARRESTED.tellings
    claim = replace(ARRESTED, tellings=(first, replace(added, why="reuse", decided=True), *others))
    tree = origin_tree(claim, STORY, COMPARED.readings)
    root = drawn(tree)
    assert "from Imber Wire, added by a person" in texts(root, "small")
    assert [path.get("class") for path in root.iter("path")] == ["decided", "seen", "again"]
    assert "The Pelland Courier (A): from Imber Wire, added by a person" in tree
    days = story_timeline(replace(STORY, claims=(claim,)))
    assert "The Pelland Courier from Imber Wire (added by a person)" in days
    assert Counter(path.get("class") for path in drawn(days).iter("path"))["decided"] == 1


def test_a_tree_tells_a_link_that_a_person_cut() -> None:
    cut = replace(ARRESTED.tellings[0], taken_from=None, why="own reporting", decided=True)
    tree = origin_tree(replace(ARRESTED, tellings=(cut, *ARRESTED.tellings[1:])), STORY, COMPARED.readings)
    assert "own reporting, link cut by a person" in texts(drawn(tree), "small")


def test_each_origin_is_counted_by_outlets() -> None:
    root = drawn(origin_tree(ARRESTED, STORY, COMPARED.readings))
    assert "3 outlets" in texts(root, "small")
    root = drawn(origin_tree(PRAISED, STORY, COMPARED.readings))
    assert texts(root, "letter") == ["A", "B"]
    assert texts(root, "head") == ["The Pelland Courier", "Lowmere Herald"]


def test_documents_that_took_from_one_another_stand_once_each() -> None:
    first, second = ARRESTED.tellings[:2]
    ring = (replace(first, taken_from=second.document_id, why="reuse"), second)
    root = drawn(origin_tree(replace(ARRESTED, tellings=ring), STORY, COMPARED.readings))
    assert texts(root, "teller") == ["Imber Wire", "The Pelland Courier"]


def test_a_source_that_does_not_tell_the_claim_is_named() -> None:
    alone = replace(ARRESTED, tellings=(ARRESTED.tellings[1],))
    root = drawn(origin_tree(alone, STORY, COMPARED.readings))
    assert texts(root, "head") == ["Imber Wire"]
    assert [dot.get("class") for dot in root.iter("circle")] == ["taker"]


def test_words_that_nobody_links_name_whom_they_go_back_to() -> None:
    cited = replace(ARRESTED.tellings[0], why="citing", shown=(ARRESTED.tellings[0].at, ()))
    root = drawn(origin_tree(replace(ARRESTED, tellings=(cited,)), STORY, COMPARED.readings))
    assert texts(root, "head") == ["“arrested”"]


def test_nothing_of_a_tree_lies_on_anything_else() -> None:
    root = drawn(origin_tree(ARRESTED, STORY, COMPARED.readings))
    lines = [
        (one.get("class"), float(one.get("y", ""))) for one in root.iter("text") if "end" not in one.get("class", "")
    ]
    for (_, y), (_, below) in combinations(lines, 2):
        assert y == below or abs(y - below) >= 11
    assert max(y for _, y in lines) < float(root.get("height", 0))


# ── voices ──────────────────────────────────────────────────────────────────────────────────


def test_an_outlets_bar_is_all_of_its_words() -> None:
    for outlet in VOICES:
        bars = [bar for bar in drawn(outlet_voices(outlet, widest(VOICES))).iter("rect") if bar.get("y") == "0"]
        assert sum(float(bar.get("width", "").rstrip("%")) for bar in bars) == pytest.approx(100, abs=0.05)


def test_every_count_tells_what_it_is_out_of() -> None:
    courier = next(outlet for outlet in VOICES if outlet.outlet == "The Pelland Courier")
    shown = texts(drawn(outlet_voices(courier, 1.0)), "small")
    first = courier.sources[0]
    assert f"{first.words} of {courier.words:,} words" in shown
    assert any(line.startswith(f"{first.statements} of {courier.statements} statements") for line in shown)
    assert any(line.endswith("2 of 2 articles") for line in shown)


def test_bars_have_one_scale() -> None:
    widths = [
        float(bar.get("width", "").rstrip("%")) for bar in drawn(all_voices(VOICES)).iter("rect") if bar.get("y") != "0"
    ]
    assert max(widths) == pytest.approx(100)


def test_an_outlet_without_words_has_a_picture() -> None:
    (empty,) = voices([replace(reading(), document=replace(reading().document, text=" "), statements=(), actors=())])
    assert "nobody" in outlet_voices(empty, widest([empty]))


# ── alignments ──────────────────────────────────────────────────────────────────────────────


def test_a_tie_has_its_direction_sign_and_count() -> None:
    root = drawn(alignment_network(ALIGNED))
    ring = ring_of(ALIGNED)
    inside = [tie for tie in ALIGNED.ties if {tie.actor, tie.recipient} <= ring.names.keys()]
    assert inside
    kinds = Counter({1: "plus", -1: "minus"}[tie.sign] for tie in inside)
    tips = Counter(str(path.get("class")).split()[1] for path in root.iter("path") if "tip" in str(path.get("class")))
    assert tips == kinds
    assert sorted(texts(root, "count")) == sorted(f"{'+' if t.sign > 0 else '−'}{t.weight}" for t in inside)


def test_actors_keep_their_places_from_window_to_window() -> None:
    places = {
        tuple((dot.get("cx"), dot.get("cy")) for dot in drawn(alignment_window(ALIGNED, window)).iter("circle"))
        for window in ALIGNED.windows
    }
    assert len(ALIGNED.windows) > 2
    assert len(places) == 1


def test_ties_that_form_and_go_are_told_in_their_window() -> None:
    names = ring_of(ALIGNED).names.keys()
    seen = {"formed", "gone"}
    for window in ALIGNED.windows:
        told = texts(drawn(alignment_window(ALIGNED, window)), "count")
        due = [one for one in ALIGNED.changes if one.into == window.name and set(one.actors) <= names]
        for kind in ("formed", "gone", "turned"):
            for words, is_thin in ((kind, False), (f"({kind})", True)):
                wanted = sum(one.kind == kind and one.is_thin == is_thin for one in due)
                assert sum(one.split(" ")[-1] == words for one in told) == wanted
            if any(one.kind == kind for one in due):
                seen.discard(kind)
    assert not seen


def test_names_stay_inside_and_those_without_room_are_counted() -> None:
    ring = ring_of(ALIGNED)
    tied = {one for tie in ALIGNED.ties for one in (tie.actor, tie.recipient)}
    assert left_out(ALIGNED) == len(tied - ring.names.keys())
    for one in drawn(alignment_network(ALIGNED)).iter("text"):
        assert 0 <= float(one.get("x", "")) <= WIDTH


# ── the page, and files ─────────────────────────────────────────────────────────────────────


def page(**known: object) -> str:
    told = {"stories": [COMPARED], "voices": VOICES, "alignment": ALIGNED, **known}
    return html_page(READINGS, **told)  # type: ignore[arg-type]


def test_the_page_shows_what_several_articles_tell_together() -> None:
    tree = Tree(page())
    assert len(tree.each("id")) == len(set(tree.each("id")))
    assert {target[1:] for target in tree.each("href") if target.startswith("#")} <= set(tree.each("id"))
    heads = [data for where, data in tree.text if where and where[-1] in ("h2", "h3", "h4")]
    for head in ("Across the articles", "Claims by outlet", "Whose words each outlet prints", "What changed"):
        assert head in heads
    pictures = [attrs for tag, attrs in tree.elements if tag == "svg" and attrs.get("role") == "img"]
    assert all(attrs.get("aria-label") for attrs in pictures)


def test_a_cell_leads_to_its_claim() -> None:
    linked = [attrs["href"] for tag, attrs in Tree(page()).elements if attrs.get("class") == "origin" and tag == "a"]
    assert len(linked) == sum(len(cell.words) for row in grid(COMPARED).rows for cell in row.cells)


def test_one_article_and_nothing_to_compare_have_no_such_part() -> None:
    assert "Across the articles" not in html_page(READINGS)
    assert "Across the articles" not in html_page(READINGS[:1], voices=VOICES)
    single = replace(COMPARED, story=replace(STORY, documents=STORY.documents[:1], claims=()))
    assert "Across the articles" not in page(stories=[single], voices=(), alignment=None)


def test_what_one_outlet_alone_tells_is_listed() -> None:
    assert ACCUSED in STORY.claims
    assert "What only one outlet tells" in page()
    assert "What only one outlet tells" not in page(
        stories=[replace(COMPARED, story=replace(STORY, claims=(PRAISED,)))]
    )


def test_hostile_words_do_nothing() -> None:
    compared = hostile()
    readings = list(compared.readings.values())
    shown = html_page(readings, stories=[compared], voices=voices(readings), alignment=align(readings))
    Tree(shown)
    assert "<script>alert" not in shown
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2066\ud800]", shown)
    pictures = [
        story_timeline(compared.story), claims_by_outlets(compared), all_voices(voices([hostile_reading()])),
        origin_tree(compared.story.claims[0], compared.story, compared.readings),
    ]  # fmt: skip
    for picture in pictures:
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2066\ud800]|<script", drawn(standalone(picture)).tag)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2066\ud800]|<script", picture)


@pytest.mark.parametrize(
    "picture",
    [
        story_timeline(STORY), claims_by_outlets(COMPARED), origin_tree(ARRESTED, STORY, COMPARED.readings),
        all_voices(VOICES), alignment_network(ALIGNED), alignment_change(ALIGNED),
    ],
)  # fmt: skip
def test_a_picture_is_a_file_of_its_own(picture: str) -> None:
    file = standalone(picture)
    root = ElementTree.fromstring(file)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("aria-label")
    assert "var(" not in file
    assert "prefers-color-scheme: dark" in file
    assert not {"script", "image", "foreignObject"} & {one.tag.split("}")[1] for one in root.iter()}
    assert float(root.get("width", 0)) > 300
    assert float(root.get("height", 0)) > 30


def test_a_herald_that_names_no_outlet_goes_by_its_title() -> None:
    documents = tuple(replace(told, outlet=None) if told.id == HERALD.document.id else told for told in STORY.documents)
    assert texts(drawn(story_timeline(replace(STORY, documents=documents))), "lane")[2].startswith("Tessany seals off")


def test_of_claims_that_as_many_tell_events_come_first() -> None:
    untold = PRAISED.tellings[0].at
    plain = {
        id_: replace(one, claims=tuple(replace(c, event=None) if c.trigger == untold else c for c in one.claims))
        for id_, one in COMPARED.readings.items()
    }
    pair = replace(ARRESTED, tellings=ARRESTED.tellings[:2])
    compared = replace(COMPARED, story=replace(STORY, claims=(PRAISED, pair)), readings=plain)
    assert foremost(compared) == (pair, PRAISED)
    assert foremost(replace(compared, readings=COMPARED.readings)) == (PRAISED, pair)
