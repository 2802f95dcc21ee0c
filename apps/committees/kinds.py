"""What kind of body a committee is."""

import re

from django.db import models

from apps.language.addresses import slugify


class CommitteeKind(models.TextChoices):
    """Council, standing committee, advisory committee, or board."""

    COUNCIL = "council", "kommunalbestyrelse"
    COMMITTEE = "committee", "udvalg"
    ADVISORY = "advisory", "§ 17, stk. 4-udvalg"
    BOARD = "board", "råd eller nævn"


# Kommunestyrelsesloven § 5: the council is called kommunalbestyrelse, byråd, or (Copenhagen) borgerrepræsentation.
COUNCIL_TITLES = frozenset(
    {
        "kommunalbestyrelse",
        "kommunalbestyrelsen",
        "byraad",
        "byraadet",
        "borgerrepraesentation",
        "borgerrepraesentationen",
    }
)
# "Børne- og Ungebyrådet" and "Unge Byråd" advise; nobody elects them at a municipal election.
_YOUNG_AND_OLD = ("boern", "elev", "unge", "ungdom", "senior", "aeldre")
_COMMITTEES = ("udvalg", "udvalget")
_BOARDS = re.compile(r"(?:raad(?:et)?|naevn(?:et)?|hegns?syn(?:et)?|kommission(?:en)?)$")
# "§ 17, stk. 4-udvalget for Klima", "§17.4-udvalg": kommunestyrelsesloven § 17, stk. 4.
SECTION_17_4 = re.compile(r"(?:^|-)17-(?:stk-?)?4(?=-|$)")
_TEMPORARY = frozenset({"midlertidig", "midlertidigt", "midlertidige", "hoc"})
_TASKS = ("opgaveudvalg", "opgaveudvalget")


def kind_of(name: str) -> CommitteeKind:
    """The kind that a name suggests; staff can change it."""
    slug = slugify(name)
    words = slug.split("-")
    if (SECTION_17_4.search(slug) and ("§" in name or "udvalg" in slug)) or _is_for_a_task(words):
        return CommitteeKind.ADVISORY
    if words[0] in _COMMITTEES or words[-1].endswith(_COMMITTEES):
        return CommitteeKind.COMMITTEE
    if _is_council(words):
        return CommitteeKind.COUNCIL
    if any(_BOARDS.search(word) for word in words):
        return CommitteeKind.BOARD
    return CommitteeKind.COMMITTEE


def _is_for_a_task(words: list[str]) -> bool:
    """ "Opgaveudvalget Fremtidens Bymidte", "Midlertidigt udvalg for detailhandel", "Ad hoc-udvalget"."""
    is_temporary = not _TEMPORARY.isdisjoint(words) and any(word.endswith(_COMMITTEES) for word in words)
    return is_temporary or any(word.endswith(_TASKS) for word in words)


def _is_council(words: list[str]) -> bool:
    """ "Byrådet", "Søndersund Byråd", "Kommunalbestyrelsen i Søndersund"."""
    has_title = words[-1] in COUNCIL_TITLES or (words[0] in COUNCIL_TITLES and words[1:2] == ["i"])
    return has_title and not any(word.startswith(_YOUNG_AND_OLD) for word in words)
