"""The project as a whole: what holds for every address and every model."""

import pytest
from django.apps import apps
from django.urls import URLPattern, get_resolver

from apps.corrections.tracking import TrackedModel, TrackedQuerySet


def test_every_address_has_a_name() -> None:
    patterns = [p for p in get_resolver().url_patterns if isinstance(p, URLPattern)]
    assert len(patterns) > 20
    assert not [p for p in patterns if not p.name]


@pytest.mark.parametrize(
    "path", ["/", "/soeg/", "/om/", "/ballerup/udvalg/socialudvalget/2025-08-12/punkt-2-4/"]
)
def test_addresses_of_the_contract_lead_to_a_view(path: str) -> None:
    assert get_resolver().resolve(path).func.__module__.endswith(".views")


def test_every_tracked_model_logs_bulk_updates_too() -> None:
    tracked = [model for model in apps.get_models() if issubclass(model, TrackedModel)]
    assert len(tracked) > 10
    for model in tracked:
        assert isinstance(model._default_manager.all(), TrackedQuerySet), model
        unknown = set(model.source_fields) - {field.name for field in model._meta.get_fields()}
        assert not unknown, (model, unknown)
