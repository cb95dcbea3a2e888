import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import DOCUMENT, STRAIT, TEXT, addressed_reading, claims_reading, hostile_reading, reading

from sayso.reporting.page import html_page, paragraphs
from sayso.reporting.speakers import actors_by_id, citation
from sayso.types import Certainty, Claim, Document, Link, Party, Reading, Review, Span, Statement

VOID = {"meta", "br", "rect", "path", "circle"}


class Tree(HTMLParser):
    """Checks that every element closes where it should, and keeps what tests ask about."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[tuple[tuple[str, ...], str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append((tuple(self.open), data))

    def each(self, name: str) -> list[str]:
        """The values of an attribute, over all elements."""
        return [value for _, attrs in self.elements if (value := attrs.get(name)) is not None]


class Words(HTMLParser):
    """The article's own words: its headline and paragraphs, without the numbers of the statements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {"h2": [], "text": []}
        self._within: str | None = None
        self._number = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class")
        if tag == "h2" or (tag == "p" and kind == "text"):
            self._within = "h2" if tag == "h2" else "text"
            self.found[self._within].append("")
        self._number = tag == "a" and "ref" in (kind or "").split()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h2", "p"):
            self._within = None
        self._number = False

    def handle_data(self, data: str) -> None:
        if self._within and not self._number:
            self.found[self._within][-1] += data


PAGE = html_page([reading()])
CLAIMS = html_page([claims_reading()])


def test_the_page_is_whole_and_has_each_anchor_once() -> None:
    tree = Tree(html_page([reading(), claims_reading(), claims_reading(), reading(), hostile_reading()]))
    assert len(tree.each("id")) == len(set(tree.each("id")))
    assert {target[1:] for target in tree.each("href") if target.startswith("#")} <= set(tree.each("id"))


def test_the_article_stands_in_it_word_for_word() -> None:
    words = Words(PAGE).found
    assert [*words["h2"], *words["text"]] == [line for line in TEXT.splitlines() if line]


def test_every_statement_opens_to_its_chain_and_citation() -> None:
    tree = Tree(PAGE)
    assert sum(tag == "details" for tag, _ in tree.elements) == 10
    actors = actors_by_id(reading())
    shown = "".join(data for where, data in tree.text if "details" in where)
    for row in reading().statements:
        assert citation(row, DOCUMENT, actors) in shown


def test_a_chain_tells_whom_it_is_said_to() -> None:
    tree = Tree(html_page([addressed_reading()]))
    told = [where for where, data in tree.text if data == "to Fishermen, It [The Northern Gazette]"]
    assert ["summary" in where for where in told] == [True, False]
    assert 'class="to"' not in PAGE


@pytest.mark.parametrize("page", [PAGE, CLAIMS])
def test_the_page_asks_nobody_for_anything(page: str) -> None:
    tree = Tree(page)
    for tag, attrs in tree.elements:
        assert tag not in {"img", "link", "iframe", "object", "embed", "base", "form"}
        assert "src" not in attrs
        assert "style" not in attrs
        assert not [name for name in attrs if name.startswith("on")]
    assert not re.search(r"url\(|@import", page)


def test_the_policy_allows_the_pages_own_style_and_script_alone() -> None:
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', PAGE)
    policy = policy.replace("&#39;", "'")
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", PAGE, re.S)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_hostile_text_never_becomes_markup() -> None:
    page = html_page([hostile_reading(), reading()])
    tree = Tree(page)
    assert sum(tag == "script" for tag, _ in tree.elements) == 1
    assert sum(tag == "style" for tag, _ in tree.elements) == 1
    assert not [target for target in tree.each("href") if not target.startswith(("#", "https://courier.example/"))]
    assert not set(page) & {"\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\ud800"}
    assert "{{ 7*7 }}" in page
    page.encode("utf-8")


