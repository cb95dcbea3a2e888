"""Web pages: the article's own words, in order, and nothing of what surrounds it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.document import from_bytes
from sayso.document.warnings import BLOCKQUOTE_DROPPED, COOKIE_WALL, NO_ARTICLE, NOT_ENGLISH, PAY_WALL
from sayso.errors import EmptyInput

P1 = "The council of Tarn said on Monday that it would shut the harbour for the winter, the first time in a century."
P2 = "“We have no choice,” said the mayor, Ada Quill, who had spoken against the closing only a week before that."
P3 = "Fishermen told the council that nobody had asked them, and that they would go to court if it came to the worst."
QUOTE = "The walls of the harbour are older than the town, and they will not last another winter of storms like these."


def page(body, *, head="", title="Tarn shuts its harbour", lang="en"):
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head><title>{title} | The Tarn Courier</title>{head}</head>"
        f"<body><nav><ul><li><a href='/'>Home</a></li><li><a href='/sea'>Sea</a></li></ul></nav>"
        f"<main><article><h1>{title}</h1>{body}</article></main>"
        f"<footer><p>Copyright The Tarn Courier. All rights reserved by the owners of it.</p></footer></body></html>"
    ).encode()


def paragraphs(body, **kwargs):
    document = from_bytes(page(body, **kwargs))
    assert document.text[document.title_span.start : document.title_span.end] == document.title
    title, *rest = document.text.split("\n\n")
    assert title == document.title
    return rest


def test_headline_blank_line_paragraphs():
    document = from_bytes(page(f"<p>{P1}</p>\n<p>{P2}</p><p>{P3}</p>"))
    assert document.text == f"Tarn shuts its harbour\n\n{P1}\n\n{P2}\n\n{P3}"
    assert document.title == "Tarn shuts its harbour"
    assert document.outlet == "The Tarn Courier"
    assert document.language == "en"
    assert document.warnings == ()
    assert document.raw == page(f"<p>{P1}</p>\n<p>{P2}</p><p>{P3}</p>")


def test_a_short_page_is_read_as_well():
    assert paragraphs("<p>Tarn shuts.</p><p>It is so, they say.</p>") == ["Tarn shuts.", "It is so, they say."]


def test_inline_elements_neither_glue_nor_split():
    body = (
        "<p>The <b>coun</b>cil of\n   <a href='/t'>Tarn</a>\n said <em>on</em> <time>Monday</time> that "
        "<span>it</span>&nbsp;would <abbr title='x'>shut</abbr> the har<wbr>bour for the<br>winter"
        "<!-- no -->, the first<script>x()</script> time in a cen&shy;tury.</p>"
    )
    [first, *_] = paragraphs(f"{body}<p>{P2}</p><p>{P3}</p>")
    assert first == P1.replace("it would", "it\u00a0would")


def test_block_quotes_and_lists_stay_where_they_stand():
    quote, items = f"<blockquote><p>{QUOTE}</p></blockquote>", "<ul><li>One thing.<li>Another thing.</ul>"
    body = f"<p>{P1}</p>{quote}<p>{P2}</p>{items}<p>{P3}</p>"
    assert paragraphs(body) == [P1, QUOTE, P2, "One thing.", "Another thing.", P3]


def test_a_block_quote_in_a_figure_is_kept():
    body = f"<p>{P1}</p><figure><blockquote><p>{QUOTE}</p></blockquote></figure><p>{P2}</p><p>{P3}</p>"
    assert paragraphs(body) == [P1, QUOTE, P2, P3]


def test_a_block_quote_that_is_left_out_is_told():
    body = f"<p>{P1}</p><div><blockquote><p>{QUOTE}</p></blockquote></div><p>{P2}</p><p>{P3}</p>"
    plain = from_bytes(page(body))
    assert QUOTE in plain.text
    assert BLOCKQUOTE_DROPPED not in plain.warnings
    teaser = from_bytes(page(body.replace("<div>", "<div class='related-teaser sidebar'>")))
    assert (QUOTE in teaser.text) != (BLOCKQUOTE_DROPPED in teaser.warnings)


def test_q_gets_the_marks_that_a_browser_shows():
    [first, *_] = paragraphs(f"<p>She said: <q>No</q>, and left the <q>“hall”</q> at once.</p><p>{P2}</p><p>{P3}</p>")
    assert first == "She said: “No”, and left the “hall” at once."


def test_line_breaks_between_sentences_part_paragraphs():
    assert paragraphs(f"<div>{P1}<br><br>{P2}<br/>{P3}</div>") == [P1, P2, P3]


def test_what_is_no_article_is_left_out():
    body = (
        "<p class='byline'>By Bo Lind</p><ul><li>4 November 2024</li><li>12 comments</li></ul>"
        "<figure><img src='x.jpg'><figcaption>The harbour, seen from the sea. Photo: A. Body</figcaption></figure>"
        f"<p>{P1}</p><p>Related: <a href='/x'>How the harbour was built, and by whom it was</a></p>"
        f"<div class='image-caption'>The mayor, on the steps of the hall.</div><p>{P2}</p>"
        "<p>[<a href='/y'>Read: What the fishermen want from the council</a>]</p><p>Advertisement</p>"
        f"<p>{P3}</p><p>Continue reading the main story</p><h2>Other stories</h2>"
        "<p><a href='/a'>A ship came in</a></p><p><a href='/b'>A ship went out</a></p>"
    )
    got = paragraphs(body)
    assert [each for each in got if each != "By Bo Lind"] == [P1, P2, P3]


def test_a_link_that_is_a_sentence_stays():
    linked = "The council published the whole of its decision on Tuesday morning."
    assert linked in paragraphs(f"<p>{P1}</p><p><a href='/x'>{linked}</a></p><p>{P2}</p><p>{P3}</p>")


def test_facts_from_linked_data_come_first():
    data = {"@context": "https://schema.org", "@graph": [{
        "@type": "NewsArticle", "headline": "Tarn shuts its harbour", "datePublished": "2024-11-04T09:30:00+01:00",
        "author": [{"@type": "Person", "name": "Bo Lind"}, {"@type": "Person", "name": "Cy O&#39;Marr"}],
        "publisher": {"@type": "Organization", "name": "Tarn Courier"}, "inLanguage": "en-GB"}]}  # fmt: skip
    head = (
        f"<script type='application/ld+json'>{json.dumps(data)}</script><meta name='author' content='Webmaster'>"
        "<link rel='canonical' href='https://courier.example/tarn'>"
    )
    body = f"<p>{P1}</p><p>{P2}</p><p>{P3}</p>"
    document = from_bytes(page(body, head=head, lang=""), url="https://courier.example/t?x=1")
    assert document.outlet == "The Tarn Courier"
    assert document.byline == ("Bo Lind", "Cy O'Marr")
    assert document.published == "2024-11-04T09:30:00+01:00"
    assert document.url == "https://courier.example/tarn"
    assert document.language == "en"


def test_facts_from_meta_tags_and_elements():
    head = (
        "<meta property='og:site_name' content='tarn-courier'>"
        "<meta property='og:title' content='Tarn shuts its harbour | X'>"
        "<meta property='article:published_time' content='2024-11-04'>"
        "<script type='application/ld+json'>{broken</script>"
    )
    document = from_bytes(
        page(f"<p class='byline'>By BO LIND and Cy Marr</p><p>{P1}</p><p>{P2}</p><p>{P3}</p>", head=head)
    )
    assert document.title == "Tarn shuts its harbour"
    assert document.byline == ("BO LIND", "Cy Marr")
    assert document.published == "2024-11-04"


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://evil.example/x", "https://news.courier.example/t"),
        ("https://www.courier.example/", "https://news.courier.example/t"),
        ("/real", "https://news.courier.example/real"),
        ("http://[bad", "https://news.courier.example/t"),
        ("javascript:alert(1)", "https://news.courier.example/t"),
    ],
)
def test_a_page_can_only_name_an_address_of_its_own_site(canonical, expected):
    head = f"<link rel='canonical' href='{canonical}'>"
    document = from_bytes(page(f"<p>{P1}</p><p>{P2}</p>", head=head), url="https://news.courier.example/t")
    assert document.url == expected


def test_no_date_is_better_than_a_guessed_one():
    document = from_bytes(page(f"<p>{P1} It last shut in March 1931.</p><p>{P2}</p><p>{P3}</p>"))
    assert document.published is None
    eastern = "<meta property='article:published_time' content='Fri Mar 13 21:30:09 EST 2015'>"
    assert from_bytes(page(f"<p>{P1}</p><p>{P2}</p>", head=eastern)).published == "2015-03-13T21:30:09"


def test_zero_width_and_bidirectional_characters_stay():
    words = P1.replace("harbour", "har\u200bbour").replace("Monday", "\u202bMonday\u202c \u2067x\u2069 \u200d")
    assert words in paragraphs(f"<p>{words}</p><p>{P2}</p><p>{P3}</p>")


def test_the_declared_charset_of_a_page_counts():
    source = page(f"<p>{P1} – “так”, сказал мэр.</p><p>{P2}</p>", head="<meta charset='windows-1251'>")
    document = from_bytes(source.decode().encode("cp1251"))
    assert "“так”, сказал мэр." in document.text


def test_a_cookie_wall_and_a_pay_wall_are_told():
    wall = from_bytes(
        page(
            "<div><p>We value your privacy. We and our 812 partners store and/or access information on a device.</p>"
            "<p>You can accept all cookies or manage choices at any time by the link below, as you wish.</p></div>",
            title="Before you continue",
        )
    )
    assert COOKIE_WALL in wall.warnings
    paying = from_bytes(page(f"<p>{P1}</p><div class='wall'><p>Subscribe to continue reading this article.</p></div>"))
    assert PAY_WALL in paying.warnings
    assert P1 in paying.text
    whole = from_bytes(page("".join(f"<p>{P1} {number}.</p>" for number in range(40)) + "<p>Already a subscriber?</p>"))
    assert PAY_WALL not in whole.warnings


def test_another_language_is_told():
    body = (
        "<p>Le conseil de Tarn a dit que le port serait fermé pour tout l'hiver, et que les pêcheurs le savaient.</p>"
        * 3
    )
    document = from_bytes(page(body, title="Le port de Tarn ferme", lang="fr-FR"))
    assert document.language == "fr"
    assert NOT_ENGLISH in document.warnings


def test_an_article_that_the_page_carries_as_data_is_read():
    data = {"@type": "NewsArticle", "headline": "Tarn shuts", "articleBody": f"{P1}\n\n{P2}\n{P3}"}
    source = (
        f"<html><head><script type='application/ld+json'>{json.dumps(data)}</script></head>"
        "<body><div id='app'></div></body></html>"
    )
    assert from_bytes(source.encode()).text == f"Tarn shuts\n\n{P1}\n\n{P2}\n\n{P3}"


@pytest.mark.parametrize(
    "source",
    [
        "<html></html>",
        "<!doctype html><html><head><script>x()</script></head><body><noscript>No scripts</noscript></body></html>",
        "<html><body>" + "<div>" * 5000,
    ],
)
def test_a_page_without_text_is_an_error(source):
    with pytest.raises(EmptyInput):
        from_bytes(source.encode())


def test_a_page_of_links_says_that_no_article_was_found():
    links = "".join(f"<li><a href='/{n}'>A ship number {n}</a></li>" for n in range(30))
    document = from_bytes(f"<html><body><ul>{links}</ul></body></html>".encode())
    assert NO_ARTICLE in document.warnings
    assert "A ship number 7" in document.text


def test_a_long_page_is_read_whole():
    body = "".join(f"<p>{P1} This is number {number}.</p>" for number in range(3000))
    assert len(paragraphs(body)) == 3000


TAGS = """
<p> </p> <div> </div> <q> </q> <br> <ul> <li> </ul> <blockquote> <table> <td> </a> <script> </script> <!-- -->
<figure> </figure> <![CDATA[ ]]> <h1> </h1> <svg> <template> <?x?> <frameset> <html> <body> <head> &#0; &#xd800; &lt;
"""
CHARACTERS = ["\U000f0000\U00100001", "\x00", "\ud83d", "\ufffe"]
WORDS = ["<a href='x'>", "<p hidden>", "word ", "A sentence of some words. ", P1]
HOSTILE_PARTS = [*TAGS.split(), *CHARACTERS, *WORDS]
HOSTILE = st.lists(st.sampled_from(HOSTILE_PARTS), max_size=40)


@settings(max_examples=150, deadline=None)
@given(HOSTILE)
def test_no_page_makes_it_stumble(parts):
    source = "<html>" + "".join(parts)
    try:
        document = from_bytes(source.encode("utf-8", "surrogatepass"), name="x.html")
    except Exception as error:
        assert type(error).__module__ == "sayso.errors", repr(error)  # noqa: PT017
        return
    assert document.text.strip()
    assert not {"\x00", "\ud83d"} & set(document.text)
    if document.title_span:
        assert document.text[document.title_span.start : document.title_span.end] == document.title
