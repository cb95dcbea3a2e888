"""The reader's network in torch: an MPNet encoder and the heads on top of it.

MPNet as published (Song et al. 2020): post-norm transformer layers with one table of
relative-position biases shared by all of them. Only training sees this file; what ships
is exported from it, and a test holds the export against it.

Shapes: B windows, T pieces, H hidden width, C anchors (cues) of one window.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sayso.heads import (
    ANCHORS,
    ARGUMENTS,
    DISTANCES,
    EVENT_ROLES,
    EVENTS,
    EVIDENCE,
    NAMES,
    RELATIONS,
    ROLES,
    STATUSES,
)

SHAPE_COUNT = 6
TRIGGER_PARTS = {"type": len(EVENTS), "status": len(STATUSES), "negative": 1, "predicate": 1, "certainty": 1}
"""What is told of a piece as the first of a trigger or predicate, in the order of the head's outputs."""
WORDING_PARTS = {"loaded": 3, "evidence": 3, "kind": len(EVIDENCE)}
"""Outside, begin and inside of loaded words and of evidence, and the evidence's kinds."""
OUTPUTS = {
    "anchor": {"anchors": len(ANCHORS)},
    "mention": {"mention": 1},
    "trigger": TRIGGER_PARTS,
    "names": {"names": len(NAMES)},
    "wording": WORDING_PARTS,
}
"""What each head on single pieces tells, by name, and in how many numbers."""


@dataclass(frozen=True)
class Size:
    """The measures of a network; kept in the checkpoint and in the bundle."""

    layers: int = 12
    width: int = 768
    attention_heads: int = 12
    inner: int = 3072
    vocabulary: int = 30527
    positions: int = 514
    buckets: int = 32
    role_width: int = 256
    mention_width: int = 256
    party_width: int = 192
    argument_width: int = 128
    arc_width: int = 256
    relation_width: int = 96
    frozen: int = 0
    """Lower layers that stay as published: their output for a window is computed once and kept."""

    def to_dict(self) -> dict[str, int]:
        return asdict(self)


def relative_buckets(length: int, buckets: int, furthest: int = 128) -> Tensor:
    """[length, length]: the bucket of each key's distance from each query, as MPNet has it."""
    place = torch.arange(length)
    back = place[:, None] - place[None, :]
    half = buckets // 2
    found = (back < 0).long() * half
    back = back.abs()
    exact = half // 2
    log = exact + (torch.log(back.float().clamp(min=1) / exact) / math.log(furthest / exact) * (half - exact)).long()
    return found + torch.where(back < exact, back, log.clamp(max=half - 1))


def buckets_by_distance(length: int, buckets: int) -> Tensor:
    """[2 * length - 1]: the bucket of each distance of a key from its query, from -(length - 1) to length - 1."""
    grid = relative_buckets(length, buckets)
    return torch.cat([grid[:, 0].flip(0), grid[0, 1:]])


