"""What the speed figures are made of; the figures themselves are for a quiet machine."""

import numpy as np
import pytest
from benchmarks import speed


def test_the_product_model_multiplies_matrices() -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    session = onnxruntime.InferenceSession(speed.product_model(8), providers=["CPUExecutionProvider"])
    one = np.eye(8, dtype=np.uint8)
    (right,) = session.run(None, {"left": one})
    (twice,) = session.run(None, {"left": 2 * one})
    assert right.any()
    assert (twice == 2 * right).all()


def test_operations_of_an_encoder_worked_by_hand() -> None:
    # One layer of width 2 and inner width 3: weights 4·2·2 + 2·2·3 = 28, twice each; attention 4·2·n².
    measures = speed.Measures(layers=1, width=2, inner=3)
    assert measures.operations([1]) == 56 + 8
    assert measures.operations([2, 1]) == 2 * 56 + 4 * 8 + 64


def test_windows_are_as_long_as_their_mask_says() -> None:
    pieces = np.array([[5, 7, 0], [5, 7, 9]])
    mask = np.array([[1, 1, 0], [1, 1, 1]])
    assert speed.window_lengths({"pieces": pieces, "attention_mask": mask}) == [2, 3]
    assert speed.window_lengths({"pieces": pieces}) == [3, 3]
    assert speed.window_lengths({"pieces": np.array([1, 2])}) == []


def test_runs_of_the_network_are_counted_and_the_runtime_is_left_as_it_was() -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    before = onnxruntime.InferenceSession.run
    session = onnxruntime.InferenceSession(speed.product_model(8), providers=["CPUExecutionProvider"])
    with speed.watched(speed.Measures(1, 2, 3)) as watch:
        session.run(None, {"left": np.ones((8, 8), dtype=np.uint8)})
    session.run(None, {"left": np.ones((8, 8), dtype=np.uint8)})
    assert onnxruntime.InferenceSession.run is before
    assert (watch.runs, watch.pieces) == (1, 64)
    assert watch.seconds > 0


def test_shares_of_a_bulk() -> None:
    bulk = speed.Bulk(1, 10, 8000, seconds=4.0, encoder_seconds=3.0, encoder_operations=6.0, pieces=9, peak=4.0)
    assert bulk.besides == pytest.approx(1 / 3)
    assert bulk.of_peak == pytest.approx(0.5)
