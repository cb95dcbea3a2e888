"""From the probabilities that the heads give a row to how likely it is right."""

from __future__ import annotations

import math
from collections.abc import Mapping


def calibrated(weights: Mapping[str, float], scores: Mapping[str, float]) -> float:
    """The logistic regression of a row's scores, by name; see `training.calibrate`.

    `weights` were fitted on articles kept from training, one a name and a `constant`; without any,
    the plain product of the scores is given.
    """
    if not weights:
        return math.prod(scores.values())
    total = weights["constant"] + sum(weights[name] * log_odds(score) for name, score in scores.items())
    return 1 / (1 + math.exp(-total))


def log_odds(score: float) -> float:
    """Of a probability; those nearest to 0 and 1 are taken for a ten-thousandth from there."""
    score = min(max(score, 1e-4), 1 - 1e-4)
    return math.log(score / (1 - score))
