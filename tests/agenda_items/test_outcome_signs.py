"""How outcomes look."""

from pathlib import Path

import pytest
from django.conf import settings

from apps.agenda_items.outcome_signs import FAMILIES, FAMILY_LABELS, family_of, main_family
from apps.parsing.records import OutcomeCode

SYMBOLS = Path(settings.PROJECT_ROOT, "templates/includes/symbols.html").read_text("utf-8")


@pytest.mark.parametrize("code", list(OutcomeCode))
def test_every_outcome_has_a_family_and_a_symbol(code: OutcomeCode) -> None:
    assert sum(code in codes for codes in FAMILIES.values()) == 1
    assert f'id="o-{code.value}"' in SYMBOLS


def test_every_family_has_a_label() -> None:
    assert list(FAMILY_LABELS) == list(FAMILIES)


def test_the_most_frequent_family_stands_for_an_item() -> None:
    assert main_family(["rejected", "approved", "elected"]) == "yes"
    assert main_family(["rejected", "approved"]) == "no"
    assert main_family([]) == "none"


def test_an_unknown_code_is_of_no_family() -> None:
    assert family_of("unknown") == "none"
