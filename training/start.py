"""Where a network's weights come from before it learns: MPNet as published, or a bundle that shipped.

A bundle holds rounded weights. They are a better start than MPNet's own for the layers that
were trained: a run that begins there goes on from the reader that people have.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from sayso.encoder.bundle import Bundle, open_bundle
from sayso.reader import LABELS
from training.model import Network, buckets_by_distance, load_mpnet


def published(network: Network, folder: Path) -> None:
    """Start the encoder from `model.safetensors` of MPNet in `folder`; the heads stay as they were drawn."""
    load_mpnet(network, load_file(folder / "model.safetensors"))


def shipped(network: Network, folder: Path) -> None:
    """Put a bundle's trained layers and heads into a network that has begun from MPNet.

    Layers below `size.frozen` are left alone: MPNet's own numbers are what the bundle's were
    rounded from. Weights of heads that the bundle does not know stay as they were drawn.
    """
    told = json.loads((folder / "bundle.json").read_text(encoding="utf-8"))
    bundle = open_bundle(folder, labels={head: labels for head, labels in LABELS.items() if head in told})
    stored = bundle.weights

    found: dict[str, torch.Tensor] = {}
    size = network.size
    for i in range(size.frozen, size.layers):
        at = f"encoder.layers.{i}."
        for part in ("qkv", "out", "up", "down"):
            found[f"{at}{part}.weight"] = product(bundle, f"{at}{part}")
            found[f"{at}{part}.bias"] = torch.from_numpy(stored[f"{at}{part}.bias"])
        for part in ("norm", "norm_out"):
            for kind in ("weight", "bias"):
                found[f"{at}{part}.{kind}"] = torch.from_numpy(stored[f"{at}{part}.{kind}"])
    # The bundle has a bias for each distance from -(n-1) to n-1; each bucket holds some of them.
    by_distance = torch.from_numpy(stored["relative"].T.copy())
    longest = (len(by_distance) + 1) // 2
    relative = network.encoder.relative.weight.detach().clone()
    relative[buckets_by_distance(longest, size.buckets)] = by_distance
    found["encoder.relative.weight"] = relative
    found["encoder.shapes.weight"] = torch.from_numpy(stored["shape_table"])
    for stacked, parts in (
        ("pairs", tuple(name for name, _ in bundle.facts["projected"])),
        ("pieces", tuple(f"{name}.0" for name in bundle.facts["deep"])),
    ):
        rows, bias, start = product(bundle, stacked), torch.from_numpy(stored[f"{stacked}.bias"]), 0
        for part in parts:
            end = start + network.get_parameter(f"heads.{part}.bias").shape[0]
            found[f"heads.{part}.weight"], found[f"heads.{part}.bias"] = rows[start:end], bias[start:end]
            start = end
    # The last layers of these heads stand as blocks of one product, and those of plain heads in another.
    last, last_bias = torch.from_numpy(stored["last"].T.copy()), torch.from_numpy(stored["last.bias"])
    row = column = 0
    for name in bundle.facts["deep"]:
        outputs, inner = network.get_parameter(f"heads.{name}.2.weight").shape
        found[f"heads.{name}.2.weight"] = last[row : row + outputs, column : column + inner]
        found[f"heads.{name}.2.bias"] = last_bias[row : row + outputs]
        row, column = row + outputs, column + inner
    plain, plain_bias = torch.from_numpy(stored["plain"].T.copy()), torch.from_numpy(stored["plain.bias"])
    row = 0
    for name in bundle.facts["plain"]:
        end = row + network.get_parameter(f"heads.{name}.bias").shape[0]
        found[f"heads.{name}.weight"], found[f"heads.{name}.bias"] = plain[row:end], plain_bias[row:end]
        row = end
    for name, value in stored.items():
        if name.startswith("heads."):
            found[name] = torch.from_numpy(value)
    with torch.no_grad():
        for name, value in found.items():
            network.get_parameter(name).copy_(value)


def product(bundle: Bundle, name: str) -> torch.Tensor:
    """The weights of one int8 product as the layer has them, [outputs, inputs] float32.

    Copies of an input that stands out (see `export.spread`) are added up again.
    """
    weight = bundle.weights[name] * bundle.weights[f"{name}.scales"]
    share = bundle.weights.get(f"{name}.share")
    if share is not None:
        copies = np.rint(1 / share).astype(int)
        whole, more = weight[: len(share)].copy(), np.repeat(np.arange(len(share)), copies - 1)
        np.add.at(whole, more, weight[len(share) : len(share) + len(more)])
        weight = whole * share[:, None]
    return torch.from_numpy(np.ascontiguousarray(weight.T))
