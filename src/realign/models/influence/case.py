"""What is drawn of a network and how it is judged, with what the draws share."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from realign.models.influence.methods import Method
from realign.models.influence.sampling_frame import SamplingFrame
from realign.models.influence.sparse_walks import Returns, link_numbers
from realign.models.influence.total_influence import (
    Array,
    Ends,
    Indexes,
)

STEPS, DEARER = 20, 5
"""So often, about, every link is gone along in a draw; and a step there takes so many times as long as one
with full matrices."""
SMALL = 64
"""Up to so many outcomes a network is worked on as a full matrix."""


@dataclass(frozen=True)
class Case:
    """What is drawn and how it is judged."""

    evidence: SamplingFrame
    ends: Ends
    destinations: Array
    method: Method

    @cached_property
    def terms(self) -> int:
        """How many lengths of walks the method adds up; 0 if there is no end."""
        evidence = self.evidence
        size = np.zeros((evidence.outcomes, evidence.outcomes))
        np.maximum.at(size, (evidence.source[evidence.pair], evidence.target[evidence.pair]), evidence.size)
        return self.method.terms(size / evidence.scale)

    @cached_property
    def sparse(self) -> bool:
        """Whether to go along the links instead of through full matrices: where there are not too many."""
        outcomes = self.evidence.outcomes
        if outcomes <= SMALL or not self.method.headline:
            return False
        steps, full = STEPS * len(self.evidence.source), outcomes**3 // DEARER
        return steps < full and steps + self.returns.products < full

    @cached_property
    def edges(self) -> tuple[Indexes, Indexes]:
        """The ordered pair of every link there and back, (m,) each; -1 where nothing is said."""
        evidence, ends = self.evidence, self.ends
        keys = evidence.source * evidence.outcomes + evidence.target
        ways = ((ends.source, ends.target), (ends.target, ends.source))
        there, back = (link_numbers(keys, begin * evidence.outcomes + end) for begin, end in ways)
        return there, back

    @cached_property
    def widened(self) -> "Case":
        """The same with a link over any ordered pair of which nothing is said."""
        empty = self.evidence.empty
        source, target = empty.ends(np.arange(empty.many))
        ends = Ends(
            np.concatenate([self.ends.source, source]),
            np.concatenate([self.ends.target, target]),
            np.concatenate([self.ends.whole, np.arange(empty.many) < empty.both]),
        )
        return replace(self, ends=ends)

    @cached_property
    def returns(self) -> Returns:
        """The ways back from target to source, and for links in both directions all four."""
        i, j, both = self.ends.source, self.ends.target, self.ends.whole
        begin = np.concatenate([j, i[both], i[both], j[both]])
        end = np.concatenate([i, j[both], i[both], j[both]])
        return Returns.of(self.evidence.source, self.evidence.target, begin, end, self.evidence.outcomes)
