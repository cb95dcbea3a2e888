"""A checkpoint → the bundle that ships: python -m training.export CHECKPOINT --start DIR --out FOLDER.

The graph is written out node by node, in ONNX Runtime's own operators for int8 products and
attention, since what an exporter traces cannot be fused as well. Its weights stand beside it,
packed (see `sayso.encoder.packing`). Needs `onnx`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from benchmarks import gold
from onnx import TensorProto, helper, numpy_helper

from sayso.encoder import packing
from sayso.encoder.wordpiece import WordPiece
from sayso.reader import LABELS
from training.model import OUTPUTS, Network, Size, buckets_by_distance
from training.rounding import round_with_inputs

LONGEST = 512
LICENCE = "Apache-2.0"
LEARNT_FROM = [
    "all-mpnet-base-v2 (start weights, Apache-2.0)",
    "PolNeAR, train (attributions; published for research)",
    "world_chains and polnear_nested, train (nested statements; annotated for sayso by language models)",
    "worldwide_newswire_ner, train (names; published for research), some of it annotated by us for statements",
    "training/passages (our own texts and annotation)",
    "training/events (events, evidence and loaded words; annotated by language models)",
    "UD English EWT, train (syntax; Creative Commons), with PropBank roles (also of MASC) and UDS-IH2 certainty",
    "GUM, train, without conversation, speech, textbook and vlog (mentions; Creative Commons)",
    "ECB+, topics 1 to 35 (what happens, `training.occurrences`; Creative Commons)",
]
PROJECTED = (
    "role_piece", "role_anchor", "parent_child", "parent_self",
    "mention_later", "mention_earlier", "extent_head", "extent_piece",
    "party_piece", "party_anchor", "argument_piece", "argument_anchor",
    "arc_dependent", "arc_head", "relation_dependent", "relation_head",
)  # fmt: skip
"""What pairs of pieces are scored from, in the order of the graph's columns."""
DEEP = ("anchor", "mention", "trigger")
"""Heads of two layers on every piece."""
PLAIN = ("names", "wording")
"""Heads of one layer on every piece."""
MAPS = ("role_map", "parent_map", "mention_map", "extent_map", "party_map", "argument_map", "arc_map", "relation_map")
PAIR_WEIGHTS = (
    "role_piece_bias.weight", "role_piece_bias.bias", "role_distance", "parent_bias", "mention_distance",
    "extent_distance", "party_piece_bias.weight", "party_piece_bias.bias", "party_distance",
    "argument_piece_bias.weight", "argument_piece_bias.bias", "argument_distance", "arc_distance", "arc_root.weight",
    "arc_root.bias", "relation_dependent_bias.weight", "relation_dependent_bias.bias", "relation_head_bias.weight",
)  # fmt: skip
Weights = dict[str, np.ndarray]


class Packed:
    """The file of packed weights, and where each stands in it."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.table: list[dict[str, Any]] = []

    def _put(self, raw: bytes) -> int:
        start = len(self.data)
        self.data += raw + b"\0" * (-len(raw) % 16)
        return start

    def matrix(self, name: str, weight: np.ndarray, bits: int, axis: int, moments: np.ndarray | None = None) -> None:
        """Pack one matrix, rounded to the nearest or, with its inputs' moments, with the least harm."""
        if moments is None:
            codes, multipliers, scales = packing.quantise(weight.astype(np.float32), bits, axis)
        else:
            codes, multipliers, scales = round_with_inputs(weight.T, moments, bits)
        two = (multipliers.reshape(-1) - 1).astype(np.uint8)
        two = np.pad(two, (0, -len(two) % 4)).reshape(4, -1)
        self.table.append(
            {
                "name": name, "shape": list(weight.shape), "bits": bits, "axis": axis,
                "codes": self._put(packing.pack_bits(codes, bits)),
                "multipliers": self._put((two[0] | two[1] << 2 | two[2] << 4 | two[3] << 6).tobytes()),
                "scales": self._put(scales.astype(np.float32).tobytes()),
            }
        )  # fmt: skip

    def maps(self, name: str, weight: np.ndarray, bits: int) -> None:
        """Pack the maps between pairs of vectors, [maps, width, width] or [width, width]; they are read as floats."""
        self.matrix(name, weight.reshape(-1, weight.shape[-1]), bits, axis=1)
        self.table[-1]["floats"] = list(weight.shape)

    def floats(self, name: str, weight: np.ndarray, kind: str = "float16") -> None:
        self.table.append(
            {"name": name, "shape": list(weight.shape), "kind": kind, "at": self._put(weight.astype(kind).tobytes())}
        )


