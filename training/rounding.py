"""Rounding weights to few bits so that what they do to real inputs changes least.

After GPTQ (Frantar et al. 2023, arXiv:2210.17323): inputs are rounded one after another, and
the error of each is made good in those not yet rounded, by the inverse of the inputs' second
moments.
"""

from __future__ import annotations

import numpy as np
import torch

from sayso.encoder import packing


def round_with_inputs(
    weight: np.ndarray, moments: np.ndarray, bits: int, damping: float = 0.01
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """weight [outputs, inputs], moments [inputs, inputs] (sum of x xᵀ) → codes, multipliers, scales.

    Laid out as `packing.quantise(weight.T, bits, axis=0)` gives them.
    """
    _, _, scales = packing.quantise(weight.astype(np.float32), bits, axis=1)
    w = torch.from_numpy(weight.astype(np.float32)).clone()
    h = torch.from_numpy(moments.astype(np.float32)).clone()
    inputs = w.shape[1]
    dead = h.diagonal() == 0
    h[dead, dead] = 1.0
    h += torch.eye(inputs) * damping * h.diagonal().mean()
    inverse = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(h)), upper=True)
    scale = torch.from_numpy(scales)
    low, high = -(1 << (bits - 1)), (1 << (bits - 1)) - 1
    codes = torch.zeros_like(w)
    multipliers = torch.zeros(w.shape[0], inputs // packing.GROUP)
    for group in range(inputs // packing.GROUP):
        start, stop = group * packing.GROUP, (group + 1) * packing.GROUP
        block = w[:, start:stop].clone()
        factor = (block.abs().amax(1) / scale / (high + 0.5) - 1e-6).ceil().clamp(1, packing.LARGEST_MULTIPLIER)
        # A smaller multiplier may clip one weight and serve the other 31 better.
        best = torch.full_like(factor, torch.inf)
        for less in (0, 1):
            tried = (factor - less).clamp(min=1)
            step = (scale * tried)[:, None]
            error = ((block / step).round().clamp(low, high) * step - block).square().sum(1)
            better = error < best
            multipliers[better, group], best[better] = tried[better], error[better]
        step = scale * multipliers[:, group]
        errors = torch.zeros_like(block)
        for i in range(packing.GROUP):
            column = block[:, i]
            code = (column / step).round().clamp(low, high)
            codes[:, start + i] = code
            errors[:, i] = (column - code * step) / inverse[start + i, start + i]
            block[:, i:] -= errors[:, i, None] * inverse[start + i, start + i : stop][None]
        w[:, stop:] -= errors @ inverse[start:stop, stop:]
    return (
        np.ascontiguousarray(codes.T.numpy().astype(np.int8)),
        np.ascontiguousarray(multipliers.T.numpy().astype(np.uint8)),
        scales,
    )
