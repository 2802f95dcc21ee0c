"""What holds for all tests: they fail for what the code does, never for a busy machine or an unlucky draw."""

import gc

import pytest
from hypothesis import HealthCheck, settings

from apps.search import matching

# The same examples in every run. Others each time, to look for more: --hypothesis-profile=wandering
settings.register_profile(
    "steady",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("wandering", settings.get_profile("steady"), derandomize=False)
settings.load_profile("steady")

PATIENT_SECONDS = 120


def pytest_collection_finish() -> None:
    """All that is imported by now stays: the garbage collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _patient_searches() -> None:
    """A search sets its time limit to the end of the transaction, which is here the whole test."""
    matching.LONGEST_SECONDS = PATIENT_SECONDS
