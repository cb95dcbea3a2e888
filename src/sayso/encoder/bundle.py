"""A model bundle: a folder with the graph, its packed weights, the vocabulary and what they are.

    model.onnx      the encoder and what its heads ask of each piece, without weights
    weights.bin     the weights, packed (`packing`)
    vocabulary.txt  one piece a line
    bundle.json     version, labels, sizes, where each weight stands, recipe, hashes

Opening checks the labels against this program's and the files against their hashes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sayso.encoder import packing
from sayso.encoder.wordpiece import WordPiece
from sayso.errors import ModelError

SHIPPED = Path(__file__).resolve().parent.parent / "model"
FILES = ("model.onnx", "weights.bin", "vocabulary.txt")
REINSTALL = "install sayso again, or name another bundle with `--model`"

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Bundle:
    """An opened bundle. `weights` holds every weight by name, int8 for matrices; `facts` is bundle.json."""

    folder: Path
    facts: Mapping[str, Any]
    wordpiece: WordPiece
    weights: Mapping[str, Array]

    @property
    def version(self) -> str:
        return str(self.facts["version"])

    @property
    def size(self) -> Mapping[str, int]:
        """The network's measures: layers, width, inner and more, as trained."""
        return dict(self.facts["size"])


def open_bundle(folder: Path | None = None, *, labels: Mapping[str, tuple[str, ...]]) -> Bundle:
    """Open the bundle in `folder`, by default the one that ships.

    `labels` are the labels that the program knows, by head; the bundle's must be the same.

    Raises:
        ModelError: a file is missing, damaged or of another layout.
    """
    folder = Path(folder) if folder else SHIPPED
    try:
        facts = json.loads((folder / "bundle.json").read_text(encoding="utf-8"))
        raw = {name: (folder / name).read_bytes() for name in FILES}
    except FileNotFoundError as error:
        missing = Path(error.filename).name
        raise ModelError(f"no model bundle in `{folder}`: `{missing}` is missing", REINSTALL) from error
    except (OSError, ValueError) as error:
        raise ModelError(f"the model bundle in `{folder}` cannot be read: {error}", REINSTALL) from error
    try:
        for name, content in raw.items():
            if hashlib.sha256(content).hexdigest() != facts["files"][name]:
                raise ModelError(f"`{folder / name}` is damaged: its hash is not the one in bundle.json", REINSTALL)
        for head, known in labels.items():
            if tuple(facts[head]) != known:
                there, here = ", ".join(facts[head]), ", ".join(known)
                raise ModelError(
                    f"the bundle's labels for {head} are {there}; this program knows {here}",
                    "use a bundle exported for this version of sayso",
                )
        stored = np.frombuffer(raw["weights.bin"], dtype=np.uint8)
        weights = {}
        for row in facts["weights"]:
            weights.update(_read(stored, row))
        pieces = raw["vocabulary.txt"].decode("utf-8").split("\n")[:-1]
        return Bundle(folder, facts, WordPiece(pieces), weights)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise ModelError(f"the model bundle in `{folder}` is of another layout: {error!r}", REINSTALL) from error


def _read(stored: npt.NDArray[np.uint8], row: Mapping[str, Any]) -> dict[str, Array]:
    """One entry of the table: a float array, or an int8 matrix with its scales under `name.scales`.

    An entry with `floats` is packed like a matrix, and is read as floats of that shape.
    """
    name, shape = row["name"], tuple(row["shape"])
    count = int(np.prod(shape))
    if "kind" in row:
        kind = np.dtype(row["kind"])
        floats = stored[row["at"] : row["at"] + count * kind.itemsize].view(kind).reshape(shape)
        return {name: floats.astype(np.float32)}
    bits, axis = row["bits"], row["axis"]
    codes = packing.unpack_bits(stored[row["codes"] : row["codes"] + packing.packed_size(count, bits)], count, bits)
    groups = count // packing.GROUP
    quarter = -(-groups // 4)
    two = stored[row["multipliers"] : row["multipliers"] + quarter]
    multipliers = np.concatenate([(two >> shift) & 3 for shift in (0, 2, 4, 6)])[:groups] + 1
    grid = (shape[0] // packing.GROUP, shape[1]) if axis == 0 else (shape[0], shape[1] // packing.GROUP)
    channels = shape[1 - axis]
    scales = stored[row["scales"] : row["scales"] + channels * 4].view(np.float32).reshape(channels)
    integers = packing.integers(codes.reshape(shape), multipliers.reshape(grid), axis)
    scales = scales.astype(np.float32)
    if "floats" in row:
        return {name: (integers * np.expand_dims(scales, axis)).reshape(row["floats"])}
    return {name: integers, f"{name}.scales": scales}
