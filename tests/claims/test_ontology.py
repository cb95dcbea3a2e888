"""From a type and words to mode, context and codes: the shipped table, and tables of users."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.actors.countries import country_of_adjective, country_of_people
from sayso.claims.events.ontology import PLOVER, Coding, Ontology
from sayso.errors import UsageError
from sayso.types import POLARITIES, STATUSES

SHIPPED = tomllib.loads(resources.files("sayso.claims.events").joinpath("plover.toml").read_text(encoding="utf-8"))
GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "ontology.md"

QUADS = {
    1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    2: {"COOPERATE", "AID", "RETREAT"},
    3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
CONTEXTS = [
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression",
    "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory",
    "peacekeeping", "health", "asylum", "migration", "disasters", "natural_resource", "environment", "technology",
    "terrorism", "cbrn", "cyber", "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
]  # fmt: skip
ROOTS = {
    "AGREE": {"03"}, "CONSULT": {"04"}, "SUPPORT": {"05"}, "COOPERATE": {"06"}, "AID": {"07"}, "CONCEDE": {"08"},
    "RETREAT": {"08"}, "REQUEST": {"10"}, "ACCUSE": {"09", "11"}, "REJECT": {"12"}, "THREATEN": {"13"},
    "PROTEST": {"14"}, "MOBILIZE": {"15"}, "SANCTION": {"11", "16"}, "COERCE": {"16", "17", "19"},
    "ASSAULT": {"17", "18", "19", "20"},
}  # fmt: skip
HOW_MANY = {
    "03": 28, "04": 7, "05": 8, "06": 5, "07": 6, "08": 25, "09": 5, "10": 27, "11": 12, "12": 28, "13": 22, "14": 26,
    "15": 5, "16": 13, "17": 12, "18": 13, "19": 7, "20": 7,
}  # fmt: skip
"""The codes of each root in PLOVER's table of CAMEO codes."""


ONTOLOGY = Ontology.load()


@pytest.fixture
def shipped() -> Ontology:
    return ONTOLOGY


def code(ontology: Ontology, event: str, trigger: str, near: str, status: str = "actual") -> Coding:
    return ontology.code(event, trigger, near, status=status, polarity="positive")


# ── the shipped table ──


def test_the_types_modes_and_contexts_are_the_manual_s(shipped: Ontology) -> None:
    assert shipped.types == PLOVER
    assert len(PLOVER) == 16
    assert {name: set(row.get("modes", {})) for name, row in SHIPPED["types"].items() if row.get("modes")} == {
        name: set(modes.split()) for name, modes in MODES.items()
    }
    assert set(shipped.modes) == {mode for modes in MODES.values() for mode in modes.split()}
    assert list(shipped.contexts) == CONTEXTS
    assert all(shipped.definition(event) for event in PLOVER)


@pytest.mark.parametrize("event", PLOVER)
def test_without_words_the_type_gives_its_root_and_quad_code(shipped: Ontology, event: str) -> None:
    coding = code(shipped, event, "did", "They did.")
    assert coding == Coding(event, coding.mode, (), SHIPPED["types"][event]["cameo"], coding.quad_code)
    assert coding.cameo
    assert coding.cameo.endswith("0")
    assert coding.cameo in SHIPPED["codes"][event]
    assert event in QUADS[coding.quad_code or 0]


def test_every_cameo_code_has_its_row_under_a_type_that_may_have_it() -> None:
    for event, rows in SHIPPED["codes"].items():
        for number in rows:
            assert re.fullmatch(r"\d{3,4}", number)
            assert number[:2] in ROOTS[event], (event, number)
    numbers = {number for rows in SHIPPED["codes"].values() for number in rows}
    assert Counter(number[:2] for number in numbers) == HOW_MANY


