"""How a committee is spoken of."""

from apps.committees.folding import fold_name
from apps.committees.models import Committee, CommitteeKind
from apps.language.addresses import slugify

_COUNCILS = ("kommunalbestyrelse", "byraad", "borgerrepraesentation")
# Of what a board's name ends in: the word for "the board's".
_BOARDS = {"naevn": "Nævnets", "syn": "Hegnsynets", "kommission": "Kommissionens"}


def in_the_genitive(committee: Committee) -> str:
    """ "Udvalgets", a council's own name ("Byrådets"), "Rådets", "Nævnets" …; for the heading of a decision."""
    if committee.kind == CommitteeKind.COUNCIL:
        return f"{committee.name}s" if committee.name.endswith(("n", "t")) else "Kommunalbestyrelsens"
    if committee.kind == CommitteeKind.BOARD:
        body = fold_name(committee.name).split(" ")[-1]
        return _BOARDS.get(body, "Rådets")
    return "Udvalgets"


def is_the_same_body(committee: Committee, name: str) -> bool:
    """Whether a document means this committee by the name; a council answers to each of its titles."""
    words = slugify(name)
    if words in {committee.slug, slugify(committee.name), "udvalget"} or fold_name(name) == fold_name(
        committee.name
    ):
        return True
    return committee.kind == CommitteeKind.COUNCIL and words.startswith(_COUNCILS)
