"""A name is suggested where it comes near, and put there only where nothing else can be meant."""

import pytest

from realign.plan import KINDS
from realign.suggest import Suggestions, near


@pytest.mark.parametrize(
    ("word", "known", "meant", "certain"),
    [
        ("resilence", ["recovery", "resilience"], "resilience", True),
        ("Resilience", ["resilience"], "resilience", True),
        ("soft-money", ["soft money", "hard money"], "soft money", True),
        ("titel", ["title", "id"], "title", True),
        ("outcome", ["outcomes", "domains"], "outcomes", True),
        ("lens", ["lenses", "links"], "lenses", True),
        ("Baseline", ["basis", "id", "title"], None, False),
        ("direct", ["directed", "mutual"], "directed", False),
        ("grantA", ["grantB"], "grantB", False),
        ("climate, free", ["climate", "free"], None, False),
        ("F6", ["F1", "F5"], None, False),
        ("11", ["1.1"], None, False),
        ("earmarked", ["unearmarked"], None, False),
        ("nodes", ["links"], None, False),
        ("cost", ["costa", "costs"], "costa", False),
        ("Output", ["outcomes"], None, False),
        ("Activity", list(KINDS), None, False),
        ("", ["a"], None, False),
    ],
)
def test_a_name_is_suggested_and_perhaps_certain(
    word: str, known: list[str], meant: str | None, certain: bool
) -> None:
    assert near(word, known) == meant
    assert Suggestions(known).certain(word) == (meant if certain else None)
