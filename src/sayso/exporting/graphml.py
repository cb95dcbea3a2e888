"""GraphML: actors as nodes, claims as directed edges, each with its sign, days, outlet and voice.

Brandes, Eiglsperger, Herman, Himsolt and Marshall, "GraphML Progress Report" (2002), and the GraphML Primer,
http://graphml.graphdrawing.org: keys are declared before the graph, and ids are names without spaces, so an actor's
id is data of its node. One edge a claim and pair of actors: `weight` is 1, and edges between the same two add up.
`first` and `last` are the days on which it may have happened; `dated_by` says whether the claim tells them.

Loses everything but ties between two actors that are told as having happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

from sayso.exporting.network import EDGE_FACTS, NODE_FACTS, Edge, Node, network_lines, xml_text
from sayso.types import Reading

_NODE_KEYS = ("label", *NODE_FACTS)
_EDGE_KEYS = ("weight", "sign", "event", "first", "last", "outlet", "voice", *EDGE_FACTS)
_TYPES: Mapping[str, str] = {"weight": "double", "sign": "int", "confidence": "double"}
"""Types of what is no string."""


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
        'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
        *_keys("node", _NODE_KEYS),
        *_keys("edge", _EDGE_KEYS),
        '<graph id="sayso" edgedefault="directed">',
    ]
    return network_lines(readings, head, _node, (), _edge, ["</graph>", "</graphml>"])


def _keys(of: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield f'<key id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{_TYPES.get(name, "string")}"/>'


def _node(node: Node) -> str:
    return f'<node id="{node.key}">{_data("node", {"label": node.label, **node.facts})}</node>'


def _edge(edge: Edge) -> str:
    told = {
        "weight": "1.0",
        "sign": str(edge.sign),
        "event": edge.event,
        "first": edge.first,
        "last": edge.last,
        "outlet": edge.outlet,
        "voice": edge.voice,
        **edge.facts,
    }
    return f'<edge id="e{edge.number}" source="{edge.source}" target="{edge.target}">{_data("edge", told)}</edge>'


def _data(of: str, told: Mapping[str, str | None]) -> str:
    return "".join(f'<data key="{of}_{name}">{escape(xml_text(value))}</data>' for name, value in told.items() if value)