class Layer(nn.Module):
    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.heads = size.attention_heads
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-5)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm_out = nn.LayerNorm(size.width, eps=1e-5)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], attn_mask=bias.to(qkv.dtype))
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, width))
        x = self.norm(x + F.dropout(mixed, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm_out(x + F.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.size = size
        self.words = nn.Embedding(size.vocabulary, size.width)
        self.places = nn.Embedding(size.positions, size.width)
        self.shapes = nn.Embedding(SHAPE_COUNT, size.width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(size.width, eps=1e-5)
        self.relative = nn.Embedding(size.buckets, size.attention_heads)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """[B, T] ids, shapes and mask (1 for a piece) → [B, T, H]."""
        return self.upper(self.lower(ids, mask), shapes, mask)

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """What the frozen layers make of the pieces, [B, T, H]."""
        places = torch.arange(2, ids.shape[1] + 2, device=ids.device)
        x = self.norm(self.words(ids) + self.places(places)[None])
        bias = self.bias(mask)
        for layer in self.layers[: self.size.frozen]:
            x = layer(x, bias)
        return x

    def upper(self, x: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """The rest of the layers; letter shapes come in here, where learning begins."""
        x = x + self.shapes(shapes)
        bias = self.bias(mask)
        for layer in self.layers[self.size.frozen :]:
            x = layer(x, bias)
        return x

    def bias(self, mask: Tensor) -> Tensor:
        """[B, T] → [B, heads, T, T]: relative positions, and nothing from where there is no piece."""
        length = mask.shape[1]
        buckets = relative_buckets(length, self.size.buckets).to(mask.device)
        bias = self.relative(buckets).permute(2, 0, 1)[None]
        return bias + (1.0 - mask[:, None, None, :].to(bias.dtype)) * -1e4


class Heads(nn.Module):
    """What is asked of every piece. All outputs are float32."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        roles = len(ROLES)
        self.width, self.mention_width = size.role_width, size.mention_width
        # Begin, within and end of a role's stretch each have a map of their own.
        self.anchor = nn.Sequential(nn.Linear(size.width, 256), nn.GELU(), nn.Linear(256, len(ANCHORS)))
        self.names = nn.Linear(size.width, len(NAMES))
        self.role_piece = nn.Linear(size.width, size.role_width)
        self.role_anchor = nn.Linear(size.width, size.role_width)
        self.role_map = nn.Parameter(torch.zeros(roles * 3, size.role_width, size.role_width))
        self.role_piece_bias = nn.Linear(size.role_width, roles * 3)
        self.role_distance = nn.Parameter(torch.zeros(roles * 3, DISTANCES))
        self.parent_child = nn.Linear(size.width, size.role_width)
        self.parent_self = nn.Linear(size.width, size.role_width)
        self.parent_map = nn.Parameter(torch.zeros(size.role_width, size.role_width))
        self.parent_bias = nn.Parameter(torch.zeros(()))
        self.mention = nn.Sequential(nn.Linear(size.width, 256), nn.GELU(), nn.Linear(256, 1))
        self.mention_later = nn.Linear(size.width, size.mention_width)
        self.mention_earlier = nn.Linear(size.width, size.mention_width)
        self.mention_map = nn.Parameter(torch.zeros(size.mention_width, size.mention_width))
        self.mention_distance = nn.Parameter(torch.zeros(DISTANCES))
        self.extent_head = nn.Linear(size.width, size.mention_width)
        self.extent_piece = nn.Linear(size.width, size.mention_width)
        self.extent_map = nn.Parameter(torch.zeros(2, size.mention_width, size.mention_width))
        self.extent_distance = nn.Parameter(torch.zeros(2, DISTANCES))
        self.trigger = nn.Sequential(nn.Linear(size.width, 256), nn.GELU(), nn.Linear(256, sum(TRIGGER_PARTS.values())))
        self.wording = nn.Linear(size.width, sum(WORDING_PARTS.values()))
        parties = len(EVENT_ROLES)
        self.party_piece = nn.Linear(size.width, size.party_width)
        self.party_anchor = nn.Linear(size.width, size.party_width)
        self.party_map = nn.Parameter(torch.zeros(parties * 3, size.party_width, size.party_width))
        self.party_piece_bias = nn.Linear(size.party_width, parties * 3)
        self.party_distance = nn.Parameter(torch.zeros(parties * 3, DISTANCES))
        # One map for each label of an argument but "none", and one for its beginning.
        self.argument_piece = nn.Linear(size.width, size.argument_width)
        self.argument_anchor = nn.Linear(size.width, size.argument_width)
        self.argument_map = nn.Parameter(torch.zeros(len(ARGUMENTS), size.argument_width, size.argument_width))
        self.argument_piece_bias = nn.Linear(size.argument_width, len(ARGUMENTS))
        self.argument_distance = nn.Parameter(torch.zeros(len(ARGUMENTS), DISTANCES))
        self.arc_dependent = nn.Linear(size.width, size.arc_width)
        self.arc_head = nn.Linear(size.width, size.arc_width)
        self.arc_map = nn.Parameter(torch.zeros(size.arc_width, size.arc_width))
        self.arc_distance = nn.Parameter(torch.zeros(DISTANCES))
        self.arc_root = nn.Linear(size.arc_width, 1)
        self.relation_dependent = nn.Linear(size.width, size.relation_width)
        self.relation_head = nn.Linear(size.width, size.relation_width)
        self.relation_map = nn.Parameter(torch.zeros(len(RELATIONS), size.relation_width, size.relation_width))
        self.relation_dependent_bias = nn.Linear(size.relation_width, len(RELATIONS))
        self.relation_head_bias = nn.Linear(size.relation_width, len(RELATIONS), bias=False)
        with torch.no_grad():  # most pieces are in no stretch: begin there
            self.role_piece_bias.bias.copy_(torch.tensor([-2.0, -3.0, -2.0]).repeat(roles))
            self.party_piece_bias.bias.copy_(torch.tensor([-2.0, -3.0, -2.0]).repeat(parties))
            self.argument_piece_bias.bias.fill_(-3.0)
            self.trigger[2].bias[0], self.trigger[2].bias[-2] = 5.0, -2.0  # no event, no predicate
            self.wording.bias[0] = self.wording.bias[WORDING_PARTS["loaded"]] = 4.0
        for weight in (
            self.role_map, self.parent_map, self.mention_map, self.extent_map,
            self.party_map, self.argument_map, self.arc_map, self.relation_map,
        ):  # fmt: skip
            nn.init.normal_(weight, std=0.3 / math.sqrt(weight.shape[-1]))

    def project(self, hidden: Tensor) -> dict[str, Tensor]:
        """[…, H] → everything that pairs of pieces are scored from, in one go."""
        return {
            "anchor": self.anchor(hidden),
            "names": self.names(hidden),
            "role_piece": F.gelu(self.role_piece(hidden)),
            "role_anchor": F.gelu(self.role_anchor(hidden)),
            "parent_child": F.gelu(self.parent_child(hidden)),
            "parent_self": F.gelu(self.parent_self(hidden)),
            "mention": self.mention(hidden)[..., 0],
            "mention_later": F.gelu(self.mention_later(hidden)),
            "mention_earlier": F.gelu(self.mention_earlier(hidden)),
            "extent_head": F.gelu(self.extent_head(hidden)),
            "extent_piece": F.gelu(self.extent_piece(hidden)),
            "trigger": self.trigger(hidden),
            "wording": self.wording(hidden),
            "party_piece": F.gelu(self.party_piece(hidden)),
            "party_anchor": F.gelu(self.party_anchor(hidden)),
            "argument_piece": F.gelu(self.argument_piece(hidden)),
            "argument_anchor": F.gelu(self.argument_anchor(hidden)),
            "arc_dependent": F.gelu(self.arc_dependent(hidden)),
            "arc_head": F.gelu(self.arc_head(hidden)),
            "relation_dependent": F.gelu(self.relation_dependent(hidden)),
            "relation_head": F.gelu(self.relation_head(hidden)),
        }

    def roles(self, pieces: Tensor, anchors: Tensor, buckets: Tensor) -> Tensor:
        """pieces [T, W], anchors [C, W], buckets [C, T] → [C, 3R, T] scores: begin, within, end a role."""
        return _stretches(pieces, anchors, buckets, self.role_map, self.role_piece_bias, self.role_distance)

    def parties(self, pieces: Tensor, anchors: Tensor, buckets: Tensor) -> Tensor:
        """As `roles`, for an event's trigger, actors and recipients, in the party's own widths."""
        return _stretches(pieces, anchors, buckets, self.party_map, self.party_piece_bias, self.party_distance)

    def arguments(self, pieces: Tensor, anchors: Tensor, buckets: Tensor) -> Tensor:
        """pieces [T, W], predicates [C, W], buckets [C, T] → [C, L, T]: begin an argument, then each label but none."""
        return _stretches(pieces, anchors, buckets, self.argument_map, self.argument_piece_bias, self.argument_distance)

    def arcs(self, dependents: Tensor, heads: Tensor, buckets: Tensor) -> Tensor:
        """[N, W] twice, [N, N] → [N, 1 + N]: that the row's word is the root, or hangs on each column's."""
        scores = dependents @ self.arc_map @ heads.T + self.arc_distance[buckets]
        return torch.cat([self.arc_root(dependents), scores], 1)

    def relations(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """[N, W] twice, a word and its head in each row → [N, relations]."""
        scores = torch.einsum("nw,rwv,nv->nr", dependents, self.relation_map, heads)
        return scores + self.relation_dependent_bias(dependents) + self.relation_head_bias(heads)

    def parents(self, child: Tensor, anchors: Tensor) -> Tensor:
        """[C, W] twice → [C, C] score that the column's statement holds the row's."""
        return child @ self.parent_map @ anchors.T + self.parent_bias

    def antecedents(self, later: Tensor, earlier: Tensor, buckets: Tensor) -> Tensor:
        """[M, W], [N, W], [M, N] → [M, N]."""
        return later @ self.mention_map @ earlier.T + self.mention_distance[buckets]

    def extents(self, heads: Tensor, pieces: Tensor, buckets: Tensor) -> Tensor:
        """[M, W], [T, W], [M, T] → [M, 2, T]: where the mention of each head begins and ends."""
        scores = torch.einsum("mw,kwv,tv->mkt", heads, self.extent_map, pieces)
        return scores + self.extent_distance[:, buckets].transpose(0, 1)


def _stretches(
    pieces: Tensor, anchors: Tensor, buckets: Tensor, maps: nn.Parameter, bias: nn.Linear, distance: nn.Parameter
) -> Tensor:
    mapped = torch.einsum("cw,rwv->crv", anchors, maps)
    scores = torch.einsum("crv,tv->crt", mapped, pieces) + bias(pieces).T[None]
    return scores + distance[:, buckets].transpose(0, 1)


class Network(nn.Module):
    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.size = size
        self.encoder = Encoder(size, dropout)
        self.heads = Heads(size)


def load_mpnet(network: Network, weights: dict[str, Tensor]) -> None:
    """Start the encoder from MPNet's published weights; layers beyond `size.layers` are left out."""
    prefix = "" if "embeddings.word_embeddings.weight" in weights else "mpnet."
    get = lambda name: weights[prefix + name].float()  # noqa: E731
    encoder = network.encoder
    with torch.no_grad():
        encoder.words.weight.copy_(get("embeddings.word_embeddings.weight"))
        encoder.places.weight.copy_(get("embeddings.position_embeddings.weight"))
        encoder.norm.weight.copy_(get("embeddings.LayerNorm.weight"))
        encoder.norm.bias.copy_(get("embeddings.LayerNorm.bias"))
        encoder.relative.weight.copy_(get("encoder.relative_attention_bias.weight"))
        for i, layer in enumerate(encoder.layers):
            at = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [get(f"{at}attention.attn.{name}.{kind}") for name in "qkv"]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
                getattr(layer.out, kind).copy_(get(f"{at}attention.attn.o.{kind}"))
                getattr(layer.norm, kind).copy_(get(f"{at}attention.LayerNorm.{kind}"))
                getattr(layer.up, kind).copy_(get(f"{at}intermediate.dense.{kind}"))
                getattr(layer.down, kind).copy_(get(f"{at}output.dense.{kind}"))
                getattr(layer.norm_out, kind).copy_(get(f"{at}output.LayerNorm.{kind}"))


def stretch_score(begin: Tensor, within: Tensor, end: Tensor, inside: Tensor) -> Tensor:
    """Score of given stretches. All [N, T]; `inside` is 1 where a piece is in. → [N]."""
    inside = inside.float()
    before = F.pad(inside[:, :-1], (1, 0))
    after = F.pad(inside[:, 1:], (0, 1))
    return (within * inside + begin * inside * (1 - before) + end * inside * (1 - after)).sum(-1)


def stretch_partition(begin: Tensor, within: Tensor, end: Tensor) -> Tensor:
    """log of the sum over every set of disjoint, unadjacent stretches. [N, T] each → [N].

    A linear-time semi-Markov layer: two states, out and in; going in costs `begin`, staying
    `within`, going out again `end` of the piece left. Computed as a scan over 2 × 2 matrices
    in the log semiring, halving the length each step.
    """
    count, length = begin.shape
    low = begin.new_full((count, length), -1e4)
    # step[t] maps the state at t-1 (out, in) to the state at t (out, in); the end of the piece
    # before is paid when leaving.
    end_before = F.pad(end[:, :-1], (1, 0), value=-1e4)
    zero = torch.zeros_like(begin)
    step = torch.stack(
        [torch.stack([zero, begin + within], -1), torch.stack([end_before, within], -1)], -2
    )  # [N, T, 2 (from), 2 (to)]
    del low
    while step.shape[1] > 1:
        if step.shape[1] % 2:
            identity = torch.tensor([[0.0, -1e4], [-1e4, 0.0]]).expand(count, 1, 2, 2)
            step = torch.cat([step, identity], 1)
        left, right = step[:, 0::2], step[:, 1::2]
        step = torch.logsumexp(left.unsqueeze(-1) + right.unsqueeze(-3), dim=-2)
    total = step[:, 0, 0, :]  # from out
    return torch.logaddexp(total[:, 0], total[:, 1] + end[:, -1])


def labelled_partition(scores: Tensor) -> Tensor:
    """log of the sum over every set of disjoint labelled stretches. [C, L, T] → [C].

    Row 0 of L is what it costs to begin a stretch, the others what each piece of one with that label does:
    what `sayso.heads.propositions.labelled` takes the best of.
    """
    begin, kinds = scores[:, 0], scores[:, 1:]
    out = begin.new_zeros(len(begin), 1)
    inside = kinds.new_full(kinds.shape[:2], -1e4)
    for t in range(scores.shape[2]):
        inside = torch.logaddexp(inside, out + begin[:, t, None]) + kinds[:, :, t]
        out = torch.logsumexp(torch.cat([out, inside], 1), 1, keepdim=True)
    return out[:, 0]


def labelled_score(scores: Tensor, labels: Tensor) -> Tensor:
    """The score of the marked stretches. [C, L, T] and [C, T] → [C].

    Labels: 0 none, 1 … L-1 where a stretch of that label begins, L-1 more for the rest of it.
    """
    count = scores.shape[1] - 1
    kind = torch.where(labels > count, labels - count, labels)
    own = scores.gather(1, kind.clamp(min=1)[:, None])[:, 0]
    begun = (labels > 0) & (labels <= count)
    return (own * (labels > 0)).sum(1) + (scores[:, 0] * begun).sum(1)