CASES = [
    ("AGREE", "agreed", "The two ministers agreed to hold talks on Monday.", "036", None),
    ("AGREE", "offered", "Tessany offered to mediate between the two clans.", "039", None),
    ("AGREE", "promised", "The bank promised a loan for the new bridge.", "0331", None),
    ("AGREE", "pledged", "The ministry pledged humanitarian aid to the valley.", "0333", None),
    ("AGREE", "vowed", "She vowed to restore the old mill.", "030", None),
    ("CONSULT", "met", "The envoy met the governor.", "040", None),
    ("CONSULT", "spoke", "The envoys spoke by phone on Friday.", "041", "phone"),
    ("CONSULT", "visited", "The premier visited Tessany.", "042", "visit"),
    ("CONSULT", "hosted", "Halden hosted the premier.", "043", "visit"),
    ("CONSULT", "mediated", "Velm mediated between the two clans.", "045", None),
    ("CONSULT", "negotiations", "Negotiations over the quota went on.", "046", None),
    ("SUPPORT", "praised", "The mayor praised the crews.", "051", None),
    ("SUPPORT", "defended", "The mayor defended her deputy.", "052", None),
    ("SUPPORT", "recognised", "Halden recognised the new state.", "054", None),
    ("SUPPORT", "signed", "The two sides signed the treaty.", "057", None),
    ("COOPERATE", "bought", "The port bought grain from Velm.", "061", None),
    ("COOPERATE", "exercise", "The two navies held a joint exercise.", "062", None),
    ("COOPERATE", "extradited", "Halden extradited the banker.", "063", None),
    ("COOPERATE", "shared", "The agencies shared intelligence.", "064", None),
    ("AID", "sent", "Velm sent tents and blankets.", "073", None),
    ("AID", "sent", "Velm sent missiles to the rebels.", "072", None),
    ("AID", "granted", "Velm granted the singer asylum.", "075", None),
    ("CONCEDE", "apologised", "The station apologised.", "080", None),
    ("CONCEDE", "lifted", "The governor lifted the curfew.", "0813", None),
    ("CONCEDE", "pardoned", "The king pardoned the printers.", "081", None),
    ("CONCEDE", "scrapped", "The cabinet scrapped the toll.", "0832", None),
    ("RETREAT", "released", "The rebels released two nurses.", "0841", "release"),
    ("RETREAT", "returned", "The museum returned the statue.", "0842", None),
    ("RETREAT", "withdrew", "Halden withdrew its troops from the valley.", "0874", "withdraw"),
    ("RETREAT", "allowed", "Halden allowed the observers into the camp.", "0862", "access"),
    ("RETREAT", "resigned", "The minister resigned.", "080", "resign"),
    ("REQUEST", "asked", "The union asked for an answer.", "100", None),
    ("REQUEST", "urged", "The bishops urged both sides to release the hostages.", "1053", "yield"),
    ("REQUEST", "demanded", "The opposition demanded the resignation of the minister.", "1041", "change"),
    ("REQUEST", "called", "The envoy called for a ceasefire.", "1056", "yield"),
    ("REQUEST", "asked", "Velm asked for humanitarian aid.", "1033", "assist"),
    ("REQUEST", "proposed", "Velm proposed new talks.", "106", "meet"),
    ("ACCUSE", "criticised", "The union criticised the plan.", "111", "disapprove"),
    ("ACCUSE", "accused", "Velm accused Halden of bad manners.", "112", "allege"),
    ("ACCUSE", "accused", "The auditor accused the mayor of taking bribes.", "1121", "allege"),
    ("ACCUSE", "accused", "Velm accused Halden of war crimes.", "1124", "allege"),
    ("ACCUSE", "sued", "The growers sued the port.", "115", "allege"),
    ("ACCUSE", "inquiry", "An inquiry was opened.", "090", "investigate"),
    ("ACCUSE", "investigating", "Police are investigating the theft.", "091", "investigate"),
    ("REJECT", "denied", "The mayor denied the charge.", "120", None),
    ("REJECT", "refused", "Halden refused to meet the envoy.", "125", "meet"),
    ("REJECT", "refused", "The clerk refused to talk to reporters.", "120", None),
    ("REJECT", "rejected", "The rebels rejected a ceasefire.", "1246", "yield"),
    ("REJECT", "vetoed", "The governor vetoed the bill.", "129", "yield"),
    ("THREATEN", "threatened", "The union threatened to strike.", "133", "restrict"),
    ("THREATEN", "threatened", "Velm threatened sanctions.", "1312", "restrict"),
    ("THREATEN", "warned", "Velm warned that it would invade the islands.", "1382", "territory"),
    ("PROTEST", "marched", "Thousands marched through the town.", "141", "demo"),
    ("PROTEST", "rallied", "Students rallied for the resignation of the rector.", "1411", "demo"),
    ("PROTEST", "strike", "The strike entered its third day.", "143", "strike"),
    ("PROTEST", "strike", "Two printers are on hunger strike.", "142", "hunger"),
    ("PROTEST", "blocked", "Farmers blocked the bridge.", "144", "obstruct"),
    ("PROTEST", "rioted", "Prisoners rioted.", "145", "riot"),
    ("SANCTION", "suspended", "Velm suspended military aid to Halden.", "1622", "discontinue"),
    ("SANCTION", "broke", "Velm broke off the talks.", "164", "discontinue"),
    ("SANCTION", "recalled", "Velm recalled its ambassador.", "161", "withdraw"),
    ("SANCTION", "expelled", "The league expelled Halden.", "166", "expel"),
    ("SANCTION", "convicted", "The court convicted the banker.", "116", "convict"),
    ("MOBILIZE", "deployed", "Halden deployed two brigades at the border.", "154", "troops"),
    ("MOBILIZE", "deployed", "Two hundred police officers were deployed.", "153", "police"),
    ("COERCE", "arrested", "Police arrested the printer.", "173", "arrest"),
    ("COERCE", "deported", "Halden deported forty pickers.", "174", "deport"),
    ("COERCE", "closed", "The ministry closed the herring grounds.", "172", "restrict"),
    ("COERCE", "closed", "Halden closed the border.", "191", "restrict"),
    ("COERCE", "banned", "The ministry banned the newspaper.", "1721", "censor"),
    ("COERCE", "imposed", "The governor imposed a curfew.", "1723", "curfew"),
    ("COERCE", "seized", "The rebels seized the town.", "192", "seize"),
    ("COERCE", "seized", "Customs officers seized the letters.", "1711", "seize"),
    ("COERCE", "hacked", "Somebody hacked the archive.", "170", "cyber"),
    ("ASSAULT", "abducted", "Gunmen abducted four engineers.", "181", "abduct"),
    ("ASSAULT", "beat", "Guards beat the printer.", "182", "beat"),
    ("ASSAULT", "tortured", "Guards tortured the printer.", "1822", "torture"),
    ("ASSAULT", "shot", "Two drivers were shot at the gate.", "193", "firearms"),
    ("ASSAULT", "killed", "A roadside bomb killed three drivers.", "1833", "explosives"),
    ("ASSAULT", "airstrike", "An airstrike hit the mill.", "195", "aerial"),
    ("ASSAULT", "shelled", "The army shelled the mill.", "194", "heavy-weapons"),
    ("ASSAULT", "clashed", "The two militias clashed.", "190", None),
    ("ASSAULT", "assassinated", "The judge was assassinated.", "186", "targeted"),
    ("ASSAULT", "used", "The army used chemical weapons.", "2041", "unconventional"),
]


