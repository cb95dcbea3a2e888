"""Packed weights come back as they went in, and stay near what they stand for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.encoder import packing

BITS = st.sampled_from([4, 5])


@given(BITS, st.integers(0, 40), st.integers(0, 2**32 - 1))
def test_codes_come_back(bits: int, sixteens: int, seed: int) -> None:
    half = 1 << (bits - 1)
    codes = np.random.default_rng(seed).integers(-half, half, sixteens * 16).astype(np.int8)
    raw = packing.pack_bits(codes, bits)
    assert len(raw) == packing.packed_size(len(codes), bits)
    found = packing.unpack_bits(np.frombuffer(raw, np.uint8), len(codes), bits)
    assert found.dtype == np.int8
    assert found.tolist() == codes.tolist()


@pytest.mark.parametrize("bits", [4, 5])
def test_every_code_comes_back(bits: int) -> None:
    half = 1 << (bits - 1)
    codes = np.arange(-half, half, dtype=np.int8)
    raw = np.frombuffer(packing.pack_bits(codes, bits), np.uint8)
    assert packing.unpack_bits(raw, len(codes), bits).tolist() == codes.tolist()


def test_what_cannot_be_packed_is_refused() -> None:
    with pytest.raises(ValueError, match="17 codes"):
        packing.pack_bits(np.zeros(17, np.int8), 5)
    with pytest.raises(ValueError, match="6 bits"):
        packing.pack_bits(np.zeros(16, np.int8), 6)


@settings(max_examples=60, deadline=None)
@given(BITS, st.integers(1, 6), st.integers(1, 4), st.sampled_from([0, 1]), st.integers(0, 2**32 - 1))
def test_a_matrix_stays_within_half_a_step(bits: int, channels: int, groups: int, axis: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(channels, groups * packing.GROUP)) * 10.0 ** rng.integers(-4, 3, (channels, 1))
    rows = rows.astype(np.float32)
    weight = rows if axis == 1 else np.ascontiguousarray(rows.T)
    codes, multipliers, scales = packing.quantise(weight, bits, axis)
    assert codes.shape == weight.shape
    assert multipliers.min() >= 1
    assert multipliers.max() <= packing.LARGEST_MULTIPLIER
    numbers = packing.integers(codes.copy(), multipliers, axis)
    assert np.abs(numbers.astype(int)).max() <= 64
    found = numbers * (scales[:, None] if axis == 1 else scales[None])
    error = ((found - weight).astype(np.float64) ** 2).sum(axis)
    # The largest step that a channel can have, and an error of half of it everywhere.
    half_step = np.abs(rows).max(1) / ((1 << (bits - 1)) - 0.5) / 2
    assert (error <= rows.shape[1] * half_step**2 * 1.001).all()


def test_a_matrix_of_zeros_stays_one() -> None:
    codes, multipliers, scales = packing.quantise(np.zeros((2, 64), np.float32), 5, 1)
    assert not packing.integers(codes, multipliers, 1).any()
    assert np.isfinite(scales).all()


@given(st.integers(0, 2**32 - 1))
def test_groups_run_along_their_axis(seed: int) -> None:
    rng = np.random.default_rng(seed)
    codes = rng.integers(-16, 16, (64, 3)).astype(np.int8)
    multipliers = rng.integers(1, 5, (2, 3)).astype(np.uint8)
    found = packing.integers(codes.copy(), multipliers, 0)
    wanted = [[int(codes[i, j]) * int(multipliers[i // 32, j]) for j in range(3)] for i in range(64)]
    assert found.tolist() == wanted
    turned = packing.integers(np.ascontiguousarray(codes.T), np.ascontiguousarray(multipliers.T), 1)
    assert turned.T.tolist() == wanted
