"""Staff teach the search which words mean the same."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from apps.search.models import SynonymGroup
from tests.admin_forms import save
from tests.search.invented_items import found, publish_texts, searched

pytestmark = pytest.mark.django_db
ADD = "/admin/search/synonymgroup/add/"


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("leder", password="x"))
    return client


def test_a_group_that_staff_add_works_at_the_next_search(staff: Client) -> None:
    publish_texts("Krolfbanen ved havnen")
    assert searched("boccia").total == 0
    save(staff, ADD, {"words": "krolfbane,  boccia ", "reason": "Samme spil"})
    assert SynonymGroup.objects.get().words == "krolfbane, boccia"
    results = searched("boccia")
    assert (results.total, results.tier, results.corrected) == (1, "near", None)
    assert "<mark" in results.hits[0].snippet_html
    assert found("boccias") == ["1"]


def test_a_group_that_staff_change_or_delete_works_no_longer(staff: Client) -> None:
    publish_texts("Krolfbanen ved havnen", "Petanque på torvet")
    save(staff, ADD, {"words": "krolfbane, boccia", "reason": "Samme spil"})
    address = f"/admin/search/synonymgroup/{SynonymGroup.objects.get().pk}/change/"
    assert found("boccia") == ["1"]
    save(staff, address, {"words": "petanque, boccia"})
    assert found("boccia") == ["2"]
    SynonymGroup.objects.all().delete()
    assert found("boccia") == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("krolf", "Skriv mindst to forskellige ord med komma imellem"),
        ("krolf, Krolf", "Skriv mindst to forskellige ord med komma imellem"),
        ("krolf,,", "Skriv mindst to forskellige ord med komma imellem"),
        ("krolf bane, boccia", "»krolf bane« er flere ord"),
        ("krolf boccia", "»krolf boccia« er flere ord"),
        ("krolf, pleje/hjem", "»pleje/hjem« er flere ord"),
        ("krolf, ???", "»???« er ikke et ord"),
        ("…, ???", "er ikke et ord"),
        ("", "Dette felt er påkrævet"),
        (", ,", "Skriv mindst to forskellige ord med komma imellem"),
    ],
)
def test_a_group_that_cannot_work_is_refused_with_the_reason(staff: Client, words: str, message: str) -> None:
    response = staff.post(ADD, {"words": words, "reason": "Fordi"})
    assert response.status_code == 200
    errors = BeautifulSoup(response.content, "lxml").select(".errorlist")
    assert message in " ".join(error.get_text() for error in errors)
    assert not SynonymGroup.objects.exists()


def test_a_group_needs_a_reason(staff: Client) -> None:
    assert staff.post(ADD, {"words": "krolf, boccia", "reason": ""}).status_code == 200
    assert not SynonymGroup.objects.exists()


def test_whoever_is_not_staff_cannot_add_any(client: Client) -> None:
    assert client.post(ADD, {"words": "krolf, boccia", "reason": "x"}).status_code == 302
    assert not SynonymGroup.objects.exists()
