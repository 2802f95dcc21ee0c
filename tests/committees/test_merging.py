"""Two committees become one: what moves, and where every old address leads."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.agenda_items.models import AgendaItem
from apps.committees.models import Committee, CommitteeName, CommitteeSuccession, Municipality
from apps.corrections.acting import Actor, acting
from apps.corrections.models import ChangeLogEntry, Correction
from apps.ingestion.committee_merging import MergeRefusedError, merge_committees, plan_merge
from apps.ingestion.publishing import unpublish
from apps.meetings.models import Meeting
from apps.parsing.records import Reference
from apps.search.models import SearchEntry
from apps.search.reindexing import outdated
from tests.admin_forms import fields_of, save
from tests.factories import load, many_meetings, page
from tests.records import a_meeting, an_item

pytestmark = pytest.mark.django_db

KEPT, OLD = "/soendersund/udvalg/vandudvalget/", "/soendersund/udvalg/kajudvalget/"
DAY, OTHER_DAY = dt.date(2025, 1, 7), dt.date(2025, 2, 4)


@pytest.fixture
def two() -> tuple[Committee, Committee]:
    """The committee that stays and the other; both met on one day, each with a point 3."""
    load(
        a_meeting(an_item("3", "Vandværk"), committee="Vandudvalget", date=DAY),
        a_meeting(an_item("3", "Kajanlæg"), committee="Kajudvalget", date=DAY),
        a_meeting(an_item("2.4", "Bolværk"), committee="Kajudvalget", date=OTHER_DAY),
    )
    return Committee.objects.get(name="Vandudvalget"), Committee.objects.get(name="Kajudvalget")


def leads_to(client: Client, path: str) -> str:
    """Where an address leads for good; the page there answers."""
    response = client.get(path)
    assert response.status_code == 301, (path, response.status_code)
    assert client.get(response.headers["Location"]).status_code == 200
    return response.headers["Location"]


def test_every_old_address_leads_to_the_page_it_meant(
    client: Client, two: tuple[Committee, Committee]
) -> None:
    merge_committees(*two)
    moved = {
        OLD: KEPT,
        f"{OLD}feed.atom": f"{KEPT}feed.atom",
        f"{OLD}2025-01-07/": f"{KEPT}2025-01-07-2/",
        f"{OLD}2025-01-07/punkt-3/": f"{KEPT}2025-01-07-2/punkt-3/",
        f"{OLD}2025-02-04/": f"{KEPT}2025-02-04/",
        f"{OLD}2025-02-04/punkt-2-4/": f"{KEPT}2025-02-04/punkt-2-4/",
    }
    assert {path: leads_to(client, path) for path in moved} == moved
    assert "Kajanlæg" in page(client, f"{KEPT}2025-01-07-2/punkt-3/")
    assert "Vandværk" in page(client, f"{KEPT}2025-01-07/punkt-3/")


def test_no_old_address_ever_means_a_meeting_of_the_other(
    client: Client, two: tuple[Committee, Committee]
) -> None:
    load(a_meeting(an_item("1"), committee="Vandudvalget", date=dt.date(2025, 3, 4)))
    merge_committees(*two)
    page(client, f"{OLD}2025-03-04/", 404)
    page(client, f"{OLD}2025-03-04/punkt-1/", 404)
    page(client, f"{OLD}2025-01-07/punkt-9/", 404)


def test_a_committee_merged_twice_leads_on_in_one_step(
    client: Client, two: tuple[Committee, Committee]
) -> None:
    kept, old = two
    third = Committee.named(kept.municipality, "Søudvalget")
    load(a_meeting(an_item("3", "Sø"), committee="Søudvalget", date=DAY))
    merge_committees(kept, old)
    merge_committees(third, Committee.objects.get(pk=kept.pk))
    lake = "/soendersund/udvalg/soeudvalget/"
    assert leads_to(client, OLD) == leads_to(client, KEPT) == lake
    assert leads_to(client, f"{KEPT}2025-01-07/") == f"{lake}2025-01-07-2/"
    assert (
        leads_to(client, f"{OLD}2025-01-07/")
        == leads_to(client, f"{KEPT}2025-01-07-2/")
        == f"{lake}2025-01-07-3/"
    )


def test_former_addresses_of_the_merged_one_lead_on_too(
    client: Client, two: tuple[Committee, Committee]
) -> None:
    kept, old = two
    old.name = "Havneudvalget"
    old.save()
    merge_committees(kept, old)
    assert leads_to(client, OLD) == leads_to(client, "/soendersund/udvalg/havneudvalget/") == KEPT
    assert leads_to(client, f"{OLD}2025-01-07/") == f"{KEPT}2025-01-07-2/"


def test_nobody_ever_gets_the_address_of_a_merged_committee(two: tuple[Committee, Committee]) -> None:
    merge_committees(*two)
    new = Committee.objects.create(municipality=two[0].municipality, name="Kajudvalget")
    assert new.slug == "kajudvalget-2"


def test_nothing_unpublished_shows_through_an_old_address(
    client: Client, two: tuple[Committee, Committee]
) -> None:
    kept, old = two
    unpublish(Meeting.objects.get(committee=old, held_on=DAY), "Forkert dokument")
    unpublish(AgendaItem.objects.get(title="Bolværk"), "Personoplysning")
    merge_committees(kept, old)
    for path in ("2025-01-07/", "2025-01-07/punkt-3/", "2025-02-04/punkt-2-4/"):
        page(client, f"{OLD}{path}", 404)
        assert (
            "-2" not in client.get(f"{OLD}{path}").content.decode().split("</main>")[0].partition("<main")[2]
        )
    page(client, f"{KEPT}2025-01-07-2/", 404)
    assert "Kajanlæg" not in page(client, KEPT)


def test_lists_facets_and_search_know_only_the_one_that_stays(
    client: Client, two: tuple[Committee, Committee]
) -> None:
    kept, old = two
    merge_committees(kept, old)
    for path in ("/", "/soendersund/", "/soendersund/udvalg/", "/soeg/", "/soendersund/sager/"):
        html = page(client, path)
        assert OLD not in html
        assert ">Kajudvalget" not in html
    assert set(SearchEntry.objects.values_list("committee", flat=True)) == {kept.pk}
    facet = client.get("/soeg.json").json()["facets"]["udvalg"]
    assert [(row["value"], row["count"]) for row in facet] == [("vandudvalget", 3)]
    parts = re.findall(r"<loc>https?://[^/]+(/[^<]+)</loc>", client.get("/sitemap.xml").content.decode())
    assert parts
    assert not any("kajudvalget" in client.get(part).content.decode() for part in parts)


def test_the_old_filter_finds_what_it_found_and_more(
    client: Client, two: tuple[Committee, Committee]
) -> None:
    merge_committees(*two)
    assert client.get("/soeg.json?udvalg=kajudvalget").json()["total"] == 3
    assert client.get("/soeg.json?udvalg=kajudvalget&kommune=soendersund").json()["total"] == 3
    response = client.get("/soeg/?udvalg=kajudvalget", follow=True)
    assert (response.status_code, response.redirect_chain[-1]) == (200, ("/soeg/?udvalg=vandudvalget", 302))
    assert client.get("/soeg.json?udvalg=molen").status_code == 400


def test_documents_with_the_old_name_come_to_the_one_that_stays(two: tuple[Committee, Committee]) -> None:
    kept, old = two
    merge_committees(kept, old)
    assert Committee.find(kept.municipality, "Kajudvalget", DAY) == kept
    again = a_meeting(an_item("2.4", "Bolværk"), committee="Kajudvalget", date=OTHER_DAY)
    new = a_meeting(an_item("1"), committee="Kajudvalget", date=dt.date(2025, 5, 6))
    meetings = load(again, new)
    assert [meeting.committee_id for meeting in meetings] == [kept.pk] * 2
    assert Meeting.objects.count() == 4
    assert Committee.objects.count() == 2


def test_names_and_successions_go_over_and_none_is_doubled(two: tuple[Committee, Committee]) -> None:
    kept, old = two
    before = Committee.named(kept.municipality, "Havneudvalget")
    for committee in two:
        CommitteeName.objects.create(committee=committee, name="Udvalget for alt vådt", ends_on=OTHER_DAY)
        CommitteeSuccession.objects.create(predecessor=before, successor=committee, happened_on=DAY)
    CommitteeSuccession.objects.create(predecessor=old, successor=kept, happened_on=DAY)
    merge_committees(kept, old)
    assert sorted(kept.names.values_list("name", flat=True)) == ["Kajudvalget", "Udvalget for alt vådt"]
    assert list(CommitteeSuccession.objects.values_list("predecessor", "successor")) == [(before.pk, kept.pk)]


def test_the_period_of_the_one_that_stays_holds_both(two: tuple[Committee, Committee]) -> None:
    kept, old = two
    Committee.objects.filter(pk=kept.pk).update(starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2025, 12, 31))
    Committee.objects.filter(pk=old.pk).update(starts_on=dt.date(2018, 1, 1))
    merge_committees(kept, old)
    kept.refresh_from_db()
    assert (kept.starts_on, kept.ends_on) == (dt.date(2018, 1, 1), None)
    assert kept.names.get().starts_on == dt.date(2018, 1, 1)


def test_the_course_of_a_case_still_links_across_committees(client: Client) -> None:
    number = {"journal_number": "27.36.04-G01-7-23"}
    first = an_item("3", "Kajanlæg", **number)
    names_it = (Reference(committee="Kajudvalget", date=DAY, item="3"),)
    second = an_item("1", "Kajanlæg, 2. behandling", previous_handling=names_it, **number)
    load(
        a_meeting(an_item("3", "Vandværk"), committee="Vandudvalget", date=DAY),
        a_meeting(first, committee="Kajudvalget", date=DAY),
        a_meeting(second, committee="Byrådet", date=OTHER_DAY),
    )
    later = "/soendersund/udvalg/byraadet/2025-02-04/punkt-1/"
    assert f'href="{OLD}2025-01-07/punkt-3/"' in page(client, later)
    kept, old = (Committee.objects.get(name=name) for name in ("Vandudvalget", "Kajudvalget"))
    merge_committees(kept, old)
    moved = f"{KEPT}2025-01-07-2/punkt-3/"
    html = page(client, later)
    assert f'href="{moved}"' in html
    assert f'href="{KEPT}2025-01-07/punkt-3/"' not in html
    assert f'href="{later}"' in page(client, moved)
    assert f'href="{later}"' not in page(client, f"{KEPT}2025-01-07/punkt-3/")
    kept.name = "Søudvalget"
    kept.save()
    assert 'href="/soendersund/udvalg/soeudvalget/2025-01-07-2/punkt-3/"' in page(client, later)


def test_a_case_goes_on_with_its_moved_items(client: Client) -> None:
    number = {"journal_number": "27.36.04-G01-7-23"}
    load(
        a_meeting(an_item("3", "Kajanlæg", **number), committee="Vandudvalget", date=DAY),
        a_meeting(an_item("1", "Kajanlæg", **number), committee="Kajudvalget", date=OTHER_DAY),
    )
    kept, old = (Committee.objects.get(name=name) for name in ("Vandudvalget", "Kajudvalget"))
    merge_committees(kept, old)
    html = page(client, "/soendersund/sager/27-36-04-g01-7-23/")
    assert f'href="{KEPT}2025-01-07/punkt-3/"' in html
    assert f'href="{KEPT}2025-02-04/punkt-1/"' in html
    assert "Kajudvalget" not in html


def test_a_correction_of_a_meetings_committee_survives(two: tuple[Committee, Committee]) -> None:
    kept, old = two
    third = Committee.named(kept.municipality, "Søudvalget")
    meeting, other = Meeting.objects.filter(committee=old).order_by("held_on")
    with acting(Actor(is_correcting=True)):
        meeting.committee = third
        meeting.save()
        other.committee = kept
        other.save()
    merge_committees(kept, old)
    correction = Correction.objects.get(field="committee")
    assert (correction.object_id, correction.source_value) == (meeting.pk, kept.pk)
    meeting.refresh_from_db()
    assert (meeting.committee_id, meeting.source_committee_id) == (third.pk, kept.pk)


def test_the_log_tells_who_moved_what_and_no_correction_is_made(two: tuple[Committee, Committee]) -> None:
    user = User.objects.create(username="gro")
    kept, old = two
    with acting(Actor(user=user, is_correcting=True)):
        merge_committees(kept, old)
    log = ChangeLogEntry.objects.filter(
        cause="Udvalg lagt sammen: Kajudvalget → Vandudvalget", changed_by=user
    )
    moved = log.filter(field="committee")
    assert {(row.old_value, row.new_value) for row in moved} == {(old.pk, kept.pk)}
    assert moved.count() == 2
    assert log.get(object_id=old.pk, field="merged_into").new_value == kept.pk
    assert not Correction.objects.exists()


def test_what_does_not_fit_together_is_refused_and_nothing_moves(two: tuple[Committee, Committee]) -> None:
    kept, old = two
    elsewhere = Committee.named(Municipality.named("Nordkøb"), "Kajudvalget")
    for pair in ((kept, kept), (kept, elsewhere)):
        with pytest.raises(MergeRefusedError):
            merge_committees(*pair)
    merge_committees(kept, old)
    for pair in ((kept, old), (old, kept)):
        with pytest.raises(MergeRefusedError):
            merge_committees(*pair)
    assert Meeting.objects.filter(committee=kept).count() == 3


def queries_of_a_merge(count: int) -> int:
    """Of two committees that each have met on the same `count` days."""
    names = (f"Vandudvalg {count}", f"Kajudvalg {count}")
    for name in names:
        load(*(replace(meeting, committee=name) for meeting in many_meetings(count, items=2)))
    kept, old = (Committee.objects.get(name=name) for name in names)
    with CaptureQueriesContext(connection) as captured:
        merge_committees(kept, old)
    assert Meeting.objects.filter(committee=kept).count() == 2 * count
    assert Meeting.objects.filter(committee=kept, slug="2024-01-02-2", sequence=2).exists()
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_meetings() -> None:
    queries_of_a_merge(1)  # fills the caches of the process
    few = queries_of_a_merge(3)
    assert queries_of_a_merge(12) == few
    assert few <= 100


def test_what_is_not_indexed_in_time_is_told_and_done_later(
    admin_client: Client,
    two: tuple[Committee, Committee],
    choice: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept, _ = two
    monkeypatch.setattr("apps.ingestion.committee_merging.INDEXING_SECONDS", -1)
    monkeypatch.setattr("apps.search.reindexing._BATCH", 1)
    done = admin_client.post(LIST, {**choice, "bliver": kept.pk}, follow=True).content.decode()
    assert "1 punkter findes endnu ikke ved ordet »Vandudvalget«" in done
    assert set(SearchEntry.objects.values_list("committee", flat=True)) == {kept.pk}
    monkeypatch.undo()
    rest = {"action": "index_chosen", "_selected_action": [kept.pk]}
    assert "søgningen er færdig" in admin_client.post(LIST, rest, follow=True).content.decode()
    assert not outdated().exists()
    assert admin_client.get("/soeg.json?q=vandudvalget").json()["total"] == 3


def test_a_plan_counts_what_would_move_either_way(two: tuple[Committee, Committee]) -> None:
    kept, old = two
    plan, other = plan_merge(kept, old), plan_merge(old, kept)
    assert (plan.meetings, plan.items, plan.same_days) == (2, 2, [DAY])
    assert (other.meetings, other.items, other.same_days) == (1, 1, [DAY])


# In the admin -------------------------------------------------------------------------------------------------------

LIST = "/admin/committees/committee/"


@pytest.fixture
def choice(two: tuple[Committee, Committee]) -> dict[str, object]:
    return {"action": "merge_chosen", "_selected_action": [row.pk for row in two]}


def test_staff_see_what_would_move_and_then_merge(
    admin_client: Client, two: tuple[Committee, Committee], choice: dict[str, object]
) -> None:
    kept, old = two
    html = admin_client.post(LIST, choice).content.decode()
    assert "2 møder med 2 punkter flyttes fra Kajudvalget" in html
    assert "1 møde med 1 punkt flyttes fra Vandudvalget" in html
    assert "den 7. januar 2025" in html
    assert Meeting.objects.filter(committee=old).count() == 2
    done = admin_client.post(LIST, {**choice, "bliver": kept.pk}, follow=True).content.decode()
    assert "2 møder er flyttet" in done
    assert f'value="{old.pk}"' not in done
    assert Meeting.objects.filter(committee=kept).count() == 3


@pytest.mark.parametrize("count", [1, 3])
def test_staff_choose_two(admin_client: Client, two: tuple[Committee, Committee], count: int) -> None:
    Committee.named(two[0].municipality, "Søudvalget")
    keys = list(Committee.objects.values_list("pk", flat=True))[:count]
    html = admin_client.post(LIST, {"action": "merge_chosen", "_selected_action": keys}, follow=True)
    assert "Vælg netop to udvalg" in html.content.decode()


def test_staff_can_look_at_a_merged_committee_and_change_nothing(
    admin_client: Client, two: tuple[Committee, Committee]
) -> None:
    kept, old = two
    merge_committees(kept, old)
    html = admin_client.get(f"{LIST}{old.pk}/change/").content.decode()
    assert "Vandudvalget" in html
    assert 'name="_save"' not in html
    assert admin_client.post(f"{LIST}{old.pk}/delete/", {"post": "yes"}).status_code == 403
    assert admin_client.post(f"{LIST}{kept.pk}/delete/", {"post": "yes"}).status_code == 403
    found = admin_client.get(
        "/admin/autocomplete/?term=kaj&app_label=meetings&model_name=meeting&field_name=committee"
    )
    assert [row["id"] for row in found.json()["results"]] == [str(kept.pk)]


def test_staff_date_a_committee_and_say_what_followed_it(
    admin_client: Client, two: tuple[Committee, Committee]
) -> None:
    kept, old = two
    address = f"{LIST}{old.pk}/change/"
    rows = {
        "ends_on": "31-12-2025",
        "names-TOTAL_FORMS": "1",
        "names-0-name": "Bolværksudvalget",
        "names-0-starts_on": "",
        "names-0-ends_on": "",
        "successions-TOTAL_FORMS": "1",
        "successions-0-successor": str(kept.pk),
        "successions-0-happened_on": "01-01-2026",
        "successions-0-kind": "merged",
    }
    save(admin_client, address, rows)
    old.refresh_from_db()
    assert old.ends_on == dt.date(2025, 12, 31)
    assert Committee.find(old.municipality, "Bolværksudvalget", DAY) == old
    assert CommitteeSuccession.objects.get().successor == kept
    fields = fields_of(admin_client.get(address).content.decode())
    html = admin_client.post(address, {**fields, "ends_on": "01-02-2025"}).content.decode()
    assert "Arkivet har et møde i udvalget den 4. februar 2025" in html
