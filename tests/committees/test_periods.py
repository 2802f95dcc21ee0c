"""Committees over time: which one a document means, and what the pages tell of split, merged and renamed ones."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.committees.models import (
    Committee,
    CommitteeName,
    CommitteeSuccession,
    Municipality,
    SuccessionKind,
    similar_committees,
)
from apps.ingestion.sample_committees import make_sample_committees
from tests.factories import HOSTILE, load, page
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db

SPLIT = dt.date(2022, 1, 1)
BEFORE, AFTER = dt.date(2021, 5, 4), dt.date(2022, 5, 3)


@pytest.fixture
def municipality() -> Municipality:
    return Municipality.named("Søndersund")


def a_committee(municipality: Municipality, name: str, **fields: object) -> Committee:
    made: Committee = Committee.objects.create(municipality=municipality, name=name, **fields)
    return made


def follows(predecessor: Committee, successor: Committee, kind: SuccessionKind, on: dt.date = SPLIT) -> None:
    CommitteeSuccession.objects.create(
        predecessor=predecessor, successor=successor, happened_on=on, kind=kind
    )


def test_of_two_committees_of_one_name_the_one_of_the_day_is_meant(municipality: Municipality) -> None:
    old = a_committee(municipality, "Socialudvalget", ends_on=dt.date(2013, 12, 31))
    new = a_committee(municipality, "Socialudvalget", starts_on=SPLIT)
    assert Committee.find(municipality, "Socialudvalget", dt.date(2013, 12, 31)) == old
    assert Committee.find(municipality, "Socialudvalget", SPLIT) == new
    assert Committee.find(municipality, "Socialudvalget", dt.date(2018, 1, 1)) is None
    assert Committee.find(municipality, "Socialudvalget") == new


def test_a_name_outside_its_period_is_an_unknown_committee(municipality: Municipality) -> None:
    old = a_committee(municipality, "Socialudvalget", ends_on=dt.date(2021, 12, 31))
    new = Committee.named(municipality, "Socialudvalget", AFTER)
    assert (new.slug, Committee.named(municipality, "Socialudvalget", BEFORE)) == ("socialudvalget-2", old)
    assert Committee.named(municipality, "Socialudvalget", AFTER) == new


def test_a_synonym_means_its_committee_on_the_days_it_was_in_use(municipality: Municipality) -> None:
    family = a_committee(municipality, "Familieudvalget")
    CommitteeName.objects.create(committee=family, name="Børneudvalget", ends_on=dt.date(2021, 12, 31))
    assert Committee.find(municipality, "børneudvalget", BEFORE) == family
    assert Committee.find(municipality, "Udvalget for Børn", BEFORE) == family
    assert Committee.find(municipality, "Børneudvalget", AFTER) is None


def test_the_name_as_written_goes_before_another_spelling(municipality: Municipality) -> None:
    one = a_committee(municipality, "Klimaudvalget")
    other = a_committee(municipality, "Udvalget for Klima")
    assert Committee.find(municipality, "Klimaudvalget") == one
    assert Committee.find(municipality, "Udvalget for Klima") == other


def test_another_spelling_makes_no_second_committee(municipality: Municipality) -> None:
    first = Committee.named(municipality, "Social- og Sundhedsudvalget", BEFORE)
    for name in (
        "Udvalget for Social og Sundhed",
        "SOCIAL- & SUNDHEDSUDVALGET",
        "Social- og Sundhedsudvalg (SSU)",
    ):
        assert Committee.named(municipality, name, BEFORE) == first
    assert Committee.named(municipality, "Socialudvalget", BEFORE) != first


def test_all_titles_of_a_council_mean_one_body(client: Client) -> None:
    load(
        a_meeting(committee="Kommunalbestyrelsen", date=BEFORE),
        a_meeting(committee="Byrådet", date=AFTER),
        a_meeting(committee="Søndersund Byråd", date=dt.date(2023, 5, 2)),
    )
    council = Committee.objects.get()
    assert (council.kind, council.meetings.count()) == ("council", 3)


def test_a_meeting_is_loaded_into_the_committee_of_its_day(municipality: Municipality) -> None:
    old = a_committee(municipality, "Socialudvalget", ends_on=dt.date(2021, 12, 31))
    new = a_committee(municipality, "Socialudvalget", starts_on=SPLIT)
    before, after = load(
        a_meeting(committee="Socialudvalget", date=BEFORE), a_meeting(committee="Socialudvalget", date=AFTER)
    )
    assert (before.committee, after.committee) == (old, new)


def test_the_names_of_another_municipality_mean_nothing_here(municipality: Municipality) -> None:
    a_committee(Municipality.named("Nordkøb"), "Havneudvalget")
    assert Committee.find(municipality, "Havneudvalget") is None


def test_similar_names_are_offered_the_most_alike_first(municipality: Municipality) -> None:
    near = a_committee(municipality, "Sundhedsudvalget")
    alike = a_committee(municipality, "Sundheds- og Ældreudvalget")
    a_committee(municipality, "Teknikudvalget")
    assert similar_committees(municipality, "Sundheds- og Ældrudvalg") == [alike, near]
    assert similar_committees(municipality, "Udvalget for Ældre og Sundhed") == [alike, near]
    assert similar_committees(municipality, "Byrådet") == []


def test_a_period_ends_no_sooner_than_it_begins(municipality: Municipality) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_committee(municipality, "Havneudvalget", starts_on=AFTER, ends_on=BEFORE)
    harbour = a_committee(municipality, "Havneudvalget", starts_on=AFTER, ends_on=AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeName.objects.create(committee=harbour, name="Kajudvalget", starts_on=AFTER, ends_on=BEFORE)


def test_no_committee_is_its_own_successor_or_merged_into_itself(municipality: Municipality) -> None:
    harbour = a_committee(municipality, "Havneudvalget")
    with pytest.raises(IntegrityError), transaction.atomic():
        follows(harbour, harbour, SuccessionKind.SPLIT)
    harbour.merged_into = harbour
    with pytest.raises(IntegrityError), transaction.atomic():
        harbour.save()


def test_one_synonym_means_one_committee_at_a_time(municipality: Municipality) -> None:
    harbour, quay = a_committee(municipality, "Havneudvalget"), a_committee(municipality, "Kajudvalget")
    CommitteeName.objects.create(committee=harbour, name="Vandudvalget", ends_on=BEFORE)
    with pytest.raises(ValidationError):
        CommitteeName(committee=quay, name="vandudvalget").full_clean()
    CommitteeName(committee=quay, name="Vandudvalget", starts_on=AFTER).full_clean()


def test_a_split_is_told_on_all_pages_with_links_both_ways(client: Client) -> None:
    make_sample_committees("Søndersund")
    names = ("Social- og Sundhedsudvalget", "Ældre- og Sundhedsudvalget", "Socialudvalget")
    load(*(a_meeting(committee=n, date=BEFORE if n == names[0] else AFTER) for n in names))
    base = "/soendersund/udvalg"
    old, elders, social = (Committee.objects.get(name=name) for name in names)
    told = " ".join(
        page(client, f"{base}/socialudvalget/").partition('lineage">')[2].split("</ul>")[0].split()
    )
    assert 'Indtil <time datetime="2021-12-31">31. december 2021</time>' in told
    assert f'<a href="{old.get_absolute_url()}">Social- og Sundhedsudvalget</a> (delt i' in told
    assert f'(delt i Socialudvalget og <a href="{elders.get_absolute_url()}">Ældre-' in told
    told = page(client, old.get_absolute_url()).partition('lineage">')[2].split("</ul>")[0]
    assert 'Fra <time datetime="2022-01-01">1. januar 2022</time>' in told
    assert all(f'href="{row.get_absolute_url()}"' in told for row in (elders, social))


def test_a_merger_names_its_partners_and_a_new_name_says_so(
    client: Client, municipality: Municipality
) -> None:
    harbour, quay, water = (
        a_committee(municipality, name) for name in ("Havneudvalget", "Kajudvalget", "Vandudvalget")
    )
    sea = a_committee(municipality, "Søudvalget")
    for old in (harbour, quay):
        follows(old, water, SuccessionKind.MERGED)
    follows(water, sea, SuccessionKind.RENAMED, dt.date(2024, 1, 1))

    def told(committee: Committee) -> str:
        html = page(client, committee.get_absolute_url()).partition('lineage">')[2].split("</ul>")[0]
        return " ".join(html.split())

    assert "Vandudvalget</a> (lagt sammen med <a" in told(harbour)
    assert "Havneudvalget</a> og <a" in told(water)
    assert "Kajudvalget</a> (lagt sammen)" in told(water)
    assert "Søudvalget</a> (skiftede navn)" in told(water)
    assert "Vandudvalget</a> (skiftede navn)" in told(sea)


@time_machine.travel("2026-03-01")
def test_the_list_groups_kinds_and_puts_former_ones_last(client: Client, municipality: Municipality) -> None:
    a_committee(municipality, "Socialudvalget", starts_on=dt.date(2018, 1, 1), ends_on=dt.date(2021, 12, 31))
    names = ("Handicaprådet", "§ 17, stk. 4-udvalget for Klima", "Havneudvalget", "Byrådet", "Socialudvalget")
    load(*(a_meeting(committee=name, date=BEFORE) for name in names))
    html = page(client, "/soendersund/udvalg/")
    order = [
        html.index(text)
        for text in (
            ">Kommunalbestyrelsen</h2>",
            ">Byrådet<",
            ">Udvalg</h2>",
            ">Havneudvalget<",
            ">§ 17, stk. 4-udvalg</h2>",
            "udvalget for Klima<",
            ">Råd og nævn</h2>",
            ">Handicaprådet<",
            ">Tidligere udvalg, råd og nævn</h2>",
            ">Socialudvalget<",
        )
    ]
    assert order == sorted(order)
    assert "2018-2021" in html
    html = page(client, "/soendersund/")
    assert ">Råd og nævn</h3>" in html
    assert "Tidligere udvalg" in html


def test_pages_of_committees_ask_no_more_for_many_successions(
    client: Client, municipality: Municipality
) -> None:
    def count() -> list[int]:
        counts = []
        for path in ("/soendersund/udvalg/socialudvalget/", "/soendersund/udvalg/", "/soendersund/"):
            page(client, path)
            with CaptureQueriesContext(connection) as captured:
                page(client, path)
            counts.append(len(captured))
        return counts

    load(a_meeting(an_item("1"), committee="Socialudvalget", date=AFTER))
    social = Committee.objects.get()
    follows(a_committee(municipality, "Udvalg 0"), social, SuccessionKind.SPLIT)
    few = count()
    for n in range(1, 12):
        other = a_committee(municipality, f"Udvalg {n}")
        load(a_meeting(committee=other.name, date=AFTER))
        follows(other, social, SuccessionKind.SPLIT, dt.date(2000 + n, 1, 1))
    assert count() == few


def test_the_sample_committees_are_made_once(municipality: Municipality) -> None:
    make_sample_committees("Søndersund")
    social = Committee.objects.get(name="Socialudvalget")
    social.starts_on = None
    social.save()
    make_sample_committees("Søndersund")
    social.refresh_from_db()
    assert (social.starts_on, Committee.objects.count(), CommitteeSuccession.objects.count()) == (None, 7, 2)


def test_hostile_names_are_text_in_the_lineage(client: Client, municipality: Municipality) -> None:
    social = a_committee(municipality, "Socialudvalget")
    follows(a_committee(municipality, HOSTILE), social, SuccessionKind.RENAMED)
    assert "&lt;img src=x" in page(client, social.get_absolute_url())
