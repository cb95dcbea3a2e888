"""The pictures of many articles together: what they say, and nothing cut off or on top of anything."""

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise
from math import hypot
from xml.etree import ElementTree

import pytest
from invented import hostile_reading, reading
from test_page import Tree
from together import ACCUSED, AGAIN, ARRESTED, COMPARED, COURIER, HERALD, PRAISED, READINGS, STORY, WIRE, hostile

from sayso.comparison.aligning.alignments import Alignment, align
from sayso.comparison.records import Telling, Told
from sayso.comparison.speaking.counting import voices
from sayso.reporting.gallery import alignment_pictures, story_pictures, voice_pictures
from sayso.reporting.grids import MOST_WORDINGS, claims_by_outlets, grid
from sayso.reporting.letters import measured
from sayso.reporting.page import html_page
from sayso.reporting.quoting import all_voices, outlet_voices, widest
from sayso.reporting.signed import MOST_ACTORS, WIDTH, alignment_change, alignment_network, alignment_window, ring_of
from sayso.reporting.storylines import MOST_DOCUMENTS, in_time, story_timeline
from sayso.reporting.svgs import standalone
from sayso.reporting.tellers import (
    ADDED,
    days_in_words,
    foremost,
    letter,
    lettered,
    link_kind,
    shared_in_words,
    short_day,
    told_once,
    voiced,
)
from sayso.reporting.trees import origin_tree
from sayso.types import Reading, Span

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
    assert texts(root, "small") == ["2 Sep", "4", "5"]


def test_the_timeline_draws_a_line_for_what_was_taken_and_tells_it() -> None:
    picture = story_timeline(STORY)
    lines = [path.get("class") for path in drawn(picture).iter("path") if path.get("class")]
    assert Counter(lines) == {"said": 1, "seen": 1, "again": 1}
    assert "The Pelland Courier from Imber Wire (credit); Lowmere Herald from The Pelland Courier (reuse)" in picture


def crowd(count: int, days: int = 1, outlets: int = 4) -> tuple[Told, ...]:
    first = STORY.documents[0]
    return tuple(
        replace(first, id=f"{n}", outlet=f"Paper {n * 7 % outlets}", published=f"2025-09-{1 + n * days // count:02}")
        for n in range(count)
    )


