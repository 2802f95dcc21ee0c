"""The archive's addresses. They are promises to the outside: what changes leaves a redirect."""

from django.contrib import admin
from django.urls import path, re_path

from apps.agenda_items import views as agenda_items
from apps.cases import views as cases
from apps.committees import views as committees
from apps.exports import feeds
from apps.exports import views as exports
from apps.ingestion import views as ingestion
from apps.meetings import views as meetings
from apps.pages import views as pages
from apps.people import views as people
from apps.search import views as search

COMMITTEE = r"^(?P<municipality>[a-z0-9-]+)/udvalg/(?P<committee>[a-z0-9-]+)"
MEETING = COMMITTEE + r"/(?P<meeting>\d{4}-\d{2}-\d{2}(?:-\d+)?)"

urlpatterns = [
    path("", pages.home, name="home"),
    path("om/", pages.about, name="about"),
    path("soegehjaelp/", pages.search_help, name="search_help"),
    path("tilgaengelighed/", pages.accessibility, name="accessibility"),
    path("privatliv/", pages.privacy, name="privacy"),
    path("ret-eller-slet/", pages.report_error, name="report_error"),
    path("sundhed/", pages.health, name="health"),
    path("soeg/", search.search_page, name="search"),
    path("soeg/forslag.json", search.suggest, name="suggestions"),
    path("soeg.json", search.search_json, name="search_json"),
    path("soeg.csv", exports.search_csv, name="search_csv"),
    path("soeg.atom", feeds.search_feed, name="search_feed"),
    path("robots.txt", exports.robots, name="robots"),
    path("opensearch.xml", exports.opensearch, name="opensearch"),
    path("sitemap.xml", exports.sitemap_index, name="sitemap"),
    re_path(
        r"^sitemap-(?P<kind>[a-z]+)-(?P<part>[0-9]{1,9})\.xml$", exports.sitemap_part, name="sitemap_part"
    ),
    path("admin/importer/", ingestion.upload, name="import"),
    path("admin/importer/<int:run_id>/", ingestion.preview, name="import_preview"),
    path("admin/", admin.site.urls),
    re_path(r"^(?P<municipality>[a-z0-9-]+)/$", committees.municipality_page, name="municipality"),
    re_path(r"^(?P<municipality>[a-z0-9-]+)/udvalg/$", committees.committee_list, name="committee_list"),
    re_path(COMMITTEE + r"/$", committees.committee_page, name="committee"),
    re_path(COMMITTEE + r"/feed\.atom$", feeds.committee_feed, name="committee_feed"),
    re_path(MEETING + r"/$", meetings.meeting_page, name="meeting"),
    re_path(MEETING + r"/original/$", ingestion.original_document, name="original_document"),
    re_path(MEETING + r"/punkt-(?P<item>[a-z0-9-]+)/$", agenda_items.item_page, name="item"),
    re_path(r"^(?P<municipality>[a-z0-9-]+)/sager/$", cases.case_list, name="case_list"),
    re_path(r"^(?P<municipality>[a-z0-9-]+)/sager/(?P<case>[a-z0-9-]+)/$", cases.case_page, name="case"),
    re_path(
        r"^(?P<municipality>[a-z0-9-]+)/sager/(?P<case>[a-z0-9-]+)/feed\.atom$",
        feeds.case_feed,
        name="case_feed",
    ),
    re_path(r"^(?P<municipality>[a-z0-9-]+)/politikere/$", people.person_list, name="person_list"),
    re_path(
        r"^(?P<municipality>[a-z0-9-]+)/politikere/(?P<person>[a-z0-9-]+)/$",
        people.person_page,
        name="person",
    ),
    re_path(r"^(?P<municipality>[a-z0-9-]+)/emner/(?P<topic>[0-9-]+)/$", search.topic_page, name="topic"),
]

handler400 = "apps.pages.views.bad_request"
handler403 = "apps.pages.views.forbidden"
handler404 = "apps.pages.views.not_found"
handler500 = "apps.pages.views.server_error"
