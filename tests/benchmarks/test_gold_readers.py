"""The gold sets' files are small copies of their forms, written here, with invented texts."""

import hashlib
import json
from pathlib import Path

import pytest
from benchmarks import gold
from benchmarks.gold import Attribution


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


# ---- PolNeAR -----------------------------------------------------------------------------


def test_brat_joins_pieces_and_leaves_out_what_is_no_attribution() -> None:
    annotation = "\n".join(
        [
            "T1\tSource 0 4\tMara",
            "T2\tCue 5 9\tsaid",
            "T3\tContent 20 30;10 15\tlater earlier",
            "T4\tContent 40 50\tsecond",
            "T5\tAttribution 5 9\tsaid",
            "E1\tAttribution:T5 Source:T1 Cue:T2 Content:T3 Content2:T4",
            "T6\tDiscuss 60 70\tnothing",
            "T7\tAttribution-no-source 80 85\tx",
            "E2\tAttribution-no-source:T7 Cue:T2",
            "E3\tAttribution-no-source:T7 Cue:T2 Content:T4",
        ]
    )
    assert gold.parse_brat(annotation) == (
        Attribution(((0, 4),), ((5, 9),), ((10, 15), (20, 30), (40, 50))),
        Attribution((), ((5, 9),), ((40, 50),)),
    )


def test_brat_passes_over_a_line_end_inside_a_quoted_text() -> None:
    annotation = "T1\tContent 0 9\tone\nTwo words\nT2\tCue 10 14\tsaid\nE1\tAttribution:T9 Content:T1 Cue:T2 \n"
    assert gold.parse_brat(annotation) == (Attribution((), ((10, 14),), ((0, 9),)),)


def test_polnear_counts_line_ends_as_they_are_and_takes_the_first_file(tmp_path: Path) -> None:
    root = tmp_path / "polnear" / "dev"
    text = "\ufeffHalt\r\n\r\nMara said no.\n"
    put(root / "text" / "a_1.txt", text)
    put(root / "attributions" / "a_1_ff00.ann", "T1\tContent 0 5\tx\nE1\tAttribution:T2 Content:T1")
    put(root / "attributions" / "a_1_00ff.ann", "T1\tContent 19 21\tno\nE1\tAttribution:T2 Content:T1")
    (article,) = gold.polnear(tmp_path, "dev")
    assert article.name == "a_1"
    assert article.text == text
    ((start, end),) = article.attributions[0].content
    assert article.text[start:end] == "no"
    assert [len(people) for people in gold.polnear_by_person(tmp_path, "dev").values()] == [2]


def test_nested_rows_are_checked_against_their_text(tmp_path: Path) -> None:
    text = "Mara said Olu hopes to win.\n"
    put(tmp_path / "polnear" / "train" / "text" / "a.txt", text)
    row = {"parent_nested": None, "content": [[20, 26]], "source": [10, 13], "cue": [14, 19], "who": "Olu"}
    record = {
        "article": "a",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "nested": [{**row, "no_source": None, "parent_content": [[10, 26]], "adds_link": True}],
    }
    put(tmp_path / "polnear_nested" / "train" / "a.json", json.dumps(record))
    (article,) = gold.polnear_nested(tmp_path)
    assert article.nested[0].parent_content == ((10, 26),)
    assert article.nested[0].adds_link

    put(tmp_path / "polnear" / "train" / "text" / "a.txt", text + "!")
    with pytest.raises(ValueError, match=r"a\.json.*sha256"):
        gold.polnear_nested(tmp_path)


# ---- names, and the texts put together from tokens ------------------------------------------


def rebuilt(line: str, first: bool = False) -> str:
    filler = [] if first else [[("Start", "O", "O")]]
    paragraphs = [*filler, [(word, "O", "O") for word in line.split()]]
    text, tokens = gold.rebuild(paragraphs)
    words = [word for paragraph in paragraphs for word, _, _ in paragraph]
    assert [text[start:end] for start, end in tokens] == words
    return text.removeprefix("Start\n\n").removesuffix("\n")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Mara ( Olu 's aunt ) left .", "Mara (Olu's aunt) left."),
        ('" No , " she said .', '"No," she said.'),
        ("a well - known town", "a well-known town"),
        ("He did n't pay $ 5 .", "He didn't pay $5."),
        ("the miners ' pay", "the miners' pay"),
        ("Olu ' s aunt", "Olu's aunt"),
        ("“ No , ” she said", "“No,” she said"),
        ("said ' yes ' twice", "said 'yes' twice"),
        ("wait - - no", "wait -- no"),
        ("in ' 98 or '98", "in '98 or '98"),
    ],
)
def test_words_are_put_together(line: str, text: str) -> None:
    assert rebuilt(line) == text


def test_a_dash_in_the_first_words_is_a_dateline() -> None:
    assert rebuilt("Port Ardo - Mara left", first=True) == "Port Ardo - Mara left"
    assert rebuilt("Port Ardo - Mara left") == "Port Ardo-Mara left"