@pytest.mark.parametrize(("event", "trigger", "near", "cameo", "mode"), CASES)
def test_codes_are_as_specific_as_the_words(
    shipped: Ontology, event: str, trigger: str, near: str, cameo: str, mode: str | None
) -> None:
    coding = code(shipped, event, trigger, near)
    assert (coding.cameo, coding.mode) == (cameo, mode)


def test_a_resignation_that_is_demanded_has_another_code(shipped: Ontology) -> None:
    sentence = "The league wants the resignation of the minister."
    assert code(shipped, "RETREAT", "resignation", sentence, "planned").cameo == "080"
    assert code(shipped, "RETREAT", "resignation", sentence, "demanded").cameo == "0831"


def test_the_nearest_words_decide(shipped: Ontology) -> None:
    freed, lifted = "release the prisoners", "lift the sanctions"
    for first, second, cameo in ((freed, lifted, "1053"), (lifted, freed, "1054")):
        sentence = f"The envoy urged both sides to {first} and to {second}."
        assert code(shipped, "REQUEST", "urged", sentence).cameo == cameo


def test_what_stands_beyond_a_semicolon_does_not_decide(shipped: Ontology) -> None:
    assert code(shipped, "REQUEST", "asked", "She asked twice, the prisoners released").cameo == "1053"
    assert code(shipped, "REQUEST", "asked", "She asked twice; the prisoners released").cameo == "100"


