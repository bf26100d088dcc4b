"""A name is suggested where it comes near, and put there only where nothing else can be meant."""

import pytest

from realign.exchange.nouns import fields_of
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


SLIPS = {
    "outcomes": (
        "titel=title titles=title tittle=title itle=title Title=title domian=domain domains=domain thmes=themes theme=themes "
        "ref=refs name= names= parent= goal= paragraph= description= code= number= source= weight= status= reference="
    ),
    "links": (
        "form=from frm=from From=from strenght=strength strengt=strength srtength=strength lens=lenses lense=lenses "
        "diretion=direction Direction=direction judgments=judgements judgement=judgements say=says call=called to_=to "
        "id_=id source= target= weight= score= sign= reason= type= relation= evidence= Baseline= value= name= dir="
    ),
    "deliverables": (
        "costs=cost Cost=cost outcome=outcomes outcoms=outcomes otucomes=outcomes fund=funds founds=funds values=value "
        "tiers=tier tire=tier divisable=divisible quanity=quantity quantitiy=quantity require=requires required=requires "
        "desision=decision place=places groups=group sameas=same_as same-as=same_as fundsbasis=funds_basis price= "
        "budget= amount= output= outputs= funder= year= owner= lead= status= indivisible= description= unit="
    ),
    "funds": (
        "ammount=amount amont=amount amounts=amount kinds=kind recieved=received receive=received require=required "
        "notes=note title_=title type= value= total= budget= donor= source= currency= earmarked= description="
    ),
}
"""Kind -> words as they are mistyped, or taken from other tools, and the field that is meant; none for many."""


@pytest.mark.parametrize("kind", SLIPS)
def test_a_mistyped_field_is_recognised_and_another_word_is_not(kind: str) -> None:
    known = list(fields_of(kind))
    pairs = [pair.partition("=") for pair in SLIPS[kind].split()]
    wrong = [(word, near(word, known)) for word, _, meant in pairs if (near(word, known) or "") != meant]
    assert len(pairs) >= 18
    assert wrong == []


def test_no_kind_of_records_is_guessed_from_a_word_of_another_meaning() -> None:
    words = "resources solutions projects programme goals nodes edges notes costs output results files data"
    assert [word for word in words.split() if near(word, KINDS)] == []
