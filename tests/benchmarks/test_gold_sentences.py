"""Readers of the sets that come sentence by sentence, on small copies of their forms with invented texts."""

import json
from pathlib import Path

import pytest
from benchmarks import gold_sentences
from benchmarks.gold_sentences import Coding, Frame


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


# ---- PLV ---------------------------------------------------------------------------------

HEADER = "\tsentence_id\tsentence\tmarked_sentence\tsource\ttarget\tgold_root\tsilver_root\n"


def test_plv_reads_the_marks_and_the_type_and_nothing_else(tmp_path: Path) -> None:
    rows = [
        '\t4\tx\t<s>The Ardo council </s>"slammed" <t>Mara Osei</t> and <t>Osei</t>\'s aide.\tx\tx\tACCUSE\tAID\n',
        "\t5\tx\tThe <t>camp</t> was hit.\tx\t\tASSAULT\tAID\n",
    ]
    put(tmp_path / "plv" / "PLV_train.tsv", HEADER + "".join(rows))
    first, second = gold_sentences.plv(tmp_path)
    assert first.text == 'The Ardo council "slammed" Mara Osei and Osei\'s aide.'
    assert words(first.text, first.actors) == ["The Ardo council"]
    assert words(first.text, first.recipients) == ["Mara Osei", "Osei"]
    assert (first.type, second.type) == ("ACCUSE", "ASSAULT")
    assert (second.actors, words(second.text, second.recipients)) == ((), ["camp"])


def test_plv_with_other_columns_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "plv" / "PLV_train.tsv", HEADER + "\t4\tx\n")
    with pytest.raises(ValueError, match="line 2: 3 columns, not 8"):
        gold_sentences.plv(tmp_path)


@pytest.mark.parametrize("sentence", ["<s>Ardo left.", "Ardo</t> left."])
def test_a_tag_that_is_not_closed_or_not_opened_is_refused(sentence: str) -> None:
    with pytest.raises(ValueError, match="Ardo"):
        gold_sentences.marked(sentence)


# ---- PETRARCH ----------------------------------------------------------------------------

RECORDS = """<Validation>
<!-- a remark -->
<Environment><Pause>Stop</Pause></Environment>
<Sentences>
<Sentence date="19950101" id="A-1" category="DEMO">
<EventCoding sourcecode="ARD" targetcode="OST" eventcode="190"></EventCoding>
<EventCoding sourcecode="OST" targetcode="---" eventcode="023"></EventCoding>
<Text>
Ardo shelled
Ostrand.
</Text>
<Parse>(ROOT)</Parse>
</Sentence>
<Sentence id="A-2"><EventCoding noevents = "True"> </EventCoding><Text>Nothing.</Text></Sentence>
<Sentence id="A-3"><EventCoding error="dateline"></EventCoding><Text>ARDO:</Text></Sentence>
</Sentences>
</Validation>
"""


def test_petrarch_gives_codings_and_tells_where_there_is_no_event(tmp_path: Path) -> None:
    put(tmp_path / "petrarch_validation" / "PETR.UnitTest.records.xml", RECORDS)
    coded, nothing, error = gold_sentences.petrarch(tmp_path)
    assert (coded.name, coded.text) == ("A-1", "Ardo shelled Ostrand.")
    assert coded.codings == (Coding("ARD", "OST", "190"), Coding("OST", "---", "023"))
    assert [one.none for one in (coded, nothing, error)] == [False, True, False]
    assert error.codings == ()


def test_a_cameo_code_may_stand_for_several_types(tmp_path: Path) -> None:
    put(
        tmp_path / "plover" / "CAMEO2PLOVER-2021.txt",
        "# remark\n\n08: CONCEDE\n08: RETREAT\n0311: AGREE,  ,   economic # to trade\n190: ASSAULT, , military\n~~~\n",
    )
    assert gold_sentences.cameo_to_plover(tmp_path) == {
        "08": {"CONCEDE", "RETREAT"},
        "0311": {"AGREE"},
        "190": {"ASSAULT"},
    }


# ---- the treebank --------------------------------------------------------------------------


def row(number: str, form: str, head: str = "_", relation: str = "_", misc: str = "_") -> str:
    return "\t".join([number, form, form, "X", "X", "_", head, relation, "_", misc]) + "\n"


TREE = (
    "# newdoc id = web-one\n# sent_id = web-one-0001\n# text = Ardo can't.\n"
    + row("1", "Ardo", "2", "nsubj")
    + row("2-3", "can't", misc="SpaceAfter=No")
    + row("2", "ca", "0", "root")
    + row("3", "n't", "2", "advmod")
    + row("3.1", "go", "_", "_")
    + row("4", ".", "2", "punct")
    + "\n# newpar\n# sent_id = web-one-0002\n"
    + row("1", "Go", "0", "root")
    + "\n# newdoc id = web-two\n# sent_id = web-two-0001\n"
    + row("1", "Stay", "0", "root")
    + "\n"
)