class Graph:
    """Nodes of one ONNX graph, named as they are added."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.count = 0

    def add(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **settings: Any) -> Any:
        self.count += 1
        names = [f"v{self.count}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **settings))
        return names[0] if outputs == 1 else names

    def constant(self, value: Any, kind: Any = np.int64) -> str:
        self.count += 1
        name = f"c{self.count}"
        self.constants.append(numpy_helper.from_array(np.array(value, dtype=kind), name))
        return name

    def external(self, name: str, shape: list[int], kind: int) -> str:
        """A weight that is given when the session is made."""
        tensor = TensorProto(name=name, data_type=kind, dims=shape, data_location=TensorProto.EXTERNAL)
        for key, value in (("location", "weights.bin"), ("offset", "0"), ("length", "0")):
            tensor.external_data.add(key=key, value=value)
        self.constants.append(tensor)
        return name


SMALLER = ("qkv", "out", "up", "down")
"""Products that are kept in four bits in the frozen layers, where rounding harms least."""
SPREAD = 32
"""Columns added to an int8 product for copies of the input channels that stand out."""


def spread(largest: np.ndarray) -> np.ndarray:
    """How many copies each input channel is dealt to, [inputs] integers of 1 or more, SPREAD more than inputs at most.

    A few channels of a layer norm's output are ten times the rest, and one scale for all of them
    would leave the rest few of the 256 steps. A channel in k copies, each with its k-th part and
    the same weights, is the same product.
    """
    low, high = 0.0, float(largest.max())
    for _ in range(40):
        middle = (low + high) / 2
        added = np.ceil(largest / max(middle, 1e-9)).clip(1).sum() - len(largest)
        low, high = (middle, high) if added > SPREAD else (low, middle)
    return np.ceil(largest / high - 1e-6).clip(1).astype(np.int64)


def build(
    weights: Weights,
    size: Size,
    packed: Packed,
    bits: int,
    word_bits: int,
    largest: dict[str, np.ndarray],
    moments: dict[str, np.ndarray],
) -> onnx.ModelProto:
    g = Graph()
    ms = "com.microsoft"

    def floats(name: str, value: np.ndarray) -> str:
        packed.floats(name, value.astype(np.float32), "float32")
        return g.external(name, list(value.shape), TensorProto.FLOAT)

    def norm(x: str, name: str) -> str:
        return g.add("LayerNormalization", x, floats(f"{name}.weight", weights[f"{name}.weight"]),
                     floats(f"{name}.bias", weights[f"{name}.bias"]), axis=-1, epsilon=1e-5)  # fmt: skip

    def product(x: str, name: str, weight: np.ndarray, bias: np.ndarray, width: int = bits) -> str:
        if name in largest:
            copies = spread(largest[name])
            more = np.repeat(np.arange(len(copies)), copies - 1)
            filled = np.concatenate([more, np.zeros(SPREAD - len(more), np.int64)])
            x = g.add("Mul", x, floats(f"{name}.share", 1 / copies))
            x = g.add("Concat", x, g.add("Gather", x, g.constant(filled), axis=-1), axis=-1)
            again = weight[:, filled]
            again[:, len(more) :] = 0
            weight = np.concatenate([weight, again], 1)
        seen = moments.get(name)
        if seen is not None and name in largest:
            order = np.concatenate([np.arange(len(copies)), filled])
            share = 1 / copies[order]
            share[len(copies) + len(more) :] = 0
            seen = seen[np.ix_(order, order)] * share[:, None] * share[None]
        if name.endswith(SMALLER) and int(name.split(".")[2]) < size.frozen:
            width = 4
        packed.matrix(name, weight.T, width, 0, seen)
        outputs, inputs = weight.shape
        w = g.external(name, [inputs, outputs], TensorProto.INT8)
        scale = g.external(f"{name}.scales", [outputs], TensorProto.FLOAT)
        return g.add("DynamicQuantizeMatMul", x, w, scale, "", floats(f"{name}.bias", bias), domain=ms)

    def linear(x: str, name: str, width: int = bits) -> str:
        return product(x, name, weights[f"{name}.weight"], weights[f"{name}.bias"], width)

    # Words: int8 rows gathered, then scaled.
    packed.matrix("words", weights["encoder.words.weight"], word_bits, axis=1)
    vocabulary = weights["encoder.words.weight"].shape[0]
    rows = g.add("Gather", g.external("words", [vocabulary, size.width], TensorProto.INT8), "ids", axis=0)
    scale = g.add("Gather", g.external("words.scales", [vocabulary], TensorProto.FLOAT), "ids", axis=0)
    words = g.add("Mul", g.add("Cast", rows, to=TensorProto.FLOAT), g.add("Unsqueeze", scale, g.constant([-1])))
    length = g.add("Gather", g.add("Shape", "ids"), g.constant(1), axis=0)
    length1 = g.add("Unsqueeze", length, g.constant([0]))
    table = floats("places", weights["encoder.places.weight"][2 : 2 + LONGEST])
    places = g.add("Slice", table, g.constant([0]), length1, g.constant([0]))
    x = norm(g.add("Add", words, places), "encoder.norm")
    # One bias for each distance: [heads, 2 * LONGEST - 1], looked up at key - query.
    distances = buckets_by_distance(LONGEST, size.buckets).numpy()
    by_distance = weights["encoder.relative.weight"][distances].T
    steps = g.add("Range", g.constant(0), length, g.constant(1))
    apart = g.add("Sub", g.add("Unsqueeze", steps, g.constant([0])), g.add("Unsqueeze", steps, g.constant([1])))
    apart = g.add("Add", apart, g.constant(LONGEST - 1))
    relative = g.add("Gather", floats("relative", by_distance), apart, axis=1)  # [heads, T, T]
    hide = g.add("Mul", g.add("Sub", g.constant(1.0, np.float32), "mask"), g.constant(-1e4, np.float32))
    bias = g.add("Add", g.add("Unsqueeze", relative, g.constant([0])), g.add("Unsqueeze", hide, g.constant([1, 2])))
    for i in range(size.layers):
        at = f"encoder.layers.{i}."
        if i == size.frozen:
            table = floats("shape_table", weights["encoder.shapes.weight"])
            x = g.add("Add", x, g.add("Gather", table, "shapes", axis=0))
        q, k, v = g.add("Split", linear(x, f"{at}qkv"), outputs=3, axis=-1, num_outputs=3)
        mixed = g.add("MultiHeadAttention", q, k, v, "", "", bias, domain=ms, num_heads=size.attention_heads)
        x = norm(g.add("Add", x, linear(mixed, f"{at}out")), f"{at}norm")
        inner = g.add("Gelu", linear(x, f"{at}up"), domain=ms)
        x = norm(g.add("Add", x, linear(inner, f"{at}down")), f"{at}norm_out")
    # What the heads ask of each piece: one int8 product for all projections.
    stacked = np.concatenate([weights[f"heads.{name}.weight"] for name in PROJECTED])
    stacked_bias = np.concatenate([weights[f"heads.{name}.bias"] for name in PROJECTED])
    pairs = g.add("Gelu", product(x, "pairs", stacked, stacked_bias, 5), domain=ms)
    first = [f"{name}.0" for name in DEEP]
    inner = g.add("Gelu", product(x, "pieces", np.concatenate([weights[f"heads.{n}.weight"] for n in first]),
                  np.concatenate([weights[f"heads.{n}.bias"] for n in first]), 5), domain=ms)  # fmt: skip
    blocks = [weights[f"heads.{name}.2.weight"] for name in DEEP]
    last = np.zeros((sum(len(block) for block in blocks), sum(block.shape[1] for block in blocks)), np.float32)
    row = column = 0
    for block in blocks:
        last[row : row + len(block), column : column + block.shape[1]] = block
        row, column = row + len(block), column + block.shape[1]
    last_bias = np.concatenate([weights[f"heads.{name}.2.bias"] for name in DEEP])
    small = g.add("Add", g.add("MatMul", inner, floats("last", last.T)), floats("last.bias", last_bias))
    plain = np.concatenate([weights[f"heads.{name}.weight"] for name in PLAIN])
    plain_bias = np.concatenate([weights[f"heads.{name}.bias"] for name in PLAIN])
    named = g.add("Add", g.add("MatMul", x, floats("plain", plain.T)), floats("plain.bias", plain_bias))
    g.nodes.append(helper.make_node("Identity", [pairs], ["pair_vectors"]))
    g.nodes.append(helper.make_node("Concat", [small, named], ["piece_scores"], axis=-1))
    labels, widths = len(last_bias) + len(plain_bias), len(stacked_bias)
    graph = helper.make_graph(
        g.nodes, "sayso",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"]),
         helper.make_tensor_value_info("shapes", TensorProto.INT64, ["batch", "length"]),
         helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["batch", "length"])],
        [helper.make_tensor_value_info("piece_scores", TensorProto.FLOAT, ["batch", "length", labels]),
         helper.make_tensor_value_info("pair_vectors", TensorProto.FLOAT, ["batch", "length", widths])],
        g.constants,
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(ms, 1)])
    model.ir_version = 9
    return model


def pack_pairs(packed: Packed, weights: Weights, bits: int) -> None:
    """Pack what pairs of pieces are scored with outside the graph."""
    for name in MAPS:
        packed.maps(f"heads.{name}", weights[f"heads.{name}"], bits)
    for name in PAIR_WEIGHTS:
        packed.floats(f"heads.{name}", weights[f"heads.{name}"])


def columns(weights: Weights) -> dict[str, Any]:
    """What stands in which columns of the graph's two outputs, and which heads its products were made of."""
    return {
        "scored": [[name, width] for head in (*DEEP, *PLAIN) for name, width in OUTPUTS[head].items()],
        "projected": [[name, int(weights[f"heads.{name}.bias"].shape[0])] for name in PROJECTED],
        "deep": list(DEEP),
        "plain": list(PLAIN),
    }