def test_a_rejected_statement_is_not_marked_in_the_text_but_kept_at_the_end() -> None:
    body, rejected = PAGE.split("Rejected in review")
    assert "that the harbour will be empty by autumn" in rejected
    assert '<p class="text" dir="auto">Fishermen fear that the harbour will be empty by autumn.</p>' in body


def test_the_text_stands_word_for_word_also_where_claims_are_marked() -> None:
    words = Words(CLAIMS).found
    assert [*words["h2"], *words["text"]] == [line for line in STRAIT.splitlines() if line]


def test_a_reading_without_claims_shows_nothing_of_them() -> None:
    body = PAGE.split("<body>")[1]
    assert not re.search(r'class="(doings|panels|timeline|trig|note claim)', body)


def panels(page: str) -> list[str]:
    """The captions of the pictures: voice and count."""
    found = re.findall(r'<figure class="panel.*?<figcaption>(.*?)</figcaption>', page, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", caption).split()) for caption in found]


def test_the_outlets_voice_and_each_main_source_have_a_picture() -> None:
    assert panels(CLAIMS) == [
        "The outlet&#39;s own voice 14 events",
        "Two officials close to the talks unnamed 2 events",
        "Ines Valdoro 1 event",
        "The dockers&#39; union 1 event",
        "Mira Tolland 1 event",
        "A leaked contract unnamed 1 event",
    ]
    assert CLAIMS.count('<svg class="net"') == 6


def test_an_outlet_that_tells_no_event_itself_has_a_panel_that_says_so() -> None:
    one = claims_reading()
    page = html_page([replace(one, claims=tuple(row for row in one.claims if row.statement))])
    assert panels(page)[0] == "The outlet&#39;s own voice 0 events"
    assert "Tells no event as done in its own voice." in page


def test_claims_of_which_none_is_actual_are_listed_and_not_drawn() -> None:
    one = claims_reading()
    denied = Certainty("positive", "denied", None, None)
    page = html_page([replace(one, claims=tuple(replace(row, certainty=denied) for row in one.claims))])
    assert "No event is told as done." in page
    assert '<svg class="net"' not in page
    assert '<ol class="timeline">' not in page
    assert "The rest: 30 denied, 2 of no event type" in page


def test_what_is_not_told_as_done_is_folded_away() -> None:
    folded = re.findall(r'<details class="others"><summary>(\d+) not told as done', CLAIMS)
    assert sum(map(int, folded)) == 10
    assert "planned" not in re.sub(r'<details class="(others|list)">.*?</details>\n</details>', "", panels(CLAIMS)[0])


def test_each_event_has_a_letter_in_the_text_and_a_card_beside_it() -> None:
    tree = Tree(CLAIMS)
    cards = [attrs for tag, attrs in tree.elements if tag == "details" and "claim" in (attrs["class"] or "").split()]
    letters = [attrs for tag, attrs in tree.elements if tag == "a" and attrs.get("class") == "ref of-claim"]
    assert len(cards) == len(letters) == 30
    assert letters[0]["aria-label"] == "Claim a"
    assert letters[-1]["aria-label"] == "Claim ad"
    assert [attrs["href"] for attrs in letters] == [f"#{attrs['id']}" for attrs in sorted(
        (card for card in cards), key=lambda card: int((card["id"] or "").split("-c")[1])
    )]  # fmt: skip


def test_a_card_opens_to_what_is_known() -> None:
    card = CLAIMS.split('id="a1-c')[1:]
    (beat,) = [one for one in card if ">beat</i>" in one.split("</summary>")[0] and "<summary>" in one[:400]]
    facts = dict(re.findall(r'<dt>(.*?)</dt><dd dir="auto">(.*?)</dd>', beat.split("</dl>")[0]))
    assert facts == {
        "Voice": "The dockers&#39; union · says",
        "Certainty": "actual (source +3.0, outlet +0.0 of ±3)",
        "Evidence": "image “released video” by the dockers&#39; union",
        "Event": "ASSAULT (material conflict, beat)",
        "Confidence": "0.80",
    }


def test_a_rejected_claim_is_neither_drawn_nor_marked_but_kept_at_the_end() -> None:
    one = claims_reading()
    review = Review("rejected", "2025-09-03T09:00:00Z", "a film set", "ada")
    claims = (replace(one.claims[0], review=review), *one.claims[1:])
    body, rejected = html_page([replace(one, claims=claims)]).split("Rejected in review")
    assert panels(body)[0] == "The outlet&#39;s own voice 13 events"
    assert "41 dockers</span>" in rejected
    assert "rejected by ada, 3 September 2025: a film set" in rejected
    assert ">arrested</span>" not in body


def test_many_readings_get_an_index_and_one_does_not() -> None:
    assert 'class="index"' not in PAGE
    assert html_page([reading(), reading()]).count('<li><a href="#a') == 2
    assert "0 articles" in html_page([])


def test_the_same_readings_give_the_same_bytes() -> None:
    assert html_page([reading()]) == PAGE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n\n", []),
        ("one", ["one"]),
        ("one\ntwo\n", ["one", "two"]),
        ("one\r\n\r\n  two  \r\n", ["one", "two"]),
        (("word " * 14 + "\n") * 2 + "end\n\nnext", ["word " * 14 + "\n" + "word " * 14 + "\nend", "next"]),
    ],
)
def test_paragraphs(text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in paragraphs(text)] == found


