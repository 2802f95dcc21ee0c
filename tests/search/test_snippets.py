"""What a hit shows of its item: the best place, marked right, and never a sign of HTML from a document."""

import re

import pytest

from apps.agenda_items.models import AgendaItem, Section
from apps.search.snippets import LEAD_LENGTH, with_plain_marks
from tests.search.invented_items import a_text, publish, searched

pytestmark = pytest.mark.django_db

FILLER = "Sagen blev drøftet og sendt videre til næste møde i udvalget. "


def snippet(words: str) -> str:
    """The text of the only hit."""
    (hit,) = searched(words).hits
    return str(hit.snippet_html)


def title(words: str) -> str:
    (hit,) = searched(words).hits
    return str(hit.title_html)


def marks(html: str) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", html)


def light_marks(html: str) -> list[str]:
    return re.findall(r'<mark class="part">(.*?)</mark>', html)


def test_of_equally_good_places_the_decision_is_shown() -> None:
    publish(a_text("1", body="I sagen står kvistgård.", decision="I beslutningen står kvistgård."))
    assert snippet("kvistgård") == "I beslutningen står <mark>kvistgård</mark>."


def test_a_better_place_is_shown_rather_than_the_decision() -> None:
    publish(
        a_text("1", body="I sagen står kvistgård og ellemose.", decision="I beslutningen står kvistgård.")
    )
    assert snippet("kvistgård ellemose").startswith("I sagen")


def test_two_windows_where_the_words_stand_far_apart() -> None:
    publish(a_text("1", body=f"{FILLER * 9}Her står kvistgård. {FILLER * 9}Og ellemose. {FILLER * 9}"))
    html = snippet("kvistgård ellemose")
    assert marks(html) == ["kvistgård", "ellemose"]
    assert html.startswith("… ")
    assert html.endswith(" …")
    assert html.count("…") == 3
    assert len(html) < 700


def test_one_window_where_they_stand_together() -> None:
    publish(a_text("1", body=f"{FILLER * 9}Her står kvistgård. Og ellemose. {FILLER * 9}"))
    assert snippet("kvistgård ellemose").count("…") == 2


def test_a_part_of_a_longer_word_is_marked_more_lightly() -> None:
    publish(a_text("1", title="Nødkaldsanlæg", body="Et nødkaldsanlæg giver nødkald."))
    html = snippet("nødkald")
    assert (marks(html), light_marks(html)) == (["nødkald"], ["nødkaldsanlæg"])
    assert light_marks(title("nødkald")) == ["Nødkaldsanlæg"]
    assert light_marks(snippet('"nødkald"')) == []


def test_programs_get_one_kind_of_mark() -> None:
    publish(a_text("1", body="Et nødkaldsanlæg & nødkald."))
    (hit,) = searched("nødkald").hits
    assert with_plain_marks(hit.snippet_html) == "Et <mark>nødkaldsanlæg</mark> &amp; <mark>nødkald</mark>."


def test_a_phrase_is_marked_only_where_its_words_are_neighbours() -> None:
    publish(a_text("1", body="Et frit valg. Valget er frit, og valg kan være frit valgte."))
    assert marks(snippet('"frit valg"')) == ["frit", "valg"]


def test_all_forms_of_a_word_are_marked_and_its_neighbours_are_not() -> None:
    publish(a_text("1", body="Borgeren, borgernes og borgere bor på borgen i byen."))
    assert marks(snippet("borger")) == ["Borgeren", "borgernes", "borgere"]


def test_what_was_searched_for_instead_is_marked() -> None:
    publish(a_text("1", title="Kvistgård", body="Om kvistgård."))
    assert marks(title("kvistgrd")) == ["Kvistgård"]
    assert marks(snippet("kvistgrd")) == ["kvistgård"]


def test_an_excluded_word_is_not_marked() -> None:
    publish(a_text("1", body="Om kvistgård og et nødkaldsanlæg."))
    html = snippet("kvistgård -nødkald")
    assert (marks(html), light_marks(html)) == (["kvistgård"], [])