def test_the_trigger_is_found_in_pieces_and_in_any_spelling(shipped: Ontology) -> None:
    sentence = "The MEN’S union called the harbour strike off on Monday."
    assert code(shipped, "CONCEDE", "called off", sentence).cameo == "082"
    assert code(shipped, "PROTEST", "STRIKE", sentence).cameo == "143"
    assert code(shipped, "COOPERATE", "co-operation", "their co-operation in trade talks").cameo == "061"


def test_contexts_come_from_all_of_the_words_and_from_the_code(shipped: Ontology) -> None:
    coding = code(
        shipped, "ACCUSE", "accused", "The auditor accused the hospital of taking bribes; parliament was told."
    )
    assert coding.context == ("legislative", "health", "crime", "corruption")
    assert code(shipped, "COERCE", "hacked", "They hacked it.").context == ("cyber",)
    assert code(shipped, "AID", "gave", "Velm gave its cousin a coat.").context == ()


def test_only_the_types_of_plover_are_coded(shipped: Ontology) -> None:
    with pytest.raises(ValueError, match="GOSSIP"):
        code(shipped, "GOSSIP", "said", "They said.")
    with pytest.raises(KeyError):
        shipped.definition("GOSSIP")


@given(
    st.sampled_from(PLOVER), st.text(max_size=20), st.text(max_size=200), st.sampled_from(STATUSES),
    st.sampled_from(POLARITIES),
)  # fmt: skip
def test_any_words_get_a_coding_of_the_vocabularies(
    event: str, trigger: str, near: str, status: str, polarity: str
) -> None:
    coding = ONTOLOGY.code(event, trigger, near, status=status, polarity=polarity)
    assert coding.event == event
    assert coding.cameo in SHIPPED["codes"][event]
    assert coding.mode is None or coding.mode in MODES[event].split()
    assert list(coding.context) == [one for one in CONTEXTS if one in coding.context]
    assert coding == ONTOLOGY.code(event, trigger, near, status=status, polarity=polarity)


NAMES = st.sampled_from(["Tessany", "Halden", "Velm", "Qo’rin", "Île-Verte", "Oskar Dell", "MOVA"])


@given(st.sampled_from(CASES), NAMES, NAMES)
def test_who_does_it_to_whom_changes_no_code(case: tuple[str, str, str, str, str | None], one: str, other: str) -> None:
    event, trigger, near, cameo, mode = case
    swapped = near.replace("Velm", "\0").replace("Halden", other).replace("\0", one)
    coding = code(ONTOLOGY, event, trigger, swapped)
    assert (coding.cameo, coding.mode) == (cameo, mode)


