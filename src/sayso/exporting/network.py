"""The network of actors that `sayso.comparison.align` measures, one claim an edge, as XML.

What makes a tie, its sign, its days and its voice is decided there (`comparison.aligning.ties`), with one difference:
doubtful claims are kept, each edge has its confidence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from xml.sax.saxutils import quoteattr

from sayso.comparison.aligning.ties import Gathered, Ground
from sayso.reporting.safety import one_line
from sayso.types import OUTLET_VOICE, Actor, Claim, Reading

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STATUSES = ("actual",)


@dataclass(frozen=True, slots=True)
class Node:
    """An actor of the network. `key` is a name of letters and digits for it: `n0`, `n1`, … in their order."""

    key: str
    label: str
    facts: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Edge:
    """One claim from one actor to another. `first` and `last` are ISO dates, None where nothing tells them."""

    number: int
    source: str
    target: str
    sign: int
    event: str
    first: str | None
    last: str | None
    outlet: str | None
    voice: str
    facts: Mapping[str, str | None]


NODE_FACTS = ("actor_id", "kind", "country", "sector", "wikidata")
EDGE_FACTS = ("mode", "dated_by", "said_by", "confidence", "claim_id", "document_id")
"""What nodes and edges carry in `facts`. `dated_by` is "claim", or "published" where that gives no two days; `said_by`
are the names of who says it, `voice` is "outlet" or their kind: named, unnamed, unstated, unresolved."""


def network_lines(
    readings: Iterable[Reading],
    head: Sequence[str],
    node: Callable[[Node], str],
    between: Sequence[str],
    edge: Callable[[Edge], str],
    foot: Sequence[str],
) -> Iterator[str]:
    """`head`, a line a node, `between`, a line an edge, `foot`.

    Edges wait in a file until every actor is known, so that only the actors are held in memory.
    """
    nodes: dict[str, Node] = {}
    with TemporaryFile("w+", encoding="utf-8", newline="\n") as waiting:
        number = 0
        for reading in readings:
            for made in _edges(reading, nodes, number):
                waiting.write(edge(made) + "\n")
                number += 1
        yield from head
        yield from map(node, nodes.values())
        yield from between
        waiting.seek(0)
        yield from (line.removesuffix("\n") for line in waiting)
        yield from foot


def _edges(reading: Reading, nodes: dict[str, Node], number: int) -> Iterator[Edge]:
    """The edges of one reading, counted on from `number`; their actors are added to the nodes."""
    gathered = Gathered(_STATUSES, with_doubtful=True)
    gathered.add(reading)
    actors = {actor.id: actor for actor in reading.actors}
    claims = {claim.id: claim for claim in reading.claims}
    for (actor, recipient, sign), grounds in gathered.ties.items():
        ends = [_node(actor_id, actors.get(actor_id), nodes).key for actor_id in (actor, recipient)]
        for ground in grounds:
            yield _edge(number, ends, sign, ground, claims[ground.claim_id], gathered)
            number += 1


def _edge(number: int, ends: Sequence[str], sign: int, ground: Ground, claim: Claim, gathered: Gathered) -> Edge:
    sources = [gathered.sources[key] for key in ground.voices]
    facts = {
        "mode": claim.mode,
        "dated_by": ground.dated,
        "said_by": "; ".join(source.name for source in sources),
        "confidence": f"{claim.confidence:.4f}",
        "claim_id": ground.claim_id,
        "document_id": ground.document_id,
    }
    voice = sources[0].voice if sources else OUTLET_VOICE
    source, target = ends
    return Edge(number, source, target, sign, ground.event, ground.since, ground.until, ground.outlet, voice, facts)


def _node(actor_id: str, actor: Actor | None, nodes: dict[str, Node]) -> Node:
    """The actor's node: the one that is there, or a new one."""
    if actor_id not in nodes:
        facts = {
            "actor_id": actor_id,
            "kind": actor.kind if actor else None,
            "country": actor.country if actor else None,
            "sector": actor.sector if actor else None,
            "wikidata": actor.wikidata if actor else None,
        }
        nodes[actor_id] = Node(f"n{len(nodes)}", actor.name if actor else actor_id, facts)
    return nodes[actor_id]


def xml_text(value: str) -> str:
    """Words on one line as XML can hold them; its markup's characters are still to be escaped."""
    return _NO_XML.sub("\ufffd", one_line(value))


def xml_attribute(value: str) -> str:
    """The value of an attribute, in its quotes."""
    return quoteattr(xml_text(value))
