"""How far what is said of the strength of links may be off: one step, and how likely it is downwards."""

import math

import numpy as np
import numpy.typing as npt

from realign.models.influence.total_influence import Array

SLIP = 0.2
"""Probability that a strength is one step higher in truth, and again that it is one step lower."""
UNRELIABLE = 0.25
"""The part of the variance of fine strengths that is put down to misjudgement."""


def misjudged_by(strengths: Array, scale: float) -> float:
    """One step of misjudgement, in the plan's scale, given the size of what each paragraph says of a link.

    It is a third of the scale. Where sizes differ by less than half of that, as means of many opinions do,
    it is at most so much that misjudgement explains a quarter of their variance: a reliability of .75, from
    which Koo and Li (2016) call agreement good. Were errors as large as a third of the scale, such sizes
    could not be so much alike.
    """
    if not _fine(strengths, scale):
        return scale / 3
    return min(scale / 3, float(np.std(strengths)) * math.sqrt(UNRELIABLE / (2 * SLIP)))


def kept_apart(strengths: Array, scale: float, apart: float) -> float:
    """Which part of what tells a judge from the median counts, `apart` being the mean square of it.

    All of it, but where strengths are fine: there, too, misjudgement explains at most a quarter of their
    variance. A single judge says more or less by more than that; the median of several is not as far off.
    """
    if not apart or not _fine(strengths, scale):
        return 1.0
    return min(1.0, float(np.std(strengths)) * math.sqrt(UNRELIABLE / apart))


def step_down(sizes: Array, step: float, scale: float, slip: float) -> npt.NDArray[np.float32]:
    """How likely each strength is a step lower in truth: `slip`, and half of it at the end of the scale.

    Those who score shun the ends of a scale (Choi and Pak 2005: end aversion), so a score at the end is
    surer than others. Less than a step from the end it lies between the two.
    """
    room = np.clip((scale - sizes) / step, 0.0, 1.0)
    return (slip * (1 + room) / 2).astype(np.float32)


def _fine(strengths: Array, scale: float) -> bool:
    """Whether some strengths differ by less than half of a third of the scale."""
    third = scale / 3
    return bool(np.diff(np.unique(strengths)).min(initial=third) <= third / 2 - 1e-9 * scale)
