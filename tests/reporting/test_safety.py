import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from sayso.reporting.safety import escaped_json, guarded_cell, one_line, visible

any_text = st.text(st.characters(), max_size=80) | st.text(
    st.sampled_from("a \x1b[2J\x07\x9b\r\n\t\u202e\u2066\u2028\x85\ud800\U000e0041=+-@|'"), max_size=30
)


def acts(character: str) -> bool:
    bidi = unicodedata.bidirectional(character)
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or bidi in (
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    )  # fmt: skip


@given(any_text)
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    assert not any(map(acts, visible(text)))
    assert not any(acts(character) for character in visible(text, line_breaks=True) if character != "\n")
    visible(text).encode("utf-8")


@given(any_text)
def test_making_visible_twice_changes_nothing(text: str) -> None:
    assert visible(visible(text)) == visible(text)


def test_what_a_reader_sees_stays() -> None:
    text = "Zoë’s “naïve” 中文 عربى 👩\u200d🚀 — 3.5 %"
    assert visible(text) == text


def test_an_escape_is_shown_and_an_override_goes() -> None:
    assert visible("\x1b[31mred\u202eder\x9b0m") == "␛[31mredder�0m"
    assert visible("a\r\nb\rc\u2028d", line_breaks=True) == "a\nb\nc\nd"
    assert one_line(" a\t\n b ") == "a b"


@given(any_text)
def test_no_cell_is_a_formula(text: str) -> None:
    assert not guarded_cell(text).lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_a_cell_is_guarded_also_behind_white_space() -> None:
    assert guarded_cell("=1+1") == "'=1+1"
    assert guarded_cell("\t@SUM(A1)") == "' @SUM(A1)"
    assert guarded_cell("said") == "said"


@given(any_text)
def test_escaped_json_has_the_same_value_and_nothing_that_acts(text: str) -> None:
    for indent in (None, 2):
        written = escaped_json(json.dumps({"text": text}, ensure_ascii=False, indent=indent))
        assert json.loads(written) == {"text": text}
        assert not any(acts(character) for character in written if character != "\n")