def sought(value: Any) -> Iterator[str]:
    """All words and phrases that a table looks for."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key in ("words", "near", "unless") and isinstance(part, list):
                yield from part
            else:
                yield from sought(part)
    elif isinstance(value, list):
        for part in value:
            yield from sought(part)


GENERIC = {
    "city", "island", "islands", "province", "region", "territory", "territories", "republic", "democratic",
    "federal", "federation", "state", "states", "kingdom", "union", "united", "great", "new", "and", "of", "the",
    "people", "part", "central", "special", "southern", "eastern", "northern", "western", "administrative",
    "independent",
}  # fmt: skip


def test_no_state_is_named_in_the_table() -> None:
    phrases = {*sought(SHIPPED), *(one for words in SHIPPED["words"].values() for one in words)}
    named = {
        word
        for country in pycountry.countries
        for name in (country.name, getattr(country, "common_name", ""), getattr(country, "official_name", ""))
        for word in re.findall(r"[^\W_]{3,}", name.lower())
        if word not in GENERIC
    }
    for phrase in phrases:
        for word in phrase.lower().split():
            stem = word.removesuffix("*")
            hits = {name for name in named if name == stem or (word.endswith("*") and name.startswith(stem))}
            assert not hits, (phrase, hits)
            assert not country_of_adjective(word), phrase
            assert not country_of_people(word), phrase


# ── tables of users ──


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def _write(text: str) -> Path:
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def test_a_table_of_the_user_s_adds_words_codes_and_contexts(write: Any) -> None:
    ontology = Ontology.load(
        write("""
        [words]
        money = ["shellcoin*"]
        [contexts.fishing]
        definition = "Boats, nets and fishing grounds."
        near = ["herring", "net*"]
        [codes.COERCE.1729]
        gloss = "close a fishing ground"
        mode = "restrict"
        context = ["fishing"]
        when = [{words = ["clos*"], near = ["herring grounds"]}]
        """)
    )
    assert code(ontology, "AGREE", "promised", "The guild promised shellcoins.").cameo == "0331"
    closed = code(ontology, "COERCE", "closed", "The ministry closed the herring grounds.")
    assert (closed.cameo, closed.mode) == ("1729", "restrict")
    assert "fishing" in closed.context
    assert code(ontology, "COERCE", "closed", "The ministry closed the mill.").cameo == "172"
    assert set(ontology.contexts) == {*CONTEXTS, "fishing"}
    assert ontology.types == PLOVER


def test_a_type_of_the_user_s_is_made_of_plover_s(write: Any) -> None:
    ontology = Ontology.load(
        write("""
        [types.HOSTAGE-TAKING]
        definition = "People are taken and held for a price."
        from = ["ASSAULT", "COERCE"]
        when = [{words = ["abduct*", "kidnap*", "hostage*"]}]
        """)
    )
    assert ontology.types == (*PLOVER, "HOSTAGE-TAKING")
    assert ontology.definition("HOSTAGE-TAKING") == "People are taken and held for a price."
    # What the type does not say is that of the PLOVER type.
    taken = code(ontology, "ASSAULT", "abducted", "Gunmen abducted four engineers.")
    assert taken == Coding("HOSTAGE-TAKING", "abduct", taken.context, "181", 4)
    assert code(ontology, "ASSAULT", "beat", "Guards beat the printer.").event == "ASSAULT"
    assert code(ontology, "ACCUSE", "kidnapping", "He was tried for kidnapping.").event == "ACCUSE"


def test_what_the_user_s_type_says_itself_holds(write: Any) -> None:
    ontology = Ontology.load(
        write("""
        [types.HOSTAGE]
        definition = "People are taken."
        from = ["ASSAULT"]
        quad_code = 3
        cameo = "H"
        when = [{words = ["abduct*"]}]
        [types.HOSTAGE.modes.at-sea]
        definition = "From a ship."
        when = [{near = ["crew", "ship"]}]
        [codes.HOSTAGE.H1]
        gloss = "take a crew"
        when = [{near = ["crew"], status = ["actual"], polarity = ["positive"]}]
        """)
    )
    crew = code(ontology, "ASSAULT", "abducted", "Gunmen abducted the crew.")
    assert (crew.event, crew.mode, crew.cameo, crew.quad_code) == ("HOSTAGE", "at-sea", "H1", 3)
    assert code(ontology, "ASSAULT", "abducted", "Gunmen may abduct the crew.", "possible").cameo == "H"
    assert code(ontology, "ASSAULT", "abducted", "Gunmen abducted a cook.").mode is None


def test_a_table_that_replaces_starts_empty(write: Any) -> None:
    ontology = Ontology.load(
        write("""
        replace = true
        [types.STRIFE]
        definition = "Any open conflict."
        from = ["PROTEST", "ASSAULT", "COERCE"]
        [types.ACCUSE]
        definition = "Blame."
        quad_code = 3
        """)
    )
    assert ontology.types == ("ACCUSE", "STRIFE")
    assert ontology.modes == ontology.contexts == ()
    assert code(ontology, "PROTEST", "marched", "They marched.") == Coding("STRIFE", None, (), None, None)
    assert code(ontology, "ACCUSE", "blamed", "They blamed the mayor.") == Coding("ACCUSE", None, (), None, 3)
    assert code(ontology, "AID", "gave", "They gave money.") == Coding(None, None, (), None, None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("types = [", "no TOML"),
        ("replace = 'yes'", "replace"),
        ("replace = true", "no types"),
        ("types = 3", "types"),
        ("colour = 'red'", "colour"),
        ("[types.AID]\ndefiniton = 'Gifts.'", "definiton"),
        ("[types.GIFT]\nfrom = ['AID']", "types.GIFT has no definition"),
        ("[types.GIFT]\ndefinition = 'Gifts.'", "never chosen"),
        ("[types.GIFT]\ndefinition = 'Gifts.'\nfrom = ['HELP']", "HELP"),
        ("[types.AID]\nquad_code = 5", "quad_code is 5"),
        ("[types.AID]\nquad_code = true", "quad_code is True"),
        ("[codes.GIFT.1]\ngloss = 'give'", "codes.GIFT"),
        ("[codes.AID.0711]\nwhen = [{words = ['give']}]", "codes.AID.0711 has no gloss"),
        ("[codes.AID.0711]\ngloss = 'give'\nmode = 'kindly'", "kindly"),
        ("[codes.AID.0711]\ngloss = 'give'\ncontext = ['gifts']", "gifts"),
        ("[codes.AID.0711]\ngloss = 'give'\nwhen = [{}]", "asks for nothing"),
        ("[codes.AID.0711]\ngloss = 'give'\nwhen = [{unless = ['take']}]", "asks for nothing"),
        ("[codes.AID.0711]\ngloss = 'give'\nwhen = 'give'", "no list"),
        ("[codes.AID.0711]\ngloss = 'give'\nwhen = ['give']", "codes.AID.0711.when"),
        ("[codes.AID.0711]\ngloss = 'give'\nwhen = [{words = 'give'}]", "'give'"),
        ("[codes.AID.0711]\ngloss = 'give'\nwhen = [{words = ['@gifts']}]", "@gifts"),
        ("[codes.AID.0711]\ngloss = 'give'\nwhen = [{words = ['gi*ve']}]", "gi*ve"),
        ("[codes.AID.0711]\ngloss = 'give'\nwhen = [{words = ['co-operate']}]", "co-operate"),
        ("[codes.AID.0711]\ngloss = 'give'\nwhen = [{words = ['give ...']}]", "give ..."),
        ("[codes.AID.0711]\ngloss = 'give'\nwhen = [{words = ['']}]", "''"),
        ("[codes.AID.0711]\ngloss = 'give'\nwhen = [{words = ['give'], status = ['done']}]", "done"),
        ("[contexts.gifts]\nnear = ['gift*']", "contexts.gifts has no definition"),
    ],
)
def test_a_bad_table_is_told_with_the_place_and_a_hint(write: Any, text: str, told: str) -> None:
    path = write(text)
    with pytest.raises(UsageError) as caught:
        Ontology.load(path)
    assert told in caught.value.message
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(UsageError, match="cannot be read"):
            Ontology.load(path)
    (tmp_path / "latin.toml").write_bytes(b"# \xff\xfe\n")
    with pytest.raises(UsageError, match="no TOML"):
        Ontology.load(tmp_path / "latin.toml")


# ── the guide ──


def test_the_guide_s_example_is_a_table_that_does_what_it_says(write: Any) -> None:
    extends, replaces = re.findall(r"^```toml\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    ontology = Ontology.load(write(extends))
    closed = code(ontology, "COERCE", "closed", "The ministry closed the herring grounds.")
    assert (closed.event, closed.cameo, closed.quad_code) == ("FISHERY-CLOSURE", "172", 4)
    assert "fishing" in closed.context
    assert code(ontology, "AGREE", "promised", "The guild promised shellcoins.").cameo == "0331"
    assert Ontology.load(write(replaces)).types == ("WORDS", "DEEDS")


def test_the_guide_tells_every_type_mode_and_context() -> None:
    page = GUIDE.read_text(encoding="utf-8")
    for event, row in SHIPPED["types"].items():
        (line,) = re.findall(rf"^\| `{event}` \|.*\|$", page, re.M)
        assert row["definition"] in line
        assert f" {row['quad_code']} " in line
        assert re.findall(r"`([a-z-]+)`", line) == list(row.get("modes", {}))
        assert row["cameo"] in line
    for name, row in SHIPPED["contexts"].items():
        assert f"| `{name}` | {row['definition']} |" in page
