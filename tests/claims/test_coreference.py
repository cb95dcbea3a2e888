"""Which mentions stand for the same one."""

from marked import marked

from sayso.claims import clusters


def test_what_goes_back_and_what_repeats_a_name_or_definite_words() -> None:
    made = marked("Ida Quist left the port. She likes it. A mayor met a mayor at the port. It was Ida Quist’s car.")
    backs = made.backs(
        (("Ida Quist", "Quist", 0), ("She", "She", 0)),
        (("the port", "port", 0),),
        (("A mayor", "mayor", 0),),
        (("a mayor", "mayor", 0),),
        (("the port", "port", 1),),
        (("It", "It", 0),),
        (("Ida Quist’s", "Quist", 0),),
    )
    found = clusters(made.text, backs)
    assert [[made.text[s.start : s.end] for s in spans] for spans in found] == [
        ["Ida Quist", "She", "Ida Quist’s"],
        ["the port", "the port"],
    ]


def test_no_mentions_no_clusters() -> None:
    assert clusters("It rained.", []) == ()
