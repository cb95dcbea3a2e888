"""What is exported says what the network says: the same numbers, in windows of any length, alone and together."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training is not installed")
pytest.importorskip("onnx", reason="training is not installed")

from training import export, start  # noqa: E402
from training.model import Network, Size, stretch_partition  # noqa: E402

from sayso.encoder.bundle import Bundle, open_bundle  # noqa: E402
from sayso.encoder.run import Encoder  # noqa: E402
from sayso.encoder.wordpiece import WordPiece  # noqa: E402
from sayso.heads import distance_buckets  # noqa: E402
from sayso.heads.stretches import pair_scores, partition  # noqa: E402
from sayso.reader import LABELS  # noqa: E402

SIZE = Size(
    layers=3, width=64, attention_heads=4, inner=128, vocabulary=96, positions=514,
    role_width=32, mention_width=32, party_width=32, argument_width=32, arc_width=32, relation_width=32, frozen=1,
)  # fmt: skip
TOLERANCE = 0.08
"""Of the numbers' spread: inputs of products are rounded to 8 bits when the graph runs."""


def made_network() -> Any:
    torch.manual_seed(5)
    network = Network(SIZE, dropout=0.0).eval()
    with torch.no_grad():
        for name, weight in network.named_parameters():
            if name.endswith(("bias", "distance", "parent_bias")):
                weight.copy_(torch.randn_like(weight) * 0.3)
            if name.endswith(("shapes.weight", "relative.weight")):
                weight.copy_(torch.randn_like(weight))
            if name.endswith(("norm.weight", "norm_out.weight")):
                weight.copy_(1 + torch.rand_like(weight))
    # A few channels stand out, as they do in networks that were trained.
    with torch.no_grad():
        for layer in network.encoder.layers:
            layer.norm.weight[3] *= 4
            layer.norm_out.weight[5] *= 4
    return network


def exported(network: Any, folder: Path, spread: bool) -> Bundle:
    """Write the network's bundle and open it."""
    weights = {name: weight.detach().numpy() for name, weight in network.state_dict().items()}
    largest: dict[str, Any] = {}
    moments: dict[str, Any] = {}
    if spread:
        vocabulary = ["<s>", "<pad>", "</s>", "[UNK]", *(f"p{i}" for i in range(SIZE.vocabulary - 4))]
        text = " ".join(f"p{i % 90}" for i in range(400))
        largest, moments = export.inputs_seen(network, [text], WordPiece(vocabulary))
    packed = export.Packed()
    model = export.build(weights, SIZE, packed, 5, 5, largest, moments)
    export.pack_pairs(packed, weights, 5)
    export_files(folder, model, packed, weights)
    return open_bundle(folder, labels=LABELS)


def export_files(folder: Path, model: Any, packed: Any, weights: dict[str, Any]) -> None:
    (folder / "model.onnx").write_bytes(model.SerializeToString())
    (folder / "weights.bin").write_bytes(packed.data)
    (folder / "vocabulary.txt").write_bytes(b"[UNK]\n")
    files = ("model.onnx", "weights.bin", "vocabulary.txt")
    facts = {
        "version": "random",
        **{head: list(labels) for head, labels in LABELS.items()},
        **export.columns(weights),
        "weights": packed.table,
        "files": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files},
    }
    (folder / "bundle.json").write_text(json.dumps(facts), encoding="utf-8")


def as_stored(network: Any, bundle: Bundle) -> Any:
    """The network with the weights that the bundle holds, rounded as they are there."""
    state = network.state_dict()
    words = bundle.weights["words"] * bundle.weights["words.scales"][:, None]
    state["encoder.words.weight"] = torch.from_numpy(words)
    for i in range(SIZE.layers):
        for part in ("qkv", "out", "up", "down"):
            name = f"encoder.layers.{i}.{part}"
            state[f"{name}.weight"] = start.product(bundle, name)
    for stacked, names in (("pairs", export.PROJECTED), ("pieces", tuple(f"{name}.0" for name in export.DEEP))):
        rows = start.product(bundle, stacked)
        for name, part in zip(names, rows.split([state[f"heads.{n}.weight"].shape[0] for n in names]), strict=True):
            state[f"heads.{name}.weight"] = part
    for name in export.MAPS:
        state[f"heads.{name}"] = torch.from_numpy(bundle.weights[f"heads.{name}"])
    found = Network(SIZE, dropout=0.0).eval()
    found.load_state_dict(state)
    return found


def by_torch(network: Any, ids: Any, shapes: Any, mask: Any) -> tuple[Any, Any]:
    with torch.no_grad():
        hidden = network.encoder(torch.from_numpy(ids), torch.from_numpy(shapes), torch.from_numpy(mask))
        found = network.heads.project(hidden)
    found["mention"] = found["mention"][..., None]
    scores = torch.cat([found[name] for name in (*export.DEEP, *export.PLAIN)], -1)
    return scores.numpy(), torch.cat([found[name] for name in export.PROJECTED], -1).numpy()


def window(batch: int, length: int, seed: int) -> tuple[Any, Any]:
    rng = np.random.default_rng(seed)
    return rng.integers(0, SIZE.vocabulary, (batch, length)), rng.integers(0, 6, (batch, length))


