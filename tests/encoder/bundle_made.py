"""A bundle small enough to make for every test; its graph is no graph."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from sayso.encoder import packing

LABELS = {"anchors": ("none", "cue"), "names": ("O", "B-Person")}


def make(folder: Path) -> dict[str, Any]:
    """Write a bundle of one packed matrix and one row of floats; returns what bundle.json says."""
    data = bytearray()
    rng = np.random.default_rng(3)
    matrix = rng.normal(size=(64, 4)).astype(np.float32)
    codes, multipliers, scales = packing.quantise(matrix, 5, 0)
    two = (multipliers.reshape(-1) - 1).astype(np.uint8).reshape(4, -1)

    def put(raw: bytes) -> int:
        start = len(data)
        data.extend(raw + b"\0" * (-len(raw) % 16))
        return start

    table = [
        {
            "name": "map",
            "shape": [64, 4],
            "bits": 5,
            "axis": 0,
            "codes": put(packing.pack_bits(codes, 5)),
            "multipliers": put((two[0] | two[1] << 2 | two[2] << 4 | two[3] << 6).tobytes()),
            "scales": put(scales.tobytes()),
        },
        {"name": "row", "shape": [3], "kind": "float16", "at": put(np.array([1, -2, 0.5], np.float16).tobytes())},
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(b"no graph")
    (folder / "weights.bin").write_bytes(data)
    (folder / "vocabulary.txt").write_bytes(b"<s>\n[UNK]\nharbour\n##s\n")
    facts = {
        "version": "made-1",
        **{head: list(labels) for head, labels in LABELS.items()},
        "weights": table,
        "files": {},
    }
    write(folder, facts)
    return facts


def write(folder: Path, facts: dict[str, Any]) -> None:
    """Write bundle.json anew, with the hashes that the files have now."""
    files = ("model.onnx", "weights.bin", "vocabulary.txt")
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}
    (folder / "bundle.json").write_text(json.dumps({**facts, "files": hashes}), encoding="utf-8")