@given(st.text("a b\n\r\u2028\t", max_size=60))
def test_only_white_space_is_outside_the_paragraphs(text: str) -> None:
    spans = paragraphs(text)
    outside = list(text)
    for span in spans:
        outside[span.start : span.end] = [" "] * (span.end - span.start)
    assert not "".join(outside).strip()
    assert spans == sorted(spans)


def claim(number: int, trigger: list[Span], voice: str | None, event: str | None) -> Claim:
    party = Party(trigger[0], "group", True, None)
    certainty = Certainty("positive", "actual", None, None)
    return Claim(f"c{number}", voice, tuple(sorted(trigger)), event, certainty, 0.5, quad_code=number % 4 + 1,
                 actor=(party,))  # fmt: skip


spans = st.tuples(st.integers(0, 70), st.integers(0, 70)).map(lambda pair: Span(min(pair), max(pair)))


@settings(max_examples=60, deadline=None)
@given(
    st.text("ab <&\n“", min_size=1, max_size=70),
    st.lists(st.tuples(st.lists(spans, min_size=1, max_size=3), spans, spans), max_size=5),
    st.booleans(),
    st.lists(st.tuples(st.lists(spans, min_size=1, max_size=2), st.sampled_from([None, "AID"])), max_size=4),
)
def test_rows_that_overlap_in_any_way_leave_the_text_whole(text: str, rows: list, nested: bool, told: list) -> None:
    statements = tuple(
        Statement(
            str(place),
            tuple(sorted(content)),
            (Link(source, cue, parties=(Party(source, "person", True, None),)),),
            1,
            "mixed",
            0.5,
            parent=str(place - 1) if nested and place else None,
        )
        for place, (content, source, cue) in enumerate(rows)
    )
    voices = [None, *(row.id for row in statements)]
    claims = tuple(
        claim(number, trigger, voices[number % len(voices)], event) for number, (trigger, event) in enumerate(told)
    )
    page = html_page([Reading("m", Document(text), statements, (), claims)])
    tree = Tree(page)
    assert {target[1:] for target in tree.each("href") if target.startswith("#")} <= set(tree.each("id"))
    words = Words(page).found
    # A text of one paragraph has no headline of its own: its first words stand in for one.
    shown = [*(words["h2"] if len(paragraphs(text)) > 1 else []), *words["text"]]
    assert "".join("".join(shown).split()) == "".join(text.split())
    notes = [attrs for tag, attrs in tree.elements if tag == "details" and "data-n" in attrs]
    assert len(notes) == (len(rows) if text.strip() else 0)
