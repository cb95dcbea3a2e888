"""What counts as the right name for a mention, and that the gold of our own passages holds together."""

import pytest
from benchmarks.actors import Mention, Told, known_id, main, mentions, passages


def told(words: str, who: str, *actors: tuple[str, str]) -> bool:
    return Told("article", Mention((0, len(words)), (who,)), words, actors).right


@pytest.mark.parametrize(
    ("words", "who", "actors", "right"),
    [
        ("she", "Ida Quist", [("Ida Quist", "Ida Quist")], True),
        ("she", "Mayor Ida Quist", [("Ida Quist", "Ida Quist")], True),
        ("she", "Ida Quist", [("Ole Quist", "Ole Quist")], False),
        ("she", "Ida Quist", [], False),
        ("nobody", "nobody", [], True),
        ("the EU", "the EU", [("EU", "European Union")], True),
        ("it", "the Algerian government", [("DZA", "Algeria")], True),
        ("it", "Moroccan government", [("DZA", "Algeria")], False),
        ("both countries", "Iran and Pakistan", [("IRN", "Iran"), ("PAK", "Pakistan")], True),
        ("both countries", "Iran and Pakistan", [("IRN", "Iran"), ("IND", "India")], False),
    ],
)
def test_right(words: str, who: str, actors: list[tuple[str, str]], right: bool) -> None:
    assert told(words, who, *actors) is right


def test_what_the_facts_know() -> None:
    told = {"the EU": "EU", "Islamabad": "PAK", "the government of Pakistan": "PAK", "Velm": None}
    assert {who: known_id(who) for who in told} == told
    assert known_id("Iran’s government") == "IRN"


def test_a_mention_counts_once() -> None:
    event = {"actors": [[0, 3]], "who_actors": ["Ida"], "recipients": [[4, 7]], "who_recipients": ["Ole"]}
    other = {"actors": [[0, 3]], "who_actors": ["Ida Quist"], "recipients": [], "who_recipients": []}
    assert mentions([event, other], "Ida Ole") == (Mention((0, 3), ("Ida", "Ida Quist")), Mention((4, 7), ("Ole",)))
    with pytest.raises(ValueError, match="outside"):
        mentions([event], "Ida")


def test_the_gold_holds_together() -> None:
    articles = passages()
    assert {article.split for article in articles} == {"tuned", "held"}
    assert sum(len(article.mentions) for article in articles) > 300


def test_the_held_half_is_not_looked_at() -> None:
    with pytest.raises(SystemExit):
        main(["--wrong", "--split", "held"])
