"""What each kind of record is."""

from realign.checks.names import several, singular
from realign.questions.explain import Word
from realign.text import Message, message
from realign.views.kinds import KINDS

_SAYS: dict[str, tuple[Message, ...]] = {
    "domains": (
        message("A part of the plan that holds outcomes. A budget may call it a subprogramme."),
        message("Domain"),
        message("Subprogramme"),
    ),
    "outcomes": (
        message("A result that the plan wants. Links run from one outcome to another."),
        message("Outcome"),
        message("Outcomes"),
    ),
    "lenses": (
        message(
            "A point of view that the board asked to see the whole plan through, such as resilience. It "
            "makes some links and outcomes count more than others."
        ),
        message("Lens"),
    ),
    "flagships": (
        message("A flagship or global programme: a bundle of work that serves several outcomes."),
        message("flagship"),
        message("global programme"),
        message("Programme"),
        message("Programmes"),
        message("Global programmes"),
    ),
    "deliverables": (
        message("What the plan promises to make or do, and money is spent on: a report, a course, a street."),
    ),
    "activities": (message("Work that goes on beside the deliverables, and money is spent on, too."),),
    "groups": (message("Deliverables that a budget lists together, with a subtotal."),),
    "partners": (
        message("Who does an action together with the organisation of the plan."),
        message("Partners"),
    ),
    "resolutions": (
        message("A decision of a governing body that asks for work; activities name the one they carry out."),
        message("Resolution"),
    ),
    "annotations": (
        message(
            "A mark that an annex prints at a paragraph of the work programme: changed, new or no change."
        ),
    ),
    "discrepancies": (
        message("A place where the sources contradict each other or themselves, kept as it is printed."),
    ),
    "judges": (message("Somebody who scored links."),),
}
WORDS = tuple(
    Word((KINDS[kind], singular(kind), several(kind), *names), says) for kind, (says, *names) in _SAYS.items()
)
