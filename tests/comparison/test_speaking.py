import json
import random

from readings_made import REJECTED, Says, read

from sayso.comparison.speaking.counting import voices
from sayso.comparison.speaking.shares import Said

FERRY = read(
    'The boat is old. Mara Osei said: "Sell it." She added that nobody would buy. '
    "Two officials said the price was low. Reportedly it leaks.",
    ids={"Mara Osei": "osei", "She": "osei", "Two officials": ":two officials"},
    says=[
        Says("Mara Osei", ['"Sell it."'], "direct"),
        Says("She", ["that nobody would buy"]),
        Says("Two officials", ["the price was low"], doubtful=True),
        Says(None, ["it leaks"]),
    ],
)
BRIDGE = read(
    "Officials said that Mara Osei had been warned that the bridge would fall. The mayor disagreed.",
    ids={"Officials": ":officials", "Mara Osei": "osei"},
    says=[
        Says("Officials", ["that Mara Osei had been warned that the bridge would fall"]),
        Says("Mara Osei", ["that the bridge would fall"], inside=0),
    ],
)
ELSEWHERE = read(
    "The officials said no.",
    ids={"The officials": ":officials"},
    says=[Says("The officials", ["no"], "mixed")],
    outlet=None,
)


def test_whom_an_outlet_lets_speak() -> None:
    (post, nowhere) = voices([FERRY, BRIDGE, ELSEWHERE])
    assert (post.outlet, post.documents, post.words, post.statements, post.doubtful) == ("The Hesk Post", 2, 41, 6, 1)
    # Ferry, 25 words: "Sell it" 2, "that nobody would buy" 4, "the price was low" 4, "it leaks" 2.
    # Bridge, 16 words: "that Mara Osei had been warned" 6, and inside "that the bridge would fall" 5.
    assert post.by_voice == {"outlet": 18, "named": 11, "unnamed": 10, "unstated": 2, "unresolved": 0}
    assert [(one.key, one.name, one.voice, one.documents, one.statements, one.words) for one in post.sources] == [
        ("osei", "Mara Osei", "named", 2, 3, 11),
        ("words: officials", "Officials", "unnamed", 1, 1, 6),
        ("words: two officials", "Two officials", "unnamed", 1, 1, 4),
        ("unstated", "No source stated", "unstated", 1, 1, 2),
    ]
    assert post.sources[0].by_directness == {"direct": Said(1, 2), "indirect": Said(2, 9), "mixed": Said(0, 0)}
    assert [one.doubtful for one in post.sources] == [0, 0, 1, 0]
    assert nowhere.outlet is None
    assert [(one.key, one.id, one.name) for one in nowhere.sources] == [("words: officials", None, "The officials")]


def test_a_row_says_what_it_is_out_of() -> None:
    told = voices([FERRY, BRIDGE])[0].to_dict()
    assert sum(told["by_voice"].values()) == told["words"]
    assert told["sources"][0] == {
        "key": "osei", "id": "osei", "name": "Mara Osei", "kind": "group", "voice": "named",
        "documents": 2, "of_documents": 2, "statements": 3, "of_statements": 6, "words": 11, "of_words": 41,
        "doubtful": 0,
        "direct": {"statements": 1, "words": 2},
        "indirect": {"statements": 2, "words": 9},
        "mixed": {"statements": 0, "words": 0},
    }  # fmt: skip
    json.dumps(told)


def test_the_order_of_documents_does_not_matter() -> None:
    readings = [FERRY, BRIDGE, ELSEWHERE]
    wanted = voices(iter(readings))
    for seed in range(4):
        random.Random(seed).shuffle(readings)
        assert voices(iter(readings)) == wanted


def test_words_of_a_rejected_statement_are_the_outlet_s_own() -> None:
    read_again = read(
        "Osei said the boat sank.",
        ids={"Osei": "osei"},
        says=[Says("Osei", ["the boat sank"], review=REJECTED)],
    )
    (one,) = voices([read_again])
    assert (one.statements, one.sources, one.by_voice["outlet"]) == (0, (), 5)


def test_one_who_is_named_once_is_named() -> None:
    texts = ["Somebody said yes.", "Osei said yes."]
    readings = [
        read(texts[0], ids={"Somebody": None}, says=[Says("Somebody", ["yes"])]),
        read(texts[1], ids={"Osei": "osei"}, says=[Says("Osei", ["yes"])]),
    ]
    assert {one.key: (one.id, one.voice) for one in voices(readings)[0].sources} == {
        "osei": ("osei", "named"),
        "words: somebody": (None, "unnamed"),
    }


def test_no_readings_have_no_voices() -> None:
    assert voices([]) == ()