@pytest.mark.parametrize("outlets", [1, 3, 8])
def test_lines_bend_round_the_dots_of_others(outlets: int) -> None:
    documents = crowd(8, outlets=outlets)
    id_, taken = ARRESTED.tellings[1].claim_id, ARRESTED.tellings[1]
    tellings = tuple(
        replace(taken, document_id=taker.id, claim_id=id_, taken_from=source.id)
        for source, taker in combinations(documents, 2)
    )
    root = drawn(story_timeline(replace(STORY, documents=documents, claims=(replace(ARRESTED, tellings=tellings),))))
    dots = [(float(dot.get("cx", "").rstrip("%")) * 3.36, float(dot.get("cy", ""))) for dot in root.iter("circle")]
    lines = [path.get("d", "") for path in root.iter("path") if path.get("class")]
    assert len(lines) == 28
    for line in lines:
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", line)]
        points = list(zip([x * 0.336 for x in numbers[::2]], numbers[1::2], strict=True))
        others = [dot for dot in dots if all(hypot(dot[0] - x, dot[1] - y) > 1 for x, y in (points[0], points[-1]))]
        assert len(others) == 6
        for share in (step / 100 for step in range(1, 100)):
            parts = ((1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3)
            x, y = (sum(part * point[axis] for part, point in zip(parts, points, strict=True)) for axis in (0, 1))
            assert all(hypot(x - dot[0], y - dot[1]) > 6 for dot in others)


@pytest.mark.parametrize("days", [3, 9, 30])
def test_every_day_is_named_and_no_name_lies_on_another(days: int) -> None:
    root = drawn(story_timeline(replace(STORY, documents=crowd(30, days), claims=())))
    names = [one for one in root.iter("text") if "small" in str(one.get("class")).split()]
    assert len(names) == days
    assert {(one.text or "").split(" ")[0] for one in names} == {str(day) for day in range(1, days + 1)}
    for y in {one.get("y") for one in names}:
        row = [one for one in names if one.get("y") == y]
        assert (row[0].text or "").endswith(" Sep")
        ends = []
        for one in row:
            wide = measured(one.text or "", 11.5)
            left = float(one.get("x", "").rstrip("%")) * 3.36 + 4
            ends.append((336 - wide, 336.0) if "end" in str(one.get("class")) else (left, left + wide))
        assert all(before[1] <= after[0] for before, after in pairwise(ends))


def test_what_a_later_version_keeps_of_a_page_is_no_echo() -> None:
    first, _, _, last = STORY.documents
    story = replace(
        STORY,
        documents=(first, replace(last, url=first.url)),
        claims=(replace(ARRESTED, tellings=(ARRESTED.tellings[1], replace(ARRESTED.tellings[3], why="reuse"))),),
    )
    kinds = [path.get("class") for path in drawn(story_timeline(story)).iter("path") if path.get("class")]
    assert kinds == ["again"]
    root = drawn(origin_tree(story.claims[0], story, COMPARED.readings))
    assert [path.get("class") for path in root.iter("path")] == ["again"]
    assert "later version of The Pelland Courier: “arrested”" in texts(root, "small")


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


def head_of(telling: Telling) -> str:
    tree = origin_tree(replace(ARRESTED, tellings=(telling,)), STORY, COMPARED.readings)
    return " ".join(texts(drawn(tree), "head"))


def saying(reading: Reading, shown: str, why: str = "quotation", at: int = 0) -> Telling:
    """Of a claim, with the first such words of the document, from `at` on, as what shows whose saying it is."""
    start = reading.document.text.index(shown, at)
    one = next(one for one in ARRESTED.tellings if one.document_id == reading.document.id)
    here = (Span(start, start + len(shown)),)
    return replace(one, taken_from=None, why=why, shown=(here, ()))  # type: ignore[arg-type]


def test_an_origin_is_called_by_whose_words_it_is() -> None:
    text = WIRE.document.text
    links = [link for statement in WIRE.statements for link in statement.chain if link.source]
    named = next(link for link in links if any(party.named for party in link.parties))
    unnamed = next(link for link in links if link.parties and not any(party.named for party in link.parties))
    assert named.source
    assert unnamed.source
    actors = {actor.id: actor.name for actor in WIRE.actors}
    name = next(actors[party.actor_id or ""] for party in named.parties if party.named)
    assert head_of(saying(WIRE, text[named.source.start : named.source.end])) == f"Words of {name}"
    words = text[unnamed.source.start : unnamed.source.end]
    for why in ("quotation", "report"):
        assert head_of(saying(WIRE, words, why)).casefold() == f"Words of {words} (unnamed)".casefold()


def test_a_pronoun_and_a_sentence_are_nobody_s_names() -> None:
    text = WIRE.document.text
    trigger = ARRESTED.tellings[0].at[0]
    sentence = text[max(0, trigger.start - 20) : trigger.end + 5]
    assert head_of(saying(WIRE, sentence)) == "Words of an unnamed source"
    unknown = next(found for found in re.finditer(r"\b(?:it|they|he|she|who)\b", text) if not stands_for_anybody(found))
    assert head_of(saying(WIRE, unknown[0], at=unknown.start())) == "Words of an unnamed source"


def stands_for_anybody(found: re.Match[str]) -> bool:
    spans = [link.source for statement in WIRE.statements for link in statement.chain if link.source]
    spans += [party.span for claim in WIRE.claims for party in claim.actor]
    return any(span.start < found.end() and found.start() < span.end for span in spans)


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


def test_names_stay_inside_and_it_is_said_how_many_there_are() -> None:
    root = drawn(alignment_network(ALIGNED))
    tied = {one for tie in ALIGNED.ties for one in (tie.actor, tie.recipient)}
    shown = sum(dot.get("class") == "node" for dot in root.iter("circle"))
    ties = sum("tip" in str(path.get("class")) for path in root.iter("path"))
    assert texts(root, "small") == [f"{shown} of {len(tied)} actors, {ties} of {len(ALIGNED.ties)} ties"]
    for one in root.iter("text"):
        assert 0 <= float(one.get("x", "")) <= WIDTH


def crowded() -> Alignment:
    """Fifteen pairs that are tied in all, and in its one window a pair that is tied there alone."""
    (first, *_), window = ALIGNED.ties, ALIGNED.windows[0]
    ground = first.grounds[0]
    heavy = [replace(first, actor=f"a{n}", recipient=f"b{n}", grounds=(ground,) * 3) for n in range(15)]
    light = replace(first, actor="only", recipient="here", grounds=(ground,))
    return replace(ALIGNED, ties=(*heavy, light), windows=(replace(window, ties=(light, heavy[2])),), changes=())


def test_a_window_shows_its_own_actors_where_the_whole_has_no_room_for_them() -> None:
    alignment = crowded()
    whole, window = ring_of(alignment), ring_of(alignment, alignment.windows[0])
    assert not {"only", "here"} & whole.names.keys()
    assert {"only", "here", "a2", "b2"} <= window.names.keys()
    assert len(window.names) == len(whole.names) == MOST_ACTORS
    assert all(window.angles[one] == whole.angles[one] for one in window.names.keys() & whole.names.keys())
    root = drawn(alignment_window(alignment, alignment.windows[0]))
    assert texts(root, "small") == ["4 of 4 actors, 2 of 2 ties"]
    assert sum("tip" in str(path.get("class")) for path in root.iter("path")) == 2


def test_a_window_keeps_the_places_of_a_tie_that_has_just_gone() -> None:
    alignment = crowded()
    into = replace(alignment.windows[0], ties=alignment.ties[6:])  # more actors than there are places
    gone = replace(ALIGNED.changes[0], kind="gone", actors=("a0", "b0"), into=into.name)
    alignment = replace(alignment, windows=(into,), changes=(gone,))
    root = drawn(alignment_window(alignment, into))
    assert texts(root, "count").count("(gone)") == 1
    assert texts(root, "small") == ["10 of 20 actors, 5 of 10 ties"]


# ── the page, and files ─────────────────────────────────────────────────────────────────────


def page(**known: object) -> str:
    told = {"stories": [COMPARED], "voices": VOICES, "alignment": ALIGNED, **known}
    return html_page(READINGS, **told)  # type: ignore[arg-type]


def test_the_page_shows_what_several_articles_tell_together() -> None:
    tree = Tree(page())
    assert len(tree.each("id")) == len(set(tree.each("id")))
    assert {target[1:] for target in tree.each("href") if target.startswith("#")} <= set(tree.each("id"))
    heads = [data.strip() for where, data in tree.text if where and where[-1] in ("h2", "h3", "h4")]
    for head in ("Across the articles", "Claims by outlet", "Whose words each outlet prints", "What changed"):
        assert head in heads
    assert {"contents", "story1", "voices", "alignment", "articles"} <= set(tree.each("id"))
    contents = page().partition('<nav class="contents"')[2].partition("</nav>")[0]
    assert re.findall(r'href="#(\w+)"', contents) == ["story1", "voices", "alignment", "articles"]
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


@pytest.mark.parametrize(
    ("name", "title", "base", "signs"),
    [
        (
            "timeline",
            "Who took it from whom: Tessany seals off",
            "4 documents of 3 outlets · 2 to 5 September 2025 · all.ledger",
            {"the article says so", "seen from its words", "a later version of the page"},
        ),
        ("claims", "Claims by outlet: Tessany seals off", "2 of 2 claims that several", {"≠ cannot both be true"}),
        ("origins-arrested", "Where it comes from: ", "1 origin, 3 outlets · of 4 documents", {"takes from another"}),
    ],
)
def test_a_file_says_what_it_shows_of_what(name: str, title: str, base: str, signs: set[str]) -> None:
    files = {
        file.partition("-")[2].partition("-")[2][:-4]: text for file, text in story_pictures([COMPARED], "all.ledger")
    }
    shown = [one.text or "" for one in ElementTree.fromstring(files[name]).iter("{http://www.w3.org/2000/svg}text")]
    assert " ".join(shown).startswith(title)
    assert base in " ".join(shown)
    assert signs <= set(shown)
    assert "added by a person" not in shown


def test_the_captions_of_voices_and_alignments() -> None:
    files = dict([*voice_pictures(VOICES, "all.ledger"), *alignment_pictures(ALIGNED, "all.ledger, voice quoted")])
    for name, words in (
        ("voices", "Whose words each outlet prints"),
        ("voices", "3 outlets"),
        ("alignment", f"As told in {ALIGNED.base.tied} of "),
        ("alignment", "all.ledger, voice quoted"),
        (f"alignment-{ALIGNED.windows[-1].name}", f"Who stands with whom, {ALIGNED.windows[-1].name}"),
        ("alignment-changes", "told no more"),
    ):
        told = " ".join(one.text or "" for one in ElementTree.fromstring(files[f"{name}.svg"]).iter() if one.text)
        assert words in told


def test_an_outlet_s_whole_name_stands_above_its_column() -> None:
    long = "The Pelland Courier and Advertiser for the Lower Districts"
    documents = tuple(
        replace(told, outlet=long) if told.id == COURIER.document.id else told for told in STORY.documents
    )
    root = drawn(claims_by_outlets(replace(COMPARED, story=replace(STORY, documents=documents))))
    assert long in " ".join(texts(root, "head"))
    assert max(float(one.get("y", "")) for one in root.iter("text") if one.get("class") == "head") < min(
        float(one.get("y", "")) for one in root.iter("rect")
    )


def test_the_same_words_of_one_document_in_one_voice_are_told_once() -> None:
    again = replace(ARRESTED.tellings[0], claim_id=ARRESTED.tellings[0].claim_id)
    claim = replace(ARRESTED, tellings=(ARRESTED.tellings[0], again, *ARRESTED.tellings[1:]))
    assert told_once(claim, COMPARED.readings) == ARRESTED.tellings


def test_a_shared_claim_is_headed_by_what_most_tellings_have() -> None:
    first, *_ = ARRESTED.tellings
    told = shared_in_words(ARRESTED, COMPARED.readings)
    misread = COMPARED.readings[first.document_id]
    swapped = [
        replace(c, actor=c.recipient, recipient=c.actor) if c.id == first.claim_id else c for c in misread.claims
    ]
    readings = {**COMPARED.readings, first.document_id: replace(misread, claims=tuple(swapped))}
    assert shared_in_words(ARRESTED, readings) == told
    assert shared_in_words(replace(ARRESTED, tellings=(first,)), readings) != told


def test_a_telling_that_is_not_told_as_done_says_so() -> None:
    telling = ARRESTED.tellings[1]
    reading = COMPARED.readings[telling.document_id]
    planned = [
        replace(claim, certainty=replace(claim.certainty, status="planned")) if claim.id == telling.claim_id else claim
        for claim in reading.claims
    ]
    readings = {**COMPARED.readings, reading.document.id: replace(reading, claims=tuple(planned))}
    compared = replace(COMPARED, readings=readings)
    assert [voiced(one, readings[one.document_id]).certainty for one in ARRESTED.tellings] == ["", "planned", "", ""]
    assert "planned" in " ".join(texts(drawn(claims_by_outlets(compared)), "small"))


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


def test_days_from_the_first_to_the_last_share_what_they_can() -> None:
    told = days_in_words(["2025-03-14", "2025-03-04T10:00:00", "2025-03-09"])
    assert told == "4 to 14 March 2025"
    assert days_in_words(["2025-02-28", "2025-03-03"]) == "28 February to 3 March 2025"
    assert days_in_words(["2024-12-31", "2025-01-01"]) == "31 December 2024 to 1 January 2025"
    assert [days_in_words(days) for days in (["2025-03-04"] * 2, [])] == ["4 March 2025", ""]
