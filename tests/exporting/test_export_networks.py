"""GraphML and GEXF: as networkx opens them, and by the rules of the formats."""

import re
import xml.etree.ElementTree as XML
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from nasty import nasty_reading
from reporting.invented import STRAIT_DOCUMENT, claims_reading, hostile_reading

from sayso.exporting import export
from sayso.types import Reading

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"
TIES = {
    ("Tessany Police", "dockers@strait", -1, "COERCE"),
    ("islanders@strait", "harbour office@strait", -1, "PROTEST"),
    ("Ines Valdoro", "Tessany Police", 1, "SUPPORT"),
    ("Ines Valdoro", "Velmark", -1, "ACCUSE"),
    ("Velmark", "islanders@strait", 1, "AID"),
    ("Ines Valdoro", "Velmark", -1, "THREATEN"),
    ("Velmark", "Tessany", -1, "REJECT"),
    ("Oskar Lind", "Tessany", -1, "REQUEST"),
    ("Tessany Police", "islanders@strait", -1, "ASSAULT"),
    ("Finance Ministry", "Orsa Maritime", 1, "AGREE"),
    ("Orsa Maritime", "Tessany", 1, "AGREE"),
    ("Orsa Maritime", "Finance Ministry", 1, "COOPERATE"),
    ("Tessany", "Velmark", 1, "AGREE"),  # both signed
    ("Velmark", "Tessany", 1, "AGREE"),
    ("Imber Council", "Mira Tolland", 1, "SUPPORT"),
    ("Imber Council", "Ines Valdoro", -1, "REQUEST"),
}


def written(to: str, tmp_path: Path, *readings: Reading) -> Path:
    path = tmp_path / f"ties.{to}"
    export(iter(readings), to, path)
    return path


def opened(to: str, tmp_path: Path, *readings: Reading) -> Any:
    networkx = pytest.importorskip("networkx")
    path = written(to, tmp_path, *readings)
    read: Any = networkx.read_graphml if to == "graphml" else lambda path: networkx.read_gexf(path, version="1.3")
    return read(path)


@pytest.mark.parametrize("to", ["graphml", "gexf"])
def test_networkx_opens_the_ties(to: str, tmp_path: Path) -> None:
    graph = opened(to, tmp_path, claims_reading())
    assert graph.is_directed()
    ids = {node: known["actor_id"] for node, known in graph.nodes(data=True)}
    found = Counter(
        (ids[source], ids[target], known["sign"], known["event"]) for source, target, known in graph.edges(data=True)
    )
    assert found == Counter(TIES)
    labels = {known["actor_id"]: known["label"] for _, known in graph.nodes(data=True)}
    assert labels["dockers@strait"] == "41 dockers"
    assert {known["weight"] for *_, known in graph.edges(data=True)} == {1.0}


@pytest.mark.parametrize("to", ["graphml", "gexf"])
def test_each_tie_has_its_day_outlet_and_voice_and_opens_to_its_claim(to: str, tmp_path: Path) -> None:
    one = claims_reading()
    graph = opened(to, tmp_path, one)
    ties = {known["claim_id"]: known for *_, known in graph.edges(data=True)}
    assert set(ties) < {claim.id for claim in one.claims}
    told = {claim.trigger[0]: ties.get(claim.id) for claim in one.claims}
    by_event = {(known["event"], known.get("mode")): known for known in told.values() if known}
    arrested, shot, promised = by_event["COERCE", "arrest"], by_event["ASSAULT", None], by_event["AGREE", None]
    first, last = ("first", "last") if to == "graphml" else ("start", "end")
    assert (arrested[first], arrested[last], arrested["dated_by"]) == ("2025-08-31", "2025-08-31", "claim")
    assert (arrested["outlet"], arrested["voice"], "said_by" in arrested) == ("The Pelland Courier", "outlet", False)
    assert (shot[first], shot[last]) == ("2025-03-01", "2025-03-31")
    assert (shot["voice"], shot["said_by"]) == ("named", "Mira Tolland")
    assert promised["document_id"] == one.document.id
    assert by_event["SUPPORT", None]["dated_by"] == "published"


@pytest.mark.parametrize("to", ["graphml", "gexf"])
def test_an_actor_of_two_documents_is_one_node(to: str, tmp_path: Path) -> None:
    other = replace(STRAIT_DOCUMENT, outlet="The Velm Post", url="https://post.example/strait")
    graph = opened(to, tmp_path, claims_reading(), claims_reading(other))
    assert len(graph) == len({known["actor_id"] for _, known in graph.nodes(data=True)}) == 12
    assert graph.size() == 2 * len(TIES)
    assert {known["outlet"] for *_, known in graph.edges(data=True)} == {"The Pelland Courier", "The Velm Post"}