def test_without_words_the_lead_is_whole_words_of_the_decision() -> None:
    publish(a_text("1", decision=FILLER * 9, body="Kvistgård."))
    html = snippet("")
    assert html.startswith("Sagen blev drøftet")
    assert html.endswith(" …")
    assert len(html) <= LEAD_LENGTH + 2
    assert set(re.findall(r"\w+", html)) <= set(re.findall(r"\w+", FILLER))


def test_a_decision_that_says_no_more_than_its_outcome_gives_way_to_the_text() -> None:
    publish(a_text("1", decision="Godkendt.", body=FILLER))
    assert snippet("") == FILLER.strip()


def test_words_that_are_only_in_the_title_or_the_committee_leave_the_lead() -> None:
    publish(a_text("1", "Kvistgård", body=FILLER), committee="Ellemoseudvalget")
    for words in ("kvistgård", "ellemoseudvalget"):
        assert snippet(words) == FILLER.strip()


def test_an_item_without_text_shows_none() -> None:
    publish(a_text("1", "Kvistgård"))
    assert snippet("kvistgård") == snippet("") == ""


HOSTILE = (
    "<script>alert(1)</script>",
    "<mark>kvistgård</mark>",
    "</mark><b onclick='x'>",
    '<mark class="part">',
    "&lt;img&gt; &amp; & \"quoted\" 'single'",
    "\x01\x1f\ue000\u202e",
    "<!-- -->]]>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_document_becomes_html(text: str) -> None:
    publish(a_text("1", f"{text} kvistgård {text}", decision=f"{text}kvistgård{text} kvistgård {text}"))
    for words in ("kvistgård", "", '"kvistgård"', "script", "mark", "class part"):
        for hit in searched(words).hits:
            for html in (str(hit.title_html), str(hit.snippet_html)):
                bare = re.sub(r'<mark(?: class="part")?>([^<>]*)</mark>', r"\1", html)
                assert not set("<>") & set(bare), html
                assert not re.search(r"&(?!(?:amp|lt|gt|quot|#x27|#39);)", bare), html


def words_of_marks(words: str) -> set[str]:
    (hit,) = searched(words).hits
    return {m.lower() for m in (*marks(hit.snippet_html), *light_marks(hit.snippet_html))}


@pytest.mark.parametrize(
    "newer",
    [
        "Helt andre ord står her nu, og der er mange flere af dem end før.",
        "Kort.",
        "",
        "Ellemose kvistgård står nu bagest i en sætning med kvistgård.",
        "\n\n\n",
    ],
)
def test_a_text_that_is_newer_than_its_index_has_nothing_wrong_marked(newer: str) -> None:
    (item,) = publish(a_text("1", body="En sætning om kvistgård og ellemose i byen, og kvistgård igen."))
    Section.objects.filter(item=item).update(text=newer)
    for words in ("kvistgård", '"kvistgård og ellemose"', "kvistgård ellemose", "byen"):
        assert words_of_marks(words) <= {"kvistgård", "ellemose", "og", "byen"}
    assert not marks(snippet('"kvistgård og ellemose"'))


def test_pieces_that_went_away_since_move_no_mark_to_a_wrong_word() -> None:
    (item,) = publish(a_text("1", body="Om kvistgård.", decision="Tre ord her."))
    AgendaItem.objects.filter(pk=item.pk).update(
        decision_text="", title="Et helt nyt og meget længere navn end før"
    )
    assert words_of_marks("kvistgård") <= {"kvistgård"}


def test_a_hit_that_was_unpublished_between_is_left_out() -> None:
    (item,) = publish(a_text("1", body="Om kvistgård."))
    AgendaItem.objects.filter(pk=item.pk).update(removed_at="2025-01-01T00:00Z")
    results = searched("kvistgård")
    assert (results.total, results.hits) == (1, ())


def test_the_lead_of_a_long_item_is_found_by_its_last_words_too() -> None:
    publish(a_text("1", body=FILLER * 2_000 + "Til sidst kvistgård ellemose."))
    assert marks(snippet('"kvistgård ellemose"')) == ["kvistgård", "ellemose"]
