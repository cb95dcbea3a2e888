"""Weights in five bits or fewer each, and back into the int8 numbers that are computed with.

A matrix is kept as codes of `bits` bits, a multiplier 1…4 for every 32 codes, and one
float scale a channel. The int8 number is code × multiplier, the weight that times scale,
so unpacking is one multiplication of integers and what runs is exactly what is stored.
The product stays within ±64: older x86 processors add pairs of uint8 × int8 products in
16 bits, which larger numbers would overflow.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

GROUP = 32
LARGEST_MULTIPLIER = 4

Codes = npt.NDArray[np.int8]


def pack_bits(codes: Codes, bits: int) -> bytes:
    """Signed codes of `bits` (4 or 5) bits → bytes: low halves two a byte, then the fifth bits.

    The first half of the codes stands in the low nibbles, the second in the high ones, so
    that unpacking reads memory in order.
    """
    flat = (codes.reshape(-1).astype(np.int16) + (1 << (bits - 1))).astype(np.uint8)
    if flat.size % 16:
        raise ValueError(f"{flat.size} codes: a multiple of 16 is needed")
    half = flat.size // 2
    low = (flat[:half] & 15) | ((flat[half:] & 15) << 4)
    parts = [low.astype(np.uint8).tobytes()]
    if bits == 5:
        parts.append(np.packbits(flat >> 4).tobytes())
    elif bits != 4:
        raise ValueError(f"{bits} bits: 4 or 5 are known")
    return b"".join(parts)


def unpack_bits(stored: npt.NDArray[np.uint8], count: int, bits: int) -> Codes:
    """The inverse of `pack_bits`: `count` signed codes."""
    half = count // 2
    low = stored[:half]
    flat = np.empty(count, dtype=np.int8)
    flat[:half] = low & 15
    flat[half:] = low >> 4
    if bits == 5:
        fifth = np.unpackbits(stored[half : half + count // 8])
        fifth <<= 4
        flat |= fifth.view(np.int8)
    flat -= 1 << (bits - 1)
    return flat


def packed_size(count: int, bits: int) -> int:
    """Bytes of `count` packed codes."""
    return count // 2 + (count // 8 if bits == 5 else 0)


def quantise(
    weight: npt.NDArray[np.float32], bits: int, axis: int
) -> tuple[Codes, npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """weight [a, b] → codes [a, b], multipliers and scales; groups run along `axis`, scales along the other.

    For each channel the scale with the least squared error of a few is taken.
    """
    rows = weight if axis == 1 else weight.T  # [channels, inputs]
    channels, inputs = rows.shape
    groups = rows.reshape(channels, inputs // GROUP, GROUP)
    top = (1 << (bits - 1)) - 0.5
    largest = np.abs(groups).max(-1)
    absolute = np.maximum(largest.max(-1), 1e-12)
    best: list[npt.NDArray[Any]] | None = None
    for share in (1.0, 0.95, 0.9, 0.85, 0.8, 0.7):
        scale = (absolute * share / (top * LARGEST_MULTIPLIER)).astype(np.float32)
        multiplier = np.clip(np.ceil(largest * share / scale[:, None] / top - 1e-6), 1, LARGEST_MULTIPLIER)
        step = (scale[:, None] * multiplier)[..., None]
        codes = np.clip(np.rint(groups / step), -(1 << (bits - 1)), (1 << (bits - 1)) - 1)
        error = ((codes * step - groups) ** 2).sum((1, 2))
        found: list[npt.NDArray[Any]] = [error, codes.astype(np.int8), multiplier.astype(np.uint8), scale]
        if best is None:
            best = found
        else:
            better = error < best[0]
            for old, new in zip(best, found, strict=True):
                old[better] = new[better]
    assert best is not None
    _, codes8, multipliers, scales = best
    codes8 = codes8.reshape(channels, inputs)
    if axis == 0:
        return np.ascontiguousarray(codes8.T), np.ascontiguousarray(multipliers.T), scales
    return codes8, multipliers, scales


def integers(codes: Codes, multipliers: npt.NDArray[np.uint8], axis: int) -> Codes:
    """codes [a, b] × multipliers → the int8 matrix that is computed with, in the codes' own memory."""
    a, b = codes.shape
    if axis == 0:
        grouped = codes.reshape(a // GROUP, GROUP, b)
        grouped *= multipliers.astype(np.int8)[:, None, :]
    else:
        grouped = codes.reshape(a, b // GROUP, GROUP)
        grouped *= multipliers.astype(np.int8)[:, :, None]
    return codes