@pytest.mark.parametrize("to", ["graphml", "gexf"])
def test_nasty_names_stay_names(to: str, tmp_path: Path) -> None:
    graph = opened(to, tmp_path, nasty_reading(), hostile_reading())
    labels = {known["label"] for _, known in graph.nodes(data=True)}
    assert {"[[Orsa|Maritime]]", "=fleet␀", "Velm", "Ida <b>Quist</b>"} <= labels
    assert {known["outlet"] for *_, known in graph.edges(data=True)} >= {"The 'Velm' \"Post\" <&> 🐟"}


def test_graphml_keeps_its_rules(tmp_path: Path) -> None:
    """Keys before the graph, data of declared keys, ids that are names, edges between nodes that are there."""
    root = XML.parse(written("graphml", tmp_path, claims_reading(), nasty_reading(), hostile_reading())).getroot()
    assert root.tag == f"{GRAPHML}graphml"
    *keys, graph = root
    assert graph.tag == f"{GRAPHML}graph"
    assert graph.get("edgedefault") == "directed"
    declared = {key.get("id"): key for key in keys}
    assert len(declared) == len(keys)
    for key in keys:
        assert key.get("for") in ("node", "edge")
        assert key.get("attr.type") in ("boolean", "int", "long", "float", "double", "string")
    nodes = [part.get("id") for part in graph if part.tag == f"{GRAPHML}node"]
    edges = [part for part in graph if part.tag == f"{GRAPHML}edge"]
    names = [*nodes, *(edge.get("id") for edge in edges)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[\w.:-]+", name or "") for name in names)
    for edge in edges:
        assert {edge.get("source"), edge.get("target")} <= set(nodes)
    for part in graph:
        carried = [data.get("key") for data in part]
        assert len(set(carried)) == len(carried)
        for key_id in carried:
            assert f"{GRAPHML}{declared[key_id].get('for')}" == part.tag


def test_gexf_keeps_its_rules(tmp_path: Path) -> None:
    """As its schema and Gephi's manual have them: version and namespace, declared attributes, days in order, kinds."""
    root = XML.parse(written("gexf", tmp_path, claims_reading(), nasty_reading(), hostile_reading())).getroot()
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    meta, graph = root
    assert meta.tag == f"{GEXF}meta"
    assert graph.attrib == {
        "mode": "dynamic",
        "defaultedgetype": "directed",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    *attributes, nodes, edges = graph
    assert [part.tag for part in (nodes, edges)] == [f"{GEXF}nodes", f"{GEXF}edges"]
    types: dict[str, set[str | None]] = {}
    for group in attributes:
        assert group.tag == f"{GEXF}attributes"
        assert group.get("mode") == "static"
        types[group.get("class") or ""] = {one.get("id") for one in group}
        assert {one.get("type") for one in group} <= {"string", "integer", "double"}
    ids = [node.get("id") for node in nodes]
    assert len(set(ids)) == len(ids)
    for node in nodes:
        assert set(node.attrib) == {"id", "label"}
    numbers = [edge.get("id") for edge in edges]
    assert len(set(numbers)) == len(numbers)
    for edge in edges:
        assert set(edge.attrib) <= {"id", "source", "target", "type", "kind", "label", "weight", "start", "end"}
        assert {edge.get("source"), edge.get("target")} <= set(ids)
        assert edge.get("type") == "directed"
        assert float(edge.get("weight") or 0) > 0
        days = [date.fromisoformat(day) for day in (edge.get("start"), edge.get("end")) if day]
        assert days == sorted(days)
    for of, parts in (("node", nodes), ("edge", edges)):
        for part in parts:
            (values,) = part
            carried = [value.get("for") for value in values]
            assert len(set(carried)) == len(carried)
            assert set(carried) <= types[of]


def test_gephi_keeps_apart_what_outlets_and_voices_tell(tmp_path: Path) -> None:
    """It adds up parallel edges of one kind."""
    root = XML.parse(written("gexf", tmp_path, claims_reading())).getroot()
    kinds = {edge.get("kind") for edge in root.iter(f"{GEXF}edge")}
    assert kinds == {
        "conflict, outlet, The Pelland Courier",
        "cooperation, outlet, The Pelland Courier",
        "conflict, named, The Pelland Courier",
        "cooperation, named, The Pelland Courier",
        "cooperation, unnamed, The Pelland Courier",
    }
