"""GEXF 1.3: the network of GraphML as Gephi reads it, with time.

GEXF Working Group, "GEXF File Format" 1.3, https://gexf.net: a dynamic graph in days, `start` and `end` inclusive; an
edge without them is always there. Gephi adds up parallel edges unless their `kind` tells them apart: the kind is the
sign, the voice and the outlet, so that what each outlet tells, in its own voice or in that of others, stays apart, and
the weight is how many claims tell it. Weights are positive there, so a tie's sign is an attribute.

Loses everything but ties between two actors that are told as having happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sayso.exporting.network import EDGE_FACTS, NODE_FACTS, Edge, Node, network_lines, xml_attribute
from sayso.types import Reading

_EDGE_ATTRIBUTES = ("sign", "event", "outlet", "voice", *EDGE_FACTS)
_TYPES: Mapping[str, str] = {"sign": "integer", "confidence": "double"}
"""Types of what is no string."""


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        "<meta><creator>sayso</creator><description>Who does what to whom, as told by whom</description></meta>",
        '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">',
        *_attributes("node", NODE_FACTS),
        *_attributes("edge", _EDGE_ATTRIBUTES),
        "<nodes>",
    ]
    foot = ["</edges>", "</graph>", "</gexf>"]
    return network_lines(readings, head, _node, ["</nodes>", "<edges>"], _edge, foot)


def _attributes(of: str, names: Iterable[str]) -> Iterator[str]:
    yield f'<attributes class="{of}" mode="static">'
    for name in names:
        yield f'<attribute id="{of}_{name}" title="{name}" type="{_TYPES.get(name, "string")}"/>'
    yield "</attributes>"


def _node(node: Node) -> str:
    return f'<node id="{node.key}" label={xml_attribute(node.label)}>{_values("node", node.facts)}</node>'


def _edge(edge: Edge) -> str:
    kind = ", ".join(["cooperation" if edge.sign > 0 else "conflict", edge.voice, edge.outlet or "no outlet"])
    days = (("start", edge.first), ("end", edge.last))
    known = "".join(f" {name}={xml_attribute(day)}" for name, day in days if day)
    told = {
        "sign": str(edge.sign),
        "event": edge.event,
        "outlet": edge.outlet,
        "voice": edge.voice,
        **edge.facts,
    }
    return (
        f'<edge id="{edge.number}" source="{edge.source}" target="{edge.target}" type="directed" '
        f'kind={xml_attribute(kind)} label={xml_attribute(edge.event)} weight="1.0"{known}>'
        f"{_values('edge', told)}</edge>"
    )


def _values(of: str, told: Mapping[str, str | None]) -> str:
    values = "".join(
        f'<attvalue for="{of}_{name}" value={xml_attribute(value)}/>' for name, value in told.items() if value
    )
    return f"<attvalues>{values}</attvalues>"