def test_syntax_comes_by_document_with_the_words_in_their_places(tmp_path: Path) -> None:
    put(tmp_path / "ud_english_ewt" / "en_ewt-ud-dev.conllu", TREE)
    one, two = gold_sentences.syntax(tmp_path, "dev")
    assert (one.name, two.name) == ("web-one", "web-two")
    assert [words(one.text, sentence) for sentence in one.sentences] == [["Ardo", "ca", "n't", "."], ["Go"]]
    assert one.heads == ((1, -1, 1, 1), (-1,))
    assert one.relations == (("nsubj", "root", "advmod", "punct"), ("root",))
    assert words(two.text, two.sentences[0]) == ["Stay"]


# ---- PropBank ------------------------------------------------------------------------------


def roled(sentence_id: str, text: str, tokens: list[str], frames: list[object]) -> str:
    return json.dumps({"sent_id": sentence_id, "text": text, "tokens": tokens, "frames": frames}) + "\n"


def test_roles_put_the_sentences_of_a_document_together(tmp_path: Path) -> None:
    put(
        tmp_path / "propbank_ewt" / "ewt_srl_dev.jsonl",
        roled("web-a-0001", "Ardo can't go.", ["Ardo", "ca", "n't", "go", "."], [])
        + roled(
            "web-a-0003",
            "She  ate it.",
            ["She", "ate", "it", "."],
            [{"pred": [1, 2], "roleset": "eat.01", "args": [[0, 1, "ARG0"], [2, 3, "ARG1"]]}],
        )
        + roled("web-b-0001", "Go.", ["Go", "."], []),
    )
    one, two = gold_sentences.roles(tmp_path, "dev")
    assert (one.name, two.name) == ("web-a", "web-b")
    assert words(one.text, one.tokens) == ["Ardo", "ca", "n't", "go", ".", "She", "ate", "it", "."]
    assert one.frames == (Frame((6, 7), (((5, 6), "ARG0"), ((7, 8), "ARG1"))),)


def test_a_token_that_is_not_in_its_text_is_refused() -> None:
    with pytest.raises(ValueError, match="`ate` does not follow"):
        gold_sentences.placed("She has eaten it", ["She", "ate"])
    with pytest.raises(ValueError, match="`it`"):
        gold_sentences.placed("She ate it", ["She", "it"])


# ---- certainty -----------------------------------------------------------------------------


def sure(text: str, *targets: tuple[int, int, float], file_idx: int = 0) -> str:
    rows = [{"span1": [start, end], "label": value, "span_text": ""} for start, end, value in targets]
    return json.dumps({"text": text, "targets": rows, "file_idx": file_idx, "idx": 0}) + "\n"


def test_certainty_is_read_in_the_sentence_as_it_was_written(tmp_path: Path) -> None:
    folder = tmp_path / "factuality" / "UDS_IH2"
    spaces = ["_", "SpaceAfter=No", "_"]
    block = "\n".join("\t".join([str(i), word, "_", spaces[i]]) for i, word in enumerate(["Ardo", "left", "."]))
    put(folder / "dev.conll", f"0\t***\t_\t_\n\n{block}\n")
    put(folder / "dev.jsonl", sure("Ardo left .", (1, 2, 2.5), file_idx=1))
    (one,) = gold_sentences.certainty(tmp_path, "dev")
    assert (one.text, words(one.text, one.predicates), one.values) == ("Ardo left.", ["left"], (2.5,))


def test_certainty_without_blocks_parts_all_tokens(tmp_path: Path) -> None:
    folder = tmp_path / "factuality" / "UDS_IH2"
    put(folder / "train.jsonl", sure("Ardo may leave .", (2, 3, 0.5)) + sure("No one ."))
    (one,) = gold_sentences.certainty(tmp_path, "train")
    assert (one.text, words(one.text, one.predicates)) == ("Ardo may leave .", ["leave"])


def test_certainty_whose_block_is_another_sentence_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "factuality" / "UDS_IH2"
    put(folder / "dev.conll", "0\tOstrand\t_\t_\n")
    put(folder / "dev.jsonl", sure("Ardo", (0, 1, 1.0)))
    with pytest.raises(ValueError, match="block 0 is not: Ardo"):
        gold_sentences.certainty(tmp_path, "dev")


# ---- places --------------------------------------------------------------------------------


def test_places_are_read_from_both_files(tmp_path: Path) -> None:
    folder = tmp_path / "location_metonymy"
    put(folder / "relocar_literal_train.txt", "Port Ardo<SEP>He left <ENT>Port Ardo<ENT>.\n")
    put(folder / "relocar_metonymic_train.txt", "Ardo<SEP><ENT>Ardo<ENT> said no.\n\n")
    place, actor = gold_sentences.places(tmp_path)
    assert (place.text, place.text[slice(*place.at)], place.actor) == ("He left Port Ardo.", "Port Ardo", False)
    assert (actor.text, actor.text[slice(*actor.at)], actor.actor) == ("Ardo said no.", "Ardo", True)


def test_a_place_that_is_not_the_marked_one_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "location_metonymy"
    put(folder / "relocar_literal_train.txt", "Port Ardo<SEP>He left <ENT>Hesk<ENT>.\n")
    put(folder / "relocar_metonymic_train.txt", "")
    with pytest.raises(ValueError, match="Port Ardo"):
        gold_sentences.places(tmp_path)