def near(found: Any, wanted: Any) -> None:
    assert found.shape == wanted.shape
    assert np.sqrt(np.square(found - wanted).mean()) < TOLERANCE * wanted.std()
    assert np.corrcoef(found.ravel(), wanted.ravel())[0, 1] > 0.996


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "spread"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Encoder]:
    network = made_network()
    bundle = exported(network, tmp_path_factory.mktemp("bundle"), request.param)
    return as_stored(network, bundle), Encoder(bundle, threads=1)


@pytest.mark.parametrize("length", [1, 2, 3, 17, 128, 448, 512])
def test_one_window(both: tuple[Any, Encoder], length: int) -> None:
    network, encoder = both
    ids, shapes = window(1, length, length)
    mask = np.ones((1, length), np.float32)
    for found, wanted in zip(encoder.run(ids, shapes, mask), by_torch(network, ids, shapes, mask), strict=True):
        near(found, wanted)


def test_many_windows_padded(both: tuple[Any, Encoder]) -> None:
    network, encoder = both
    lengths = (60, 41, 7)
    ids, shapes = window(len(lengths), max(lengths), 1)
    mask = np.zeros(ids.shape, np.float32)
    for row, length in enumerate(lengths):
        mask[row, :length] = 1
    together = encoder.run(ids, shapes, mask)
    wanted = by_torch(network, ids, shapes, mask)
    for row, length in enumerate(lengths):
        alone = encoder.run(ids[row : row + 1, :length], shapes[row : row + 1, :length], mask[row : row + 1, :length])
        for k in range(2):
            near(together[k][row, :length], wanted[k][row, :length])
            near(together[k][row, :length], alone[k][0])


def test_what_stands_after_the_end_changes_nothing_in_torch(both: tuple[Any, Encoder]) -> None:
    """A mask hides padding wholly, so that training in batches is reading one by one."""
    network, _ = both
    ids, shapes = window(1, 30, 2)
    mask = np.ones((1, 30), np.float32)
    mask[0, 20:] = 0
    padded = by_torch(network, ids, shapes, mask)
    alone = by_torch(network, ids[:, :20], shapes[:, :20], mask[:, :20])
    for found, wanted in zip(padded, alone, strict=True):
        assert np.abs(found[:, :20] - wanted).max() < 1e-4


def test_rounding_stays_near_the_network(both: tuple[Any, Encoder]) -> None:
    """Five bits a weight: other numbers, but near those of the network itself."""
    _, encoder = both
    ids, shapes = window(1, 100, 3)
    mask = np.ones((1, 100), np.float32)
    wanted, _ = by_torch(made_network(), ids, shapes, mask)
    found, _ = encoder.run(ids, shapes, mask)
    assert np.corrcoef(found.ravel(), wanted.ravel())[0, 1] > 0.95


@pytest.mark.parametrize("count", [1, 2, 5, 33, 100])
def test_the_sum_over_stretches_is_the_one_trained_with(count: int) -> None:
    rng = np.random.default_rng(count)
    columns = [rng.normal(size=(4, count), scale=2) for _ in range(3)]
    trained = stretch_partition(*(torch.from_numpy(column) for column in columns)).numpy()
    assert partition(*columns) == pytest.approx(trained, abs=1e-5)


@pytest.mark.parametrize(("head", "scored"), [("role", "roles"), ("party", "parties"), ("argument", "arguments")])
def test_scores_of_pairs_are_those_trained_with(both: tuple[Any, Encoder], head: str, scored: str) -> None:
    network, encoder = both
    rng = np.random.default_rng(9)
    pieces, anchors = rng.normal(size=(2, 20, 32)).astype(np.float32)
    at = np.array([2, 11])
    buckets = distance_buckets(np.arange(20)[None] - at[:, None])
    vectors = {f"{head}_piece": pieces, f"{head}_anchor": anchors}
    found = pair_scores(head, vectors, encoder.bundle.weights, at, buckets)
    with torch.no_grad():
        wanted = getattr(network.heads, scored)(
            torch.from_numpy(pieces), torch.from_numpy(anchors[at]), torch.from_numpy(buckets)
        ).numpy()
    # Biases and distances are kept in 16 bits.
    assert found.reshape(wanted.shape) == pytest.approx(wanted, abs=0.02)


@pytest.mark.parametrize("spread", [False, True], ids=["plain", "spread"])
def test_training_goes_on_from_a_bundle(tmp_path: Path, spread: bool) -> None:
    """What learns gets the bundle's weights; what stays as published is left alone."""
    network = made_network()
    bundle = exported(network, tmp_path, spread)
    fresh = Network(SIZE, dropout=0.0)
    untouched = {name: value.clone() for name, value in fresh.state_dict().items()}
    start.shipped(fresh, tmp_path)
    wanted = as_stored(network, bundle).state_dict()
    fixed = ("encoder.words", "encoder.places", "encoder.norm", "encoder.layers.0.")
    for name, value in fresh.state_dict().items():
        expected = untouched[name] if name.startswith(fixed) else wanted[name]
        if name == "encoder.relative.weight":  # no distance falls into this bucket: nothing tells its weights
            expected[SIZE.buckets // 2] = untouched[name][SIZE.buckets // 2]
        assert torch.allclose(value, expected, atol=2e-3, rtol=2e-3), name