def test_names_skip_the_address_and_read_spaces_for_tabs(tmp_path: Path) -> None:
    root = tmp_path / "worldwide_newswire_ner"
    put(root / "dev" / "a.txt.tsv", "https://a.test/1 \n\nMara    B-Person\nleft O\n\nnow O\n")
    put(root / "train" / "b.txt.tsv", "https://a.test/1\tO\n\nOld\tO\n")
    put(root / "train" / "c.txt.tsv", "Ardo\tB-Organization\tB-Location\nUnited\tI-Organization\n\n")
    (dev,) = gold.names(tmp_path, "dev")
    assert dev.url == "https://a.test/1"
    assert dev.text == "Mara left\n\nnow\n"
    assert dev.labels == ("B-Person", "O", "O")
    assert dev.paragraphs == ((0, 2), (2, 3))
    (train,) = gold.names(tmp_path, "train")  # the one whose address stands in dev is dropped
    assert (train.name, train.labels, train.inner) == (
        "c",
        ("B-Organization", "I-Organization"),
        ("B-Location", "O"),
    )


# ---- chains ------------------------------------------------------------------------------


def statement(**more: object) -> dict[str, object]:
    link = {"source": [0, 4], "cue": [5, 9], "who": "Mara", "no_source": None}
    return {"content": [[10, 15]], "chain": [link], **more}


def test_world_chains_reads_alternatives_and_checks_the_text(tmp_path: Path) -> None:
    put(tmp_path / "worldwide_newswire_ner" / "dev" / "a.txt.tsv", "Mara\tO\nsaid\tO\nno\tO\nmore\tO\n")
    text = "Mara said no more\n"
    row = statement(content_alt=[[[10, 12]]], chain_alt=[[{"source": None, "cue": None}]], optional=True)
    record = {"article": "a", "sha256": hashlib.sha256(text.encode()).hexdigest(), "statements": [row]}
    put(tmp_path / "world_chains" / "chains" / "dev" / "a.json", json.dumps(record))
    (article,) = gold.world_chains(tmp_path, "dev")
    (read,) = article.statements
    assert article.text == text
    assert read.contents == (((10, 15),), ((10, 12),))
    assert [chain[0].source for chain in read.chains] == [(0, 4), None]
    assert read.optional


def test_passages_hold_their_text_and_their_spans_lie_in_it(tmp_path: Path) -> None:
    passage = {
        "name": "one",
        "kind": "wire",
        "split": "held",
        "text": "Mara said no more.",
        "statements": [statement()],
    }
    put(tmp_path / "a.json", json.dumps(passage))
    put(tmp_path / "b.json", json.dumps({**passage, "name": "two", "statements": []}))
    assert [(one.name, one.kind, one.split) for one in gold.passages(tmp_path)] == [
        ("one", "wire", "held"),
        ("two", "wire", "held"),
    ]
    put(tmp_path / "c.json", json.dumps({**passage, "text": "Mara said no"}))
    with pytest.raises(ValueError, match=r"c\.json.*\(10, 15\)"):
        gold.passages(tmp_path)


# ---- mentions ----------------------------------------------------------------------------


def row(number: str, word: str, more: str = "_") -> str:
    return "\t".join([number, word, *["_"] * 7, more])


def test_coref_takes_text_from_the_trees_and_clusters_from_the_columns(tmp_path: Path) -> None:
    tree = "\n".join(
        [
            "# newpar",
            row("1", "Mara", "SpaceAfter=No"),
            row("2", ","),
            row("3-4", "he's", "SpaceAfter=No"),
            row("3", "he"),
            row("4", "'s"),
            row("4.1", "copied"),
            row("5", "."),
            "",
            "# newpar",
            row("1", "He"),
            row("2", "|"),
            "",
        ]
    )
    put(tmp_path / "gum" / "dev" / "dep" / "GUM_news_a.conllu", tree)
    marks = ["(1(2", "2)", "1)(1)", "_", "_", "(1)", "_"]
    words = ["Mara", ",", "he", "'s", ".", "He", ""]
    columns = [f"{i}\t{word}\t{mark}" for i, (word, mark) in enumerate(zip(words, marks, strict=True))]
    put(tmp_path / "gum" / "dev" / "coref" / "GUM_news_a.conll", "\n".join(["# begin document a", *columns, ""]))
    put(tmp_path / "gum" / "dev" / "coref" / "GUM_vlog_a.conll", "")
    (article,) = gold.coref(tmp_path, "dev")
    assert article.text == "Mara, he's.\n\nHe |\n"
    assert [article.text[start:end] for start, end in article.tokens] == ["Mara", ",", "he", "'s", ".", "He", "|"]
    assert article.sentences == ((0, 5), (5, 7))
    assert sorted(article.clusters) == [((0, 2),), ((0, 3), (2, 3), (5, 6))]


def test_coref_refuses_words_that_are_not_the_trees(tmp_path: Path) -> None:
    put(tmp_path / "gum" / "dev" / "dep" / "GUM_news_a.conllu", row("1", "Mara") + "\n")
    put(tmp_path / "gum" / "dev" / "coref" / "GUM_news_a.conll", "0\tOlu\t_\n")
    with pytest.raises(ValueError, match="GUM_news_a"):
        gold.coref(tmp_path, "dev")
