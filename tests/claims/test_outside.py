"""Rows cut to what stands outside of stretches that nothing is read from."""

from __future__ import annotations

from sayso.claims import Back, Happening, Name, Outside, Told
from sayso.types import Span

TEXT = "By Sanna Quill\n\nSELLA (EW) - The yard said it would strike. She agreed."
BYLINE = Span(0, 14)
DATELINE = Span(16, 28)
OUTSIDE = Outside(TEXT, [BYLINE, DATELINE])


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def told(source: Span | None, cue: Span | None, *content: Span) -> Told:
    return Told(1, source, cue, content, 0.9, 0.9, 0.9, {-1: 1.0})


def test_an_attribution_loses_what_stands_inside() -> None:
    within = told(Span(DATELINE.start, at("The yard").end), at("said"), at("it would strike"))
    (row,) = OUTSIDE.told([within])
    assert (row.source, row.cue, row.content) == (at("The yard"), at("said"), (at("it would strike"),))
    (row,) = OUTSIDE.told([told(at("Sanna Quill"), at("said"), at("it would strike"))])
    assert row.source is None


def test_an_attribution_whose_cue_content_or_only_source_stands_inside_is_none() -> None:
    inside = [
        told(at("The yard"), at("By"), at("it would strike")),
        told(at("The yard"), at("said"), at("Sanna Quill")),
        told(at("Sanna Quill"), None, at("it would strike")),
    ]
    assert OUTSIDE.told(inside) == []


def test_a_mention_goes_back_past_those_inside() -> None:
    yard = at("The yard")
    inside = [Back(yard, yard.start, None), Back(at("Sanna Quill"), 3, 0), Back(at("She"), at("She").start, 1)]
    assert [back.antecedent for back in OUTSIDE.backs(inside)] == [None, None, 0]
    inside[1] = Back(at("Sanna Quill"), 3, None)
    assert [back.antecedent for back in OUTSIDE.backs(inside)] == [None, None, None]


def test_a_happening_keeps_its_parties_outside() -> None:
    def happening(trigger: Span, *actors: Span) -> Happening:
        return Happening(trigger, {}, actors, (), 0.9, (0.9, 0.9), {}, 0.0, tuple(("ARG0", one) for one in actors))

    rows = [happening(at("By")), happening(at("strike"), at("Sanna Quill"), Span(DATELINE.start, at("The yard").end))]
    (row,) = OUTSIDE.happenings(rows)
    assert (row.actors, row.arguments) == ((at("The yard"),), (("ARG0", at("The yard")),))


def test_names() -> None:
    yard = Name(at("yard"), "Organization")
    assert OUTSIDE.names([Name(at("Sanna Quill"), "Person"), yard]) == [yard]