def keeps(piece: str) -> bool:
    """Whether a piece of MPNet's vocabulary ships: those in Latin letters, digits and general punctuation."""
    return not piece.startswith("[unused") and all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2100 for c in piece)


def inputs_seen(
    network: Network, texts: list[str], wordpiece: WordPiece
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """By the name of a product in the graph: the largest size of each input channel, and the sum of x xᵀ."""
    largest: dict[str, np.ndarray] = {}
    moments: dict[str, np.ndarray] = {}

    def keep(name: str) -> Any:
        def note(module: Any, inputs: tuple[torch.Tensor, ...]) -> None:
            rows = inputs[0].float().flatten(0, -2)
            most = rows.abs().amax(0).numpy()
            largest[name] = np.maximum(largest.get(name, most), most)
            moments[name] = moments.get(name, 0) + (rows.T @ rows).numpy()

        return note

    hooks = [
        getattr(layer, part).register_forward_pre_hook(keep(f"encoder.layers.{i}.{part}"))
        for i, layer in enumerate(network.encoder.layers)
        for part in ("qkv", "out", "up", "down")
    ]
    with torch.no_grad():
        for text in texts:
            pieces = wordpiece.pieces(text)
            count = min(len(pieces), 440)
            ids = torch.tensor([[0, *pieces.ids[:count].tolist(), 2]])
            shapes = torch.tensor([[0, *pieces.shapes[:count].tolist(), 0]])
            network.encoder(ids, shapes, torch.ones(1, count + 2))
    for hook in hooks:
        hook.remove()
    return {name: most for name, most in largest.items() if not name.endswith("out")}, moments


def export(
    checkpoint: Path, data: Path, start: Path, out: Path, bits: int, word_bits: int, version: str
) -> dict[str, Any]:
    stored = torch.load(checkpoint, map_location="cpu")
    size = Size(**json.loads(stored["size"]))
    network = Network(size)
    network.load_state_dict(stored["network"])
    network.eval()
    pieces = WordPiece((start / "vocab.txt").read_text(encoding="utf-8").split("\n")[: size.vocabulary])
    texts = [article.text for article in gold.polnear(data, "train")[::20]]
    largest, moments = inputs_seen(network, texts, pieces)
    weights: Weights = {name: value.float().numpy() for name, value in stored["network"].items()}
    vocabulary = (start / "vocab.txt").read_text(encoding="utf-8").split("\n")[: size.vocabulary]
    chosen = [i for i, piece in enumerate(vocabulary) if keeps(piece)]
    weights["encoder.words.weight"] = weights["encoder.words.weight"][chosen]
    packed = Packed()
    model = build(weights, size, packed, bits, word_bits, largest, moments)
    pack_pairs(packed, weights, bits)
    out.mkdir(parents=True, exist_ok=True)
    (out / "model.onnx").write_bytes(model.SerializeToString())
    (out / "weights.bin").write_bytes(packed.data)
    (out / "vocabulary.txt").write_text("\n".join(vocabulary[i] for i in chosen) + "\n", encoding="utf-8")
    files = ("model.onnx", "weights.bin", "vocabulary.txt")
    bundle = {
        "version": version,
        "size": size.to_dict(),
        "longest": LONGEST,
        **{head: list(labels) for head, labels in LABELS.items()},
        **columns(weights),
        "weights": packed.table,
        "calibration": {},
        "claim_calibration": {},
        "occurrence": {},
        "recipe": stored["recipe"],
        "steps": stored["step"],
        "licence": LICENCE,
        "data": LEARNT_FROM,
        "files": {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in files},
    }
    (out / "bundle.json").write_text(json.dumps(bundle, indent=1) + "\n", encoding="utf-8")
    return bundle


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--bits", type=int, default=5)
    parser.add_argument("--word-bits", type=int, default=4)
    parser.add_argument("--version", default="sayso-mpnet-5")
    o = parser.parse_args()
    export(o.checkpoint, o.data, o.start, o.out, o.bits, o.word_bits, o.version)
